"""Who read what, and whose words the codings are."""

from coding.quality.participants import quoted
from coding.quality.reading_counts import reading_counts
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


def test_passages_are_counted_by_reader_and_where_two_read_them():
    """Anna reads all of a, Basile lines 1 to 3 and, in two goes, all of b with her."""
    texts = {name: text(name) for name in ("a", "b")}
    readings = [read("a", "anna", 1, 4), read("a", "basile", 1, 3), read("b", "anna", 1, 4)]
    readings += [read("b", "basile", 1, 2), read("b", "basile", 2, 4)]
    found = reading_counts(texts, readings)
    assert (found.passages, found.read, found.shared, found.texts_shared) == (8, 8, 7, 1)
    assert found.by_coder == {"anna": 8, "basile": 7}


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
