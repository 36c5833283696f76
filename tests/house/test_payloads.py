"""What entries say is read as typed values: nobody takes a payload apart by its keys."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("coding", "commands", "corpus", "exchange", "ledger", "reports", "workbench")
BY_KEY = re.compile(r"(payload|as_json\(\))(\[|\.get\()")


@pytest.mark.parametrize("room", ROOMS)
def test_no_payload_is_taken_apart_by_its_keys(room):
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BY_KEY.search(line)
    ]
    assert not found, f"Ask the typed payload (coding/records/decisions.py, study_acts.py): {', '.join(found)}"


def test_the_rule_would_notice():
    assert all(map(BY_KEY.search, ('entry.payload["code"]', 'made.payload.get("memo")')))
    assert not BY_KEY.search("entry.payload.code")
