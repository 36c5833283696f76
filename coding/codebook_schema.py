"""What a codebook file may say, key by key, as pydantic models; anything else is a problem."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
CodePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")]
Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _as_list(value: object) -> object:
    """A single string where a list is expected is a list of one."""
    return [value] if isinstance(value, str) else value


Wording = str | dict[str, str]
Sentences = Annotated[list[Sentence], BeforeValidator(_as_list)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Head(_Strict):
    """The `codebook:` block."""

    title: Wording = ""
    languages: list[Sentence] = Field(default=["fr"], min_length=1)
    cases: int | None = Field(default=None, ge=1)
    version: str | None = None


class CueEntry(_Strict):
    """A cue written as a mapping; exactly one of phrase, pattern, dependency."""

    phrase: Sentence | None = None
    pattern: list[Mapping[str, Any]] | None = None
    dependency: list[Mapping[str, Any]] | None = None
    weight: float = Field(default=1.0, gt=0, le=10)


class ExampleEntry(_Strict):
    """A quote with, where it is real, the id of its text."""

    quote: Sentence
    text: str | None = None


class NearMissEntry(_Strict):
    """A quote that is not the code, with the reason."""

    quote: Sentence
    because: str = ""


class CodeEntry(_Strict):
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
    codes: list["CodeEntry"] = []


class ClassEntry(_Strict):
    """One class of a typology with the classes it holds."""

    id: Id
    label: Wording
    definition: Wording = ""
    classes: list["ClassEntry"] = []


class TypologyEntry(_Strict):
    """An exclusive classification of cases."""

    id: Id
    label: Wording
    definition: Wording = ""
    classes: list[ClassEntry] = Field(min_length=1)
    default: str | None = None


class TableEntry(_Strict):
    """A declared synthesis table."""

    id: Id
    title: Wording = ""
    rows: str
    columns: str | list[str] = "cases"
    cell: str = "mention"


class SuggestionSettings(_Strict):
    """The `suggestions:` block."""

    threshold: float = Field(default=0.35, ge=0, le=1)
    strike: dict[CodePath, list[Sentence]] = {}


class CodebookFile(_Strict):
    """The whole file."""

    codebook: Head = Head()
    scales: dict[Id, list[Id]] = {}
    codes: list[CodeEntry] = Field(min_length=1)
    typologies: list[TypologyEntry] = []
    tables: list[TableEntry] = []
    suggestions: SuggestionSettings = SuggestionSettings()
