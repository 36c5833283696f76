"""What stands behind the question mark of an address: read the same way everywhere, and never a fault."""

import pytest

from desk.address import as_number, filled, sheet, sheets, ticked, where_in, whole_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("0", 0),
        ("17", 17),
        ("0017", 17),
        (str(2**63 - 1), 2**63 - 1),
        (str(2**63), None),
        ("9" * 5000, None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("one", None),
    ],
)
def test_a_whole_number_is_read_or_there_is_none(words, number):
    assert as_number(words) == number
    assert whole_number({"from": words}, "from", 8) == (8 if number is None else number)


def test_a_number_that_is_not_asked_for_is_the_default():
    assert whole_number({}, "from") == 0
    assert whole_number({}, "from", 50) == 50


@pytest.mark.parametrize(("given", "on"), [("1", True), ("yes", True), ("on", True), (True, True)])
def test_a_box_that_is_ticked(given, on):
    assert ticked({"only": given}, "only") is on


@pytest.mark.parametrize("given", ["", "0", "no", False, 0, None])
def test_a_box_that_is_not_ticked(given):
    assert ticked({"only": given}, "only") is False
    assert ticked({}, "only") is False


def test_the_nearest_page_is_shown_where_there_is_no_such_one():
    assert [sheets(count, 200) for count in (0, 1, 200, 201)] == [1, 1, 1, 2]
    assert [sheet({"page": page}, 3) for page in ("1", "3", "4", "0", "", "x", "9" * 5000)] == [1, 3, 3, 1, 1, 1, 1]
    assert sheet({}, 3) == 1


def test_conditions_are_divided_by_semicolons():
    assert where_in({"where": " unit=commune; kind=interview ;; "}) == ("unit=commune", "kind=interview")
    assert where_in({}) == ()


def test_links_keep_what_was_asked_but_for_the_page():
    assert filled({"code": "vision", "page": "2", "words": ""}, "page") == {"code": "vision"}


@pytest.mark.parametrize(
    "path",
    [
        "/codings?page={}",
        "/search?words=ville&page={}",
        "/memos?page={}",
        "/history?step={}",
        "/api/codings?page={}",
        "/api/acts?most={}",
        "/api/history/then?step={}",
    ],
)
def test_a_number_too_large_to_be_one_is_no_fault(coded, seat, path):
    """Python reads no number of more than 4,300 digits, and a ledger holds none of more than 19."""
    anna = seat(coded)
    for digits in ("9" * 20, "9" * 5000):
        assert anna.client.get(path.format(digits)).status_code == 200


def test_a_position_too_large_to_be_one_is_refused(coded, seat):
    anna = seat(coded)
    for path in ("/api/history?before={}", "/api/study/changes?after={}"):
        for digits in ("9" * 20, "9" * 5000):
            assert anna.client.get(path.format(digits)).status_code == 422
