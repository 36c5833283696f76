"""N as the team sets it: how many cases a study or a table has, the reason for that number, and those of each group."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.marked_yaml import NOWHERE, Mark
from corpus.problem import GloseError
from wording.messages import tr, tr_n


class TooManyCases(GloseError):
    """More cases are coded than the codebook says there are: every n of N would be wrong."""


@dataclass(frozen=True, slots=True)
class CaseCount:
    """`number` is N, None where only groups are given; `groups` are N for columns or rows that are groups of cases."""

    number: int | None = None
    reason: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)
    mark: Mark = NOWHERE

    def check(self, coded: int, group: str | None = None) -> None:
        """Raises TooManyCases if more cases are coded (in the group) than there are, with what to do about it."""
        number = self.number if group is None else self.groups.get(group)
        if number is None or coded <= number:
            return
        where = tr("{group}: ", group=group) if group is not None else ""
        message = tr_n(
            "{where}N is {n} case here, but {coded} cases are coded. Write the right number. A table that leaves out "
            "cases (`where: [case!=…]`) can have its own N (`cases:`).",
            "{where}N is {n} cases here, but {coded} cases are coded. Write the right number. A table that leaves out "
            "cases (`where: [case!=…]`) can have its own N (`cases:`).",
            number,
            where=where,
            coded=coded,
        )
        raise TooManyCases(f"codebook.yaml:{self.mark}: {message}")
