"""Reading the `typologies:` of a codebook file, with every fault at its line and column."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from coding.codebook.model import Code, Example, Indicator, Typology, TypologyClass, Words
from coding.records.replay import UNCLASSED
from corpus.marked_yaml import Marked, Path
from corpus.problem import Problem

if TYPE_CHECKING:
    from coding.codebook.schema import ClassEntry, IndicatorEntry, TypologyEntry
    from coding.codebook.schema_base import Wording


def read_typologies(
    entries: "Sequence[TypologyEntry]",
    marked: Marked,
    *,
    codes: Mapping[str, Code],
    scales: Mapping[str, tuple[str, ...]],
    language: str,
) -> dict[str, Typology]:
    """The typologies by id; what is wrong with them is added to the problems of `marked`."""
    reader = _TypologiesReader(marked, codes, scales, language)
    typologies: dict[str, Typology] = {}
    for number, entry in enumerate(entries):
        here: Path = ("typologies", number)
        if entry.id in typologies or entry.id in codes:
            reader.fault((*here, "id"), f"the id {entry.id!r} is taken already; a typology needs its own.")
        typologies.setdefault(entry.id, reader.typology(entry, here))
    return typologies


class _TypologiesReader:
    def __init__(
        self, marked: Marked, codes: Mapping[str, Code], scales: Mapping[str, tuple[str, ...]], language: str
    ) -> None:
        self.marked = marked
        self.codes = codes
        self.scales = scales
        self.language = language

    def fault(self, path: Path, message: str) -> None:
        self.marked.problems.append(Problem(self.marked.place(path), message))

    def typology(self, entry: "TypologyEntry", here: Path) -> Typology:
        classes = tuple(self._classes(entry.classes, (*here, "classes"), None))
        ids = [c.id for c in classes]
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            self.fault((*here, "classes"), f"the class {twice!r} is defined twice in {entry.id}.")
        for taken in sorted(set(ids) & set(UNCLASSED)):
            message = f"{taken!r} is what is said of a case in no class; give the class another id."
            self.fault((*here, "classes"), message)
        if entry.default is not None and entry.default not in ids:
            self.fault((*here, "default"), f"default {entry.default!r} is no class of {entry.id}.")
        return Typology(
            id=entry.id,
            label=self._words(entry.label),
            classes=classes,
            definition=self._words(entry.definition),
            default=entry.default,
            mark=self.marked.mark((*here, "id")),
        )

    def _words(self, wording: "Wording") -> Words:
        if isinstance(wording, str):
            return {self.language: wording} if wording else {}
        return dict(wording)

    def _classes(self, entries: "Sequence[ClassEntry]", path: Path, parent: str | None) -> Iterator[TypologyClass]:
        for number, entry in enumerate(entries):
            here = (*path, number)
            if entry.unless and not entry.when:
                self.fault((*here, "unless"), "speaks against a class that nothing speaks for; give it a `when` too.")
            yield TypologyClass(
                id=entry.id,
                label=self._words(entry.label),
                definition=self._words(entry.definition),
                parent=parent,
                when=self._signs(entry.when, (*here, "when")),
                unless=self._signs(entry.unless, (*here, "unless")),
                examples=tuple(
                    Example(e.quote, e.text, self.marked.mark((*here, "examples", i)))
                    for i, e in enumerate(entry.examples)
                ),
                mark=self.marked.mark((*here, "id")),
            )
            yield from self._classes(entry.classes, (*here, "classes"), entry.id)

    def _signs(self, entries: "Sequence[IndicatorEntry]", path: Path) -> tuple[Indicator, ...]:
        for number, entry in enumerate(entries):
            self._check_sign(entry, (*path, number))
        return tuple(Indicator(entry.code, entry.degree, tuple(entry.value), entry.weight) for entry in entries)

    def _check_sign(self, entry: "IndicatorEntry", path: Path) -> None:
        if entry.code not in self.codes:
            self.fault((*path, "code"), f"the codebook has no code {entry.code!r}.")
            return
        if entry.degree is None:
            return
        scale = self.codes[entry.code].scale
        degrees = self.scales.get(scale, ()) if scale else ()
        if entry.degree not in degrees:
            there_are = f"There are: {', '.join(degrees)}." if degrees else f"{entry.code} has no scale."
            self.fault((*path, "degree"), f"{entry.degree!r} is no degree of {entry.code}. {there_are}")
