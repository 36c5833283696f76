"""Each script writes its own section of docs/benchmarks.md and leaves the others as they are."""

from pathlib import Path

import pytest

from benchmarks import sections


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with a head and two sections, in place of the one in docs/."""
    path = tmp_path / "benchmarks.md"
    path.write_text("# Head\n\n<!-- a -->\nold a\n\n<!-- end of a -->\n\n<!-- b -->\nb\n\n<!-- end of b -->\n")
    monkeypatch.setattr(sections, "PAGE", path)
    return path


def test_a_section_is_written_in_its_place(page: Path) -> None:
    sections.write_section("a", ["new a"])
    assert page.read_text() == (
        "# Head\n\n<!-- a -->\nnew a\n\n<!-- end of a -->\n\n<!-- b -->\nb\n\n<!-- end of b -->\n"
    )


def test_a_new_section_comes_last(page: Path) -> None:
    before = page.read_text()
    sections.write_section("c", ["c"])
    assert page.read_text() == before + "\n<!-- c -->\nc\n\n<!-- end of c -->\n"


def test_the_head_is_written_over_the_sections(page: Path) -> None:
    before = page.read_text()
    sections.write_head(["# Other head"])
    assert page.read_text() == before.replace("# Head", "# Other head")


def test_writing_twice_changes_nothing_more(page: Path) -> None:
    sections.write_section("b", ["b2"])
    once = page.read_text()
    sections.write_section("b", ["b2"])
    assert page.read_text() == once


def test_a_paragraph_is_wrapped_whatever_its_line_breaks() -> None:
    lines = sections.paragraph("one\n   two " + "word " * 60)
    assert lines[0].startswith("one two word")
    assert all(len(line) <= 118 for line in lines)
