"""The words in a label: what may name a speaker, and which words mean interviewer or respondent."""

import re
import unicodedata
from functools import lru_cache

from corpus.characters import EMOJI, INVISIBLE, plain
from corpus.clock import TIME, TIME_IN_BRACKETS

_PRONOUN = r"(?:il|elle|iel|ielle|ael|he|him|his|she|her|hers|they|them|theirs|ze|xe|any|lui)"
_PRONOUNS_BEHIND = rf"(?:\s*\[\s*(?i:{_PRONOUN}(?:\s*[/,|·]\s*{_PRONOUN})*)\s*\])?"
STAMP = rf"(?:[\[({{<#]{{1,2}}\s*{TIME_IN_BRACKETS}(?:\s*[-–—>]+\s*{TIME_IN_BRACKETS})?\s*[\])}}>#]{{1,2}})"
NAME = r"[^\W\d_][^:/\n\[\]{}<>#!?;]{0,110}?"
NUMBER = r"(?:(?P<number>\d{1,3}\.\d{2})\s+)?"
DASHES = "–—‒―−-"
_SPEECH_AFTER_COLON = rf"(?=\s|$|{STAMP}|[^\W\d_]|[«\"“‘'(\[…¿¡{DASHES}])"
"""After a colon: white space, or the speech itself, glued to it (`Q:Comment`), but no digit (10:30) and no //."""

