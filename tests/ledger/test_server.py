"""A ledger in a PostgreSQL server: who waits for whom, and what is said when the server is not as it should be."""

import threading

import psycopg
import pytest
from sqlalchemy import text

from coding.deciding.pending import pending_coding, pending_reading
from coding.records.undoing import pending_undos
from corpus.place import Place
from ledger import committing, server
from ledger.address import address_of, kept_url, shown, without_password
from ledger.integrity import faults_of
from ledger.ledger import Ledger
from ledger.situations import LedgerBusy, LedgerUnavailable, LedgerUnsure
from ledger.write_lock import WHOLE, WriteLock
from tests.ledger.lossy import LossyWire

CONTENT = "Un texte de trois phrases.\n"


def reading(end=2):
    return pending_reading("t", 0, end)


def coding(end, memo=""):
    return pending_coding(Place("t", 0, end, CONTENT[:end]), "goals", case=None, degree=None, memo=memo, revision="r")


@pytest.fixture
def begun(new_schema, read):
    """The URL of a ledger with one text."""
    with Ledger.create(new_schema) as ledger:
        ledger.add_text("lead", read("t.txt", CONTENT))
    return new_schema


@pytest.fixture
def two(begun):
    with Ledger.open(begun) as one, Ledger.open(begun) as other:
        other.patience = 0.2
        yield one, other


pytestmark = pytest.mark.server


def test_coders_do_not_wait_for_one_another(two):
    """While anna's recording is under way basile's begins and ends; anna's own second one waits."""
    one, other = two
    with one.recording(WriteLock(frozenset({"anna"}))):
        assert len(other.append("basile", [reading()])) == 1
        with pytest.raises(LedgerBusy, match="Another program is writing"):
            other.append("anna", [reading()])
    assert len(other.append("anna", [reading()])) == 1
    assert list(faults_of(one)) == []


def test_who_changes_what_decisions_rest_on_is_alone(two, read):
    one, other = two
    with one.recording(WHOLE), pytest.raises(LedgerBusy):
        other.append("basile", [reading()])
    with one.recording(WriteLock(frozenset({"anna"}))), pytest.raises(LedgerBusy):
        other.add_text("basile", read("u.txt", "Un autre.\n"))
    with one.recording(WriteLock(frozenset({"anna"}))), pytest.raises(LedgerBusy):
        other.add_codebook("basile", "codes: []")


def test_two_studies_in_one_database_do_not_wait_for_each_other(begun, server_url, read):
    from tests.server import schema_of

    with schema_of(server_url) as second, Ledger.create(second) as neighbour, Ledger.open(begun) as mine:
        neighbour.patience = 0.2
        with mine.recording(WHOLE):
            neighbour.add_text("anna", read("t.txt", "Un autre.\n"))


def test_a_head_is_the_beginning_of_every_later_one_whoever_was_under_way(begun):
    """anna takes a number and is slow; basile takes the next and is done. The head waits for anna."""
    with Ledger.open(begun) as slow, Ledger.open(begun) as fast, Ledger.open(begun) as reader:
        numbered, go_on = threading.Event(), threading.Event()

        def record_slowly():
            with slow.recording(WriteLock(frozenset({"anna"}))) as connection:
                slow.record_on(connection, [("anna", [reading()])], ())
                numbered.set()
                go_on.wait(10)

        recording = threading.Thread(target=record_slowly)
        recording.start()
        numbered.wait(10)
        fast.append("basile", [reading()])
        heads = []
        asking = threading.Thread(target=lambda: heads.append(reader.head()))
        asking.start()
        asking.join(0.3)
        assert heads == [], "basile's entry has the higher number, and anna's is still to come"
        go_on.set()
        recording.join()
        asking.join()
        fast.append("basile", [reading(3)])
        assert heads[0].entries == 3
        assert heads[0].stands_in(reader.ids())


def test_two_who_take_back_and_restore_one_coding_leave_the_index_as_the_replay_is(begun):
    with Ledger.open(begun) as one, Ledger.open(begun) as other:
        [made] = one.append("anna", [coding(8)])
        for _ in range(10):
            acts = [
                threading.Thread(target=ledger.append, args=(coder, pending_undos([made])))
                for ledger, coder in ((one, "anna"), (other, "basile"))
            ]
            for act in acts:
                act.start()
            for act in acts:
                act.join()
            [made] = one.append("anna", [coding(8)])
        assert list(faults_of(one)) == []


