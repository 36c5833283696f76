"""What words weigh: what is kept of a codebook gives the reasons and scores that would be worked out anew."""

import pytest

from coding.codebook.file import load_codebook
from coding.suggesting.suggester import Suggester, suggest
from corpus.parse.analysis import analyse

pytestmark = pytest.mark.slow
"""They need a language pipeline."""

SPOKEN = """\
Q : Bonjour, que veut la ville ?

R : On ouvre les données publiques à tous. Les données ouvertes servent aux habitants de la ville.

Q : Et les données de la mobilité ?

R : Oui, tout à fait. La mobilité, c'est du vélo. Le vélo est la priorité des élus.

R : Les élus veulent des pistes pour le vélo, et des bus plus propres.
"""

BOOK = """\
codes:
  - id: open
    label: Ouverture
    use_when:
      - "La ville ouvre
        les données publiques."
    avoid_when: ["On parle des habitants de la ville."]
    examples: [{quote: "Les données ouvertes servent aux habitants de la ville.", text: t}]
    cues: [données ouvertes, plus de données, données publiques]
  - id: bike
    label: Vélo
    cues: [vélo, piste cyclable, R&D]
"""
EDITS = (
    ("", ""),
    ("[vélo,", "[bus propre, vélo,"),
    ('"La ville ouvre\n        les données', '"La ville ouvre\n\n        les données'),
    ('"La ville ouvre\n        les données', '"La ville ouvre"\n      - "les données'),
    ('des habitants de la ville."]', 'des élus."]'),
    (", text: t}", "}"),
)


@pytest.fixture
def text(read):
    return read("t.txt", SPOKEN)


def test_after_any_edit_what_is_kept_gives_what_would_be_worked_out(text, tmp_path):
    analyses = analyse([text], cache=tmp_path)
    for old, new in (*EDITS, *reversed(EDITS)):
        book = load_codebook(BOOK.replace(old, new, 1))
        found = suggest([text], analyses, book, min_score=0.0, cache=tmp_path)
        assert found
        assert found == suggest([text], analyses, book, min_score=0.0)


def test_a_word_is_named_once_and_those_of_an_example_not_in_its_own_text(text, tmp_path):
    analyses = analyse([text], cache=tmp_path)

    def words(code, passage, book):
        weights = Suggester([text], analyses, load_codebook(book)).explainer.weights
        found = weights.described(passage, code, text=text.id)
        sentence = weights.heaviest_sentence(passage, found)
        index = weights.features.index
        named = [index.word(token) for token in weights.heaviest(found)]
        return named, {index.word(token) for token in found}, [index.word(token) for token in sentence]

    assert words("bike", 3, BOOK) == (["vélo"], {"vélo"}, ["la", "."])
    assert "habitants" not in words("open", 1, BOOK)[1]
    named, told, _ = words("open", 1, BOOK.replace(", text: t}", "}"))
    assert "habitants" in told
    assert len(named) == 3
    assert words("bike", 1, BOOK) == ([], set(), [])
