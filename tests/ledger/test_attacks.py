"""A ledger that was cut, rolled back, rewritten or reordered is found out: by itself, or by what was printed of it."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from coding.deciding.pending import pending_coding, pending_reading
from coding.records.head import head_of, heads_written_in
from corpus.place import Place
from ledger.connection import file_url
from ledger.guards import words_of_guards
from ledger.integrity import faults_of
from ledger.ledger import Ledger
from ledger.situations import DamagedLedger
from tests.ledger.forging import Forger

CONTENT = "La priorité est le climat. Les silos sont un frein.\n"


def coding(start, end, code):
    place = Place("t", start, end, CONTENT[start:end])
    return pending_coding(place, code, case="Nice", degree=None, memo="", revision="r")


@pytest.fixture
def path(tmp_path, read):
    """A ledger of two coders who took turns: anna 1, 2, 3, 5, 7; basile 4, 6, 8, 9."""
    path = tmp_path / "study.db"
    with Ledger.create(file_url(path)) as ledger:
        ledger.add_text("anna", read("t.txt", CONTENT))
        ledger.append("anna", [coding(0, 2, "a"), coding(3, 11, "b")])
        for start in (0, 3):
            ledger.append("basile", [coding(start, start + 1, "c")])
            ledger.append("anna", [coding(start, start + 1, "d")])
        ledger.append("basile", [coding(0, 11, "a"), pending_reading("t", 0, 11)])
    return path


@pytest.fixture
def forger(path):
    return Forger(path)


def found(path):
    with Ledger.open(file_url(path)) as ledger:
        return " ".join(str(problem) for problem in faults_of(ledger) if problem.level == "error")


def head(path):
    with Ledger.open(file_url(path)) as ledger:
        return ledger.head()


def stands(path, printed):
    with Ledger.open(file_url(path)) as ledger:
        return printed.stands_in(ledger.ids())


def test_a_sound_ledger_stands_as_it_grows(path):
    printed = head(path)
    assert (found(path), printed.entries) == ("", 9)
    with Ledger.open(file_url(path)) as ledger:
        ledger.append("claire", [coding(12, 15, "a")])
    assert stands(path, printed)
    assert (found(path), head(path).entries) == ("", 10)


def test_who_makes_everything_fit_is_not_found_by_the_ledger_itself_so_the_forger_is_good(path, forger):
    """Without this, the tests below might find a forger's slip and not the forgery."""
    forger.write(forger.rows())
    assert found(path) == ""


def test_entries_cut_from_the_end(path, forger):
    forger.run("DELETE FROM entries WHERE position = 9")
    assert "chain of basile" in found(path)


def test_entries_cut_from_the_end_with_everything_made_to_fit(path, forger):
    printed = head(path)
    forger.write(forger.rows()[:-2])
    assert found(path) == ""
    assert not stands(path, printed)


@pytest.mark.parametrize("renumbered", [False, True])
def test_the_end_of_one_chain_is_cut_and_its_head_made_to_fit_but_another_coder_came_after(path, forger, renumbered):
    """basile's last two entries but one, 4 and 6, are before anna's: hers name them."""
    left = [row for row in forger.rows() if row["coder"] == "anna"]
    move = [f"UPDATE entries SET position = {at} WHERE id = '{row['id']}'" for at, row in enumerate(left, 1)]
    forger.run(
        "DELETE FROM entries WHERE coder = 'basile'",
        "DELETE FROM heads WHERE coder = 'basile'",
        "DELETE FROM codings WHERE coder = 'basile'",
        "DELETE FROM readings WHERE coder = 'basile'",
        *(move if renumbered else ()),
    )
    assert "which is not before it: entries were removed" in found(path)


def test_an_older_copy_put_back(path, tmp_path):
    older = tmp_path / "older.db"
    shutil.copy(path, older)
    with Ledger.open(file_url(path)) as ledger:
        ledger.append("anna", [coding(12, 15, "a")])
    printed = head(path)
    shutil.copy(older, path)
    assert found(path) == ""
    assert not stands(path, printed)


@pytest.mark.parametrize("at", [1, 2, 5, 8])
def test_one_word_rewritten_with_every_hash_made_anew(path, forger, at):
    printed = head(path)
    rows = forger.rows()
    if at == 8:  # a reading has no code
        rows[at]["time"] = "2030-01-01T00:00:00.000000Z"
    rows[at]["payload"] = str(rows[at]["payload"]).replace('"code":"', '"code":"x')
    forger.write(rows)
    assert found(path) == ""
    assert not stands(path, printed)


def test_two_entries_that_changed_places(path, forger):
    forger.run(
        "UPDATE entries SET position = 100 WHERE position = 4",
        "UPDATE entries SET position = 4 WHERE position = 5",
        "UPDATE entries SET position = 5 WHERE position = 100",
    )
    assert "their order changed" in found(path)


