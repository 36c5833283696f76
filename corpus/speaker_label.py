"""Speaker labels: what may be one at the head of a line, and what only looks like one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import hearing
from corpus.clock import TIME, as_timestamp

_STAMP = rf"(?:[\[({{<#]{{1,2}}\s*{TIME}(?:\s*[-–—>]+\s*{TIME})?\s*[\])}}>#]{{1,2}})"
_NAME = r"[^\W\d_][^:/\n\[\]{}<>#!?;]{0,110}?"
_NUMBER = r"(?:(?P<number>\d{1,3}\.\d{2})\s+)?"

BRACKET = re.compile(
    rf"^\s*\[(?P<name>(?=[^\]\n]*[^\W\d_])(?!\d)[^\[\]\n:]{{1,60}})\]\s*"
    rf"(?:\(\s*(?P<time>{TIME})(?:\s*[-–—]\s*{TIME})?\s*\)|(?P<clock>{TIME})(?=\s*$))?\s*:?\s*"
)
_TIME_FIRST = rf"(?:(?P<before>{_STAMP}|{TIME})(?:\s?[AaPp]\.?[Mm]\b\.?)?\s*[-–—]?\s*)?"
COLON = re.compile(
    rf"^\s*{_NUMBER}{_TIME_FIRST}[*_]{{0,3}}(?P<name>{_NAME})[*_]{{0,3}}\s*(?:(?P<time>{_STAMP}|[-–—]?\s*{TIME})\s*)?[:：](?=\s|$|{_STAMP})\s*"
    rf"(?:(?P<after>{_STAMP}|{TIME}(?=\s*$))\s*)?"
)
TIME_THEN_NAME = re.compile(
    rf"^\s*(?P<time>{_STAMP}|{TIME})\s*[-–—]?\s*(?P<name>[^\W\d_][^:;!?.,\n]{{0,40}}?)\s*:?\s*$"
)
LINE_NUMBER = re.compile(r"^\s*(?P<line>\d{1,4})[.)]?\s+(?P<name>[^\W\d_][^:/\n]{0,30}?)\s*[:：](?=\s)\s*(?=\S)")
OWN_LINE = re.compile(rf"^\s*(?P<name>{_NAME})(?:\s{{2,}}|\t+|\s*[-–—,(\[]\s*|\s+)(?P<time>{TIME})\s*[)\]]?\s*$")
DASH = re.compile(r"^\s*(?P<name>[^\W\d_]{1,3}\d{0,2}|[^\W\d_][^:\n.,;!?–—-]{2,40})\s*(?:[–—]|-(?=\s))\s*(?=\S)")
TAB = re.compile(r"^\s*(?P<name>[^\W\d_][^:.!?\t\n]{0,30}?)\s?:?\t+(?=\S)")
STOP = re.compile(r"^\s*(?P<name>[A-ZÀ-Þ]{1,3}\d{0,2})\.\s+(?=\S)")
TIMED = re.compile(rf"^\s*(?P<name>)(?P<time>{_STAMP}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?)(?=\s+\S)\s*")
BARE = re.compile(r"^\s*[\[(<]?(?P<name>[A-ZÀ-Þ][^:;,!?.\n\[\]{}<>#/()]{0,40}?(?:\([^()\n]{1,40}\))?)[\])>]?\s*$")
CHEVRON = re.compile(r"^\s*(?P<name>)>>+\s*")

FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bracket", BRACKET),
    ("chevron", CHEVRON),
    ("line number", LINE_NUMBER),
    ("colon", COLON),
    ("hearing", hearing.LABEL),
    ("own line", OWN_LINE),
    ("time, name", TIME_THEN_NAME),
    ("tab", TAB),
    ("dash", DASH),
    ("stop", STOP),
    ("timed", TIMED),
    ("bare", BARE),
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
"""Words that with a number name a part of a document, and nobody."""
_NUMBERED_PART = re.compile(rf"\d+|https?|www|(?:{_PARTS})\s*(?:n[°o]\s*)?[\dIVX]+(?:\.\d+)*", re.IGNORECASE)
_VERB_LIKE = re.compile(
    r"\b(?:est|sont|était|c'est|a|ont|avait|fait|dit|disent|is|are|was|has|have|said|says|que|qui|donc|parce)\b"
)
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.[ -]?){1,3}[A-ZÀ-Þ]?\.?")
_WITH_OFFICE = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]*|d[eu]|van|von|l[ae])(?:\s+(?:[A-ZÀ-Þ][\w'’.-]*|d[eu]|van|von|l[ae])){1,4},\s"
)
"""A name of two words or more and an office after a comma: as long as the office needs."""


@dataclass(frozen=True, slots=True)
class Label:
    """A candidate at the head of a line: `speech` is the offset in the line where speech begins."""

    form: str
    name: str
    speech: int
    timestamp: str | None = None


def label_of(line: str, bold: int = 0) -> Label | None:
    """The label that this line may begin with; `bold` counts its leading bold characters."""
    for form, pattern in FORMS:
        found = pattern.match(line)
        if not found:
            continue
        name = _tidy(found.group("name"))
        if name == "" and form not in ("chevron", "timed"):
            continue
        if name and form != "hearing" and not may_be_a_name(name, form):
            continue
        if form == "dash" and not (bold or _is_initials(name)):
            continue
        if form == "line number" and not (is_role_word(name) or _is_initials(name)):
            continue
        groups = found.groupdict()
        written = " ".join(v for k, v in groups.items() if k not in ("name", "number", "line") and v)
        form = "numbered" if groups.get("number") else "colon" if form == "line number" else form
        return Label(form, name, found.end(), as_timestamp(written) if written else None)
    return None


def _tidy(name: str) -> str:
    return " ".join(name.strip().strip("*_ \t–—-([").split())


def _is_initials(name: str) -> bool:
    return len(name) <= 4 and name[:1].isupper()


def may_be_a_name(name: str, form: str) -> bool:
    """Whether these words can name a speaker: not a heading, a clause, an hour or a word that introduces a note."""
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


def voice_in_cue(cues: Sequence[str]) -> list[tuple[str | None, str]]:
    """For each cue the voice it names (`Name: …`), where such names recur in the file, and the rest of it."""
    found = [COLON.match(cue) for cue in cues]
    names = [_tidy(f.group("name")) if f else "" for f in found]
    often = Counter(name for name in names if name and may_be_a_name(name, "colon"))
    named: list[tuple[str | None, str]] = []
    for cue, match, name in zip(cues, found, names, strict=True):
        known = match is not None and (often[name] >= 2 or (often[name] and is_role_word(name)))
        named.append((name, cue[match.end() :].strip()) if known and match else (None, cue))
    return named


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
    """The label without article, number sign and what stands in brackets: `L'enquêteur (E1)` → `enquêteur`."""
    plain = re.sub(r"\(.*?\)", "", unicodedata.normalize("NFC", name)).replace("n°", "").strip(" .")
    return re.sub(r"^(?:l['’]|le |la |the )", "", plain, flags=re.IGNORECASE).strip()


def is_interviewer_word(name: str) -> bool:
    """Whether the label is a word for who asks."""
    return bool(_INTERVIEWER.fullmatch(_bare(name)))


def is_respondent_word(name: str) -> bool:
    """Whether the label is a word for who answers."""
    return bool(_RESPONDENT.fullmatch(_bare(name)))


def is_role_word(name: str) -> bool:
    """Whether the label says by itself what part the speaker has."""
    return is_interviewer_word(name) or is_respondent_word(name)


def is_unknown_voice(name: str) -> bool:
    """Whether the label is a tool's word for a voice it could not name."""
    return bool(_UNKNOWN.fullmatch(name.strip()))


_UNKNOWN = re.compile(
    r"(?:unknown|unidentified|unnamed|inconnue?|non identifiée?|speaker|locuteur)"
    r"(?:[ _-]?(?:speaker|voice|locuteur|voix|inconnue?|unknown|\?))?",
    re.IGNORECASE,
)
