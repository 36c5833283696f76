"""Contradictions: what counts as two values at two places, and what does not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.citations import Citations
from reports.contradictions import contradictions, records


def kinds(found):
    return [(c.code, c.case, c.kind, c.values) for c in found]


def test_two_values_for_one_code_and_case_keep_their_sources(told):
    """
    text a Paris
    text note Paris document
    a 10:12 staff Paris value="six personnes"
    note 0:2 staff Paris value="sept thèmes"
    note 4:6 staff Lyon value=sept
    """
    found = told
    (only,) = contradictions(found)
    assert kinds([only]) == [("staff", "Paris", "value", ("six personnes", "sept thèmes"))]
    assert (only.texts, only.one_coder) == (2, True)
    first, second = records([only], Citations(found))
    assert (first["value"], first["source"], first["speaker"], first["quote"]) == (
        "six personnes",
        "interview",
        "Mme X",
        "w1000 w1001",
    )
    assert (second["source"], second["speaker"], second["contradiction"]) == ("document", None, 1)


def test_the_same_value_written_otherwise_is_no_contradiction(material, a_text):
    written = ["14", "14,0", "8/12/2015", "2015-12-08", "La  Fabrique", "la fabrique."]
    codings = [
        ("a", n, n + 1, f"{code}", "Nice", {"value": value})
        for n, (code, value) in enumerate(
            zip(["staff", "staff", "aims", "aims", "obstacles", "obstacles"], written, strict=True)
        )
    ]
    assert contradictions(material([a_text("a")], codings)) == []


@pytest.mark.parametrize(
    ("one", "other", "languages", "differ"),
    [
        ("12,5 M€", "12,50 m€", ("fr", "fr"), False),
        ("12,500 €", "12500 €", ("en", "fr"), False),
        ("12,500 €", "12,5 €", ("fr", "fr"), False),
        ("12,500 €", "12,500 €", ("fr", "en"), True),
        ("1 200 agents", "1200 agents", ("fr", "en"), False),
        ("-3 °C", "−3 °C", ("fr", "fr"), False),
        ("3 M€", "3 k€", ("fr", "fr"), True),
        ("de 3 à 4", "de 3 à 5", ("fr", "fr"), True),
    ],
)
def test_amounts_are_compared_as_the_language_of_their_text_writes_them(
    material, a_text, one, other, languages, differ
):
    texts = [replace(a_text(name), language=language) for name, language in zip("ab", languages, strict=True)]
    codings = [("a", 0, 1, "staff", "Nice", {"value": one}), ("b", 0, 1, "staff", "Nice", {"value": other})]
    assert bool(contradictions(material(texts, codings))) == differ


def test_absent_against_present_is_told_from_two_strengths(told):
    """
    text a
    a 0:1 aims.green Nice absent
    a 2:3 aims.green Nice strong
    a 4:5 aims.jobs Nice wanted
    a 6:7 aims.jobs Nice strong
    a 8:9 aims Nice absent
    a 10:11 aims Nice
    """
    found = contradictions(told)
    assert kinds(found) == [
        ("aims", "Nice", "presence", ("absent", "present")),
        ("aims.green", "Nice", "presence", ("absent", "strong")),
        ("aims.jobs", "Nice", "degree", ("wanted", "strong")),
    ]


def test_two_readings_of_one_place_are_a_matter_of_agreement(material, a_text):
    both = [
        ("a", 0, 4, "aims.green", "Nice", {"degree": "absent", "coder": "anna"}),
        ("a", 2, 6, "aims.green", "Nice", {"degree": "strong", "coder": "basile"}),
    ]
    assert contradictions(material([a_text("a")], both)) == []
    apart = [*both, ("a", 8, 9, "aims.green", "Nice", {"degree": "strong", "coder": "basile"})]
    (only,) = contradictions(material([a_text("a")], apart))
    assert not only.one_coder


def test_classes_exclude_each_other_unless_one_holds_the_other(told):
    """
    text a Nice
    class pioneer Nice a anna
    class late Nice a basile
    class pioneer Lyon a anna
    class early Lyon a basile
    class early Brest a anna
    class lone Brest a anna
    """
    found = contradictions(told, ["class"])
    assert [(c.case, c.values, c.one_coder) for c in found] == [
        ("Nice", ("pioneer", "late"), False),
        ("Brest", ("early", "lone"), True),
    ]


def test_codings_of_no_case_contradict_each_other_too(material, a_text):
    codings = [("a", 0, 1, "staff", None, {"value": "14"}), ("a", 2, 3, "staff", None, {"value": "15"})]
    (only,) = contradictions(material([a_text("a")], codings))
    assert only.case is None


placed = st.tuples(st.integers(0, 28), st.integers(1, 3), st.sampled_from("xyz"), st.sampled_from(["anna", "basile"]))


@given(codings=st.lists(placed, max_size=8))
def test_law_a_contradiction_is_two_different_values_that_share_no_character(codings):
    from coding.codebook.model import Codebook
    from coding.records.columns import columns_of
    from coding.records.replay import Coding
    from corpus.place import Place
    from reports.study_material import StudyMaterial

    made = [
        Coding(f"{n:064}", Place("a", s, s + length, "q"), "c", "Nice", None, coder, f"2020-01-01T00:0{n}", value=v)
        for n, (s, length, v, coder) in enumerate(codings)
    ]
    found = contradictions(StudyMaterial(Codebook({}), {}, {}, columns_of(made), by_id=lambda _: {}))
    apart = any(a.value != b.value and a.place.end <= b.place.start for a in made for b in made)
    assert bool(found) == apart