def test_places_changed_in_entries_that_do_not_say_what_they_came_after(before_release_path):
    """Those made before the first release: only what was printed tells."""
    printed = head(before_release_path)
    rows = Forger(before_release_path).rows()
    at = next(i for i in range(1, len(rows)) if rows[i]["coder"] != rows[i - 1]["coder"] and i > 10)
    one, other = rows[at - 1]["position"], rows[at]["position"]
    Forger(before_release_path).run(
        f"UPDATE entries SET position = 1000 WHERE position = {one}",
        f"UPDATE entries SET position = {one} WHERE position = {other}",
        f"UPDATE entries SET position = {other} WHERE position = 1000",
    )
    assert not stands(before_release_path, printed)


@pytest.fixture
def before_release_path(tmp_path):
    from tests.ledger.test_opening import BEFORE_RELEASE

    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(BEFORE_RELEASE.read_text(encoding="utf-8"))
    return path


GUARD = words_of_guards()["keep_entries_update"]


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["DROP TRIGGER keep_entries_update"], "lacks the trigger keep_entries_update"),
        (["DROP TRIGGER keep_blobs_delete"], "lacks the trigger keep_blobs_delete"),
        (
            ["DROP TRIGGER keep_entries_update", GUARD.replace(" BEGIN", " WHEN 0 BEGIN")],
            "keep_entries_update no longer keeps",
        ),
        (
            ["DROP TRIGGER keep_entries_update", GUARD.replace("RAISE(ABORT, ", "max('', ")],
            "keep_entries_update no longer keeps",
        ),
        (
            ["DROP TRIGGER keep_entries_update", GUARD.replace(" ON entries", " OF time ON entries")],
            "keep_entries_update no longer keeps",
        ),
        (
            ["CREATE TRIGGER quiet AFTER INSERT ON entries BEGIN UPDATE codings SET code = 'x'; END"],
            "has a trigger quiet that Glose did not make: CREATE TRIGGER quiet AFTER INSERT",
        ),
        (
            ["CREATE TRIGGER lose BEFORE INSERT ON heads BEGIN SELECT RAISE(IGNORE); END"],
            "has a trigger lose that Glose did not make",
        ),
    ],
)
def test_triggers_are_known_by_their_words(path, statements, said):
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()
    assert said in found(path)


def test_a_trigger_written_on_several_lines_is_the_same(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TRIGGER keep_entries_update")
        raw.execute(GUARD.replace(" BEFORE", "\n  BEFORE").replace(" BEGIN ", "\nBEGIN\n\t"))
        raw.commit()
    assert found(path) == ""


def test_rebuilding_never_rewrites_heads_that_disagree_nor_an_index_that_tells(path, forger):
    forger.run("DELETE FROM entries WHERE position = 9")
    with Ledger.open(file_url(path)) as ledger:
        before = (ledger.chains(), ledger.readings())
        with pytest.raises(DamagedLedger, match="nothing was rebuilt") as refused:
            ledger.rebuild_index()
        assert (ledger.chains(), ledger.readings()) == before
    assert "chain of basile" in str(refused.value.problems[0])
    assert "chain of basile" in found(path)


def test_rebuilding_refuses_entries_that_were_changed(path, forger):
    forger.run("UPDATE entries SET payload = replace(payload, 'Nice', 'Lyon') WHERE position = 3")
    with Ledger.open(file_url(path)) as ledger, pytest.raises(DamagedLedger):
        ledger.rebuild_index()
    assert "its hash does not match" in found(path)


@pytest.mark.parametrize(
    "page",
    [
        "… at ledger:412:{0}. To verify …",
        "<p>… l'état ledger:412:{0}. Pour …</p>",
        "à l'état ledger\u00a0: 412\u00a0: {0}.",
        "ledger:412:{1}\n{2}. To verify",
        "(ledger:412:{0}), twice: ledger:412:{0}",
    ],
)
def test_a_head_is_found_on_a_page_however_it_was_printed(page):
    digest = head_of(["a", "b"]).digest[:32]
    [found] = heads_written_in(page.format(digest, digest[:10], digest[10:]))
    assert (found.entries, found.digest) == (412, digest)


@pytest.mark.parametrize("page", ["", "ledger:412:9f2c", "ledger:x:" + "a" * 32, "the ledger: 412 entries"])
def test_what_is_no_head_is_none(page):
    assert heads_written_in(page) == []


def test_an_empty_ledger_has_a_head_that_every_ledger_stands_on():
    assert head_of([]).stands_in(["a"])
    assert not head_of(["a"]).stands_in([])
