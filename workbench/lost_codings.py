"""Codings whose words a correction of the text took away, until their coder codes the text so again."""

from collections.abc import Iterator
from dataclasses import dataclass

from coding.records.decisions import Moved
from workbench.study import Study


@dataclass(frozen=True, slots=True)
class LostCoding:
    """A coding that has no place any more: the text, its words as they were, its code and who made it."""

    text: str
    quote: str
    code: str | None
    coder: str


def lost_codings(study: Study) -> Iterator[LostCoding]:
    """Those that nobody has made again since, in the order in which they were lost."""
    moves = [(entry, entry.says(Moved)) for entry in study.ledger.entries(kind="move")]
    lost = [(entry, move) for entry, move in moves if move.fate == "lost"]
    if not lost:
        return
    texts = {move.text for _, move in lost}
    standing = [coding for text in texts for coding in study.ledger.codings(text=text)]
    for entry, move in lost:
        coded = next(iter(study.ledger.entries(id=entry.subject or "")), None)
        if coded is None or coded.kind not in ("code", "accept", "classify"):
            continue
        again = any(
            c.place.text == move.text and (c.coder, c.code) == (coded.coder, coded.code) and c.time > entry.time
            for c in standing
        )
        if not again:
            yield LostCoding(move.text, move.lost or "", coded.code, coded.coder)
