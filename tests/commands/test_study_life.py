"""A study from an empty folder to its tables, command by command, as scripts rely on it."""

import json
from pathlib import Path

import pytest

from tests.conftest import INTERVIEW

DECISIONS = """\
text,quote,code,decision,occurrence,case,degree,coder,memo,reason
nice-entretien,"La priorité, c'est de faire venir des entreprises.",objectives.attractiveness,accept,,,priority,anna,,
nice-entretien,"On veut attirer des entreprises et des emplois.",objectives.attractiveness,code,,,mentioned,anna,,
nice-entretien,"Le travail en silos reste un frein",challenges,code,,Saint-Étienne,,anna,Une autre ville,
nice-entretien,"faire venir des entreprises",maturity.pioneer,classify,,Nice,,anna,,
nice-entretien,,,read,,,,anna,,
"""


@pytest.fixture
def decided(coded, once, written, glose):
    once(lambda: glose("decide", written("decisions.csv", DECISIONS)))
    return coded


def test_start_makes_what_check_accepts_and_refuses_a_used_folder(tmp_path, glose):
    folder = tmp_path / "deep" / "study"
    glose("start", folder, "--lang", "en")
    assert {path.name for path in folder.iterdir()} >= {"study.yaml", "codebook.yaml", "cases.csv", "texts", "study.db"}
    assert glose("check", "--study", folder, "--json").lines == []
    assert "is already a study" in glose("start", folder, code=1).err
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("x")
    assert "has files in it" in glose("start", tmp_path / "full", code=1).err
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a.txt"]


def test_start_with_a_broken_codebook_leaves_nothing(tmp_path, written, glose):
    said = glose("start", tmp_path / "s", "--codebook", written("b.yaml", "codes:\n  - id: a\n"), code=1)
    assert "b.yaml:2:5: the key 'label' is missing" in said.err
    assert not (tmp_path / "s").exists()


def test_without_a_study_the_remedy_is_named(tmp_path, glose):
    for command in (["progress"], ["check"], ["tables"], ["suggest"], ["history"]):
        assert "glose start" in glose(*command, code=1).err
    (tmp_path / "other").mkdir()
    assert "is not a study" in glose("progress", "--study", tmp_path / "other", code=1).err


def test_add_tells_what_it_understood(study, written, glose):
    [line] = glose("add", written("nice-entretien.txt", INTERVIEW), "--json").lines
    assert line["text"] == "nice-entretien"
    assert (line["case"], line["kind"], line["turns"], line["passages"]) == ("Nice", "interview", 5, 6)
    assert line["speakers"] == [
        {"name": "Q", "role": "interviewer", "turns": 3},
        {"name": "R", "role": "respondent", "turns": 2},
    ]
    assert line["problems"] == []
    assert (study / "texts" / "nice-entretien.txt").read_text(encoding="utf-8") == INTERVIEW


def test_the_same_bytes_again_add_nothing(coded, tmp_path, glose):
    before = [line["entry"] for line in glose("history", "--json").lines]
    said = glose("add", tmp_path / "nice-entretien.txt")
    assert "nothing was added" in said.err
    assert [line["entry"] for line in glose("history", "--json").lines] == before


def test_another_file_of_the_same_name_is_refused_and_changes_nothing(coded, written, glose):
    before = glose("text", "nice-entretien").out
    files = sorted(path.name for path in (coded / "texts").iterdir())
    said = glose("add", written("again/nice-entretien.txt", "Q : Autre ?\n\nR : Chose.\n"), code=1)
    assert "--id" in said.err
    assert glose("text", "nice-entretien").out == before
    assert sorted(path.name for path in (coded / "texts").iterdir()) == files
    glose("add", written("again/nice-entretien.txt", "Q : Autre ?\n\nR : Chose.\n"), "--id", "nice-2", "--case", "Nice")


def test_several_files_are_added_or_refused_each_on_its_own(study, written, glose):
    good, bad = written("lyon.txt", "Q : Alors ?\n\nR : Rien.\n"), written("bad.txt", b"")
    said = glose("add", good, bad, "--json", code=1)
    assert [line["text"] for line in said.lines] == ["lyon", None]
    assert [path.name for path in (study / "texts").iterdir()] == ["lyon.txt"]


