"""Commands that write are killed at random moments: nothing that was recorded may be lost, and nothing half done.

Usage: python -m benchmarks.kills [TIMES] [SEED] [COMMAND…]. Every writing command is killed with SIGKILL, `confirm` in
a terminal as well; after each kill the ledger must be sound, begin with all that it held before, and hold every
decision that the screen had said was recorded.
"""

import os
import pty
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pexpect
from pexpect.fdpexpect import fdspawn

import cli
from coding.codebook.file import read_codebook
from ledger.connection import file_url
from ledger.integrity import faults_of
from ledger.ledger import Ledger
from workbench.study import Study

CODEBOOK = """\
codebook: {title: Essai, languages: [fr]}
scales:
  degree: [absent, mentioned, strong]
codes:
  - {id: goals, label: Buts, scale: degree, cues: [attirer, priorité, emplois, entreprises, attractif, talents]}
  - {id: brakes, label: Freins, cues: [frein, silo, obstacle, manque, budget, difficulté, lourdeur]}
typologies:
  - {id: maturity, label: Maturité, classes: [{id: early, label: Tôt}, {id: late, label: Tard}]}
tables:
  - {id: goals, title: Buts, rows: goals, columns: cases, cell: degree}
suggestions: {threshold: 0.2}
"""
TEXT = """\
Q : Quels buts ?

R : {n}. La priorité est d'attirer des entreprises.

Le manque de budget est un frein {n}.

"""
Command = Callable[[Path, int], list[str]]


def text_file(folder: Path, number: int) -> Path:
    """A transcript that no other is like."""
    path = folder.parent / f"entretien-{number}.txt"
    path.write_text(TEXT.format(n=number) * 3, encoding="utf-8")
    return path


