"""Blind is blind on the pages of lists: nobody is shown there what others recorded on a text that is blind for them."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"
SECRET = "zibeline"


@pytest.fixture
def blind(coded, glose, seat: Seat):
    """Anna and Basile share a text, blind; Basile coded, noted, retracted and wrote memos."""
    with (coded / "study.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\nlead: [lead]\n")
    glose("assign", TEXT, "--to", "anna,basile", "--coder", "lead")
    basile = seat(coded, "basile")
    row = {"decision": "code", "text": TEXT, "memo": SECRET}
    done = basile.decide(
        {**row, "code": "challenges", "quote": "en silos reste"}, {**row, "code": "objectives", "quote": "D'accord"}
    )
    first, second = (one["id"] for one in done["codings"])
    basile.decide({"decision": "retract", "text": TEXT, "coding": second})
    for about in ({"kind": "texts", "id": TEXT}, {"kind": "codings", "id": first}, {"kind": "cases", "id": "Nice"}):
        basile.post("/api/memos", {"title": SECRET, "memo": SECRET, "about": [about]})
    return seat(coded, "anna"), basile, first


def test_what_others_recorded_is_nowhere(blind):
    anna, basile, first = blind
    assert anna.get("/api/codings")["number"] == 0
    assert anna.get("/api/memos")["memos"] == []
    assert anna.get("/api/history/then")["number"] == 0
    assert anna.get("/api/search?words=silos&code=*")["number"] == 0
    told = [act for act in anna.get("/api/history")["acts"] if act["coder"] == "basile"]
    assert {one["kind"] for act in told for one in act["entries"]} <= {"codebook", "cases"}
    for path in ("/codings", "/memos", "/history", "/history/then", f"/history/then/{TEXT}", f"/history?text={TEXT}"):
        page = anna.page(path)
        assert SECRET not in page, path
        assert first not in page, path
    assert anna.client.get(f"/history?entry={first}").status_code == 422
    assert anna.client.get("/codings/board?code=challenges").status_code == 403
    assert basile.get("/api/codings")["number"] == 1
    assert len(basile.get("/api/memos")["memos"]) == 4
