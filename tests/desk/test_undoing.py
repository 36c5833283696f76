"""Acts on the study's files and codes at the desk: taken back and done again, or refused for a reason."""

from html import unescape

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"
CODE = "objectives.attractiveness"
CRLF = "case;aliases;status\r\nNice;;métropole\r\nLyon;;métropole\r\n"


@pytest.fixture
def anna(coded, seat: Seat):
    return seat(coded)


def row(code=CODE, quote="attirer des entreprises", **more):
    return {"decision": "code", "text": TEXT, "code": code, "quote": quote, **more}


def source(coded, name="codebook.yaml"):
    return (coded / name).read_bytes().decode()


def recoloured(anna, colour, code=CODE):
    before = anna.get(f"/api/codebook?code={code}")["text"]
    return anna.post("/api/codebook", {"code": code, "fields": {"colour": colour}, "before": before})


def grid(anna, **cells):
    """The grid as the desk sends it, the first case with another status."""
    found = anna.get("/api/cases")
    rows = [{"origin": n, "cells": list(row)} for n, row in enumerate(found["rows"])]
    rows[0]["cells"][2] = "commune"
    return {"revision": found["revision"], "header": found["header"], "rows": rows}


def codings(anna):
    return [one["code"] for one in anna.get(f"/api/texts/{TEXT}/records")["codings"]]


def test_edits_of_the_codebook_are_taken_back_in_order_with_what_was_coded(anna, coded):
    first = source(coded)
    recoloured(anna, "#aa0000")
    anna.decide(row())
    said = recoloured(anna, "#00aa00")
    assert said["undo"]["words"] == "livre de codes modifié\xa0: Attractivité"
    third = source(coded)
    words = [anna.post("/api/undo", {})["act"]["words"] for _ in range(3)]
    assert [word.split("\xa0")[0] for word in words] == [
        "livre de codes modifié",
        "Attractivité codé",
        "livre de codes modifié",
    ]
    assert source(coded) == first
    assert codings(anna) == []
    for _ in range(3):
        anna.post("/api/redo", {})
    assert (source(coded), codings(anna)) == (third, [CODE])
    anna.post("/api/redo", {}, 409)
    # What was done again is taken back again.
    for _ in range(3):
        anna.post("/api/undo", {})
    assert source(coded) == first


def test_taking_back_is_a_revision_of_its_own_and_nothing_leaves_the_ledger(anna, coded, glose):
    recoloured(anna, "#aa0000")
    anna.post("/api/undo", {})
    kinds = [line["kind"] for line in glose("history", "--json").lines if line["coder"] == "anna"]
    assert kinds[-3:] == ["codebook", "undo", "codebook"]
    assert glose("check").code == 0
    assert "annulé\xa0: livre de codes modifié\xa0: Attractivité" in unescape(anna.page("/history"))


def test_an_edit_that_somebody_edited_since_stays_and_what_was_done_before_is_taken_back(anna, coded, seat: Seat):
    anna.decide(row())
    recoloured(anna, "#aa0000")
    basile = seat(coded, "basile")
    recoloured(basile, "#00aa00", "challenges")
    after = source(coded)
    [edit, coding] = anna.get("/api/acts")["done"]
    assert "changed since" in edit["stays"]
    assert coding["stays"] == ""
    assert "changed since" in anna.post("/api/undo", {"moment": edit["moment"]}, 409)["message"]
    assert anna.post("/api/undo", {})["act"]["words"].startswith("Attractivité codé")
    assert source(coded) == after
    basile.post("/api/undo", {})
    anna.post("/api/undo", {})
    assert "colour" not in source(coded)


def test_what_somebody_changes_in_an_editor_is_no_act(anna, coded):
    (coded / "codebook.yaml").write_text("# ours\n" + source(coded), encoding="utf-8")
    anna.decide(row())
    anna.post("/api/undo", {})
    anna.post("/api/undo", {}, 409)
    assert source(coded).startswith("# ours\n")


