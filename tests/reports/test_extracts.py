"""Extracts for readers: those that a person chose come first, then typical ones, each once, with who says it."""

import numpy as np
import pytest

from corpus.cases import Case
from reports.citations import Citations
from reports.extracts import A_FEW, credit, extracts_by_code
from tests.reports.conftest import BOOK, WORD


def test_a_quote_that_the_codebook_has_as_an_example_comes_first(material, a_text):
    text = a_text("a", passages=6, case="Nice")
    chosen = text.content[45 * WORD : 48 * WORD - 1]
    example = f'examples: [{{quote: "{chosen}", text: a}}], label: {{fr: Freins'
    book = BOOK.replace("label: {fr: Freins", example)
    codings = [("a", at, at + 3, "obstacles", "Nice") for at in (0, 10, 20, 30, 40, 45, 50)]
    made = material([text], codings, codebook=book)
    [group] = extracts_by_code(made, Citations(made), amount="few")
    quotes = [extract.quote for extract in group.extracts]
    assert quotes[0] == chosen
    assert len(quotes) == len(set(quotes)) == A_FEW
    assert group.left == len(codings) - A_FEW


CASES = {
    "Nice": Case("Nice", (), {"role": "élue", "unit": "métropole"}),
    "Lyon": Case("Lyon", (), {"role": "agent", "unit": "commune"}),
}
TEMPLATE = "{role}, {case.unit}, {year}"


@pytest.mark.parametrize(
    ("kind", "about", "said"),
    [
        ("interview", "Nice", "élue, métropole, 2015"),
        ("interview", "Lyon", "élue, métropole, 2015"),  # said in Nice about Lyon
        ("document", "Nice", "document, métropole, 2015"),  # written by nobody who was heard
    ],
)
def test_who_speaks_is_who_was_heard_there(material, a_text, kind, about, said):
    text = a_text("a", case="Nice", kind=kind, date="2015-12-08")
    made = material([text], [("a", 12, 15, "obstacles", about)], cases=CASES)
    [cited] = Citations(made).at(np.array([0]))
    assert credit(cited, made, TEMPLATE) == said


def test_a_document_has_its_own_role_where_it_states_one(material, a_text):
    text = a_text("a", case="Nice", kind="document", role="maire")
    made = material([text], [("a", 12, 15, "obstacles", "Nice")], cases=CASES)
    [cited] = Citations(made).at(np.array([0]))
    assert credit(cited, made, TEMPLATE) == "maire, métropole"
    assert credit(cited, made) == "maire, Nice"
