"""Every measure against worked examples, published or computed by hand or by other programs (oracles.json).

`null` in the data means that the measure is undefined, and has to say so. What this project does not compute is listed
below and counted, never left out in silence.
"""

from typing import Any

import pytest

from tests.agreement_oracles import BY_ID, ORACLES, found_for

GAMMA = ["gamma-positional", "gamma-toy", "gamma-toy3", "gamma-aps-disorder-3-1", "gamma-aps-disorder-1-1"]
GAMMA += ["gamma-aps-disorder-1-2", "gamma-aps", "gamma-aps-11", "gamma-interview", "gamma-identical"]
NOT_COVERED = {
    **dict.fromkeys(GAMMA, "gamma is not computed"),
    "set-distances-old-nltk": "MASI with rounded weights is another program's",
}
NOT_COVERED_NUMBERS = {
    "nltk-masi-doc": ["masi_distance_rounded_weights"],
    "sets-12x3": ["alpha_masi_rounded_weights"],
}

NUMBERS = [
    pytest.param(oracle, name, id=f"{oracle['id']}-{name}")
    for oracle in ORACLES
    if oracle["id"] not in NOT_COVERED
    for name in oracle["expect"]
    if name not in NOT_COVERED_NUMBERS.get(oracle["id"], [])
]


@pytest.mark.parametrize(("oracle", "name"), NUMBERS)
def test_the_number_of_the_oracle_is_found(oracle: dict[str, Any], name: str):
    expected, found = oracle["expect"][name], found_for(oracle["input"])[name]()
    several_values = expected if isinstance(expected, list) else [expected]
    values = found if isinstance(found, list) else [found]
    assert len(values) == len(several_values)
    for value, wanted in zip(values, several_values, strict=True):
        if wanted is None:
            assert value is None
        else:
            assert value == pytest.approx(wanted, abs=oracle["tolerance"] or 1e-12)


def count(oracles: list[dict[str, Any]]) -> int:
    """How many numbers they hold."""
    expected = [value for oracle in oracles for value in oracle["expect"].values()]
    return sum(len(value) if isinstance(value, list) else 1 for value in expected)


def test_how_many_oracles_there_are_and_how_many_are_not_covered():
    """An oracle that is left out has to be named, here and above."""
    left_out = [BY_ID[name] for name in NOT_COVERED]
    assert (len(ORACLES), count(ORACLES)) == (109, 825)
    assert (len(left_out), count(left_out)) == (11, 46)
    numbers = [BY_ID[name]["expect"][number] for name, some in NOT_COVERED_NUMBERS.items() for number in some]
    assert sum(len(one) if isinstance(one, list) else 1 for one in numbers) == 2
