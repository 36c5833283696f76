"""Who read what, and how the codes agree on the passages that two or more read."""

import pytest

from coding.quality.participants import quoted
from coding.quality.shared_reading import SharedReading, shared_reading
from coding.records.columns import columns_of
from coding.records.replay import Coding, Reading
from corpus.place import Place
from corpus.text import Passage, Text, Turn

LINES = ("Un deux.", "Trois quatre.", "Cinq six.", "Sept huit.")


def text(name: str, *, turns: tuple[Turn, ...] = ()) -> Text:
    """A text of four passages, a line each."""
    content = "\n".join(LINES)
    starts = [content.index(line) for line in LINES]
    passages = tuple(
        Passage(number, start, start + len(line))
        for number, (start, line) in enumerate(zip(starts, LINES, strict=True), 1)
    )
    return Text(name, "interview", content, "fr", None, f"{name}.txt", "0", turns, passages)


def coding(name: str, coder: str, code: str, *lines: int) -> Coding:
    """A coding from the first of these lines to the last."""
    there = text(name)
    start, end = there.passages[lines[0] - 1].start, there.passages[lines[-1] - 1].end
    place = Place(name, start, end, there.content[start:end])
    return Coding(f"{code}{start}{end}", place, code, None, None, coder, "2026-01-01T00:00:00.000000Z")


def read(name: str, coder: str, *lines: int) -> Reading:
    passages = [text(name).passages[line - 1] for line in lines]
    return Reading(f"{name}{coder}{lines}", name, passages[0].start, passages[-1].end, coder, "")


def shared(readings: list[Reading], codings: list[Coding]) -> SharedReading:
    texts = {name: text(name) for name in ("a", "b")}
    return shared_reading(texts, readings, columns_of(codings), order=("x", "y", "z"))


def test_of_a_code_that_one_did_not_look_for_nothing_is_compared():
    """Both read lines 1 to 3 and give x on line 1. Anna read before y was there: Basile's y on line 2 contradicts nobody."""
    anna = read("a", "anna", 1, 3)
    codings = [coding("a", "anna", "x", 1), coding("a", "basile", "x", 1), coding("a", "basile", "y", 2)]
    readings = [anna, read("a", "basile", 1, 3)]
    assert list(shared(readings, codings).codes) == ["x", "y"]
    texts = {name: text(name) for name in ("a", "b")}
    known = {anna.id: frozenset({"y"})}
    found = shared_reading(texts, readings, columns_of(codings), order=("x", "y"), unsought=known)
    assert (list(found.codes), found.overall.agreed, found.overall.units) == (["x"], 1.0, 3)
    again = [*readings, read("a", "anna", 2, 2)]
    found = shared_reading(texts, again, columns_of(codings), order=("x", "y"), unsought=known)
    assert (found.codes["y"].units, found.codes["y"].agreed) == (1, 0.0)


def test_only_passages_that_two_read_are_compared():
    """Anna reads all of a, Basile lines 1 to 3; both give x on line 1, only Basile on line 2; what Anna codes on line 4
    has no counterpart.
    """
    found = shared(
        [read("a", "anna", 1, 4), read("a", "basile", 1, 3)],
        [
            coding("a", "anna", "x", 1),
            coding("a", "basile", "x", 1),
            coding("a", "basile", "x", 2),
            coding("a", "anna", "y", 4),
        ],
    )
    assert (found.passages, found.read, found.shared, found.texts_shared) == (8, 4, 3, 0)
    assert found.by_coder == {"anna": 4, "basile": 3}
    assert list(found.codes) == ["x"]
    assert found.codes["x"].agreed == pytest.approx(2 / 3)
    assert found.codes["x"].positive == pytest.approx(2 / 3)
    # 6 judgements, 3 yes, 3 no, one unit mismatched: 1 - 5 * 1 / 9.
    assert found.codes["x"].alpha == pytest.approx(4 / 9)
    assert found.overall == found.codes["x"]


def test_a_passage_coded_but_not_read_says_nothing():
    found = shared([read("a", "anna", 1, 4)], [coding("a", "anna", "x", 1), coding("a", "basile", "x", 1)])
    assert (found.shared, found.codes, found.coders) == (0, {}, ())
    assert found.overall.undefined == "no_pair"


def test_a_coding_over_two_passages_is_there_in_both_and_once_in_each():
    both = [read("b", "anna", 1, 4), read("b", "basile", 1, 4)]
    wide = coding("b", "anna", "z", 2, 3)
    found = shared(both, [wide, coding("b", "anna", "z", 2), coding("b", "basile", "z", 3)])
    assert found.codes["z"].given == 3
    assert found.texts_shared == 1


def test_a_third_who_read_nothing_there_changes_nothing():
    two = [read("a", "anna", 1, 4), read("a", "basile", 1, 4)]
    codings = [coding("a", "anna", "x", 1), coding("a", "basile", "x", 2)]
    third = [read("b", "chloé", 1, 4)], [coding("b", "chloé", "x", 1)]
    assert shared(two + third[0], codings + third[1]).codes == shared(two, codings).codes
    assert shared(two + third[0], codings + third[1]).coders == ("anna", "basile")


def test_who_reads_and_never_codes_denies_nothing():
    two = [read("a", "anna", 1, 4), read("a", "basile", 1, 2)]
    codings = [coding("a", "anna", "x", 1), coding("a", "basile", "x", 1)]
    found = shared([*two, read("a", "dora", 1, 4)], codings)
    assert (found.shared, found.compared, found.coders) == (4, 2, ("anna", "basile"))
    assert found.codes == shared(two, codings).codes


def test_codings_go_to_the_respondent_who_said_the_words():
    """Lines 1 and 3 are the interviewer's, 2 and 4 the mayor's; a coding of lines 1 and 2 begins in the question."""
    passages = text("a").passages
    who = [("Q", "interviewer"), ("Maire", "respondent")] * 2
    turns = tuple(
        Turn(number, p.start, p.end, name, role)  # type: ignore[arg-type] - the role is a literal in the list
        for number, (p, (name, role)) in enumerate(zip(passages, who, strict=True), 1)
    )
    codings = [
        coding("a", "anna", "x", 2),
        coding("a", "anna", "y", 4),
        coding("a", "basile", "y", 4),
        coding("a", "anna", "x", 1, 2),
    ]
    found = quoted({"a": text("a", turns=turns), "b": text("b")}, columns_of(codings))
    (mayor,) = found.participants
    assert (mayor.speaker, mayor.codings, mayor.codes) == ("Maire", 3, 2)
    assert (found.interviews, found.documents, found.other) == (4, 0, 1)
