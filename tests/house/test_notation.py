"""The notation of docstrings: what is said is there, and what is mistyped is not passed over."""

import pytest

from coding.codebook.file import load_codebook
from tests.notation import BadNotation, notes_of


def test_texts_codings_classes_and_what_is_read():
    notes = notes_of(
        """Words before the first text are for readers.

        text a Nice date=2015-11-18 passages=4
        text plan "Plaine Commune" document
        a 0:2 aims.green Nice strong by=basile value="six personnes"  # a remark
        plan 3:4 aims
        class pioneer Nice a anna
        read a plan
        """
    )
    assert notes.texts == [
        ("a", {"case": "Nice", "date": "2015-11-18", "passages": 4}),
        ("plan", {"case": "Plaine Commune", "kind": "document"}),
    ]
    assert notes.codings == [
        ("a", 0, 2, "aims.green", "Nice", {"degree": "strong", "coder": "basile", "value": "six personnes"}),
        ("plan", 3, 4, "aims", None, {}),
    ]
    assert (notes.classes, notes.read) == ([("pioneer", "Nice", "a", "anna")], ["a", "plan"])
    assert notes.codebook is None


def test_codes_make_a_codebook():
    notes = notes_of("Head.\n\ncode aims\ncode aims.green degree\ncode staff\n")
    book = load_codebook(notes.codebook)
    assert list(book.codes) == ["aims", "aims.green", "staff"]
    assert book.degrees("aims.green") == ("absent", "wanted", "mentioned", "strong")
    assert not book.degrees("staff")


@pytest.mark.parametrize(
    "line",
    ["b 0:1 aims", "text a Nice Lyon", "a 0:1 aims Nice Lyon", "a 0:1 aims who=anna", "a zero aims", "code aims grade"],
)
def test_a_line_that_is_not_of_the_notation_is_named(line):
    with pytest.raises(BadNotation, match=line.split()[0]):
        notes_of(f"Head.\n\ntext a\n{line}\n")
