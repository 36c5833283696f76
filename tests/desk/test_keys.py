"""The keys of the desk, as study.yaml has them."""

import html
import json
import re

import pytest

from tests.desk.conftest import Seat
from workbench.desk_settings import DESK_KEYS


def keys_of(page):
    return json.loads(html.unescape(re.search(r'data-keys="([^"]*)"', page).group(1)))


def test_other_keys(coded, seat: Seat):
    assert keys_of(seat(coded).page("/texts/nice-entretien")) == dict(DESK_KEYS)
    with (coded / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("desk: {keys: {accept: y, on: o}}\n")
    assert keys_of(seat(coded).page("/texts/nice-entretien")) == {**DESK_KEYS, "accept": "y", "on": "o"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{keys: {accept: r}}", "have the same key 'r'"),
        ("{keys: {accept: Enter}}", "is no key"),
        ("{keys: {acept: y}}", "accept"),
        ("{key: {accept: y}}", "write e.g."),
    ],
)
def test_a_fault_is_told_with_its_line(coded, glose, written, said):
    with (coded / "study.yaml").open("a", encoding="utf-8") as file:
        file.write(f"desk: {written}\n")
    told = glose("check", code=1).err
    assert said in told
    assert "study.yaml:" in told
