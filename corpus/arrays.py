"""The types of the arrays that rooms hand to each other, each named for what it holds."""

import numpy as np
from numpy.typing import NDArray

Int8Array = NDArray[np.int8]
"""What is one of a few values, such as yes, no and nothing: an eighth of the memory of int64."""

Int32Array = NDArray[np.int32]
"""Numbers that point into a list of names, or offsets in a text: half the memory of int64."""

Int64Array = NDArray[np.int64]
"""Positions in other arrays, as numpy gives and takes them, and counts."""

FloatArray = NDArray[np.float64]

Float32Array = NDArray[np.float32]
"""Vectors of a language model, which have no more digits."""

BoolArray = NDArray[np.bool_]
"""A mask: which elements of another array are meant."""