def test_an_alias_names_its_case_and_an_unknown_case_is_a_doubt(study, written, glose):
    [line] = glose("add", written("a.txt", "Un texte."), "--case", "Grand Lyon", "--json").lines
    assert line["case"] == "Lyon"
    [line] = glose("add", written("b.txt", "Un autre texte."), "--case", "Metz", "--json").lines
    assert line["case"] == "Metz"
    assert "not in cases.csv" in line["problems"][-1]["message"]


def test_turns_and_text_in_json_lie_where_they_say(coded, glose):
    content = glose("text", "nice-entretien").out.removesuffix("\n")
    turns = glose("turns", "nice-entretien", "--json").lines
    passages = glose("text", "nice-entretien", "--json").lines
    assert [turn["role"] for turn in turns] == ["interviewer", "respondent"] * 2 + ["interviewer"]
    for line in (*turns, *passages):
        assert content[line["start"] : line["end"]] == line["quote"]
    assert set(passages[0]) == {"passage", "start", "end", "quote", "heading", "page", "turn"}


def test_suggest_in_json_keeps_the_contract(coded, glose):
    content = glose("text", "nice-entretien").out
    lines = glose("suggest", "--threshold", 0, "--json").lines
    keys = {"id", "text", "start", "end", "quote", "code", "score", "rank", "suggester", "evidence", "decided"}
    assert lines
    for line in lines:
        assert keys <= set(line)
        assert content[line["start"] : line["end"]] == line["quote"]
        assert line["evidence"]
        assert set(line["evidence"][0]) == {"kind", "start", "end", "quote", "why"}
    shown = glose("suggest", "--json").lines
    assert {line["code"] for line in shown} == {"objectives.attractiveness", "challenges"}
    only = glose("suggest", "--only", "challenges", "--text", "nice-entretien", "--json").lines
    assert {line["code"] for line in only} == {"challenges"}


def test_what_is_decided_is_hidden_unless_the_threshold_is_zero(decided, glose):
    assert "objectives.attractiveness" not in {line["code"] for line in glose("suggest", "--json").lines}
    everything = glose("suggest", "--threshold", 0, "--json").lines
    assert next(line["decided"] for line in everything if line["code"] == "objectives.attractiveness") is True


def test_a_run_is_in_the_history_once(coded, glose):
    for _ in range(2):
        glose("suggest")
    runs = [line for line in glose("history", "--json").lines if line["kind"] == "run"]
    assert len(runs) == 1
    assert runs[0]["payload"]["made_with"]["fr"].startswith("fr_core_news_")


def test_decide_records_all_or_none(coded, written, glose):
    wrong = DECISIONS.replace("challenges,code", "challanges,code")
    said = glose("decide", written("wrong.csv", wrong), code=1)
    assert "wrong.csv:4, column code" in said.err
    assert "nothing was recorded" in said.err
    assert glose("quotes", "objectives", "--json").lines == []
    glose("decide", written("right.csv", DECISIONS))
    assert len(glose("quotes", "objectives", "--json").lines) == 2
    again = glose("decide", written("right.csv", DECISIONS))
    assert "already recorded; skipped" in again.out
    assert len(glose("quotes", "objectives", "--json").lines) == 2


def test_an_accepted_suggestion_is_kept_whole_in_the_history(decided, glose):
    [line] = [line for line in glose("history", "--json", "--code", "objectives").lines if line["kind"] == "accept"]
    kept = line["payload"]["suggestion"]
    assert kept["evidence"]
    assert kept["suggester"]
    assert kept["made_with"]["fr"]
    assert line["payload"]["codebook"] == kept["codebook"]


