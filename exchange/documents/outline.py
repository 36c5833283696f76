"""Plain codebooks as documents: a Markdown list, or the outline of a Word document. Definitions follow the names."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.readers.encoding import UnreadableFile, decode
from exchange.archive import UnreadableProject
from exchange.documents.word_text import paragraphs_of
from exchange.gathering import Gathering
from exchange.project import Project
from wording.messages import tr

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d+[.)])\s+(.+)")
_NAMED = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)\s*(?:[:–—-]\s*)?(.*)|(.+?)(?:\s*:\s+|\s+[–—]\s+)(.+)", re.DOTALL)

Line = tuple[int, str]
"""A level (from 0, None's place taken by -1 for words below the last name) and what stands there."""


def sees_markdown(path: Path) -> bool:
    """Whether a file is Markdown."""
    return path.is_file() and path.suffix.casefold() in (".md", ".markdown")


def read_markdown(path: Path) -> Project:
    """The codes in a Markdown file: headings and nested lists; raises UnreadableProject."""
    try:
        source = decode(path.read_bytes(), path.name)[0]
    except UnreadableFile as error:
        raise UnreadableProject(str(error)) from error
    return _codebook(path, "markdown", _markdown(source.split("\n")))


def read_outline(path: Path) -> Project:
    """The codes in the outline of a Word document; raises UnreadableProject."""
    lines = [(paragraph.level, paragraph.text) for paragraph in paragraphs_of(path)]
    return _codebook(path, "outline", iter(lines))


def has_outline(path: Path) -> bool:
    """Whether most paragraphs of a Word document are headings or items of lists."""
    lines = [paragraph for paragraph in paragraphs_of(path) if paragraph.text.strip()]
    named = sum(paragraph.level >= 0 for paragraph in lines)
    return named >= 2 and 2 * named >= len(lines)


def _markdown(lines: Iterable[str]) -> Iterator[Line]:
    depth, indents = 0, list[int]()
    titles = 0
    for line in lines:
        if found := _HEADING.fullmatch(line.strip()):
            depth, indents = len(found[1]), []
            titles += 1
            yield depth - 1, found[2]
        elif found := _ITEM.fullmatch(line):
            indent = len(found[1].expandtabs(4))
            indents = [*(one for one in indents if one < indent), indent]
            yield depth + len(indents) - 1, found[2]
        elif line.strip():
            yield -1, line.strip()


def _codebook(path: Path, form: str, lines: Iterator[Line]) -> Project:
    made = Gathering.of(path, form)
    listed = [(level, words.strip()) for level, words in lines if words.strip()]
    named = [level for level, _ in listed if level >= 0]
    if not named:
        raise UnreadableProject(tr("{file} holds no list and no headings that could be codes.", file=path.name))
    least = min(named)
    if named.count(least) == 1 and listed[0][0] == least and len(named) > 1:
        made.title = _parted(listed[0][1])[0]  # one heading above all others is the title
        listed = listed[1:]
        while listed and listed[0][0] < 0:
            listed = listed[1:]
    above: list[tuple[int, str]] = []
    words: dict[tuple[str, ...], list[str]] = {}
    for level, line in listed:
        if level < 0:
            if above:
                words[tuple(name for _, name in above)].append(line)
            continue
        name, definition = _parted(line)
        above = [*(one for one in above if one[0] < level), (level, name)]
        words.setdefault(tuple(one for _, one in above), []).extend([definition] if definition else [])
    for names, said in words.items():
        made.code(names, description="\n".join(said))
    return made.project()


def _parted(line: str) -> tuple[str, str]:
    """The name and the definition in a line: `**name** – definition`, `name: definition`, or a name alone."""
    found = _NAMED.fullmatch(line)
    if not found:
        return line.strip("*_` "), ""
    name, definition = (found[1], found[2]) if found[1] else (found[3], found[4])
    return name.strip("*_` :"), definition.strip()
