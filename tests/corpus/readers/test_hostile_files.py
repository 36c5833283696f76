"""Files that are made to take for ever or to fill the memory end in a text or in a reason (all: benchmarks)."""

import pytest

from benchmarks.hostile_files import read_alone
from benchmarks.hostile_shapes import SHAPES
from corpus.readers.registry import READERS


@pytest.mark.slow
@pytest.mark.parametrize(("name", "fate"), [
    ("ten thousand deep.html", "refused nests its elements more than 256 deep"),
    ("nested controls.docx", "refused nests its elements more than 256 deep"),
    ("two thousand million blanks.odt", "read"),
    ("a loop of pages.pdf", "refused page 1 is damaged"),
    ("stars.md", "read"),
    ("mail in mail.mht", "refused"),
])  # fmt: skip
def test_a_hostile_file_ends(name, fate):
    assert read_alone(name)[0].startswith(fate)


def test_shapes_are_of_formats_that_are_read():
    assert {"." + name.rpartition(".")[2] for name in SHAPES} <= READERS.keys()
