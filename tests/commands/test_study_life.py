"""A study from an empty folder to suggestions: start, add, text, turns and suggest, as scripts rely on them."""

import pytest

from tests.conftest import INTERVIEW


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
    assert (line["case"], line["kind"], line["turns"], line["passages"]) == ("Nice", "interview", 5, 8)
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_scores_are_called_estimates_while_few_passages_are_decided(coded, glose, monkeypatch):
    assert "31% to 75% of what was suggested before any decision was right" in glose("suggest").err
    glose("code", "nice-entretien", "challenges", "--quote", "silos reste", "--coder", "anna")
    assert (
        "10 passages decided with `glose confirm --order spread` correct most of that (1 so far)"
        in glose("suggest", "--coder", "anna").err
    )
    monkeypatch.setattr("coding.suggesting.suggester.FIRST", 1)
    assert (
        "from about 50 decided passages on they can be relied on (1 so far)" in glose("suggest", "--coder", "anna").err
    )
    monkeypatch.setattr("coding.suggesting.suggester.DEPENDABLE", 1)
    assert "estimates" not in glose("suggest", "--coder", "anna").err


@pytest.mark.slow
def test_what_is_decided_is_hidden_unless_the_threshold_is_zero(decided, glose):
    assert ("objectives.attractiveness", 4) not in {
        (line["code"], line["passage"]) for line in glose("suggest", "--json").lines
    }
    everything = glose("suggest", "--threshold", 0, "--json").lines
    assert next(line["decided"] for line in everything if line["code"] == "objectives.attractiveness") is True


@pytest.mark.slow
def test_a_run_is_in_the_history_once(coded, glose):
    for _ in range(2):
        glose("suggest")
    runs = [line for line in glose("history", "--json").lines if line["kind"] == "run"]
    assert len(runs) == 1
    assert runs[0]["payload"]["made_with"]["fr"].startswith("fr_core_news_")


def test_of_two_cases_that_begin_a_files_name_the_longer_is_meant(study, glose, written):
    (study / "cases.csv").write_text("case\nNice\nNice Est\n", encoding="utf-8")
    assert glose("add", written("nice-est-plan.txt", "Un plan.\n"), "--json").lines[0]["case"] == "Nice Est"
    assert glose("add", written("nice-plan.txt", "Un autre plan.\n"), "--json").lines[0]["case"] == "Nice"
