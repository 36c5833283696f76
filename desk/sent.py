"""What is sent to the desk, as models: the keys that a body may have and what stands under each; all else is refused.

Each write names its model, and the description at /api shows it. So a misspelt key, or a number where words belong, is
told to who sent it and never taken for something else.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from coding.codebook.schema_base import as_list
from coding.codebook.schema_fault import reason_of
from corpus.problem import Problem
from wording.messages import tr


class Sent(BaseModel):
    """A JSON object; keys beyond those of the model are faults, and no value is taken for one of another kind."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, defer_build=True)


class Nothing(Sent):
    """A write that its address says whole."""


class AskedAs(Sent):
    """What a list was asked by, as in its address: the same names, all of them text."""

    @property
    def filled(self) -> dict[str, str]:
        """The names that have a value, as an address has them."""
        return {name: value for name, value in self.model_dump(by_alias=True).items() if value}


def _written(value: object) -> object:
    return "" if value is None else value


def _folded(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else _written(value)


def _ticked(value: object) -> object:
    return {None: False, "": False, "yes": True}.get(value, value) if value is None or isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(_written)]
"""Text as it was written; `null` is empty."""
Line = Annotated[str, BeforeValidator(_folded)]
"""Text on one line, white space folded; `null` is empty."""
Ticked = Annotated[bool, BeforeValidator(_ticked)]
"""Whether a box is ticked: true or “yes”, false, `null` or nothing."""
Several = Annotated[list[str], BeforeValidator(as_list)]
"""A list of texts; a single one is a list of one."""


S = TypeVar("S", bound=Sent)


class Unfit(Exception):
    """What was sent has not the shape that its address takes; `problems` says where, and how."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.message = tr("What was sent does not have the shape that this address takes; /api describes it.")
        self.problems = tuple(problems)
        super().__init__(self.message)


def read_sent(model: type[S], sent: bytes | str) -> S:
    """The model of a body of JSON; raises Unfit, with every fault in it."""
    try:
        return model.model_validate_json(sent or b"null")
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise Unfit([Problem(_place(fault["loc"]), _message(fault["loc"], fault)) for fault in faults]) from None


def _place(path: Sequence[int | str]) -> str:
    """`groups[0].label`; `$` is the whole of what was sent."""
    named = (step for step in path if step not in ("int", "str") and not str(step).startswith("tuple["))  # forms tried
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in named)
    return "".join(steps).removeprefix(".") or "$"


def _message(path: Sequence[int | str], fault: Mapping[str, Any]) -> str:
    match fault["type"]:
        case "json_invalid":
            return tr("What was sent is not JSON: {error}.", error=fault["ctx"]["error"])
        case "extra_forbidden":
            return tr("there is no key {key!r} here.", key=path[-1])
        case "missing":
            return tr("the key {key!r} is missing here.", key=path[-1])
        case _:
            return reason_of(fault)
