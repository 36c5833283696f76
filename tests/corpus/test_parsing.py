"""Texts parsed by another process give what this one would give; whatever becomes of that process, nothing is lost."""

import os
import signal
from multiprocessing import active_children

import numpy as np
import pytest

import corpus.parse.analysis
from corpus.parse import beside
from corpus.parse.analysis import analyse, cache_name
from corpus.parse.beside import parsing

SAID = (
    "We want firms to settle here, and they do.\n\nThe pool closes at six; nobody was told.",
    "Nous voulons que des entreprises s'installent.\n\nLa piscine ferme à dix-huit heures.",
    "They were asked twice.\n\nNo firm has answered so far, said the mayor.",
)


@pytest.fixture
def texts(read, monkeypatch):
    monkeypatch.setattr(beside, "MUCH", 1)
    monkeypatch.setattr(beside, "cores", lambda: 2)
    return [read(f"{n}.txt", said, case=None) for n, said in enumerate(SAID)]


def files_of(cache):
    found = {}
    for path in cache.iterdir():
        with np.load(path, allow_pickle=False) as held:
            found[path.name] = {name: held[name].tobytes() for name in held.files}
    return found


def told(analyses):
    return {
        text: (one.strings, *(getattr(one, name).tobytes() for name in corpus.parse.analysis._ARRAYS))
        for text, one in analyses.items()
    }


def refused(language):
    pytest.fail(f"a pipeline ({language}) was loaded in this process")


@pytest.mark.slow
def test_another_process_gives_the_same_arrays_and_keeps_the_same_files(texts, tmp_path, monkeypatch):
    here, lengths = analyse(texts, cache=tmp_path / "here"), []
    monkeypatch.setattr(corpus.parse.analysis, "load", refused)
    with parsing(texts, cache=tmp_path / "there", advance=lengths.append) as parses:
        assert parses.beside
        there = parses.analyses()
    assert told(there) == told(here)
    assert list(there) == [text.id for text in texts]
    assert files_of(tmp_path / "there") == files_of(tmp_path / "here")
    assert sorted(lengths) == sorted(len(text.content) for text in texts)
    assert active_children() == []


@pytest.mark.slow
def test_what_is_parsed_already_is_not_sent(texts, tmp_path, monkeypatch):
    analyse(texts[:1], cache=tmp_path)
    monkeypatch.setattr(corpus.parse.analysis, "load", refused)
    with parsing(texts, cache=tmp_path) as parses:
        assert list(parses.analyses()) == [text.id for text in texts]


@pytest.mark.slow
def test_a_process_that_is_killed_is_made_up_for_here(texts, tmp_path):
    with parsing(texts, cache=tmp_path / "there") as parses:
        for process in active_children():
            process.kill()
        there = parses.analyses()
    assert told(there) == told(analyse(texts, cache=tmp_path / "here"))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals of POSIX")
def test_an_interruption_is_not_heard_by_the_other_process(texts, tmp_path, monkeypatch):
    monkeypatch.setattr(corpus.parse.analysis, "load", refused)
    with parsing(texts, cache=tmp_path) as parses:
        for process in active_children():
            os.kill(process.pid, signal.SIGINT)
        assert len(parses.analyses()) == len(texts)


def test_leaving_early_ends_the_process_and_leaves_nothing_half_written(texts, tmp_path):
    cache, begun = tmp_path / "cache", []

    def interrupted():
        with parsing(texts, cache=cache) as parses:
            begun.extend([parses.beside, *active_children()])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert begun[0]
    assert len(begun) == 2
    assert active_children() == []
    assert {path.name for path in cache.glob("*")} <= {cache_name(text) for text in texts}


@pytest.mark.slow
def test_a_disk_that_is_full_is_told(texts, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(beside, "keep", full)
    with pytest.raises(OSError, match="No space left"), parsing(texts, cache=tmp_path) as parses:
        parses.analyses()
    assert active_children() == []


@pytest.mark.parametrize("reason", ["little text", "one core", "several jobs", "not wanted", "no process"])
def test_where_no_process_pays_or_can_be_begun_this_one_parses(texts, tmp_path, monkeypatch, reason):
    wanted = {"several jobs": {"jobs": 2}, "not wanted": {"beside": False}}.get(reason, {})
    if reason == "little text":
        monkeypatch.setattr(beside, "MUCH", 10_000)
    elif reason == "one core":
        monkeypatch.setattr(beside, "cores", lambda: 1)
    elif reason == "no process":
        monkeypatch.setattr("multiprocessing.process.BaseProcess.start", lambda _: (_ for _ in ()).throw(OSError(11)))
    asked = []
    monkeypatch.setattr(beside, "analyse", lambda left, **given: asked.append((left, given["jobs"])) or {
        text.id: None for text in left
    })  # fmt: skip
    with parsing(texts, cache=tmp_path, **wanted) as parses:
        assert not parses.beside
        assert list(parses.analyses()) == [text.id for text in texts]
    assert asked == [(texts, wanted.get("jobs", 1))]
    assert active_children() == []
