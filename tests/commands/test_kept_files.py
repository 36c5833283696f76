"""The files of a study: whose they are, whether the originals are as they were, whether a log was left behind."""

import os
import stat
import sys

import pytest

from corpus.whole_file import open_whole
from ledger.ledger import Ledger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_to_all(monkeypatch):
    """The system gives everybody every right, unless a program asks for less."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_to_all")
@pytest.mark.parametrize(("options", "files", "folders"), [((), 0o600, 0o700), (("--shared",), 0o666, 0o777)])
def test_files_are_for_their_owner_alone_unless_the_study_is_shared(tmp_path, glose, written, options, files, folders):
    folder = tmp_path / "mine"
    glose("start", folder, *options)
    glose("add", written("a.txt", "Un texte.\n"), "--study", folder)
    glose("backup", "--study", folder)
    [copy] = (folder / "backups").iterdir()
    assert [mode(path) for path in (folder / "study.db", folder / "texts" / "a.txt", copy)] == [files] * 3
    assert [mode(path) for path in (folder, folder / "texts")] == [folders] * 2
    glose("cases", "--study", folder, written("cases.csv", "case\nBrest\n"))
    made = [folder / name for name in ("study.yaml", "codebook.yaml", "cases.csv")]
    assert [mode(path) for path in made] == [files] * 3


@pytest.mark.usefixtures("open_to_all")
def test_the_log_has_the_permissions_of_the_ledger(study):
    with Ledger.open(f"sqlite:///{study / 'study.db'}") as ledger:
        ledger.add_cases("anna", "case\nBrest\n")
        assert mode(study / "study.db-wal") == 0o600


def test_an_original_that_was_edited_or_deleted_is_noticed(coded, glose, written):
    glose("add", written("b.txt", "Un autre texte.\n"))
    assert "texts/" not in glose("check").err
    (coded / "texts" / "b.txt").write_text("Un tout autre texte.\n", encoding="utf-8")
    assert "texts/b.txt: was changed since b was read from it" in glose("check").err
    (coded / "texts" / "nice-entretien.txt").unlink()
    assert "texts/nice-entretien.txt: is gone" in glose("check").err


def test_an_original_kept_under_another_name_is_still_there(coded, glose):
    kept = coded / "texts" / "nice-entretien.txt"
    kept.rename(kept.with_name("autre.txt"))
    assert "texts/" not in glose("check").err


def test_a_log_left_behind_is_told(coded, glose):
    with Ledger.open(f"sqlite:///{coded / 'study.db'}") as ledger:
        ledger.add_cases("anna", "case\nBrest\n")
        assert "make copies with `glose backup`" in glose("check").err
    assert "glose backup" not in glose("check").err


def test_two_files_of_one_name_kept_at_once_are_both_kept(tmp_path):
    """The second program looked before the first had made its file."""
    target = tmp_path / "a.txt"

    def keep_second():
        with open_whole(target, new=True) as second:
            second.write(b"second")
            target.write_bytes(b"first")

    with pytest.raises(FileExistsError):
        keep_second()
    assert target.read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_was_kept_by_a_command_that_was_killed_is_used(study, glose, written):
    (study / "texts" / "a.txt").write_bytes(b"Un texte.\n")
    glose("add", written("a.txt", "Un texte.\n"))
    assert [path.name for path in (study / "texts").iterdir()] == ["a.txt"]


def test_an_id_taken_by_another_program_meanwhile_is_told_and_its_file_not_kept(study, glose, written, monkeypatch):
    glose("add", written("a.txt", "Un texte.\n"))
    monkeypatch.setattr("workbench.study.Study.texts", {})  # what this program read before the other added
    other = written("other/a.txt", "Un autre texte.\n")
    assert "has a text 'a' already" in glose("add", other, code=1).err
    assert [path.name for path in (study / "texts").iterdir()] == ["a.txt"]
