"""The marks of an rtf file: braces, control words, signs and letters, one after another; and its code pages."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.readers.encoding import UnreadableFile
from wording.messages import tr

MARKS_AT_MOST = 1_000_000
"""Marks that are read of one file: a few seconds, and thirty times what an interview has. Letters in a row are one."""

_MARK = re.compile(
    rb"([{}])|\\([a-zA-Z]{1,32})(-?\d{1,9})?\ ?|((?:\\'[0-9a-fA-F]{2}){1,500})|\\([^a-zA-Z])|[\r\n]+|([^\\{}\r\n]+)"
)
_CODE_PAGES = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
"""The code page of each character set of a typeface; the others are written in that of the file."""


class Mark(NamedTuple):
    """One mark: `kind` is "{", "}", "word", "sign" or "letters".

    A word has a name and a number, where one is written; letters and signs are bytes.
    """

    kind: str
    name: str = ""
    number: int | None = None
    letters: bytes = b""


def marks(data: bytes, name: str) -> Iterator[Mark]:
    """The marks of a file; binary data is passed over. Raises UnreadableFile where there are far too many."""
    if 2 * data.count(b"{") > MARKS_AT_MOST:
        raise _too_many(name)
    place, count = 0, 0
    while found := _MARK.match(data, place):
        place = found.end()
        count += 1
        if count > MARKS_AT_MOST:
            raise _too_many(name)
        brace, word, number, codes, sign, letters = found.groups()
        if brace:
            yield Mark(brace.decode())
        elif word:
            value = int(number) if number else None
            if word == b"bin":
                place += max(value or 0, 0)
            yield Mark("word", word.decode(), value)
        elif codes:
            yield Mark("letters", letters=bytes.fromhex(codes.replace(b"\\'", b"").decode()))
        elif sign:
            yield Mark("sign", sign.decode("latin-1"))
        elif letters:
            yield Mark("letters", letters=letters)


def _too_many(name: str) -> UnreadableFile:
    return UnreadableFile(
        tr(
            "{name} has more than {most} million marks, more than any transcript. Save it again as docx.",
            name=name,
            most=MARKS_AT_MOST // 10**6,
        )
    )


def code_page(number: int) -> str:
    """The name of a code page by its number; windows-1252 where it is not known."""
    names = {10000: "mac-roman", 65001: "utf-8", 0: "cp1252"}
    name = names.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def code_page_of_typeface(character_set: int, otherwise: str) -> str:
    """The code page of the character set of a typeface, where it has one of its own."""
    return _CODE_PAGES.get(character_set, otherwise)
