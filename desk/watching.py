"""Telling pages what happened in the ledger since: decisions of others, of other desks, and of commands."""

import asyncio
import json
import queue
from collections.abc import AsyncIterator
from threading import Event, Lock, Thread
from typing import Any

from coding.records.entry import Entry
from corpus.problem import GloseError
from desk.opened import OpenStudy

_EVERY = 0.25
"""Seconds between two looks at the ledger: one small question, in a thread that runs while somebody listens."""
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

    def suggested(self) -> None:
        """Tell that there are new suggestions."""
        self.tell({"kind": "suggestions"})

    def close(self) -> None:
        """Look no more; whoever listens is told that this is the end."""
        self._closed.set()
        with self._lock:
            for one in self._listening:
                one.put(None)

    async def events(self) -> AsyncIterator[str]:
        """What happens from now on, as server-sent events."""
        mine: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        with self._lock:
            self._listening.add(mine)
            if self._thread is None:
                self._thread = Thread(target=self._watch, daemon=True, name="watching")
                self._thread.start()
        try:
            yield "retry: 1000\n\n"
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

    def _watch(self) -> None:
        position: int | None = None
        study = self._opened.fresh_copy()
        try:
            while not self._closed.wait(_EVERY):
                try:
                    if position is None:
                        position = study.ledger.last_position()
                        continue
                    if study.ledger.last_position() == position:
                        continue
                    new = study.ledger.arrived_after(position)
                except GloseError:
                    continue  # the ledger cannot be reached now: it is asked again
                position = max([position, *(at for at, _ in new)])
                study.__dict__.pop("hidden", None)
                for start in range(0, len(new), 200):
                    self.tell({"kind": "entries", "entries": [_shown(one) for _, one in new[start : start + 200]]})
        finally:
            study.close()


def _shown(entry: Entry) -> dict[str, Any]:
    """What a page needs to know of an entry."""
    return {"id": entry.id, "kind": entry.kind, "coder": entry.coder, "text": entry.text, "code": entry.code}
