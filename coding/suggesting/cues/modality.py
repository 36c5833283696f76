"""What turns a cue's sense around: negation in its clause, and a name that only looks like the word."""

from collections.abc import Sequence
from dataclasses import dataclass

from coding.suggesting.features.token_index import TokenIndex

NEGATORS = frozenset(
    "pas jamais aucun aucune ni sans guère nullement not n't never no without nor neither hardly".split()
)
"""Words that negate by themselves; `plus` and `point` do so only after `ne`."""

_AFTER_NE = frozenset(("plus", "point", "rien"))
_NE = frozenset(("ne", "n'", "n’"))
_HARMLESS_NEXT = {
    "pas": frozenset("seulement que qu' qu’ uniquement simplement juste mal exclusivement".split()),
    "sans": frozenset("doute cesse arrêt compter parler oublier aucun".split()),
    "not": frozenset("only just merely simply".split()),
    "no": frozenset("doubt matter longer".split()) - {"longer"},
}
"""What follows a negator that does not negate: "pas seulement", "sans doute", "not only"."""
_HARMLESS_BEFORE = {"pas": frozenset(("pourquoi", "-ce", "ce")), "sans": frozenset(("pas", "jamais"))}
_TURNS = frozenset("mais car donc parce puisque alors sinon but because so although".split())
_JOINS = frozenset("et ou and or".split())
_STOPS = frozenset(", ; : . ! ? … – — ( )".split())
_RESUMES = frozenset("ce c' c’ ça cela on il elle ils elles it that this they we".split())

REACH = 7
"""How many tokens a negation reaches to either side of a cue, within the clause."""


def negation_of(index: TokenIndex, first: int, last: int) -> int | None:
    """The token that negates the cue at tokens `first`–`last`, or None.

    A negation counts in the cue's own clause, before it ("on ne veut pas attirer d'entreprises"), inside it
    ("on n'attire pas d'entreprises") or after it as its verb ("l'environnement n'est pas…"), and in the clause
    beside it that takes the cue up again ("l'environnement, ce n'est pas une priorité").
    """
    begin, end = _sentence(index, first)
    words = [index.word(token) for token in range(begin, end)]
    a, b = first - begin, last - begin
    found = _inside(words, a, b)
    if found is None:
        found = _before(words, a, index, begin)
    if found is None:
        found = _after(words, b)
    return None if found is None else begin + found


def _sentence(index: TokenIndex, token: int) -> tuple[int, int]:
    number = index.sentence[token]
    begin, end = index.sentence.searchsorted([number, number + 1]).tolist()
    return begin, end


def _negates(words: list[str], at: int) -> bool:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    preceding = words[at - 1] if at else ""
    if following in _HARMLESS_NEXT.get(word, ()) or preceding in _HARMLESS_BEFORE.get(word, ()):
        return False
    if word in _AFTER_NE:
        return any(w in _NE for w in words[max(0, at - 4) : at])
    return word in NEGATORS


def _inside(words: list[str], a: int, b: int) -> int | None:
    return next((i for i in range(a + 1, b) if _negates(words, i)), None)


def _before(words: list[str], a: int, index: TokenIndex, begin: int) -> int | None:
    commas = 0
    for i in range(a - 1, max(-1, a - 1 - REACH), -1):
        word = words[i]
        if word in _TURNS or (word in _STOPS and word != ","):
            return None
        if word in _JOINS and index.strings[index.pos[begin + i + 1]] == "PRON":
            return None
        if word == ",":
            # Right dislocation: "ce n'est pas notre priorité, l'environnement". The cue must follow at once.
            commas += 1
            if commas > 1 or a - i > 3:
                return None
        elif _negates(words, i):
            return i if not commas or _RESUMES.intersection(words[max(0, i - 4) : i]) else None
    return None


def _after(words: list[str], b: int) -> int | None:
    following = words[b + 1 : b + 2 + REACH]
    if not following:
        return None
    taken_up = following[0] == "," and len(following) > 1 and following[1] in _RESUMES
    as_verb = any(word in _NE for word in following[:2])
    if not taken_up and not as_verb:
        return None
    for offset, word in enumerate(following[1:] if taken_up else following, b + 1 + taken_up):
        if word in _TURNS or word in _STOPS:
            return None
        if _negates(words, offset):
            return offset
    return None


def is_name(index: TokenIndex, token: int) -> bool:
    """Whether the token is written as a proper name in the middle of a sentence ("la société Ouverture")."""
    if index.strings[index.pos[token]] != "PROPN" or token == _sentence(index, token)[0]:
        return False
    text = index.texts[index.text[token]]
    return bool(text.content[index.start[token]].isupper())


