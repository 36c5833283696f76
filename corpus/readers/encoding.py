"""From bytes to characters: the encoding of a file, and whether it is text at all."""

import codecs
import re

from corpus.problem import GloseError, Problem
from wording.messages import tr

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FRENCH = "éèêàâçùûîïôëœ’«»"


class UnreadableFile(GloseError):
    """A file that cannot be read in the format that its suffix names."""


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The characters of a text file, newlines as LF, and a warning where its encoding had to be guessed.

    UTF-8 and files with a byte-order mark are certain. Between windows-1252 and Mac Roman, the one that yields more
    French letters and fewer odd characters is used; charset-normalizer guesses other encodings. Raises
    UnreadableFile where the bytes are not text.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _newlines(_strictly(data, encoding, name)), ()
    if _looks_wide(data):
        return _newlines(_strictly(data, _width(data), name)), ()
    if b"\x00" in data or _share_of_controls(data) > 0.01:
        raise UnreadableFile(
            tr("{name} is not text: its bytes are binary. Add the original file with its own suffix.", name=name)
        )
    try:
        return _newlines(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        encoding = _guess(data)
        line = data[: error.start].count(b"\n") + 1
        doubt = tr(
            "is not UTF-8 and was read as {encoding}. Check the accented letters, or save it as UTF-8.",
            encoding=encoding,
        )
        return _newlines(data.decode(encoding, errors="replace")), (Problem(f"{name}:{line}", doubt, "warning"),)


def _newlines(text: str) -> str:
    return re.sub(r"\r\n?|\u2028|\u2029|\x85", "\n", text)


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


def _looks_wide(data: bytes) -> bool:
    """Whether every second byte is zero, as in UTF-16 without a mark."""
    sample = data[:2000]
    if len(sample) < 8:
        return False
    return max(sample[0::2].count(0), sample[1::2].count(0)) > 0.4 * (len(sample) // 2)


def _width(data: bytes) -> str:
    return "utf-16-le" if data[1:2000:2].count(0) > data[0:2000:2].count(0) else "utf-16-be"


def _share_of_controls(data: bytes) -> float:
    sample = data[:100_000]
    odd = sum(sample.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return odd / max(len(sample), 1)


def _guess(data: bytes) -> str:
    sample = data[:200_000]
    scores = {encoding: _frenchness(sample, encoding) for encoding in ("cp1252", "mac-roman")}
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
    return good - 3 * odd
