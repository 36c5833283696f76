"""Names at the beginning of lines without any sign behind them, as far as it shows that the same few recur."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from corpus.characters import EMOJI
from corpus.parse.language import WORDS

_WORD = re.compile(rf"(?:[A-ZÀ-Þ][\w'’.-]*|[{EMOJI}\u200d\ufe0f]+)(?=\s+\S)")
_LONGEST = 4
"""How many words a name has at most."""
_OPENERS = frozenset(
    "oui non ok okay alors mais puis après ensuite enfin voilà bon ben bah ah oh eh euh hum hein bref bien moi toi lui "
    "j'ai j'avais c'était ça ceci quand si comment pourquoi quel quelle quels quelles combien où quoi qu'est-ce est-ce "
    "quant pendant depuis chaque tout tous toute toutes certains plusieurs aujourd'hui d'accord parce chez entre sans "
    "selon aussi ainsi cependant lorsque ces mon ma mes nos votre notre leurs d'abord merci bonjour tu ils elles y "
    "yes no yeah well then but because when how why which who where after before right sure thanks hello hi i'm i've "
    "it's he she we're these those each every some many most all here that's um uh mm hmm now also however our his her "
    "my its me let let's don't one two first second next finally".split()
)
"""Words that often open a sentence, beside the commonest ones of a language."""


def opening_names(lines: Mapping[int, str]) -> dict[int, str]:
    """The words by key that may be names at the beginning of these lines, each of which goes on behind them.

    Lines that open with the same word with a capital, or the same emoji, have one name: as many words with capitals,
    four at most, as all of them share. A word that may open any sentence is none.
    """
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, line in lines.items():
        if (word := _WORD.match(line)) and _may_be_a_name(word.group()):
            groups[(word.group(),)].append(key)
    names: dict[int, str] = {}
    for words, keys in groups.items():
        while len(words) < _LONGEST and len(keys) > 1:
            following = {_next(lines[key], words) for key in keys}
            if len(following) > 1 or None in following:
                break
            words = (*words, *(word for word in following if word))
        names.update((key, " ".join(words)) for key in keys)
    return names


def behind(name: str, line: str) -> int:
    """Where the words behind the name begin in a line that opens with it."""
    found = re.match(r"\s+".join(map(re.escape, name.split())) + r"\s*", line)
    return found.end() if found else 0


def _next(line: str, words: Iterable[str]) -> str | None:
    found = _WORD.match(line, behind(" ".join(words), line))
    return found.group() if found and (found.group()[0].isupper()) else None


def _may_be_a_name(word: str) -> bool:
    bare = word.casefold().replace("’", "'")
    return bare not in _OPENERS and not any(bare in common for common in WORDS.values()) and not _CLAUSE.search(bare)


_CLAUSE = re.compile(r"^\w'|-(?:t-)?(?:vous|tu|je|ils?|elles?|on|nous|ce|ci|là|moi|toi)$")
"""`J'habite` and `Avez-vous` are a subject and a verb."""
