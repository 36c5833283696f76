"""When somebody was at the desk last, kept in the study's cache: what was recorded since is shown to them first."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.whole_file import make_folder, write_whole
from workbench.study import Study

_APART = timedelta(minutes=30)
"""Without a look for so long, the next one is another visit."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look at the study: its moment (UTC, ISO 8601) and the position of the ledger's last entry then."""

    time: str
    position: int


def visit(study: Study, coder: str) -> Look | None:
    """Note that the coder looks now; the last look of the visit before this one, None in the first."""
    kept = _read(study)
    seen, before = kept.get(coder, (None, None))
    moment = Look(datetime.now(UTC).isoformat(timespec="microseconds"), study.ledger.last_position())
    if seen and _apart(seen.time, moment.time):
        before = seen
    path = _path(study)
    make_folder(path.parent.parent, private=not study.settings.shared)
    make_folder(path.parent, private=True)
    every = {**kept, coder: (moment, before)}
    rows = {who: [asdict(one) if one else None for one in looks] for who, looks in every.items()}
    write_whole(path, json.dumps(rows, ensure_ascii=False), private=True)
    return before


def _apart(one: str, other: str) -> bool:
    return datetime.fromisoformat(other) - datetime.fromisoformat(one) > _APART


def _path(study: Study) -> Path:
    return study.cache / "desk" / "visits.json"


def _read(study: Study) -> Mapping[str, tuple[Look | None, Look | None]]:
    """What is kept by coder; nothing where the file is missing or damaged, for it is only a cache."""
    try:
        rows = json.loads(_path(study).read_text(encoding="utf-8"))
        return {who: (_look(seen), _look(before)) for who, (seen, before) in rows.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _look(kept: Mapping[str, object] | None) -> Look | None:
    return Look(str(kept["time"]), int(str(kept["position"]))) if kept else None
