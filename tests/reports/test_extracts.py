"""Extracts for readers: those that a person chose come first, then typical ones, each once."""

from reports.citations import Citations
from reports.extracts import A_FEW, extracts_by_code
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
