"""The chat of a video meeting as Zoom saves it: `10:15:02 From Claire Roux to Everyone: …`."""

import re
from collections.abc import Sequence

from corpus.speech.messages import CLOCK, NOTICE, Message, recur, seen, time_of_day

_HEAD = re.compile(
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}\s)?{CLOCK}\s+"
    r"(?:From|De(?:\sla part de)?)\s+(?P<name>[^\n]{1,80}?)(?:\s+(?:[Tt]o|[àÀ])\s+[^\n:]{1,80}?)?"
    r"\s?(?:\((?:[Dd]irect [Mm]essage|[Pp]rivately|[Mm]essage direct|[Ee]n privé|[Mm]essage privé)\))?\s?:(?:\s+|$)"
)
_LONGEST_HEAD = 400
_QUOTED = r"\s?[\"“«][^\n]*[\"”»]"
_ABOUT_ANOTHER = re.compile(
    rf"\s*(?:Replying to{_QUOTED}|Répon(?:se|d|dre) à{_QUOTED}"
    rf"|Reacted to{_QUOTED}(?: with[^\n]{{1,20}})?|(?:A réagi|Réaction) à{_QUOTED}(?: (?:avec|par)[^\n]{{1,20}})?"
    rf"|Removed an? .{{1,20}} reaction from{_QUOTED}"
    rf"|A (?:retiré|supprimé) .{{1,40}}réaction[^\n\"“«]{{0,40}}{_QUOTED})\s*"
)
"""A line that only quotes the message which is answered or reacted to."""


def meeting_chat(texts: Sequence[str]) -> dict[int, Message] | None:
    """The messages by number of line; None where the text is no such chat.

    The message follows on the line or on those below. A line that quotes the message to which it answers or reacts
    repeats another's words and is a notice.
    """
    heads = {number: head for number, text in enumerate(texts) if (head := _HEAD.match(text[:_LONGEST_HEAD]))}
    if len(heads) < 2 or min(heads) > 2:
        return None
    lines: dict[int, Message] = {}
    for number, text in enumerate(texts):
        if head := heads.get(number):
            name = seen(head["name"])
            quoting = _ABOUT_ANOTHER.fullmatch(text, head.end())
            lines[number] = Message(name, len(text) if quoting else head.end(), time_of_day(head))
        elif _ABOUT_ANOTHER.fullmatch(text):
            lines[number] = NOTICE
    names = [message.name for message in lines.values() if not message.is_notice]
    return lines if recur(names) or len(heads) * 2 > len(texts) else None
