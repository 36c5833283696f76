"""All suggestions again after each edit of the codebook, in a program that is open as the desk is: prints the seconds.

Usage: python -m benchmarks.edited STUDY
"""

import re
import sys
import time
from pathlib import Path
from statistics import median

from workbench.study import Study
from workbench.suggesting import suggester_of

WORDS = ("dragon", "licorne", "sirène", "phénix", "griffon")
"""Cues that no code has: what figures say is not encoded, so they are words."""


def with_cue(source: str, word: str) -> str:
    """The codebook's YAML with one more cue, at the first code that has some."""
    return re.sub(r"cues:\n( +)- ", rf"cues:\n\1- {word}\n\1- ", source, count=1)


def main() -> None:
    """Suggest, then edit and suggest again; the codebook's file ends as it was."""
    folder = Path(sys.argv[1])
    book = folder / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    suggested(folder)
    again = []
    try:
        for word in WORDS:
            book.write_text(with_cue(source, word), encoding="utf-8")
            again.append(suggested(folder))
    finally:
        book.write_text(source, encoding="utf-8")
    print(median(again))


def suggested(folder: Path) -> float:
    """How many seconds it takes to open the study and have its suggestions, with their reasons."""
    began = time.perf_counter()
    with Study.open(folder) as study:
        suggester_of(study).suggest()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
