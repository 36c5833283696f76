"""brat folders: a `.txt` and an `.ann` for each text; offsets count code points, parts of a broken span are joined."""

import re
from collections.abc import Iterator
from pathlib import Path

from exchange.annotations.values import text_of_file
from exchange.gathering import Gathering
from exchange.guids import guid_of
from exchange.project import Project, ProjectMemo
from wording.messages import tr

_SPAN = re.compile(r"(T\w+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?")
_NOTE = re.compile(r"#\w*\t\S+ (\w+)\t(.*)")
_ATTRIBUTE = re.compile(r"[AM]\w+\t(\S+) (\w+)(?: (.*))?")
_EVENT = re.compile(r"(E\w+)\t\S+?:(T\w+)")


def _annotated(path: Path) -> list[Path]:
    files = [path] if path.is_file() else sorted(path.rglob("*.ann"))
    return [file for file in files if file.with_suffix(".txt").is_file()]


def sees_brat(path: Path) -> bool:
    """Whether a path is an annotation file of brat beside its text, or a folder with such."""
    return (path.is_dir() or path.suffix == ".ann") and bool(_annotated(path))


def read_brat(path: Path) -> Project:
    """The project in the folder; raises UnreadableProject."""
    made = Gathering.of(path, "brat", "brat")
    made.notes.append(tr("Offsets: code points, as brat counts."))
    for file in _annotated(path):
        _Document(file, path if path.is_dir() else path.parent, made).read()
    return made.project()


class _Document:
    def __init__(self, file: Path, folder: Path, made: Gathering) -> None:
        self.made = made
        self.name = file.with_suffix(".txt").relative_to(folder).as_posix()
        self.source = made.source(self.name, text_of_file(file.with_suffix(".txt")))
        self.lines = text_of_file(file).replace("\r\n", "\n").split("\n")
        self.triggers = {found[1]: found[2] for line in self.lines if (found := _EVENT.match(line))}
        self.remarks: dict[str, list[str]] = {}

    def read(self) -> None:
        self.made.counts["texts"] += 1
        spans = {found[1]: found for line in self.lines if (found := _SPAN.fullmatch(line))}
        loose = list(self._loose(spans.keys()))
        for own, span in spans.items():
            self._coding(own, span)
        for target, wording in loose:
            guid = guid_of("memo", self.source, target, wording)
            self.made.memos.append(ProjectMemo(guid, target, wording, about=(("texts", self.source),)))
        for line in self.lines:
            kind = line[:1]
            if kind in ("R", "*", "N"):
                self.made.leave("links", tr("relations, equivalences and references"), tr("Glose has no place for it"))
            elif kind == "E" and len(line.split("\t")[-1].split()) > 1:
                self.made.leave("links", tr("arguments of events"), tr("Glose has no place for it"))
            elif kind == "T" and line.partition("\t")[0] not in spans:
                self.made.counts["codings"] += 1
                self.made.leave("codings", f"{self.name} {line[:40]}", tr("not a line that brat writes"))

    def _loose(self, spans: object) -> Iterator[tuple[str, str]]:
        """Take notes and attributes in as remarks on spans; what is about something else comes back."""
        for line in self.lines:
            if found := _NOTE.fullmatch(line):
                target, wording = found[1], found[2].strip()
            elif found := _ATTRIBUTE.fullmatch(line):
                target, wording = found[2], f"{found[1]}: {found[3]}" if found[3] else found[1]
            else:
                continue
            own = self.triggers.get(target, target)
            if own in spans:  # type: ignore[operator]
                self.remarks.setdefault(own, []).append(wording)
            elif wording:
                yield target, wording

    def _coding(self, own: str, span: re.Match[str]) -> None:
        self.made.counts["codings"] += 1
        ends = [tuple(map(int, piece.split(" "))) for piece in span[3].split(";")]
        pieces = [self.made.stretch(self.source, start, end) for start, end in ends]
        words = (span[4] or "").strip()
        self.made.coding(
            self.source,
            self.made.code((span[2],)),
            (pieces[0][0], pieces[-1][1]),
            own=own,
            memo="\n".join(self.remarks.get(own, ())),
            quote=words if len(pieces) == 1 else "",
            pieces=pieces,
        )
