"""What must be known to read a finding rightly: a key of the message catalogue and its values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wording.catalogues import say, say_number
from wording.numbers import number, percent


@dataclass(frozen=True, slots=True)
class Note:
    """One remark; whole numbers, and shares from 0 to 1, are written as the language writes them.

    `n` is the number that decides between singular and plural, where the remark has both.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    n: int | None = None

    def words(self, language: str) -> str:
        """The remark in that language."""
        values = {name: _written(value, language) for name, value in self.values.items()}
        return say(self.key, language, **values) if self.n is None else say_number(self.key, self.n, language, **values)


def _written(value: object, language: str) -> object:
    """A whole number or a share as the language writes it; anything else as it is."""
    if type(value) is int:
        return number(value, language)
    return percent(value, language) if type(value) is float else value
