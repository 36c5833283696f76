"""Words before a colon that are part of what is said (`Par contre, et j'insiste :`) rather than the name of a voice."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from corpus.label_words import KEPT, is_office, is_role_word
from corpus.parse.language import WORDS
from corpus.problem import Problem, shortened
from corpus.speech import parliamentary_record as hearing
from corpus.speech.label_nouns import names_a_thing, ordinary_nouns
from corpus.speech.layout import TextLayout
from corpus.speech.speaker_label import SpeakerLabel
from corpus.speech.speakers import Speakers, may_be_stated
from wording.messages import tr

_SHOWN = 8
_FORMS = ("colon", "dash", "tab", "bare", "own line", "spaced dash")
"""Forms of label that a sentence may have at its head, too."""


@lru_cache(KEPT)
def opens_a_clause(name: str) -> bool:
    """Whether these words before a colon begin what somebody says (`Et je le redis`, `Bref`), so that nobody is called
    so unless a person says it.

    Several words do if the first one links or points, or is among the commonest of a language, or if there is a subject
    among them; `Le maire` and `Son Nguyen` do not.
    """
    words = re.findall(r"[^\W\d_]+['’]?", name.casefold().replace("’", "'"))
    if not words or is_role_word(name):
        return False
    first = words[0]
    if len(words) == 1:
        return first in _CONNECTIVES
    if first in _COUNTING and any(map(_names_somebody, words[1:])):
        return False
    if first in _OPENINGS or first in _CONNECTIVES:
        return True
    if _is_titled(name) and not name.isupper():
        return False
    return (first in _COMMON and first not in _ARTICLES) or any(word in _SUBJECTS for word in words[1:])


@lru_cache(KEPT)
def may_be_words(name: str) -> bool:
    """Whether a label reads as words of a sentence: it has words in lower case, or ends as an adverb, and nothing in it
    is what somebody is.
    """
    bare = re.sub(r"\(.*?\)", "", name).strip()
    if "_" in bare:
        return False
    words = re.findall(r"[^\W\d_]+", bare)
    if not words or is_role_word(bare) or any(map(_names_somebody, words)):
        return False
    if hearing.CHAIR.fullmatch(bare):
        return False
    if len(words) == 1:
        return bool(_ADVERB.fullmatch(bare))
    return not _is_titled(bare)


def _names_somebody(word: str) -> bool:
    """Whether the word says what somebody is; `réponse` says what is done."""
    return is_office(word) or (len(word) > 2 and is_role_word(word) and word.casefold() not in _DEEDS)


def _is_titled(name: str) -> bool:
    """Whether all words have a capital, but for those within names (`de`, `et`)."""
    words = re.findall(r"[^\W\d_]+['’]?", name)
    return all(word[0].isupper() or word.casefold() in _WITHIN_NAMES for word in words)


def phrases_as_voices(
    layout: TextLayout, taken: Mapping[int, SpeakerLabel], name: str, speakers: Speakers
) -> Iterator[Problem]:
    """A doubt that names the voices which read as words of a sentence, unless a person stated them."""
    if speakers.pattern is not None:
        return
    names = {label.name.casefold() for label in taken.values()}
    nouns = _seldom_nouns(layout, taken)
    doubted = {
        n: label
        for n, label in taken.items()
        if label.form in _FORMS and label.name.casefold() not in speakers.names
        if may_be_words(label.name) or names_a_thing(label.name) or label.name.casefold() in nouns
        if "," not in label.name or label.name.partition(",")[0].casefold() not in names
    }
    answering = {name for name in _that_answer(layout, taken) if _is_noun_and_adjective(name)}
    doubted = {n: label for n, label in doubted.items() if label.name not in answering}
    if not doubted:
        return
    counts = Counter(label.name for label in doubted.values()).most_common(_SHOWN)
    message = tr(
        "these were taken for voices, but read as words of a sentence: {labels}. If nobody is called so, add the file "
        "with --speakers {option!r}.",
        labels=", ".join(f"{shortened(label)} ({number})" for label, number in counts),
        option=",".join(f"{label}=none" for label, _ in counts if may_be_stated(label)) or "speakers.csv",
    )
    yield Problem(f"{name}:{layout.line_number(layout.lines[min(doubted)].start)}", message, "warning")


def _seldom_nouns(layout: TextLayout, taken: Mapping[int, SpeakerLabel]) -> frozenset[str]:
    """The names of voices, in lower case, that seldom speak and are ordinary nouns of the same text (`le budget`)."""
    counts = Counter(label.name for label in taken.values())
    single = [name for name in counts if len(name.split()) == 1 and not (is_role_word(name) or is_office(name))]
    seldom = {name.casefold() for name in single if counts[name] <= _SELDOM * len(taken)}
    return ordinary_nouns(layout.content) & seldom if seldom else frozenset()


_SELDOM = 0.2
"""The largest share of turns of a voice that may be a noun."""


def _is_noun_and_adjective(name: str) -> bool:
    """Whether a label may say what somebody is in two words (`Tailleur indépendant`), neither of them a common one."""
    words = name.casefold().split()
    plain = len(words) == 2 and all(len(word) > 3 and word not in _COMMON | _ADVERBS for word in words)
    return plain and not names_a_thing(name)


_ADVERBS = frozenset(
    "bien mieux très trop sans sous tout toute rien encore enfin même quand fine good well very".split()
)


def _that_answer(layout: TextLayout, taken: Mapping[int, SpeakerLabel]) -> frozenset[str]:
    """The names of voices that speak after somebody else's question, twice or more and half of the time."""
    asked: Counter[str] = Counter()
    last = ""
    for number, label in sorted(taken.items()):
        above = layout.text(layout.lines[number - 1]) if number else ""
        asked[label.name] += label.name != last and above.rstrip(' »"”').endswith("?")
        last = label.name
    counts = Counter(label.name for label in taken.values())
    return frozenset(name for name, number in asked.items() if number > 1 and 2 * number >= counts[name])


_COMMON = frozenset().union(*WORDS.values())
_ARTICLES = frozenset("le la les l' un une des the a an".split())
_SUBJECTS = frozenset("je j' c' n' qu' nous vous ils elles i you we they".split())
_COUNTING = frozenset(
    "premier première deuxième troisième second seconde dernier dernière autre autres petite first last one "
    "another other".split()
)
_DEEDS = frozenset("question questions réponse réponses answer answers rep rép ans".split())
_WITHIN_NAMES = frozenset("d' l' de du des la le les et van von der den di da del al el ben bin and y e".split())
_ADVERB = re.compile(r"[^\W\d_]{3,}(?:[eé]ment|[ae]mment)|[^\W\d_]{2,}(?:[abdknsto]|al)ly", re.IGNORECASE)
_CONNECTIVES = frozenset(
    "bref voilà donc mais alors puis ensuite enfin et finalement résultat bilan moralité conclusion évidemment "
    "effectivement c'est-à-dire autrement sinon concrètement premièrement deuxièmement troisièmement pourtant "
    "cependant and but so then because well anyway finally firstly secondly thirdly however basically result "
    "therefore otherwise".split()
)
_OPENINGS = frozenset(
    "je j' tu on nous vous il ils elles ce c' ça cela ceci en autre autres car parce puisque quand comme pour dans "
    "avec sans qu' que qui quoi d' là même encore toujours surtout après avant deuxième troisième premier première "
    "dernier dernière second seconde petite i i'm we you he they it that this these those there what when if as "
    "another other last first third my our one same still again".split()
)
"""Words that open a clause where more words follow them: alone, some of them are what people call themselves."""
