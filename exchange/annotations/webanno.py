"""WebAnno TSV 3: a token per line, layers in columns; offsets are UTF-16 units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exchange.annotations.layers import add_annotation
from exchange.annotations.values import text_of_file
from exchange.archive import UnreadableProject
from exchange.gathering import Gathering
from exchange.project import Project
from wording.messages import tr

_HEAD = re.compile(r"\ufeff?#FORMAT=WebAnno TSV 3")
_TOKEN = re.compile(r"\d+-\d+(\.\d+)?\t(\d+)-(\d+)\t([^\t]*)((?:\t[^\t]*)*)")
_ESCAPED = re.compile(r"\\(.)")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def sees_webanno(path: Path) -> bool:
    """Whether a file is WebAnno TSV 3."""
    if not path.is_file() or path.suffix.casefold() not in (".tsv", ".txt"):
        return False
    with path.open("rb") as file:
        return bool(_HEAD.match(file.read(200).decode("utf-8", "replace")))


def read_webanno(path: Path) -> Project:
    """The document in a TSV file; raises UnreadableProject."""
    made = Gathering.of(path, "webanno-tsv", "WebAnno")
    made.counts["texts"] += 1
    add_document(made, text_of_file(path), path.stem, path.name)
    return made.project()


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    text: str
    cells: Sequence[str]
    part: bool
    line: int


@dataclass(slots=True)
class _Layer:
    name: str
    features: list[str] = field(default_factory=list)


def add_document(
    made: Gathering, content: str, name: str, file: str, *, person: str = "", text: str | None = None
) -> None:
    """Add a document and its annotations; `text` is its own file, where there is one."""
    lines = content.split("\n")
    layers = [_Layer(one[0], one[1:]) for line in lines if (one := _declared(line))]
    tokens = list(_tokens(lines, file))
    if not tokens:
        made.leave("texts", name, tr("the record has no text"))
        return
    written = text if text is not None and _fits(text, tokens) else _written(lines, tokens)
    source = next(
        (guid for guid, raw in made.raws.items() if raw.raw == written and made.sources[guid].name == name), None
    )
    source = source or made.source(name, written)
    made.notes[:] = [tr("Offsets: UTF-16 units, as WebAnno counts.")]
    relations = sum(line.startswith(("#T_RL=", "#T_CH=")) for line in lines)
    made.leave("links", tr("relations, equivalences and references"), tr("Glose has no place for it"), relations)
    who = made.person(person)
    for layer, features, start, end, own in _spans(layers, tokens):
        add_annotation(made, source, layer, features, (start, end), unit="utf16", person=who, own=own)


def _declared(line: str) -> list[str]:
    return line.strip().partition("=")[2].split("|") if line.startswith("#T_SP=") else []


def _tokens(lines: Sequence[str], file: str) -> Iterator[_Token]:
    before = 0
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        found = _TOKEN.fullmatch(line.rstrip("\r"))
        if found is None:
            raise UnreadableProject(tr("{file}:{line}: not a line of WebAnno TSV 3.", file=file, line=number))
        token = _Token(int(found[2]), int(found[3]), _plain(found[4]), found[5].split("\t")[1:], bool(found[1]), number)
        if token.end < token.start or (not token.part and token.start < before):
            message = tr(
                "{file}:{line}: the offsets go back to {start}, before the end of the token above; export it again.",
                file=file,
                line=number,
                start=token.start,
            )
            raise UnreadableProject(message)
        before = before if token.part else token.end
        yield token


def _plain(cell: str) -> str:
    return _ESCAPED.sub(lambda found: _LETTERS.get(found[1], found[1]), cell)


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _fits(text: str, tokens: Sequence[_Token]) -> bool:
    units = _units(text)
    return all(units[2 * one.start : 2 * one.end] == _units(one.text) for one in tokens if not one.part)


def _written(lines: Sequence[str], tokens: Sequence[_Token]) -> str:
    """The text, from the lines that quote it where tokens fit there, else from the tokens, with blanks between."""
    whole = [one for one in tokens if not one.part]
    quoted: list[str] = []
    for number, line in enumerate(lines):
        if line.startswith("#Text="):
            again = number > 0 and lines[number - 1].startswith("#Text=")
            piece = _plain(line.rstrip("\r").removeprefix("#Text="))
            quoted[-1:] = [f"{quoted[-1]}\n{piece}"] if again and quoted else [*quoted[-1:], piece]
    starts = [one for one in whole if lines[one.line - 2].startswith("#Text=")]
    if len(starts) == len(quoted):
        text = b""
        for sentence, first in zip(quoted, starts, strict=True):
            lead = sentence.find(first.text)
            gap = 2 * (first.start - len(_units(sentence[: max(lead, 0)])) // 2) - len(text)
            text += _units("\n" * max(gap // 2, 0)) + _units(sentence)
        candidate = text.decode("utf-16-le", "replace")
        if _fits(candidate, whole):
            return candidate
    text = b""
    for one in whole:
        text += _units(" " * ((2 * one.start - len(text)) // 2)) + _units(one.text)
    return text.decode("utf-16-le", "replace")


def _spans(
    layers: Sequence[_Layer], tokens: Sequence[_Token]
) -> Iterator[tuple[str, dict[str, str], int, int, object]]:
    """Each annotation: its layer, its features, where it starts and ends, and its number in the file."""
    column = 0
    for layer in layers:
        width = max(len(layer.features), 1)
        found: dict[object, tuple[dict[str, str], int, int]] = {}
        for position, token in enumerate(tokens):
            for offset in range(width):
                cell = token.cells[column + offset] if column + offset < len(token.cells) else "_"
                for order, value in enumerate(re.split(r"(?<!\\)\|", cell)):
                    if value in ("_", ""):
                        continue
                    words, number = _numbered(value)
                    key: object = number or (position, order)
                    features, start, end = found.get(key, ({}, token.start, token.end))
                    name = layer.features[offset] if offset < len(layer.features) else ""
                    features[name] = "" if words == "*" else _plain(words)
                    found[key] = features, min(start, token.start), max(end, token.end)
        for key, (features, start, end) in found.items():
            yield layer.name, features, start, end, (layer.name, key)
        column += width


def _numbered(value: str) -> tuple[str, int]:
    found = re.fullmatch(r"(.*)\[(\d+)\]", value, re.DOTALL)
    return (found[1], int(found[2])) if found else (value, 0)
