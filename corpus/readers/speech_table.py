"""Tables: a transcript in columns (time, speaker, speech) becomes speech, any other table rows."""

import re
from collections.abc import Iterator, Sequence

from corpus.block import Block
from corpus.clock import as_timestamp

_SPEAKER = re.compile(r"locuteurs?|intervenante?s?|interlocuteurs?|speakers?|qui|nom|voix|personne", re.IGNORECASE)
_TIME = re.compile(r"temps|heure|time(code|stamp)?|minutage|horodatage|début|start", re.IGNORECASE)
_SPEECH = re.compile(r"propos|texte?|paroles?|speech|transcri\w+|contenu|verbatim|content|énoncé", re.IGNORECASE)


def blocks_of_table(rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    """The blocks of a table given as rows of cells."""
    header = [cell.strip() for cell in rows[0]] if rows else []
    speaker, time, speech = (_column(header, pattern) for pattern in (_SPEAKER, _TIME, _SPEECH))
    if speaker is not None and speech is not None:
        for row in rows[1:]:
            if len(row) > max(speaker, speech) and row[speech].strip():
                clock = as_timestamp(row[time]) if time is not None and time < len(row) else None
                yield Block(row[speech].strip(), speaker=row[speaker].strip().rstrip(" :"), timestamp=clock)
        return
    for row in rows:
        text = "\t".join(" ".join(cell.split()) for cell in row).strip()
        if text:
            yield Block(text, form="row")


def is_speech_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names a column of speakers and one of what they say."""
    header = [cell.strip() for cell in rows[0]] if rows else []
    return _column(header, _SPEAKER) is not None and _column(header, _SPEECH) is not None


def _column(header: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((number for number, cell in enumerate(header) if pattern.fullmatch(cell)), None)
