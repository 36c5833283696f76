"""The groups that a tree is cut into: how many, who is in them, and their letters and colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.figures.palette import CODED, MANY, SOFT

if TYPE_CHECKING:
    from corpus.arrays import FloatArray

MOST = len(MANY)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Branch:
    """A group: its letter and colour, the numbers of its leaves, and in words what marks it off from the others."""

    letter: str
    tone: str
    members: tuple[int, ...]
    marked: str = ""


def cut(links: "FloatArray", count: int | None = None) -> list[Branch]:
    """The tree cut into `count` groups, from top to bottom; by default where the next join is farthest off.

    `links` is as scipy.cluster.hierarchy.linkage makes it. By default there are 2 to MOST groups, and no more than
    half as many as leaves; joins at one distance are never told apart, so there may be fewer than asked for.
    """
    from scipy.cluster.hierarchy import fcluster, leaves_list

    leaves = len(links) + 1
    wanted = min(count or _natural(links), leaves, len(_LETTERS))
    numbers = fcluster(links, wanted, criterion="maxclust").tolist()
    found: dict[int, list[int]] = {}
    for leaf in leaves_list(links).tolist():
        found.setdefault(numbers[leaf], []).append(leaf)
    return [Branch(_LETTERS[at], MANY[at % len(MANY)], tuple(members)) for at, members in enumerate(found.values())]


def _natural(links: "FloatArray") -> int:
    """The number of groups before the widest gap between two joins."""
    distances = links[:, 2].tolist()
    most = min(MOST, max(2, (len(links) + 1) // 2))
    gaps = {
        groups: distances[-groups + 1] - distances[-groups] for groups in range(2, most + 1) if groups <= len(links)
    }
    return max(gaps, key=lambda groups: gaps[groups], default=2)


def members_of(links: "FloatArray") -> list[frozenset[int]]:
    """The leaves below each node: first the leaves themselves, then the joins in their order."""
    below = [frozenset((leaf,)) for leaf in range(len(links) + 1)]
    for first, second in links[:, :2].astype(int).tolist():
        below.append(below[first] | below[second])
    return below


def branch_tone(branches: Sequence[Branch], members: frozenset[int]) -> str:
    """The colour of the group that these leaves are all in; of none, a soft one; the usual where nothing is cut."""
    if not branches:
        return CODED
    return next((branch.tone for branch in branches if members.issubset(branch.members)), SOFT)
