"""The team's statements at the desk: the commands' verdicts, each with what bears on it."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"
STATEMENTS = """\
- {id: Q1, text: "Toutes cherchent l'attractivité.", quantifier: all, code: objectives.attractiveness}
- {id: Q2, text: "Seule Nice la cherche.", quantifier: only, code: objectives.attractiveness, cases: [Nice]}
"""


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, in a study with two statements, of which one is borne out."""
    (coded / "statements.yaml").write_text(STATEMENTS, encoding="utf-8")
    anna = seat(coded)
    anna.decide(
        {"decision": "code", "text": TEXT, "code": "objectives.attractiveness", "quote": "attirer des entreprises"}
    )
    return anna


def test_verdicts_are_the_commands_and_follow_what_is_recorded(anna, glose):
    found = anna.get("/api/statements")["statements"]
    assert found == glose("statements", "--check", "--lang", "fr", "--json").lines
    assert [one["n"] for one in found] == [1, 1]
    anna.post("/api/undo", {})
    assert [one["n"] for one in anna.get("/api/statements")["statements"]] == [0, 0]


def test_a_statement_opens_the_quotes_that_bear_on_it(anna):
    told = anna.get("/api/statements/Q2")
    assert [one["quote"] for one in told["for"]] == ["attirer des entreprises"]
    page = anna.page("/statements?open=Q2")
    assert page.count('<figure class="quote-card"') == 1
    assert told["statement"]["why"].replace("'", "&#39;") in page
    anna.get("/api/statements/Q9", 404)


def test_a_study_without_statements_says_how_to_write_them(coded, seat: Seat):
    assert "statements.yaml" in seat(coded).page("/statements")


def test_faults_are_shown_with_their_place(anna, coded):
    (coded / "statements.yaml").write_text("- {id: Q1, code: nothing, quantifier: all}\n", encoding="utf-8")
    assert "statements.yaml:1" in anna.page("/statements")


MOST = '# ours\n- id: S1\n  text: "Claim."  # why\n  quantifier: most\n  code: challenges\n'


def test_the_file_is_written_whole_taken_back_and_made_again(coded, seat: Seat):
    anna = seat(coded)
    file = coded / "statements.yaml"
    empty = anna.get("/api/statements-file")
    assert empty["source"] == ""
    anna.post("/api/statements-file", {"source": MOST, "revision": empty["revision"]})
    assert file.read_text(encoding="utf-8") == MOST
    now = anna.get("/api/statements-file")
    said = anna.post("/api/statements-file", {"source": MOST.replace("most", "several"), "revision": now["revision"]})
    assert said["undo"]["words"] == "énoncés modifiés"
    assert anna.get("/api/statements")["statements"][0]["quantifier"] == "several"
    anna.post("/api/undo", {})
    assert file.read_text(encoding="utf-8") == MOST
    anna.post("/api/undo", {})
    assert not file.exists()
    anna.post("/api/redo", {})
    assert file.read_text(encoding="utf-8") == MOST
    anna.post("/api/undo", {})
    file.write_text(MOST, encoding="utf-8")
    assert "changed since" in anna.post("/api/redo", {}, 409)["message"]


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_written(coded, seat: Seat):
    anna = seat(coded)
    revision = anna.get("/api/statements-file")["revision"]
    wrong = MOST.replace("code: challenges", "code: challenge")
    [problem] = anna.post("/api/statements-file/check", {"source": wrong})["problems"]
    assert (problem["line"], problem["level"], "challenge" in problem["message"]) == (5, "error", True)
    assert anna.post("/api/statements-file", {"source": wrong, "revision": revision}, 422)["problems"]
    assert not (coded / "statements.yaml").exists()
    assert anna.post("/api/statements-file/check", {"source": ""})["problems"] == []


def test_a_file_that_somebody_changed_is_not_overwritten(coded, seat: Seat):
    anna = seat(coded)
    revision = anna.get("/api/statements-file")["revision"]
    (coded / "statements.yaml").write_text(MOST, encoding="utf-8")
    sent = {"source": MOST.replace("most", "several"), "revision": revision}
    assert "changed meanwhile" in anna.post("/api/statements-file", sent, 409)["message"]
    assert (coded / "statements.yaml").read_text(encoding="utf-8") == MOST


