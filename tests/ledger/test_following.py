"""Following a ledger: each entry once, in the order in which they arrived, also where one arrives late."""

import pytest

from coding.deciding.pending import pending_reading
from ledger.connection import file_url
from ledger.following import Follower
from ledger.ledger import Ledger
from ledger.write_lock import WriteLock

CONTENT = "Un texte de trois phrases.\n"


def reading(end):
    return pending_reading("t", 0, end, revision="r")


def test_each_entry_is_told_once(tmp_path, read):
    with Ledger.create(file_url(tmp_path / "study.db")) as ledger:
        ledger.add_text("lead", read("t.txt", CONTENT))
        follower = Follower(ledger)
        assert follower.new(ledger) == []
        made = [ledger.append(coder, [reading(end)])[0] for coder, end in (("anna", 2), ("basile", 3))]
        assert [entry.id for entry in follower.new(ledger)] == [entry.id for entry in made]
        assert follower.new(ledger) == []
        assert follower.mark == ledger.mark() == (ledger.last_position(), 0)


@pytest.mark.server
def test_what_arrives_late_under_a_lower_position_is_told_once(new_schema, read):
    """anna begins first and ends last: whoever followed basile's entry is told of hers all the same."""
    with Ledger.create(new_schema) as ledger:
        ledger.add_text("lead", read("t.txt", CONTENT))
    with Ledger.open(new_schema) as one, Ledger.open(new_schema) as other:
        follower = Follower(other)
        with one.recording(WriteLock(frozenset({"anna"}))) as connection:
            [late] = one.record_on(connection, [("anna", [reading(2)])], ())
            [early] = other.append("basile", [reading(2)])
            assert [entry.id for entry in follower.new(other)] == [early.id]
            mark = other.mark()
        numbers = other.numbers([late.id, early.id])
        assert numbers[late.id] < numbers[early.id]
        assert other.mark() != mark
        assert [entry.id for entry in follower.new(other)] == [late.id]
        assert follower.new(other) == []
        [after] = other.append("basile", [reading(3)])
        assert [entry.id for entry in follower.new(other)] == [after.id]
