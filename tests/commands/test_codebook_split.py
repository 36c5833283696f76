"""A code is split: each of its codings goes to a code of one's choice, in one act that is taken back whole."""

import pytest

from tests.server import BOTH
from workbench.looked_for import unsought_of
from workbench.study import Study

ROWS = """\
text,quote,code,decision,degree
nice-entretien,faire venir des entreprises,objectives.attractiveness,code,strong
nice-entretien,attirer des entreprises et des emplois,objectives.attractiveness,code,
nice-entretien,Le travail en silos,challenges,code,
nice-entretien,,,read,
"""
INTO = ("objectives.attractiveness", "into", "firms", "jobs")
LABELS = ("--label", "firms=Entreprises", "--label", "jobs=Emplois", "--definition", "jobs=Des emplois pour la ville.")
WHY = ("--reason", "deux choses", "--coder", "lead")


@pytest.fixture
def decided(coded, once, glose, written):
    once(lambda: glose("decide", written("d.csv", ROWS), "--coder", "anna"))
    return coded


@pytest.fixture
def open_ones(glose, decided):
    return [line["coding"] for line in glose("codebook", "split", INTO[0], "--list", "--json").lines]


def codes(glose):
    return [line["code"] for line in glose("quotes", "--json").lines]


def sent(written, *rows):
    return written("into.csv", "".join(f"{row}\n" for row in ("coding,into", *rows)))


@BOTH
def test_rows_send_codings_and_an_undo_takes_all_back(decided, glose, written, open_ones):
    before, held = (decided / "codebook.yaml").read_bytes(), glose("quotes", "--json").lines
    first, second = open_ones
    rows = sent(written, f"{first[:12]},objectives.firms", f"{second},objectives.jobs")
    said = glose("codebook", "split", *INTO, *LABELS, "--from", rows, *WHY).out
    assert codes(glose) == ["objectives.firms", "objectives.jobs", "challenges"]
    assert "No coding has objectives.attractiveness any more" in said
    firms = next(line for line in glose("quotes", "objectives.firms", "--json").lines)
    assert firms["degree"] == "strong", "a new code has the scale of the one that is split"
    assert "split objectives.attractiveness → objectives.firms, objectives.jobs" in " ".join(
        glose("history").out.split()
    )
    assert "deux choses" in glose("methods", "--lang", "fr").out
    glose("undo", "--coder", "lead")
    assert glose("quotes", "--json").lines == held
    assert (decided / "codebook.yaml").read_bytes() == before


def test_whoever_looked_for_the_code_looked_for_those_made_of_it(decided, glose, written, open_ones):
    glose("codebook", "split", *INTO, *LABELS, "--from", sent(written, f"{open_ones[0]},objectives.firms"), *WHY)
    with Study.open(decided) as study:
        assert unsought_of(study) == {}


def test_a_split_is_left_and_gone_on_with_by_somebody_else(decided, glose, written, open_ones):
    first, second = open_ones
    glose("codebook", "split", *INTO, *LABELS, "--from", sent(written, f"{first},objectives.firms"), *WHY)
    listed = glose("codebook", "split", INTO[0], "--list", "--json").lines
    assert [line["coding"] for line in listed] == [second]
    again = sent(written, f"{second},objectives.attractiveness")
    said = glose("codebook", "split", INTO[0], "--from", again, "--coder", "anna").out
    assert "1 coding stays with objectives.attractiveness." in said
    assert codes(glose) == ["objectives.firms", "objectives.attractiveness", "challenges"]
    assert "No split of" in glose("codebook", "split", INTO[0], "--from", again, "--coder", "anna", code=1).err
    glose("undo", "--coder", "lead")
    assert codes(glose)[:2] == ["objectives.attractiveness"] * 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("0000,objectives.firms", "no coding that is open"),
        (",objectives.firms", "no coding that is open"),
        ("{first},challenges", "Choose from: objectives.firms, objectives.jobs"),
        ("{first},", "Choose from"),
        ("{first},objectives.firms\n{first},objectives.jobs", "an earlier row"),
    ],
)
def test_a_wrong_row_changes_nothing(decided, glose, written, open_ones, row, said):
    before = (decided / "codebook.yaml").read_bytes(), glose("history").out
    rows = sent(written, f"{open_ones[1]},objectives.jobs", row.format(first=open_ones[0]))
    done = glose("codebook", "split", *INTO, *LABELS, "--from", rows, *WHY, code=1)
    assert said in done.err
    assert "into.csv:3" in done.err or "into.csv:4" in done.err
    assert ((decided / "codebook.yaml").read_bytes(), glose("history").out) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nowhere", "into", "a", "b"), 1, "no code 'nowhere'"),
        (("challenges", "into", "objectives", "new"), 2, "new is new"),
        (("challenges", "into", "objectives"), 1, "Name two or more"),
        (("challenges", "in", "objectives", "new"), 2, "split A into B C"),
    ],
)
def test_what_cannot_be_split_so_is_said(decided, glose, written, open_ones, words, code, said):
    rows = sent(written, f"{open_ones[0]},objectives")
    assert said in glose("codebook", "split", *words, "--from", rows, *WHY, code=code).err
    assert codes(glose)[-1] == "challenges"


def test_a_degree_is_not_lost_unasked(decided, glose, written, open_ones):
    rows = sent(written, f"{open_ones[0]},challenges")
    into = (INTO[0], "into", "challenges", INTO[0])
    assert "--drop-degrees" in glose("codebook", "split", *into, "--from", rows, *WHY, code=1).err
    assert INTO[0] in codes(glose)
    glose("codebook", "split", *into, "--from", rows, "--drop-degrees", *WHY)
    [moved, _] = glose("quotes", "challenges", "--json").lines
    assert moved["degree"] is None


def test_one_key_a_coding_at_the_terminal(decided, glose, at_terminal):
    person = at_terminal(decided, "codebook", "split", *INTO, *LABELS, *WHY)
    person.sees("1/2")
    person.press("2")
    person.sees("2/2")
    person.press("u")
    person.sees("undone")
    person.press("1")
    person.sees("2/2")
    person.press("s")
    person.sees("That was the last one.")
    person.press("q")
    person.ends()
    assert codes(glose) == ["objectives.firms", "objectives.attractiveness", "challenges"]
