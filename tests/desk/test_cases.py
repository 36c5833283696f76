"""Cases at the desk: shown, checked as they are typed, written whole; texts given another case with their codings."""

from tests.desk.conftest import Seat

TEXT = "nice-entretien"


def sent(found, **changed):
    rows = [{"origin": n, "cells": list(cells)} for n, cells in enumerate(found["rows"])]
    return {"revision": found["revision"], "header": found["header"], "rows": rows, **changed}


def test_each_case_leads_to_its_texts_and_codings(coded, seat: Seat):
    anna = seat(coded)
    anna.decide({"decision": "code", "text": TEXT, "code": "challenges", "quote": "travail en silos"})
    page = anna.page("/cases")
    assert f'href="/texts/{TEXT}"' in page
    assert 'href="/codings?case=Nice">1</a>' in page
    found = anna.get("/api/cases")
    assert (found["texts"], found["codings"]) == ({"Nice": [TEXT]}, {"Nice": 1})
    assert [kind and kind["type"] for kind in found["types"]] == [None, None, "text"]


def test_a_grid_is_written_once_and_by_who_saw_it_last(coded, seat: Seat, glose):
    anna = seat(coded)
    found = anna.get("/api/cases")
    grid = sent(found)
    grid["rows"].append({"origin": None, "cells": ["Brest", "", "commune"]})
    saved = anna.post("/api/cases", grid, **{"idempotency-key": "k"})
    assert anna.post("/api/cases", grid, **{"idempotency-key": "k"}) == saved
    assert saved["rows"][-1] == ["Brest", "", "commune"]
    assert "changed meanwhile" in anna.post("/api/cases", grid, 409)["message"]
    assert [line["case"] for line in glose("cases", "--json").lines][-1] == "Brest"
    assert anna.get("/api/cases")["rows"] == saved["rows"]


def test_what_is_typed_is_checked_and_not_written(coded, seat: Seat):
    anna = seat(coded)
    before = (coded / "cases.csv").read_bytes()
    found = anna.get("/api/cases")
    grid = sent(found, rows=[{"origin": 0, "cells": ["Lyon", "", "x"]}, {"origin": None, "cells": ["Lyon", "", "y"]}])
    problems = anna.post("/api/cases/check", grid)["problems"]
    assert {one["row"] for one in problems if one["level"] == "error"} == {None, 1}
    assert anna.post("/api/cases", grid, 422)["problems"]
    for wrong in ({"rows": 3}, {"rows": [3]}, {"header": []}, {"rows": [{"cells": 1}]}):
        assert anna.post("/api/cases/check", sent(found, **wrong), 400)
    assert (coded / "cases.csv").read_bytes() == before


def test_a_text_gets_another_case_with_its_codings(coded, seat: Seat):
    anna = seat(coded)
    anna.decide({"decision": "code", "text": TEXT, "code": "challenges", "quote": "travail en silos"})
    wanted = {"cases": {TEXT: "Grand Lyon"}}
    assert anna.post("/api/cases/texts", wanted) == [{"text": TEXT, "was": "Nice", "case": "Lyon", "codings": 1}]
    assert anna.get("/api/cases")["codings"] == {"Nice": 1}
    anna.post("/api/cases/texts", {**wanted, "record": True})
    assert anna.get("/api/cases")["codings"] == {"Lyon": 1}
    assert anna.get(f"/api/texts/{TEXT}")["case"] == "Lyon"
    assert anna.post("/api/cases/texts", {"cases": {TEXT: "Paris"}}, 422)
