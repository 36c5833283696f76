"""Adjudication stopped and taken up again, its other keys, a workbook, an earlier moment, and a server."""

from datetime import UTC, datetime

import pytest
from openpyxl import Workbook

from tests.commands.test_adjudicate import (  # noqa: F401 - fixtures
    FIRST,
    SECOND,
    SILOS,
    WIDER,
    counting,
    differing,
    line,
    open_ones,
    quotes,
    settle,
)

ON_SERVER = pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.server)], indirect=True)


@pytest.fixture
def lead(counting, at_terminal):  # noqa: F811
    """Start the lead's session, past the question on what coders agree on."""

    def start():
        person = at_terminal(counting, "adjudicate", "--coder", "lead")
        person.sees("all who read the passage agree")
        person.press("j")
        return person

    return start


@pytest.fixture
def workbook(tmp_path):
    """Write rows as a workbook, numbers as numbers."""

    def made(*rows):
        book = Workbook()
        for row in (("text", "passage", "code", "outcome", "take", "reason", "note"), *rows):
            book.active.append(row)
        book.save(tmp_path / "s.xlsx")
        return tmp_path / "s.xlsx"

    return made


def test_all_stand_or_what_is_common(lead, glose):
    person = lead()
    person.sees("1/2", "objectives.attractiveness")
    person.press("b", "enter")
    person.sees("2/2", "all of them stand")
    assert quotes(glose, "objectives.attractiveness") == [WIDER, FIRST, SECOND]
    person.press("u")
    person.sees("1/2", "undone")
    person.press("c", "enter")
    person.sees("2/2", "what is common")
    person.press("c", "enter")
    person.sees("2/2")
    person.press("q")
    person.ends()
    assert quotes(glose, "objectives.attractiveness") == [FIRST, SECOND]


def test_stopped_it_goes_on_with_what_is_left_code_by_code(lead, glose):
    person = lead()
    person.sees("1/2", "objectives.attractiveness")
    person.press("1", "enter")
    person.sees("2/2")
    person.press("q")
    assert "1 place left" in person.ends()
    assert open_ones(glose).keys() == {"challenges", "objectives.environment"}
    person = lead()
    person.sees("1/1", "challenges", "objectives.environment")
    person.press("s")
    assert "objectives.environment" not in person.sees("1/2", "challenges")
    person.press("1", "enter")
    person.sees("2/2", "objectives.environment")
    person.press("n", "enter")
    person.sees("That was the last one")
    person.press("q")
    person.ends()
    assert quotes(glose, "challenges") == [SILOS]
    assert quotes(glose, "objectives.environment") == []
    assert open_ones(glose) == {}


def test_a_note_goes_with_the_next_decision_only(lead, glose):
    entries = {code: one["coders"] for code, one in open_ones(glose).items()}
    person = lead()
    person.sees("1/2")
    person.press("m", "Ask anna.", "enter")
    person.sees("note: Ask anna.")
    person.press("f", "1")
    assert "Ask anna." not in person.sees("2/2")
    person.press("1", "enter")
    person.sees("That was the last one")
    person.press("q")
    person.ends()
    first = entries["objectives.attractiveness"]["anna"][0]["entry"]
    assert [one["note"] for one in adjudications(glose, first)] == ["Ask anna."]
    assert "Ask anna." in glose("trace", first).out
    assert [one["note"] for one in adjudications(glose, entries["challenges"]["anna"][0]["entry"])] == [None]


def adjudications(glose, entry):
    [record] = [one for one in glose("trace", entry, "--json").lines if one["what"] == "record"]
    return record["adjudications"]


def test_a_workbook_settles_as_a_csv_file_does(counting, glose, workbook):  # noqa: F811
    passages = {code: one["passage"] for code, one in open_ones(glose).items()}
    rows = (
        (
            "nice-entretien",
            passages["objectives.attractiveness"],
            "objectives.attractiveness",
            "common",
            None,
            None,
            None,
        ),
        ("nice-entretien", passages["challenges"], "challenges", "take", "anna", "missed", "plain"),
    )
    assert "Recorded 2 decisions from s.xlsx" in glose("adjudicate", "--from", workbook(*rows), "--coder", "lead").out
    assert quotes(glose, "objectives.attractiveness") == [FIRST, SECOND]
    assert quotes(glose, "challenges") == [SILOS]
    assert open_ones(glose).keys() == {"objectives.environment"}


def test_a_workbook_with_a_wrong_row_records_nothing(differing, glose, workbook):  # noqa: F811
    passage = open_ones(glose)["challenges"]["passage"]
    good = ("nice-entretien", passage, "objectives.environment", "neither", None, None, None)
    rows = [good, ("nice-entretien", passage, "challenges", "take", "nobody", None, None)]
    refused = glose("adjudicate", "--from", workbook(*rows), "--coder", "lead", code=1).err
    assert "s.xlsx:3" in refused
    assert "nobody" in refused
    assert len(open_ones(glose)) == 3


def test_an_earlier_moment_has_the_consensus_of_then(counting, glose, written):  # noqa: F811
    before = datetime.now(UTC).isoformat()
    settle(glose, written, line(glose, "challenges", "take,anna,,missed,"))
    settled = datetime.now(UTC).isoformat()
    glose("undo", "--coder", "lead")

    def then(moment):
        return [one["quote"] for one in glose("quotes", "challenges", "--at", moment, "--json").lines]

    assert (then(before), then(settled), quotes(glose, "challenges")) == ([], [SILOS], [])


@ON_SERVER
def test_on_a_server_it_is_the_same(counting, glose, written, workbook):  # noqa: F811
    assert "1 agreement taken over" in glose("adjudicate", "--agreed", "--coder", "lead").out
    settle(glose, written, line(glose, "challenges", "neither,,,missed,all wrong"))
    passage = open_ones(glose)["objectives.attractiveness"]["passage"]
    rows = [("nice-entretien", passage, "objectives.attractiveness", "first_to_last", None, "border", None)]
    glose("adjudicate", "--from", workbook(*rows), "--coder", "lead")
    assert quotes(glose, "objectives.attractiveness") == [WIDER, SECOND]
    assert open_ones(glose).keys() == {"objectives.environment"}
    glose("undo", "--coder", "lead")
    assert "objectives.attractiveness" in open_ones(glose)
    glose("check")