def test_code_undo_and_history(coded, glose):
    glose("code", "nice-entretien", "challenges", "--quote", "frein", "--coder", "basile")
    assert [line["quote"] for line in glose("quotes", "challenges", "--json").lines] == ["frein"]
    assert "already" in glose("code", "nice-entretien", "challenges", "--quote", "frein", "--coder", "basile").err
    glose("undo", "--coder", "basile")
    assert glose("quotes", "challenges", "--json").lines == []
    kinds = [(line["kind"], line["undone"]) for line in glose("history", "--coder", "basile", "--json").lines]
    assert ("code", True) in kinds
    assert kinds[-1] == ("undo", False)
    assert "nothing to undo" in glose("undo", "--coder", "basile", code=1).err


def test_somebody_must_decide(coded, glose, monkeypatch):
    assert "No coder given" in glose("code", "nice-entretien", "challenges", "--quote", "frein", code=1).err
    monkeypatch.setenv("GLOSE_CODER", "zoé")
    glose("code", "nice-entretien", "challenges", "--quote", "frein")
    assert glose("quotes", "challenges", "--json").lines[0]["coder"] == "zoé"


def test_quotes_filter_by_case_and_take_classes(decided, glose):
    assert glose("quotes", "challenges", "--case", "Nice", "--json").lines == []
    [line] = glose("quotes", "challenges", "--case", "Saint-Étienne", "--json").lines
    assert (line["memo"], line["turn"]) == ("Une autre ville", 4)
    [line] = glose("quotes", "maturity.pioneer", "--json").lines
    assert line["decision"] == "classify"
    assert "Did you mean" in glose("quotes", "objectives.atractiveness", code=1).err


def test_progress_counts_what_is_read_and_left(decided, glose):
    glose("suggest")
    [line] = [line for line in glose("progress", "--json").lines if line["coder"] == "anna"]
    assert (line["passages"], line["read"], line["codings"], line["rejected"]) == (6, 6, 3, 0)
    assert line["suggested"] == 2
    assert line["left"] == 0


def test_tables_in_json_have_the_four_states(decided, glose):
    cells = {(c["row"], c["column"]): c for c in glose("tables", "objectives", "--json").lines}
    own = cells["objectives.attractiveness", "Nice"]
    assert (own["state"], own["value"], own["codings"]) == ("coded", "priority", 2)
    assert [v["value"] for v in own["values"]] == ["priority", "mentioned"]
    assert "rolled" not in own
    assert cells["objectives", "Nice"]["rolled"] is True
    assert cells["objectives.environment", "Nice"]["state"] == "read"
    assert cells["objectives.environment", "Lyon"]["state"] == "unread"
    about_another = {(c["row"], c["column"]): c for c in glose("tables", "challenges", "--json").lines}
    assert about_another["challenges", "Saint-Étienne"]["state"] == "coded"
    assert about_another["challenges", "Nice"]["state"] == "read"


def test_said_to_be_absent_is_a_state_of_its_own(decided, written, glose):
    row = 'text,quote,code,decision,degree\nnice-entretien,"ce n\'est pas une priorité chez nous",objectives.environment,code,absent\n'
    glose("decide", written("absent.csv", row), "--coder", "anna")
    cells = {(c["row"], c["column"]): c for c in glose("tables", "objectives", "--json").lines}
    assert (cells["objectives.environment", "Nice"]["state"], cells["objectives.environment", "Nice"]["value"]) == (
        "absent",
        "absent",
    )
    assert cells["objectives", "Nice"]["value"] == "priority"


def test_typologies_give_class_unclassified_or_the_default(decided, glose):
    cells = {(c["table"], c["row"]): c for c in glose("tables", "maturity", "openness", "--json").lines}
    assert (cells["maturity", "Nice"]["state"], cells["maturity", "Nice"]["value"]) == ("coded", "pioneer")
    assert (cells["maturity", "Lyon"]["state"], cells["maturity", "Lyon"]["value"]) == ("unclassified", None)
    assert (cells["openness", "Lyon"]["state"], cells["openness", "Lyon"]["value"]) == ("unclassified", "internal")


