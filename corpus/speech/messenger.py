"""Exports of WhatsApp and its like: a day, a time and a name before each message, and notices without a name."""

import re
from collections.abc import Sequence

from corpus.characters import INVISIBLE
from corpus.label_words import may_be_a_name
from corpus.speech.messages import AT, CLOCK, NOTICE, WORDED_DAY, Message, recur, seen, time_of_day

_NUMBERS = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
_DAY = rf"(?:{_NUMBERS}|{WORDED_DAY})"
_HEAD = re.compile(
    rf"[{INVISIBLE}]*(?P<open>\[\s?)?(?:{_NUMBERS}|(?(open){WORDED_DAY}|(?!))){AT}\s?{CLOCK}"
    r"(?(open)\s?\]\s*|\s[-–~]\s)\s?",
    re.IGNORECASE,
)
_COPIED = re.compile(rf"[{INVISIBLE}]*\[{CLOCK},\s{_DAY}\]\s", re.IGNORECASE)
_NAME_FIRST = re.compile(
    rf"[{INVISIBLE}]*(?P<name>[^\W\d_][^\n:()\[\]]{{0,60}}?),?\s[(\[]\s?{_DAY}{AT}\s?{CLOCK}\s?[)\]]\s?:\s+(?=\S)",
    re.IGNORECASE,
)
_SENDER = re.compile(rf"[{INVISIBLE}]*(?:~\s?)?(?P<name>[^:\n]{{1,60}}?)\s?:(?:\s|$)")
_NOTICE = re.compile(
    r"\b(?:created|added|removed|joined|left|changed|deleted|turned (?:on|off)|pinned|encrypted|now an admin"
    r"|security code|disappearing messages|a créé|avez créé|a ajouté|avez ajouté|a retiré|a supprimé|a rejoint"
    r"|avez rejoint|a quitté|a changé|avez changé|a modifié|avez modifié|a activé|a désactivé|a épinglé|chiffrés?"
    r"|code de sécurité|messages éphémères|est maintenant admin\w*|êtes maintenant admin\w*)\b",
    re.IGNORECASE,
)
_MEDIA = (
    r"(?:image|photo|vid[ée]o|audio|GIF|sticker|autocollant|document|contact card|carte de contact|message vocal"
    r"|note vocale|contact)"
)
_GONE = r"(?:omitted|absente?|omise?|manquante?|retirée?)"
_BY_THE_TOOL = re.compile(
    rf"[{INVISIBLE}]*(?:"
    r"<\s?(?:(?:attached|Fichier joint|pièce jointe|joint)\s?:[^>]*|[^<>\n]{1,60}\s(?:omitted|omise?s?))\s?>"
    rf"|{_MEDIA}\s{_GONE}"
    rf"|[^\n]{{0,160}}[{INVISIBLE}]{_MEDIA}\s{_GONE}"
    r"|[^\n<>]{1,120}\.\w{2,5}\s\((?:file attached|fichier joint|pièce jointe)\)"
    r"|This message was deleted|You deleted this message|Ce message a été supprimé|Vous avez supprimé ce message"
    r"|(?:Appel (?:vocal|vidéo)(?: de groupe)?(?: manqué)?|(?:Missed )?(?:group )?(?:voice|video) call)"
    r"(?:\W{1,3}\d[^\n]{0,20})?"
    r"|Waiting for this message[^\n]*|En attente de ce message[^\n]*"
    r"|null)[.\s]*",
    re.IGNORECASE,
)
"""What the application writes in place of a picture, a call or a withdrawn message; it often stands behind a mark of
direction. `Appel demain` and `Document absent du dossier` are words."""


def messenger(texts: Sequence[str]) -> dict[int, Message] | None:
    """The messages and notices by number of line; None where the text is no such export.

    Three lines or more must have a day and a time, and names recur; or nearly all lines have them. A line without them
    goes on with the message above, or with the notice. What the application wrote in place of a picture or a withdrawn
    message is no speech.
    """
    heads = {
        number: head
        for number, text in enumerate(texts)
        if (head := _HEAD.match(text) or _COPIED.match(text) or _NAME_FIRST.match(text))
    }
    if len(heads) < 2 or min(heads) > 2:
        return None
    lines: dict[int, Message] = {}
    noticed = False
    for number, text in enumerate(texts):
        if head := heads.get(number):
            lines[number] = _message(text, head)
            noticed = lines[number].is_notice
        elif noticed and text:
            lines[number] = NOTICE
    names = [message.name for message in lines.values() if not message.is_notice]
    whole = 1 < len(names) < 4 and 5 * len(heads) >= 4 * len(texts)
    return lines if (len(heads) > 2 and recur(names)) or whole else None


def _message(text: str, head: re.Match[str]) -> Message:
    sender = head if head.re is _NAME_FIRST else _SENDER.match(text, head.end())
    if sender is None or _NOTICE.search(sender["name"]):
        return NOTICE
    name = seen(sender["name"])
    body = text[sender.end() :]
    if not name or not (may_be_a_name(name, "colon") or re.fullmatch(r"\+?[\d ().-]{6,}", name)):
        return NOTICE
    if _BY_THE_TOOL.fullmatch(body):
        return Message(name, len(text), time_of_day(head))
    if re.match(f"[{INVISIBLE}]", body) and _NOTICE.search(body):
        return NOTICE
    return Message(name, sender.end(), time_of_day(head))