def test_a_code_that_was_made_in_place_goes_with_its_coding_unless_others_use_it(anna, coded, seat: Seat):
    before = source(coded)
    made = anna.post("/api/codes", {"label": "Qualité de l'air", "parent": "objectives", "definition": "L'air."}, 201)
    anna.decide(row(made["code"]))
    basile = seat(coded, "basile")
    basile.decide(row(made["code"], "La priorité"))
    anna.post("/api/undo", {})
    [act] = anna.get("/api/acts")["done"]
    assert made["code"] in act["stays"]
    assert made["code"] in anna.post("/api/undo", {"moment": act["moment"]}, 409)["message"]
    basile.post("/api/undo", {})
    anna.post("/api/undo", {})
    assert source(coded) == before
    anna.post("/api/redo", {})
    anna.post("/api/redo", {})
    assert codings(anna) == [made["code"]]


def test_the_case_list_is_put_back_with_its_line_ends(anna, coded):
    (coded / "cases.csv").write_bytes(CRLF.encode())
    said = anna.post("/api/cases", grid(anna))
    assert said["undo"]["words"] == "liste des cas modifiée"
    assert "Nice;;commune\r\n" in source(coded, "cases.csv")
    assert anna.post("/api/undo", {})["act"]["words"] == "liste des cas modifiée"
    assert source(coded, "cases.csv") == CRLF
    anna.post("/api/redo", {})
    assert "Nice;;commune\r\n" in source(coded, "cases.csv")


def test_a_case_that_something_is_about_by_now_does_not_vanish(anna, coded):
    found = anna.get("/api/cases")
    sent = grid(anna)
    sent["rows"].append({"origin": None, "cells": ["Brest", "", "commune"]})
    anna.post("/api/cases", sent)
    [act] = anna.get("/api/acts")["done"]
    anna.post("/api/cases/texts", {"cases": {TEXT: "Brest"}, "record": True})
    assert "Brest" in anna.post("/api/undo", {"moment": act["moment"]}, 409)["message"]
    assert anna.get("/api/cases")["rows"] != found["rows"]


def test_a_case_that_was_renamed_has_its_name_again(anna, coded):
    sent = grid(anna)
    sent["rows"][0]["cells"][:2] = ["Nice (06)", "Nice"]
    before = source(coded, "cases.csv")
    anna.post("/api/cases", sent)
    assert anna.get("/api/cases")["texts"] == {"Nice (06)": [TEXT]}
    anna.post("/api/undo", {})
    assert source(coded, "cases.csv") == before
    assert anna.get("/api/cases")["texts"] == {"Nice": [TEXT]}


CHANGES = [
    {"act": "rename", "codes": [CODE], "into": "appeal"},
    {"act": "move", "codes": ["challenges"], "into": "objectives"},
    {"act": "merge", "codes": ["challenges"], "into": "objectives.environment", "drop_degrees": True},
    {"act": "merge", "codes": ["challenges", CODE], "new": [{"label": "Tout"}], "drop_degrees": True},
    {"act": "retire", "codes": ["challenges"]},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one["act"])
def test_a_change_of_codes_is_made_again_with_what_was_coded_meanwhile(anna, coded, seat: Seat, change):
    anna.decide(row(degree="strong"), row("challenges", "silos reste un frein"))
    first = source(coded)
    anna.post("/api/codebook/change", {**change, "reason": "because"})
    after, recoded = source(coded), sorted(codings(anna))
    anna.post("/api/undo", {})
    assert (source(coded), sorted(codings(anna))) == (first, sorted([CODE, "challenges"]))
    seat(coded, "basile").decide(row(quote="La priorité"), row("challenges", "La priorité"))
    anna.post("/api/redo", {})
    assert source(coded) == after
    held = codings(anna)
    assert set(held) == set(recoded)
    assert len(held) == 4
    anna.post("/api/undo", {})
    assert source(coded) == first
    assert sorted(codings(anna)) == sorted([CODE, "challenges"] * 2)


