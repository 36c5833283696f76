"""The types of the arrays that rooms hand to each other, each named for what it holds."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

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

_SELDOM = ("f2py", "testing", "polynomial", "ctypeslib")


def _load_when_used(part: str) -> None:
    """Let a part of numpy be loaded when something in it is first asked for.

    Importing scipy asks numpy for every part by its name, which would load a compiler's front end and a test framework.
    """
    name = f"numpy.{part}"
    spec = None if name in sys.modules else find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    setattr(np, part, module)
    spec.loader.exec_module(module)


for _part in _SELDOM:
    _load_when_used(_part)
