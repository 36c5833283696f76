"""Count what the same forty codings take at the desk, in `glose confirm`, and in other tools that are named.

Usage: python -m benchmarks.presses [--taguette PYTHON] [--potato PYTHON]
`PYTHON` is the interpreter of an environment of its own in which that tool is installed (`pip install taguette`,
`pip install potato-annotation`); without it the tool is left out. With both, the section of docs/benchmarks.md is
written.
"""

import argparse
import contextlib
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.presses.at_desk import at_desk
from benchmarks.presses.at_desk_keys import at_desk_keys
from benchmarks.presses.at_potato import at_potato
from benchmarks.presses.at_taguette import at_taguette
from benchmarks.presses.at_terminal import at_terminal
from benchmarks.presses.forty import OF_EACH, TEXTS, Task, choose
from benchmarks.presses.hands import Count
from benchmarks.sections import paragraph, write_section
from benchmarks.studies import sample_study

Measure = Callable[[Path, Task], Count]


def main() -> None:
    """Run what is asked for, print it, and write it down where every tool was measured."""
    parser = argparse.ArgumentParser(description="Key presses and mouse actions for the same forty codings.")
    parser.add_argument("--taguette", type=Path, help="the Python of an environment with taguette")
    parser.add_argument("--potato", type=Path, help="the Python of an environment with potato-annotation")
    asked = parser.parse_args()
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        sample = Path(scratch) / "sample"
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            sample_study(sample)
        task = choose(sample)
        measures: dict[str, Measure] = {
            "the desk": at_desk,
            "the desk, keys alone": at_desk_keys,
            "`glose confirm`": at_terminal,
        }
        for tool, measure in measures.items():
            study = Path(scratch) / measure.__name__
            shutil.copytree(sample, study)
            rows.append(_told(tool, measure(study, task)))
        if asked.taguette:
            count = at_taguette(asked.taguette, Path(scratch) / "taguette", task)
            rows.append(_told(f"Taguette {_version(asked.taguette, 'taguette')}", count))
        if asked.potato:
            count = at_potato(asked.potato, Path(scratch) / "potato", task)
            rows.append(_told(f"Potato {_version(asked.potato, 'potato-annotation')}", count))
    if asked.taguette and asked.potato:
        write_section("presses", _page(rows))


def _told(tool: str, count: Count) -> str:
    """One line of the table."""
    done, all_of = count.done, len(count.seconds)
    parts = [str(done[kind]) for kind in ("keys", "clicks", "drags", "turns")]
    each = f"**{count.presses / all_of:.2f}** | {(count.presses + done['turns']) / all_of:.2f}"
    row = f"| {tool} | {' | '.join(parts)} | {each} | {sum(count.seconds) / all_of:.2f} s |"
    print(row, flush=True)
    return row


def _version(python: Path, package: str) -> str:
    ask = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=True).stdout.strip()


def _page(rows: list[str]) -> list[str]:
    number = 2 * TEXTS * OF_EACH
    chosen = f"""`python -m benchmarks.presses --taguette PYTHON --potato PYTHON` makes the same {number} codings in
    each tool, on the sample study's texts with its 244 codes: in {TEXTS} interviews {number // 2} that the desk
    suggests, with the words of the suggestion, and {number // 2} of the lead's that it does not suggest at these words.
    Text by text in the order of reading, with nobody else at work in the study. Afterwards each tool is asked
    what it holds: the {number} codings with these words and codes, and nothing else."""
    counted = """The scripted analyst knows the shortest way in each tool. A key, a click and a drag are a press each;
    a turn of the wheel, however far, is counted apart, and only where something was out of sight. Opening a text is not
    counted. Seconds are the script's, which need not think or aim: they compare how long the tools let one
    wait. With few codes Potato's labels would be in sight, and its turns of the wheel fewer."""
    ways = """At the desk a suggestion is accepted with the tick at its label, or with `a` where it is at hand;
    other words are marked with the mouse and coded in the picker. By keys alone `j` and `k` go to the passage, arrows
    choose the words (with Ctrl a sentence's first), Shift with arrows takes more. In `glose confirm` everything is done
    by keys, words are marked with `[`, `]`, `{`, `}` or `b`. In Taguette words are marked, `n` opens
    the tags, one is ticked, Enter saves. In Potato (a text as one instance, the codes as labels of a
    span, its mode for qualitative analysis) a label is chosen where it is not still, then words are
    marked; with many labels these lie below the text, and keys cannot be given to labels of spans.
    Taguette suggests no codes; Potato can by a language model, and none was set up. What the desk no
    longer suggests when the analyst comes there, having learned meanwhile, is coded by hand."""
    return [
        "## Presses for forty codings",
        "",
        *paragraph(chosen),
        "",
        *paragraph(counted),
        "",
        *paragraph(ways),
        "",
        f"Load of the machine when it was measured: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.",
        "",
        "| tool | keys | clicks | drags | turns of the wheel | presses per coding | with the wheel | script, each |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
    ]


if __name__ == "__main__":
    main()
