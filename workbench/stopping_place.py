"""Where a coder stopped in `glose confirm`, kept beside the parses: the next time it goes on there.

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
    with suppress(OSError):
        if item is None:
            _file(study, coder).unlink(missing_ok=True)
            return
        _file(study, coder).parent.mkdir(parents=True, exist_ok=True)
        _file(study, coder).write_text(json.dumps([item.text.id, item.passage.number]), encoding="utf-8")


def position_in(items: Sequence[AgendaItem], study: Study, coder: str) -> int:
    """The position of the item where the coder stopped, or of the next one of that text; 0 where there is none."""
    try:
        text, number = json.loads(_file(study, coder).read_text(encoding="utf-8"))
        ahead = [n for n, item in enumerate(items) if item.text.id == text and item.passage.number >= number]
    except (OSError, ValueError, TypeError):
        return 0
    return ahead[0] if ahead else 0


def _file(study: Study, coder: str) -> Path:
    return study.cache / "confirm" / f"{hashlib.sha256(coder.encode()).hexdigest()[:16]}.json"
