"""The encoder for a few lines gives the vectors of the whole one, and loads less."""

import numpy as np
import pytest

import corpus.parse.light_encoder
import corpus.parse.meaning
from corpus.parse.light_encoder import Rows, light_encoder
from corpus.parse.meaning import MOST_SIGNS, encoder, kept_in, vectors_of

pytestmark = pytest.mark.slow
"""They load the encoder."""

LINES = [
    "Le dragon de l'île d'Yeu ; 12 % des élus",
    "Use when: the city (smart) – “why”?",
    ".",
    "日本語 Œuvre ﬁn x",
    "𝒜\u200b",
]


def test_its_vectors_are_those_of_the_whole_encoder():
    assert np.array_equal(light_encoder(Rows()).encode(LINES), encoder().encode(LINES))


def test_rows_that_are_kept_are_not_read_from_the_weights(tmp_path, monkeypatch):
    first = Rows()
    found = light_encoder(first).encode(LINES)
    first.keep(tmp_path / "rows.npz")
    again = Rows()
    again.read(tmp_path / "rows.npz")
    monkeypatch.setattr(Rows, "_blocks", {})
    assert np.array_equal(light_encoder(again).encode(LINES), found)
    with pytest.raises(KeyError):
        light_encoder(again).encode(["licorne"])


def test_the_rest_of_it_is_not_unpacked_again(tmp_path, monkeypatch):
    path = tmp_path / "parts.npz"
    found = light_encoder(Rows(), kept=path).encode(LINES)
    monkeypatch.setattr(corpus.parse.light_encoder, "_weights", dict)
    assert np.array_equal(light_encoder(Rows(), kept=path).encode(LINES), found)
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(KeyError):
        light_encoder(Rows(), kept=path)


def test_a_damaged_file_of_rows_is_not_believed(tmp_path):
    path = tmp_path / "rows.npz"
    np.savez(path, pieces=np.arange(3), rows=np.zeros((2, 512), np.uint8))
    rows = Rows()
    rows.read(path)
    rows.read(tmp_path / "missing.npz")
    assert not rows.noted


@pytest.fixture
def in_a_new_process(monkeypatch):
    """As if the encoder had not been loaded; afterwards it cannot be."""

    class NotLoaded:
        @staticmethod
        def cache_info():
            return type("Info", (), {"currsize": 0})

        def __call__(self):
            raise AssertionError("the whole encoder was loaded")

    monkeypatch.setattr(corpus.parse.meaning, "encoder", NotLoaded())


def test_a_few_new_lines_do_not_load_the_whole_encoder(tmp_path, in_a_new_process):
    codes = kept_in(tmp_path, "codes")
    assert vectors_of(["Le vélo."], kept=codes, light=tmp_path).shape == (1, 512)
    with pytest.raises(AssertionError, match="was loaded"):
        vectors_of(["Le vélo.", "Le train. " * MOST_SIGNS], kept=codes, light=tmp_path)


def test_nor_does_an_unknown_version_go_by_what_is_known_of_this_one(tmp_path, in_a_new_process, monkeypatch):
    monkeypatch.setattr(corpus.parse.meaning, "KNOWN", "0.0.1")
    with pytest.raises(AssertionError, match="was loaded"):
        vectors_of(["Le vélo."], light=tmp_path)


def test_what_the_whole_encoder_met_is_kept_for_later(tmp_path, monkeypatch):
    whole = vectors_of(["Une licorne à vélo."], light=tmp_path)
    rows = Rows()
    rows.read(kept_in(tmp_path, "pieces"))
    monkeypatch.setattr(Rows, "_blocks", {})
    assert light_encoder(rows).encode(["Une licorne à vélo."]) == pytest.approx(whole, abs=1e-3)
