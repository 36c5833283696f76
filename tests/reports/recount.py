"""A study counted anew from what its ledger says, by pandas: it knows nothing of tables, and imports nothing of Glose."""

import json
import re
import sqlite3
import unicodedata

import numpy as np
import pandas as pd
import yaml
from scipy.stats import chi2_contingency, fisher_exact

_AMOUNT = re.compile(
    r"([-+−]?\d{1,3}(?:[ \u202f\u00a0]\d{3})+(?:,\d+)?|[-+−]?\d+(?:,\d+)?)\s*((?:[^\s\d:;,–—-].*)?)", re.DOTALL
)


def codings_of(lines, cases):
    """The codings that hold, one row each: whatever was retracted or undone is out."""
    by_id = {line["entry"]: line for line in lines}
    undone = {line["payload"]["target"] for line in lines if line["kind"] == "undo"}
    gone = {
        line["payload"]["target"] for line in lines if line["kind"] == "retract" and line["entry"] not in undone
    } | undone
    kinds = {line["text"]: line["payload"]["kind"] for line in lines if line["kind"] == "text"}
    rows = [
        {
            **{key: line["payload"].get(key) for key in ("text", "start", "end", "code", "case", "degree", "value")},
            "coder": line["coder"],
            "kind": kinds[line["text"]],
        }
        for name, line in by_id.items()
        if line["kind"] in ("code", "accept") and name not in gone
    ]
    return pd.DataFrame(rows).merge(cases, on="case", how="left")


class Recount:
    """The study as its ledger has it: texts with turns and passages, what was read, and the codings that hold.

    `merged` are codes that count as one row, by its id.
    """

    def __init__(self, folder, lines, merged):
        cases = pd.read_csv(folder / "cases.csv", dtype=str).fillna("")
        self.merged = merged
        self._within = {}
        self.unit = dict(zip(cases.case, cases.unit, strict=True))
        dates = dict(zip(cases.case, cases.date, strict=True))
        book = yaml.safe_load((folder / "codebook.yaml").read_text(encoding="utf-8"))
        self.scale = book["scales"]["degree"]
        self.lowest = set(_lowest(book["codes"]))
        self.codings = codings_of(lines, cases[["case", "unit"]])
        with sqlite3.connect(folder / "study.db") as ledger:
            blobs = dict(ledger.execute("SELECT id, content FROM blobs"))
        added = [line["payload"] for line in lines if line["kind"] == "text"]
        self.texts = {
            one["text"]: one | json.loads(blobs[one["structure"]]) | {"content": blobs[one["sha256"]]} for one in added
        }
        self.read = {name for name in self.texts if self._is_read(name, lines)}
        dated = {
            name: one["metadata"].get("date") or dates.get(one.get("case") or "", "")
            for name, one in self.texts.items()
        }
        self.year = {name: date[:4] for name, date in dated.items() if date}
        self.codings["year"] = self.codings.text.map(self.year)
        places = [*zip(self.codings.text, self.codings.start, strict=True)]
        for name, found in _PLACES.items():
            self.codings[name] = [found(self.texts[text], at) for text, at in places]

    def _is_read(self, name, lines):
        spans = [line["payload"] for line in lines if line["kind"] == "read" and line["text"] == name]
        held = {at for span in spans for at in range(span["start"], span["end"])}
        return all(held.issuperset(range(start, end)) for _, start, end, *_ in self.texts[name]["passages"])

    def cases_of(self, name):
        """The cases that a text belongs to: its own, and those of its speakers."""
        turns = self.texts[name]["turns"]
        return {self.texts[name].get("case"), *(turn[6] for turn in turns if len(turn) > 6)} - {None}

    def within(self, row):
        """The codings of a row: with its code or one below it, or with those merged into it."""
        if row not in self._within:
            tops = self.merged.get(row, (row,))
            below = self.codings.code.map(lambda code: any(code == top or code.startswith(f"{top}.") for top in tops))
            self._within[row] = below
        return self._within[row]

    def of(self, row, by, column):
        return self.codings[self.within(row) & (self.codings[by] == column)]

    def count(self, row, by, column, what="count"):
        here = self.of(row, by, column)
        if what in ("cases", "texts"):
            return here[here.degree != "absent"][what[:-1]].nunique()
        return len(_distinct(here))

    def units(self, row, by, column, what, *, read):
        """How many cases or texts a group has; with `read`, those read to the end or coded."""
        texts = {name for name in self.texts if self.year.get(name) == column} if by == "year" else set()
        cases = {case for case, unit in self.unit.items() if unit == column}
        if what == "texts":
            own = texts | {name for name in self.texts if by == "unit" and self.cases_of(name) & cases}
            return len(own | set(self.codings[self.codings[by] == column].text))
        if not read:
            return len(cases)
        behind = {case: {name for name in self.texts if case in self.cases_of(name)} for case in cases}
        known = {case for case, names in behind.items() if names and names <= self.read}
        return len(known | set(self.of(row, by, column).case))

    def total(self, by, *, row=None, column=None):
        """The codings that have a value of `by`: of the row, of the column, or all."""
        here = self.codings[self.codings[by].notna()]
        here = here if row is None else here[self.within(row).reindex(here.index)]
        return len(_distinct(here if column is None else here[here[by] == column]))

    def rest(self, row, by, column, rows):
        """The codings of a row; of the last, those with codes without codes below them that no row is of."""
        if row != "_others":
            return self.count(row, by, column)
        shown = pd.concat([self.within(one) for one in rows if one != "_others"], axis=1).any(axis=1)
        lowest = self.codings.code.isin(self.lowest)
        return len(_distinct(self.codings[~shown & lowest & (self.codings[by] == column)]))

    def together(self, row, by, column, how, what):
        """What values (each place once) or degrees make; 0 where they make nothing."""
        here = self.of(row, by, column)
        if what == "degree":
            given = [self.scale.index(degree) for degree in here.degree if degree in self.scale]
            return round(how(given), 4) if given else 0
        values = here.dropna(subset="value")[["text", "start", "end", "value"]].drop_duplicates().value
        amounts = [found for value in values if (found := _AMOUNT.fullmatch(value.strip()))]
        if not amounts or len({found[2].strip().casefold() for found in amounts}) > 1:
            return 0
        plain = (re.sub(r"\s", "", found[1]).replace(",", ".").replace("−", "-") for found in amounts)
        return round(how([float(number) for number in plain]), 4)

    @staticmethod
    def test(counts, sizes):
        """p and Cramér's V of a row, by the test that Cochran's rule allows."""
        table = np.array([counts, [size - n for n, size in zip(counts, sizes, strict=True)]])
        found = chi2_contingency(table, correction=False)
        fisher = len(sizes) == 2 and found.expected_freq.min() < 5
        return fisher_exact(table).pvalue if fisher else found.pvalue, (found.statistic / table.sum()) ** 0.5


