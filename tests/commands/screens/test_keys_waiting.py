"""Whether a key waits to be read is known without reading it."""

import os

import pytest

from commands.screens import keys
from commands.screens.keys import Keys


@pytest.fixture
def keyboard(monkeypatch):
    typed, read = os.openpty()
    with os.fdopen(read, encoding="utf-8") as terminal:
        monkeypatch.setattr("sys.stdin", terminal)
        yield lambda text: os.write(typed, text.encode())
    os.close(typed)


@pytest.mark.skipif(keys.termios is None, reason="terminals of POSIX")
def test_a_key_that_was_typed_waits_until_it_is_read(keyboard):
    with Keys() as waiting:
        assert not waiting.come()
        keyboard("ab")
        while not waiting.come():
            pass
        assert waiting.next() == "a"
        assert waiting.come()  # it came in the same read
        assert waiting.next() == "b"
        assert not waiting.come()


def test_where_there_is_no_terminal_only_what_was_read_waits():
    waiting = Keys()
    assert not waiting.come()
    waiting.waiting.append("a")
    assert waiting.come()
