"""Coders ask for changes of the codebook, with the words that show why; whoever leads decides, with a reason."""

import pytest

from tests.decisions import rows
from tests.server import BOTH

ROWS = """\
text,quote,code,decision
nice-entretien,Le travail en silos,challenges,code
"""
SILOS = "Le travail en silos"


@pytest.fixture
def decided(coded, once, glose, written):
    once(lambda: glose("decide", written("d.csv", ROWS), "--coder", "anna"))
    return coded


def entry_of(said):
    return said.out.split()[0]


def listed(glose, *more):
    return glose("codebook", "proposals", *more, "--json").lines


def propose(glose, *words, code=0, coder="anna"):
    return glose("codebook", "propose", *words, "--coder", coder, code=code)


@BOTH
def test_a_proposal_is_listed_with_its_quotes_decided_and_told_in_the_methods(decided, glose):
    [coding] = [line["entry"] for line in glose("quotes", "--json").lines]
    new = entry_of(propose(glose, "new", "revient souvent", "--label", "Silos", "--text", "nice-entretien", "--quote", "travail en silos reste"))  # fmt: skip
    merge = entry_of(
        propose(
            glose,
            "merge",
            "je confonds",
            "--code",
            "challenges",
            "--code",
            "objectives",
            "--coding",
            coding[:10],
            coder="basile",
        )
    )
    first, second = listed(glose)
    assert (first["asks"], first["label"], first["coder"], first["quotes"][0]["quote"]) == (
        "new",
        "Silos",
        "anna",
        "travail en silos reste",
    )
    assert (second["codes"], second["quotes"][0]["quote"]) == (["challenges", "objectives"], SILOS)
    shown = glose("codebook", "proposals").out
    assert "revient souvent" in shown
    assert "“Le travail en silos”" in shown
    said = glose("codebook", "decide", merge, "accept", "--reason", "en effet", "--coder", "lead").out
    assert "glose codebook merge challenges objectives into challenges" in said
    glose("codebook", "decide", new, "refuse", "--reason", "la définition le dit", "--coder", "lead")
    assert listed(glose) == []
    outcomes = {line["asks"]: (line["outcome"], line["reason"], line["decided_by"]) for line in listed(glose, "--all")}
    assert outcomes == {"new": ("refuse", "la définition le dit", "lead"), "merge": ("accept", "en effet", "lead")}
    told = glose("methods", "--lang", "en").out
    assert "2 changes of the codebook were proposed by 2 coders. 1 was accepted. 1 was refused." in told
    kinds = [line["kind"] for line in glose("history", "--code", "challenges", "--json").lines]
    assert "propose" in kinds


def test_what_was_postponed_stays_open_and_an_answer_is_taken_back(decided, glose):
    entry = entry_of(propose(glose, "retire", "ne sert pas", "--code", "challenges"))
    glose("codebook", "decide", entry, "postpone", "--reason", "on verra", "--coder", "lead")
    assert [line["outcome"] for line in listed(glose)] == ["postpone"]
    glose("codebook", "decide", entry, "refuse", "--reason", "si", "--coder", "lead")
    assert listed(glose) == []
    glose("undo", "--coder", "lead")
    assert [line["outcome"] for line in listed(glose)] == ["postpone"]
    glose("undo", "--coder", "anna")
    assert listed(glose, "--all") == []


def test_it_tells_what_was_done_since_and_today_s_ids(decided, glose):
    propose(glose, "change", "trop large", "--code", "challenges")
    glose("codebook", "rename", "challenges", "brakes", "--reason", "plus court", "--coder", "lead")
    [line] = listed(glose)
    assert line["codes"] == ["brakes"]
    assert line["done"] == [{"act": "rename", "codes": ["challenges"], "into": ["brakes"]}]
    assert "challenges → brakes" in glose("codebook", "proposals").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("new", "pourquoi"), 1, "needs a --label"),
        (("change", "pourquoi"), 1, "Which code?"),
        (("merge", "pourquoi", "--code", "challenges"), 1, "Which codes?"),
        (("change", " ", "--code", "challenges"), 1, "Say in a few words"),
        (("change", "pourquoi", "--code", "nowhere"), 1, "no code 'nowhere'"),
        (("change", "pourquoi", "--code", "challenges", "--label", "x"), 1, "goes with a new code only"),
        (("change", "pourquoi", "--code", "challenges", "--quote", "silos"), 2, "--text"),
        (("change", "pourquoi", "--code", "challenges", "--text", "nice-entretien", "--quote", "xyz"), 1, "is not in"),
        (
            ("change", "pourquoi", "--code", "challenges", "--text", "nice-entretien", "--quote", "de"),
            1,
            "more than once",
        ),
        (("change", "pourquoi", "--code", "challenges", "--coding", "zzz"), 1, "no coding begins so"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_recorded(decided, glose, words, code, said):
    assert said in propose(glose, *words, code=code).err
    assert listed(glose, "--all") == []


def test_adjudicating_one_can_say_that_the_codebook_must_change(decided, glose, written, at_terminal):
    said = rows((SILOS, "objectives", "code", "basile"), ("", "", "read", "anna"), ("", "", "read", "basile"))
    glose("decide", written("read.csv", said))
    person = at_terminal(decided, "adjudicate", "--coder", "lead")
    person.sees("1/1", "challenges")
    person.press("w")
    person.sees("What must change")
    person.press("dire si les silos en sont", "enter")
    person.sees("proposed")
    person.press("q")
    person.ends()
    [line] = listed(glose)
    assert (sorted(line["codes"]), line["why"], line["coder"]) == (
        ["challenges", "objectives"],
        "dire si les silos en sont",
        "lead",
    )
    assert line["quotes"][0]["quote"] == SILOS
