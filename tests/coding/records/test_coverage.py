"""What counts as read to the end, whatever stretches it was read in."""

from hypothesis import given
from hypothesis import strategies as st

from coding.records.coverage import covered, read_to_the_end
from coding.records.replay import Reading
from corpus.text import Passage, Text

PASSAGES = tuple(Passage(number, 10 * number, 10 * number + 8) for number in range(1, 6))
"""Five passages of eight characters, with two between each and the next."""
TEXT = Text("a", "document", " " * 60, "fr", None, "a.txt", "", passages=PASSAGES)

bounds = st.tuples(st.integers(8, 60), st.integers(8, 60))


def reading(start: int, end: int, text: str = "a") -> Reading:
    return Reading(id=f"{start}-{end}", text=text, start=start, end=end, coder="anna", time="")


@given(st.lists(bounds, max_size=4), bounds)
def test_a_text_is_read_to_the_end_where_every_passage_is(spans, elsewhere):
    readings = [*(reading(*span) for span in spans), reading(*elsewhere, text="b")]
    assert read_to_the_end(TEXT, readings) == (len(covered(TEXT, readings)) == len(PASSAGES))


def test_one_stretch_must_reach_from_the_first_passage_to_the_last():
    assert read_to_the_end(TEXT, [reading(10, 58)])
    assert not read_to_the_end(TEXT, [reading(11, 58)])
    assert not read_to_the_end(TEXT, [reading(10, 57)])
    assert read_to_the_end(TEXT, [reading(p.start, p.end) for p in PASSAGES])
    assert not read_to_the_end(TEXT, [reading(10, 58, text="b")])
