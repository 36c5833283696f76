"""Signatures in copies of a study: merged, restored, moved to a server and back, of an earlier version; and seals."""

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from ledger import schema
from ledger.connection import file_url
from ledger.ledger import Ledger
from tests.commands.keys.signed import forge, last_id, signatures, told
from tests.server import BOTH


def test_a_merge_brings_the_signatures_and_an_entry_made_before_the_key_came_is_not_missed(
    coded, code, glose, tmp_path
):
    code("un frein")
    laptop = Path(shutil.copytree(coded, tmp_path / "laptop"))
    code("on travaille", folder=laptop)  # no key there yet
    glose("keys", "make", "--coder", "anna")
    code("silos reste")
    glose("merge", laptop, "--coder", "anna")
    assert told(glose) == []
    with Ledger.open(file_url(coded / "study.db")) as ledger:
        [joined] = ledger.entries(kind="join")
    here = signatures(file_url(coded / "study.db"))
    assert joined.id in here
    glose("merge", coded, "--coder", "anna", "--study", laptop)
    assert signatures(file_url(laptop / "study.db")).items() >= here.items()
    assert told(glose, "--study", laptop) == []


def test_a_signature_that_differs_in_the_other_copy_is_told_and_ours_is_kept(coded, anna, code, glose, tmp_path):
    code("un frein")
    ours = signatures(file_url(coded / "study.db"))[last_id(coded)]
    laptop = Path(shutil.copytree(coded, tmp_path / "laptop"))
    forge(laptop, "UPDATE signatures SET signature = ? WHERE entry = ?", "ab" * 64, last_id(coded))
    [said] = glose("merge", laptop, "--coder", "lead", "--json").lines
    assert [one["kind"] for one in said["conflicts"]] == ["signature"]
    assert signatures(file_url(coded / "study.db"))[last_id(coded)] == ours


def test_backup_and_restore_keep_signatures(coded, anna, code, glose, tmp_path):
    code("un frein")
    glose("backup", tmp_path / "b.db")
    glose("restore", tmp_path / "b.db", tmp_path / "back")
    before = signatures(file_url(coded / "study.db"))
    assert len(before) >= 2
    assert signatures(file_url(tmp_path / "back" / "study.db")) == before
    assert told(glose, "--study", tmp_path / "back") == []


@pytest.mark.server
def test_moved_to_a_server_and_back_signatures_stay_and_go_on(coded, anna, code, glose, new_schema):
    code("un frein")
    before = signatures(file_url(coded / "study.db"))
    glose("move", new_schema)
    assert signatures(new_schema) == before
    assert "signatures" in (coded / "roles.sql").read_text(encoding="utf-8")
    code("silos reste")
    assert told(glose) == []
    there = signatures(new_schema)
    assert len(there) > len(before)
    glose("move", "study.db")
    assert signatures(file_url(coded / "study.db")) == there


def test_a_seal_tells_who_made_it(coded, anna, code, glose, tmp_path):
    code("un frein")
    glose("seal", "--coder", "anna", "--out", tmp_path / "seal.txt")
    said = glose("check", "--against", tmp_path / "seal.txt").out
    assert "signed by anna on" in said
    written = (tmp_path / "seal.txt").read_bytes()
    (tmp_path / "mailed.txt").write_bytes(written.replace(b"\n", b"\r\n"))
    assert "signed by anna on" in glose("check", "--against", tmp_path / "mailed.txt").out


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda words: re.sub(r"(Ed25519 )\d{4}", r"\g<1>2001", words), "its signature is forged"),
        (lambda words: re.sub(r"(Ed25519 \S+ \S+ \S+) anna", r"\1 basile", words), "is signed as basile"),
        (lambda words: re.sub(r"(Ed25519 \S+ )[0-9a-f]{64}", rf"\g<1>{'0' * 64}", words), "not that coder's"),
    ],
)
def test_a_seal_that_was_changed_is_told(coded, anna, code, glose, tmp_path, change, message):
    glose("seal", "--coder", "anna", "--out", tmp_path / "seal.txt")
    seal = tmp_path / "seal.txt"
    seal.write_text(change(seal.read_text(encoding="utf-8")), encoding="utf-8")
    assert message in glose("check", "--against", seal, code=1).err


def test_a_seal_without_signature_is_told_where_there_are_keys_and_only_there(coded, glose, tmp_path):
    glose("seal", "--out", tmp_path / "before.txt")
    assert "is not signed" not in glose("check", "--against", tmp_path / "before.txt").err
    glose("keys", "make", "--coder", "anna")
    glose("seal", "--out", tmp_path / "after.txt")
    assert "is not signed: it tells when" in glose("check", "--against", tmp_path / "after.txt").err


@BOTH
def test_a_ledger_of_an_earlier_version_is_prepared_for_signatures(coded, code, glose, ledger_url):
    sqlite = "sqlite" in ledger_url
    url = file_url(coded / "study.db") if sqlite else ledger_url
    with Ledger.open(url) as ledger, ledger.engine.begin() as connection:
        connection.execute(text("DROP TABLE signatures"))
        if not sqlite:
            connection.execute(text("DROP FUNCTION refuse_signatures"))
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{schema.WITHOUT_SIGNATURES}'"))
    code("un frein")
    assert told(glose) == []
    said = glose("keys", "prepare")
    assert "can keep signatures" in said.out
    assert (coded / "roles.sql").exists() == (not sqlite)
    assert signatures(url) == {}
    glose("keys", "prepare")
    glose("keys", "make", "--coder", "anna")
    code("silos reste")
    assert len(signatures(url)) == 2
    with Ledger.open(url) as ledger, ledger.engine.connect() as connection:
        with pytest.raises(Exception, match="append-only: signatures"):
            connection.execute(text("DELETE FROM signatures"))
