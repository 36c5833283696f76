"""Reading a codebook file: YAML to a Codebook, with every error at its line and column."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from coding.codebook.model import (
    Code,
    Codebook,
    Cue,
    Example,
    NearMiss,
    Words,
)
from coding.codebook.quantifiers import read_quantifiers
from coding.codebook.scales_file import read_scales
from coding.codebook.schema_fault import fault_message
from coding.codebook.tables_file import read_case_count, read_tables
from coding.codebook.typologies_file import read_typologies
from corpus.marked_yaml import Marked, Path, read_marked
from corpus.problem import GloseError, Problem
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from coding.codebook.schema import CodebookFile, CodeEntry, CueEntry
    from coding.codebook.schema_base import Wording


class BrokenCodebook(GloseError):
    """A codebook file with errors in it; `problems` lists all of them."""


def read_codebook(source: str, name: str = "codebook.yaml") -> tuple[Codebook | None, tuple[Problem, ...]]:
    """The codebook that a YAML file describes, and everything wrong with the file.

    The codebook is None when any problem is an error. `name` is how problems call the file.
    """
    marked = read_marked(source, name)
    if marked.value is None and not marked.problems:
        marked.problems.append(Problem(name, tr("is empty. `glose start` writes a codebook to begin with.")))
    if marked.problems:
        return None, tuple(marked.problems)
    parsed = _validate(marked)
    if parsed is None:
        return None, tuple(marked.problems)
    codebook = _Assembly(marked, parsed).codebook(source)
    broken = any(problem.level == "error" for problem in marked.problems)
    return (None if broken else codebook), tuple(marked.problems)


@lru_cache(maxsize=8)
def load_codebook(source: str, name: str = "codebook.yaml") -> Codebook:
    """The codebook, or BrokenCodebook with all its problems.

    The last few are kept: twenty people at one desk read the same file, and a codebook is never changed in place.
    """
    codebook, problems = read_codebook(source, name)
    if codebook is None:
        faults = tuple(p for p in problems if p.level == "error")
        message = tr_n(
            "{file} has {n} error. Correct it and try again.",
            "{file} has {n} errors. Correct them and try again.",
            len(faults),
            file=name,
        )
        raise BrokenCodebook(message, faults)
    return codebook


def _validate(marked: Marked) -> "CodebookFile | None":
    from pydantic import ValidationError

    from coding.codebook.schema import CodebookFile

    if not isinstance(marked.value, Mapping):
        marked.problems.append(Problem(marked.place(()), tr("a codebook is a mapping with the key `codes`.")))
        return None
    try:
        return CodebookFile.model_validate(marked.value)
    except ValidationError as error:
        for fault in _telling(error.errors(include_url=False)):
            place = marked.place(_walk(marked, fault["loc"]))
            marked.problems.append(Problem(place, fault_message(fault, fault["loc"])))
        marked.problems = list(dict.fromkeys(marked.problems))
        return None


def _telling(faults: "Sequence[ErrorDetails]") -> "Iterator[ErrorDetails]":
    """The faults without those that only say which of several forms a value does not have."""
    for fault in faults:
        *path, form = fault["loc"]
        is_form = form == "str" or str(form).startswith("list[")
        if not is_form or not any(other["loc"][: len(path)] == tuple(path) for other in faults if other is not fault):
            yield fault


def _walk(marked: Marked, loc: Sequence[int | str]) -> Path:
    """The deepest path of the file that a pydantic location names (it adds steps of its own for unions)."""
    path: Path = ()
    for step in loc:
        if (*path, step) in marked.marks:
            path = (*path, step)
    return path


class _Assembly:
    """Builds the Codebook from the validated file and notes faults between its parts."""

    def __init__(self, marked: Marked, parsed: "CodebookFile") -> None:
        self.marked = marked
        self.parsed = parsed
        self.language = parsed.codebook.languages[0]
        self.ids: dict[str, int] = {}

    def codebook(self, source: str) -> Codebook:
        head = self.parsed.codebook
        codes = {code.id: code for code in self._codes(self.parsed.codes, ("codes",), None)}
        scales, degree_labels = read_scales(self.parsed.scales, self.marked, languages=head.languages)
        typologies = read_typologies(
            self.parsed.typologies, self.marked, codes=codes, scales=scales, language=self.language
        )
        result = Codebook(
            codes=codes,
            title=next(iter(self._words(head.title).values()), ""),
            languages=tuple(head.languages),
            cases=read_case_count(head.cases, self.marked, ("codebook", "cases"), language=self.language),
            scales=scales,
            degree_labels=degree_labels,
            typologies=typologies,
            tables=read_tables(
                self.parsed.tables, self.marked, codes=codes, typologies=typologies, language=self.language
            ),
            quantifiers=dict(self.parsed.quantifiers),
            threshold=self.parsed.suggestions.threshold,
            excluded_words={code: frozenset(words) for code, words in self.parsed.suggestions.exclude.items()},
            degree_words={
                scale: {degree: tuple(words) for degree, words in degrees.items()}
                for scale, degrees in self.parsed.suggestions.degree_words.items()
            },
            source=source,
        )
        self._check_references(result)
        _, faults = read_quantifiers(self.parsed.quantifiers, lambda name: self.marked.place(("quantifiers", name)))
        self.marked.problems.extend(faults)
        return result

    def _words(self, wording: "Wording") -> Words:
        if isinstance(wording, str):
            return {self.language: wording} if wording else {}
        return dict(wording)

    def _fault(self, path: Path, message: str) -> None:
        self.marked.problems.append(Problem(self.marked.place(path), message))

    def _codes(
        self,
        entries: "Sequence[CodeEntry]",
        path: Path,
        parent: str | None,
        *,
        several: bool = False,
        retired: str = "",
    ) -> Iterator[Code]:
        for number, entry in enumerate(entries):
            here = (*path, number)
            full = f"{parent}.{entry.id}" if parent and not entry.id.startswith(f"{parent}.") else entry.id
            mark = self.marked.mark((*here, "id"))
            if full in self.ids:
                self._fault(
                    (*here, "id"),
                    tr("the code {code!r} is defined twice (first on line {line}).", code=full, line=self.ids[full]),
                )
            elif parent is None and "." in full and full.rpartition(".")[0] not in self.ids:
                above = full.rpartition(".")[0]
                self._fault(
                    (*here, "id"), tr("{code!r} needs its parent {parent!r} above it.", code=full, parent=above)
                )
            self.ids.setdefault(full, mark.line)
            code = self._code(
                entry,
                here,
                full,
                several=several if entry.several is None else entry.several,
                retired=entry.retired or retired,
            )
            yield code
            yield from self._codes(entry.codes, (*here, "codes"), full, several=code.several, retired=code.retired)

    def _code(self, entry: "CodeEntry", here: Path, full: str, *, several: bool, retired: str) -> Code:
        mark = self.marked.mark
        return Code(
            id=full,
            label=self._words(entry.label),
            parent=full.rpartition(".")[0] or None,
            definition=self._words(entry.definition),
            use_when=tuple(entry.use_when),
            avoid_when=tuple(entry.avoid_when),
            examples=tuple(
                Example(e.quote, e.text, mark((*here, "examples", i))) for i, e in enumerate(entry.examples)
            ),
            near_misses=tuple(
                NearMiss(n.quote, n.because, mark((*here, "near_misses", i))) for i, n in enumerate(entry.near_misses)
            ),
            cues=tuple(self._cue(cue, (*here, "cues", i)) for i, cue in enumerate(entry.cues)),
            scale=entry.scale,
            several=several,
            mark=mark((*here, "id")),
            colour=entry.colour or "",
            retired=retired,
        )

    def _cue(self, entry: "CueEntry", here: Path) -> Cue:
        given = [name for name in ("phrase", "pattern", "dependency") if getattr(entry, name)]
        if len(given) != 1:
            self._fault(here, tr("a cue has exactly one of the keys {keys}.", keys="phrase, pattern, dependency"))
        mark = self.marked.mark(here)
        if entry.pattern:
            return Cue("pattern", pattern=tuple(entry.pattern), weight=entry.weight, mark=mark)
        if entry.dependency:
            return Cue("dependency", pattern=tuple(entry.dependency), weight=entry.weight, mark=mark)
        return Cue("phrase", phrase=entry.phrase or "", weight=entry.weight, mark=mark)

    def _check_references(self, codebook: Codebook) -> None:
        self._check_scales(codebook, self.parsed.codes, ("codes",))
        for code in self.parsed.suggestions.exclude:
            if code not in codebook.codes:
                self._fault(("suggestions", "exclude", code), tr("the codebook has no code {code!r}.", code=code))
        for scale, degrees in self.parsed.suggestions.degree_words.items():
            here: Path = ("suggestions", "degree_words", scale)
            if scale not in codebook.scales:
                self._fault(here, _unknown_scale(scale, codebook))
                continue
            for degree in degrees:
                if degree not in codebook.scales[scale]:
                    message = tr("{degree!r} is not a degree of the scale {scale}.", degree=degree, scale=scale)
                    self._fault((*here, degree), message)

    def _check_scales(self, codebook: Codebook, entries: "Sequence[CodeEntry]", path: Path) -> None:
        for number, entry in enumerate(entries):
            if entry.scale is not None and entry.scale not in codebook.scales:
                self._fault((*path, number, "scale"), _unknown_scale(entry.scale, codebook))
            self._check_scales(codebook, entry.codes, (*path, number, "codes"))


def _unknown_scale(scale: str, codebook: Codebook) -> str:
    if not codebook.scales:
        return tr("unknown scale {scale!r}. The codebook has no scales; declare it under `scales`.", scale=scale)
    return tr("unknown scale {scale!r}. Choose one of: {known}.", scale=scale, known=", ".join(codebook.scales))
