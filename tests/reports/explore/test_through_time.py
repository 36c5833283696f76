"""Codes over time, and saturation."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.explore.saturation import NotARun, ratios_of, saturation
from reports.explore.timeline import NoDates, TooManyPeriods, timeline


def test_a_code_by_month_of_the_texts_with_the_empty_months_between(told):
    """
    text a date=2015-11-18
    text b date=8/1/2016
    text c
    a 0:1 aims.green Nice
    a 2:3 aims.jobs Nice
    b 0:1 aims.green Lyon
    c 0:1 aims Lyon
    """
    found = timeline(told, "aims", by="month")
    assert [(m.period, m.texts, m.codings[0], m.cases[0]) for m in found.moments] == [
        ("2015-11", 1, 2, 1),
        ("2015-12", 0, 0, 0),
        ("2016-01", 1, 1, 1),
    ]
    assert found.codes == ("aims", "aims.green", "aims.jobs")
    assert found.moments[0].codings == (2, 1, 1)
    assert (found.undated, found.undated_codings) == (("c",), 1)
    assert found.moments[2].begins == date(2016, 1, 1)


def test_quarters_follow_each_other_over_the_year(told):
    """
    text a date=2015-08-01
    text b date=2016-02-01
    a 0:1 aims
    """
    assert [m.period for m in timeline(told, "aims", by="quarter").moments] == ["2015-T3", "2015-T4", "2016-T1"]


def test_no_dates_and_dates_too_far_apart_are_said(material, a_text):
    with pytest.raises(NoDates):
        timeline(material([a_text("a")], []), "aims")
    far = material([a_text("a", date="1015-08-01"), a_text("b", date="2016-02-01")], [])
    with pytest.raises(TooManyPeriods, match="mistyped"):
        timeline(far, "aims", by="month")


def test_the_worked_example_of_guest_namey_and_chen():
    """Base of 4 with 37 themes; the run 6-7 gives 4/37 = 11 %, the run 7-8 1/37 = 3 %: saturation at 6+2."""
    news = [20, 8, 6, 3, 4, 3, 1, 0]
    ratios = ratios_of(news, base=4, run=2)
    assert ratios[:5] == [None] * 5
    assert [round(r, 2) for r in ratios[5:]] == [0.19, 0.11, 0.03]


def test_texts_come_in_order_of_their_first_coding(material, a_text):
    made = material(
        [a_text(name, kind="document" if name == "d" else "interview") for name in "abcde"],
        [
            ("b", 0, 1, "aims.green", None),
            ("a", 0, 1, "aims.green", None),
            ("a", 2, 3, "obstacles", None),
            ("b", 4, 5, "staff", None),
            ("d", 0, 1, "aims", None),
            ("c", 0, 1, "staff", None),
        ],
    )
    found = saturation(made, base=1, run=1)
    assert [(step.text, step.new, step.total, step.codings) for step in found.steps] == [
        ("b", ("aims.green", "staff"), 2, 2),
        ("a", ("obstacles",), 3, 2),
        ("d", ("aims",), 4, 1),
        ("c", (), 4, 1),
    ]
    assert found.reached == 3
    assert found.uncoded == ("e",)
    assert [step.text for step in saturation(made, kind="interview").steps] == ["b", "a", "c"]
    assert saturation(made).reached is None
    with pytest.raises(NotARun):
        saturation(made, base=0)


def orders(found):
    return [step.text for step in found.steps]


def test_texts_come_in_another_order_on_wish(material, a_text):
    texts = [a_text("a", date="2016-05-01"), a_text("b"), a_text("c", date="2015-01-01")]
    made = material(texts, [(name, 0, 1, "aims", None) for name in "cab"])
    assert orders(saturation(made)) == ["c", "a", "b"]
    assert orders(saturation(made, order="added")) == ["a", "b", "c"]
    assert orders(saturation(made, order="date")) == ["c", "a", "b"]
    assert orders(saturation(made, order=["b"])) == ["b", "c", "a"]
    with pytest.raises(NotARun, match="no text 'd'"):
        saturation(made, order=["d"])


def test_texts_coded_at_one_time_come_in_the_order_of_their_file_which_is_said(material, a_text):
    made = material([a_text(name) for name in "abc"], [(name, 0, 1, "aims", None) for name in "bca"])
    made.codings.time[:] = made.codings.time[0]
    made.arrived = lambda: {f"{number:064}": number for number in range(3)}
    found = saturation(made)
    assert orders(found) == ["b", "c", "a"]
    assert "explore.note.saturation_tied" in {note.key for note in found.notes}
    assert "explore.note.saturation_tied" not in {note.key for note in saturation(made, order="added").notes}
    assert "explore.note.saturation_tied" in {note.key for note in saturation(made, order=["a"]).notes}
    assert "explore.note.saturation_tied" not in {note.key for note in saturation(made, order=["a", "c"]).notes}


def test_texts_of_one_date_come_as_they_were_added_which_is_said(material, a_text):
    def asked(*dates):
        texts = [a_text(name, date=date) if date else a_text(name) for name, date in zip("abc", dates, strict=True)]
        found = saturation(material(texts, [(name, 0, 1, "aims", None) for name in "cba"]), order="date")
        return orders(found), "explore.note.saturation_same_date" in {note.key for note in found.notes}

    assert asked("2016-05-01", "2015-01-01", "2015-01-01") == (["b", "c", "a"], True)
    assert asked("", "", "2015-01-01") == (["c", "a", "b"], True)
    assert asked("2016-05-01", "", "2015-01-01") == (["c", "a", "b"], False)


@given(st.lists(st.integers(0, 9), max_size=20), st.integers(1, 5), st.integers(1, 4))
def test_law_ratios_are_there_from_the_first_full_run_on(news, base, run):
    ratios = ratios_of(news, base=base, run=run)
    assert len(ratios) == len(news)
    for at, ratio in enumerate(ratios):
        assert (ratio is not None) == (at + 1 >= base + run and sum(news[:base]) > 0)
