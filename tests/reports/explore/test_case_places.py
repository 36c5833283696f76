"""Where cases lie, as cases.csv says it."""

import pytest

from corpus.cases import Case
from reports.explore.case_places import case_places


@pytest.mark.parametrize(
    "attributes",
    [
        {"latitude": "43.7", "longitude": "7.27"},
        {"Latitude": "43,7", "Longitude": "7,27"},
        {"lat": "43.70", "lon": "7.27"},
    ],
)
def test_coordinates_are_read_however_the_columns_and_numbers_are_written(attributes):
    assert case_places([Case("Nice", (), attributes)]).places == {"Nice": (43.7, 7.27)}


def test_a_case_without_them_is_named_and_no_fault():
    found = case_places([Case("Nice", (), {"latitude": "43.7", "longitude": ""})])
    assert (found.unplaced, found.problems) == (("Nice",), ())


@pytest.mark.parametrize(("latitude", "longitude"), [("143", "7"), ("43", "190"), ("north", "7")])
def test_what_is_no_place_on_earth_is_told(latitude, longitude):
    found = case_places([Case("Nice", (), {"latitude": latitude, "longitude": longitude})])
    assert found.places == {}
    assert "Nice" in found.problems[0].message
    assert found.problems[0].level == "warning"
