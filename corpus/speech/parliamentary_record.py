"""Parliamentary records: labels that are a title, a name and a full stop, and voices that share a paragraph."""

import re

_TITLE_FR = r"(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame)"
_PARTICLES = (
    r"(?:l[ea]s?|d[eu]s?|et|von|van|président(?:e)?|vice-président(?:e)?|ministre|secrétaire|sous-secrétaire|rapporteure?"
    r"|rapporteuse|commissaire|comte|vicomte|marquis|baron|duc|prince|général|amiral|colonel|conseil|commission"
    r"|garde|sceaux|maire|députée?|questeur|doyen|préfet|sénat(?:eur|rice)|gouvernement|adjointe?|directeur"
    r"|directrice|d['’]\w[\w-]*|l['’]\w[\w-]*|\((?:[^()]{1,40})\)|\w[\w-]*,)"
)
_PROPER = r"(?:[A-ZÀ-Þ]\.(?=\s+[A-ZÀ-Þ])|[A-ZÀ-Þ][\w'’-]*,?)"
_FRENCH = rf"{_TITLE_FR}\s+(?:{_PARTICLES}|{_PROPER})(?:\s+(?:{_PARTICLES}|{_PROPER})){{0,8}}?"
_CHORUS = (
    r"(?:(?:A|À|Au|Aux|Sur|Voix|Un|Une|Plusieurs|Quelques|Divers|De|Du|Nombreuses)\b[^.!?:;\n]{0,60}?"
    r"\b(?:droite|gauche|centre|bancs?|voix|membres?|côtés?|tribunes?)\b[^.!?:;,\n]{0,30}?)"
)
_TITLE_EN = r"(?:Mr|Mrs|Ms|Miss|Dr|Rep|Sen)\.?"
_CAPITALS = r"(?:[A-ZÀ-Þ][a-zà-ÿ]{0,2})?[A-ZÀ-Þ'’-]{2,}"
_ENGLISH = rf"{_TITLE_EN}\s+(?:[A-Z][\w.'’-]*\s+){{0,3}}?{_CAPITALS}(?:,\s+Jr)?(?:\s+of\s+[A-Z][\w]+(?:\s[A-Z]\w+)?)?"
_CHAIR = r"(?:The|Le|La)\s+(?:[A-Z]{3,}(?:\s+[A-Z]{3,}){0,3})(?:\s+pro\s+tempore)?(?:\s*\([^()\n]{1,60}\))?"
_PLAIN = r"(?:(?:Mr|Mrs|Ms|Dr)\.|Chairman|Chairwoman|Senator|Representative)\s+[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?"

LABEL = re.compile(rf"^\s*(?P<name>{_FRENCH}|{_CHORUS}|{_ENGLISH}|{_CHAIR}|{_PLAIN})\s*\.(?:\s*[-–—])?(?=\s|$)\s*")
"""`M. le président.`, `A droite.`, `Mr. WARNER.`, `The PRESIDING OFFICER (Mr. Smith).` at the beginning of a line."""

_CERTAIN = re.compile(rf"(?:{_CHAIR}|{_ENGLISH}|{_CHORUS}|{_TITLE_FR}\s+l[ea]\s.*)")
_AFTER_SENTENCE = re.compile(r"(?:(?<=[.!?…»)\]]\s)|(?<=\s[l1I]\s)|(?<=[.!?…»)\]]\n))(?=[A-ZÀ-Þ])")

CLOSING = re.compile(
    r"^(?:L['’]incident est clos|Het incident is gesloten|The incident is closed"
    r"|(?:La|De) (?:séance|réunion|vergadering)"
    r"[^.\n]{0,60}(?:levée|ouverte|suspendue|reprise|close|gesloten|geopend|geschorst|hervat)[^.\n]{0,60}"
    r"|(?:Président|Présidente|Voorzitter|Chair|Chairman)\s?:\s+[^\n:]{3,60}"
    r"|(?:La réunion|L['’]audition) (?:est )?(?:se termine|levée|ouverte|close)[^.\n]{0,60})\s*\.?$",
    re.IGNORECASE,
)
"""A formula of procedure that nobody speaks: it closes a speech."""

CHAIR = re.compile(
    r"(?:(?:M\.|Mme|Monsieur|Madame)\s+)?(?:le|la|de|the)\s+(?:président|présidente|voorzitter|chair(?:man|woman)?|speaker)",
    re.IGNORECASE,
)
"""The person who presides, as these records label them."""


def is_certain(name: str) -> bool:
    """Whether such a label is certain with one mention: the chair, a name in capitals, a chorus from the benches."""
    return bool(_CERTAIN.fullmatch(name))


def labels_inside(text: str, known: frozenset[str]) -> list[int]:
    """Offsets in a paragraph where a sentence is followed by the label of a known voice (names in lower case)."""
    places: list[int] = []
    for found in _AFTER_SENTENCE.finditer(text):
        label = LABEL.match(text, found.start()) or LABEL.match(text[found.start() :])
        if found.start() and label and (label.group("name").casefold() in known or is_certain(label.group("name"))):
            places.append(found.start())
    return places
