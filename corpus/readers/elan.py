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


_CLOCK = re.compile(r"\d{1,2}:\d{2}:\d{2}[.,]\d{1,3}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_BEGIN = re.compile(r"(?:begin|start|début|debut)\b.*", re.IGNORECASE)
_OTHER_TIME = re.compile(r"(?:end|fin|duration|durée|duree|begin|start|début|debut)\b.*", re.IGNORECASE)


def tiers_of_tab_export(text: str) -> list[Tier] | None:
    """The tiers of ELAN's tab-delimited export; None where the text is no such table.

    Each row has a tier, maybe its participant, the begin and end of an annotation (as a clock, seconds or milliseconds,
    maybe several of them, maybe with its duration) and what is written there. Or the first row names the tiers, and
    each has a column of its own. Nearly all rows must be of this kind.
    """
    rows = [[cell.strip() for cell in line.split("\t")] for line in text.strip("\ufeff\n").split("\n") if line.strip()]
    if len(rows) < 2:
        return None
    return _in_columns(rows) or _in_rows(rows, _CLOCK) or (_in_rows(rows, _NUMBER) if _names_times(rows[0]) else None)


def _names_times(head: list[str]) -> bool:
    return any(_BEGIN.fullmatch(cell) for cell in head)


def _in_rows(rows: list[list[str]], time: re.Pattern[str]) -> list[Tier] | None:
    """One annotation in each row, behind its tier and its times."""
    body = [row for row in rows if _is_row(row, time)]
    if len(body) < 2 or len(body) < 0.9 * (len(rows) - 1) or len({len(row) for row in body}) != 1:
        return None
    tiers: dict[tuple[str, str], list[Annotation]] = {}
    for row in body:
        begin, end = [cell for cell in row[1:-1] if time.fullmatch(cell)][:2]
        participant = row[1] if len(row) > 4 and not _is_time(row[1]) else ""
        tiers.setdefault((row[0], participant), []).append(Annotation(_seconds(begin), _seconds(end), row[-1]))
    return [Tier(name, tuple(said), speaker=participant or None) for (name, participant), said in tiers.items()]


def _is_row(row: list[str], time: re.Pattern[str]) -> bool:
    """Whether a row has a name, then two times or more of a kind, and an annotation behind all times."""
    times = [number for number, cell in enumerate(row[:-1]) if number and time.fullmatch(cell)]
    named = len(row) >= 4 and bool(row[0]) and not _is_time(row[0])
    return named and len(times) >= 2 and all(_is_time(cell) for cell in row[times[0] : -1]) and not _is_time(row[-1])


def _in_columns(rows: list[list[str]]) -> list[Tier] | None:
    """A column for each tier, beside the times, as the first row names them."""
    head, body = rows[0], rows[1:]
    begin = next((number for number, cell in enumerate(head) if _BEGIN.fullmatch(cell)), None)
    end = next((number for number, cell in enumerate(head) if re.match(r"(?:end|fin)\b", cell, re.IGNORECASE)), None)
    names = {n: cell for n, cell in enumerate(head) if cell and not _OTHER_TIME.fullmatch(cell)}
    timed = [row for row in body if begin is not None and len(row) > begin and _is_time(row[begin])]
    if begin is None or end is None or len(names) < 2 or len(timed) < 0.9 * len(body):
        return None
    if any(name.casefold() in ("tier", "tire", "participant", "annotation") for name in names.values()):
        return None
    tiers = []
    for number, name in names.items():
        said = [row for row in timed if len(row) > number and row[number] and len(row) > end and _is_time(row[end])]
        tiers.append(Tier(name, tuple(Annotation(_seconds(r[begin]), _seconds(r[end]), r[number]) for r in said)))
    return tiers


def _is_time(cell: str) -> bool:
    return bool(_CLOCK.fullmatch(cell) or _NUMBER.fullmatch(cell))


def _seconds(written: str) -> float:
    """A clock or seconds as seconds; a whole number is of milliseconds."""
    if written.isdecimal():
        return int(written) / 1000
    total = 0.0
    for part in written.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
