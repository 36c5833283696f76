"""What a codebook file may say, key by key, as pydantic models; anything else is a problem."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from coding.codebook.schema_base import CodePath, Colour, Id, Sentence, Sentences, Strict, Wording, as_list
from coding.codebook.table_schema import StudyCases, TableEntry


class Head(Strict):
    """The `codebook:` block."""

    title: Wording = ""
    languages: list[Sentence] = Field(default=["fr"], min_length=1)
    cases: StudyCases | None = None
    version: str | None = None


class CueEntry(Strict):
    """A cue written as a mapping; exactly one of phrase, pattern, dependency."""

    phrase: Sentence | None = None
    pattern: list[Mapping[str, Any]] | None = None
    dependency: list[Mapping[str, Any]] | None = None
    weight: float = Field(default=1.0, gt=0, le=10)


class ExampleEntry(Strict):
    """A quote with, where it is real, the id of its text."""

    quote: Sentence
    text: str | None = None


class NearMissEntry(Strict):
    """A quote that is not the code, with the reason."""

    quote: Sentence
    because: str = ""


class CodeEntry(Strict):
    """One code with the codes below it."""

    id: CodePath
    label: Wording
    definition: Wording = ""
    use_when: Sentences = []
    avoid_when: Sentences = []
    examples: list[Annotated[ExampleEntry, BeforeValidator(lambda v: {"quote": v} if isinstance(v, str) else v)]] = []
    near_misses: list[
        Annotated[NearMissEntry, BeforeValidator(lambda v: {"quote": v} if isinstance(v, str) else v)]
    ] = []
    cues: list[Annotated[CueEntry, BeforeValidator(lambda v: {"phrase": v} if isinstance(v, str) else v)]] = []
    scale: str | None = None
    several: bool | None = None
    colour: Colour | None = None
    retired: Sentence | None = None
    codes: list["CodeEntry"] = []


class IndicatorEntry(Strict):
    """A coding that speaks for a class or against it; a plain code id is one of any degree and value."""

    code: CodePath
    degree: Sentence | None = None
    value: Sentences = []
    weight: float = Field(default=1.0, gt=0, le=10)


Indicators = Annotated[
    list[Annotated[IndicatorEntry, BeforeValidator(lambda v: {"code": v} if isinstance(v, str) else v)]],
    BeforeValidator(as_list),
]


class ClassEntry(Strict):
    """One class of a typology with what tells it, quotes that show it, and the classes it holds."""

    id: Id
    label: Wording
    definition: Wording = ""
    when: Indicators = []
    unless: Indicators = []
    examples: list[Annotated[ExampleEntry, BeforeValidator(lambda v: {"quote": v} if isinstance(v, str) else v)]] = []
    classes: list["ClassEntry"] = []


class TypologyEntry(Strict):
    """An exclusive classification of cases."""

    id: Id
    label: Wording
    definition: Wording = ""
    classes: list[ClassEntry] = Field(min_length=1)
    default: str | None = None


class SuggestionSettings(Strict):
    """The `suggestions:` block."""

    threshold: float = Field(default=0.35, ge=0, le=1)
    exclude: dict[CodePath, list[Sentence]] = {}
    degree_words: dict[Id, dict[Id, Sentences]] = {}


class DegreeEntry(Strict):
    """One degree of a scale; a plain word is a degree without a label."""

    id: Id
    label: Wording = ""


class CodebookFile(Strict):
    """The whole file."""

    codebook: Head = Head()
    scales: dict[
        Id, list[Annotated[DegreeEntry, BeforeValidator(lambda v: v if isinstance(v, Mapping) else {"id": v})]]
    ] = {}
    codes: list[CodeEntry] = Field(min_length=1)
    typologies: list[TypologyEntry] = []
    tables: list[TableEntry] = []
    quantifiers: dict[Id, Sentence] = {}
    suggestions: SuggestionSettings = SuggestionSettings()