def _turn(text, at):
    """The turn at a place, the innermost; nothing where nobody is known to speak."""
    return max((turn for turn in text["turns"] if turn[1] <= at < turn[2]), key=lambda turn: turn[1], default=None)


def _last(text, spans, at):
    """The words of the last of these spans that begins before a place, or there, as all that are written alike."""
    before = [span for span in spans if span[1] <= at]
    if not before:
        return None
    _, start, end, *_ = max(before, key=lambda span: span[1])
    words = unicodedata.normalize("NFKD", _decoded(text["content"])[start:end].casefold().replace("’", "'"))
    return " ".join("".join(sign for sign in words if not unicodedata.combining(sign)).replace("œ", "oe").split())


def _decoded(content):
    return content.decode() if isinstance(content, bytes) else content


_PLACES = {
    "role": lambda text, at: (_turn(text, at) or [None] * 5)[4],
    "speaker": lambda text, at: (_turn(text, at) or [None] * 5)[3],
    "heading": lambda text, at: _last(text, [one for one in text["passages"] if len(one) > 6 and one[6]], at),
    "question": lambda text, at: _last(text, [turn for turn in text["turns"] if turn[4] == "interviewer"], at),
}
"""What a table can be divided by at a place: who speaks, the nearest heading above, the question last asked."""


def _distinct(codings):
    return codings[["coder", "text", "start", "end", "code", "case"]].drop_duplicates()


def _lowest(codes, above=""):
    """The ids of the codes that have none below them."""
    for code in codes:
        name = f"{above}{code['id']}"
        if code.get("codes"):
            yield from _lowest(code["codes"], f"{name}.")
        else:
            yield name
