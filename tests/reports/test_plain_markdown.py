"""Findings and guides are written in plain Markdown: its marks are read or left out, and no word is lost."""

import pytest

from reports.reader_report import Line, lines_of


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("# Found\n\nOne\nline.", [("head", "Found"), ("prose", "One line.")]),
        ("- one\n- two\n  goes on", [("item", "one"), ("item", "two goes on")]),
        ("+ one\n*  two", [("item", "one"), ("item", "two")]),
        ("1. Pay.\n2. Train\n   the staff.\n10) Go.", [("prose", "1. Pay."), ("prose", "2. Train the staff."), ("prose", "10) Go.")]),
        ("In 2015. The year 2016.\n2014 was cold.", [("prose", "In 2015. The year 2016. 2014 was cold.")]),
        ("**Three** of _five_ do *not*, __all__ say.", [("prose", "Three of five do not, all say.")]),
        ("2 * 3 * 4, a_b_c and 5*", [("prose", "2 * 3 * 4, a_b_c and 5*")]),
        ("One.\n\n---\n\nTwo. <!-- ask Anna\nfirst --> Three.", [("prose", "One."), ("prose", "Two.  Three.")]),
        ("One. <!-- never closed", [("prose", "One.")]),
        ("", []),
    ],
)  # fmt: skip
def test_marks_of_markdown(written, expected):
    assert list(lines_of(written)) == [Line(*one) for one in expected]
