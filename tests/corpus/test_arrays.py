"""What numpy has that a command seldom needs is loaded when it is used."""

import subprocess
import sys

SCRIPT = """
import sys
import corpus.arrays
import numpy
import scipy.sparse
assert "unittest" not in sys.modules and "numpy.f2py.crackfortran" not in sys.modules
assert numpy.polynomial.Polynomial([1, 2])(3) == 7
numpy.testing.assert_array_equal([1], [1])
from numpy.f2py import get_include
from numpy.ctypeslib import ndpointer
assert "unittest" in sys.modules and "numpy.f2py.crackfortran" in sys.modules
"""


def test_parts_of_numpy_that_scipy_only_names_are_loaded_when_they_are_used():
    found = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert not found.stderr
