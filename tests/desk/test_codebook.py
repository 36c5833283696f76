"""The codebook at the desk: checked as one types, saved into the file, codes changed with what has them."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"
CODE = "objectives.attractiveness"


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, who has coded one place with a degree, and read the text."""
    anna = seat(coded)
    anna.decide(
        {"decision": "code", "text": TEXT, "code": CODE, "quote": "attirer des entreprises", "degree": "strong"}
    )
    anna.post("/api/read", {"text": TEXT, "passages": list(range(1, 9))})
    return anna


def book(coded) -> str:
    return (coded / "codebook.yaml").read_text(encoding="utf-8")


def test_a_form_is_saved_into_the_same_file_and_nothing_else_changes(anna, coded):
    (coded / "codebook.yaml").write_text("# ours\n" + book(coded), encoding="utf-8")
    code = anna.get(f"/api/codebook?code={CODE}")
    before = book(coded)
    fields = {"colour": "#aa0000", "cues": [*code["value"]["cues"], "usine"]}
    checked = anna.post("/api/codebook/check", {"code": CODE, "fields": fields})
    assert checked["problems"] == []
    assert not checked["opens"]["redefined"]
    anna.post("/api/codebook", {"code": CODE, "fields": fields, "before": code["text"]})
    after = book(coded)
    assert [line for line in after.splitlines() if line not in before.splitlines()] == [
        "          - usine",
        '        colour: "#aa0000"',
    ]
    assert before.splitlines()[0] == after.splitlines()[0] == "# ours"


def test_what_an_edit_opens_again_is_said_before_and_a_minor_one_opens_nothing(anna, glose):
    code = anna.get(f"/api/codebook?code={CODE}")
    fields = {"definition": {"fr": "Faire venir des firmes.", "en": "Bringing in firms."}}
    [opened] = anna.post("/api/codebook/check", {"code": CODE, "fields": fields})["opens"]["redefined"]
    assert (opened["code"], opened["codings"], opened["texts"]) == (CODE, 1, 1)
    sent = {"code": CODE, "fields": fields, "before": code["text"], "minor": True}
    assert "Say why" in anna.post("/api/codebook", sent, 422)["message"]
    anna.post("/api/codebook", {**sent, "reason": "shorter"})
    assert glose("codebook", "diff", "--json").lines
    [again] = anna.post("/api/codebook/check", {"code": CODE, "fields": {"definition": "Other."}})["opens"]["redefined"]
    assert again["texts"] == 1


def test_problems_have_their_line_and_column_in_the_file(anna):
    code = anna.get(f"/api/codebook?code={CODE}")
    text = code["text"].replace("scale: degree", "scale: none")
    [problem] = anna.post("/api/codebook/check", {"code": CODE, "text": text})["problems"]
    line = code["line"] + text.splitlines().index("        scale: none")
    assert (problem["line"], problem["level"], "none" in problem["message"]) == (line, "error", True)
    refused = anna.post("/api/codebook", {"code": CODE, "text": text, "before": code["text"]}, 422)
    assert refused["problems"]
    assert anna.post("/api/codebook/check", {"source": "codes: ["})["problems"][0]["line"] > 0


def test_who_began_from_older_lines_is_told_and_nothing_is_lost(anna, coded):
    before = anna.get(f"/api/codebook?code={CODE}")["text"]
    (coded / "codebook.yaml").write_text(book(coded).replace("emploi\n", "emplois\n"), encoding="utf-8")
    sent = {"code": CODE, "fields": {"colour": "#00aa00"}, "before": before}
    assert "reads otherwise by now" in anna.post("/api/codebook", sent, 409)["message"]
    whole = anna.get("/api/codebook")
    (coded / "codebook.yaml").write_text(book(coded).replace("emplois\n", "emploi\n"), encoding="utf-8")
    assert anna.post("/api/codebook", {"source": "codes: []", "revision": whole["revision"]}, 409)["message"]
    assert "emploi\n" in book(coded)


