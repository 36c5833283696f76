"""How many different texts, cases … the codings of each cell have: marked or sorted, it is the same number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.tables import measures
from reports.tables.measures import Groups


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(-1, 5)), min_size=1, max_size=40),
    st.sampled_from([0, 1, 64]),
)
def test_each_cell_has_as_many_as_its_codings_name(codings, dense):
    cells, numbers = (np.array(column) for column in zip(*codings, strict=True))
    groups = Groups.by(cells * 1000, np.arange(len(codings)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measures, "_DENSE", dense)
        found = groups.distinct(numbers.astype(np.int32)).tolist()
    named = {cell: {number for at, number in codings if at == cell and number >= 0} for cell, _ in codings}
    assert found == [len(named[cell]) for cell in sorted(named)]
