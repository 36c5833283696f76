"""The codebook as values: codes with their cues, scales, typologies and declared tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from coding.codebook.case_count import CaseCount
from coding.codebook.table_declaration import TableDeclaration
from corpus.marked_yaml import NOWHERE, Mark
from corpus.problem import GloseError
from wording.messages import tr
from wording.spelling import did_you_mean

Words = Mapping[str, str]
"""A wording by language: `{"fr": "Objectifs", "en": "Objectives"}`."""


ABSENT = "absent"
"""The degree that says of a code that it does not hold: such a coding is not counted as having the code."""


class UnknownCode(GloseError):
    """A code, class, scale or table that the codebook does not have."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What makes a suggester think of a code.

    A `phrase` is matched on lemmas; a `pattern` is a spaCy Matcher or DependencyMatcher pattern. `weight`
    multiplies the cue's score. `mark` is its position in the file.
    """

    kind: Literal["phrase", "pattern", "dependency"]
    phrase: str = ""
    pattern: tuple[Mapping[str, Any], ...] = ()
    weight: float = 1.0
    mark: Mark = NOWHERE


@dataclass(frozen=True, slots=True)
class Example:
    """A quote that shows a code, with the id of its text, if it comes from one."""

    quote: str
    text: str | None = None
    mark: Mark = NOWHERE


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A quote that looks like the code and is not, with the reason."""

    quote: str
    because: str
    mark: Mark = NOWHERE


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the codebook; `id` is the full dotted path and `parent` the path above it.

    `several` says that a case may have several values side by side, such as the names of its projects: two different
    ones are then no contradiction. What a code says of it holds for the codes below as well. `colour` is `#rrggbb`, as
    other programs show the code. `retired` is why it is no longer in use, empty where it is; its codings stay.
    """

    id: str
    label: Words
    parent: str | None = None
    definition: Words = field(default_factory=dict)
    use_when: tuple[str, ...] = ()
    avoid_when: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    cues: tuple[Cue, ...] = ()
    scale: str | None = None
    several: bool = False
    mark: Mark = NOWHERE
    colour: str = ""
    retired: str = ""

    @property
    def depth(self) -> int:
        """How many codes stand above this one."""
        return self.id.count(".")


@dataclass(frozen=True, slots=True)
class Indicator:
    """What speaks for a class or against it: a coding of a case with `code` or a code below it.

    With `degree` the coding has at least that degree; with `values` its value holds the words of one of them. `weight`
    is what the indicator counts in comparison with the other indicators of its class.
    """

    code: str
    degree: str | None = None
    values: tuple[str, ...] = ()
    weight: float = 1.0

    def as_json(self) -> dict[str, Any]:
        """The indicator as the codebook has it, without what it leaves open."""
        asked = {"code": self.code, "degree": self.degree, "value": list(self.values) or None}
        return {**{key: value for key, value in asked.items() if value is not None}, "weight": self.weight}


@dataclass(frozen=True, slots=True)
class TypologyClass:
    """One class of a typology; `parent` is the id of the class that holds it, if classes are nested.

    `when` and `unless` are the indicators from which it is proposed. `examples` show what is typical; a case that is
    quoted there is not a member for that.
    """

    id: str
    label: Words
    definition: Words = field(default_factory=dict)
    parent: str | None = None
    when: tuple[Indicator, ...] = ()
    unless: tuple[Indicator, ...] = ()
    examples: tuple[Example, ...] = ()
    mark: Mark = NOWHERE


@dataclass(frozen=True, slots=True)
class Typology:
    """An exclusive classification of cases; `default` is the class inferred where nobody decided."""

    id: str
    label: Words
    classes: tuple[TypologyClass, ...]
    definition: Words = field(default_factory=dict)
    default: str | None = None
    mark: Mark = NOWHERE

    def get(self, class_id: str) -> TypologyClass:
        """The class with that id; raises UnknownCode naming those there are."""
        for candidate in self.classes:
            if candidate.id == class_id:
                return candidate
        known = ", ".join(c.id for c in self.classes)
        raise UnknownCode(
            tr(
                "Typology {typology} has no class {class_id!r}. It has: {known}.",
                typology=self.id,
                class_id=class_id,
                known=known,
            )
        )

    def above(self, class_id: str) -> tuple[str, ...]:
        """The ids of the classes that hold this one, the nearest first."""
        parents = {c.id: c.parent for c in self.classes}
        found: list[str] = []
        at = parents.get(class_id)
        while at is not None:
            found.append(at)
            at = parents.get(at)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Codebook:
    """The whole codebook. `codes` keeps the file's order, parents before children; `source` is the YAML.

    `excluded_words` are the words, by code, that suggestions must not learn; `degree_words` are the words, by scale and
    degree, that point to a degree; `degree_labels` the labels of degrees, by degree, which hold in every scale that has
    it; `quantifiers` the bounds from which a statement may say "most" or "several", where
    the team set its own.
    """

    codes: Mapping[str, Code]
    title: str = ""
    languages: tuple[str, ...] = ("fr",)
    cases: CaseCount | None = None
    scales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    degree_labels: Mapping[str, Words] = field(default_factory=dict)
    typologies: Mapping[str, Typology] = field(default_factory=dict)
    tables: Mapping[str, TableDeclaration] = field(default_factory=dict)
    quantifiers: Mapping[str, str] = field(default_factory=dict)
    threshold: float = 0.35
    excluded_words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    degree_words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    source: str = ""

    def code(self, code_id: str) -> Code:
        """The code with that id; raises UnknownCode, naming codes that look like it."""
        if code_id in self.codes:
            return self.codes[code_id]
        hint = did_you_mean(code_id, self.codes) or " " + tr("`glose check` lists the codebook's errors.")
        raise UnknownCode(tr("The codebook has no code {code!r}.", code=code_id) + hint)

    def degrees(self, code_id: str) -> tuple[str, ...]:
        """The degrees a coding of that code may carry, weakest first; none where it has no scale."""
        scale = self.code(code_id).scale
        return self.scales.get(scale, ()) if scale else ()

    def subtree(self, code_id: str) -> tuple[str, ...]:
        """The code and every code below it, in the file's order."""
        return tuple(c for c in self.codes if c == code_id or c.startswith(f"{code_id}."))

    def typology_class(self, dotted: str) -> tuple[Typology, TypologyClass]:
        """The typology and class named `typology.class`; raises UnknownCode."""
        typology_id, _, class_id = dotted.partition(".")
        if typology_id not in self.typologies:
            known = ", ".join(self.typologies)
            choice = tr("It has: {known}.", known=known) if known else tr("It has none.")
            raise UnknownCode(tr("The codebook has no typology {typology!r}.", typology=typology_id) + " " + choice)
        typology = self.typologies[typology_id]
        return typology, typology.get(class_id)