def test_only_counted_coders_and_never_suggestions_reach_a_table(coded, written, glose):
    assert all(c["state"] == "unread" for c in glose("tables", "objectives", "--json").lines)
    glose("decide", written("d.csv", DECISIONS))
    settings = coded / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "count: [lead]\n", encoding="utf-8")
    assert all(c["state"] == "unread" for c in glose("tables", "objectives", "--json").lines)


def test_totals_agree_over_codes_and_texts(decided, glose):
    counts = {(c["row"], c["column"]): c for c in glose("tables", "counts", "--json").lines}
    quotes = glose("quotes", "objectives", "--json").lines
    assert counts["objectives", "nice-entretien"]["codings"] == len(quotes) == 2
    assert counts["challenges", "nice-entretien"]["value"] == 1


def test_values_come_from_the_text_and_from_its_case(decided, glose):
    cells = {(c["row"], c["column"]): c["value"] for c in glose("tables", "interviews", "--json").lines}
    assert cells == {
        ("nice-entretien", "case"): "Nice",
        ("nice-entretien", "role"): "chargée de mission",
        ("nice-entretien", "date"): "2015-12-08",
    }


def test_tables_write_every_format_and_print_the_paths(decided, glose, tmp_path):
    said = glose("tables", "objectives", "maturity", "--format", "html,md,csv,xlsx", "--out", tmp_path / "out")
    paths = [Path(line) for line in said.out.splitlines()]
    assert len(paths) == 10
    assert all(path.stat().st_size > 60 for path in paths)
    assert "Choose from: html" in glose("tables", "--format", "pdf", code=2).err
    assert "no table 'absent'" in glose("tables", "absent", code=1).err


def test_check_finds_everything_wrong_at_once(decided, glose):
    assert glose("check", "--json").lines == []
    book = decided / "codebook.yaml"
    book.write_text(
        book.read_text(encoding="utf-8").replace("scale: degree", "scale: size", 1).replace("threshold", "treshold"),
        encoding="utf-8",
    )
    lines = glose("check", "--json", code=1).lines
    assert {line["level"] for line in lines} == {"error"}
    assert any("unknown key 'treshold'" in line["message"] for line in lines)


def test_check_names_codings_whose_code_is_gone_and_texts_without_a_case(decided, written, glose):
    book = decided / "codebook.yaml"
    source = (
        book.read_text(encoding="utf-8")
        .replace("  - id: challenges", "  - id: brakes")
        .replace("rows: challenges", "rows: brakes")
    )
    book.write_text(source, encoding="utf-8")
    glose("add", written("seul.txt", "Un texte seul."))
    messages = [line["message"] for line in glose("check", "--json").lines]
    assert any("challenges, which the codebook no longer has" in message for message in messages)
    assert any("belongs to no case" in message for message in messages)


