"""Arrays cached in a file, which may be deleted at any time."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.whole_file import open_whole

Arrays = dict[str, NDArray[np.generic]]


def cached_arrays(path: Path) -> Arrays | None:
    """The arrays in the file; None where there is none or it is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as cached:
            return {name: cached[name] for name in cached.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def cache_arrays(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write the arrays to the file; raises OSError where it cannot be written."""
    with open_whole(path) as file:
        np.savez(file, allow_pickle=False, **arrays)
