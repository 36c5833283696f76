"""Days and months in figures and in words of both languages."""

from datetime import date

import pytest

from corpus.dates import as_date, first_day
from reports.tables.axis import period


@pytest.mark.parametrize(
    "written",
    [
        *("2016-05-01", "2016-5-1", "1/5/2016", "01.05.2016", "1er mai 2016", "1 Mai 2016", "le 1er mai 2016"),
        *("dimanche 1er mai 2016", "Sunday, May 1, 2016", "May 1st, 2016", "1 May 2016", "1st May 2016"),
    ],
)
def test_a_day_however_it_is_written(written):
    assert as_date(written) == first_day(written) == date(2016, 5, 1)


@pytest.mark.parametrize(
    ("written", "month"),
    [("12 févr. 2015", 2), ("12 août 2015", 8), ("12 AOUT 2015", 8), ("12 déc. 2015", 12), ("Dec. 12, 2015", 12)],
)
def test_months_are_abbreviated_and_lose_accents(written, month):
    assert as_date(written) == date(2015, month, 12)


@pytest.mark.parametrize("written", ["2016-04", "04/2016", "avril 2016", "April 2016", "avr. 2016"])
def test_a_month_alone_is_no_day_but_has_a_first(written):
    with pytest.raises(ValueError, match="date"):
        as_date(written)
    assert first_day(written) == date(2016, 4, 1)
    assert [period(written, step) for step in ("year", "quarter", "month")] == ["2016", "2016-T2", "2016-04"]


@pytest.mark.parametrize(
    "written", ["31 juin 2015", "13/2016", "2016-13", "mars", "3 avril", "en mars 2015", "mars 15"]
)
def test_what_is_no_date(written):
    for read in (as_date, first_day):
        with pytest.raises(ValueError, match=r"\w"):
            read(written)
    assert period(written, "year") == ""
