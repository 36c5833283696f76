"""Messages with headers, as mails are pasted and Signal exports them: `De :`, `Envoyé :`, `Objet :` above the words."""

import re
from collections.abc import Sequence

from corpus.speech.messages import CLOCK, NOTICE, Message, recur, seen, time_of_day

_SENDER = re.compile(r"(?:From|De|Conversation|Expéditeur|Sender)\s?:\s+(?P<name>[^\n]{1,120})", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:Sent|Date|Envoyé(?: le)?|Received|Reçu(?: le)?|To|À|A|Cc|Cci|Bcc|Subject|Objet|Type|Attachment"
    r"|Pièces? jointes?|Importance|Reply-To|Répondre à|Sensibilité)\s?:(?:\s[^\n]{0,300})?",
    re.IGNORECASE,
)
_WHEN = re.compile(r"(?:Sent|Date|Envoyé(?: le)?)\s?:\s[^\n]{0,80}", re.IGNORECASE)
_CLOCK = re.compile(rf"(?<!\d){CLOCK}")
_ADDRESS = re.compile(r"\s*(?:<[^<>]*>|\[mailto:[^\[\]]*\]|\([^()]*@[^()]*\))")
_RULE = re.compile(r"[-_]{3,}(?:\s?[^\n]{1,40}\s?[-_]{3,})?")
_HEADERS_AT_MOST = 8


def mail_headers(texts: Sequence[str]) -> dict[int, Message] | None:
    """The messages and their headers by number of line; None where the text is no such thread.

    A message begins with a sender, below which stand at least a date and nothing but headers. Names have to recur.
    """
    lines: dict[int, Message] = {}
    senders: list[str] = []
    for number, text in enumerate(texts):
        sender = _SENDER.fullmatch(text) if number not in lines else None
        below = texts[number + 1 : number + 1 + _HEADERS_AT_MOST] if sender else ()
        headers = next((n for n, line in enumerate(below) if not _OTHER.fullmatch(line)), len(below))
        when = next((line for line in below[:headers] if _WHEN.fullmatch(line)), None)
        if sender and when:
            name = seen(_ADDRESS.sub("", sender["name"])).strip("\"' ")
            clock = _CLOCK.search(when)
            lines[number] = Message(name, len(text), time_of_day(clock) if clock else None)
            lines.update((number + 1 + n, NOTICE) for n in range(headers))
            senders.append(name)
        elif number not in lines and _RULE.fullmatch(text):
            lines[number] = NOTICE
    return lines if len(senders) > 1 and recur(senders) else None
