"""Searching at the desk: what is typed, where it is said, what is coded there; and what is coded of the hits."""

import numpy as np
import pytest

from corpus.parse.analysis import Analysis
from tests.desk.conftest import Seat

TEXT = "nice-entretien"
ENVIRONMENT = "objectives.environment"


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, who coded one word."""
    anna = seat(coded)
    anna.decide({"decision": "code", "text": TEXT, "code": ENVIRONMENT, "quote": "l'environnement, ce"})
    return anna


def quotes(anna, asked):
    return [one["quote"] for one in anna.get(f"/api/search?{asked}")["hits"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("words=ENTREPRISES", ["entreprises", "entreprises"]),
        ("words=entreprise", []),
        ("words=entrep*", ["entreprises", "entreprises"]),
        ("words=priorité emplois", ["priorité", "emplois"]),
        ('words="attirer des entreprises"', ["attirer des entreprises"]),
        ("words=priorite -emplois", ["priorité"]),
        ("words=silos|emplois", ["emplois", "silos", "silos"]),
        ("words=l'environnement", ["l'environnement"]),
        ("words=e[mn][a-z]*s\\b&mode=regex", ["entreprises", "entreprises", "emplois", "en silos", "en silos"][:3]),
        ("words=^Merci&mode=regex", ["Merci"]),
        ("words=merci&role=respondent", []),
        ("words=silos&code=*", []),
        (f"words=environnement&code={ENVIRONMENT}", ["environnement"]),
        (f"words=environnement&without={ENVIRONMENT}", []),
        ("words=silos&where=case!=Nice", []),
        ("role=interviewer&without=*", ["Quels sont les objectifs de la ville ?", "D'accord.", "Merci beaucoup."]),
        ("", []),
    ],
)
def test_what_is_found(anna, asked, found):
    assert quotes(anna, asked) == found


@pytest.mark.parametrize(
    "asked", ["words=(&mode=regex", "words=-silos", "words=...", "words=a&mode=sound", "words=a&role=king"]
)
def test_what_is_not_understood_is_said(anna, asked):
    anna.get(f"/api/search?{asked}", 422)
    assert anna.client.get(f"/search?{asked}").status_code == 422


def test_an_endless_expression_is_given_up(anna, monkeypatch):
    monkeypatch.setattr("workbench.searching.SECONDS", 0.1)
    said = anna.get(r"/api/search?words=(?:\w|\w\w|[\w ,'.])%2B\d&mode=regex", 422)["message"]
    assert said.startswith("This expression takes too long")


def test_all_forms_of_a_word(anna, monkeypatch):
    text = anna.desk.place_of("anna").opened.fresh_copy().texts[TEXT]
    start = text.content.index("travaille en")
    numbers = {
        "start": [start, start + 10],
        "end": [start + 9, start + 12],
        "passage": [next(n for n, p in enumerate(text.passages) if p.end > start)] * 2,
        "sentence": [0, 0],
        "head": [0, 0],
        "lower": [0, 2],
        "lemma": [1, 2],
        "pos": [3, 3],
        "dep": [3, 3],
    }
    arrays = {name: np.array(column, np.int32) for name, column in numbers.items()}
    analysis = Analysis(strings=("travaille", "travailler", "en", ""), **arrays)
    anna.get("/api/search?words=travailler&mode=lemmas", 422)
    monkeypatch.setattr("workbench.searching.analysis_kept", lambda *_: analysis)
    assert quotes(anna, "words=travailler&mode=lemmas") == ["travaille"]
    assert quotes(anna, "words=TRAVAILLE&mode=lemmas") == ["travaille"]
    assert quotes(anna, 'words="travailler en"&mode=lemmas') == ["travaille en"]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("words", ["entreprises", "entreprises"]),
        (
            "sentence",
            ["La priorité, c'est de faire venir des entreprises.", "On veut attirer des entreprises et des emplois."],
        ),
        (
            "passage",
            ["La priorité, c'est de faire venir des entreprises. On veut attirer des entreprises et des emplois."],
        ),
    ],
)
def test_hits_are_coded_in_one_act(anna, unit, expected):
    done = anna.post("/api/search/code", {"asked": {"words": "entreprises"}, "unit": unit, "code": "challenges"})
    assert [one["quote"] for one in done["codings"]] == expected
    anna.post("/api/undo", {})
    assert anna.get("/api/codings?code=challenges")["number"] == 0


def test_some_hits_are_coded(anna, coded, seat: Seat):
    hits = anna.get("/api/search?words=silos")["hits"]
    chosen = [[one["text"], one["start"], one["end"]] for one in hits[1:]]
    body = {"asked": {"words": "silos"}, "hits": chosen, "code": "challenges"}
    [made] = anna.post("/api/search/code", body)["codings"]
    assert (made["start"], made["quote"]) == (hits[1]["start"], "silos")
    anna.post("/api/search/code", {**body, "hits": [[TEXT, 0, 3]]}, 409)
    seat(coded, "rita", "reader").post("/api/search/code", body, 403)


def test_searches_are_kept_for_everybody(anna, coded, seat: Seat):
    anna.post("/api/searches", {"name": "Silos", "asked": {"words": "silo*", "where": "case=Nice", "mode": "words"}})
    kept = seat(coded, "basile").get("/api/searches")["searches"]
    assert kept == [{"name": "Silos", "asked": {"words": "silo*", "where": "case=Nice"}}]
    assert "Silos" in anna.page("/search")
    assert anna.post("/api/searches", {"name": "Silos", "forget": True})["searches"] == []
    (coded / "searches.yaml").write_text("a: {colour: red}")
    anna.get("/api/searches", 422)
