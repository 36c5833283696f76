"""What must be known to read a finding rightly: a key of the message catalogue and its values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wording.catalogues import say
from wording.numbers import number


@dataclass(frozen=True, slots=True)
class Note:
    """One remark; whole numbers among the values are written as the language writes them."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def words(self, language: str) -> str:
        """The remark in that language."""
        written = {
            name: number(value, language) if type(value) is int else value for name, value in self.values.items()
        }
        return say(self.key, language, **written)
