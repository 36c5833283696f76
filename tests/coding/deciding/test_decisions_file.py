"""A file of decisions read: CSV or JSON Lines, and what is wrong with its form."""

import pytest

from coding.deciding.decisions_file import read_decisions
from tests.coding.deciding.conftest import HEAD


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("text,quote\n", "d.csv:1"),
        ("text,quote,code,decision,colour\na,b,c,d,e\n", "d.csv:1"),
        (HEAD + "a,b\n", "d.csv:2"),
        (HEAD + 'nice,"open,brakes,code,,,,,,\n', "d.csv:2"),
        (HEAD + "nice,x,brakes,code,first,,,,,\n", "d.csv:2, column occurrence"),
        (HEAD, "d.csv"),
    ],
)
def test_a_file_of_another_form_is_told_with_its_line(source, place):
    rows, problems = read_decisions(source, "d.csv")
    assert rows == []
    assert problems[0].place == place


def test_json_lines_and_semicolons_are_read_alike():
    as_lines, _ = read_decisions('{"text": "nice", "quote": "x", "code": "brakes", "decision": "code"}\n', "d.jsonl")
    as_csv, _ = read_decisions("text;quote;code;decision\nnice;x;brakes;code\n", "d.csv")
    assert as_lines[0].decision == as_csv[0].decision


def test_start_and_end_stand_in_for_the_quote():
    [row], problems = read_decisions("text,start,end,code,decision\nnice,4,12,goals,code\n", "d.csv")
    assert not problems
    assert (row.decision.at, row.decision.quote) == ((4, 12), "")
    [line], problems = read_decisions(
        '{"text": "nice", "code": "g", "decision": "code", "start": 0, "end": 3}', "d.jsonl"
    )
    assert not problems
    assert line.decision.at == (0, 3)


@pytest.mark.parametrize(
    ("start", "end", "column", "said"),
    [("4", "", "end", "is empty"), ("", "4", "start", "is empty"), ("x", "4", "start", "whole number from 0")],
)
def test_a_start_without_an_end_is_told(start, end, column, said):
    rows, [problem] = read_decisions(f"text,quote,code,decision,start,end\nnice,,goals,code,{start},{end}\n", "d.csv")
    assert rows == []
    assert problem.place == f"d.csv:2, column {column}"
    assert said in problem.message
