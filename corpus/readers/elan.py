"""eaf, and the tab-delimited text of ELAN: tiers of annotations with times."""

import re
from collections.abc import Mapping
from typing import Any

from corpus.block import Extract
from corpus.readers.archive import parse_xml
from corpus.readers.encoding import UnreadableFile
from corpus.readers.tiers import Annotation, Tier, blocks_of_tiers
from wording.messages import tr


def read(data: bytes, name: str) -> Extract:
    """What the participants say, ordered by time; tiers that annotate it are left out, and a problem names them."""
    root = parse_xml(data, name)
    if root.tag != "ANNOTATION_DOCUMENT":
        raise UnreadableFile(tr("{name} is not an ELAN file, although its suffix says so.", name=name))
    times = _times(root)
    spans = _spans(root, times)
    tiers = [_tier(tier, spans) for tier in root.iter("TIER")]
    blocks, problems = blocks_of_tiers(tiers, name)
    return Extract(blocks, problems=problems)


def _times(root: Any) -> dict[str, float]:
    """The time slots in seconds; one without a value lies where the slot before it does."""
    times: dict[str, float] = {}
    last = 0.0
    for slot in root.iter("TIME_SLOT"):
        value = slot.get("TIME_VALUE")
        last = int(value) / 1000 if value and value.isdecimal() else last
        times[slot.get("TIME_SLOT_ID", "")] = last
    return times


def _spans(root: Any, times: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Start and end of every annotation; one that refers to another has its span."""
    spans = {
        one.get("ANNOTATION_ID", ""): (
            times.get(one.get("TIME_SLOT_REF1"), 0.0),
            times.get(one.get("TIME_SLOT_REF2"), 0.0),
        )
        for one in root.iter("ALIGNABLE_ANNOTATION")
    }
    waiting = {one.get("ANNOTATION_ID", ""): one.get("ANNOTATION_REF", "") for one in root.iter("REF_ANNOTATION")}
    while found := {one: spans[above] for one, above in waiting.items() if above in spans and one not in spans}:
        spans.update(found)
    return spans


def _tier(tier: Any, spans: Mapping[str, tuple[float, float]]) -> Tier:
    annotations = []
    for one in tier.iter("ALIGNABLE_ANNOTATION", "REF_ANNOTATION"):
        start, end = spans.get(one.get("ANNOTATION_ID", ""), (0.0, 0.0))
        annotations.append(Annotation(start, end, "".join(one.itertext()).strip()))
    participant = (tier.get("PARTICIPANT") or "").strip()
    return Tier(
        tier.get("TIER_ID", ""), tuple(annotations), speaker=participant or None, parent=tier.get("PARENT_REF") or None
    )


_TIME = re.compile(r"\d{1,2}:\d{2}:\d{2}[.,]\d{1,3}|\d+(?:[.,]\d+)?")


def tiers_of_tab_export(text: str) -> list[Tier] | None:
    """The tiers of ELAN's tab-delimited export; None where the text is no such table.

    Each row has a tier, maybe its participant, the begin and end of an annotation (in one or several notations, maybe
    with its duration) and what is written there. Nearly all rows must be of this kind.
    """
    rows = [line.split("\t") for line in text.strip("\ufeff\n").split("\n") if line.strip()]
    body = [row for row in rows if _is_row(row)]
    if len(body) < 2 or len(body) < 0.9 * (len(rows) - 1) or len({len(row) for row in body}) != 1:
        return None
    tiers: dict[tuple[str, str], list[Annotation]] = {}
    for row in body:
        times = [_seconds(cell) for cell in row if re.fullmatch(r"\d{1,2}:\d{2}:\d{2}[.,]\d{1,3}", cell.strip())]
        participant = row[1].strip() if len(row) > 4 and not _TIME.fullmatch(row[1].strip()) else ""
        tiers.setdefault((row[0].strip(), participant), []).append(Annotation(times[0], times[1], row[-1].strip()))
    return [Tier(name, tuple(said), speaker=participant or None) for (name, participant), said in tiers.items()]


def _is_row(row: list[str]) -> bool:
    """Whether a row has a name, then two times of the form H:MM:SS.mmm or more, and an annotation behind all times."""
    cells = [cell.strip() for cell in row]
    clocks = [n for n, cell in enumerate(cells) if re.fullmatch(r"\d{1,2}:\d{2}:\d{2}[.,]\d{1,3}", cell)]
    named = len(cells) >= 4 and bool(cells[0]) and not _TIME.fullmatch(cells[0])
    between = cells[clocks[0] : -1] if clocks else []
    return named and len(clocks) >= 2 and all(_TIME.fullmatch(cell) for cell in between)


def _seconds(written: str) -> float:
    hours, minutes, seconds = written.strip().replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
