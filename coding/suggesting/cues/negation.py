"""Negation: whether the clause of a cue turns its sense around ("on ne veut pas attirer d'entreprises")."""

from coding.suggesting.features.lexicon import fold
from coding.suggesting.features.token_index import TokenIndex

NEGATORS = frozenset(
    "pas jamais aucun aucune ni sans guère nullement not n't never no without nor neither hardly cannot".split()
)
"""Words that negate by themselves; `plus` and `point` do so only after `ne`."""
_NOBODY = frozenset(("nobody", "personne"))
_ONE_PERSON = frozenset("la une cette chaque quelle même".split())
"""After these `personne` is somebody."""

_AFTER_NE = frozenset(("plus", "point", "rien"))
_NE = frozenset(("ne", "n'"))
HARMLESS_NEXT = {
    "pas": frozenset("seulement que qu' uniquement simplement juste mal exclusivement".split()),
    "sans": frozenset("doute cesse arrêt compter parler oublier aucun".split()),
    "not": frozenset("only just merely simply".split()),
    "no": frozenset(("doubt", "matter")),
}
"""What follows a negator that does not negate: "pas seulement", "sans doute", "not only"."""
_HARMLESS_BEFORE = {"pas": frozenset(("pourquoi", "-ce", "ce")), "sans": frozenset(("pas", "jamais"))}
_BEFORE_NOUNS = frozenset("sans without no aucun aucune ni nor neither".split())
"""Negators that turn round what follows them, not the verb before."""
_TURNS = frozenset("mais car donc parce puisque alors sinon but because so although".split())
_JOINS = frozenset("et ou and or".split())
_STOPS = frozenset(", ; : . ! ? … – — ( )".split())
_RESUMES = frozenset("ce c' ça cela on il elle ils elles it that this they we".split())

REACH = 7
"""How many tokens a negation reaches to either side of a cue, within the clause."""


def negation_of(index: TokenIndex, first: int, last: int) -> int | None:
    """The token that negates the cue at tokens `first`–`last`, or None.

    A negation counts in the cue's own clause, before it ("on ne veut pas attirer d'entreprises"), inside it
    ("on n'attire pas d'entreprises") or after it as its verb ("l'environnement n'est pas…"), and in the clause
    beside it that takes the cue up again ("l'environnement, ce n'est pas une priorité").
    """
    begin, end = index.sentences_of(first, first)
    words = [fold(index.strings[string]) for string in index.lower[begin:end].tolist()]
    a, b = first - begin, last - begin
    found = _inside(words, a, b)
    if found is None:
        found = _around(words, a, b, is_verb=index.strings[index.pos[last]] in ("VERB", "AUX"))
    if found is None:
        found = _before(words, a, index, begin)
    if found is None:
        found = _after(words, b)
    return None if found is None else begin + found


def _negates(words: list[str], at: int) -> bool:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    preceding = words[at - 1] if at else ""
    if following in HARMLESS_NEXT.get(word, ()) or preceding in _HARMLESS_BEFORE.get(word, ()):
        return False
    if word in _NOBODY:
        near = (*words[max(0, at - 4) : at], *words[at + 1 : at + 3])
        return word == "nobody" or (preceding not in _ONE_PERSON and any(w in _NE for w in near))
    if word in _AFTER_NE:
        return any(w in _NE for w in words[max(0, at - 4) : at])
    return word in NEGATORS


def _inside(words: list[str], a: int, b: int) -> int | None:
    return next((i for i in range(a + 1, b) if _negates(words, i)), None)


def _around(words: list[str], a: int, b: int, *, is_verb: bool) -> int | None:
    """A verb with its negation behind it ("on ne sait pas trop", "je sais pas", "we cannot")."""
    has_ne = any(word in _NE for word in words[max(0, a - 3) : a])
    reach = 3 if has_ne else 1 if is_verb else 0
    for i in range(b + 1, min(len(words), b + 1 + reach)):
        if words[i] in _STOPS or words[i] in _TURNS:
            return None
        if _negates(words, i) and words[i] not in _BEFORE_NOUNS:
            return i
    return None


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
