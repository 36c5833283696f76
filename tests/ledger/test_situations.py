"""What goes wrong with a ledger's file is told as what it is, and as damage only where it is damage."""

import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coding.deciding.pending import pending_reading
from ledger.connection import file_url
from ledger.drives import is_on_network
from ledger.integrity import faults_of
from ledger.ledger import Ledger
from ledger.situations import DamagedLedger, LedgerBusy, LedgerUnavailable

ROOT = Path(__file__).parents[2]
AWKWARD = ["what?now", "100%", "a%41b", "c#d", "deux mots", "été", "a&b=c", "~$;:,+", "é" * 100, "?mode=memory", "日本"]


@pytest.fixture
def path(tmp_path, read):
    path = tmp_path / "study.db"
    with Ledger.create(file_url(path)) as ledger:
        ledger.add_text("anna", read("t.txt", "Un texte.\n"))
    return path


def append(ledger):
    return ledger.append("anna", [pending_reading("t", 0, 2)])


@pytest.mark.parametrize("name", AWKWARD)
def test_a_ledger_lies_in_the_folder_it_was_made_in_whatever_its_name(tmp_path, read, name, monkeypatch):
    folder = tmp_path / name
    folder.mkdir()
    with Ledger.create(file_url(folder / "study.db")) as ledger:
        ledger.add_text("anna", read("t.txt", "Un texte.\n"))
    assert [path.name for path in folder.iterdir()] == ["study.db"]
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [name]
    monkeypatch.setattr("ledger.connection.os.access", lambda *_: False)  # who may only read finds it as well
    with Ledger.open(file_url(folder / "study.db")) as ledger:
        assert list(ledger.texts()) == ["t"]


def test_start_keeps_its_ledger_inside(tmp_path, glose):
    glose("start", tmp_path / "what?now")
    assert (tmp_path / "what?now" / "study.db").stat().st_size > 10_000
    assert not (tmp_path / "what").exists()


def test_a_path_too_long_is_said_before_anything_is_made(tmp_path, glose):
    deep = tmp_path / "/".join(["d" * 90] * 6)
    assert "path of the ledger is too long" in glose("start", deep / "s", code=1).err
    assert list(tmp_path.iterdir()) == []


def test_a_locked_ledger_is_busy(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Ledger.open(file_url(path)) as ledger:
        other.execute("BEGIN IMMEDIATE")
        ledger.patience = 0.05
        with pytest.raises(LedgerBusy, match="Another program is writing"):
            append(ledger)
        other.execute("ROLLBACK")
        assert len(append(ledger)) == 1


def test_a_write_that_the_system_stops_is_no_damage(path):
    """A quota or a limit on the size of files, as a disk gone: SQLite calls it an I/O error."""
    with Ledger.open(file_url(path)) as ledger:
        append(ledger)
        before = ledger.ids()
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
        try:
            with pytest.raises(LedgerUnavailable, match="Nothing was recorded by this step"):
                append(ledger)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert ledger.ids() == before
        append(ledger)
        assert list(faults_of(ledger)) == []


def test_an_io_error_on_a_full_disk_is_a_full_disk(path, monkeypatch):
    monkeypatch.setattr("ledger.situations.shutil.disk_usage", lambda _: type("Usage", (), {"free": 0}))
    with Ledger.open(file_url(path)) as ledger:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
        try:
            with pytest.raises(LedgerUnavailable, match="The disk is full: nothing was recorded"):
                append(ledger)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


KILLED = """
import os, sys
from coding.deciding.pending import pending_reading
from ledger.ledger import Ledger
ledger = Ledger.open(sys.argv[1])
for end in range(2, 7):
    ledger.append("anna", [pending_reading("t", 0, end)])
os.kill(os.getpid(), 9)
"""


def test_a_killed_program_leaves_a_log_that_the_next_one_reads(path):
    subprocess.run([sys.executable, "-c", KILLED, file_url(path)], cwd=ROOT, check=False)
    assert Path(f"{path}-wal").stat().st_size
    with Ledger.open(file_url(path)) as ledger:
        assert ledger.log_found == Path(f"{path}-wal")
        assert (len(ledger.ids()), list(faults_of(ledger))) == (6, [])
    assert not Path(f"{path}-wal").exists()


def test_a_copy_without_its_log_that_holds_nothing_is_told_so(tmp_path):
    (tmp_path / "study.db").write_bytes(b"")
    with pytest.raises(LedgerUnavailable, match=r"study\.db-wal beside the original belongs to it"):
        Ledger.open(file_url(tmp_path / "study.db"))


def test_what_is_damaged_is_called_damaged(path):
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DamagedLedger, match="restore a backup"), Ledger.open(file_url(path)) as ledger:
        list(faults_of(ledger))


def test_a_folder_in_the_place_of_the_ledger_is_no_ledger(tmp_path):
    (tmp_path / "study.db").mkdir()
    with pytest.raises(LedgerUnavailable, match="There is no ledger at"):
        Ledger.open(file_url(tmp_path / "study.db"))


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/team nfs4 rw 0 0
//srv/share /media/deux\\040mots cifs rw 0 0
/dev/sdb1 /mnt/team/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/home/anna", False),
        ("/mnt/team/study", True),
        ("/mnt/teams", False),
        ("/media/deux mots/study", True),
        ("/mnt/team/local/study", False),
    ],
)
def test_network_drives_are_known_by_what_is_mounted(folder, network):
    assert is_on_network(Path(folder), MOUNTS) == network


def test_on_a_network_drive_no_log_is_kept_beside_the_ledger(path, monkeypatch):
    monkeypatch.setattr("ledger.connection.is_on_network", lambda _: True)
    with Ledger.open(file_url(path)) as ledger:
        append(ledger)
        assert [file.name for file in path.parent.glob("study.db*")] == ["study.db"]
        assert list(faults_of(ledger)) == []
