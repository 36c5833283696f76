"""The page on readers, taken at its word: its example is installed and a file is added with it."""

import re
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "readers.md"


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package with the page's example in it, announced as the page says."""
    site = tmp_path / "site"
    info = site / "glose_at-1.0.dist-info"
    info.mkdir(parents=True)
    [example], [announcement] = blocks("python"), blocks("toml")
    (site / "glose_at.py").write_text(example, encoding="utf-8")
    suffix, _, value = announcement.splitlines()[1].partition(" = ")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: glose-at\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[glose.readers]\n{suffix} = {value.strip(chr(34))}\n")
    monkeypatch.syspath_prepend(str(site))
    yield site
    sys.modules.pop("glose_at", None)


def test_the_example_has_twenty_lines_at_most():
    assert len(blocks("python")[0].splitlines()) <= 20


def test_a_file_is_added_with_the_readers_example(installed, study, glose, written):
    source = "@Enquêtrice\nAlors ?\n@Élu\nVoilà.\n\nEt encore.\n@Enquêtrice\nMerci.\n"
    [line] = glose("add", written("talk.at", source), "--json", "--case", "Nice").lines
    assert [(s["name"], s["role"], s["turns"]) for s in line["speakers"]] == [
        ("Enquêtrice", "interviewer", 2),
        ("Élu", "respondent", 1),
    ]
    assert line["metadata"]["format"] == "at"


def test_what_the_reader_refuses_and_what_nobody_reads_is_named(installed, study, glose, written):
    assert "does not begin with @" in glose("add", written("bad.at", "rien"), code=1).err
    assert ".at" in glose("add", written("x.unknown", "rien"), code=1).err


def test_a_reader_that_cannot_be_imported_is_named(installed, study, glose, written):
    (installed / "glose_at.py").write_text("import nothing_of_the_kind\n")
    assert "cannot be loaded" in glose("add", written("talk.at", "@A\nOui.\n"), code=1).err


def test_a_reader_that_raises_stops_one_file_only(installed, study, glose, written):
    (installed / "glose_at.py").write_text("def read(data, name):\n    raise KeyError('speaker')\n")
    fine = written("fine.txt", "Q : Alors ?\n\nR : Voilà.\n")
    said = glose("add", written("talk.at", "@A\nOui.\n"), fine, "--case", "Nice", code=1)
    assert "talk.at" in said.err
    assert "its reader stopped (KeyError: 'speaker')" in said.err
