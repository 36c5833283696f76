"""Studies that are made once and copied: the sample study once in a run, a fixture's small study once in a process."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import cli

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "smart-cities"

MadeOnce = Callable[[str, Callable[[Path], None]], Path]
Once = Callable[..., None]


def make_sample(folder: Path) -> None:
    """Make the sample study with the commands: texts added, the three coders' decisions recorded."""
    assert cli.run(["start", str(folder), "--codebook", str(ROOT / "codebook.yaml")]) == 0
    for name in ("study.yaml", "cases.csv", "statements.yaml"):
        shutil.copy(SAMPLE / name, folder / name)
    texts = sorted(str(path) for path in (SAMPLE / "texts").iterdir())
    assert cli.run(["add", *texts, "--study", str(folder)]) == 0
    for coder in ("anna", "basile", "lead"):
        assert cli.run(["decide", str(SAMPLE / "decisions" / f"{coder}.csv"), "--study", str(folder)]) == 0


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """`made_once("sample", make)`: the folder that `make(folder)` makes, once in a run, and this worker's own copy of it.

    The first worker that needs it makes it while the others wait.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def copy_of(name: str, make: Callable[[Path], None]) -> Path:
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            made = shared / f"made-{name}"
            if not made.exists():
                half = shared / f"half-made-{name}"
                shutil.rmtree(half, ignore_errors=True)
                make(half)
                half.rename(made)
        return shutil.copytree(made, own / f"own-{name}")

    return copy_of


@pytest.fixture(scope="session")
def sample(made_once: MadeOnce) -> Path:
    """The sample study, to be read; a test that changes it takes a copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GLOSE_CODER", raising=False)
        return made_once("sample", make_sample)


@pytest.fixture(scope="session")
def _made_before(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Where a process keeps what a fixture made."""
    kept = tmp_path_factory.mktemp("made-before")
    return lambda name: kept / name


@pytest.fixture
def once(tmp_path: Path, _made_before: Callable[[str], Path], database: str) -> Once:
    """`once(make)`: what `make()` leaves in `tmp_path`, made by the first test that asks and copied for all later ones.

    `make` is a function inside a fixture and is known by its module and name, and by the words given after it; so known,
    it must do the same each time. To start a study and code its text with commands costs a hundred times what the copy
    costs.
    """

    def made(make: Callable[[], object], *words: str) -> None:
        before = _made_before(".".join((make.__module__, make.__qualname__, *words)).replace("<locals>.", ""))
        if database != "sqlite":
            make()  # what is in a server is not copied with the folder
        elif before.exists():
            shutil.copytree(before, tmp_path, dirs_exist_ok=True)
        else:
            make()
            shutil.copytree(tmp_path, before)

    return made