def _decisions(folder: Path, number: int) -> list[str]:
    rows = [f"nice,Le manque de budget,brakes,code,{occurrence},memo {number}" for occurrence in (1, 2, 3)]
    path = folder.parent / f"d{number}.csv"
    path.write_text("text,quote,code,decision,occurrence,memo\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return ["decide", str(path), "--coder", f"c{number}"]


def _corrected(folder: Path, number: int) -> list[str]:
    path = folder.parent / f"corrected-{number}.txt"
    path.write_text(TEXT.format(n=f"corrigé {number}") * 3, encoding="utf-8")
    return ["correct", "nice", str(path), "--yes"]


def _summary(folder: Path, number: int) -> list[str]:
    path = folder.parent / f"summary-{number}.md"
    cited = (folder.parent / "cited.txt").read_text(encoding="utf-8")
    path.write_text(f"Un résumé {number}.[^{cited}]\n", encoding="utf-8")
    return ["summarise", "brakes", "Nice", "--file", str(path), "--coder", "cited"]


_TURN = count()


def _read_anew(_: Path, __: int) -> list[str]:
    """Another role than the last time, so that there is something to record."""
    role = "respondent" if next(_TURN) % 2 else "other"
    return ["read", "nice", "--speakers", f"Q=interviewer,R={role}", "--yes"]


def _case_list(folder: Path, number: int) -> list[str]:
    path = folder.parent / f"cases-{number}.csv"
    rows = "".join(f"Ville {n},\n" for n in range(number % 7, 400))
    path.write_text(f"case,aliases\nNice,\nLyon,\n{rows}", encoding="utf-8")
    return ["cases", str(path)]


def _pseudonyms(folder: Path, number: int) -> list[str]:
    """A text with a name that only it has, added before; the key confirms that name."""
    text = folder.parent / f"named-{number}.txt"
    text.write_text(f"Q : Qui ?\n\nR : Madame Dupont{number} le sait, Dupont{number} y était.\n", encoding="utf-8")
    os.waitpid(_forked(folder, ["add", str(text), "--case", "Nice"]), 0)
    row = f"person,Dupont{number},[Personne {number}],replace,2,named-{number},yes\n"
    key = folder.parent / f"key-{number}.csv"
    key.write_text("kind,name,replacement,decision,count,texts,certain\n" + row, encoding="utf-8")
    return ["pseudonyms", f"named-{number}", "--key", str(key), "--apply", "--yes"]


COMMANDS: dict[str, Command] = {
    "start": lambda folder, number: ["start", str(folder.parent / f"new-{number}")],
    "case list": _case_list,
    "pseudonyms": _pseudonyms,
    "add": lambda folder, number: ["add", str(text_file(folder, number)), "--case", "Nice"],
    "code": lambda _, n: ["code", "nice", "brakes", "--quote", "un frein", "--occurrence", "1", "--memo", str(n)],
    "decide": _decisions,
    "undo": lambda _, __: ["undo"],
    "correct": _corrected,
    "read": _read_anew,
    "suggest": lambda _, __: ["suggest", "--json"],
    "classify": lambda _, n: ["classify", "maturity", "Nice", "no_evidence", "--memo", "vu", "--coder", f"t{n}"],
    "cases": lambda _, n: ["cases", "set", "lyon", "Nice" if n % 2 else "Lyon", "--yes"],
    "audit": lambda _, n: ["audit", "draw", "--size", "2", "--seed", str(n)],
    "summarise": _summary,
    "tables": lambda _, __: ["tables", "--format", "html,csv"],
    "backup": lambda _, __: ["backup"],
    "seal": lambda _, __: ["seal"],
    "rebuild": lambda _, __: ["check", "--rebuild"],
}


@dataclass(frozen=True, slots=True)
class AtKeys:
    """A command killed at a random key: what it shows first, keys that decide, what is told then, what it records."""

    arguments: tuple[str, ...]
    shows: str
    keys: tuple[str, ...]
    tells: str
    kind: str


AT_KEYS = {
    "classify step": AtKeys(
        ("classify", "maturity", "--step"), "1/\\d", ("n", "o"), "not_classified|no_evidence", "classify"
    ),
    "audit review": AtKeys(("audit", "review"), "a agree", ("a",), "2/2|judged", "review"),
}


def main(times: int = 500, seed: int = 1, *only: str) -> None:
    """Kill so often and print how each command fared."""
    chance = random.Random(seed)
    killed, finished, entries = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "study"
        _prepare(folder)
        tried = {name for name in COMMANDS if not only or name in only}
        # The second run is timed: what is loaded once takes its time in the first.
        _ = {name: _usual(folder, COMMANDS[name](folder, 10_000)) for name in tried}
        usual = {name: _usual(folder, COMMANDS[name](folder, 10_001)) for name in tried}
        before = _sound(folder, [], "the beginning")
        names = only or (*COMMANDS, *AT_KEYS, "new code", "confirm", "confirm", "confirm")
        for number in range(times):
            name = names[number % len(names)]
            if name == "confirm":
                ended = _kill_confirm(folder, number, chance)
            elif name == "new code":
                ended = _kill_new_code(folder, number, chance)
            elif name in AT_KEYS:
                ended = _kill_at_keys(folder, AT_KEYS[name], number, chance)
            else:
                ended = _kill(folder, COMMANDS[name](folder, number), chance.uniform(0.3, 1.1) * usual[name])
            (finished if ended else killed)[name] += 1
            after = _sound(folder, before, f"{name} {number}")
            _whole_files(folder, number)
            entries[name] += len(after) - len(before)
            before = after
        print(f"{times} runs, {killed.total()} killed on the way, {len(before)} entries, none lost, no fault")
        for name in dict.fromkeys(names):
            print(f"{name:10} killed {killed[name]:3}, ended before {finished[name]:3}, entries {entries[name]}")


def _prepare(folder: Path) -> None:
    """A study with one text and a coding that a summary can cite; its pipelines are loaded here, once for all."""
    book = folder.parent / "book.yaml"
    book.write_text(CODEBOOK, encoding="utf-8")
    (folder.parent / "nice.txt").write_text(TEXT.format(n="un") * 3, encoding="utf-8")
    (folder.parent / "lyon.txt").write_text(TEXT.format(n="deux"), encoding="utf-8")
    quoted = ["--quote", "Le manque de budget", "--occurrence", "1", "--coder", "cited"]
    assert cli.run(["start", str(folder), "--codebook", str(book)]) == 0
    (folder / "study.yaml").write_text("title: Essai\nlanguage: fr\ncoder: lead\n", encoding="utf-8")
    (folder / "cases.csv").write_text("case,aliases\nNice,\nLyon,\n", encoding="utf-8")
    os.chdir(folder)
    for arguments in (
        ["add", "../nice.txt", "../lyon.txt", "--case", "Nice"],
        ["code", "nice", "brakes", *quoted],
        ["suggest"],
        ["code", "nice", "brakes", "--quote", "Le manque de budget", "--occurrence", "2", "--coder", "other"],
        ["audit", "draw", "--size", "2", "--seed", "1"],
    ):
        assert cli.run(arguments) == 0
    with Ledger.open(file_url(folder / "study.db")) as ledger:
        [cited] = [coding.id for coding in ledger.codings(coder="cited")]
        number = ledger.numbers([cited])[cited]
    (folder.parent / "cited.txt").write_text(str(number), encoding="utf-8")


def _usual(folder: Path, arguments: list[str]) -> float:
    """How many seconds the command takes; that it was refused is said, for then nothing of it is tried."""
    began = time.perf_counter()
    child = _forked(folder, arguments)
    if os.waitpid(child, 0)[1]:
        print(f"refused: {' '.join(arguments)}", file=sys.stderr)
    return time.perf_counter() - began


def _forked(folder: Path, arguments: list[str]) -> int:
    """Run the command in a copy of this process, where everything is loaded: all its time is its own work's."""
    if child := os.fork():
        return child
    os.chdir(folder)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os._exit(cli.run(arguments))


def _kill(folder: Path, arguments: list[str], after: float) -> bool:
    """Kill the command after so many seconds; whether it had ended by itself."""
    child = _forked(folder, arguments)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return not os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _kill_confirm(folder: Path, number: int, chance: random.Random) -> bool:
    """Confirm in a terminal, and kill it at a random key; every decision that the screen told must be recorded."""
    coder, told, told_by = f"p{number}", 0, list[str]()
    child, terminal = pty.fork()
    if not child:
        os.chdir(folder)
        os.environ.update(TERM="xterm", COLUMNS="80", LINES="24")
        os._exit(cli.run(["--lang", "en", "confirm", "--coder", coder]))
    person = fdspawn(terminal, encoding="utf-8", timeout=60)
    try:
        person.expect("passage \\d+/")
        for _ in range(chance.randint(1, 6)):
            person.send("r")
            if chance.random() < 0.2:
                time.sleep(chance.uniform(0, 0.05))
                break
            if person.expect(["rejected", "Nothing is suggested"], timeout=30) == 0:
                told += 1
                told_by.append(f"{person.before[-200:]}|{person.after}")
            else:
                person.send(" ")
            _draw_out(person)
    except (pexpect.EOF, pexpect.TIMEOUT):
        pass  # the last passage was decided
    os.kill(child, signal.SIGKILL)
    ended = not os.WIFSIGNALED(os.waitpid(child, 0)[1])
    os.close(terminal)
    with Ledger.open(file_url(folder / "study.db")) as ledger:
        recorded = sum(1 for entry in ledger.entries(coder=coder) if entry.kind == "reject")
    assert recorded >= told, f"{told} decisions told, {recorded} recorded: {told_by}"
    return ended


def _kill_at_keys(folder: Path, at: AtKeys, number: int, chance: random.Random) -> bool:
    """Run a command in a terminal, decide, and kill it; every decision that the screen told must be recorded."""
    coder, told = f"k{number}", 0
    child, terminal = pty.fork()
    if not child:
        os.chdir(folder)
        os.environ.update(TERM="xterm", COLUMNS="80", LINES="24")
        os._exit(cli.run(["--lang", "en", *at.arguments, "--coder", coder]))
    person = fdspawn(terminal, encoding="utf-8", timeout=60)
    try:
        person.expect(at.shows)
        for _ in range(chance.randint(1, 3)):
            _draw_out(person)
            person.send(chance.choice(at.keys))
            if chance.random() < 0.6:
                time.sleep(chance.uniform(0, 0.05))
                break
            person.expect(at.tells, timeout=30)
            told += 1
    except (pexpect.EOF, pexpect.TIMEOUT, OSError):
        pass  # the last one was decided
    os.kill(child, signal.SIGKILL)
    ended = not os.WIFSIGNALED(os.waitpid(child, 0)[1])
    os.close(terminal)
    with Ledger.open(file_url(folder / "study.db")) as ledger:
        recorded = sum(1 for entry in ledger.entries(coder=coder) if entry.kind == at.kind)
    assert recorded >= told, f"{at.arguments}: {told} decisions told, {recorded} recorded"
    return ended


def _kill_new_code(folder: Path, number: int, chance: random.Random) -> bool:
    """Make a code while confirming, and kill it around the moment when the codebook is written."""
    child, terminal = pty.fork()
    if not child:
        os.chdir(folder)
        os.environ.update(TERM="xterm", COLUMNS="80", LINES="24")
        os._exit(cli.run(["--lang", "en", "confirm", "--coder", f"n{number}"]))
    person = fdspawn(terminal, encoding="utf-8", timeout=60)
    person.expect("passage \\d+/")
    person.send(f"nCode {number}\r\r\r\r")
    person.expect("Which scale")
    _draw_out(person)
    person.send("\r")
    if chance.random() < 0.3:
        person.expect("is in the codebook")
        assert f"id: code_{number}," in (folder / "codebook.yaml").read_text(encoding="utf-8")
    else:
        time.sleep(chance.uniform(0, 0.06))
    os.kill(child, signal.SIGKILL)
    ended = not os.WIFSIGNALED(os.waitpid(child, 0)[1])
    os.close(terminal)
    return ended


def _whole_files(folder: Path, number: int) -> None:
    """The files of the study are whole, and a study that was being started is one or is none."""
    assert read_codebook((folder / "codebook.yaml").read_text(encoding="utf-8"))[0] is not None
    cases = (folder / "cases.csv").read_text(encoding="utf-8")
    assert cases.startswith("case"), cases[:80]
    assert cases.endswith("\n"), cases[-80:]
    assert len(cases.splitlines()) == 3 or "Ville 399" in cases, "half a case list"
    new = folder.parent / f"new-{number}"
    if (new / "study.yaml").exists():
        with Study.open(new) as study:
            assert study.codebook.codes
            assert not list(faults_of(study.ledger))


def _draw_out(person: fdspawn) -> None:
    """Read what else is drawn, so that what is read next was drawn after the next key."""
    try:
        while True:
            person.read_nonblocking(4096, timeout=0.4)
    except pexpect.TIMEOUT:
        pass


def _sound(folder: Path, before: list[str], what: str) -> list[str]:
    """The ids of all entries; fails where a fault is found or an entry is missing."""
    with Ledger.open(file_url(folder / "study.db")) as ledger:
        faults = [str(problem) for problem in faults_of(ledger)]
        ids = ledger.ids()
    assert not faults, (what, faults)
    assert ids[: len(before)] == before, (what, "entries are missing")
    return ids


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:])
