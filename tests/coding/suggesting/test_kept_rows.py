"""What a codebook writes is kept as vectors: what is kept is taken, and only what is new is worked out."""

import numpy as np
import pytest
from scipy import sparse

from coding.suggesting.features.kept_rows import kept_rows

VALUES = {"a": [1.0, 0.0, 2.0], "b": [0.0, 3.0, 0.0], "c": [0.0, 0.0, 0.0], "d": [5.0, 0.0, 0.5]}


@pytest.fixture
def rows(tmp_path):
    """The rows of these writings, and the writings that were worked out for them."""

    def of(written, path=tmp_path / "kept.npz"):
        worked_out = []

        def make(chosen):
            worked_out.extend(written[number] for number in chosen)
            found = sparse.csr_array(np.array([VALUES[written[number]] for number in chosen]).reshape(-1, 3))
            return found, sparse.csr_array(2 * found)

        words, letters = kept_rows(path, list(written), make)
        assert letters.toarray() == pytest.approx(2 * words.toarray())
        assert words.toarray() == pytest.approx(np.array([VALUES[one] for one in written]).reshape(-1, 3))
        return "".join(worked_out)

    return of


def test_only_what_is_new_is_worked_out_and_what_is_gone_is_forgotten(rows):
    assert rows("abc") == "abc"
    assert rows("cab") == ""
    assert rows("cdb") == "d"
    assert rows("ad") == "a"


def test_what_is_written_twice_is_kept(rows):
    rows("cca")
    assert rows("cacd") == "d"


def test_without_a_file_all_is_worked_out(rows):
    rows("ab", None)
    assert rows("ab", None) == "ab"


def test_nothing_written_is_no_error(rows, tmp_path):
    assert rows("") == ""
    assert not list(tmp_path.iterdir())


def test_a_damaged_file_is_not_believed(rows, tmp_path):
    rows("ab")
    path = tmp_path / "kept.npz"
    path.write_bytes(path.read_bytes()[:200])
    assert rows("ab") == "ab"
    np.savez(path, keys=np.zeros((2, 16), np.uint8))
    assert rows("ab") == "ab"
