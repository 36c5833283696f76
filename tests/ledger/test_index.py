"""The index: records come back as they were put in, in order, however many are asked for; differences are named."""

from dataclasses import replace

import pytest
from sqlalchemy import event, insert

from coding.records.columns import FIELDS, ColumnsBuilder
from coding.records.head import head_of
from coding.records.replay import Classification, Coding, Reading, Rejection, Unclassed
from corpus.place import Place
from ledger import index, schema
from ledger.ledger import Ledger
from tests.server import BOTH

pytestmark = BOTH


def coding(name, start, *, text="a", end=None, time="t1", **given):
    said = {"code": "goals", "case": "Nice", "degree": None, "coder": "anna", **given}
    return Coding(id=name, place=Place(text, start, end or start + 3, "mot"), time=time, **said)


CODINGS = [
    coding("f", 0, text="b"),
    coding("e", 9),
    coding("d", 5, end=9),
    coding("c", 5, time="t2"),
    coding("b", 5, code="brakes", case=None, degree="strong", coder="basile", value="12", memo="vu", suggested=True),
    coding("a", 5),
]
"""The last is the first by place, time and id."""


@pytest.fixture
def connection(ledger_url):
    with Ledger.create(ledger_url) as ledger, ledger.engine.connect() as opened:
        index.put(opened, CODINGS)
        yield opened


def test_codings_come_by_text_place_time_and_id_as_they_were_put_in(connection):
    found = list(index.records(connection, Coding))
    assert [record.id for record in found] == ["a", "b", "c", "d", "e", "f"]
    assert sorted(found, key=lambda c: c.id) == sorted(CODINGS, key=lambda c: c.id)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"code": "brakes"}, "b"),
        ({"coder": "anna", "text": "b"}, "f"),
        ({"coder": "basile", "code": None}, "b"),
        ({"coder": "basile", "code": "goals"}, ""),
    ],
)
def test_what_is_given_must_be_equal_and_none_asks_nothing(connection, wanted, found):
    assert "".join(record.id for record in index.records(connection, Coding, **wanted)) == found


def test_each_kind_has_its_table_and_its_order(connection):
    place = Place("a", 0, 3, "mot")
    classes = [
        Classification(name, typology, "c", case, place, "anna", time)
        for name, typology, case, time in (("4", "s", "A", "t1"), ("3", "m", "B", "t1"), ("2", "m", "A", "t2"), ("1", "m", "A", "t1"))
    ]  # fmt: skip
    unclassed = [
        Unclassed("9", "m", "no_evidence", "B", "anna", "t1"),
        Unclassed("8", "m", "no_evidence", "A", "anna", "t1"),
    ]
    others = [Rejection("r", place, "goals", "anna", "t1"), Reading("l", "a", 0, 9, "anna", "t1")]
    index.put(connection, [*classes, *unclassed, *others])
    assert [r.id for r in index.records(connection, Unclassed)] == ["8", "9"]
    assert [r.id for r in index.records(connection, Classification)] == ["1", "3", "4", "2"], "they have a place"
    assert [list(index.records(connection, kind)) for kind in (Rejection, Reading)] == [others[:1], others[1:]]
    assert [index.size(connection, kind) for kind in (Coding, Rejection, Classification, Unclassed, Reading)] == [6, 1, 4, 2, 1]  # fmt: skip


def test_what_is_removed_is_gone_and_nothing_else(connection):
    index.remove(connection, ["c"])
    assert [record.id for record in index.records(connection, Coding)] == ["a", "b", "d", "e", "f"]
    index.clear(connection)
    assert index.size(connection, Coding) == 0


@pytest.mark.parametrize("portion", [1, 2, 20_000])
@pytest.mark.parametrize("at_once", [1, 2, 500])
@pytest.mark.parametrize("ids", ["", "b", "bd", "abcdef"])
def test_codings_are_found_by_id_in_whatever_portions(connection, monkeypatch, portion, at_once, ids):
    monkeypatch.setattr(index, "PORTION", portion)
    monkeypatch.setattr(index, "AT_ONCE", at_once)
    known = {record.id: record for record in CODINGS}
    assert index.codings_by_id(connection, [*ids, "unknown"]) == {name: known[name] for name in ids}


def test_columns_say_the_same_in_whatever_portions_they_are_read(connection, monkeypatch):
    whole = index.coding_columns(connection)
    monkeypatch.setattr(index, "PORTION", 2)
    again = index.coding_columns(connection)
    assert [whole.id(at) for at in range(6)] == [again.id(at) for at in range(6)] == ["a", "b", "c", "d", "e", "f"]
    assert again.suggested.tolist() == [False, True, False, False, False, False]
    assert [again.degree.at(at) for at in range(6)] == [None, "strong", None, None, None, None]


