"""A ledger of an older version is brought up to date when it is opened, with everything in it."""

from pathlib import Path

import pytest
from sqlalchemy import inspect

from ledger import ledger as ledger_room
from ledger import schema
from ledger.audit import audit
from ledger.connection import DamagedLedger, connect
from ledger.ledger import Ledger


@pytest.fixture
def first_ledger(coded, glose):
    """The study's ledger as the first version made it: without values and without cases in no class."""
    glose("code", "nice-entretien", "challenges", "--quote", "un frein", "--coder", "anna")
    path = coded / "study.db"
    engine = connect(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX codings_by_case")
        connection.exec_driver_sql("ALTER TABLE codings DROP COLUMN value")
        connection.exec_driver_sql("DROP TABLE unclassed")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()
    return path


def test_an_older_ledger_is_upgraded_when_it_is_opened(first_ledger, glose):
    with Ledger.open(f"sqlite:///{first_ledger}") as opened:
        assert [coding.code for coding in opened.codings()] == ["challenges"]
        assert opened.codings()[0].value is None
        assert opened.unclassed() == []
        assert list(audit(opened)) == []
        columns = {column["name"] for column in inspect(opened.engine).get_columns("codings")}
        assert columns == {column.name for column in schema.codings.c}
    glose(
        "code",
        "nice-entretien",
        "challenges",
        "--quote",
        "en silos reste",
        "--value",
        "depuis toujours",
        "--coder",
        "anna",
    )
    assert "depuis toujours" in glose("quotes", "challenges", "--json").out


def test_a_ledger_of_a_newer_version_is_left_alone(first_ledger, monkeypatch):
    monkeypatch.setattr(ledger_room.schema, "HEAD", "0000")
    before = Path(first_ledger).read_bytes()
    with pytest.raises(DamagedLedger, match="Update glose"):
        Ledger.open(f"sqlite:///{first_ledger}")
    assert Path(first_ledger).read_bytes() == before
