"""The forty codings that are made in each tool: chosen by seed from what the sample's team coded."""

import csv
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.studies import SAMPLE
from coding.suggesting.suggestion import Suggestion
from corpus.text import Text
from wording.spelling import folded
from workbench.study import Study
from workbench.suggesting import suggester_of

TEXTS, OF_EACH = 4, 5
SEED = 11
LONGEST = 6


@dataclass(frozen=True, order=True)
class Wanted:
    """One coding to make: the words from `start` to `end` (code points of the text), and whether it is suggested."""

    text: str
    start: int
    end: int
    code: str
    quote: str
    passage: int
    suggested: bool


@dataclass(frozen=True)
class Task:
    """The codings in order of reading, the texts they lie in, and each code's name."""

    wanted: list[Wanted]
    texts: dict[str, Text]
    names: dict[str, str]

    def of(self, text: str) -> list[Wanted]:
        """What is to be coded in one text."""
        return [one for one in self.wanted if one.text == text]


def choose(folder: Path) -> Task:
    """Four interviews of a study without decisions, in each five codings that are suggested and five that are not.

    The suggested ones have the words of the suggestion; the others the words and the code that the team's lead chose,
    where that code is not suggested on any of these words. No two share words, and all lie in one passage.
    """
    with Study.open(folder) as study:
        suggestions = suggester_of(study).suggest()
        texts = {name: text for name, text in study.texts.items() if text.kind == "interview"}
        language = study.settings.language
        names = {
            code.id: code.label if isinstance(code.label, str) else code.label[language]
            for code in study.codebook.codes.values()
        }
    by_text: dict[str, list[Wanted]] = {}
    for name, text in texts.items():
        by_text[name] = _of_text(text, [one for one in suggestions if one.place.text == name])
    enough = [
        name
        for name, found in by_text.items()
        if min(sum(one.suggested for one in found), sum(not one.suggested for one in found)) >= OF_EACH
    ]
    chance = random.Random(SEED)
    chosen: list[Wanted] = []
    for name in sorted(chance.sample(enough, TEXTS)):
        for suggested in (True, False):
            chosen += chance.sample([one for one in by_text[name] if one.suggested is suggested], OF_EACH)
    wanted = sorted(chosen)
    return Task(wanted, {one.text: texts[one.text] for one in wanted}, names)


def _of_text(text: Text, suggestions: list[Suggestion]) -> list[Wanted]:
    """What of the lead's codings in a text can be asked for: suggested ones first, none sharing words with another."""
    by_code: dict[str, list[Suggestion]] = defaultdict(list)
    for one in suggestions:
        by_code[one.code].append(one)
    found: list[Wanted] = []
    for suggested in (True, False):
        for quote, code in _lead(text):
            start = text.content.find(quote)
            near = [one for one in by_code[code] if one.place.start < start + len(quote) and start < one.place.end]
            if bool(near) is not suggested:
                continue
            place = (near[0].place.start, near[0].place.end) if near else (start, start + len(quote))
            inside = [p for p in text.passages if p.start <= place[0] and place[1] <= p.end]
            if not inside or any(one.start < place[1] and place[0] < one.end for one in found):
                continue
            words = text.content[place[0] : place[1]]
            found.append(Wanted(text.id, *place, code, words, inside[0].number, suggested))
    return found


def _lead(text: Text) -> list[tuple[str, str]]:
    """What the lead coded in a text, where the words stand in it once: words and code."""
    with (SAMPLE / "decisions" / "lead.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["text"] == text.id and row["decision"] in ("accept", "code")]
    return [(row["quote"], row["code"]) for row in rows if row["quote"] and text.content.count(row["quote"]) == 1]


def typings(name: str, code: str) -> list[str]:
    """What somebody may type who looks for a code: the beginning of a word of its name or id, shortest first."""
    words = [
        *folded(name).replace("'", " ").replace("’", " ").split(),
        *code.replace(".", " ").replace("_", " ").split(),
    ]
    found = {word[:length] for word in words for length in range(1, min(len(word), LONGEST) + 1)}
    whole = folded(name)
    found |= {whole[:length] for length in range(1, len(whole) + 1)} | {
        code[:length] for length in range(1, len(code) + 1)
    }
    return sorted(found, key=lambda typed: (len(typed), typed))
