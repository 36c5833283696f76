"""CSV for spreadsheets: what is missing is empty, whole numbers are whole, nothing is a formula."""

import csv
import io

import pandas as pd
import pytest

from reports.formats.csv_text import frame_csv, records_csv


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_and_no_head_can_be_taken_for_a_formula(sign):
    armed = f"{sign}SUM(A1)"
    shown = f"'{armed}".replace("\r", "\n")
    for text in (records_csv([{armed: armed}]), frame_csv(pd.DataFrame({armed: [armed]}))):
        assert list(csv.reader(io.StringIO(text, newline=""))) == [[shown], [shown]]


def test_a_sign_alone_or_inside_a_cell_is_left_as_it_is():
    assert records_csv([{"a": "-", "b": "1-2", "c": "x@y.fr", "d": -1}]) == "a,b,c,d\n-,1-2,x@y.fr,-1\n"


@pytest.mark.parametrize("words", ["=1+1", "- Oui.", "'- Oui.", "a\rb", "\t@x", "one\r\ntwo", 'a "b", c'])
def test_raw_csv_has_every_word_just_as_it_is(words):
    for text in (records_csv([{"a": words}], raw=True), frame_csv(pd.DataFrame({"a": [words]}), raw=True)):
        assert list(csv.reader(io.StringIO(text, newline=""))) == [["a"], [words]]


def test_whole_numbers_are_written_as_whole_numbers():
    frame = pd.DataFrame([[17.0, 0.5, None], [3, 1.0, 2]], columns=["n", "share", "more"], dtype=object)
    assert frame_csv(frame) == "n,share,more\n17,0.5,\n3,1,2\n"
    assert records_csv([{"n": 17.0}]) == "n\n17\n"


def test_records_with_other_keys_leave_cells_empty_and_lists_are_one_cell():
    records = [{"a": "=1+1", "b": ["x", "y"]}, {"c": [[1, 2]], "d": 0.5}]
    assert records_csv(records) == "a,b,c,d\n'=1+1,x; y,,\n,,1–2,0.5\n"
    assert records_csv([{"a": ["=1", "2"]}]) == "a\n'=1; 2\n"


def test_whole_numbers_of_a_frame_stay_whole_beside_what_is_missing():
    frame = pd.DataFrame({"page": pd.array([3, None], "Int64"), "given": ["a,b", None], "share": [0.25, None]})
    assert frame_csv(frame) == 'page,given,share\n3,"a,b",0.25\n,,\n'


def test_a_line_break_of_any_kind_stays_inside_its_cell():
    assert records_csv([{"a": "one\r=2\r\nthree"}]) == 'a\n"one\n=2\nthree"\n'
