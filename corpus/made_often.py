"""Dataclasses of which hundreds of thousands are made."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def made_often(kind: type[Kind]) -> type[Kind]:
    """A dataclass with slots, compared by identity, that only type checkers keep from being changed.

    To make one that is frozen at run time takes ten times as long.
    """
    return dataclass(slots=True, eq=False)(kind)