def test_a_split_is_made_again_with_the_choices_that_went_with_it(anna, coded):
    anna.decide(row(degree="strong"), row(quote="La priorité"))
    [one, two] = anna.get(f"/api/texts/{TEXT}/records")["codings"]
    anna.post(
        "/api/codebook/change",
        {"act": "split", "codes": [CODE], "into": [CODE], "new": [{"label": "Emplois"}], "reason": "two things"},
    )
    into = anna.get(f"/api/codebook/split?code={CODE}")["into"][1]["id"]
    new = next(one for one in anna.get(f"/api/codebook/split?code={CODE}")["into"] if one["id"] != CODE)["id"]
    assert into
    anna.post("/api/codebook/split", {"code": CODE, "choices": {one["id"]: new, two["id"]: CODE}})
    assert sorted(codings(anna)) == sorted([new, CODE])
    anna.post("/api/undo", {})
    assert codings(anna) == [CODE, CODE]
    anna.post("/api/redo", {})
    assert sorted(codings(anna)) == sorted([new, CODE])


def test_a_change_of_codes_is_not_made_again_in_another_codebook(anna, coded):
    anna.post("/api/codebook/change", {**CHANGES[0], "reason": "because"})
    anna.post("/api/undo", {})
    (coded / "codebook.yaml").write_text("# ours\n" + source(coded), encoding="utf-8")
    assert "changed since" in anna.post("/api/redo", {}, 409)["message"]
    assert "appeal" not in source(coded)


def test_codes_that_mean_what_they_meant_do_so_again(anna, coded):
    anna.decide(row())
    code = anna.get(f"/api/codebook?code={CODE}")
    fields = {"definition": {"fr": "Faire venir des firmes.", "en": "Bringing in firms."}}
    anna.post("/api/codebook", {"code": CODE, "fields": fields, "before": code["text"], "minor": True, "reason": "x"})
    after = source(coded)
    for _ in range(3):
        anna.post("/api/undo", {})
    assert codings(anna) == []
    for _ in range(3):
        anna.post("/api/redo", {})
    assert source(coded) == after


def test_the_terminal_takes_back_what_was_edited_at_the_desk(anna, coded, glose):
    first = source(coded)
    anna.decide(row())
    recoloured(anna, "#aa0000")
    told = glose("undo", "--coder", "anna")
    assert "codebook.yaml as before" in told.out
    assert source(coded) == first
    anna.post("/api/redo", {})
    (coded / "codebook.yaml").write_text("# ours\n" + source(coded), encoding="utf-8")
    told = glose("undo", "--coder", "anna")
    assert "changed since" in told.err
    assert codings(anna) == []


@pytest.mark.parametrize(("role", "there"), [("lead", True), ("analyst", True), ("reviewer", False), ("reader", False)])
def test_who_may_decide_has_the_buttons_on_every_page(coded, seat: Seat, role, there):
    sitting = seat(coded, role=role)
    for path in (
        "/",
        "/texts",
        f"/texts/{TEXT}",
        "/codebook",
        "/cases",
        "/tables",
        "/statements",
        "/summaries",
        "/history",
    ):
        assert ('id="undo"' in sitting.page(path)) is there, path


def test_nobody_has_done_nothing(coded, seat: Seat):
    assert seat(coded, "").get("/api/acts")["undo"] is None


def case_of(anna, text=TEXT):
    return next((case for case, texts in anna.get("/api/cases")["texts"].items() if text in texts), None)


def about(anna):
    return [one["case"] for one in anna.get(f"/api/texts/{TEXT}/records")["codings"]]


def give(anna, case):
    anna.post("/api/cases/texts", {"cases": {TEXT: case}, "record": True})


def test_a_text_gets_its_former_case_back_with_its_codings(anna, coded, glose):
    anna.decide(row(), row("challenges", "silos reste un frein", case="Lyon"))
    give(anna, "Lyon")
    anna.decide(row("objectives.environment", "La priorité"))
    assert (case_of(anna), about(anna)) == ("Lyon", ["Lyon"] * 3)
    later, given, _ = anna.get("/api/acts")["done"]
    assert (given["words"], given["stays"]) == ("cas de nice-entretien\xa0: Lyon", "")
    anna.post("/api/undo", {"moment": given["moment"]})
    # What was said to be about Lyon stays so; what was made since goes along.
    assert (case_of(anna), sorted(about(anna))) == ("Nice", ["Lyon", "Nice", "Nice"])
    anna.post("/api/redo", {})
    assert (case_of(anna), about(anna)) == ("Lyon", ["Lyon"] * 3)
    anna.post("/api/undo", {})
    assert (case_of(anna), sorted(about(anna))) == ("Nice", ["Lyon", "Nice", "Nice"])
    assert glose("check").code == 0
    assert glose("check", "--rebuild").code == 0
    assert sorted(about(anna)) == ["Lyon", "Nice", "Nice"]
    assert later["words"].startswith("Environnement")