@pytest.mark.parametrize(
    ("sent", "now", "files"),
    [
        ({"act": "rename", "codes": [CODE], "into": "appeal"}, "objectives.appeal", 1),
        ({"act": "move", "codes": [CODE], "into": "challenges"}, "challenges.attractiveness", 1),
        ({"act": "merge", "codes": [CODE], "into": "objectives.environment"}, "objectives.environment", 1),
        ({"act": "retire", "codes": [CODE]}, CODE, 1),
    ],
)
def test_codings_follow_a_change_and_it_is_taken_back(anna, coded, sent, now, files):
    before = book(coded)
    told = anna.post("/api/codebook/change", {**sent, "preview": True})
    assert (told["follow"], len(told["files"])) == (0 if sent["act"] == "retire" else 1, files)
    assert "Say why" in anna.post("/api/codebook/change", sent, 422)["message"]
    made = anna.post("/api/codebook/change", {**sent, "reason": "a word of ours"}, **{"idempotency-key": "k"})
    assert anna.post("/api/codebook/change", {**sent, "reason": "x"}, **{"idempotency-key": "k"}) == made
    assert [one["code"] for one in anna.get(f"/api/texts/{TEXT}/records")["codings"]] == [now]
    anna.post("/api/undo", {})
    assert [one["code"] for one in anna.get(f"/api/texts/{TEXT}/records")["codings"]] == [CODE]
    assert book(coded) == before


def test_a_degree_is_not_lost_unasked(anna):
    sent = {"act": "merge", "codes": [CODE], "into": "challenges", "reason": "same"}
    assert anna.post("/api/codebook/change", {**sent, "preview": True})["ungraded"] == 1
    assert "degree" in anna.post("/api/codebook/change", sent, 409)["message"]
    anna.post("/api/codebook/change", {**sent, "drop_degrees": True})
    [coding] = anna.get(f"/api/texts/{TEXT}/records")["codings"]
    assert (coding["code"], coding["degree"]) == ("challenges", None)


def test_a_split_sends_codings_one_by_one(anna):
    new = [{"label": "Entreprises"}, {"label": "Emplois"}]
    made = anna.post("/api/codebook/change", {"act": "split", "codes": [CODE], "new": new, "reason": "two things"})
    assert made["into"] == ["objectives.entreprises", "objectives.emplois"]
    under_way = anna.get(f"/api/codebook/split?code={CODE}")
    [left] = under_way["left"]
    assert [one["id"] for one in under_way["into"]] == [*made["into"], CODE]
    anna.post("/api/codebook/split", {"code": CODE, "choices": {left["id"]: made["into"][0]}})
    [coding] = anna.get(f"/api/texts/{TEXT}/records")["codings"]
    assert (coding["code"], coding["degree"]) == ("objectives.entreprises", "strong")
    assert anna.get(f"/api/codebook/split?code={CODE}")["left"] == []


def test_a_reader_looks_and_changes_nothing(anna, coded, seat: Seat):
    reader = seat(coded, "ruth", "reader")
    assert reader.get(f"/api/codebook?code={CODE}")["uses"] == 1
    reader.post("/api/codebook", {"code": CODE, "fields": {"colour": "#aa0000"}}, 403)
    reader.post("/api/codebook/change", {"act": "retire", "codes": [CODE], "reason": "x"}, 403)


def test_a_proposal_waits_in_the_codebook_until_it_is_answered(anna, glose):
    sent = {
        "asks": "change",
        "codes": [CODE],
        "why": "too wide",
        "quotes": [{"text": TEXT, "quote": "travail en silos"}],
    }
    anna.post("/api/codebook/proposals", sent)
    [proposal] = anna.get("/api/codebook/proposals")["proposals"]
    page = anna.page("/codebook")
    assert "too wide" in page
    assert proposal["quotes"][0]["address"] in page
    given = {"proposal": proposal["proposal"], "outcome": "refuse", "reason": ""}
    anna.post("/api/codebook/proposals/answer", given, 422)
    anna.post("/api/codebook/proposals/answer", {**given, "reason": "no"})
    assert anna.get("/api/codebook/proposals")["proposals"] == []
    assert [one["outcome"] for one in glose("codebook", "proposals", "--all", "--json").lines] == ["refuse"]


def test_a_file_with_faults_is_shown_whole_and_mended(anna, coded):
    sound = book(coded)
    (coded / "codebook.yaml").write_text(sound.replace("scale: degree", "scale: degre", 1), encoding="utf-8")
    assert 'id="broken"' in anna.page("/codebook")
    whole = anna.get("/api/codebook")
    assert anna.post("/api/codebook/check", {"source": whole["source"]})["problems"][0]["line"] > 0
    checked = anna.post("/api/codebook/check", {"source": sound})
    assert (checked["problems"], checked["opens"]["redefined"]) == ([], [])
    anna.post("/api/codebook", {"source": sound, "revision": whole["revision"]})
    assert book(coded) == sound
    assert 'id="broken"' not in anna.page("/codebook")