@dataclass(frozen=True, slots=True)
class Nuance:
    """What shades what is said: tokens `first`–`last`, in words for a person.

    `kind` is "hypothesis", "reported" or "past".
    """

    kind: str
    first: int
    last: int
    why: str


_MARKS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "hypothesis",
        "a hypothesis or a plan, not yet a fact",
        ("peut-être", "peut - être", "éventuellement", "on pourrait", "il faudrait", "on aimerait", "on envisage",
         "nous envisageons", "à l' étude", "en projet", "si on", "si nous", "si la", "s' il", "un jour", "maybe",
         "perhaps", "we might",
         "we could", "if we", "would like to", "one day"),
    ),
    (
        "reported",
        "somebody else's words are reported",
        ("on m' a dit", "on nous a dit", "on m' a raconté", "on dit que", "ils disent", "elles disent", "il paraît",
         "paraît -il", "paraît-il", "selon", "d' après", "d'après", "soi-disant", "j' ai entendu", "they say",
         "they told", "i was told", "we were told", "apparently", "according to", "i heard", "people say"),
    ),
    (
        "past",
        "the past is spoken of",
        ("avant", "à l' époque", "autrefois", "auparavant", "jadis", "dans le temps", "à l' origine",
         "il y a longtemps", "used to", "back then", "previously", "formerly", "in the past", "at the time"),
    ),
)  # fmt: skip
_NOT_PAST = frozenset("tout de que le la les l' d' même".split())
"""What follows "avant" where it is no time gone by ("avant tout", "avant de")."""


def nuances_of(index: TokenIndex, begin: int, end: int) -> list[Nuance]:
    """Each kind of nuance that the tokens `begin`–`end` show, where it is first met."""
    words = [index.word(token).replace("’", "'") for token in range(begin, end)]
    joined = f" {' '.join(words)} "
    found: list[Nuance] = []
    for kind, why, phrases in _MARKS:
        for phrase in phrases:
            if f" {phrase} " not in joined:
                continue
            at = _first(words, phrase.split())
            if at is not None:
                last = at + len(phrase.split()) - 1
                found.append(Nuance(kind, begin + at, begin + last, f"“{' '.join(words[at : last + 1])}”: {why}"))
                break
    return found


def _first(words: list[str], phrase: list[str]) -> int | None:
    for at in range(len(words) - len(phrase) + 1):
        if words[at : at + len(phrase)] == phrase:
            following = words[at + len(phrase)] if at + len(phrase) < len(words) else ""
            preceding = words[at - 1] if at else ""
            if phrase == ["avant"] and (following in _NOT_PAST or following.isdecimal() or preceding in ("en", "l'")):
                continue
            return at
    return None


_DEGREES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("absent", "none", "no"), ("pas du tout", "absolument pas", "not at all", "en aucun cas")),
    (("priority",), ("la priorité", "première priorité", "notre priorité", "priorité des priorités", "avant tout",
                     "en premier lieu", "the priority", "our priority", "top priority", "first of all")),
    (("strong", "important"), ("très important", "essentiel", "essentielle", "majeur", "majeure", "fondamental",
                               "fondamentale", "au cœur", "primordial", "very important", "crucial", "at the heart")),
    (("axis",), ("un des axes", "l' un des axes", "un axe", "un pilier", "les axes", "one of the pillars", "an axis")),
    (("secondary",), ("accessoirement", "secondaire", "à la marge", "accessoire", "en second lieu", "pas prioritaire",
                      "pas la priorité", "pas notre priorité", "pas une priorité", "secondary", "not a priority")),
    (("wanted",), ("on aimerait", "on voudrait", "nous aimerions", "nous voudrions", "on souhaite", "nous souhaitons",
                   "on rêve", "we would like", "we want to", "we hope")),
)  # fmt: skip


def degree_of(index: TokenIndex, begin: int, end: int, degrees: Sequence[str]) -> tuple[str, int, int] | None:
    """The degree that the words between two tokens tell of ("la priorité", "accessoirement", "pas du tout").

    With it the first and last token of those words; None where none is told or the scale has no such degree.
    """
    words = [index.word(token).replace("’", "'") for token in range(begin, end)]
    joined = f" {' '.join(words)} "
    best: tuple[int, str, int, int] | None = None
    for names, phrases in _DEGREES:
        degree = next((name for name in names if name in degrees), None)
        for phrase in phrases if degree else ():
            if f" {phrase} " not in joined:
                continue
            at = _first(words, phrase.split())
            length = len(phrase.split())
            if at is not None and degree and (best is None or length > best[0]):
                best = (length, degree, begin + at, begin + at + length - 1)
    return None if best is None else best[1:]