_BULLET = r"(?:[>•▪·*]\s+)?"
_TIME_FIRST = rf"(?:(?P<before>{STAMP}|{TIME})(?:\s?[AaPp]\.?[Mm]\b\.?)?\s*[-–—]?\s*)?"
COLON = re.compile(
    rf"^\s*{_BULLET}{NUMBER}{_TIME_FIRST}[*_]{{0,3}}(?P<name>{NAME})(?<!\s)[*_]{{0,3}}{_PRONOUNS_BEHIND}\s*(?:(?P<time>{STAMP}|[-–—]?\s*{TIME})\s*)?[:：](?:\*\*)?{_SPEECH_AFTER_COLON}\s*"
    rf"(?:(?P<after>{STAMP}|{TIME}(?=\s*$))\s*)?"
)
ODD_COLON = re.compile(
    rf"^\s*{_TIME_FIRST}(?P<name>[^\s:：\n\[\]{{}}<>][^:：\n\[\]{{}}<>]{{0,60}}?)(?<!\s)\s*(?:(?P<time>{STAMP}|[-–—]?\s*{TIME})\s*)?"
    rf"[:：]{_SPEECH_AFTER_COLON}\s*(?:(?P<after>{STAMP}|{TIME}(?=\s*$))\s*)?"
)
"""As COLON, with what people also write as a name: `P1/F/34`, `P#2`, `Enq?`, `1F`, `+33 6 12 34 56 78`, an emoji."""
KEPT = 4096
"""How many answers about labels are kept: a text has few labels, and asks about each again and again."""
_NOT_SPEAKERS = frozenset(
    "note notes exemple exemples nb n.b attention source sources remarque remarques http https "
    "date lieu durée mode fonction rôle role case cas collectivité kind title titre résumé "
    "summary conclusion objet sujet thème theme break jingle music musique example warning "
    "important ps p.s tel tél email e-mail mail url contexte context entretien "
    "interview annexe figure tableau table total document version auteur author langue language "
    "transcription transcript légende à vers dès depuis jusqu'à at around from until".split()
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


@lru_cache(KEPT)
def tidied(name: str) -> str:
    """The label without emphasis, brackets, dashes, `@` and pronouns around it, in NFC and with single spaces."""
    plain = without_pronouns(unicodedata.normalize("NFC", name))
    return _LOOSE_STOP.sub("", " ".join(plain.strip().strip("*_ \t–—-([«»“”|").lstrip("@").split()))


_LOOSE_STOP = re.compile(r"(?<=\w) [.·]$")
"""A full stop that stands apart from the name, as in `Q .:`."""


_PRONOUNS = re.compile(rf"[(\[]\s*{_PRONOUN}(?:\s*[/,|·]\s*{_PRONOUN})*\s*[)\]]", re.IGNORECASE)
"""Pronouns after a name, as video calls show them: `Claire (elle/she)`."""


def without_pronouns(name: str) -> str:
    """The name without the pronouns that video calls show behind it."""
    return _PRONOUNS.sub("", name).rstrip()


def visible(text: str) -> tuple[str, list[int] | None]:
    """The text as a reader sees it: without characters that have no width, and with one sign for those that look alike.

    With it comes the offset in `text` of each character that is left (and, as one more, the length); None where nothing
    was taken out.
    """
    text = plain(text)
    if not _INVISIBLE.search(text):
        return text, None
    places = [place for place, character in enumerate(text) if not _INVISIBLE.match(character)]
    return "".join(text[place] for place in places), [*places, len(text)]


_INVISIBLE = re.compile(f"[{INVISIBLE}]")


@lru_cache(KEPT)
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
    whole = _without_inclusive_endings(name)
    if _NUMBERED_PART.fullmatch(bare) or re.search(r"[.](?!\s|$)|[«»\"/\\=@]", whole):
        return False
    if "," in name and form == "colon" and len(words) > 6 and not _WITH_OFFICE.match(name):
        return False
    return len(bare) < 3 or not _VERB_LIKE.search(name)


@lru_cache(KEPT)
def may_be_an_odd_name(name: str) -> bool:
    """Whether these words can name a speaker as people also write names: `P1/F/34`, `P#2`, `Enq?`, `1F`, `007`, a
    telephone number, a name with an emoji. Such a label counts only where it recurs.
    """
    bare = re.sub(r"\(.*?\)", "", name).strip().strip('«»“”"').strip()
    if _TELEPHONE.fullmatch(bare):
        return sum(character.isdigit() for character in bare) >= (4 if "**" in bare else 6)
    if re.fullmatch(r"\d{1,4}\.?", bare):
        return True
    if not 0 < len(bare.split()) <= 5 or not _LETTER.search(bare) or bare.casefold() in _NOT_SPEAKERS:
        return False
    if _SENTENCE_IN_NAME.search(bare) or _NUMBERED_PART.fullmatch(bare.casefold()) or _VERB_LIKE.search(bare):
        return False
    return not re.search(r"[«»\"\\=]|\w@|//|\bwww\.|\.\w{2,4}$|^\d+[.)°]|^\W*(?:https?|mailto)$", bare)


_LETTER = re.compile(rf"[^\W\d_]|[{EMOJI}]")
_TELEPHONE = re.compile(r"\+?[\d(][\d ().·*-]{4,24}")
"""A number, of which video calls show some digits only: `+33 6 ** ** ** 78`."""
_SENTENCE_IN_NAME = re.compile(r"[.!?…;,]\s+[a-zà-ÿ]|[!?…;]\s*\w|^[-–—•*]\s")

_INCLUSIVE = re.compile(
    r"(?<=\w)(?:[.·•⋅‧∙/–-]|\()"
    r"(?:e|ne|le|te|se|ve|euse|ieuse|rice|trice|[aé]trice|ère|ière|ienne|esse|onne|eure|re|fe|ice|ées?)"
    r"(?:\))?(?:[.·•⋅‧∙/-]?s)?(?!\w)\)?",
    re.IGNORECASE,
)
"""The feminine that inclusive writing adds: `enquêteur.rice`, `Animateur/trice`, `Enquêté·e·s`, `interviewé(e)`."""


def _without_inclusive_endings(name: str) -> str:
    """`Enquêteur.rice` → `Enquêteur`, `Animateurs·trices` → `Animateurs`; other names as they are."""
    return _INCLUSIVE.sub("", name)


_INTERVIEWER = re.compile(
    r"(?:chercheu(?:r|se)s?|enqu[êe]teu(?:r|se)s?|enqu[êe]t(?:eur)?rices?|int(?:er|re)vieweu(?:r|se)s?|intervie?weuses?"
    r"|animat(?:eur|rice)s?|anim|mod[ée]rat(?:eur|rice|or)s?|mod|m[ée]diat(?:eur|rice)s?|facilitat(?:eur|rice|or)s?|fac"
    r"|interviewers?|interrogat(?:eur|rice)s?|moderators?|researchers?|investigators?|hosts?|co-?hosts?|presenters?"
    r"|pr[ée]sentat(?:eur|rice)s?|journalistes?|sociologues?|[ée]tudiante?s?|doctorante?s?|charg[ée]e? d['’][ée]tudes?"
    r"|q|enq|cher|chq|itw|int|inv|i|questions?)(?:[.\s]*\d+)?",
    re.IGNORECASE,
)
_RESPONDENT = re.compile(
    r"(?:r|a|rep|r[ée]p|resp|r[ée]ponses?|answers?|ans|interview[ée]e?s?|interrog[ée]e?s?|enqu[êe]t[ée]e?s?|r[ée]pondante?s?"
    r"|participante?s?|respondents?|interviewees?|informants?|informateur|informatrice|t[ée]moins?|[ée]lue?s?"
    r"|elue?|invit[ée]e?s?|experte?s?|usagers?|usag[èe]res?|habitante?s?|b[ée]n[ée]ficiaires?|patiente?s?|guests?)(?:[.\s]*\d+)?",
    re.IGNORECASE,
)


@lru_cache(KEPT)
def _bare(name: str) -> str:
    """The label as a plain word: without its article, number sign, inclusive ending and anything in brackets.

    `L'enquêteur (E1)`, `Enquêteur.rice` and `enquêteur n° 2` give `enquêteur`, `enquêteur` and `enquêteur 2`;
    `Modérateur/modératrice` gives its first word.
    """
    plain = _without_inclusive_endings(unicodedata.normalize("NFC", name))
    plain = re.sub(r"\(.*?\)", "", plain)
    plain = re.sub(r"\s*(?:n[°o]|#|№)\s*(?=\d)", " ", plain).strip(" .?")
    first, slash, second = plain.partition("/")
    if slash and first[:4].casefold() == second.strip()[:4].casefold():
        plain = first.strip()
    return re.sub(r"^(?:l['’]|le |la |les |the |an? )", "", plain, flags=re.IGNORECASE).strip()


@lru_cache(KEPT)
def is_interviewer_word(name: str) -> bool:
    """Whether the label is a word for an interviewer."""
    return bool(_INTERVIEWER.fullmatch(_bare(name)))


@lru_cache(KEPT)
def is_respondent_word(name: str) -> bool:
    """Whether the label is a word for a respondent."""
    return bool(_RESPONDENT.fullmatch(_bare(name)))


def is_role_word(name: str) -> bool:
    """Whether the label itself is a word for the speaker's role."""
    return is_interviewer_word(name) or is_respondent_word(name)


def is_office(word: str) -> bool:
    """Whether the word stands for somebody by what they are (`Maire`, `Directrice`, `Public`) and is no name."""
    return bool(_OFFICE.fullmatch(word))


_OFFICE = re.compile(
    r"(?:maire|adjointe?|conseill[eè]re?|élue?|député?e?|sénat(?:eur|rice)|préf[eè]te?|direct(?:eur|rice)|président?e?"
    r"|chef(?:fe)?|agente?|technicien(?:ne)?|responsable|secrétaire|parente?|enseignante?|médecin|infirmi[eè]re?|patron(?:ne)?"
    r"|étudiante?|traduct(?:eur|rice)|interprète|mari|femme|mère|père|fille?s?|collègue|public|salle|tous|toutes|voix"
    r"|homme|dame|monsieur|madame|garçon|enfant|jeune|intervenante?|membre|locut(?:eur|rice)|représentante?"
    r"|chargée?|assistante?|employée?|salariée?|bénévole|stagiaire|gérante?|vendeu(?:r|se)|client[e]?|[a-zà-ÿ]{3,}trice"
    r"|[a-zà-ÿ]{3,}(?:iste|ienne|logue|enseur|ateur)|travailleu(?:r|se)|ouvri(?:er|ère)|artisane?|agricult(?:eur|rice)"
    r"|éleveu(?:r|se)|ingénieure?|architecte|avocate?|juge|juriste|cadre|commerçante?|polici(?:er|ère)|pompi(?:er|ère)"
    r"|gendarme|retraitée?|chômeu(?:r|se)|voisine?|riveraine?|citoyen(?:ne)?|frère|sœur|conjointe?|compagn(?:e|on)"
    r"|épou(?:x|se)|apprentie?|lycéen(?:ne)?|élève|aidante?|soignante?|auxiliaire|professeure?|surveillante?|gardien(?:ne)?"
    r"|serveu(?:r|se)|coiffeu(?:r|se)|cuisini(?:er|ère)|jardini(?:er|ère)|chauffeu(?:r|se)|entrepreneu(?:r|se)"
    r"|mayor|director|manager|teacher|nurse|doctor|mother|father|wife|husband|student|translator|interpreter|audience"
    r"|man|woman|person|boy|girl|child|speaker|member|officer|leader|chair(?:man|woman|person)?|head|deputy|staff|voice"
    r"|neighbou?r|farmer|driver|engineer|lawyer|carer|trainer|friend|brother|sister|pupil|volunteer|resident|citizen"
    r"|employee|employer|supervisor|professor|lecturer|cleaner|customer|client|owner|worker|assistant|[a-z]{3,}(?:ist|ician|ator|keeper|worker)"
    r"|everyone|all|group|groupe)\d{0,2}",
    re.IGNORECASE,
)
"""What stands for somebody in a label and is no name."""


def is_unknown_voice(name: str) -> bool:
    """Whether the label is what a transcription tool writes for a voice that it could not name."""
    return bool(_UNKNOWN.fullmatch(name.strip()))


_UNKNOWN = re.compile(
    r"(?:unknown|unidentified|unnamed|inconnue?|non identifiée?|speaker|locuteur)"
    r"(?:[ _-]?(?:speaker|voice|locuteur|voix|inconnue?|unknown|\?))?",
    re.IGNORECASE,
)
