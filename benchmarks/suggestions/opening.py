"""The coded sets opened, and a suggester on each."""

import contextlib
import io
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import cli
from benchmarks.studies import sample_study
from benchmarks.suggestions.coded_sets import CodedSet, Key, sample_sets
from benchmarks.suggestions.measures import Given
from benchmarks.suggestions.public_sets import public_sets
from benchmarks.timing import ROOT
from coding.suggesting.suggester import Suggester
from corpus.parse.analysis import analyse
from corpus.parse.meaning import meanings
from workbench.study import Study


@contextlib.contextmanager
def opened_sample() -> Iterator[tuple[Study, Path]]:
    """The sample study with its decisions, and a folder for parses; both are gone afterwards."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            sample_study(folder / "sample")
            decided = ROOT / "examples" / "smart-cities" / "decisions" / "lead.csv"
            if cli.run(["decide", str(decided), "--study", str(folder / "sample")]):
                raise RuntimeError("the sample study's decisions could not be recorded")
        with Study.open(folder / "sample") as study:
            yield study, folder / "cache"


@contextlib.contextmanager
def opened_sets(folders: Sequence[str]) -> Iterator[tuple[list[CodedSet], Path]]:
    """The sets of the sample and the public ones that lie in these folders, and a folder for parses."""
    with opened_sample() as (study, cache):
        sets = list(sample_sets(study.texts, study.codebook, _codings(study)))
        yield [*sets, *public_sets(map(Path, folders))], cache


def _codings(study: Study) -> list[tuple[Key, str]]:
    found = []
    for coding in study.ledger.codings(coder="lead"):
        text = study.texts[coding.place.text]
        passage = text.passages_in(coding.place.start, coding.place.end)[0]
        found.append(((text.id, passage.number), coding.code))
    return found


def suggester_on(coded: CodedSet, cache: Path) -> tuple[Suggester, Given]:
    """A suggester that has learned nothing, and the codes given to each passage, as its rows."""
    analyses, known = analyse(coded.texts, cache=cache, jobs=2), meanings(coded.texts, cache=cache)
    suggester = Suggester(coded.texts, analyses, coded.codebook, cache=cache, meanings=known)
    return suggester, {
        suggester.index.global_number(text, number): frozenset(suggester.rows[code] for code in codes)
        for (text, number), codes in coded.given.items()
    }
