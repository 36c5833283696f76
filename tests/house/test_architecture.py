"""ARCHITECTURE.md and CONTRIBUTING.md name files that are there."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_that_the_page_names_is_there(page):
    named = re.findall(r"`((?:[\w.]+/)+[\w.]*)`", (HOUSE / page).read_text(encoding="utf-8"))
    assert len(named) > 20
    elsewhere = {"desk/", "exchange/", "texts/", "en/"}
    assert [
        name for name in named if name not in elsewhere and not name.startswith(".venv") and not (HOUSE / name).exists()
    ] == []


def test_the_page_counts_the_arrows_as_the_command_does():
    """The numbers of `python -m docs.floors`, for the house and each room."""
    from docs.floors import picture

    page = (HOUSE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for line in picture().splitlines()[2:]:
        name, parts, arrows, floors = (cell.strip() for cell in line.strip("|").split("|"))
        name = name.strip("`")
        if "." not in name:
            room = name if name == "the house" else f"`{name}/`"
            assert re.search(
                rf"\| {re.escape(room)} \| .* \| {parts} parts, {arrows} arrows, {floors} floors \|", page
            ), line
