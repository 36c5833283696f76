"""Disagreements settled as a lead does it: from a file, at the terminal, taken over; and what then counts."""

import pytest

from tests.decisions import rows
from tests.server import BOTH

FIRST = "faire venir des entreprises"
WIDER = "La priorité, c'est de faire venir des entreprises."
SECOND = "attirer des entreprises et des emplois"
SILOS = "Le travail en silos reste un frein"


@pytest.fixture
def differing(coded, once, glose, written):
    """Anna and basile have read the text: they agree on SECOND, differ in the borders of FIRST, and on SILOS."""
    said = rows(
        (FIRST, "objectives.attractiveness", "code", "anna"),
        (WIDER, "objectives.attractiveness", "code", "basile"),
        (SECOND, "objectives.attractiveness", "code", "anna"),
        (SECOND, "objectives.attractiveness", "code", "basile"),
        (SILOS, "challenges", "code", "anna"),
        (SILOS, "objectives.environment", "code", "basile"),
        ("", "", "read", "anna"),
        ("", "", "read", "basile"),
    )
    once(lambda: glose("decide", written("d.csv", said)))
    return coded


@pytest.fixture
def counting(differing):
    """The same, and tables count the consensus."""
    settings = differing / "study.yaml"
    kept = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("count:")]
    settings.write_text("\n".join([*kept, "count: consensus", ""]), encoding="utf-8")
    return differing


def open_ones(glose):
    return {line["code"]: line for line in glose("adjudicate", "--list", "--json").lines}


def quotes(glose, code):
    return [line["quote"] for line in glose("quotes", code, "--json").lines]


def settle(glose, written, *lines, code=0):
    head = "text,passage,code,outcome,take,instead,reason,note\n"
    return glose("adjudicate", "--from", written("s.csv", head + "".join(lines)), "--coder", "lead", code=code)


def line(glose, code, rest):
    return f"nice-entretien,{open_ones(glose)[code]['passage']},{code},{rest}\n"


def test_what_is_open_is_listed_with_what_each_coder_said(differing, glose):
    found = open_ones(glose)
    assert {code: one["kind"] for code, one in found.items()} == {
        "objectives.attractiveness": "borders",
        "challenges": "missed",
        "objectives.environment": "missed",
    }
    assert [len(said) for said in found["challenges"]["coders"].values()] == [1, 0]
    assert found["challenges"]["coders"]["anna"][0]["quote"] == SILOS


def test_hidden_names_are_in_no_line(differing, glose):
    shown = glose("adjudicate", "--list", "--hidden", "--json")
    assert shown.lines
    assert not any({"anna", "basile"} & one["coders"].keys() for one in shown.lines)
    assert "anna" not in glose("adjudicate", "--list", "--hidden").out


def test_consensus_counts_what_all_agree_on_and_the_words_that_all_marked(counting, glose):
    assert quotes(glose, "objectives.attractiveness") == [FIRST, SECOND]
    assert quotes(glose, "challenges") == []


@BOTH
def test_what_is_settled_counts_as_it_was_settled(counting, glose, written):
    settle(
        glose,
        written,
        line(glose, "objectives.attractiveness", "first_to_last,,,border,"),
        line(glose, "challenges", "take,anna,,,plain"),
        line(glose, "objectives.environment", "neither,,,missed,"),
    )
    assert quotes(glose, "objectives.attractiveness") == [WIDER, SECOND]
    assert quotes(glose, "challenges") == [SILOS]
    assert quotes(glose, "objectives.environment") == []
    assert open_ones(glose) == {}


def test_another_code_is_a_coding_of_its_own(counting, glose, written):
    settle(glose, written, line(glose, "challenges", "another,,objectives.environment,definition unclear,"))
    found = glose("quotes", "objectives.environment", "--json").lines
    assert [(one["quote"], one["coder"]) for one in found] == [(SILOS, "lead")]


def test_the_other_code_is_called_as_it_is_today(counting, glose, written):
    settle(glose, written, line(glose, "challenges", "another,,objectives.environment,,"))
    glose("codebook", "rename", "objectives.environment", "objectives.nature", "--reason", "clearer", "--coder", "lead")
    assert SILOS in quotes(glose, "objectives.nature")


