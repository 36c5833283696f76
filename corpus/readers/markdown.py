"""md: headings, list items and paragraphs without their markup; metadata from the front matter."""

import re
from collections.abc import Iterator

from corpus.block import Block, Extract
from corpus.marked_yaml import read_marked
from corpus.problem import Problem
from corpus.readers.encoding import decode
from corpus.readers.speech_table import blocks_of_table

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*)$")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1")
"""Up to the next such mark, as all patterns here go no further than the next sign of their kind: they stay linear."""
_LEADING_BOLD = re.compile(r"\s*(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LEADING_EMPHASIS = re.compile(r"\s*([*_]{1,3}|`)(?=[^\s*_`])([^*_`\n]+)\1(?=[\s:])")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_WHOLLY_ITALIC = re.compile(r"\s*([*_])(?![*_\s])[^*_]+\1\s*")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_NOTE = re.compile(r"\[\^[^\]\s]+\](?!:)")
_NOTE_TEXT = re.compile(r"^\[\^[^\]\s]+\]:.*(?:\n(?:[ \t]+\S.*)?)*", re.MULTILINE)
_TARGET = re.compile(r"^\([\w-]+\)=[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")


def read(data: bytes, name: str) -> Extract:
    """The blocks of a Markdown file; the lines of a paragraph remain lines."""
    text, problems = decode(data, name)
    metadata, body, faults = _front_matter(text, name)
    return Extract(tuple(_blocks(body)), metadata, (*problems, *faults))


def _front_matter(text: str, name: str) -> tuple[dict[str, str], str, list[Problem]]:
    found = re.match(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if not found:
        return {}, text, []
    marked = read_marked(found.group(1), name)
    if not isinstance(marked.value, dict):
        return {}, text, []
    plain = {
        k.lower(): str(v)
        for k, v in marked.value.items()
        if isinstance(v, str | int | float) or hasattr(v, "isoformat")
    }
    return plain, text[found.end() :], marked.problems


def _blocks(body: str) -> Iterator[Block]:
    body = _without_comments(body)
    body = _PICTURE.sub("", _TARGET.sub("", _NOTE.sub("", _NOTE_TEXT.sub("", body))))
    for paragraph in re.split(r"\n[ \t]*\n", body):
        yield from _paragraph(paragraph.strip("\n"))


def _without_comments(body: str) -> str:
    """The text without `<!-- … -->`; one that never ends is text."""
    kept: list[str] = []
    place = 0
    while (start := body.find("<!--", place)) >= 0 and (end := body.find("-->", start)) >= 0:
        kept.append(body[place:start])
        place = end + 3
    return "".join([*kept, body[place:]])


def _paragraph(paragraph: str) -> Iterator[Block]:
    lines: list[str] = []
    quoted = all(line.lstrip().startswith(">") for line in paragraph.split("\n"))
    rows: list[list[list[Block]]] = []
    for line in paragraph.split("\n"):
        heading, rule = _HEADING.match(line), re.match(r"^\s*([-*_=])(\s*\1){2,}\s*$", line)
        item, row = _ITEM.match(line), re.match(r"^\s*\|.*\|\s*$", line)
        if heading or rule or item or row:
            yield from _flush(lines, quoted=quoted)
            lines = []
        if rows and not row:
            yield from blocks_of_table(rows)
            rows = []
        if heading:
            yield _block(heading.group(2).rstrip("# \t"), form="heading", level=len(heading.group(1)))
        elif row:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(re.fullmatch(r":?-*:?", cell) for cell in cells):
                rows.append([[_block(cell, form="paragraph")] for cell in cells])
        elif item:
            lines = [line[item.end() :]] if not re.match(r"^\s*\d", line) else [line.strip()]
            yield from _flush(lines, form="item")
            lines = []
        elif not rule:
            lines.append(re.sub(r"^\s*>\s?(?!>)", "", line))
    yield from _flush(lines, quoted=quoted)
    yield from blocks_of_table(rows)


def _flush(lines: list[str], form: str = "paragraph", *, quoted: bool = False) -> Iterator[Block]:
    text = "\n".join(lines).strip()
    if text:
        yield _block(text, form=form, quoted=quoted)


def _block(text: str, *, form: str, level: int = 0, quoted: bool = False) -> Block:
    """The block without its markup, with the length of its bold beginning."""
    leading = _LEADING_BOLD.match(text)
    apart = _LEADING_EMPHASIS.match(text)
    lead = len(apart.group(2)) if apart and apart.end() < len(text.rstrip()) else 0
    bold = len(_without_markup(leading.group(2))) if leading else 0
    looks = (*(("italic",) if _WHOLLY_ITALIC.fullmatch(text) else ()), *(("quotation",) if quoted else ()))
    plain = _without_markup(text).strip()
    return Block(plain, form=form, level=level, bold=bold, lead=lead, looks=looks)  # type: ignore[arg-type]


def _without_markup(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    text = _BOLD.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    text = re.sub(r"`([^`\n]+)`", r"\1", text)
    return _ESCAPE.sub(r"\1", text)
