"""Side by side with the crosstab commands of `qualitative-coding` (qc), on the same made work, with the same counts."""

import csv
import json
import random
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.long_files import said
from benchmarks.timing import ROOT, Run, timed

SIZES = (1_000, 10_000, 100_000)
LIMIT = 60
FAMILIES, MEMBERS, PARAGRAPHS = 6, 10, 160
CODERS = ("anna", "basile")


class Disagreement(Exception):
    """The two tools counted the same codings differently, so that their times do not compare."""


@dataclass(frozen=True)
class Work:
    """Documents of one-line paragraphs, and codings as (document, paragraph, code, coder), all different."""

    documents: list[list[str]]
    codings: list[tuple[int, int, str, str]]


def made_work(codings: int) -> Work:
    """One document of about 12,000 characters to 100 codings, over 60 codes in 6 families, by 2 coders."""
    chance = random.Random(codings)
    documents = [[said(chance, 13, ".") for _ in range(PARAGRAPHS)] for _ in range(codings // 100)]
    codes = [code for family in codes_of() for code in codes_of()[family]]
    found: set[tuple[int, int, str, str]] = set()
    while len(found) < codings:
        where = len(found) % len(documents), chance.randrange(PARAGRAPHS)
        found.add((*where, chance.choice(codes), chance.choice(CODERS)))
    return Work(documents, sorted(found))


def codes_of() -> dict[str, list[str]]:
    """The codes of each family; a code's name is unique, as qc wants it."""
    return {f"f{n}": [f"f{n}_c{m}" for m in range(MEMBERS)] for n in range(FAMILIES)}


def peer_lines(folder: Path, qc: Path) -> list[str]:
    """The table of both tools' commands, in turn on the same work."""
    name = subprocess.run([qc, "version"], capture_output=True, text=True, check=True).stdout.strip()
    rows = [row for size in SIZES for row in _measured(folder / f"work-{size}", qc.resolve(), size)]
    return [
        "## Side by side with crosstab commands",
        "",
        f"Written by `python -m benchmarks.synthesis --peer PATH/TO/qc`, which met {name}. The same made work for",
        f"both: documents of 12,000 characters, {FAMILIES * MEMBERS} codes in {FAMILIES} families, {len(CODERS)} coders. qc read the documents by its",
        "own import and got the codings straight into its database; Glose's went through the ledger. Whole processes in",
        f"turn in one run, once each, ended after {LIMIT} s; both write CSV, and where both came to an end their counts were",
        "compared and are equal. QualCoder and Taguette have no command that makes a cross table.",
        "",
        "| codings | documents | what | qc | Glose |",
        "|---|---|---|---|---|",
        *rows,
    ]


def _measured(folder: Path, qc: Path, codings: int) -> list[str]:
    work = made_work(codings)
    theirs, ours = folder / "qc", folder / "glose"
    _make_theirs(theirs, qc, work)
    _make_ours(ours, work)
    documents = ["codes", "stats", "-D", "-z", "-o", "documents.csv"], ["tables", "by_text", "--format", "csv"]
    pairs = ["codes", "crosstab", "-n", "paragraph", "-o", "pairs.csv"], ["explore", "cooccurrence", "--csv", "pairs.csv"]
    rows = []
    for what, (theirs_asked, ours_asked) in (("code × document", documents), ("code × code, by paragraph", pairs)):
        first = timed(theirs_asked, cwd=theirs, program=str(qc), limit=LIMIT)
        second = timed([str(ROOT / "cli.py"), *ours_asked], cwd=ours, limit=LIMIT)
        commands = f"{what}: `qc {' '.join(theirs_asked[:-2])}`, `glose {' '.join(ours_asked)}`"
        rows.append(f"| {codings:,} | {len(work.documents):,} | {commands} | {_told(first)} | {_told(second)} |")
        if not first.ended and not second.ended:
            _compare(what, _theirs(theirs, what), _ours(ours, what))
    page = timed([str(ROOT / "cli.py"), "tables", "by_text"], cwd=ours, limit=LIMIT)
    rows.append(f"| {codings:,} | {len(work.documents):,} | the same as a page with its quotes: `glose tables by_text` | – | {_told(page)} |")
    return rows
