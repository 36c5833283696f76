"""A statement that the team wrote, as a claim that can be checked: how many cases, or which, have what."""

from dataclasses import dataclass

from coding.codebook.model import Words
from coding.codebook.quantifiers import Quantifier
from corpus.attributes import Condition
from corpus.marked_yaml import NOWHERE, Mark


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim on how many cases, or which, have a `code` or belong to a class (`group`).

    A group is `typology.class`, or a typology's id: the cases that are in any of its classes.

    `degree` is the least degree that counts, or with `exactly` the strongest that a case may have. `value` are words
    that the value given must contain, `cases` those the statement names, `exceptions` those it leaves out, `number` how
    many it counts, `where` conditions on the cases it is about.
    """

    id: str
    text: Words
    quantifier: Quantifier | None
    code: str | None = None
    group: str | None = None
    degree: str | None = None
    value: str | None = None
    cases: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    number: int | None = None
    where: tuple[Condition, ...] = ()
    mark: Mark = NOWHERE
    exactly: bool = False
