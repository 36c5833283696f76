"""What tests share: a small study, and commands run as a person would, in this process."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

import cli
import corpus.parse.analysis
import corpus.parse.pipelines
import corpus.pseudonyms.name_finder
from corpus.read import read_text
from corpus.text import Text
from wording.case_term import call_cases
from wording.degree_word import label_degrees
from wording.messages import ask_for_language, take_language_of_study

if TYPE_CHECKING:
    from tests.sample_study import Once

pytest_plugins = ("tests.chromium", "tests.sample_study", "tests.server", "tests.terminal")

# A machine that does other work as well is slow, which is not a fault of what is tested; and examples may share a
# folder. In CI the examples are the same each time, and a failure prints what reproduces it.
TOLERATED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("patient", deadline=None, suppress_health_check=TOLERATED)
settings.register_profile("ci", settings.get_profile("patient"), derandomize=True, print_blob=True)
settings.register_profile("quick", settings.get_profile("patient"), max_examples=20)  # make quick
settings.load_profile("ci" if os.environ.get("CI") else "patient")

MARKS = {"sample": "sample", "chromium": "browser", "at_terminal": "terminal"}
"""A test that uses the fixture has the mark: `make quick` leaves it out (pyproject.toml says what each mark means)."""

NOT_QUICK = ("slow", "whole", "server", *MARKS.values())
"""Tests with one of these marks are not in `make quick`."""

ROOT = Path(__file__).resolve().parents[1]

CODEBOOK = """\
codebook: {title: Essai, languages: [fr, en], cases: 3}
scales:
  degree: [absent, wanted, secondary, mentioned, axis, strong, priority]
codes:
  - id: objectives
    label: {fr: Objectifs, en: Objectives}
    codes:
      - id: attractiveness
        label: {fr: Attractivité, en: Attractiveness}
        definition: {fr: "Faire venir des entreprises et des emplois.", en: "Bringing in firms and jobs."}
        scale: degree
        cues:
          - attirer des entreprises
          - attractivité
          - {phrase: faire venir des entreprises, weight: 2}
          - venir s'installer
          - attirer des talents
          - investisseur
          - territoire attractif
          - emploi
      - id: environment
        label: {fr: Environnement, en: Environment}
        definition: {fr: "Gérer plus durablement les ressources.", en: "Managing resources sustainably."}
        scale: degree
        near_misses:
          - {quote: "l'environnement de travail", because: "Il s'agit du bureau."}
        cues: [environnement, développement durable, climat, écologie, ressources naturelles, qualité de l'air,
               empreinte carbone, transition énergétique]
  - id: challenges
    label: {fr: Difficultés, en: Challenges}
    definition: {fr: "Ce qui freine.", en: "What slows down."}
    cues:
      - silo
      - frein
      - manque de moyens
      - résistance au changement
      - {pattern: [{LEMMA: travailler}, {LOWER: en}, {LEMMA: silo}]}
      - {dependency: [{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: freiner}}, {LEFT_ID: v, REL_OP: ">", RIGHT_ID: o,
          RIGHT_ATTRS: {DEP: obj}}]}
      - budget serré
      - lourdeur
typologies:
  - id: maturity
    label: {fr: Maturité, en: Maturity}
    classes:
      - {id: pioneer, label: {fr: Pionnière, en: Pioneer}}
      - {id: turning_point, label: {fr: Au tournant, en: Turning point}}
  - id: openness
    label: {fr: Ouverture, en: Openness}
    default: internal
    classes: [{id: internal, label: Interne}, {id: open, label: Ouverte}]
tables:
  - {id: objectives, title: {fr: Objectifs par cas, en: Objectives by case}, rows: objectives, columns: cases, cell: degree}
  - {id: challenges, title: Difficultés, rows: challenges, columns: cases, cell: mention}
  - {id: counts, title: Nombre, rows: codes, columns: texts, cell: count}
  - {id: maturity, title: Maturité, rows: maturity, columns: cases, cell: class}
  - {id: openness, title: Ouverture, rows: openness, columns: cases, cell: class}
  - {id: interviews, title: Entretiens, rows: interviews, columns: [case, role, date], cell: value}
