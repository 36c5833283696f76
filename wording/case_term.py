"""What a study calls its cases: `collectivité, collectivités`, `city, cities`; said wherever reports speak of cases."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass

_VOWELS = frozenset("aeiouhyàâäéèêëîïôöùûüœæ")


@dataclass(frozen=True, slots=True)
class Term:
    """A noun with its plural. In a catalogue `{term.one}` and `{term.many}` are the words, `{term:tous|toutes}` is the
    first or, where the noun is feminine, the second, and `{term.of}` is « de » as it stands before the noun.
    """

    one: str
    many: str
    feminine: bool = False

    def __format__(self, forms: str) -> str:
        """Of `masculine|feminine` the one that agrees."""
        masculine, _, feminine = forms.partition("|")
        return feminine if self.feminine else masculine

    @property
    def One(self) -> str:  # noqa: N802 - `{term.One}` begins a sentence or a head
        """The noun with a capital."""
        return self.one[:1].upper() + self.one[1:]

    @property
    def Many(self) -> str:  # noqa: N802 - as above
        """The plural with a capital."""
        return self.many[:1].upper() + self.many[1:]

    @property
    def of(self) -> str:
        """`de ` or, before a vowel or a silent h, `d’`."""
        return "d’" if self.one[:1].casefold() in _VOWELS else "de "

    @property
    def the(self) -> str:
        """`le `, `la ` or, before a vowel or a silent h, `l’`."""
        return "l’" if self.of == "d’" else "la " if self.feminine else "le "

    @property
    def a(self) -> str:
        """`a ` or, before a vowel, `an `, as English has it."""
        return "an " if self.one[:1].casefold() in "aeio" else "a "


PLAIN: Mapping[str, Term] = {"fr": Term("cas", "cas"), "en": Term("case", "cases")}
"""What cases are called where a study does not say."""

_of_study: ContextVar[Mapping[str, Term] | None] = ContextVar("what the open study calls its cases", default=None)


def call_cases(terms: Mapping[str, Term] | None) -> None:
    """From here on cases are called so, by language; None, or a language that is not there, leaves the plain word."""
    _of_study.set(terms)


def case_term(language: str) -> Term:
    """What the open study calls a case."""
    return (_of_study.get() or {}).get(language) or PLAIN[language]


_FEMININE = ("té", "ion", "ette", "esse", "ance", "ence", "ure", "ie", "ise", "ée", "elle", "trice", "euse", "ille")
_MASCULINE = ("isme", "age", "aire", "ème", "eau", "eur", "ment", "oir")


def guessed_feminine(noun: str) -> bool | None:
    """Whether a French noun is feminine, by its ending; None where the ending leaves it open (école, élève)."""
    head = noun.split()[0].casefold() if noun.split() else ""
    if head.endswith(_MASCULINE):
        return False
    if head.endswith(_FEMININE):
        return True
    return None if head.endswith("e") else False
