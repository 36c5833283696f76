"""Passages as vectors of meaning: near where they mean the same in other words or another language, and kept."""

import numpy as np
import pytest

import corpus.parse.meaning
from corpus.parse.meaning import FEW, SIZE, kept_in, meanings, vectors_of

pytestmark = pytest.mark.slow
"""They load the encoder."""


def cosine(one, other):
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


@pytest.fixture
def no_encoder(monkeypatch):
    """After this the encoder cannot be asked again."""

    def close():
        def refuse():
            raise AssertionError("the encoder was asked")

        monkeypatch.setattr(corpus.parse.meaning, "encoder", refuse)

    return close


def test_the_same_said_in_other_words_or_another_language_is_nearer_than_something_else():
    said, again, english, other = vectors_of(
        [
            "Nous voulons que des sociétés s'installent chez nous.",
            "On cherche à attirer des entreprises sur le territoire.",
            "We want firms to settle here.",
            "La piscine ferme à dix-huit heures.",
        ]
    )
    assert min(cosine(said, again), cosine(said, english)) > cosine(said, other) + 0.1


def test_a_line_that_is_kept_is_not_encoded_again_and_a_new_one_is_added(tmp_path, no_encoder):
    kept = kept_in(tmp_path, "codes")
    first = vectors_of(["Le vélo.", "Le train."], kept=kept)
    vectors_of(["Le train.", "La marche."], kept=kept)
    no_encoder()
    assert vectors_of(["Le train."], kept=kept) == pytest.approx(first[1:])
    with pytest.raises(AssertionError, match="was asked"):
        vectors_of(["Le vélo."], kept=kept)  # it left the file with the codebook that had it


def test_a_damaged_file_is_made_anew(tmp_path):
    kept = kept_in(tmp_path, "codes")
    whole = vectors_of(["Le vélo."], kept=kept)
    kept.write_bytes(kept.read_bytes()[:100])
    assert vectors_of(["Le vélo."], kept=kept) == pytest.approx(whole)


def test_each_passage_of_a_text_has_a_vector_and_few_passages_have_none(read, tmp_path):
    long = read("a.txt", "\n\n".join(f"Voici la phrase numéro {n}." for n in range(FEW)), case=None)
    heard = []
    found = meanings([long], cache=tmp_path, advance=heard.append)
    assert found["a"].shape == (len(long.passages), SIZE)
    assert heard == [len(long.content)]
    assert meanings([read("b.txt", "Une seule phrase.", case=None)], cache=tmp_path) == {}


def test_nothing_written_is_no_error():
    assert np.isfinite(vectors_of(["", " \n"])).all()
    assert vectors_of([]).shape == (0, SIZE)
