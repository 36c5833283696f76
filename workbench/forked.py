"""Work done by a copy of this process (a fork) at the same time: for large studies, where it takes seconds.

The copy has in its memory whatever this process has, so nothing is sent to it; what it answers comes back through a
pipe. What it leaves undone, because it fails or is ended, this process does, and what goes wrong is heard from there.
Who forks lets go of connections first, so that each process has its own.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from corpus.parse.beside import cores

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Answer = TypeVar("Answer")

MANY = 100_000
"""Codings from which a copy gains more than it costs, some hundredths of a second."""

_TICKET = 4
"""Bytes of a part's number in the pipe that both processes take parts from."""


def can_fork() -> bool:
    """Whether a copy gains anything and is safe: it takes Linux, another core, and no other thread."""
    return sys.platform == "linux" and cores() > 1 and threading.active_count() == 1


def forked(work: Callable[[], Answer]) -> Callable[[], Answer]:
    """Begin the work in a copy; what is returned waits for its answer, which has to be one that can be pickled."""
    copy = _Copy(lambda channel: channel.send((work(),)))

    def answer() -> Answer:
        found = copy.heard()
        copy.end()
        return work() if found is None else found[0]

    return answer


@contextmanager
def in_two(
    make: Callable[[int], Callable[[], Answer]], number: int, *, copied: bool
) -> Iterator[Callable[[], Iterator[Answer]]]:
    """Do parts 0 … `number` - 1; what comes of it, called once, does this process's share and gives all answers.

    `make` makes a part and returns what finishes it. All are made before one is finished, so that an error in making
    leaves nothing half done. Where it is `copied`, which takes `can_fork()`, a copy does its share from now on until
    the block is left. The answers come in the order of the parts.
    """
    if not copied:
        yield lambda: _alone(make, number)
        return
    shared = _Shared(make, number)
    try:
        yield shared.answers
    finally:
        shared.end()


def _alone(make: Callable[[int], Callable[[], Answer]], number: int) -> Iterator[Answer]:
    made = [make(part) for part in range(number)]
    return (finish() for finish in made)


class _Copy:
    """A copy of this process that does one thing and ends, with a pipe to it."""

    def __init__(self, work: "Callable[[Connection], None]") -> None:
        from multiprocessing import get_context

        forking = get_context("fork")
        self.channel, theirs = forking.Pipe()
        self._process = forking.Process(target=self._run, args=(work, theirs), daemon=True, name="copy")
        self._process.start()
        theirs.close()

    def _run(self, work: "Callable[[Connection], None]", channel: "Connection") -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked hears of it, and ends the copy
        self.channel.close()  # so that the pipe ends where the other process does
        with suppress(Exception):  # the other process does what is missing, and hears what is wrong
            work(channel)

    def heard(self) -> Any:
        """What the copy tells next; None where it has ended."""
        with suppress(EOFError, OSError):
            return self.channel.recv()
        return None

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.channel.close()


class _Shared(Generic[Answer]):
    """Parts of which two processes take the next whenever they are free; the parts' numbers lie in a pipe."""

    def __init__(self, make: Callable[[int], Callable[[], Answer]], number: int) -> None:
        self._make, self._number = make, number
        self._tickets, tickets = os.pipe()
        os.write(tickets, b"".join(part.to_bytes(_TICKET, "big") for part in range(number)))
        os.close(tickets)
        self._copy = _Copy(self._share)

    def answers(self) -> Iterator[Answer]:
        """The answer of each part, in order."""
        made = dict(self._taken())
        elsewhere = self._copy.heard() or ()
        made |= {part: self._make(part) for part in range(self._number) if part not in made and part not in elsewhere}
        with suppress(OSError):
            self._copy.channel.send("finish")
        found = {part: finish() for part, finish in made.items()}
        found |= self._copy.heard() or {}
        return (found[part] if part in found else self._make(part)() for part in range(self._number))

    def end(self) -> None:
        """End the copy."""
        self._copy.end()
        os.close(self._tickets)

    def _taken(self) -> Iterator[tuple[int, Callable[[], Answer]]]:
        while ticket := os.read(self._tickets, _TICKET):
            part = int.from_bytes(ticket, "big")
            yield part, self._make(part)

    def _share(self, channel: "Connection") -> None:
        """What the copy does: make parts, tell which; when all are made, finish its own and tell their answers."""
        made: dict[int, Callable[[], Answer]] = {}
        with suppress(Exception):
            made.update(self._taken())
        channel.send(set(made))
        channel.recv()
        channel.send({part: finish() for part, finish in made.items()})
