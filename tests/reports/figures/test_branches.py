"""Groups of a tree: how many, who is in them, and their colours."""

import numpy as np
import pytest

from reports.figures.branches import branch_tone, cut, members_of
from reports.figures.palette import CODED, SOFT

LINKS = np.array([[0, 1, 0.2, 2], [2, 3, 0.3, 2], [4, 5, 0.9, 4]])


def test_without_a_number_it_is_cut_where_the_next_join_is_farthest_off():
    assert [set(branch.members) for branch in cut(LINKS)] == [{0, 1}, {2, 3}]


@pytest.mark.parametrize(("asked", "sizes"), [(1, [4]), (2, [2, 2]), (3, [2, 1, 1]), (4, [1, 1, 1, 1]), (9, [1] * 4)])
def test_it_is_cut_into_as_many_groups_as_asked_for(asked, sizes):
    made = cut(LINKS, asked)
    assert sorted((len(branch.members) for branch in made), reverse=True) == sizes
    assert [branch.letter for branch in made] == list("ABCD"[: len(made)])


def test_a_join_has_the_colour_of_the_group_that_it_is_within():
    branches, below = cut(LINKS, 2), members_of(LINKS)
    assert branch_tone(branches, below[4]) == branches[0].tone
    assert branch_tone(branches, below[5]) == branches[1].tone
    assert branch_tone(branches, below[6]) == SOFT
    assert branch_tone([], below[6]) == CODED
