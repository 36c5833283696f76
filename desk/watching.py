"""Telling pages what happened in the ledger since: decisions of others, of other desks, and of commands."""

import asyncio
import json
import queue
from collections.abc import AsyncIterator
from threading import Event, Lock, Thread
from typing import Any

from starlette.concurrency import run_in_threadpool

from coding.records.entry import Entry
from corpus.problem import GloseError
from desk.opened import OpenStudy
from ledger.following import Follower

_EVERY = 0.25
"""Seconds between two looks at the ledger: one small question, in a thread that runs while somebody listens."""
_BEGIN = 10.0
"""Seconds that a page waits at most until entries are watched for."""
_BEAT = 15.0
"""Seconds after which a silent connection is sent a sign of life, so that both ends notice a lost one."""


class Watcher:
    """Looks for new entries and tells every page of one person's that listens."""

    def __init__(self, opened: OpenStudy) -> None:
        self._opened = opened
        self._listening: set[queue.SimpleQueue[dict[str, Any] | None]] = set()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._closed = Event()
        self._begun = Event()
        self._follower: Follower | None = None

    def suggested(self) -> None:
        """Tell that there are new suggestions."""
        self.tell({"kind": "suggestions"})

    def close(self) -> None:
        """Look no more; whoever listens is told that this is the end."""
        self._closed.set()
        with self._lock:
            for one in self._listening:
                one.put(None)

    async def events(self, after: int | None = None) -> AsyncIterator[str]:
        """What happens from now on, as server-sent events.

        `after` is the ledger's last position when the page was made: where more has arrived since, the page is told at
        once to look again.
        """
        mine: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        with self._lock:
            self._listening.add(mine)
            if self._thread is None:
                self._thread = Thread(target=self._watch, daemon=True, name="watching")
                self._thread.start()
        try:
            yield "retry: 1000\n\n"
            if after is not None and (await run_in_threadpool(self._last) or 0) > after:
                yield f"data: {json.dumps({'kind': 'again'})}\n\n"
            silent = 0.0
            while not self._closed.is_set():
                try:
                    found = mine.get_nowait()
                except queue.Empty:
                    await asyncio.sleep(0.05)
                    silent += 0.05
                    if silent > _BEAT:
                        silent = 0.0
                        yield ": still here\n\n"
                    continue
                if found is None:
                    return
                silent = 0.0
                yield f"data: {json.dumps(found, ensure_ascii=False)}\n\n"
        finally:
            with self._lock:
                self._listening.discard(mine)

    def tell(self, what: dict[str, Any]) -> None:
        """Tell every page that listens."""
        with self._lock:
            for one in self._listening:
                one.put(what)

    def _last(self) -> int | None:
        """The last position that pages were told of, once what arrives after it is watched for."""
        self._begun.wait(_BEGIN)
        return self._follower.mark[0] if self._follower else None

    def _watch(self) -> None:
        study = self._opened.fresh_copy()
        try:
            while not self._closed.is_set():
                try:
                    if self._follower is None:
                        self._follower = Follower(study.ledger)
                        self._begun.set()
                    study.__dict__.pop("hidden", None)
                    # What is hidden from who listens is not told, and not asked for again.
                    new = self._follower.new(study.ledger)
                except GloseError:
                    new = []  # the ledger cannot be reached now: it is asked again
                for start in range(0, len(new), 200):
                    self.tell({"kind": "entries", "entries": [_shown(one) for one in new[start : start + 200]]})
                self._closed.wait(_EVERY)
        finally:
            study.close()


def _shown(entry: Entry) -> dict[str, Any]:
    """What a page needs to know of an entry."""
    return {"id": entry.id, "kind": entry.kind, "coder": entry.coder, "text": entry.text, "code": entry.code}