def test_a_text_that_got_another_case_since_keeps_it(anna, coded, seat: Seat):
    anna.decide(row())
    give(anna, "Lyon")
    basile = seat(coded, "basile")
    give(basile, "Nice")
    [act, _] = anna.get("/api/acts")["done"]
    assert "another case since" in act["stays"]
    give(basile, "Lyon")
    [act, _] = anna.get("/api/acts")["done"]
    assert "another case since" in act["stays"]
    anna.post("/api/undo", {"moment": act["moment"]}, 409)
    basile.post("/api/undo", {})
    basile.post("/api/undo", {})
    anna.post("/api/undo", {})
    assert (case_of(anna), about(anna)) == ("Nice", ["Nice"])


def test_a_text_without_a_case_is_without_one_again_unless_it_was_coded_since(anna, coded, glose):
    (coded.parent / "seul.txt").write_text("L'eau est chère.\n")
    assert glose("add", coded.parent / "seul.txt", "--kind", "document", "--coder", "lea").code == 0
    coding = {**row("challenges", "eau"), "text": "seul"}
    anna.decide(coding)
    anna.post("/api/cases/texts", {"cases": {"seul": "Lyon"}, "record": True})
    anna.post("/api/undo", {})
    assert case_of(anna, "seul") is None
    assert [one["case"] for one in anna.get("/api/texts/seul/records")["codings"]] == [None]
    anna.post("/api/redo", {})
    anna.decide({**coding, "quote": "chère"})
    assert "keeps it" in anna.get("/api/acts")["done"][1]["stays"]


def test_the_terminal_takes_back_what_case_a_text_was_given(anna, coded, glose):
    give(anna, "Lyon")
    assert "nice-entretien as before" in glose("undo", "--coder", "anna").out
    assert case_of(anna) == "Nice"


def test_settings_are_put_back_and_changed_again(anna, coded, glose):
    settings = {"title": "Villes", "language": "en", "count": ["anna"]}
    was = anna.page("/settings")
    said = anna.post("/api/settings", settings)
    assert said["undo"]["words"] == "réglages modifiés\xa0: titre, langue, codages comptés"
    changed = (coded / "study.yaml").read_text()
    anna.decide(row())
    anna.post("/api/undo", {})
    anna.post("/api/undo", {})
    assert titled(anna) == titled_in(was)
    anna.post("/api/redo", {})
    assert (coded / "study.yaml").read_text() == changed
    # Another setting may change meanwhile; where the same one did, nothing is written over it.
    (coded / "study.yaml").write_text(changed + "coder: anna\n")
    assert anna.get("/api/acts")["done"][0]["stays"] == ""
    (coded / "study.yaml").write_text(changed.replace("Villes", "Cités"))
    assert "changed since" in anna.get("/api/acts")["done"][0]["stays"]
    assert "settings" in [line["kind"] for line in glose("history", "--json").lines]
    assert glose("check").code == 0


def test_no_address_or_password_of_study_yaml_goes_into_the_ledger(anna, coded, glose):
    (coded / "study.yaml").write_text((coded / "study.yaml").read_text() + "# s3cret\n")
    anna.post("/api/settings", {"title": "Villes", "language": "fr", "count": "all"})
    assert b"s3cret" not in b"".join(path.read_bytes() for path in coded.glob("study.db*"))


def titled(anna):
    return titled_in(anna.page("/settings"))


def titled_in(page):
    return page.split('name="title" value="')[1].split('"')[0]
