"""Reading the `typologies:` of a codebook file, with every fault at its line and column."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from coding.codebook.model import Code, Example, Indicator, Typology, TypologyClass, Words
from coding.records.replay import UNCLASSED
from corpus.marked_yaml import Marked, Path
from corpus.problem import Problem
from wording.messages import tr

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
            reader.fault(
                (*here, "id"), tr("the id {id!r} is already taken. Give the typology an id of its own.", id=entry.id)
            )
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
            self.fault(
                (*here, "classes"),
                tr("the class {class_id!r} is defined twice in {typology}.", class_id=twice, typology=entry.id),
            )
        for taken in sorted(set(ids) & set(UNCLASSED)):
            message = tr("{class_id!r} is reserved for cases in no class. Give the class another id.", class_id=taken)
            self.fault((*here, "classes"), message)
        if entry.default is not None and entry.default not in ids:
            message = tr(
                "default: {class_id!r} is not a class of {typology}.", class_id=entry.default, typology=entry.id
            )
            self.fault((*here, "default"), message)
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
                self.fault(
                    (*here, "unless"), tr("`unless` without `when` has nothing to rule out. Give the class a `when`.")
                )
            yield TypologyClass(
                id=entry.id,
                label=self._words(entry.label),
                definition=self._words(entry.definition),
                parent=parent,
                when=self._indicators(entry.when, (*here, "when")),
                unless=self._indicators(entry.unless, (*here, "unless")),
                examples=tuple(
                    Example(e.quote, e.text, self.marked.mark((*here, "examples", i)))
                    for i, e in enumerate(entry.examples)
                ),
                mark=self.marked.mark((*here, "id")),
            )
            yield from self._classes(entry.classes, (*here, "classes"), entry.id)

    def _indicators(self, entries: "Sequence[IndicatorEntry]", path: Path) -> tuple[Indicator, ...]:
        for number, entry in enumerate(entries):
            self._check_indicator(entry, (*path, number))
        return tuple(Indicator(entry.code, entry.degree, tuple(entry.value), entry.weight) for entry in entries)

    def _check_indicator(self, entry: "IndicatorEntry", path: Path) -> None:
        if entry.code not in self.codes:
            self.fault((*path, "code"), tr("the codebook has no code {code!r}.", code=entry.code))
            return
        if entry.degree is None:
            return
        scale = self.codes[entry.code].scale
        degrees = self.scales.get(scale, ()) if scale else ()
        if entry.degree not in degrees:
            choice = tr("Choose one of: {known}.", known=", ".join(degrees)) if degrees else tr("It has no scale.")
            message = tr("{degree!r} is not a degree of {code}.", degree=entry.degree, code=entry.code)
            self.fault((*path, "degree"), f"{message} {choice}")