def test_a_number_that_was_never_used_is_a_doubt_and_one_that_is_missing_an_error(begun):
    with Ledger.open(begun) as ledger:
        ledger.append("anna", [reading()])
        with ledger.engine.begin() as raw:
            raw.execute(text("SELECT nextval('entries_position')"))
        ledger.append("anna", [reading(3)])
        [doubt] = faults_of(ledger)
        assert (doubt.level, "no entry has the number 3" in doubt.message) == ("warning", True)
        with ledger.engine.begin() as raw:
            raw.exec_driver_sql("SET LOCAL session_replication_role = replica; DELETE FROM entries WHERE position = 2")
        said = " ".join(str(problem) for problem in faults_of(ledger) if problem.level == "error")
        assert "entry 2 is missing before it" in said


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TRIGGER keep_entries ON entries", "lacks the trigger keep_entries"),
        ("ALTER TABLE blobs DISABLE TRIGGER keep_blobs", "keep_blobs no longer keeps"),
        (
            "CREATE OR REPLACE FUNCTION refuse_entries() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            "keep_entries no longer keeps",
        ),
        (
            "DROP TRIGGER keep_entries ON entries; CREATE TRIGGER keep_entries BEFORE UPDATE ON entries "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_entries()",
            "keep_entries no longer keeps",
        ),
        ("CREATE RULE lose AS ON INSERT TO codings DO INSTEAD NOTHING", "has a trigger lose that Glose did not make"),
        (
            "CREATE FUNCTION refuse_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM codings; "
            "RAISE EXCEPTION 'the ledger was moved to x'; END $$; CREATE TRIGGER moved BEFORE INSERT ON entries "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_moved()",
            "has a trigger moved that Glose did not make",
        ),
    ],
)
def test_triggers_are_known_by_what_they_do(begun, statement, said):
    with Ledger.open(begun) as ledger:
        with ledger.engine.begin() as raw:
            raw.exec_driver_sql(statement)
        assert said in " ".join(str(problem) for problem in faults_of(ledger) if problem.level == "error")


def test_whoever_listens_is_told(begun):
    address = address_of(begun)
    with psycopg.connect(host=address.query["host"], dbname=address.database, user="glose", autocommit=True) as ear:
        ear.execute("LISTEN glose")
        with Ledger.open(begun) as ledger:
            [made] = ledger.append("anna", [reading()])
        assert [news.payload for news in ear.notifies(timeout=5, stop_after=1)] == [made.id]


def test_words_longer_than_a_column_says_are_kept_whole(begun):
    with Ledger.open(begun) as ledger:
        place = Place("t", 0, 2, "Un")
        ledger.append(
            "z" * 300, [pending_coding(place, "c" * 400, case="N" * 500, degree=None, memo="m", revision="r")]
        )
        [kept] = ledger.codings()
        assert (len(kept.coder), len(kept.code), len(kept.case)) == (300, 400, 500)


def test_names_come_in_the_order_of_their_letters_codes_as_in_a_file(begun):
    with Ledger.open(begun) as ledger:
        for coder in ("zoé", "Émile", "anna", "Basile"):
            ledger.append(coder, [reading()])
        assert list(ledger.chains()) == sorted(["zoé", "Émile", "anna", "Basile", "lead"])


# The server is not as it should be


def failing(url):
    with pytest.raises(LedgerUnavailable) as told, Ledger.open(url) as ledger:
        ledger.ids()
    return str(told.value)


def test_a_server_that_is_off_or_unknown_is_away():
    assert "server is away" in failing("postgresql://anna@127.0.0.1:1/cities")
    assert "server is away" in failing("postgresql://anna@nowhere.invalid/cities")
    assert "server is away" in failing("postgresql://anna@/cities?host=/nowhere")


@pytest.fixture
def wire(own_server):
    opened = LossyWire(own_server.folder)
    yield opened
    opened.close()


def through(url, wire):
    """The URL of the same ledger, reached through the wire."""
    before, _, options = url.partition("options=")
    return f"{before.partition('?')[0].replace('@/', f'@127.0.0.1:{wire.port}/')}?options={options}"


def test_a_server_that_does_not_answer_is_given_up(begun, wire):
    wire.silent = True
    assert "did not answer in time" in failing(through(begun, wire) + "&connect_timeout=2")


def test_a_database_that_is_not_there_and_one_without_a_ledger(own_server, new_schema):
    assert "no such database" in failing(own_server.url.replace("/postgres", "/nowhere"))
    assert "holds no ledger" in failing(new_schema)
    assert "does not know the user" in failing(own_server.url.replace("glose@", "nobody_known@"))


def test_a_schema_that_is_not_there_is_said(own_server):
    with pytest.raises(LedgerUnavailable, match="no schema of the name"):
        Ledger.create(f"{own_server.url}&options=-csearch_path%3Dnowhere")


