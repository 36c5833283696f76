"""A citation names the turn, speaker and page in which its quote begins."""

from dataclasses import replace

import numpy as np
import pytest

from corpus.text import Passage
from reports.citations import Citations

WORD = 6
FIRST, LAST = (10 * WORD, 20 * WORD - 1), (20 * WORD, 30 * WORD - 1)
"""The second and third passage of a text; Mme X speaks from the second on."""


@pytest.fixture
def cited(material, a_text):
    """Give the citation of a coding of these words in a text of three passages on the pages 1, 2 and 7."""
    passages = (
        Passage(1, 0, 10 * WORD - 1, page=1, turn=1),
        Passage(2, *FIRST, page=2, turn=2),
        Passage(3, *LAST, page=7, turn=2),
    )
    paged = replace(a_text("a", case="Nice"), passages=passages)

    def cite(first, last):
        [citation] = Citations(material([paged], [("a", first, last, "staff", "Nice")])).at(np.array([0]))
        return citation

    return cite


@pytest.mark.parametrize(
    ("first", "speaker", "turn", "page"),
    [
        (0, "Q", 1, 1),
        (9, "Q", 1, 1),
        (10, "Mme X", 2, 2),
        (19, "Mme X", 2, 2),
        (20, "Mme X", 2, 7),
        (29, "Mme X", 2, 7),
    ],
)
def test_a_quote_is_of_the_turn_and_page_in_which_it_begins(cited, first, speaker, turn, page):
    citation = cited(first, first + 1)
    assert (citation.speaker, citation.turn, citation.page) == (speaker, turn, page)


def test_a_quote_over_two_turns_is_of_the_first(cited):
    assert cited(9, 12).turn == 1
