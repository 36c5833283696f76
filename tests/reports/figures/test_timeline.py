"""The timeline: in the order of time, on one scale, said as each language says it."""

from datetime import date

import pytest
from lxml import etree

from reports.figures.timeline import Point, timeline

SVG = "{http://www.w3.org/2000/svg}"


def drawn(figure) -> list[str]:
    return [element.text for element in etree.fromstring(figure.svg(titled=False)).iter(f"{SVG}text")]


def bars_of(figure) -> list[dict]:
    return [row for data in figure.chart.to_dict()["datasets"].values() for row in data if "count" in row]


def test_the_text_alternative_says_the_period_the_sum_and_the_most():
    points = [Point("2016", "Climat", 5), Point("2015", "Climat", 2), Point("2017", "Climat", 0)]
    said = "Période 2015 – 2017\u00a0: 7 en tout, avec un maximum de 5 (2016)."
    assert timeline("T", points, language="fr").alt == said


def test_series_are_told_apart_by_a_panel_of_their_own_and_summed_in_words():
    figure = timeline("T", [Point("2015", "Climat", 2), Point("2015", "Emploi", 6)], language="en")
    low, high = bars_of(figure)
    assert low["y2"] != high["y2"]
    assert 3 * (low["y2"] - low["y"]) == pytest.approx(high["y2"] - high["y"], abs=0.2), "one scale for all panels"
    assert figure.alt.endswith("By series: Emploi 6; Climat 2.")


@pytest.mark.parametrize(
    ("period", "fr", "en"),
    [
        ("2015-T4", "T4 2015", "Q4 2015"),
        ("2015-12", "déc. 2015", "Dec 2015"),
        (date(2015, 12, 8), "8 décembre 2015", "8 December 2015"),
        ("avant le vote", "avant le vote", "avant le vote"),
    ],
)
def test_periods_are_written_as_the_language_writes_them(period, fr, en):
    assert fr in drawn(timeline("T", [Point(period, "a", 1)], language="fr"))
    assert en in drawn(timeline("T", [Point(period, "a", 1)], language="en"))


def test_days_stand_as_far_apart_as_they_are():
    days = [date(2015, 1, 1), date(2015, 1, 11), date(2015, 4, 11)]
    first, second, third = (
        bar["x"] for bar in bars_of(timeline("T", [Point(day, "a", 1) for day in days], language="fr"))
    )
    assert (third - first) / (second - first) == pytest.approx(100 / 10)


def test_periods_of_no_known_kind_keep_their_order():
    figure = timeline("T", [Point("après", "a", 1), Point("avant", "a", 3), Point("2015", "a", 2)], language="fr")
    assert [bar["count"] for bar in bars_of(figure)] == [1, 3, 2]


def test_few_periods_are_all_labelled():
    said = drawn(timeline("T", [Point(f"2015-{month:02}", "a", 1) for month in (9, 10, 11)], language="en"))
    assert {"Sep 2015", "Oct 2015", "Nov 2015"} <= set(said)


def test_many_periods_are_labelled_at_round_ones_and_measured_by_a_scale():
    points = [Point(f"{year}-{month:02}", "a", 1500) for year in range(2005, 2020) for month in range(1, 13)]
    said = drawn(timeline("T", points, language="en"))
    months = [words for words in said if words[:3].isalpha()]
    assert months == ["Jan 2006", "Jan 2008", "Jan 2010", "Jan 2012", "Jan 2014", "Jan 2016", "Jan 2018"]
    assert "1,000" in said


def test_points_of_one_period_are_added_up():
    assert [
        bar["count"] for bar in bars_of(timeline("T", [Point("2015", "a", 1), Point("2015", "a", 2)], language="fr"))
    ] == [3]
