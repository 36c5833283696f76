"""The docs at their word: what the first study has its reader write and type, and every table that a page declares."""

import re
import shlex

import pytest
import yaml

from coding.codebook.file import read_codebook
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "first-study.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"`([\w.]+\.(?:yaml|csv|txt))`[^`]*$")
"""A file's name is the last name of a file before its block."""


def shown(text, folder):
    """What was printed as the page has it: with plain blanks, none at the ends of lines, no entries and folders."""
    plain = text.replace(f"{folder}/", "").replace("\u202f", " ").replace("\u00a0", " ")
    lines = [line.rstrip() for line in plain.splitlines() if not re.match(r"[0-9a-f]{12}  ", line)]
    return "\n".join(lines).strip()


def commands(body):
    """The commands of a console block, each with what it prints."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield shlex.split(command)[1:], printed.strip()


def test_the_page_at_its_word(glose, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "88")
    monkeypatch.chdir(tmp_path)
    glose("start", "my-study", "--lang", "fr", "--title", "Artisans d'aujourd'hui")
    folder = tmp_path / "my-study"
    monkeypatch.chdir(folder)
    said = 0
    for block in BLOCK.finditer(PAGE):
        named = FILE.search(PAGE[: block.start()].rstrip())
        if block["kind"] in ("yaml", "csv", "text") and named:
            (folder / named[1]).write_text(block["body"], encoding="utf-8")
        elif block["kind"] == "console":
            for words, printed in commands(block["body"]):
                told = glose(*words)
                assert shown(told.out + told.err, folder) == printed
                said += 1
    assert said == 8


def tables_of(page):
    """The `tables:` of the page's YAML blocks, one text each."""
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["kind"] == "yaml" and "\ntables:" in f"\n{block['body']}":
            yield f"tables:{block['body'].partition('tables:')[2].partition('suggestions:')[0]}"


@pytest.mark.parametrize("name", ["tables", "framework", "statements"])
def test_every_table_that_a_page_declares_can_be_read(name):
    book = (ROOT / "codebook.yaml").read_text(encoding="utf-8").partition("\ntables:")[0]
    for declared in tables_of(ROOT / "docs" / f"{name}.md"):
        made, problems = read_codebook(f"{book}\n{declared}")
        assert not [problem for problem in problems if problem.level == "error"]
        assert {table["id"] for table in yaml.safe_load(declared)["tables"]} == set(made.tables)


def test_the_page_on_tables_knows_every_key_cell_and_field():
    from coding.codebook.table_declaration import FIELDS_OF
    from coding.codebook.table_schema import TableEntry
    from coding.codebook.tables_file import CELLS

    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    fields = {field for fields in FIELDS_OF.values() for field in fields}
    assert {name for name in (*TableEntry.model_fields, *CELLS, *fields) if f"`{name}`" not in page} == set()
