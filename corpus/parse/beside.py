"""Texts parsed in a process of its own, while this one goes on with what needs no parse.

Loading spaCy and parsing take most of a first run, and computers have two cores at least. The other process only
parses: what it makes comes through a pipe and is written by this one, so that it can be ended at any moment and leaves
nothing half-written. It parses the same passages in the same order and batches as this one would, so the arrays are
the same.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from corpus.parse.analysis import Analysis, analyse, by_language, cache_name, keep, parsed
from corpus.text import Text

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MUCH = 30_000
"""Characters that are parsed beside: fewer are done sooner than a process has begun."""


@dataclass(frozen=True)
class Parsing:
    """The parse of texts, begun or not: `beside` says whether another process is at it."""

    analyses: Callable[[], dict[str, Analysis]]
    """Waits for all of it and returns what `analyse` does; to be called once."""
    beside: bool


@contextmanager
def parsing(
    texts: Sequence[Text],
    *,
    cache: Path,
    jobs: int = 1,
    beside: bool = True,
    advance: Callable[[int], None] = lambda _: None,
) -> Iterator[Parsing]:
    """Begin to parse beside what is not parsed yet; leaving the block ends the process that does.

    Little text, all of it where there is one core or several `jobs` or it shall not be `beside`, and what the other
    process could not parse, is parsed by this one when it is asked for, and what goes wrong is heard from there. A
    program that parses beside has to guard its main module as `multiprocessing` asks for.
    """
    left = [text for text in texts if not (cache / cache_name(text)).exists()]
    other = _begun(left, cache) if beside and jobs == 1 and _worth_a_process(left) else None

    def analyses() -> dict[str, Analysis]:
        found: dict[str, Analysis] = {}
        for text, analysis in other.finished() if other else ():
            found[text.id] = analysis
            advance(len(text.content))
        rest = [text for text in texts if text.id not in found]
        found |= analyse(rest, cache=cache, jobs=jobs, advance=advance)
        return {text.id: found[text.id] for text in texts}

    try:
        yield Parsing(analyses, other is not None)
    finally:
        if other:
            other.end()


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _worth_a_process(texts: Sequence[Text]) -> bool:
    return sum(len(text.content) for text in texts) >= MUCH and cores() > 1


def _begun(texts: Sequence[Text], cache: Path) -> "_Beside | None":
    try:
        return _Beside(texts, cache)
    except OSError:  # no more processes, no more memory
        return None


class _Beside:
    """Another process that parses texts, and a thread that keeps what it has parsed."""

    def __init__(self, texts: Sequence[Text], cache: Path) -> None:
        from multiprocessing import get_context

        # By language and in order, as `analyse` parses them.
        self._texts = [text for group in by_language(texts).values() for text in group]
        self._cache = cache
        self._finished: SimpleQueue[tuple[Text, Analysis] | OSError | None] = SimpleQueue()
        spawning = get_context("spawn")
        self._channel, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_parse, args=(theirs,), daemon=True, name="parsing")
        try:
            with _interrupts_held_back():
                self._process.start()
        except OSError:
            self._channel.close()
            raise
        finally:
            theirs.close()
        self._keeper = Thread(target=self._keep, daemon=True, name="parsed")
        self._keeper.start()

    def finished(self) -> Iterator[tuple[Text, Analysis]]:
        """Each text as it is parsed and kept, until all are or the process fails; raises OSError as `analyse` does."""
        while (one := self._finished.get()) is not None:
            if isinstance(one, OSError):
                raise one
            yield one

    def end(self) -> None:
        """End the process, whatever it is doing; what it parsed so far is kept."""
        self._process.kill()
        self._keeper.join()
        self._process.join()
        self._channel.close()

    def _keep(self) -> None:
        # Texts go through the pipe from here, because a process that is only beginning does not read them yet.
        with suppress(EOFError, OSError):
            self._channel.send(self._texts)
            for text in self._texts:
                analysis = self._channel.recv()
                try:
                    keep(self._cache, text, analysis)
                except OSError as error:
                    self._finished.put(error)
                    break
                self._finished.put((text, analysis))
        self._finished.put(None)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """A process begun in the block never hears Ctrl-C, which is for whoever began it and ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _parse(channel: "Connection") -> None:
    """Parse the texts that come through the channel, in the other process; a failure is left to whoever waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True, name="parent").start()
    try:
        for language, texts in by_language(channel.recv()).items():
            for _, analysis in parsed(texts, language):
                channel.send(analysis)
    except Exception:  # noqa: BLE001 - it comes up again where the same text is parsed in the process that waits
        os._exit(1)


def end_with_parent() -> None:
    """End this process once the one that began it is gone, however that ended."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