def test_columns_are_read_a_portion_at_a_time_and_suggested_as_the_number_that_is_stored(connection, monkeypatch):
    portions = []
    monkeypatch.setattr(ColumnsBuilder, "add", lambda self, rows: portions.append(list(rows)))
    monkeypatch.setattr(index, "PORTION", 4)
    index.coding_columns(connection)
    assert [len(portion) for portion in portions] == [4, 2]
    suggested = [row[FIELDS.index("suggested")] for portion in portions for row in portion]
    assert sorted(suggested) == [0, 0, 0, 0, 0, 1]
    stored = bool if connection.dialect.name == "postgresql" else int
    assert {type(number) for number in suggested} == {stored}, "a truth value for every row takes time"


@pytest.fixture
def asked(connection):
    """What is asked of the database, statement by statement."""
    statements = []
    event.listen(connection, "before_cursor_execute", lambda *said: statements.append(said[2]))
    return statements


def test_each_id_is_asked_for_once(connection, asked, monkeypatch):
    monkeypatch.setattr(index, "AT_ONCE", 2)
    assert sorted(index.codings_by_id(connection, list("abcde"))) == list("abcde")
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("portion", "ids", "whole"),
    [
        (3, "abc", False),  # no more than a portion
        (2, "abc", True),  # more than a portion, and more than a fifth of the ten
        (1, "ab", False),  # more than a portion, but just a fifth
        (1, "abc", True),
    ],
)
def test_all_codings_are_read_only_for_more_than_a_portion_and_a_fifth_of_them(
    connection, asked, monkeypatch, portion, ids, whole
):
    index.put(connection, [coding(name, 1, text="c") for name in "ghij"])
    monkeypatch.setattr(index, "PORTION", portion)
    assert sorted(index.codings_by_id(connection, list(ids))) == list(ids)
    assert ("WHERE" not in asked[-1]) == whole


def test_memos_are_counted(connection):
    assert index.codings_with_memo(connection) == 1


def test_what_differs_from_the_replay_is_named_on_either_side(connection):
    replayed = {record.id: record for record in CODINGS}
    assert list(index.differences(connection, replayed)) == []
    replayed["d"] = replace(replayed["d"], code="brakes")
    del replayed["e"]
    replayed["new"] = coding("new", 1)
    assert sorted(index.differences(connection, replayed)) == ["d", "e", "new"]


TIME = "2016-03-01T10:00:00.000001Z"


@pytest.mark.parametrize(
    "value",
    ["douze, treize", "", "é\n𝄞", "un\x1fdeux", "\x1e", "x\x1ey"],
    ids=["words", "none", "wide", "joint", "nothing", "within"],
)
def test_packed_columns_say_what_rows_say_whatever_a_value_holds(ledger_url, monkeypatch, value):
    long = [
        replace(one, id=one.id * 64, time=TIME[: 27 - len(one.time)] + one.time, value=value if one.suggested else None)
        for one in CODINGS
    ]
    with Ledger.create(ledger_url) as ledger, ledger.engine.connect() as connection:
        index.put(connection, long)
        packed = index.coding_columns(connection)
        monkeypatch.setattr(ColumnsBuilder, "add_packed", lambda *_: False)
        rows = index.coding_columns(connection)
    for name in FIELDS:
        one, other = getattr(packed, "ids" if name == "id" else name), getattr(rows, "ids" if name == "id" else name)
        if hasattr(one, "names"):
            assert (one.names, one.numbers.tolist()) == (other.names, other.numbers.tolist())
        else:
            assert one.tolist() == other.tolist()


@pytest.mark.parametrize("length", [64, 9])
def test_the_head_of_a_ledger_is_that_of_its_ids_by_arrival(ledger_url, length):
    with Ledger.create(ledger_url) as ledger:
        assert ledger.head() == head_of(ledger.ids())
        entry = {"coder": "anna", "previous": None, "time": TIME, "kind": "memo", "subject": None, "payload": "{}"}
        rows = [{**entry, "position": at + 10, "id": name * length} for at, name in enumerate("f0a9")]
        with ledger.engine.begin() as connection:
            connection.execute(insert(schema.entries), rows)
        assert ledger.ids()[-4:] == [row["id"] for row in rows]
        assert ledger.head() == head_of(ledger.ids())
