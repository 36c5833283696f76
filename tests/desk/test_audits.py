"""Audits at the desk: a sample is drawn, reviewers judge it without seeing one another, nobody judges their own."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, who coded three places."""
    anna = seat(coded)
    quotes = ("attirer des entreprises", "La priorité", "travail en silos")
    anna.decide(*({"decision": "code", "text": TEXT, "code": "challenges", "quote": quote} for quote in quotes))
    return anna


@pytest.fixture
def claire(anna, coded, seat: Seat):
    """Claire, who reviews a sample of all three."""
    claire = seat(coded, "claire", "reviewer")
    claire.post("/api/audits/draw", {"size": 3, "seed": 7})
    return claire


def verdicts(at):
    return [(one["verdict"], one["reason"]) for one in at.get("/api/audits")["items"]]


def judge(at, numbers, verdict, code=200, **more):
    audit = at.get("/api/audits")["audit"]
    return at.post("/api/audits/judge", {"audit": audit, "numbers": numbers, "verdict": verdict, **more}, code)


def test_a_reviewer_draws_and_judges_as_in_the_terminal(claire, glose):
    page = claire.page("/audits")
    assert "3 codages restent à juger" in page
    assert "<mark>" in page
    judge(claire, [1], "agree")
    judge(claire, [2], "object", reason="too wide")
    assert verdicts(claire) == [("agree", None), ("object", "too wide"), (None, None)]
    assert "1 codage reste à juger" in claire.page("/audits")
    shown = [line["reviews"] for line in glose("audit", "show", "--json").lines]
    assert [[one["verdict"] for one in reviews] for reviews in shown] == [["agree"], ["object"], []]
    judge(claire, [2], "agree")
    assert verdicts(claire)[1] == ("agree", None)


def test_an_objection_needs_a_reason_and_a_number_that_was_drawn(claire):
    judge(claire, [1], "object", 422)
    judge(claire, [4], "agree", 404)
    judge(claire, ["1"], "agree", 400)
    judge(claire, [1], "perhaps", 422)
    claire.post("/api/audits/judge", {"audit": "nothing", "numbers": [1], "verdict": "agree"}, 404)
    assert verdicts(claire) == [(None, None)] * 3


def test_nobody_judges_their_own_nor_sees_what_others_said(claire, anna, coded, seat: Seat):
    judge(claire, [1], "object", reason="too wide")
    judge(anna, [1], "agree", 403)
    assert "quelqu’un d’autre le juge" in anna.page("/audits")
    denis = seat(coded, "denis", "analyst")
    assert verdicts(denis) == [(None, None)] * 3
    assert "too wide" not in denis.page("/audits")
    judge(denis, [1, 2, 3], "agree")
    assert "3" in denis.page("/audits")
    denis.post("/api/undo", {})
    assert verdicts(denis) == [(None, None)] * 3


def test_who_reads_looks_and_who_codes_blind_does_not(claire, coded, seat: Seat, glose):
    reader = seat(coded, "reader", "reader")
    assert 'data-verdict="agree"' not in reader.page("/audits")
    judge(reader, [1], "agree", 403)
    glose("assign", TEXT, "--to", "anna,basile", "--coder", "lea")
    basile = seat(coded, "basile", "analyst")
    basile.page("/audits", 403)
    basile.get("/api/audits", 403)


def test_a_sample_has_a_size_and_known_strata(anna):
    assert "Aucun échantillon" in anna.page("/audits")
    anna.post("/api/audits/draw", {"size": 0}, 422)
    anna.post("/api/audits/draw", {"size": 2, "by": ["moon"]}, 422)
    anna.post("/api/audits/draw", {"size": 2, "by": ["text"], "seed": 1})
    assert anna.post("/api/audits/draw", {"size": 2, "by": ["text"], "seed": 1})["new"] is False
