"""Work that a copy of the process does: the answers are the same whoever gives them, and nothing is lost with it."""

import filecmp
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux forks safely; elsewhere one process does it"
)


def ran(program: str, *arguments: str) -> list[str]:
    """What a program prints, line by line, in a process without other threads; it is ended where it hangs."""
    heard = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert heard.returncode == 0, heard.stderr
    return heard.stdout.splitlines()


def test_the_answer_of_a_copy_is_that_of_the_work():
    said = ran("""
import os
from workbench.forked import can_fork, forked
assert can_fork()
answer = forked(lambda: (os.getpid(), [1, 2]))
pid, found = answer()
print(pid != os.getpid(), found)
""")
    assert said == ["True [1, 2]"]


@pytest.mark.parametrize(
    "fate", ["os.kill(os.getpid(), 9)", "1 / 0", "return lambda: 0"], ids=["killed", "fails", "no pickle"]
)
def test_what_a_copy_leaves_undone_is_done_here(fate):
    said = ran(f"""
import os
from workbench.forked import forked
here = os.getpid()
def work():
    if os.getpid() != here:
        {fate}
    return "done"
print(forked(work)())
""")
    assert said == ["done"]


PARTS = """
import os, sys, time
from workbench.forked import in_two
here, copied = os.getpid(), sys.argv[1] == "copied"
def make(part):
    time.sleep(.05)
    {fate}
    maker = os.getpid()
    def finish():
        {late}
        os.write(1, b"finished\\n")
        return part, maker
    return finish
try:
    with in_two(make, 8, copied=copied) as answers:
        found = list(answers())
    print([one[0] for one in found] == list(range(8)), len({{one[1] for one in found}}))
except ZeroDivisionError:
    print("heard")
"""


def test_both_take_part_and_answers_come_in_order():
    said = ran(PARTS.format(fate="", late=""), "copied")
    assert said.count("finished") == 8
    assert said[-1] == "True 2", "both make parts"
    assert ran(PARTS.format(fate="", late=""), "alone")[-1] == "True 1"


@pytest.mark.parametrize("way", ["copied", "alone"])
def test_an_error_in_making_is_heard_before_anything_is_finished(way):
    assert ran(PARTS.format(fate="part == 5 and 1 / 0", late=""), way) == ["heard"]


KILLED = "os.getpid() != here and part > 2 and os.kill(os.getpid(), 9)"


@pytest.mark.parametrize(("fate", "late"), [(KILLED, ""), ("", KILLED)], ids=["making", "finishing"])
def test_parts_of_a_copy_that_is_killed_are_done_here(fate, late):
    said = ran(PARTS.format(fate=fate, late=late), "copied")
    assert said[-1].startswith("True"), "every answer is there, in order"


def test_there_is_no_copy_beside_another_thread():
    said = ran("""
import threading
from workbench.forked import can_fork
stop = threading.Event()
other = threading.Thread(target=stop.wait)
other.start()
print(can_fork())
stop.set(); other.join()
print(can_fork())
""")
    assert said == ["False", "True"]


TABLES = """
import sys
import workbench.table_files, workbench.tabulating
from workbench import forked
used = []
for module in (workbench.table_files, workbench.tabulating):
    module.MANY = int(sys.argv[2])
copy = forked._Copy.__init__
forked._Copy.__init__ = lambda *given: (used.append(1), copy(*given))[1]
import cli
assert cli.run(["tables", "--study", sys.argv[1], "--out", sys.argv[3], "--format", "html,csv"]) == 0
print("copies", len(used))
"""


def test_tables_are_the_same_whoever_makes_them(sample, tmp_path):
    alone = ran(TABLES, str(sample), "1000000", str(tmp_path / "alone"))
    copied = ran(TABLES, str(sample), "1", str(tmp_path / "copied"))
    assert (alone[-1], copied[-1]) == ("copies 0", "copies 2"), "one reads the codings, one makes tables"
    names = [Path(line).name for line in alone[:-1]]
    assert names == [Path(line).name for line in copied[:-1]]
    same, other, missing = filecmp.cmpfiles(tmp_path / "alone", tmp_path / "copied", names, shallow=False)
    assert (sorted(same), other, missing) == (sorted(names), [], [])
