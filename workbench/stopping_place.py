"""Where a coder stopped in each text in `glose confirm`, kept beside the parses: the next time it goes on there.

It is a convenience and no record: where it cannot be written or read, confirming begins with what is left.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from workbench.agenda import AgendaItem
from workbench.study import Study


def note(study: Study, coder: str, item: AgendaItem | None) -> None:
    """Keep that the coder is at this item; None: at the end, so that the next time begins with what is left."""
    if item is not None:
        note_stop(study, coder, item.text.id, item.passage.number)
        return
    with suppress(OSError):
        _file(study, coder).unlink(missing_ok=True)


def last_stop(study: Study, coder: str, text: str) -> int | None:
    """The number of the passage where the coder stopped in a text; None where that is not known."""
    return _stopped(study, coder).get(text)


def note_stop(study: Study, coder: str, text: str, passage: int) -> None:
    """Keep that the coder is at this passage of a text."""
    with suppress(OSError):
        stopped = _stopped(study, coder)
        stopped.pop(text, None)  # the text that was worked on last is the last one
        stopped[text] = passage
        _file(study, coder).parent.mkdir(parents=True, exist_ok=True)
        _file(study, coder).write_text(json.dumps(stopped), encoding="utf-8")


def position_in(items: Sequence[AgendaItem], study: Study, coder: str) -> int:
    """The position of the item where the coder stopped in the text that they worked on last, of those that have items.

    If that item is gone, it is the next one of that text; 0 where there is none.
    """
    for text in reversed(_stopped(study, coder)):
        if (found := position_of(items, study, coder, text)) is not None:
            return found
    return 0


def position_of(items: Sequence[AgendaItem], study: Study, coder: str, text: str) -> int | None:
    """The position of the item where the coder stopped in a text, or of the next one there; None if there is none."""
    number = _stopped(study, coder).get(text)
    if number is None:
        return None
    return next((n for n, i in enumerate(items) if i.text.id == text and i.passage.number >= number), None)


def _stopped(study: Study, coder: str) -> dict[str, int]:
    """The number of the passage by text, the text that was worked on last at the end."""
    try:
        kept = json.loads(_file(study, coder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {text: n for text, n in kept.items() if isinstance(n, int)} if isinstance(kept, dict) else {}


def _file(study: Study, coder: str) -> Path:
    return study.cache / "confirm" / f"{hashlib.sha256(coder.encode()).hexdigest()[:16]}.json"
