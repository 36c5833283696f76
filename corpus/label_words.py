"""The words in a label: what may name a speaker, and which words mean interviewer or respondent."""

import re
import unicodedata

from corpus.clock import TIME, TIME_IN_BRACKETS

STAMP = rf"(?:[\[({{<#]{{1,2}}\s*{TIME_IN_BRACKETS}(?:\s*[-–—>]+\s*{TIME_IN_BRACKETS})?\s*[\])}}>#]{{1,2}})"
NAME = r"[^\W\d_][^:/\n\[\]{}<>#!?;]{0,110}?"
NUMBER = r"(?:(?P<number>\d{1,3}\.\d{2})\s+)?"

_TIME_FIRST = rf"(?:(?P<before>{STAMP}|{TIME})(?:\s?[AaPp]\.?[Mm]\b\.?)?\s*[-–—]?\s*)?"
COLON = re.compile(
    rf"^\s*{NUMBER}{_TIME_FIRST}[*_]{{0,3}}(?P<name>{NAME})[*_]{{0,3}}\s*(?:(?P<time>{STAMP}|[-–—]?\s*{TIME})\s*)?[:：](?=\s|$|{STAMP})\s*"
    rf"(?:(?P<after>{STAMP}|{TIME}(?=\s*$))\s*)?"
)
_NOT_SPEAKERS = frozenset(
    "note notes exemple exemples nb n.b attention source sources remarque remarques http https "
    "date lieu durée mode fonction rôle role case cas collectivité kind title titre résumé "
    "summary conclusion objet sujet thème theme break jingle music musique example warning "
    "important ps p.s tel tél email e-mail mail url contexte context entretien "
    "interview annexe figure tableau table total document version auteur author langue language "
    "transcription transcript légende".split()
)
_PARTS = (
    "th[ée]matique|th[èe]me|hypoth[èe]se|exercice|groupe|group|[ée]tape|step|partie|part|chapitre|chapter|phase"
    "|article|annexe|appendix|axe|objectif|objective|action|mesure|priorit[ée]|priority|fiche|tableau|table|figure|point"
    "|section|volet|atelier|workshop|version|niveau|level|sc[ée]nario|option|cas|case|exemple|example|encadr[ée]|box"
    "|session|s[ée]ance|jour|day|t[âa]che|task|page|ligne|line|lot|item|rule|r[èe]gle|principle|principe|practice|goal"
)
"""Words that, with a number, name a part of a document and not a person."""
_NUMBERED_PART = re.compile(rf"\d+|https?|www|(?:{_PARTS})\s*(?:n[°o]\s*)?[\dIVX]+(?:\.\d+)*", re.IGNORECASE)
_VERB_LIKE = re.compile(
    r"\b(?:est|sont|était|c'est|a|ont|avait|fait|dit|disent|is|are|was|has|have|said|says|que|qui|donc|parce)\b"
)
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.[ -]?){1,3}[A-ZÀ-Þ]?\.?")
_WITH_OFFICE = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]*|d[eu]|van|von|l[ae])(?:\s+(?:[A-ZÀ-Þ][\w'’.-]*|d[eu]|van|von|l[ae])){1,4},\s"
)
"""A name of two words or more and an office after a comma, which may be long."""


def tidied(name: str) -> str:
    """The label without emphasis, brackets and dashes around it, and with single spaces."""
    return " ".join(name.strip().strip("*_ \t–—-([").split())


def may_be_a_name(name: str, form: str) -> bool:
    """Whether these words can name a speaker: they are not a heading, a clause, a time or the opening of a note."""
    words = name.split()
    if _INITIALS.fullmatch(name):
        return True
    if _WITH_OFFICE.match(name) and form == "colon":
        words = words[:9]
    bare = re.sub(r"\(.*?\)|,.*", "", name).strip().casefold()
    if len(words) > 9 or len(re.sub(r"\(.*?\)", "", " ".join(words)).split()) > 9 or not bare:
        return False
    if bare in _NOT_SPEAKERS or (len(words) > 7 and not _WITH_OFFICE.match(name) and "(" not in name):
        return False
    if _NUMBERED_PART.fullmatch(bare) or re.search(r"[.](?!\s|$)|[«»\"/\\=@]", name):
        return False
    if "," in name and form == "colon" and len(words) > 6 and not _WITH_OFFICE.match(name):
        return False
    return len(bare) < 3 or not _VERB_LIKE.search(name)


_INTERVIEWER = re.compile(
    r"(?:chercheu[rs]e?s?|enquêt\w?rice|enqu[êe]teu?r(?:rice|s|\.rice|·rice)?|enqu[êe]trice|intervieweu[rs]e?|animat(?:eur|rice)"
    r"|mod|mod[ée]rat(?:eur|rice|or)|interviewer|moderator|researcher|facilitator|host|journaliste|q\d?|enq|int|inv|i"
    r"|questions?|sociologue|[ée]tudiante?)(?:\s*\d+)?",
    re.IGNORECASE,
)
_RESPONDENT = re.compile(
    r"(?:r\d?|a|rep|r[ée]p|r[ée]ponses?|answers?|interview[ée]e?|enqu[êe]t[ée]e?|r[ée]pondante?|participante?|respondent|interviewee|informant"
    r"|t[ée]moin|[ée]lue?|elu|invit[ée]e?|expert[e]?|usag[eè]re?|habitante?|guest)(?:\s*\d+)?",
    re.IGNORECASE,
)


def _bare(name: str) -> str:
    """The label without its article, its number sign and anything in brackets: `L'enquêteur (E1)` → `enquêteur`."""
    plain = re.sub(r"\(.*?\)", "", unicodedata.normalize("NFC", name)).replace("n°", "").strip(" .")
    return re.sub(r"^(?:l['’]|le |la |the )", "", plain, flags=re.IGNORECASE).strip()


def is_interviewer_word(name: str) -> bool:
    """Whether the label is a word for an interviewer."""
    return bool(_INTERVIEWER.fullmatch(_bare(name)))


def is_respondent_word(name: str) -> bool:
    """Whether the label is a word for a respondent."""
    return bool(_RESPONDENT.fullmatch(_bare(name)))


def is_role_word(name: str) -> bool:
    """Whether the label itself is a word for the speaker's role."""
    return is_interviewer_word(name) or is_respondent_word(name)


def is_unknown_voice(name: str) -> bool:
    """Whether the label is what a transcription tool writes for a voice that it could not name."""
    return bool(_UNKNOWN.fullmatch(name.strip()))


_UNKNOWN = re.compile(
    r"(?:unknown|unidentified|unnamed|inconnue?|non identifiée?|speaker|locuteur)"
    r"(?:[ _-]?(?:speaker|voice|locuteur|voix|inconnue?|unknown|\?))?",
    re.IGNORECASE,
)