def test_who_only_reads_edits_no_statement(coded, seat: Seat):
    reader = seat(coded, role="reader")
    reader.post("/api/statements-file", {"source": MOST, "revision": ""}, 403)
    assert "edit-statements" not in reader.page("/statements")


def test_the_history_and_check_know_the_edit(coded, seat: Seat, glose):
    anna = seat(coded)
    anna.post("/api/statements-file", {"source": MOST, "revision": anna.get("/api/statements-file")["revision"]})
    [act] = anna.get("/api/history?kind=files&coder=anna")["acts"]
    assert act["entries"][0]["words"] == "énoncés modifiés"
    assert glose("check").code == 0
    glose("undo", "--coder", "anna")
    assert not (coded / "statements.yaml").exists()


FILE = """\
# What we claim.
- id: Q1
  text: "Toutes cherchent l'attractivité."
  quantifier: all
  code: objectives.attractiveness
  note: ours

# This one was hard.
- id: Q2
  text: {fr: Seule Nice la cherche.}
  quantifier: only
  code: objectives.attractiveness
  cases: [Nice]
- id: Q3
  # why not most?
  text: "Peu."
  quantifier: few
  code: challenges
"""


@pytest.fixture
def form(anna, coded):
    """Anna at the form of a statement: `ask(id)` what it says, `send(id, said)` what it is to say."""
    file = coded / "statements.yaml"
    file.write_text(FILE, encoding="utf-8")

    class Form:
        def ask(self, name="", code=200):
            return anna.get(f"/api/statements-entry?id={name}", code)

        def send(self, name, said, code=200):
            revision = self.ask()["revision"]
            return anna.post("/api/statements-entry", {"id": name, "said": said, "revision": revision}, code)

        def check(self, name, said):
            return anna.post("/api/statements-entry/check", {"id": name, "said": said})

        def source(self):
            return file.read_text(encoding="utf-8")

    return Form()


def test_one_statement_is_changed_and_the_other_lines_stay(form, anna):
    said = form.ask("Q1")["said"]
    assert (said["id"], said["quantifier"], "note" in said) == ("Q1", "all", False)
    told = form.check("Q1", {**said, "quantifier": "only", "cases": ["Nice"]})
    assert (told["problems"], told["verdict"], told["words"]) == ([], "borne_out", "étayé")
    assert form.source() == FILE
    form.send("Q1", {**said, "quantifier": "only", "cases": ["Nice"]})
    lines = form.source().splitlines()
    assert lines[:5] == [
        FILE.splitlines()[0],
        "- id: Q1",
        "  text: Toutes cherchent l'attractivité.",
        "  quantifier: only",
        "  code: objectives.attractiveness",
    ]
    assert "  note: ours" in lines
    assert form.source().endswith(FILE[FILE.index("# This one") :])
    anna.post("/api/undo", {})
    assert form.source() == FILE
    form.send("Q1", said)
    assert form.source() == FILE


def test_a_statement_is_added_and_taken_out(form, anna):
    new = form.ask()["said"]
    assert new["id"] == "S1"
    form.send(None, {**new, "text": "Beaucoup.", "code": "challenges"})
    assert form.source() == FILE + "\n- id: S1\n  text: Beaucoup.\n  quantifier: most\n  code: challenges\n"
    form.send("S1", None)
    assert form.source().rstrip("\n") == FILE.rstrip("\n")
    form.send("Q2", None)
    assert [one["id"] for one in anna.get("/api/statements")["statements"]] == ["Q1", "Q3"]
    assert "# This one was hard." in form.source()


def test_what_has_faults_or_comments_is_not_written(form):
    said = form.ask("Q1")["said"]
    assert form.check("Q1", {**said, "code": "nothing"})["problems"][0]["line"] == 5
    form.send("Q1", {**said, "code": "nothing"}, 422)
    form.send("Q1", {"colour": "red"}, 422)
    assert "comments" in form.send("Q3", {"quantifier": "most"}, 422)["message"]
    form.send("Q9", {"quantifier": "most"}, 422)
    form.ask("Q9", 404)
    assert form.source() == FILE


def test_the_last_statement_takes_the_file_with_it(form, anna, coded):
    for name in ("Q1", "Q2"):
        form.send(name, None)
    (coded / "statements.yaml").write_text(form.source().replace("  # why not most?\n", ""), encoding="utf-8")
    form.send("Q3", None)
    assert not (coded / "statements.yaml").exists()
