"""Folded texts: what is found there is told by its place in the text as it is."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.folded_text import folded_text
from wording.spelling import folded

LETTERS = st.text(alphabet="aéeœß🙂\u0301 \nÉZfi", max_size=30)


@given(LETTERS, st.data())
def test_a_stretch_has_the_letters_that_it_was_found_by(content, data):
    plain = folded_text(content)
    start = data.draw(st.integers(0, len(plain.words)))
    end = data.draw(st.integers(start, len(plain.words)))
    if start == end:
        return
    first, last = plain.place(start, end)
    assert 0 <= first < last <= len(content)
    assert plain.words[start:end] in folded(content[first:last])


def test_marks_on_a_letter_belong_to_it():
    content = "la cafe\u0301tière"
    start = folded_text(content).words.index("cafe")
    assert folded_text(content).place(start, start + 4) == (3, 8)
