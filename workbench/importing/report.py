"""What became of everything in a file: counted by kind, in the file and in the study, and the difference explained."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.problem import GloseError, Problem
from exchange.project import KINDS, Kind, LeftOut, Origin, Project
from wording.messages import tr


class LostThings(GloseError):
    """The numbers of a report do not agree: something in the file was neither taken nor left out by name."""


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of thing: how many are in the file and in the study, of these the new ones, and what was left out."""

    kind: Kind
    file: int
    study: int
    new: int
    left_out: tuple[LeftOut, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that `glose import --json` prints."""
        left = [{"what": one.what, "why": one.why, "count": one.count} for one in self.left_out]
        return {"kind": self.kind, "file": self.file, "study": self.study, "new": self.new, "left_out": left}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """A whole import. `made` is whether a study was made for it, `dry` whether nothing was recorded."""

    origin: Origin
    lines: tuple[KindLine, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    study: str = ""
    made: bool = False
    dry: bool = False

    @property
    def new(self) -> int:
        """How many things are new in the study."""
        return sum(line.new for line in self.lines)


@dataclass(slots=True)
class Tally:
    """Counts what became of a project's things: `study` and `new` by kind, and what the plans left out."""

    project: Project
    study: dict[Kind, int] = field(default_factory=dict)
    new: dict[Kind, int] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def count(self, kind: Kind, *, study: int, new: int, left_out: Iterable[LeftOut] = ()) -> None:
        """Say how many things of a kind are in the study and new, and what was left out."""
        self.study[kind], self.new[kind] = study, new
        self.left_out.extend(left_out)

    def lines(self) -> tuple[KindLine, ...]:
        """A line for each kind that the contract names or the file has; raises LostThings where sums differ."""
        found = []
        everything = [*self.project.left_out, *self.left_out]
        for kind in KINDS:
            file = self.project.number(kind)
            counted = self.project.counts.get(kind, file)
            left = tuple(_summed([one for one in everything if one.kind == kind]))
            study = self.study.get(kind, 0)
            if counted != file or file != study + sum(one.count for one in left):
                message = tr(
                    "{kind}: the file has {counted}, {file} were read, {study} would be in the study and {left} left "
                    "out. These numbers must agree; nothing was imported. Please report this file.",
                    kind=kind,
                    counted=counted,
                    file=file,
                    study=study,
                    left=sum(one.count for one in left),
                )
                raise LostThings(message)
            if file or kind in KINDS[:7]:
                found.append(KindLine(kind, file, study, self.new.get(kind, 0), left))
        return tuple(found)


def _summed(left_out: Sequence[LeftOut]) -> Iterable[LeftOut]:
    """Equal reasons as one line, in the order of the first."""
    counts: dict[tuple[str, str], int] = {}
    for one in left_out:
        counts[one.what, one.why] = counts.get((one.what, one.why), 0) + one.count
    return (LeftOut(left_out[0].kind, what, why, count) for (what, why), count in counts.items())
