"""Published tables of frequencies, rebuilt from the published codings by `glose import` and `glose tables`.

Usage: python -m benchmarks.rebuilt FOLDER [page]

FOLDER holds the repositories that `main` names, each as its owner+name. Nothing of them is in this repository.
"""

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sections import paragraph, write_section
from benchmarks.timing import ROOT
from coding.codebook.file import load_codebook

UNSAFE = "icmccorm+against-the-void/data/interviews/coding"
PATHS = "kalealex+analysis_paths_research_synthesis/analysis/codes-anonymous.csv"
PROCTORING = "gwusec+2023-USENIX-Educator-Perspectives-of-Exam-Proctoring/data/qualitative-data"
STRATEGIES = {"Acknowledge": 139, "Reduce": 297, "Suppress": 44}
"""The first figure of the published page: 139 and 44 in words, the third cut off at 29 and drawn to 297 of 480."""


@dataclass(frozen=True)
class Rebuilt:
    """How many codings of a file came, and how many of its published numbers are the same in our table."""

    name: str
    codings: int
    published: Mapping[str, int]
    counted: Mapping[str, int]

    @property
    def differing(self) -> dict[str, tuple[int, int]]:
        """The codes whose published number is another than ours, with both."""
        pairs = {code: (number, self.counted.get(code, 0)) for code, number in self.published.items()}
        return {code: pair for code, pair in pairs.items() if pair[0] != pair[1]}

    @property
    def row(self) -> str:
        """A row of the table for the page."""
        differing = "; ".join(f"{a} ≠ {b}" for a, b in self.differing.values()) or "–"
        same = len(self.published) - len(self.differing)
        return f"| {self.name} | {self.codings:,} | {len(self.published)} | {same} | {differing} |"


def unsafe_rust(folder: Path, scratch: Path) -> Iterator[Rebuilt]:
    """Interviews coded in ATLAS.ti: its codebook has the number of quotations of each code."""
    with (folder / UNSAFE / "codebook.csv").open(encoding="utf-8-sig", newline="") as file:
        published = {row["Code"].replace(" > ", "->"): int(row["Groundedness"]) for row in csv.DictReader(file)}
    counted, codings = _counted(folder / UNSAFE, scratch / "unsafe", cell="count")
    yield Rebuilt("interviews on unsafe Rust, quotations by code", codings, published, counted)


def analysis_paths(folder: Path, scratch: Path) -> Iterator[Rebuilt]:
    """Decisions told in interviews, a row each, by strategy."""
    columns = ("--columns", "document=Pariticipant,code=Strategy,words=Decision")
    counted, codings = _counted(folder / PATHS, scratch / "paths", *columns, cell="count")
    yield Rebuilt("interviews on research synthesis, decisions by strategy", codings, STRATEGIES, counted)


def proctoring(folder: Path, scratch: Path) -> Iterator[Rebuilt]:
    """Answers to the open questions of a survey: the workbooks have a codebook with counts for each question."""
    books = _codebooks(folder / PROCTORING)
    for file in sorted((folder / PROCTORING / "irr_inputs").glob("*(primary).csv")):
        question = file.stem.rpartition(" - ")[2].split(" ")[0]
        counted, codings = _counted(file, scratch / question, cell="texts")
        yield Rebuilt(f"survey on exam proctoring, {question}, answers by code", codings, books[question], counted)


def _codebooks(folder: Path) -> dict[str, dict[str, int]]:
    """By question the published count of each code."""
    from openpyxl import load_workbook

    found: dict[str, dict[str, int]] = {}
    for workbook in folder.glob("*.xlsx"):
        for sheet in load_workbook(workbook, data_only=True).worksheets:
            question, kind, _ = sheet.title.partition("-codebook")
            if kind and " " not in question and "secondary" not in sheet.title:
                rows = sheet.iter_rows(min_row=2, max_col=2, values_only=True)
                found[question] = {
                    str(code).strip(): int(count) for code, count in rows if code and isinstance(count, int | float)
                }
    return found


def _counted(source: Path, study: Path, *options: str, cell: str) -> tuple[dict[str, int], int]:
    """Import the file as a new study, and count its codes in a table; also how many codings came."""
    _glose("import", source, "--study", study, "--lang", "en", "--coder", "published", *options)
    codebook = study / "codebook.yaml"
    declared = f"\ntables:\n  - {{id: frequencies, rows: codes, columns: kind, cell: {cell}, totals: true}}\n"
    codebook.write_text(codebook.read_text(encoding="utf-8") + declared, encoding="utf-8")
    _glose("tables", "frequencies", "--format", "csv", "--raw", "--study", study)
    with (study / "tables" / "frequencies.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    codings = len(_glose("quotes", "--json", "--study", study).splitlines())
    totals = {row[0]: int(row[-1]) for row in rows[1:] if row[-1].isdecimal()}
    return {path: totals.get(code, 0) for code, path in _paths(codebook).items()}, codings


def _paths(codebook: Path) -> dict[str, str]:
    """The names on the path of each code, as published: `a->b`."""
    codes = load_codebook(codebook.read_text(encoding="utf-8")).codes
    parts = {code: code.split(".") for code in codes}
    above = {code: [".".join(names[: n + 1]) for n in range(len(names))] for code, names in parts.items()}
    return {code: "->".join(codes[one].label["en"] for one in path) for code, path in above.items()}


def _glose(*arguments: object) -> str:
    told = subprocess.run(
        [sys.executable, "cli.py", *map(str, arguments)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if told.returncode:
        raise RuntimeError(f"glose {arguments[0]}: exit {told.returncode}\n{told.stderr}")
    return told.stdout


def rebuilt(folder: Path) -> Iterator[Rebuilt]:
    """What comes of each of the published tables."""
    with tempfile.TemporaryDirectory() as scratch:
        for study in (unsafe_rust, analysis_paths, proctoring):
            yield from study(folder, Path(scratch))


def main(folder: str, what: str = "") -> None:
    """Rebuild and print; with `page` write it down as well."""
    found = [one.row for one in rebuilt(Path(folder))]
    print(*found, sep="\n")
    if what == "page":
        words = """
            Written by `python -m benchmarks.rebuilt FOLDER page`, from published codings in public repositories:
            interviews on unsafe Rust (`icmccorm/against-the-void` at 8363192: quotations and codebook of ATLAS.ti,
            two files, no texts), interviews with researchers on how they synthesise
            (`kalealex/analysis_paths_research_synthesis` at d15963a: a row a decision), a survey on exam proctoring
            (`gwusec/2023-USENIX-Educator-Perspectives-of-Exam-Proctoring` at 10b5509: fourteen open questions,
            codes in eight columns). Each was brought in by `glose import`, nothing but three columns of the second
            named by hand, and counted by `glose tables`. Published are the numbers in the codebooks (ATLAS.ti's
            Groundedness, the sheets of counts behind the survey paper's Appendix C) and in the first figure of the
            second page, whose largest number is cut off and was read from its bar. Where two numbers differ, an
            answer has a code on a lower level and not the one above it, which counts here with it.
            """
        head = ["| table | codings | numbers published | the same here | published ≠ here |", "|---|---|---|---|---|"]
        write_section("rebuilt", ["## Published tables, rebuilt", "", *paragraph(words), "", *head, *found])


if __name__ == "__main__":
    main(*sys.argv[1:])
