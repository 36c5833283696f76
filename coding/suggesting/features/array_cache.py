"""Arrays kept in a file beside the study, which may be deleted at any time."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[np.generic]]


def kept_arrays(path: Path) -> Arrays | None:
    """The arrays kept there; None where there are none, or the file is damaged."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            return {name: kept[name] for name in kept.files}
    except (OSError, ValueError, KeyError, EOFError):
        return None


def keep_arrays(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Keep the arrays; a write that is cut short leaves nothing behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        Path(partial).replace(path)
    finally:
        Path(partial).unlink(missing_ok=True)
