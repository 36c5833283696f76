"""How quantified statements are worded in French and English: subject, n/N, predicate, names, and what is not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coding.codebook.meaning import ReadBefore
from coding.codebook.quantifiers import Quantifier, Thresholds, quantifier_of
from wording.case_term import PLAIN, case_term
from wording.catalogues import NAMED_AT_MOST, listed, say, say_number
from wording.numbers import number

Unit = Literal["case", "text", "interview", "document"]

UNITS: Mapping[str, Unit] = {"cases": "case", "texts": "text", "interviews": "interview", "documents": "document"}
"""What the rows or columns of a table are called in a sentence."""

EXCEPTED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Count:
    """How many `units` of `total` have something (`found`), by their names, and what is known of the others.

    `lacking` were read and do not have it, `absent` (some of these) are recorded as not having it; `unread` are not
    read to the end; coders disagree on those in `disputed`; `unlisted` are declared and not known by name.
    `read_before` counts the texts that are unread because they were read too early. `names` are what texts are called,
    where it is not their id.
    """

    total: int
    found: tuple[str, ...]
    lacking: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    unlisted: int = 0
    unit: Unit = "case"
    read_before: ReadBefore | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def listed(self, some: Sequence[str], language: str) -> str:
        """Some of these by their names: `Nice, Lyon et Paris`."""
        return listed([self.names.get(one, one) for one in some], language)

    def quantifier(self, thresholds: Thresholds) -> Quantifier:
        """The quantifier that holds; a few that can be named are `only` these."""
        strongest = quantifier_of(len(self.found), self.total, thresholds)
        return "only" if strongest == "few" and len(self.found) <= NAMED_AT_MOST else strongest

    @property
    def known(self) -> int:
        """Of how many it is known whether they have it: all that are neither unread nor unlisted."""
        return max(self.total - len(self.unread) - self.unlisted, len(self.found))

    def is_open(self, quantifier: Quantifier) -> bool:
        """Whether what is not read yet may still make the quantifier wrong: "only two" may become three."""
        return quantifier in ("only", "few", "none") and bool(self.unread or self.unlisted)


def worded(
    count: Count,
    quantifier: Quantifier,
    predicate: str,
    *,
    language: str,
    details: Sequence[str] = (),
    name_unread: bool = True,
    **values: str,
) -> str:
    """The sentence in words, as in `Seuls deux cas (2/15) abordent « Environnement » : Nice et Lyon` with a full stop.

    `predicate` is the key of its wording (singular and plural, and `_none` for after "no case"); `values` are put into
    it. `details` come after the names, what is absent or unread last. A claim that unread cases could make wrong is
    made of those read so far. Without `name_unread` somebody else says what is unread.
    """
    n, so_far = len(count.found), count.is_open(quantifier)
    subject = _subject_so_far(count, language) if so_far else _subject(count, quantifier, language)
    if quantifier == "none":
        clause = say(f"{predicate}_none", language, **values)
    else:
        clause = say_number(predicate, 1 if n == 1 and (so_far or quantifier == "only") else 2, language, **values)
    if not so_far:
        total = number(count.total, language)
        subject = say("statement_share", language, subject=subject, n=number(n, language), N=total)
    sentence = _with_names(f"{subject} {clause}", count, quantifier, language)
    return joined([sentence, *details, *_unsure(count, language, name_unread=name_unread)], language)


def _subject_so_far(count: Count, language: str) -> str:
    """Of those whose answer is known: `Deux des 3 cas lus jusqu'ici`."""
    n, known = len(count.found), count.known
    nouns = nouns_of(count.unit, language)
    if n in (0, known):
        return say_number(f"statement_so_far_{'all' if n else 'none'}", known or 1, language, **nouns)
    words = spelled(n, language)
    words = f"{words[:1].upper()}{words[1:]}"
    return say_number("statement_so_far", n, language, spelled=words, N=number(known, language), **nouns)


def _subject(count: Count, quantifier: Quantifier, language: str) -> str:
    n = len(count.found)
    nouns = nouns_of(count.unit, language)
    if quantifier == "only":
        return say_number("statement_only", n, language, spelled=spelled(n, language), **nouns)
    # « La plupart » of eight out of fifteen is more than was found.
    barely = quantifier == "most" and n * 2 > count.total and n * 3 < count.total * 2
    return say("statement_majority" if barely else f"statement_{quantifier}", language, **nouns)


def _with_names(sentence: str, count: Count, quantifier: Quantifier, language: str) -> str:
    """The sentence with those it is about, or those it is not about where these are fewer and known."""
    if quantifier in ("all", "none"):
        return sentence
    known = not (count.unread or count.unlisted or count.disputed)
    if quantifier in ("nearly_all", "most") and known and 0 < len(count.lacking) <= EXCEPTED_AT_MOST:
        return say("statement_but", language, sentence=sentence, names=count.listed(count.lacking, language))
    if len(count.found) <= NAMED_AT_MOST:
        return say("statement_named", language, sentence=sentence, names=count.listed(count.found, language))
    return sentence


def _unsure(count: Count, language: str, *, name_unread: bool) -> list[str]:
    """What must be reported beside the numbers: absences, what is not read, whom coders disagree on."""
    clauses = []
    if count.absent:
        clauses.append(_clause("statement_absent", count.absent, count, language))
    if count.disputed:
        clauses.append(say("statement_disputed", language, names=count.listed(count.disputed, language)))
    if count.unread and name_unread:
        clauses.append(_clause("statement_unread", count.unread, count, language))
    if count.read_before:
        clauses.append(in_words(count.read_before, language))
    if count.unlisted:
        clauses.append(say_number("statement_unlisted", count.unlisted, language))
    return clauses


def in_words(before: ReadBefore, language: str) -> str:
    """`3 textes ont été lus avant que ce code n'existe`."""
    return say_number(f"statement_read_before_{before.why}", before.texts, language)


def _clause(key: str, some: Sequence[str], count: Count, language: str) -> str:
    """`2 cas ne sont pas encore lus en entier (Nice et Lyon)`; the names where they are few."""
    nouns = nouns_of(count.unit, language)
    clause = say_number(key, len(some), language, **nouns)
    if len(some) > NAMED_AT_MOST:
        return clause
    return say("statement_with_names", language, clause=clause, names=count.listed(some, language))


def joined(clauses: Sequence[str], language: str) -> str:
    """Clauses as one sentence with a full stop, its first letter a capital."""
    sentence = clauses[0]
    for clause in clauses[1:]:
        sentence = say("statement_joint", language, first=sentence, second=clause)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def noun(unit: Unit, n: int, language: str) -> str:
    """What a unit is called, for so many."""
    return say_number(f"statement_{unit}", n, language)


def nouns_of(unit: Unit, language: str) -> dict[str, object]:
    """A unit in one and in several, and the noun with which the words around it agree."""
    term = case_term(language) if unit == "case" else PLAIN[language]
    return {"unit": noun(unit, 1, language), "units": noun(unit, 2, language), "term": term}


def spelled(n: int, language: str) -> str:
    """A number up to ten in letters, as a sentence has it; more in figures."""
    return say(f"spelled_{n}", language) if 0 < n <= 10 else number(n, language)


def thresholds_in_words(thresholds: Thresholds, total: int, language: str) -> str:
    """The bounds that the team set, in numbers of cases."""
    quantifiers: tuple[Quantifier, ...] = ("all", "nearly_all", "most", "several", "few")
    bounds = ", ".join(
        say(
            "statement_threshold",
            language,
            quantifier=say(f"quantifier_{quantifier}", language),
            least=number(thresholds.at_least(quantifier, total), language),
        )
        for quantifier in quantifiers
    )
    return say_number("statement_thresholds", total, language, bounds=bounds)
