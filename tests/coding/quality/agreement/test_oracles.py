"""Every measure against worked examples, published or computed by hand or by other programs (oracles.json).

`null` in the data means that the measure is undefined, and has to say so. Every number is tested.

Gamma compares with random annotations, and no two programs draw the same ones. The tolerance of its entries is four
standard deviations of the value over 20 seeds with 100 draws each; as many are drawn here. The disorder that was
observed is not random: it has to be right to five digits.
"""

from typing import Any

import pytest

from tests.agreement_oracles import ORACLES, found_for

NUMBERS = [pytest.param(oracle, name, id=f"{oracle['id']}-{name}") for oracle in ORACLES for name in oracle["expect"]]


@pytest.mark.parametrize(("oracle", "name"), NUMBERS)
def test_the_number_of_the_oracle_is_found(oracle: dict[str, Any], name: str):
    expected, found = oracle["expect"][name], found_for(oracle["input"])[name]()
    several_values = expected if isinstance(expected, list) else [expected]
    values = found if isinstance(found, list) else [found]
    assert len(values) == len(several_values)
    tolerance = oracle["tolerance"] or 1e-12
    if name == "observed_disorder":
        tolerance = min(tolerance, 1e-5)
    for value, wanted in zip(values, several_values, strict=True):
        if wanted is None:
            assert value is None
        else:
            assert value == pytest.approx(wanted, abs=tolerance)


def count(oracles: list[dict[str, Any]]) -> int:
    """How many numbers they hold."""
    expected = [value for oracle in oracles for value in oracle["expect"].values()]
    return sum(len(value) if isinstance(value, list) else 1 for value in expected)


def test_how_many_oracles_there_are():
    assert (len(ORACLES), count(ORACLES)) == (109, 825)
