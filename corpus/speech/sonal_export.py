"""The text that Sonal exports: a line with the time, the voice and its themes above each speech."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.clock import TIME, as_timestamp
from corpus.speech.messages import NOTICE, Message

_TITLE = re.compile(r"Exporté par Sonal\b.*", re.IGNORECASE)
_LONGEST = 160
_HEAD = re.compile(rf"(?:(?P<time>\[?{TIME}\]?)\s+)?(?P<name>[^\W\d_][^:;!?.,\n\[\]]{{0,40}}?)(?:\s\[[^\]\n]*\])?")


def sonal_export(texts: Sequence[str]) -> dict[int, Message] | None:
    """The labels by number of line; None where the first line does not name Sonal, or no voice recurs."""
    first = next((number for number, text in enumerate(texts) if text), None)
    if first is None or not _TITLE.fullmatch(texts[first]):
        return None
    found = {n: match for n, text in enumerate(texts) if n > first and (match := _HEAD.fullmatch(text[:_LONGEST]))}
    counts = Counter(match["name"] for match in found.values())
    heads = {n: match for n, match in found.items() if match["time"] or counts[match["name"]] > 1}
    if len(heads) < 2:
        return None
    labels = {
        n: Message(match["name"], len(texts[n]), as_timestamp(match["time"] or ""), "given")
        for n, match in heads.items()
    }
    return {first: NOTICE, **labels}
