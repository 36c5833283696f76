"""rtf: paragraphs, headings, list items and tables, without what is hidden, deleted or beside the text."""

from dataclasses import dataclass, field

from corpus.block import Extract
from corpus.problem import Problem
from corpus.readers.bounds import CHARACTERS_AT_MOST, too_long
from corpus.readers.encoding import UnreadableFile
from corpus.readers.left_out import LeftOut
from corpus.readers.rtf_body import ENDS, RtfBody, RtfParagraph
from corpus.readers.rtf_head import TABLES, RtfHead
from corpus.readers.rtf_marks import Mark, code_page, marks
from corpus.readers.set_runs import Run
from wording.messages import tr

_SKIPPED = frozenset(
    "info pict header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable revtbl "
    "rsidtbl generator xe tc rxe fldinst nonshppict shprslt sn sv listtext pntext pntxta pntxtb pnseclvl themedata "
    "colorschememapping datastore latentstyles atnid atnauthor atndate atnref ftnsep ftnsepc aftnsep aftnsepc "
    "nonesttables objdata objclass objname filetbl mmathPr xmlnstbl bkmkstart bkmkend ffname ffdeftext ffl "
    "ffentrymcr ffexitmcr ffhelptext ffstattext ffformat".split()
)
"""Groups without text, or whose text is not in the flow of the page."""
_TRANSPARENT = frozenset("nesttableprops shpinst shptxt shp do dptxbxtext moMath moMathPara result shpgrp".split())
"""Groups that hold text, although programs that do not know them may pass over them."""
_BESIDE = {**TABLES, "footnote": "note", "annotation": "comment"}
"""Groups that are read apart."""
_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "~": "\u00a0", "_": "\u2011",
    "-": "\u00ad", "\t": "\t", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
_LETTERS = frozenset("plain v deleted b i ul ulnone cf f uc fs caps scaps highlight cb".split())


def read(data: bytes, name: str) -> Extract:
    """One block per paragraph or table row; raises UnreadableFile where the file is not RTF or far too long.

    Our own parser, because the text that libraries make of rtf has the hidden and deleted words in it, and no tables
    (Rich Text Format Specification 1.9.1).
    """
    start = data.find(b"{\\rtf")
    if start < 0 or data[:start].strip(b"\xef\xbb\xbf\r\n\t "):
        raise UnreadableFile(
            tr("{name} is not RTF, although its suffix says so. Save it again as rtf or docx.", name=name)
        )
    document = _Document()
    for mark in marks(data[start:], name):
        document.take(mark)
        if document.body.letters > CHARACTERS_AT_MOST:
            raise too_long(name, document.body.letters)
    document.finish()
    left_out = document.left_out
    problems = left_out.problems(name)
    if document.words_after_end:
        message = tr("a brace too many ends it before its last words, which were read all the same. Check its end.")
        problems = (Problem(name, message, "warning"), *problems)
    return Extract(tuple(document.body.blocks), problems=problems, notes=tuple(left_out.comments))


@dataclass(slots=True)
class _Group:
    """What holds inside a pair of braces; `goes_to` is where its words go: "text", a name in `_BESIDE`, or nowhere."""

    goes_to: str = "text"
    hidden: bool = False
    deleted: bool = False
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    colour: int = 0
    other: dict[str, int] = field(default_factory=dict)  # what else sets its letters apart
    page: str = ""  # the code page of its typeface
    fallback: int = 1  # how many letters after \u stand in for it

    def inner(self) -> "_Group":
        """A group inside this one, in which the same holds at first."""
        return _Group(
            self.goes_to, self.hidden, self.deleted, self.bold, self.italic, self.underlined, self.colour, self.other,
            self.page, self.fallback,
        )  # fmt: skip


