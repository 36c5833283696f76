"""glose seal, backup, and check --against: what was printed of a ledger is held against it, whoever changed the file."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from ledger.ledger import Ledger


def newest(folder):
    [path] = folder.iterdir()
    return path


@pytest.fixture
def cut(decided):
    """Cut the last entry, with its head and its record, as somebody would who knows how."""

    def cut_last():
        with closing(sqlite3.connect(decided / "study.db")) as raw:
            triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                raw.execute(f"DROP TRIGGER {name}")
            [(gone, coder, previous)] = raw.execute(
                "SELECT id, coder, previous FROM entries ORDER BY position DESC LIMIT 1"
            ).fetchall()
            raw.execute("DELETE FROM entries WHERE id = ?", [gone])
            raw.execute("UPDATE heads SET entry = ?, entries = entries - 1 WHERE coder = ?", [previous, coder])
            for table in ("codings", "readings", "rejections", "classifications"):
                raw.execute(f"DELETE FROM {table} WHERE id = ?", [gone])
            for _, words in triggers:
                raw.execute(words)
            raw.commit()
        (decided / ".cache" / "ledger-seen").unlink(missing_ok=True)

    return cut_last


@pytest.mark.slow
def test_a_cut_that_the_ledger_itself_does_not_show_is_found_by_a_seal(decided, glose, cut):
    glose("seal")
    [seal] = (decided / "seals").iterdir()
    glose("code", "nice-entretien", "challenges", "--quote", "travail en silos", "--coder", "anna")
    assert "stand, unchanged and in their order" in glose("check", "--against", seal).out
    cut()
    assert "stand" in glose("check", "--against", seal).out, "that entry came after the seal"
    cut()
    glose("check")
    said = glose("check", "--against", seal, code=1)
    assert "entries were cut, or an older copy was put back" in said.err
    assert "chain of anna" in said.err
    assert "not all stands" in said.out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "where"),
    [
        (("tables", "--format", "html"), "tables/objectives.html"),
        (("tables", "--format", "md,docx,xlsx,tex"), "tables/objectives.md"),
        (("tables", "--format", "docx"), "tables/objectives.docx"),
        (("tables", "--format", "xlsx"), "tables/objectives.xlsx"),
        (("tables", "--format", "tex"), "tables/objectives.tex"),
        (("tables", "--format", "html,md,csv"), "tables"),
        (("methods", "--out", "m.md"), "m.md"),
        (("methods", "--out", "m.html", "--lang", "en"), "m.html"),
        (("methods", "--out", "m.docx"), "m.docx"),
        (("report", "--format", "html"), "report"),
        (("report", "--format", "docx", "--lang", "en"), "report/report.docx"),
    ],
)
def test_every_page_prints_the_head_it_stands_on(decided, glose, cut, command, where):
    glose(*command)
    assert "entries stand" in glose("check", "--against", decided / where).out
    cut()
    assert "entries were cut" in glose("check", "--against", decided / where, code=1).err


@pytest.mark.slow
def test_a_head_may_be_typed_from_paper(decided, glose, cut):
    with Ledger.open(f"sqlite:///{decided / 'study.db'}") as ledger:
        head = ledger.head().written()
    assert "entries stand" in glose("check", "--against", head).out
    cut()
    glose("check", "--against", head, code=1)


def test_what_names_no_head_is_said(coded, glose, written):
    assert "names no head" in glose("check", "--against", written("old.html", "<p>An old report</p>"), code=1).err
    assert "neither a file nor a head" in glose("check", "--against", "ledger:12", code=1).err


def test_a_damaged_ledger_is_neither_sealed_nor_copied(coded, glose):
    with closing(sqlite3.connect(coded / "study.db")) as raw:
        raw.execute("DROP TRIGGER keep_entries_update")
        raw.commit()
    assert "keep_entries_update" in glose("seal", code=1).err
    assert "keep_entries_update" in glose("backup", code=1).err
    assert not (coded / "seals").exists()
    assert list((coded / "backups").iterdir()) == []


def test_a_seal_can_be_printed(coded, glose):
    printed = glose("seal", "--out", "-").out
    assert printed.count("ledger:") == 1
    assert not (coded / "seals").exists()


def test_a_backup_is_one_sound_file_with_every_entry(coded, glose, tmp_path):
    with Ledger.open(f"sqlite:///{coded / 'study.db'}") as ledger:  # open, so that its log is not empty
        ledger.add_cases("anna", "case\nBrest\n")
        ids = ledger.ids()
        assert f"{len(ids)} entries, checked" in glose("backup", tmp_path / "copy.db").err
    assert {path.name for path in tmp_path.glob("copy.db*")} == {"copy.db"}
    alone = tmp_path / "elsewhere"
    alone.mkdir()
    shutil.copy(tmp_path / "copy.db", alone / "study.db")
    with Ledger.open(f"sqlite:///{alone / 'study.db'}") as copy:
        assert copy.ids() == ids
    assert "exists; name a new file" in glose("backup", tmp_path / "copy.db", code=1).err


def test_a_backup_put_back_is_told_until_the_note_is_deleted(coded, glose, written):
    glose("backup")
    glose("add", written("b.txt", "Un autre texte.\n"))
    shutil.copy(newest(coded / "backups"), coded / "study.db")
    said = glose("check", code=1).err
    assert "was recorded in this folder and is not there any more" in said
    glose("add", written("c.txt", "Encore un texte.\n"))
    assert "is not there any more" in glose("check", code=1).err, "what is recorded since does not silence it"
    (coded / ".cache" / "ledger-seen").unlink(missing_ok=True)
    glose("check")
