"""Work that mostly waits for the database, begun in a thread of its own while this one goes on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

Answer = TypeVar("Answer")


def begun(work: Callable[[], Answer]) -> Callable[[], Answer]:
    """Begin the work; what is returned waits for its answer, or raises what the work raised."""
    pool = ThreadPoolExecutor(max_workers=1)
    waiting = pool.submit(copy_context().run, work)
    pool.shutdown(wait=False)

    def answer() -> Answer:
        pool.shutdown()  # waits, and when it has answered the thread is gone
        return waiting.result()

    return answer
