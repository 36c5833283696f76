"""Following a ledger in a file: each entry once, in the order in which they arrived."""

from coding.deciding.pending import pending_reading
from ledger.connection import file_url
from ledger.following import Follower
from ledger.ledger import Ledger

CONTENT = "Un texte de trois phrases.\n"


def test_each_entry_is_told_once(tmp_path, read):
    with Ledger.create(file_url(tmp_path / "study.db")) as ledger:
        ledger.add_text("lead", read("t.txt", CONTENT))
        follower = Follower(ledger)
        assert follower.new(ledger) == []
        made = [
            ledger.append(coder, [pending_reading("t", 0, end, revision="r")])[0] for coder, end in (("a", 2), ("b", 3))
        ]
        assert [entry.id for entry in follower.new(ledger)] == [entry.id for entry in made]
        assert follower.new(ledger) == []
        assert follower.mark == ledger.mark() == (ledger.last_position(), 0)
