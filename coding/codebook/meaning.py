"""What a code means to somebody who reads: its definition and rules of use, compared from one codebook to another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from coding.codebook.model import Codebook
from coding.records.study_acts import CodesChanged
from wording.spelling import folded

Meaning = Mapping[str, str]
"""The words of one code by part: `definition.fr`, `use_when`, `avoid_when`; `label.fr` where it has none of these."""


@dataclass(frozen=True, slots=True)
class Unsought:
    """The codes of today's codebook that nobody can have looked for under an earlier one.

    `added` were not in it; `redefined` meant something else.
    """

    added: frozenset[str] = frozenset()
    redefined: frozenset[str] = frozenset()

    @property
    def codes(self) -> frozenset[str]:
        """All of them."""
        return self.added | self.redefined


@dataclass(frozen=True, slots=True)
class ReadBefore:
    """How many texts were read to the end without looking for a code.

    It was not there yet (`added`), meant something else (`redefined`), or that is so of a code `below` it.
    """

    texts: int
    why: Literal["added", "redefined", "below"]


def meanings(codebook: Codebook) -> dict[str, Meaning]:
    """What each code means, without what does not matter to it: accents, capitals, marks and blanks."""
    return {code: _meaning(codebook, code) for code in codebook.codes}


def unsought(then: Mapping[str, Meaning], now: Mapping[str, Meaning]) -> Unsought:
    """The codes of `now` that `then` has not, or in another meaning."""
    return Unsought(
        added=frozenset(code for code in now if code not in then),
        redefined=frozenset(code for code in now if code in then and not _same(then[code], now[code])),
    )


def carried(
    then: Mapping[str, Meaning],
    change: CodesChanged,
    before: Mapping[str, Meaning],
    after: Mapping[str, Meaning],
) -> dict[str, Meaning]:
    """What codes meant to somebody who read before a change of codes, by the ids that they have after it.

    Whoever looked for a code looked for it under any name; whoever looked for all codes that were merged looked for
    what became of them, and whoever looked for the one that was split for the codes that were made then. A minor change
    is none to what the code means. `before` and `after` are what the codes meant just before the change and after it.
    """
    kept = {code: meaning for code, meaning in then.items() if code not in change.names}
    for old, new in change.names.items():
        if old in then and not (change.act == "merge" and new in change.into):
            kept.setdefault(new, then[old])
    if change.act in ("merge", "split") and all(code in then for code in change.codes):
        became = [code for code in change.into if code in after and (change.act == "merge" or code not in before)]
        kept.update({code: after[code] for code in became})
    if change.minor:
        same = [code for code in change.codes if code in then and code in before and _same(then[code], before[code])]
        kept.update({code: after[code] for code in same if code in after})
    return kept


def _meaning(codebook: Codebook, code_id: str) -> Meaning:
    code = codebook.codes[code_id]
    said = {f"definition.{language}": _plain(words) for language, words in code.definition.items()}
    said["use_when"] = " / ".join(sorted(map(_plain, code.use_when)))
    said["avoid_when"] = " / ".join(sorted(map(_plain, code.avoid_when)))
    said = {part: words for part, words in said.items() if words}
    return said or {f"label.{language}": _plain(words) for language, words in code.label.items()}


def _same(then: Meaning, now: Meaning) -> bool:
    """Whether the rules are the same, and the definitions in every language that both have: one more is no change."""
    if any(then.get(part) != now.get(part) for part in ("use_when", "avoid_when")):
        return False
    worded = [{part for part in one if "." in part} for one in (then, now)]
    shared = worded[0] & worded[1]
    return all(then[part] == now[part] for part in shared) and (bool(shared) or not any(worded))


@lru_cache(maxsize=16_384)
def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", folded(words)))