def test_a_tampered_ledger_fails_the_check_and_can_be_told_by_its_entry(decided, glose):
    import sqlite3

    with sqlite3.connect(decided / "study.db") as raw:
        for trigger in [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
            raw.execute(f'DROP TRIGGER "{trigger}"')
        raw.execute("UPDATE entries SET payload = replace(payload, 'mentioned', 'priority') WHERE kind = 'code'")
    said = glose("check", code=1)
    assert "its hash does not match" in said.err
    assert "trigger" in said.err


def test_an_index_that_differs_is_found_and_rebuilt(decided, glose):
    import sqlite3

    with sqlite3.connect(decided / "study.db") as raw:
        raw.execute("UPDATE codings SET degree = 'absent'")
    assert "--rebuild" in glose("check", code=1).err
    glose("check", "--rebuild")
    assert {line["degree"] for line in glose("quotes", "objectives", "--json").lines} == {"priority", "mentioned"}


def test_json_output_is_in_utf8_and_stable(decided, glose):
    first, second = (glose("tables", "--json").out for _ in range(2))
    assert first == second
    assert "Saint-Étienne" in first
    assert all(json.loads(line) for line in first.splitlines())


def test_study_settings_are_checked_with_their_line(study, glose):
    (study / "study.yaml").write_text("title: x\nlangage: fr\n", encoding="utf-8")
    assert "study.yaml:2:1: unknown setting 'langage'" in glose("progress", code=1).err


def test_a_full_disk_while_tables_are_written_leaves_the_old_file(decided, glose, tmp_path, monkeypatch):
    import corpus.whole_file

    out = tmp_path / "out"
    glose("tables", "objectives", "--out", out)
    before = (out / "objectives.html").read_bytes()

    def full(self, *_):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(corpus.whole_file.Path, "replace", full)
    assert "No space left" in glose("tables", "objectives", "--out", out, code=1).err
    assert (out / "objectives.html").read_bytes() == before
    assert [path.name for path in out.iterdir()] == ["objectives.html"]


def test_what_a_person_reads_says_the_same_as_the_json(decided, glose):
    glose("suggest")
    shown = glose("suggest", "--threshold", 0).out
    assert "· cue “faire venir des entreprises”" in shown
    assert "is negated here" in shown
    assert "Quels sont les objectifs de la ville ?" in glose("turns", "nice-entretien").out
    progress = glose("progress").out.split()
    assert progress[progress.index("nice-entretien") :][:4] == ["nice-entretien", "anna", "6", "6"]
    assert "“Le travail en silos reste un frein”" in glose("quotes", "challenges").out
    assert "No codings match" in glose("quotes", "objectives.environment").err
    story = glose("history", "--code", "objectives").out
    assert "accepted nice-entretien objectives.attractiveness priority" in " ".join(story.split())
    glose("undo", "--coder", "anna", "-n", 5)
    assert "(undone)" in glose("history", "--coder", "anna").out
    assert glose("quotes", "objectives", "--json").lines == []


def test_a_retracted_class_makes_room_for_another(decided, written, glose):
    head = "text,quote,code,decision,case,coder\n"
    other = written(
        "other.csv", head + 'nice-entretien,"faire venir des entreprises",maturity.turning_point,classify,Nice,anna\n'
    )
    assert "Retract that first" in glose("decide", other, code=1).err
    glose(
        "decide",
        written("back.csv", head + 'nice-entretien,"faire venir des entreprises",maturity.pioneer,retract,Nice,anna\n'),
    )
    glose("decide", other)
    cells = {c["row"]: c["value"] for c in glose("tables", "maturity", "--json").lines}
    assert cells["Nice"] == "turning_point"


def test_the_ledger_can_be_named_by_url(decided, tmp_path, glose):
    import shutil

    glose("check")
    shutil.copy(decided / "study.db", tmp_path / "copy.db")
    url = f"sqlite:///{tmp_path / 'copy.db'}"
    assert len(glose("quotes", "objectives", "--json", "--ledger", url).lines) == 2
    assert "not the URL of a ledger" in glose("quotes", "objectives", "--ledger", "what", code=1).err


def test_a_condition_that_no_case_meets_is_said(coded, glose):
    for command in (("tables", "challenges", "--show"), ("statements", "challenges"), ("report", "--format", "md")):
        assert "no case meets status=village" in glose(*command, "--where", "status=village").err


def test_of_two_cases_that_begin_a_files_name_the_longer_is_meant(study, glose, written):
    (study / "cases.csv").write_text("case\nNice\nNice Est\n", encoding="utf-8")
    assert glose("add", written("nice-est-plan.txt", "Un plan.\n"), "--json").lines[0]["case"] == "Nice Est"
    assert glose("add", written("nice-plan.txt", "Un autre plan.\n"), "--json").lines[0]["case"] == "Nice"


def test_classes_by_coders_who_do_not_count_are_in_no_table(coded, glose, written):
    rows = "text,quote,code,decision,case\nnice-entretien,faire venir des entreprises,maturity.pioneer,classify,Nice\n"
    glose("decide", written("d.csv", rows), "--coder", "anna")
    assert [line["value"] for line in glose("tables", "maturity", "--json").lines if line["row"] == "Nice"] == [
        "pioneer"
    ]
    settings = coded / "study.yaml"
    settings.write_text(f"{settings.read_text()}\ncount: [lead]\n")
    assert [line["value"] for line in glose("tables", "maturity", "--json").lines if line["row"] == "Nice"] == [None]
