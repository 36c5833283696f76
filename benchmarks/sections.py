"""The sections of docs/benchmarks.md: each script writes its own and leaves those of the others as they are."""

import textwrap
from collections.abc import Sequence

from benchmarks.timing import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"


def write_head(lines: Sequence[str]) -> None:
    """Put the lines before the first section; the sections stay."""
    page = PAGE.read_text(encoding="utf-8")
    sections = page[page.index("<!-- ") :] if "<!-- " in page else ""
    PAGE.write_text(_joined("\n".join(lines), sections), encoding="utf-8")


def write_section(name: str, lines: Sequence[str]) -> None:
    """Put the lines into the section of that name, in its old place, or at the end where it is new."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, found, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2] if found else ""
    PAGE.write_text(_joined(before, "\n".join([begin, *lines, "", end]), after), encoding="utf-8")


def paragraph(words: str) -> list[str]:
    """The words as lines of the page, whatever line breaks they came with; code is not broken in the middle."""
    return textwrap.wrap(" ".join(words.split()), 118, break_long_words=False, break_on_hyphens=False)


def _joined(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"
