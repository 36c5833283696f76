"""Every act of the desk there and back: taken back it is as if it had not been, done again it is as it was."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"
CODE, OTHER = "objectives.attractiveness", "challenges"
CELL = {"code": "objectives", "case": "Nice"}


def row(quote="attirer des entreprises", code=CODE, **more):
    return {"decision": "code", "text": TEXT, "code": code, "quote": quote, **more}


class Team:
    """Anna and basile, who read and coded the text otherwise, and lea, who leads; `glose` is the terminal."""

    def __init__(self, folder, seat, glose):
        self.glose = glose
        self.lea, self.anna, self.basile = seat(folder, "lea"), seat(folder), seat(folder, "basile")
        self.anna.decide(row(), row("travail en silos", OTHER))
        self.basile.decide(row("veut attirer des entreprises"), row("travail en silos", OTHER))
        for one in (self.anna, self.basile):
            one.post("/api/read", {"text": TEXT, "passages": list(range(1, 9))})
        self.glose("audit", "draw", "--size", "9", "--seed", "7", "--coder", "basile")

    def mine(self):
        return [one["id"] for one in self.anna.get("/api/codings?coder=anna")["codings"]]

    def proposal(self):
        return self.lea.get("/api/codebook/proposals")["proposals"][0]["proposal"]

    def summary(self, who="lea"):
        number = getattr(self, who).get("/api/summaries/cell?code=objectives&case=Nice")["quotes"][0]["number"]
        over = getattr(self, who).get("/api/summaries/cell?code=objectives&case=Nice")["over"]
        sent = {**CELL, "text": f"Nice veut des entreprises [^{number}].", "over": over}
        getattr(self, who).post("/api/summaries", sent)


@pytest.fixture
def team(coded, seat: Seat, glose):
    return Team(coded, seat, glose)


def codings(team):
    found = team.lea.get(f"/api/texts/{TEXT}/records")["codings"]
    return sorted((one["coder"], one["code"], one["quote"], one["degree"], one["memo"] or "") for one in found)


def cell(team):
    shown = team.lea.get("/api/summaries/cell?code=objectives&case=Nice")
    return shown["state"], shown["text"]


def proposals(team):
    lines = team.glose("codebook", "proposals", "--all", "--json").lines
    return [(one["why"], one["outcome"]) for one in lines]


def verdicts(team):
    lines = team.glose("audit", "show", "--json").lines
    return [[(one["reviewer"], one["verdict"], one["reason"]) for one in line["reviews"]] for line in lines]


def memos(team):
    return [(one["title"], one["memo"]) for one in team.lea.get("/api/memos")["memos"]]


def settled(team):
    found = team.lea.get("/api/adjudication?")
    return [one["name"] for one in found["open"]], found["agreed"]


def classes(team):
    return team.lea.get("/api/typologies/maturity/case?case=Nice")["mine"]


def assigned(team):
    return [(one["text"], one["coder"], one["blind"]) for one in team.glose("assign", "--json").lines]


def propose(team):
    team.lea.post("/api/codebook/proposals", {"asks": "change", "codes": [CODE], "why": "too wide"})


def answer(team):
    given = {"proposal": team.proposal(), "outcome": "refuse", "reason": "no"}
    team.lea.post("/api/codebook/proposals/answer", given)


def settle(team):
    one = team.lea.get("/api/adjudication?")["open"][0]
    sent = {"name": one["name"], "considered": one["considered"], "outcome": "both"}
    team.lea.post("/api/adjudication", sent)


def classify(team):
    quote = {"text": TEXT, "start": 0, "end": 20}
    team.lea.post("/api/typologies/maturity", {"case": "Nice", "class": "pioneer", "quotes": [quote]})


def correct_memo(team):
    [memo] = team.lea.get("/api/memos")["memos"]
    team.lea.post("/api/memos", {"title": "Eau", "memo": "mieux", "about": [], "replaces": memo["entry"]})


def write_memo(team):
    team.lea.post("/api/memos", {"title": "Eau", "memo": "des mots", "about": []})


def on_mine(path, **more):
    return lambda team: team.anna.post(path, {"codings": team.mine(), **more})


def nothing(team):
    pass


ACTS = {
    "a coding": ("anna", nothing, lambda team: team.anna.decide(row("La priorité", degree="strong")), codings),
    "codings recoded": ("anna", nothing, on_mine("/api/codings/recode", code="objectives.environment"), codings),
    "codings taken back": ("anna", nothing, on_mine("/api/codings/retract"), codings),
    "hits coded": (
        "anna",
        nothing,
        lambda team: team.anna.post("/api/search/code", {"asked": {"words": "silos"}, "code": CODE}),
        codings,
    ),
    "a memo": ("lea", nothing, write_memo, memos),
    "a memo corrected": ("lea", write_memo, correct_memo, memos),
    "a proposal": ("lea", nothing, propose, proposals),
    "an answer": ("lea", propose, answer, proposals),
    "a summary": ("lea", nothing, Team.summary, cell),
    "a signature": ("lea", Team.summary, lambda team: team.lea.post("/api/summaries/sign", CELL), cell),
    "a disagreement settled": ("lea", nothing, settle, settled),
    "agreements taken": (
        "lea",
        nothing,
        lambda team: team.lea.post("/api/adjudication/agreed", {"number": 1}),
        settled,
    ),
    "a class": ("lea", nothing, classify, classes),
    "texts handed out": (
        "lea",
        nothing,
        lambda team: team.glose("assign", TEXT, "--to", "anna", "--coder", "lea"),
        assigned,
    ),
    "a review": (
        "lea",
        nothing,
        lambda team: team.glose("audit", "object", "1", "--reason", "too wide", "--coder", "lea"),
        verdicts,
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_it_is_taken_back_and_done_again(team, name):
    who, first, act, seen = ACTS[name]
    first(team)
    before = seen(team)
    act(team)
    after = seen(team)
    assert before != after
    hand = getattr(team, who)
    for _ in range(2):
        assert hand.post("/api/undo", {})["redo"]["words"]
        assert seen(team) == before
        assert hand.post("/api/redo", {})["redo"] is None
        assert seen(team) == after
    assert team.glose("check").code == 0


def test_a_signature_under_a_summary_is_done_again_with_it(team):
    team.summary()
    team.lea.post("/api/summaries/sign", CELL)
    signed = cell(team)
    for _ in range(2):
        team.lea.post("/api/undo", {})
    assert cell(team)[0] == "missing"
    for _ in range(2):
        team.lea.post("/api/redo", {})
    assert cell(team) == signed


def test_a_memo_that_was_taken_away_is_written_again_by_redo(team):
    write_memo(team)
    [memo] = team.lea.get("/api/memos")["memos"]
    team.lea.post("/api/memos/remove", {"memo": memo["entry"]})
    assert memos(team) == []
    team.lea.post("/api/redo", {})
    assert memos(team) == [("Eau", "des mots")]


def test_an_answer_is_done_again_on_the_proposal_that_was_made_again(team):
    propose(team)
    answer(team)
    there = proposals(team)
    for _ in range(2):
        team.lea.post("/api/undo", {})
    assert proposals(team) == []
    for _ in range(2):
        team.lea.post("/api/redo", {})
    assert proposals(team) == there
