"""glose backup and restore: what was copied comes back entry by entry, and nothing that was there is lost."""

import sqlite3

import pytest

from ledger.connection import file_url
from ledger.ledger import Ledger
from tests.server import BOTH


def ids(url):
    with Ledger.open(url) as ledger:
        return ledger.ids()


@pytest.fixture
def decided(coded, glose):
    glose("code", "nice-entretien", "challenges", "--quote", "un frein", "--coder", "anna")
    return coded


@BOTH
def test_a_backup_is_restored_into_a_new_folder(decided, database, ledger_url, glose, tmp_path):
    url = file_url(decided / "study.db") if database == "sqlite" else ledger_url
    glose("backup", tmp_path / "copy.db")
    assert "entries in" in glose("restore", tmp_path / "copy.db", tmp_path / "new").out
    assert ids(file_url(tmp_path / "new" / "study.db")) == ids(file_url(tmp_path / "copy.db")) == ids(url)
    found = glose("quotes", "challenges", "--json", "--study", tmp_path / "new").lines
    assert [line["quote"] for line in found] == ["un frein"]
    assert (tmp_path / "new" / "codebook.yaml").read_bytes() == (decided / "codebook.yaml").read_bytes()
    assert "0 errors" in glose("check", "--study", tmp_path / "new").out


def test_in_a_study_the_ledger_that_was_there_is_kept(decided, glose, tmp_path):
    glose("backup", tmp_path / "copy.db")
    glose("code", "nice-entretien", "challenges", "--quote", "silos reste", "--coder", "anna")
    later = ids(file_url(decided / "study.db"))
    glose("restore", tmp_path / "copy.db", decided, "--yes")
    assert ids(file_url(decided / "study.db")) == later[:-1]
    [kept] = (decided / "backups").iterdir()
    assert ids(file_url(kept)) == later
    assert "0 errors" in glose("check").out


def test_a_backup_that_was_changed_is_not_restored(decided, glose, tmp_path):
    glose("backup", tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as raw:
        raw.execute("DELETE FROM codings")
    before = ids(file_url(decided / "study.db"))
    assert "not sound" in glose("restore", tmp_path / "copy.db", decided, "--yes", code=1).err
    assert "not sound" in glose("restore", tmp_path / "copy.db", tmp_path / "new", code=1).err
    assert ids(file_url(decided / "study.db")) == before
    assert not (tmp_path / "new").exists()


def test_where_there_are_files_nothing_is_put(decided, glose, tmp_path):
    glose("backup", tmp_path / "copy.db")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("a")
    assert "has files in it" in glose("restore", tmp_path / "copy.db", tmp_path / "full", code=1).err
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a.txt"]


@pytest.mark.server
def test_a_study_in_a_server_is_not_replaced(decided, glose, tmp_path, new_schema):
    glose("backup", tmp_path / "copy.db")
    glose("move", new_schema)
    assert "is in a server" in glose("restore", tmp_path / "copy.db", decided, "--yes", code=1).err
