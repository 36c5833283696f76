"""The settings of the study: written into their lines by who leads, seen at once."""

from tests.desk.conftest import Seat

GIVEN = {"title": "Villes", "language": "en", "count": ["anna"]}


def test_settings_are_written_and_seen(coded, seat: Seat, glose):
    anna = seat(coded)
    assert "Réglages" in anna.page("/settings")
    assert anna.post("/api/settings", GIVEN)["changed"] == ["title", "language", "count"]
    page = anna.page("/settings")
    assert "Settings" in page
    assert '<input type="checkbox" name="coder" value="anna" checked>' in page
    assert "Villes" in anna.page("/")
    assert anna.post("/api/settings", GIVEN)["changed"] == []
    assert glose("check").code == 0


def test_only_who_leads_changes_them(coded, seat: Seat):
    for role in ("analyst", "reviewer", "reader"):
        seat(coded, role=role).post("/api/settings", GIVEN, 403)
    assert "disabled" in seat(coded, role="reader").page("/settings")


def test_what_no_study_can_have_is_refused(coded, seat: Seat):
    anna = seat(coded)
    before = (coded / "study.yaml").read_bytes()
    for wrong in ({"title": ""}, {"language": "la"}, {"count": []}, {"count": "nobody"}):
        anna.post("/api/settings", {**GIVEN, **wrong}, 422)
    (coded / "study.yaml").write_text("title: >\n  Villes\nlanguage: fr\n")
    assert "write into it" in anna.post("/api/settings", {**GIVEN, "language": "fr"}, 422)["message"]
    assert before != (coded / "study.yaml").read_bytes()