def word(words: Words, language: str) -> str:
    """The wording in that language, else in the first language there is, else nothing."""
    return words.get(language) or next(iter(words.values()), "")


def labels_of(codebook: Codebook, code_ids: Sequence[str], language: str) -> dict[str, str]:
    """The codes' labels in that language; where several have one label, with those above them: `Freins › Budget`.

    Codes that even so look alike have their ids in brackets.
    """
    plain = {code: label_of(codebook, code, language) for code in code_ids}
    paths = {code: PATH.join(_labels_down_to(codebook, code, language)) for code in code_ids}
    often, alike = Counter(plain.values()), Counter(paths.values())
    return {
        code: label if often[label] == 1 else paths[code] if alike[paths[code]] == 1 else f"{paths[code]} ({code})"
        for code, label in plain.items()
    }


def _labels_down_to(codebook: Codebook, code_id: str, language: str) -> list[str]:
    parts = code_id.split(".")
    above = (".".join(parts[: depth + 1]) for depth in range(len(parts)))
    return [label_of(codebook, code, language) for code in above if code in codebook.codes]


PATH = " › "
"""Between the labels of a path, from the top of the codebook down."""


def label_of(codebook: Codebook, code_id: str, language: str) -> str:
    """A code's label in that language, else its id."""
    return word(codebook.codes[code_id].label, language) or code_id