def test_undone_it_is_open_again(counting, glose, written):
    settle(glose, written, line(glose, "challenges", "take,anna,,,"))
    glose("undo", "--coder", "lead")
    assert "challenges" in open_ones(glose)
    assert quotes(glose, "challenges") == []


def test_a_wrong_row_records_nothing(differing, glose, written):
    refused = settle(
        glose,
        written,
        line(glose, "challenges", "take,anna,,,"),
        line(glose, "objectives.environment", "neither,,,because,"),
        code=1,
    )
    assert "because" in refused.err
    assert len(open_ones(glose)) == 3


def test_the_same_file_twice_records_once(differing, glose, written):
    said = line(glose, "challenges", "take,anna,,missed,")
    settle(glose, written, said)
    assert "1 row already recorded" in settle(glose, written, said).out


def test_postponed_stays_open_and_comes_last(differing, glose, written):
    settle(glose, written, line(glose, "objectives.attractiveness", "postpone,,,,later"))
    found = glose("adjudicate", "--list", "--json").lines
    assert [one["postponed"] for one in found] == [False, False, True]


def test_agreements_are_taken_over_once(differing, glose):
    assert "1 agreement taken over" in glose("adjudicate", "--agreed", "--coder", "lead").out
    assert "nothing to take over" in glose("adjudicate", "--agreed", "--coder", "lead").err


def test_reasons_of_the_study_are_known(differing, glose, written):
    settings = differing / "study.yaml"
    more = settings.read_text(encoding="utf-8") + "adjudication: {reasons: [irony]}\n"
    settings.write_text(more, encoding="utf-8")
    settle(glose, written, line(glose, "challenges", "neither,,,irony,"))
    assert "challenges" not in open_ones(glose)


def test_cells_that_rest_on_open_disagreements_are_marked(counting, glose):
    made = glose("table", "codes", "cases", "--format", "md")
    assert "≠" in made.out


@BOTH
def test_one_key_decides_and_a_digit_says_why(counting, glose, at_terminal):
    person = at_terminal(counting, "adjudicate", "--coder", "lead")
    person.sees("all who read the passage agree")
    person.press("enter")
    person.sees("1/2", "objectives.attractiveness")
    person.press("f")
    person.sees("Why?")
    person.press("1")
    person.sees("2/2", "challenges")
    person.press("n", "enter")
    person.sees("That was the last one")
    person.press("u")
    person.sees("2/2", "undone")
    person.press("1", "4")
    person.sees("That was the last one")
    person.press("q")
    person.ends()
    assert quotes(glose, "objectives.attractiveness") == [WIDER, SECOND]
    assert quotes(glose, "challenges") == [SILOS]
    assert open_ones(glose) == {}


def test_the_methods_tell_who_settled_what_and_why(counting, glose, written):
    settle(
        glose,
        written,
        line(glose, "challenges", "take,anna,,missed,"),
        line(glose, "objectives.environment", "neither,,,missed,"),
    )
    told = glose("methods", "--lang", "en", "--format", "md").out
    assert "2 of 3 disagreements between coders were adjudicated" in told
    assert "lead (2)" in told
    assert "missed (2)" in told
    assert "1 disagreement is open." in told


def test_the_trace_of_a_coding_says_how_it_was_settled(counting, glose, written):
    entry = open_ones(glose)["challenges"]["coders"]["anna"][0]["entry"]
    settle(glose, written, line(glose, "challenges", "take,anna,,missed,"))
    [record] = [one for one in glose("trace", entry, "--json").lines if one["what"] == "record"]
    assert [(one["coder"], one["outcome"], one["reason"]) for one in record["adjudications"]] == [
        ("lead", "take", "missed")
    ]
    assert "adjudicated: one coder's codings stand by lead" in glose("trace", entry).out


def test_quotes_and_questions_say_that_disagreements_are_open(counting, glose):
    for asked in (("quotes", "objectives"), ("explore", "saturation")):
        assert "3 disagreements are not adjudicated" in glose(*asked).err
