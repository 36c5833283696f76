"""From bytes to characters: the encoding of a file, and whether it is text at all."""

import codecs
import re

from corpus.problem import GloseError, Problem
from wording.messages import tr, tr_n

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FRENCH = "éèêàâçùûîïôëœ’«»"
_MULTIBYTE = re.compile(r"[^\x00-\x7f]")
_LATE_CAPITAL = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŸ]")
_ODD_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 11, 12, 13, 26, 27, 30, 31))
_SHOWN = 3


class UnreadableFile(GloseError):
    """A file that cannot be read in the format that its suffix names."""


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """The characters of a text file, newlines as LF, and a warning where its encoding had to be guessed.

    A byte-order mark is believed, then UTF-8, then the encoding that the file itself declares. UTF-8 with some stray
    bytes is UTF-8, and those bytes are read as windows-1252. Between windows-1252, Mac Roman and the old code page of
    DOS (850), the one that yields more French letters and fewer odd characters is used; charset-normalizer guesses
    other encodings. Raises UnreadableFile where the bytes are not text.
    """
    text, problems = decode_raw(data, name, declared)
    return with_line_feeds(text), problems


def decode_raw(data: bytes, name: str, declared: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """The characters as `decode` gives them, line ends as they are in the file, without a byte-order mark."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            if encoding == "utf-8-sig" and not _is_utf8(data):
                return _with_stray_bytes(data.removeprefix(bom), name)
            return _strictly(data, encoding, name), ()
    if wide := _wide(data):
        return _strictly(data, wide, name), ()
    sample = data[:100_000]
    if b"\x00" in data or len(sample) - len(sample.translate(None, _ODD_CONTROLS)) > 0.01 * len(sample):
        raise UnreadableFile(
            tr("{name} is not text: its bytes are binary. Add the original file with its own suffix.", name=name)
        )
    if _is_utf8(data):
        return data.decode("utf-8"), ()
    as_declared = _as_declared(data, declared)
    if as_declared is not None:
        return as_declared, ()
    if _is_mostly_utf8(data):
        return _with_stray_bytes(data, name)
    encoding = _guess(data)
    line = len(re.findall(rb"\r\n?|\n", data[: _first_high(data)])) + 1
    doubt = tr(
        "is not UTF-8 and was read as {encoding}. Check the accented letters, or save it as UTF-8.", encoding=encoding
    )
    return data.decode(encoding, errors="replace"), (Problem(f"{name}:{line}", doubt, "warning"),)


def with_line_feeds(text: str) -> str:
    """Every line end as LF: those of all systems, of Unicode, the vertical tab that Word writes, and page ends.

    CR CR LF is one, because it comes from a file that was converted twice. The end mark of DOS is left out.
    """
    if any(end in text for end in "\r\u2028\u2029\x85\x0b\x0c"):
        text = re.sub(r"\r+\n|[\r\u2028\u2029\x85\x0b\x0c]", "\n", text)
    return text.rstrip("\x1a")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            tr(
                "{name}: byte {position} is not {encoding}, although the first bytes announce it. "
                "Save the file again as UTF-8.",
                name=name,
                position=error.start,
                encoding=encoding.upper(),
            )
        ) from None


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, as the places of its zeros show; empty where it is neither."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return ""
    quarter, half = max(len(sample) // 4, 1), len(sample) // 2
    zeros = [sample[place::4].count(0) / quarter for place in range(4)]
    if min(zeros[1:]) > 0.6 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[:3]) > 0.6 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if max(even, odd) <= 0.4 or min(even, odd) > 0.1:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _as_declared(data: bytes, declared: str | None) -> str | None:
    """The text in the encoding that the file declares, if that is one and fits; Latin 1 means windows-1252."""
    try:
        encoding = codecs.lookup(declared or "").name
        return data.decode("cp1252" if encoding in ("iso8859-1", "ascii") else encoding)
    except (LookupError, ValueError):
        return None


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether letters are written as UTF-8 writes them, apart from some bytes.

    In another encoding few bytes follow each other so by chance, and hardly any that would be a letter of windows-1252.
    """
    stray = len(_strays(data))
    letters = _MULTIBYTE.findall(data.decode("utf-8", errors="ignore"))
    usual = sum(letter in _USUAL for letter in letters)
    return len(letters) > 5 * stray or (usual > 0.5 * len(letters) and usual > 0)


_USUAL = frozenset(bytes(range(128, 256)).decode("cp1252", errors="ignore"))


def _strays(data: bytes) -> list[int]:
    """The places of the bytes that are not UTF-8."""
    escaped = data.decode("utf-8", "surrogateescape")
    return [found.start() for found in re.finditer("[\udc80-\udcff]", escaped)]


def _with_stray_bytes(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """UTF-8 in which each byte that is not is read as windows-1252, with the places of the first ones."""
    escaped = data.decode("utf-8", "surrogateescape")
    strays = _strays(data)
    text = re.sub(
        "[\udc80-\udcff]", lambda found: bytes([ord(found.group()) & 0xFF]).decode("cp1252", "replace"), escaped
    )
    places = []
    for place in strays[:_SHOWN]:
        lines = with_line_feeds(escaped[:place]).split("\n")
        places.append(f"{len(lines)}:{len(lines[-1]) + 1}")
    message = tr_n(
        "has {n} byte that is not UTF-8 ({places}, line and column) and was read as cp1252. Check that letter.",
        "has {n} bytes that are not UTF-8 ({places}, line and column) and were read as cp1252. Check those letters.",
        len(strays),
        places=", ".join(places) + (", …" if len(strays) > _SHOWN else ""),
    )
    return text, (Problem(f"{name}:{places[0]}", message, "warning"),)


def _first_high(data: bytes) -> int:
    found = re.search(rb"[\x80-\xff]", data)
    return found.start() if found else 0


def _guess(data: bytes) -> str:
    sample = data[:200_000]
    scores = {encoding: _frenchness(sample, encoding) for encoding in ("cp1252", "iso8859-15", "mac-roman", "cp850")}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] > 0:
        return best
    from charset_normalizer import from_bytes

    match = from_bytes(sample).best()
    return match.encoding if match else "cp1252"


def _frenchness(sample: bytes, encoding: str) -> int:
    text = sample.decode(encoding, errors="replace")
    good = sum(text.count(letter) for letter in _FRENCH)
    odd = sum(1 for c in text if ord(c) > 126 and not c.isalpha() and c not in "«»’‘“”–—…€°\u00a0œŒ")
    odd += len(_ALONE["œŒ"].findall(text)) - len(_ALONE["¼½¾"].findall(text))
    return good - 3 * odd - len(_LATE_CAPITAL.findall(text))


_ALONE = {signs: re.compile(rf"(?<![^\W\d_])[{signs}](?![^\W\d_])") for signs in ("œŒ", "¼½¾")}
"""Signs without a letter beside them. What is a fraction in windows-1252 is a ligature in ISO 8859-15."""
