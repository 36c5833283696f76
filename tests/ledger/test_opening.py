"""Which ledgers open: one made before the first release does, with everything in it; one of another version does not."""

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from coding.records.replay import replay
from ledger import schema
from ledger.integrity import faults_of
from ledger.ledger import Ledger
from ledger.situations import DamagedLedger

BEFORE_RELEASE = Path(__file__).parent / "ledgers" / "before_release.sql"
"""The dump of a small study's ledger: two texts, one of them corrected; three coders; entries of every kind."""


@pytest.fixture
def before_release(tmp_path):
    """That ledger as a database file."""
    path = tmp_path / "study.db"
    with sqlite3.connect(path) as database:
        database.executescript(BEFORE_RELEASE.read_text(encoding="utf-8"))
    database.close()
    return path


def test_a_ledger_made_before_the_first_release_opens_and_is_sound(before_release):
    with Ledger.open(f"sqlite:///{before_release}") as ledger:
        assert list(faults_of(ledger)) == []


def test_it_replays_to_the_records_it_replayed_to_then(before_release):
    then = json.loads(BEFORE_RELEASE.with_suffix(".json").read_text(encoding="utf-8"))
    with Ledger.open(f"sqlite:///{before_release}") as ledger:
        replayed = replay(ledger.entries())
    assert {name: {"record": type(one).__name__, **asdict(one)} for name, one in replayed.items()} == then


def test_it_can_be_written_to_and_its_index_rebuilt(before_release):
    with Ledger.open(f"sqlite:///{before_release}") as ledger:
        held = ledger.codings()
        ledger.rebuild_index()
        assert ledger.codings() == held
        ledger.add_codebook("anna", "codes: []")
        assert list(faults_of(ledger)) == []


def test_it_takes_signatures_once_it_is_given_room_for_them_and_no_entry_changes(before_release):
    url = f"sqlite:///{before_release}"
    with Ledger.open(url) as ledger:
        before = list(ledger.entries())
        ledger.make_room_for_signatures()
        ledger.make_room_for_signatures()
    with Ledger.open(url) as ledger:
        assert list(ledger.entries()) == before
        assert list(faults_of(ledger)) == []


def _dump(path):
    with sqlite3.connect(path) as database:
        return list(database.iterdump())


def _differences(ledger):
    """What the database has otherwise than the tables of ledger/schema.py."""
    with ledger.engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), schema.metadata)


def test_the_migration_makes_the_tables_that_the_code_knows(tmp_path):
    with Ledger.create(f"sqlite:///{tmp_path / 'study.db'}") as ledger:
        assert _differences(ledger) == []


def test_a_ledger_made_before_the_first_release_has_one_table_more_and_none_for_signatures(before_release):
    with Ledger.open(f"sqlite:///{before_release}") as ledger:
        found = {(what, table.name) for what, table in _differences(ledger)}
    assert found == {("remove_table", "memos"), ("add_table", "signatures")}


@pytest.mark.parametrize("version", ["0001", "9999"])
def test_a_ledger_of_another_version_is_left_alone(before_release, version):
    with sqlite3.connect(before_release) as database:
        database.execute("UPDATE alembic_version SET version_num = ?", [version])
    database.close()
    before = _dump(before_release)
    with pytest.raises(DamagedLedger, match=f"version {version}.*supports {schema.HEAD}"):
        Ledger.open(f"sqlite:///{before_release}")
    assert _dump(before_release) == before
