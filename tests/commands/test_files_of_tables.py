"""The files that tables are written as: Markdown tables are tables, csv is guarded for people and exact for programs."""

import csv
import re

import pytest
from markdown_it import MarkdownIt

ANSWERS = """\
Collectivité : Nice

Q : Et le budget ?

R : - Oui, le budget est serré, le travail en silos | c'est un frein *réel* pour nous.

Q : Merci.
"""
ROWS = """\
text,quote,code,decision,value
nice-a,"- Oui, le budget est serré",challenges,code,=1+1
nice-a,le travail en silos | c'est un frein *réel*,challenges,code,a | b
"""


@pytest.fixture
def decided(study, glose, written):
    book = study / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    more = [
        "  - {id: given, rows: {values: challenges}, columns: [case, value, quote]}",
        "  - {id: shares, rows: codes, columns: kind, cell: count, shares: column, totals: true}",
    ]
    book.write_text(source.replace("suggestions:", "\n".join([*more, "suggestions:"])), encoding="utf-8")
    glose("add", written("nice-a.txt", ANSWERS))
    glose("decide", written("d.csv", ROWS), "--coder", "anna")
    return study


def _tables(markdown):
    """The rows of each table that a Markdown parser finds."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    tables, row = [], []
    for number, token in enumerate(tokens):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            row = []
            tables[-1].append(row)
        elif token.type in ("th_open", "td_open"):
            row.append("".join(child.content for child in tokens[number + 1].children))
    return tables


def test_every_markdown_table_is_a_table_with_its_words(decided, glose):
    glose("tables", "--format", "md")
    files = sorted((decided / "tables").glob("*.md"))
    made = {path.stem: _tables(path.read_text(encoding="utf-8")) for path in files}
    assert {name: len(tables) for name, tables in made.items()} == dict.fromkeys(made, 1)
    assert [row[2] for row in made["given"][0]] == ["Valeur", "=1+1", "a | b"]
    glose("report", "--format", "md")
    report = (decided / "report" / "report.md").read_text(encoding="utf-8")
    assert len(_tables(report)) >= len(files)
    assert not re.search(r"\\---", report)


def test_every_number_of_an_extract_that_the_markdown_names_stands_in_it(decided, glose):
    glose("report", "--format", "md")
    report = (decided / "report" / "report.md").read_text(encoding="utf-8")
    _, _, after = report.partition("## Extraits\n")
    extracts, _, cells = after.partition("## Des cellules aux extraits\n")
    numbered = {int(number) for number in re.findall(r"^\*\*(\d+)\*\* ", extracts, re.MULTILINE)}
    named = {
        int(n)
        for line in cells.split("\n")
        if " : " in line.replace("\u00a0", " ")
        for n in re.findall(r" (\d+)", line)
    }
    assert numbered == set(range(1, len(numbered) + 1)) > set()
    assert set() < named <= numbered


def test_csv_for_people_is_guarded_and_for_programs_exact(decided, glose):
    def quotes(folder, *options):
        glose(*folder, "--format", "csv", *options)
        path = (
            decided / "tables" / "given.quotes.csv"
            if folder[0] == "tables"
            else decided / "report/csv/given.quotes.csv"
        )
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
        return {(row["quote"], row["given"]) for row in rows}

    for command in (("tables",), ("report",)):
        assert ("'- Oui, le budget est serré", "'=1+1") in quotes(command)
        assert ("- Oui, le budget est serré", "=1+1") in quotes(command, "--raw")
    assert "--raw is about csv" in glose("tables", "--format", "md", "--raw", code=2).err
    exact = glose("explore", "contradictions", "--kind", "value", "--csv", "-", "--raw").out
    assert '"=1+1' in exact
    assert "'=1+1" in glose("explore", "contradictions", "--kind", "value", "--csv", "-").out


def test_counts_and_shares_in_csv_are_whole_where_they_are(decided, glose):
    glose("tables", "shares", "--format", "csv")
    written = (decided / "tables" / "shares.csv").read_text(encoding="utf-8-sig")
    assert not re.search(r"\d\.0(,|$)", written, re.MULTILINE)
    assert ",2," in written


def test_only_groups_have_a_column_of_shares(study, glose, written, tmp_path):
    book = study / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    more = "  - {id: t, rows: codes, columns: kind, cell: texts, shares: cases, difference: [document, interview]}"
    book.write_text(source.replace("suggestions:", f"{more}\nsuggestions:"), encoding="utf-8")
    glose("add", written("nice-a.txt", ANSWERS))
    glose("decide", written("d.csv", ROWS), "--coder", "anna")
    glose("tables", "t", "--format", "csv", "--out", tmp_path)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        head = next(csv.reader(file))
    assert [name for name in head if name.endswith(" %")] == ["Entretien %", "Document %"]
    assert any("→" in name for name in head)
