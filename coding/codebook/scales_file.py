"""Reading the `scales:` of a codebook file, with every fault at its line and column."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from coding.codebook.model import Words
from corpus.marked_yaml import Marked, Path
from corpus.problem import Problem
from wording.messages import LANGUAGES, tr
from wording.spelling import did_you_mean

if TYPE_CHECKING:
    from coding.codebook.schema import DegreeEntry


def read_scales(
    entries: "Mapping[str, Sequence[DegreeEntry]]", marked: Marked, *, languages: Sequence[str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, Words]]:
    """The degrees of each scale, weakest first, and the label of each degree that has one.

    A degree has one label, in whatever scale it stands. What is wrong is added to the problems of `marked`.
    """
    reader = _ScalesReader(marked, languages)
    scales = {name: tuple(reader.degrees(name, degrees)) for name, degrees in entries.items()}
    return scales, reader.labels


class _ScalesReader:
    def __init__(self, marked: Marked, languages: Sequence[str]) -> None:
        self.marked = marked
        self.languages = languages
        self.known = tuple(dict.fromkeys((*languages, *LANGUAGES)))
        self.labels: dict[str, Words] = {}
        self.lines: dict[str, int] = {}

    def degrees(self, scale: str, entries: "Sequence[DegreeEntry]") -> Iterator[str]:
        """The ids of a scale's degrees."""
        first: dict[str, int] = {}
        alike: dict[tuple[str, str], str] = {}
        for number, entry in enumerate(entries):
            here: Path = ("scales", scale, number)
            line = self.marked.mark(here).line
            if entry.id in first:
                message = tr(
                    "the scale {scale} has the degree {degree!r} twice (first on line {line}). Remove one of them.",
                    scale=scale,
                    degree=entry.id,
                    line=first[entry.id],
                )
                self._fault(here, message)
                continue
            first[entry.id] = line
            label = self._label(entry, here)
            for language, words in label.items():
                other = alike.setdefault((language, words), entry.id)
                if other != entry.id:
                    message = tr(
                        "{degree!r} has the label of {other!r} (“{label}”). Give each degree of a scale its own.",
                        degree=entry.id,
                        other=other,
                        label=words,
                    )
                    self._fault(here, message)
            yield entry.id

    def _label(self, entry: "DegreeEntry", here: Path) -> Words:
        given = {self.languages[0]: entry.label} if isinstance(entry.label, str) else entry.label
        for language in given:
            if language not in self.known:
                message = tr("label: unknown language {language!r}.", language=language)
                choice = did_you_mean(language, self.known) or " " + tr(
                    "Choose one of: {known}.", known=", ".join(self.known)
                )
                self._fault((*here, "label", language), message + choice)
        label = {language: words.strip() for language, words in given.items() if words.strip()}
        if label and self.labels.setdefault(entry.id, label) != label:
            message = tr(
                "the degree {degree!r} has another label on line {line}. A degree has one label in all scales.",
                degree=entry.id,
                line=self.lines[entry.id],
            )
            self._fault(here, message)
        if label:
            self.lines.setdefault(entry.id, self.marked.mark(here).line)
        return label

    def _fault(self, path: Path, message: str) -> None:
        self.marked.problems.append(Problem(self.marked.place(path), message))