class _Document:
    """A document while its marks are taken one after another."""

    def __init__(self) -> None:
        self.body, self.head, self.left_out = RtfBody(), RtfHead(), LeftOut()
        self.words_after_end = False
        self._ended = False
        self._groups = [_Group()]
        self._star = -1  # how deep the group is that began with \*
        self._letters = bytearray()
        self._beside: list[str] = []  # the words of a note or comment
        self._skip = 0
        self._page = "cp1252"

    @property
    def _group(self) -> _Group:
        return self._groups[-1]

    def take(self, mark: Mark) -> None:
        """Take the next mark."""
        if mark.kind == "letters":
            skipped = min(self._skip, len(mark.letters))
            self._skip -= skipped
            self._letters += mark.letters[skipped:]
            return
        self._write()
        if mark.kind == "{":
            self._skip = 0
            self._groups.append(self._group.inner())
        elif mark.kind == "}":
            self._close()
        elif mark.name == "u" and mark.kind == "word":
            self._unicode(mark.number or 0)
        elif self._skip:
            self._skip -= 1
        elif mark.name == "*" and mark.kind == "sign":
            self._star = len(self._groups)
        elif mark.name in _SIGNS:
            self._say(_SIGNS[mark.name])
        elif mark.kind == "word" or mark.name in ENDS:
            self._word(mark.name, mark.number)

    def finish(self) -> None:
        """End whatever is open at the end of the file."""
        self._write()
        self.body.finish()

    def _unicode(self, code: int) -> None:
        if code < 0x110000:
            self._say(chr(code if code > 0 else code % 65536))
        self._skip = self._group.fallback

    def _write(self) -> None:
        """Decode the letters that were gathered: in some code pages a letter has two bytes."""
        if self._letters:
            written = self._letters.decode(self._group.page or self._page, errors="replace").replace("\x00", "")
            self._letters.clear()
            self.words_after_end = self.words_after_end or (self._ended and bool(written.strip()))
            self._say(written)

    def _say(self, words: str) -> None:
        group = self._group
        if group.goes_to in ("note", "comment"):
            self._beside.append(words)
        elif group.goes_to != "text":
            self.head.say(group.goes_to, words)
        elif group.deleted:
            self.left_out.delete(words)
        elif group.hidden:
            self.left_out.hide(words)
        else:
            colour = self.head.colour(group.colour)
            other = " ".join(f"{mark} {number}" for mark, number in sorted(group.other.items()) if number)
            self.body.say(Run(words, group.bold, group.italic, group.underlined, colour, other))

    def _close(self) -> None:
        self._skip = 0
        self.body.close_box(len(self._groups))
        closed = self._groups.pop()
        if not self._groups:
            self._ended = True
            self._groups.append(_Group())
        elif closed.goes_to in ("note", "comment") and self._group.goes_to != closed.goes_to:
            words = " ".join("".join(self._beside).split())
            self._beside.clear()
            if words and closed.goes_to == "note":
                self.left_out.notes += 1
            elif words:
                self.left_out.comments.append(words)

    def _word(self, word: str, number: int | None) -> None:
        group = self._group
        starred, self._star = self._star == len(self._groups), -1
        if word in _BESIDE:
            group.goes_to = _BESIDE[word] if group.goes_to == "text" else group.goes_to
        elif word == "upr":  # the same twice: in the code page, and in Unicode after \ud
            group.goes_to = "twice" if group.goes_to == "text" else group.goes_to
        elif word == "ud":
            group.goes_to = "text" if group.goes_to == "twice" else group.goes_to
        elif word in _SKIPPED or (starred and word not in _TRANSPARENT):
            self.body.numbered = self.body.numbered or word in ("listtext", "pntext")
            group.goes_to = "nowhere"
        elif group.goes_to in TABLES.values():
            self.head.take(word, number or 0)
        elif word in _LETTERS:
            self._set_letters(word, number)
        elif group.goes_to in ("note", "comment"):
            self._beside.append(" ")
        elif group.goes_to == "text":
            self._in_text(word, number)

    def _in_text(self, word: str, number: int | None) -> None:
        if word in ENDS:
            self.body.end(word)
        elif word in ("shptxt", "dptxbxtext"):
            self.body.open_box(len(self._groups))
        elif word in ("mac", "pc", "pca"):
            self._page = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "ansicpg":
            self._page = code_page(number or 0)
        else:
            self._set_paragraph(word, number)

    def _set_letters(self, word: str, number: int | None) -> None:
        group, on = self._group, number != 0
        match word:
            case "plain":
                self._groups[-1] = _Group(group.goes_to, fallback=group.fallback)
            case "v":
                group.hidden = on
            case "deleted":
                group.deleted = on
            case "b":
                group.bold = on
            case "i":
                group.italic = on
            case "ul" | "ulnone":
                group.underlined = on and word == "ul"
            case "cf":
                group.colour = number or 0
            case "f":
                group.page = self.head.pages.get(number or 0, "")
            case "uc":
                group.fallback = min(max(1 if number is None else number, 0), 10)

            case _:
                group.other = {**group.other, word: 1 if number is None else number}

    def _set_paragraph(self, word: str, number: int | None) -> None:
        paragraph = self.body.set
        match word:
            case "pard":
                self.body.set = RtfParagraph()
            case "intbl":
                paragraph.in_table = True
            case "s":
                paragraph.level = self.head.styles.get(number or 0, 0)
            case "outlinelevel" if number is not None and number < 6:
                paragraph.level = number + 1
            case "li":
                paragraph.indent = number or 0
            case "ri" | "fi" | "cbpat":
                paragraph.looks[word] = number or 0
            case "qr" | "qc" | "ql" | "qj":
                paragraph.looks["q"] = 0 if word in ("ql", "qj") else ord(word[1])
            case "ls":
                paragraph.listed = True
