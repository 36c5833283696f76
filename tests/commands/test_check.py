"""glose check: what is wrong in the files and the ledger, all of it at once."""

import sqlite3

import pytest


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_tampered_ledger_fails_the_check_and_can_be_told_by_its_entry(decided, glose):
    with sqlite3.connect(decided / "study.db") as raw:
        for trigger in [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
            raw.execute(f'DROP TRIGGER "{trigger}"')
        raw.execute("UPDATE entries SET payload = replace(payload, 'mentioned', 'priority') WHERE kind = 'code'")
    said = glose("check", code=1)
    assert "its hash does not match" in said.err
    assert "trigger" in said.err


@pytest.mark.slow
def test_an_index_that_differs_is_found_and_rebuilt(decided, glose):
    with sqlite3.connect(decided / "study.db") as raw:
        raw.execute("UPDATE codings SET degree = 'absent'")
    assert "--rebuild" in glose("check", code=1).err
    glose("check", "--rebuild")
    assert {line["degree"] for line in glose("quotes", "objectives", "--json").lines} == {"priority", "mentioned"}


def test_study_settings_are_checked_with_their_line(study, glose):
    (study / "study.yaml").write_text("title: x\nlangage: fr\n", encoding="utf-8")
    assert "study.yaml:2:1: unknown setting 'langage'" in glose("progress", code=1).err


@pytest.mark.slow
def test_the_ledger_can_be_named_by_url(decided, tmp_path, glose):
    import shutil

    glose("check")
    shutil.copy(decided / "study.db", tmp_path / "copy.db")
    url = f"sqlite:///{tmp_path / 'copy.db'}"
    assert len(glose("quotes", "objectives", "--json", "--ledger", url).lines) == 2
    assert "not the URL of a ledger" in glose("quotes", "objectives", "--ledger", "what", code=1).err


@pytest.mark.parametrize(("name", "told"), [("Anna", True), ("annna", True), ("basile", False), ("anna2", False)])
def test_a_coder_whose_name_is_nearly_anothers_is_told(decided, glose, name, told):
    glose("code", "nice-entretien", "challenges", "--quote", "un frein", "--coder", name)
    found = [line["message"] for line in glose("check", "--json").lines if line["place"] == "coders"]
    assert bool(found) == told
    if told:
        assert "one person under two names" in found[0]


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("postgresql://anna:hidden@db.example/study", True),
        ("postgresql://anna@db.example/study?password=hidden", True),
        ("postgresql://anna@db.example/study", False),
    ],
)
def test_a_password_in_the_settings_is_warned_of_and_not_repeated(study, glose, url, warned):
    with (study / "study.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"ledger: {url}\n")
    said = glose("check", "--ledger", f"sqlite:///{study / 'study.db'}", "--json")
    assert any("holds a password" in line["message"] for line in said.lines) is warned
    assert "hidden" not in said.out + said.err
