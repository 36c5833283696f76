"""Which case a passage names: what a coding may be about when it is not the text's own case."""

import re
import unicodedata
from collections.abc import Mapping

from coding.suggesting.suggestion import Evidence
from corpus.cases import Case
from corpus.text import Text
from wording.messages import tr
from wording.spelling import caseless

HOMONYMS = "homonyms"
"""The column of cases.csv with words in which a case's name means something else ("Gare de Lyon")."""


class CaseNames:
    """The names and aliases of a study's cases, ready to be looked for."""

    def __init__(self, cases: Mapping[str, Case]) -> None:
        self._case_of = {caseless(name): case.id for case in cases.values() for name in case.names}
        self._pattern = _pattern(self._case_of)
        homonyms = (
            h for case in cases.values() for h in case.attributes.get(HOMONYMS, "").replace("|", ";").split(";")
        )
        self._found: dict[tuple[str, int, int], tuple[str | None, list[Evidence]]] = {}
        self._homonyms = _pattern({caseless(h.strip()): "" for h in homonyms if h.strip()})

    def other_case(self, text: Text, start: int, end: int) -> tuple[str | None, list[Evidence]]:
        """The one other case that the words between `start` and `end` name, with the place; None for none or several.

        Where the text's own case is named too, none is proposed: the words may be about both.
        """
        if self._pattern is None:
            return None, []
        key = (text.id, start, end)
        if key not in self._found:
            if len(self._found) > 1000:
                self._found.clear()
            self._found[key] = self._look(text, start, end, self._pattern)
        return self._found[key]

    def _look(self, text: Text, start: int, end: int, pattern: re.Pattern[str]) -> tuple[str | None, list[Evidence]]:
        words = unicodedata.normalize("NFC", text.content[start:end])
        if len(words) != end - start:
            return None, []
        hidden = [m.span() for m in self._homonyms.finditer(words)] if self._homonyms else []
        met = [
            (self._case_of[caseless(m.group())], m)
            for m in pattern.finditer(words)
            if m.group()[:1].isupper() and not any(a <= m.start() < b for a, b in hidden)
        ]
        cases = {case for case, _ in met}
        if len(cases) != 1 or text.case in cases:
            return None, []
        case, found = met[0]
        at = start + found.start()
        why = tr("“{words}” names another case: {case}", words=found.group(), case=case)
        return case, [Evidence("case", at, start + found.end(), text.content[at : start + found.end()], why)]


def _pattern(names: Mapping[str, str]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest = sorted(names, key=lambda name: -len(name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)
