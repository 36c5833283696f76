"""glose move: a ledger goes to a server and comes back, with every entry, number and chain as it was."""

import sqlite3

import pytest
from sqlalchemy import text

from coding.deciding.pending import pending_reading
from ledger.connection import file_url
from ledger.ledger import Ledger
from ledger.situations import LedgerUnavailable

pytestmark = pytest.mark.server


def whole(url):
    """Everything that a ledger says, with its numbers."""
    with Ledger.open(url) as ledger:
        ids = ledger.ids()
        return ids, ledger.numbers(ids), ledger.chains(), list(ledger.entries()), ledger.codings(), ledger.head()


@pytest.fixture
def decided(coded, glose):
    """A study in which two coders decided."""
    for coder, quote in (("anna", "un frein"), ("basile", "silos reste"), ("anna", "en silos depuis")):
        glose("code", "nice-entretien", "challenges", "--quote", quote, "--coder", coder)
    return coded


def test_there_and_back_nothing_differs(decided, glose, new_schema):
    before = whole(file_url(decided / "study.db"))
    assert "entries carried and compared" in glose("move", new_schema).out
    assert not (decided / "study.db").exists()
    assert whole(new_schema) == before
    assert "0 errors" in glose("check").out
    assert "entries carried" in glose("move", "study.db").out
    assert whole(file_url(decided / "study.db")) == before
    assert "ledger" not in (decided / "study.yaml").read_text(encoding="utf-8").split("# ")[0]
    assert "0 errors" in glose("check").out


def test_other_lines_of_study_yaml_stay(decided, glose, new_schema):
    before = (decided / "study.yaml").read_text(encoding="utf-8")
    glose("move", new_schema)
    after = (decided / "study.yaml").read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if not line.startswith("ledger:")] == before.splitlines()
    glose("move", "study.db")
    assert (decided / "study.yaml").read_text(encoding="utf-8") == before


def test_what_was_recorded_in_the_server_comes_back_and_goes_again(decided, glose, new_schema):
    """The server holds the beginning of the ledger from before; only what came since is carried the second time."""
    glose("move", new_schema)
    glose("code", "nice-entretien", "challenges", "--quote", "Le travail", "--coder", "claire")
    glose("move", "study.db")
    glose("code", "nice-entretien", "challenges", "--quote", "on travaille", "--coder", "claire")
    there = whole(file_url(decided / "study.db"))
    glose("move", new_schema)
    assert whole(new_schema) == there
    glose("code", "nice-entretien", "challenges", "--quote", "toujours", "--coder", "claire")
    assert "0 errors" in glose("check").out


def test_a_program_that_still_has_the_old_ledger_open_cannot_record_where_nobody_looks(decided, glose, new_schema):
    with Ledger.open(file_url(decided / "study.db")) as old:
        glose("move", new_schema)
        with pytest.raises(LedgerUnavailable, match="This ledger was moved to postgresql://"):
            old.append("anna", [pending_reading("nice-entretien", 0, 2)])
    glose("move", "study.db")
    with Ledger.open(new_schema) as old, pytest.raises(LedgerUnavailable, match=r"moved to .*study\.db"):
        old.append("anna", [pending_reading("nice-entretien", 0, 2)])
    assert "was moved to" in glose("check", "--ledger", new_schema).err


def test_another_study_s_ledger_is_not_touched(decided, glose, new_schema, tmp_path, read):
    with Ledger.create(new_schema) as other:
        other.add_text("zoé", read("t.txt", "Un autre.\n"))
        there = other.ids()
    settings = (decided / "study.yaml").read_bytes()
    assert "another ledger" in glose("move", new_schema, code=1).err
    with Ledger.open(new_schema) as other:
        assert other.ids() == there
    assert (decided / "study.yaml").read_bytes() == settings
    assert len(glose("quotes", "challenges", "--json").lines) == 3


def test_a_damaged_ledger_is_not_moved(decided, glose, new_schema):
    with sqlite3.connect(decided / "study.db") as raw:
        raw.execute("DELETE FROM codings")
    assert "has faults" in glose("move", new_schema, code=1).err
    assert (decided / "study.db").exists()


def test_a_copy_that_differs_is_not_opened(decided, glose, new_schema, monkeypatch):
    """As a driver that loses an entry would leave it."""
    from ledger import carrying

    copied = carrying.read_entries

    def but_one(connection, **given):
        found = list(copied(connection, **given))
        return found[:-1] if len(found) > 1 else []

    monkeypatch.setattr(carrying, "read_entries", but_one)
    assert glose("move", new_schema, code=1).err
    monkeypatch.undo()
    assert (decided / "study.db").exists()
    assert "ledger:" not in (decided / "study.yaml").read_text(encoding="utf-8")


def test_where_it_is_already_it_is_not_moved(decided, glose):
    assert (
        "there already" in glose("move", "study.db", code=1).err or "already" in glose("move", "study.db", code=1).err
    )


def test_a_password_is_neither_printed_nor_written(decided, glose, new_schema):
    with_password = new_schema.replace("glose@", "glose:geheim@")
    said = glose("move", with_password)
    assert "geheim" not in said.out + said.err
    assert "PGPASSWORD" in said.err
    for file in decided.rglob("*"):
        assert not file.is_file() or b"geheim" not in file.read_bytes(), file
    with Ledger.open(new_schema) as ledger:
        assert "geheim" not in str(list(ledger.entries()))


def test_the_script_of_roles_lets_each_role_do_what_it_says(decided, glose, new_schema, server_url):
    glose("move", new_schema)
    script = (decided / "roles.sql").read_text(encoding="utf-8")
    with Ledger.open(new_schema) as ledger:
        with ledger.engine.begin() as owner:
            owner.exec_driver_sql(script.replace("%", "%%"))
            owner.exec_driver_sql(script.replace("%", "%%"))  # a second time does no harm
            names = [str(n) for n in owner.execute(text("SELECT rolname FROM pg_roles WHERE rolname LIKE :p"), {"p": f"%{schema_name(new_schema)}%"}).scalars()]  # fmt: skip
        assert len(names) == 4
        for name in names:
            role = name.rpartition("_")[2]
            with ledger.engine.begin() as owner:
                owner.exec_driver_sql(f'CREATE ROLE "login_{name}" LOGIN IN ROLE "{name}"')
            url = new_schema.replace("glose@", f"login_{name}@")
            with Ledger.open(url) as theirs:
                assert len(theirs.ids()) > 3
                assert theirs.texts()
                recorded = tried(theirs, [pending_reading("nice-entretien", 0, 2)])
                assert recorded == (role != "reader"), role
            said = glose("code", "nice-entretien", "challenges", "--quote", "toujours", "--coder", role, "--ledger", url, code=0 if role in ("analyst", "lead") else 1)  # fmt: skip
            assert ("does not let you" in said.err) == (role in ("reader", "reviewer"))
        with ledger.engine.begin() as owner:
            for name in names:
                owner.exec_driver_sql(f'DROP OWNED BY "{name}"; DROP ROLE "login_{name}"; DROP ROLE "{name}"')


def schema_name(url):
    return url.rpartition("%3D")[2]


def tried(ledger, pending):
    try:
        ledger.append("x", pending)
    except LedgerUnavailable:
        return False
    return True
