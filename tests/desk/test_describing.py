"""The description of the interface: every route under /api/ is in it, in words."""

from desk.app import MODULES
from tests.desk.conftest import Seat


def test_every_part_is_described(coded, seat: Seat):
    told = seat(coded).get("/api")
    assert told["openapi"].startswith("3.1")
    assert {"/api/texts/{text}", "/api/decisions", "/api/events", "/api/undo"} <= told["paths"].keys()
    operations = [one for path in told["paths"].values() for one in path.values()]
    assert len(operations) > len(MODULES)
    assert [one["operationId"] for one in operations if len(one["summary"]) < 10] == []
    assert len({one["operationId"] for one in operations}) == len(operations)
    row = told["components"]["schemas"]["Decision"]["properties"]
    assert {"accept", "code"} <= set(row["decision"]["enum"])


def test_what_is_described_is_taken(coded, seat: Seat):
    """A row with every key that the description names is understood: what is wrong with it is its values."""
    row = seat(coded).get("/api")["components"]["schemas"]["Decision"]["properties"]
    values = {
        name: 1 if one["type"] != "string" else "x" for name, one in row.items() if name not in ("coding", "suggestion")
    }
    message = str(seat(coded).decide(values, code=422))
    assert "unknown" not in message
