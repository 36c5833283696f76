"""What YAML schemas of Glose are made of: ids, sentences, wordings, and models that know every key they may have."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
CodePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")]
Colour = Annotated[str, StringConstraints(pattern=r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")]
Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def as_list(value: object) -> object:
    """A single string where a list is expected is a list of one."""
    return [value] if isinstance(value, str) else value


Wording = str | dict[str, str]
Sentences = Annotated[list[Sentence], BeforeValidator(as_list)]


class Strict(BaseModel):
    """A mapping whose unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)
