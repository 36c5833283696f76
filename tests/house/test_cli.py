"""The entry point: help without heavy imports, exit codes, and one sentence for every error."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import cli

ROOT = Path(__file__).resolve().parents[2]


def python(*arguments):
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.slow
def test_help_lists_the_verbs_in_working_order_and_loads_nothing_heavy():
    probe = (
        "import sys, cli\n"
        "code = cli.run(['--help'])\n"
        "heavy = {'spacy', 'pandas', 'numpy', 'sqlalchemy', 'docx', 'lxml', 'rich.table', 'pydantic', 'yaml'}\n"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    said = python("-c", probe).stdout
    assert said.splitlines()[-1] == "0 []"
    at = [said.index(f"\n  {command} ") for command in cli.COMMANDS]
    assert at == sorted(at)


@pytest.mark.parametrize("command", list(cli.COMMANDS))
def test_every_verb_has_help_with_an_example_and_the_summary_of_the_list(command, glose):
    said = glose(command, "--help").out
    assert re.search(rf"\n  Example:\n    glose {command}( |\n)", said)
    assert cli.glose.get_command(None, command).short_help


def test_the_door_alone_imports_only_the_floor_it_stands_on():
    source = (ROOT / "cli.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 120
    for room in ("coding", "ledger", "reports", "workbench"):
        assert f"from {room}" not in source


def test_wrong_usage_is_2(glose):
    assert "No such command" in glose("colour", code=2).err
    assert "Missing argument" in glose("turns", code=2).err
    glose(code=2)


def test_something_unexpected_is_3_with_a_log_and_no_traceback_on_screen(glose, monkeypatch):
    import tempfile

    def broken(*_, **__):
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("workbench.study.Study.open", broken)
    said = glose("progress", code=3)
    assert "unexpected ZeroDivisionError" in said.err
    assert "Traceback" not in said.err
    log = Path(next(word for word in said.err.split() if word.startswith(tempfile.gettempdir())).rstrip(";"))
    assert "a fault of ours" in log.read_text()


@pytest.mark.slow
def test_a_reader_who_has_left_is_not_an_error():
    """`glose --help | head -1` ends with 0 and without a word, as other tools do."""
    reading, writing = os.pipe()
    os.close(reading)
    left = subprocess.run(
        [sys.executable, "cli.py", "--help"], stdout=writing, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False
    )
    os.close(writing)
    assert (left.returncode, left.stderr) == (0, "")


def test_version():
    assert python("cli.py", "--version").stdout.startswith("glose, version ")


def test_stopping_with_ctrl_c_says_that_what_was_recorded_is_kept(glose, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("workbench.study.Study.open", stopped)
    assert "what was recorded before is kept" in glose("progress", code=1).err


def test_whatever_is_printed_passes_one_door():
    """No command prints by itself: `commands/printing.py` makes visible what a terminal would obey."""
    door = {"commands/printing.py", "commands/door.py"}
    own_ways = re.compile(r"click\.(?:echo|secho|style)\(|(?<![.\w])print\(|Console\((?!width)|from_markup")
    found = {
        str(path.relative_to(ROOT))
        for path in [ROOT / "cli.py", *(ROOT / "commands").rglob("*.py")]
        if own_ways.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"commands/printing.py"}
    assert found <= door
