"""A code put into a codebook file: nothing else in the file changes, and the file says what it said and the new code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook.edit import CannotEdit, NewCode, id_from, with_code
from coding.codebook.file import load_codebook
from coding.codebook.model import UnknownCode

BOOK = """\
# The team's codebook.
codebook: {title: Essai, languages: [fr, en]}
scales: {degree: [absent, strong]}

codes:
  - id: goals            # what they want
    label: {fr: Buts, en: Goals}
    codes:
      - id: growth
        label: {fr: "Croissance", en: "Growth"}
        cues:
          - croître      # the verb
          # more to come

  - id: brakes
    label: {fr: Freins}
    definition: {fr: 'Ce qui freine.'}

# Tables last.
tables: []
"""


def added(before, after):
    """The lines that were added; fails where any other line changed."""
    left, new = before.split("\n"), []
    for line in after.split("\n"):
        if left and line == left[0]:
            left.pop(0)
        else:
            new.append(line)
    assert not left, "lines are missing"
    return new


def test_the_last_below_a_code_behind_its_comments_written_as_its_neighbour():
    new = NewCode("jobs", "Emplois", "goals", "Créer des emplois : ici.", scale="degree")
    edited = with_code(BOOK, new)
    assert added(BOOK, edited) == [
        "      - id: jobs",
        "        label: {fr: Emplois}",
        '        definition: {fr: "Créer des emplois : ici."}',
        "        scale: degree",
    ]
    assert edited.index("# more to come") < edited.index("id: jobs") < edited.index("id: brakes")


def test_the_last_of_all_with_a_blank_line_as_the_others_have():
    edited = with_code(BOOK, NewCode("people", "Personnes"))
    assert "\n\n  - id: people\n    label: {fr: Personnes}\n\n# Tables last." in edited
    assert sorted(added(BOOK, edited)) == ["", "    label: {fr: Personnes}", "  - id: people"]


def test_the_first_below_a_code_that_has_none():
    edited = with_code(BOOK, NewCode("money", "Money", "brakes", language="en"))
    assert added(BOOK, edited) == ["    codes:", "      - id: money", "        label: {en: Money}"]
    assert load_codebook(edited).codes["brakes.money"].label == {"en": "Money"}


@pytest.mark.parametrize(
    ("book", "parent", "line"),
    [
        ("codes: [{id: a, label: A}]\n", None, "codes: [{id: a, label: A}, {id: new, label: N}]"),
        ("codes: [{id: a, label: A}]\n", "a", "codes: [{id: a, label: A, codes: [{id: new, label: N}]}]"),
        ("codes:\n- {id: a, label: A, codes: []}\n", "a", "- {id: a, label: A, codes: [{id: new, label: N}]}"),
        ("codes:\n- {id: a, label: A}\n", None, "- {id: new, label: N}"),
        ("codes:\n  - id: a\n    label: A\n  - id: a.b\n    label: B\n  - id: c\n    label: C\n", "a", "  - id: a.new"),
        ("codes:\n  - id: a\n    label: A", None, "  - id: new"),
        ("codes:\n  -   id: a\n      label: A\n", None, "  -   id: new"),
        ("codes:\n  - id: a\n    label: |\n      A\n\ntables: []\n", None, "  - id: new"),
    ],
)
def test_it_is_written_as_the_file_is(book, parent, line):
    edited = with_code(book, NewCode("new", "N", parent))
    assert line in edited.split("\n")
    full = f"{parent}.new" if parent else "new"
    assert set(load_codebook(edited).codes) == {*load_codebook(book).codes, full}


def test_line_ends_of_windows_stay():
    book = BOOK.replace("\n", "\r\n").replace("Freins", "Freins 😀")
    edited = with_code(book, NewCode("jobs", "Emplois", "goals"))
    assert edited.count("\r\n") == edited.count("\n") == book.count("\n") + 2
    assert edited.replace("\r\n", "\n") == with_code(book.replace("\r\n", "\n"), NewCode("jobs", "Emplois", "goals"))


def test_what_would_change_something_else_is_refused():
    shared = "codes:\n- id: a\n  label: A\n  codes: &x [{id: q, label: Q}]\n- id: b\n  label: B\n  codes: *x\n"
    with pytest.raises(CannotEdit, match=r"lets b\.new not be put in"):
        with_code(shared, NewCode("new", "N", "b"))


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (NewCode("growth", "G", "goals"), "has goals.growth already"),
        (NewCode("Été", "É"), "is not an id"),
        (NewCode("a.b", "A"), "is not an id"),
    ],
)
def test_an_id_that_is_none_or_is_taken_is_refused(new, message):
    with pytest.raises(CannotEdit, match=message):
        with_code(BOOK, new)


def test_a_parent_that_is_not_there_is_refused():
    with pytest.raises(UnknownCode, match="no code 'nowhere'"):
        with_code(BOOK, NewCode("a", "A", "nowhere"))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("L'Été à Œuvrer…", "l_ete_a_oeuvrer"),
        ("pas de sous", "pas_de_sous_2"),
        ("Ждать", "code"),
        ("faire plus avec moins, parce que personne ne nous donne rien", "faire_plus_avec_moins_parce_que_personne"),
        ("v2.0", "v2_0"),
    ],
)
def test_an_id_is_readable_and_free(label, expected):
    assert id_from(label, {"pas_de_sous"}) == expected


@given(
    st.text(st.characters(codec="utf-8"), min_size=1).map(str.strip).filter(bool),
    st.sampled_from([None, "goals", "brakes"]),
)
def test_any_words_come_back_as_they_were_written(words, parent):
    edited = with_code(BOOK, NewCode("new", words, parent, words))
    code = load_codebook(edited).codes[f"{parent}.new" if parent else "new"]
    assert (code.label, code.definition) == ({"fr": words}, {"fr": words})