suggestions: {threshold: 0.35}
"""

CASES = "case,aliases,status\nNice,Nice Côte d'Azur,métropole\nSaint-Étienne,,commune\nLyon,Grand Lyon,métropole\n"

INTERVIEW = """\
Entretien inventé

Collectivité : Nice
Fonction : chargée de mission
Date : 2015-12-08

Q : Quels sont les objectifs de la ville ?

R : La priorité, c'est de faire venir des entreprises. On veut attirer des entreprises et des emplois.

Et puis l'environnement, ce n'est pas une priorité chez nous.

Q : D'accord.

R : Le travail en silos reste un frein, on travaille en silos depuis toujours.

Q : Merci beaucoup.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the costly fixtures it uses, whether itself or through another fixture."""
    for item in items:
        for fixture in set(MARKS) & set(getattr(item, "fixturenames", ())):
            item.add_marker(MARKS[fixture])


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON objects on stdout: every line must be one."""
        return [json.loads(line) for line in self.out.splitlines()]


Glose = Callable[..., Said]


@pytest.fixture(scope="session", autouse=True)
def _pipelines_loaded_once() -> Iterator[None]:
    """Loading a pipeline takes seconds; one process needs each only once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus.parse.analysis, "load", lru_cache(corpus.parse.pipelines.load))
        yield


@pytest.fixture(autouse=True)
def _no_pipeline_in_quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make quick` loads no language pipeline, which takes seconds: a test that needs one is marked `slow`."""
    if any(request.node.get_closest_marker(mark) for mark in NOT_QUICK):
        return

    def refused(language: str) -> NoReturn:
        pytest.fail(f"needs a spaCy pipeline ({language}): mark it `slow`, so that `make quick` stays quick")

    monkeypatch.setattr(corpus.parse.analysis, "load", refused)
    monkeypatch.setattr(corpus.pseudonyms.name_finder, "load_names", refused)


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No coder and no width of a window from the environment, messages in English, no study above the folder.

    The language that an earlier test asked for, and what a study that it opened calls its cases and degrees, are
    forgotten.
    """
    ask_for_language(None)
    take_language_of_study(None)
    call_cases(None)
    label_degrees(None)
    for name in ("GLOSE_CODER", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GLOSE_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def glose(capsys: pytest.CaptureFixture[str]) -> Glose:
    """Run a command: `glose("add", path)`; the exit code must be the one expected (None: any)."""

    def run(*arguments: object, code: int | None = 0) -> Said:
        capsys.readouterr()
        given = cli.run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert code in (None, given), f"exit {given}, not {code}\n{out}\n{err}"
        return Said(given, out, err)

    return run


@pytest.fixture
def study(
    once: "Once", tmp_path: Path, glose: Glose, database: str, ledger_url: str, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A study with a codebook and cases, and no texts yet; the working directory is in it."""
    folder = tmp_path / "study"

    def make() -> None:
        (tmp_path / "book.yaml").write_text(CODEBOOK, encoding="utf-8")
        glose("start", folder, "--codebook", tmp_path / "book.yaml")
        (folder / "cases.csv").write_text(CASES, encoding="utf-8")
        if database != "sqlite":
            glose("move", ledger_url, "--study", folder)

    once(make)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def coded(study: Path, once: "Once", written: Callable[..., Path], glose: Glose) -> Path:
    """The study with the interview `nice-entretien` in it."""
    once(lambda: glose("add", written("nice-entretien.txt", INTERVIEW)))
    return study


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a file: `written("a.txt", "…")`; bytes as they are."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def read(written: Callable[..., Path]) -> Callable[..., Text]:
    """Read a text from what a file would hold; it must be readable."""

    def reading(name: str, content: str | bytes, **given: Any) -> Text:
        text, problems = read_text(written(name, content), **given)
        assert text is not None, problems
        return text

    return reading
