"""Damaged files of every format: read or refused by name, in a process that lives to tell."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.damaged_files import MEGABYTES_AT_MOST, damaged, run
from benchmarks.sound_files import sound_files
from corpus.read import read_text


def test_the_sound_files_are_read_before_they_are_damaged(written):
    for suffix, content in sound_files().items():
        text, _ = read_text(written(f"sound{suffix}", content))
        assert text is not None, suffix
        assert "freins" in text.content, suffix


@pytest.mark.slow
def test_three_hundred_damaged_files():
    fates, wrong, _, most = run(300, seed=7)
    assert wrong == []
    assert sum(fates.values()) == 300
    assert {fate for _, fate in fates} == {"read", "refused"}
    assert len({suffix for suffix, fate in fates if fate == "refused"}) == len(sound_files())
    assert most < MEGABYTES_AT_MOST


@pytest.mark.slow
def test_what_goes_wrong_is_seen(tmp_path):
    """The run itself can fail: a reader that crashes in the worker is counted."""
    reader = tmp_path / "plain_broken.py"
    reader.write_text(
        "import corpus.readers.plain as plain\n"
        "def broken(data, name): raise RecursionError('deep')\n"
        "plain.read = broken\n"
        "from benchmarks.damaged_files import _worker\n"
        "import sys; from pathlib import Path\n"
        "_worker(Path(sys.argv[1]))\n"
    )
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text("Q : Oui ?")
    root = Path(__file__).parents[3]
    command = [sys.executable, str(reader), str(folder)]
    said = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(root)}, cwd=root
    )
    assert "crash its reader stopped (RecursionError: deep)" in said.stdout


def test_damage_is_the_same_for_the_same_seed():
    for suffix, content in sound_files().items():
        if suffix in (".txt", ".csv", ".srt"):
            assert damaged(content, suffix, random.Random(3)) == damaged(content, suffix, random.Random(3))
            assert damaged(content, suffix, random.Random(3)) != content
