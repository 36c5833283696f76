"""Files that are whole or as they were."""

import stat
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from corpus.array_cache import cache_arrays, cached_arrays
from corpus.whole_file import open_whole, write_whole


def test_text_is_written_as_utf8_and_folders_are_made(tmp_path):
    path = write_whole(tmp_path / "new" / "letter.txt", ["Chère ", "Œuvre\n".encode()])
    assert path.read_text(encoding="utf-8") == "Chère Œuvre\n"
    assert write_whole(path, "shorter").read_bytes() == b"shorter"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = write_whole(tmp_path / "table.csv", "old")

    def pieces():
        yield "new, but only ha"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_whole(path, pieces())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_seen_under_the_name_before_the_block_ends(tmp_path):
    path = tmp_path / "page.html"
    with open_whole(path) as file:
        file.write(b"<p>")
        file.flush()
        assert not path.exists()
    assert path.read_bytes() == b"<p>"


def test_many_that_write_at_once_leave_one_whole_file(tmp_path):
    path = tmp_path / "shared.txt"
    contents = [letter * 100_000 for letter in "abcdefgh"]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: write_whole(path, content), contents))
    assert path.read_text() in contents
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_private_file_is_its_owners_and_stays_so(tmp_path):
    path = write_whole(tmp_path / "key.csv", "names", private=True)
    write_whole(path, "more names", private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(write_whole(tmp_path / "open.csv", "x").stat().st_mode) & 0o400


def test_cached_arrays_come_back_and_a_damaged_cache_counts_as_none(tmp_path):
    path = tmp_path / "spaces.npz"
    assert cached_arrays(path) is None
    cache_arrays(path, {"numbers": np.arange(5), "shares": np.array([0.5])})
    cached = cached_arrays(path)
    assert cached["numbers"].tolist() == [0, 1, 2, 3, 4]
    assert cached["shares"].tolist() == [0.5]
    path.write_bytes(path.read_bytes()[:200])
    assert cached_arrays(path) is None
    path.write_bytes(b"PK\x03\x04 not a zip file")
    assert cached_arrays(path) is None
