"""Laws of the ledger: nothing is changed, nothing is lost, the index is what the replay says."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from coding.deciding.pending import pending_coding, pending_reading, pending_rejection
from coding.records.entry import canonical, entry_id
from coding.records.payloads import payload_of
from coding.records.replay import replay
from coding.records.undoing import pending_undos, undoable
from corpus.place import Place, QuoteMismatch
from corpus.problem import GloseError
from corpus.read import read_text
from ledger import schema
from ledger.connection import file_url
from ledger.integrity import faults_of
from ledger.ledger import Ledger
from ledger.situations import DamagedLedger, LedgerUnavailable
from tests.ledger.forging import unguarded
from tests.server import BOTH, schema_of

CONTENT = "Un texte de trois phrases. La deuxième parle de Saint-Étienne. La troisième se tait. 😀\n"


@pytest.fixture
def ledger(ledger_url, read):
    with Ledger.create(ledger_url) as opened:
        opened.add_text("anna", read("t.txt", CONTENT))
        yield opened


def place(start, end):
    return Place("t", start, end, CONTENT[start:end])


def coding(start, end, code="goals.growth", memo=""):
    return pending_coding(place(start, end), code, case="Nice", degree=None, memo=memo, revision="r")


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("code"), st.sampled_from(["anna", "basile"]), st.integers(0, 60), st.integers(1, 20)),
        st.tuples(st.just("reject"), st.sampled_from(["anna", "basile"]), st.integers(0, 60), st.integers(1, 20)),
        st.tuples(st.just("read"), st.sampled_from(["anna", "basile"]), st.integers(0, 60), st.integers(1, 20)),
        st.tuples(st.just("undo"), st.sampled_from(["anna", "basile"]), st.just(0), st.integers(1, 2)),
        st.tuples(st.just("retract"), st.sampled_from(["anna", "basile"]), st.integers(0, 5), st.just(1)),
    ),
    max_size=25,
)


def act(ledger, kind, coder, at, length):
    if kind == "undo":
        drafts = pending_undos(undoable(ledger.entries(coder=coder))[:length])
    elif kind == "retract":
        mine = ledger.codings(coder=coder)
        target = mine[at % len(mine)].id if mine else None
        drafts = [payload_of("retract", {"subject": target, "target": target, "reason": None})] if target else []
    elif kind == "read":
        drafts = [pending_reading("t", at, at + length)]
    elif kind == "reject":
        drafts = [pending_rejection(place(at, at + length), "brakes", reason="", revision="r")]
    else:
        drafts = [coding(at, at + length)]
    if drafts:
        ledger.append(coder, drafts)


def holds_whatever_is_done(url, text, acts):
    with Ledger.create(url) as ledger:
        ledger.add_text("anna", text)
        for one in acts:
            act(ledger, *one)
        entries = list(ledger.entries())
        held = {r.id: r for r in (*ledger.codings(), *ledger.rejections(), *ledger.readings())}
        assert held == replay(entries)
        assert held == replay(list(reversed(entries)))
        assert list(faults_of(ledger)) == []
        ledger.rebuild_index()
        assert {r.id: r for r in (*ledger.codings(), *ledger.rejections(), *ledger.readings())} == held


@given(ACTS)
@settings(max_examples=settings().max_examples // 4)
def test_whatever_is_done_the_index_equals_the_replay_and_the_audit_is_clean(tmp_path_factory, acts):
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "t.txt").write_text(CONTENT, encoding="utf-8")
    text, _ = read_text(folder / "t.txt")
    assert text is not None
    holds_whatever_is_done(file_url(folder / "study.db"), text, acts)


@pytest.mark.server
@given(acts=ACTS)
@settings(max_examples=settings().max_examples // 8)
def test_the_same_holds_in_a_server(server_url, tmp_path, acts):
    (tmp_path / "t.txt").write_text(CONTENT, encoding="utf-8")
    text, _ = read_text(tmp_path / "t.txt")
    with schema_of(server_url) as url:
        holds_whatever_is_done(url, text, acts)


@BOTH
def test_each_coders_entries_are_a_chain_of_hashes(ledger):
    ledger.append("anna", [coding(0, 8), coding(9, 20)])
    ledger.append("basile", [coding(0, 8)])
    for coder in ("anna", "basile"):
        previous = None
        for entry in ledger.entries(coder=coder):
            assert entry.previous == previous
            assert entry.id == entry_id(entry.coder, entry.previous, entry.time, entry.kind, canonical(entry.as_json()))
            previous = entry.id


CHANGES = [
    "UPDATE entries SET coder = 'x'",
    "DELETE FROM entries",
    "UPDATE blobs SET content = 'x'",
    "DELETE FROM blobs",
]
EMPTIED = ["TRUNCATE entries", "TRUNCATE blobs", "TRUNCATE entries CASCADE", "UPDATE entries SET id = id WHERE false"]


@pytest.mark.parametrize(
    ("database", "statement"),
    [
        *(("sqlite", change) for change in CHANGES),
        *(pytest.param("postgresql", change, marks=pytest.mark.server) for change in (*CHANGES, *EMPTIED)),
    ],
    indirect=["database"],
)
def test_the_database_itself_refuses_change_and_removal(ledger, statement):
    ledger.append("anna", [coding(0, 8)])
    with ledger.engine.begin() as raw, pytest.raises(DBAPIError, match="append-only"):
        raw.exec_driver_sql(statement)


@BOTH
def test_a_place_that_does_not_read_its_quote_changes_nothing(ledger):
    before = list(ledger.entries())
    wrong = pending_coding(Place("t", 0, 8, "autre mot"), "goals", case=None, degree=None, memo="", revision="r")
    with pytest.raises(QuoteMismatch):
        ledger.append("anna", [coding(9, 20), wrong])
    assert list(ledger.entries()) == before
    assert ledger.codings() == []


@BOTH
def test_accents_in_ids_and_memos_come_back_as_they_went_in(ledger):
    ledger.append(
        "zoé", [pending_coding(place(0, 8), "à.é", case="Saint-Étienne", degree=None, memo="déjà 😀", revision="r")]
    )
    [found] = ledger.codings(coder="zoé")
    assert (found.case, found.memo, found.code) == ("Saint-Étienne", "déjà 😀", "à.é")


@BOTH
def test_history_holds_old_and_new_values(ledger):
    ledger.append("anna", [coding(0, 8, memo="avant")])
    ledger.append("anna", pending_undos(undoable(ledger.entries(coder="anna"))[:1]))
    ledger.append("anna", [coding(0, 8, memo="après")])
    assert [e.payload.memo for e in ledger.entries(kind="code")] == ["avant", "après"]
    assert [c.memo for c in ledger.codings()] == ["après"]


def test_a_full_disk_is_said_and_nothing_is_half_written(ledger):
    before = list(ledger.entries())
    with ledger.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        connection.commit()
    with pytest.raises(LedgerUnavailable, match="disk is full: nothing was recorded"):
        ledger.append("anna", [coding(0, 8, memo="x" * 2000) for _ in range(200)])
    assert list(ledger.entries()) == before
    assert ledger.codings() == []


def test_what_is_no_ledger_is_said_to_be_none(tmp_path):
    (tmp_path / "a.db").write_bytes(b"not a database at all, only words" * 200)
    with pytest.raises(DamagedLedger, match="not a readable ledger"), Ledger.open(f"sqlite:///{tmp_path / 'a.db'}"):
        pass
    with pytest.raises(GloseError), Ledger.open("nonsense"):
        pass


def seeded(url: str, read) -> None:
    with Ledger.create(url) as ledger:
        ledger.add_text("anna", read("t.txt", CONTENT))
        ledger.add_codebook("anna", "codes: [{id: goals, label: Buts}]")
        ledger.append("anna", [coding(0, 8, memo="une note"), coding(9, 20)])
        ledger.append("basile", [pending_rejection(place(0, 8), "goals", reason="non", revision="r")])
        ledger.append("basile", [pending_reading("t", 0, len(CONTENT))])
        if ledger.engine.dialect.name == "sqlite":
            with ledger.engine.connect() as raw:
                raw.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def findings(url):
    try:
        with Ledger.open(url) as ledger:
            return list(faults_of(ledger))
    except GloseError as error:
        return [error]


COLUMNS = [
    *(("entries", column) for column in ("id", "coder", "previous", "time", "kind", "payload", "subject", "position")),
    ("blobs", "content"),
    ("blobs", "id"),
    ("heads", "entry"),
    ("heads", "entries"),
    *(("codings", column) for column in ("code", "quote", "start", "end", "case", "memo", "coder")),
    ("rejections", "reason"),
    ("readings", "end"),
]


@BOTH
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_the_audit_finds_any_changed_value(ledger_url, read, table, column):
    seeded(ledger_url, read)
    assert findings(ledger_url) == []
    with unguarded(ledger_url) as raw:
        c = schema.metadata.tables[table].c[column]
        old = raw.execute(select(c).where(c.is_not(None)).order_by(c.desc()).limit(1)).scalar_one()
        new = old + 1 if isinstance(old, int) else (old[:-1] + b"#" if isinstance(old, bytes) else old[:-1] + "#")
        raw.execute(c.table.update().where(c == old).values({c.name: new}))
    problems = [problem for problem in findings(ledger_url) if "trigger" not in str(problem)]
    assert problems


@BOTH
def test_the_audit_finds_removed_entries(ledger_url, read):
    seeded(ledger_url, read)
    with unguarded(ledger_url) as raw:
        raw.exec_driver_sql("DELETE FROM entries WHERE position = (SELECT max(position) FROM entries)")
        raw.exec_driver_sql("DELETE FROM readings")
    assert "does not end where recorded" in " ".join(str(problem) for problem in findings(ledger_url))


def test_the_audit_finds_one_changed_byte_wherever_content_is_kept(tmp_path, read):
    path = tmp_path / "seed.db"
    seeded(file_url(path), read)
    whole = path.read_bytes()
    for needle in (b"trois phrases", b"une note", b"label: Buts", b'"kind":"interview"', b"goals.growth", b"basile"):
        at = whole.find(needle)
        if at < 0:
            continue
        damaged = bytearray(whole)
        damaged[at + 2] ^= 1
        other = tmp_path / f"{at}.db"
        other.write_bytes(bytes(damaged))
        assert findings(file_url(other)), needle


def test_who_may_only_read_reads_and_is_told_why_nothing_can_be_written(coded, glose, monkeypatch):
    """The tests may run as root, to whom no folder is closed: that it may not be written to is said for the test."""
    glose("code", "nice-entretien", "challenges", "--quote", "un frein", "--coder", "anna")
    before = (coded / "study.db").read_bytes()
    monkeypatch.setattr("ledger.connection.os.access", lambda *_: False)
    assert len(glose("quotes", "challenges", "--json").lines) == 1
    assert (
        "read-only for you: nothing was recorded"
        in glose("code", "nice-entretien", "challenges", "--quote", "silos reste", "--coder", "anna", code=1).err
    )
    assert (coded / "study.db").read_bytes() == before


def test_a_ledger_that_is_being_written_to_is_not_read_past_its_log(coded, glose, monkeypatch):
    (coded / "study.db-wal").write_bytes(b"something")
    monkeypatch.setattr("ledger.connection.os.access", lambda *_: False)
    assert "copy the folder and read the copy" in glose("progress", code=1).err


@BOTH
def test_a_clock_that_was_set_back_does_not_make_a_chain_run_backwards(ledger, monkeypatch):
    """The second entry is made two hours before the first, by the clock: it takes the first's time."""

    class Clock(datetime):
        hours = iter([12, 10])

        @classmethod
        def now(cls, tz=None):
            return datetime(2030, 1, 1, next(cls.hours), tzinfo=tz)

    monkeypatch.setattr("ledger.time_of_entry.datetime", Clock)
    first = ledger.append("anna", [coding(0, 8)])[0]
    second = ledger.append("anna", [coding(9, 20)])[0]
    assert (first.time, second.time) == ("2030-01-01T12:00:00.000000Z",) * 2
    assert [problem for problem in faults_of(ledger) if problem.level == "error"] == []


@BOTH
def test_many_codings_are_fetched_whole_however_many_are_asked_for(ledger):
    """More than fit into one query: none is left out where one query ends and the next begins."""
    made = ledger.append("anna", [coding(0, 8, memo=str(number)) for number in range(1003)])
    ids = [entry.id for entry in made]
    assert set(ledger.codings_by_id(ids)) == set(ids)
    assert set(ledger.numbers(ids)) == set(ids)


@BOTH
def test_the_last_revision_is_the_one_that_arrived_last(ledger):
    assert ledger.revision("codebook") is None
    for source in ("codes: []", "codes: [{id: a}]", "codes: []"):
        assert ledger.add_codebook("anna", source) is not None
        assert ledger.add_codebook("basile", source) is None
    assert len(list(ledger.entries(kind="codebook"))) == 3


@BOTH
def test_current_entries_are_those_that_were_not_undone(ledger):
    first, second = ledger.append("anna", [coding(0, 8), coding(9, 20)])
    ledger.append("anna", pending_undos([first]))
    assert ledger.current("code") == [second]