def test_a_database_that_does_not_keep_every_letter_is_refused(own_server):
    with psycopg.connect(host=str(own_server.folder), dbname="postgres", user="glose", autocommit=True) as raw:
        raw.execute("CREATE DATABASE old ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(LedgerUnavailable, match="keeps letters as LATIN1; a ledger needs UTF8"):
        Ledger.create(own_server.url.replace("/postgres", "/old"))


def test_a_password_refused(own_server):
    with psycopg.connect(host=str(own_server.folder), dbname="postgres", user="glose", autocommit=True) as raw:
        raw.execute("DROP ROLE IF EXISTS locked_out")
        raw.execute("CREATE ROLE locked_out LOGIN PASSWORD 'secret'")
    for url in (own_server.refused, own_server.refused.replace("@", ":wr0ng@", 1)):
        said = failing(url)
        assert "refused the password" in said
        assert "wr0ng" not in said
    assert "holds no ledger" in failing(own_server.refused.replace("@", ":secret@", 1))


def test_a_password_in_the_environment_is_taken(own_server, monkeypatch):
    test_a_password_refused(own_server)
    monkeypatch.setenv("PGPASSWORD", "secret")
    assert "holds no ledger" in failing(own_server.refused)


def test_a_server_of_another_version(begun, monkeypatch):
    monkeypatch.setattr(server, "OLDEST", 99)
    assert "Glose needs 99 or later" in failing(begun)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("53100", "disk of the database server is full: nothing was recorded"),
        ("25006", "can only be read from just now"),
        ("57P01", "being stopped or started"),
        ("42501", "does not let you do this"),
        ("53300", "no connection free"),
    ],
)
def test_what_a_server_says_by_its_code(begun, code, said):
    """The server itself says it, at the moment when an entry is recorded."""
    with Ledger.open(begun) as ledger:
        before = ledger.ids()
        with ledger.engine.begin() as raw:
            raw.exec_driver_sql(
                "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$"
            )
            raw.exec_driver_sql(
                "CREATE TRIGGER fail BEFORE INSERT ON readings FOR EACH STATEMENT EXECUTE FUNCTION fail()"
            )
        with pytest.raises(LedgerUnavailable, match=said):
            ledger.append("anna", [reading()])
        assert ledger.ids() == before


def test_a_server_that_was_started_again_is_found_again(begun, own_server):
    with Ledger.open(begun) as ledger:
        ledger.append("anna", [reading()])
        own_server.stop("fast")
        assert "server is away" in failing(begun)
        with pytest.raises(LedgerUnavailable, match="server is away"):
            ledger.append("anna", [reading()])
        own_server.start()
        ledger.append("anna", [reading(3)])
        assert [len(list(ledger.entries(coder="anna"))), list(faults_of(ledger))] == [2, []]


# The server's answer is lost


@pytest.fixture
def wired(begun, wire, monkeypatch):
    monkeypatch.setattr(committing, "SECONDS_TO_ASK", 1.0)
    with Ledger.open(through(begun, wire)) as ledger:
        yield ledger


def readings(url):
    with Ledger.open(url) as ledger:
        assert [problem for problem in faults_of(ledger) if problem.level == "error"] == []
        return len(ledger.readings())


def test_a_lost_answer_is_asked_for_again_and_the_recording_stands(wired, wire, begun):
    wire.loses_answer = True
    [made] = wired.append("anna", [reading()])
    assert made.id in wired.ids()
    assert readings(begun) == 1


def test_a_recording_that_did_not_reach_the_server_is_told_as_not_recorded(wired, wire, begun):
    wire.swallows = True
    with pytest.raises(LedgerUnavailable, match="connection to the database server was lost: nothing was recorded"):
        wired.append("anna", [reading()])
    assert readings(begun) == 0
    wired.append("anna", [reading()])
    assert readings(begun) == 1


@pytest.mark.parametrize("reached", [True, False])
def test_what_is_not_known_is_told_so_and_doing_it_again_does_not_double_it(wired, wire, begun, reached):
    wire.after = "down"
    wire.loses_answer, wire.swallows = reached, not reached
    with pytest.raises(LedgerUnsure, match="not known whether this was recorded"):
        wired.append("anna", [reading()])
    assert readings(begun) == reached
    wire.down = False
    [made] = wired.append("anna", [reading()])
    assert made.id in wired.ids()
    assert readings(begun) == 1
    wired.append("anna", [reading()])
    assert readings(begun) == 2, "the same act once more is another one"


# Passwords


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna:geheim@db/cities",
        "postgresql://anna:ge@heim@db/cities",
        "postgresql://anna:geheim/x@db:5432/cities",
        "postgresql://:geheim@db/cities",
        "postgresql://anna@db/cities?password=geheim&sslmode=require",
        "postgresql://anna@db/cities?sslmode=require&sslpassword=geheim",
        "postgresql://anna:geheim@db:nonsense/cities",
        "mysql://anna:geheim@db/cities",
    ],
)
def test_no_password_is_ever_shown(url):
    for words in (shown(url), without_password(f"cannot open {url}, sorry"), failing_address(url)):
        assert "geheim" not in words
        assert "heim@" not in words
        assert "***" in words or not words


def failing_address(url):
    from corpus.problem import GloseError

    try:
        kept, had = kept_url(str(address_of(url).render_as_string(hide_password=False)))
    except GloseError as error:
        return str(error)
    assert had
    assert "geheim" not in kept
    return ""
