"""A table put into a codebook file: it is read back, and every line that was there still is, in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook.file import load_codebook
from coding.codebook.table_writing import NoPlaceForTable, entry_of, with_table

CODES = "codes:\n- {id: aims, label: Buts}\n"
KEYS = {
    "id": "said",
    "title": "Buts : « dits »",
    "rows": {"codes": "aims", "leaves": True},
    "where": ["kind=interview"],
}

FILES = {
    "without tables": CODES,
    "with the key and nothing under it": f"{CODES}tables:\n",
    "the key alone at the end of the file": f"{CODES}tables:",
    "the key with a comment": f"tables: # none yet\n{CODES}",
    "tables last, no line end": f"{CODES}tables:\n  - {{id: a, rows: aims}}",
    "tables before others": f"tables:\n- id: a\n  rows: aims\n  # a comment on it\n\n# codes below\n{CODES}",
    "a note of several lines": f"tables:\n    - id: a\n      rows: aims\n      note: |\n        One.\n        Two.\n{CODES}",
    "line ends of Windows": f"{CODES}tables:\n  - id: a\n    rows: aims\n".replace("\n", "\r\n"),
    "a list that is nested": f"tables:\n  - id: a\n    rows: aims\n    where:\n      - kind=interview\n{CODES}",
}


@pytest.mark.parametrize("source", FILES.values(), ids=FILES)
def test_a_table_is_added_as_the_last_one_and_nothing_else_changes(source):
    now = with_table(source, KEYS)
    tables = load_codebook(now).tables
    assert list(tables)[-1] == "said"
    assert tables["said"].title == {"fr": "Buts : « dits »"}
    assert (tables["said"].rows.names, tables["said"].rows.leaves) == (("aims",), True)
    added = [line.strip("- ") for line in entry_of(KEYS)]
    left = [line for line in now.splitlines() if line.strip("- ") not in added]
    before = source.splitlines()
    assert [line for line in left if line.strip() and line != "tables:"] == [
        line for line in before if line.strip() and line != "tables:"
    ]
    assert ("\r\n" in source) == ("\r\n" in now)


def test_tables_in_brackets_are_left_to_the_person():
    with pytest.raises(NoPlaceForTable, match="in brackets"):
        with_table(f"{CODES}tables: [{{id: a, rows: aims}}]\n", KEYS)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip))
def test_any_title_is_read_back_as_it_was_given(title):
    found = load_codebook(with_table(CODES, {"id": "said", "rows": "aims", "title": title})).tables["said"]
    assert found.title == {"fr": title}
