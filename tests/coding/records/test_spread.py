"""Parts of texts in one row: where each text begins, which parts a coding touches, and runs of numbers."""

import numpy as np

from coding.records.columns import columns_of
from coding.records.replay import Coding
from coding.records.spread import Spread, runs
from corpus.place import Place
from corpus.text import Passage, Text


def text(name: str, *spans: tuple[int, int]) -> Text:
    passages = tuple(Passage(number, *span) for number, span in enumerate(spans, 1))
    return Text(name, "document", "x" * 20, "fr", None, f"{name}.txt", "0", passages=passages)


TEXTS = {"a": text("a", (0, 8), (9, 20)), "empty": text("empty"), "b": text("b", (0, 20))}


def touched(name: str, start: int, end: int) -> list[int]:
    coding = Coding("1", Place(name, start, end, "x" * (end - start)), "aims", None, None, "anna", "2026")
    first, after = Spread.of(TEXTS).touched(columns_of([coding]))
    return list(range(int(first[0]), int(after[0])))


def test_passages_are_numbered_through_all_texts():
    spread = Spread.of(TEXTS)
    assert spread.count == 3
    assert spread.first_of() == {"a": 0, "empty": 2, "b": 2}


def test_a_coding_touches_the_passages_that_it_shares_a_character_with():
    assert touched("a", 7, 8) == [0]
    assert touched("a", 7, 10) == [0, 1]
    assert touched("a", 9, 20) == [1]
    assert touched("b", 0, 1) == [2]


def test_between_passages_and_in_other_texts_nothing_is_touched():
    assert touched("a", 8, 9) == []
    assert touched("empty", 3, 5) == []
    assert touched("lost", 0, 20) == []


def test_a_text_without_passages_is_not_chosen_whole():
    assert Spread.of(TEXTS).texts_whole(np.array([True, True, False])) == 1
    assert Spread.of(TEXTS).texts_whole(np.array([True, True, True])) == 2


def test_runs_lie_one_after_another_and_an_empty_one_has_no_number():
    position, number = runs(np.array([4, 2, 7]), np.array([6, 2, 8]))
    assert position.tolist() == [0, 0, 2]
    assert number.tolist() == [4, 5, 7]
