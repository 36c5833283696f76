"""What is sent: of the shape that its address takes, or refused with every fault named, and nothing done."""

import json
import re
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import Field
from starlette.routing import Route

from desk.app import MODULES
from desk.sent import Line, Sent, Several, Ticked, Unfit, Words, read_sent
from tests.desk.conftest import AtDesk, Seat

OTHERWISE = {"/api/decisions": "application/json", "/api/uploads": "application/octet-stream"}
"""What writes take that have no model: a list with the columns of `glose decide`, a file as it is."""


def writes():
    """The routes under /api/ that something is sent to."""
    found = [route for name in MODULES for route in import_module(name).ROUTES]
    return [one for one in found if isinstance(one, Route) and one.path.startswith("/api/") and "POST" in one.methods]


WRITES = {one.path: one for one in writes()}


@pytest.fixture
def anna(coded, seat: Seat) -> AtDesk:
    """A lead, who may send everything."""
    return seat(coded)


def addressed(path: str) -> str:
    return re.sub(r"\{\w+\}", "nice-entretien", path)


def test_every_write_has_a_model(anna):
    assert len(WRITES) > 30
    assert {path for path, one in WRITES.items() if one.endpoint.body is None} == set(OTHERWISE)
    told = anna.get("/api")
    for path in WRITES:
        [content] = told["paths"][path]["post"]["requestBody"]["content"]
        assert content == OTHERWISE.get(path, "application/json")


def test_every_reference_of_the_description_leads_somewhere(anna):
    told = anna.get("/api")
    named = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(told)))
    assert len(named) > 30
    assert named - told["components"]["schemas"].keys() == set()


@pytest.mark.parametrize("path", sorted(WRITES.keys() - OTHERWISE.keys()))
def test_a_key_that_is_not_there_is_refused(anna, path):
    answer = anna.post(addressed(path), {"misspelt": 1}, 400)
    [message] = [one["message"] for one in answer["problems"] if one["place"] == "misspelt"]
    assert "'misspelt'" in message


@pytest.mark.parametrize("body", [[], ["a"], "words", 1, True])
def test_what_is_no_object_is_refused(anna, body):
    for path in sorted(WRITES.keys() - OTHERWISE.keys()):
        [problem] = anna.post(addressed(path), body, 400)["problems"]
        assert problem["place"] == "$"


def test_what_is_no_json_is_refused(anna):
    for sent in (b"{", b'{"a": "\xff"}', b'{"moment": "\\ud83d"}', b'{"n": 1, "n"}'):
        headers = {"origin": "http://desk.test", "content-type": "application/json"}
        answer = anna.client.post("/api/undo", content=sent, headers=headers)
        assert (answer.status_code, "JSON" in answer.text) == (400, True), sent


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_values_of_any_kind_under_the_right_names_are_no_fault(data):
    """Read whole or refused: a model never raises anything else, and what it gives is of the kinds that it names."""
    model = data.draw(st.sampled_from([one.endpoint.body for one in WRITES.values() if one.endpoint.body]))
    names = [field.alias or name for name, field in model.model_fields.items()]
    sent = data.draw(st.fixed_dictionaries(dict.fromkeys(names, anything))) if names else {}
    try:
        read = read_sent(model, json.dumps(sent))
    except Unfit as unfit:
        places = [re.split(r"[.\[]", one.place)[0] for one in unfit.problems]
    else:
        places = []
        assert isinstance(read, model)
    assert set(places) <= set(names)


class Example(Sent):
    """One field of each kind."""

    words: Words = ""
    line: Line = ""
    ticked: Ticked = False
    several: Several = Field(default=[])
    number: int = 0


@pytest.mark.parametrize(
    ("sent", "name", "value"),
    [
        ({"words": " a\n b "}, "words", " a\n b "),
        ({"words": None}, "words", ""),
        ({"line": " a\n b "}, "line", "a b"),
        ({"line": None}, "line", ""),
        *[({"ticked": on}, "ticked", True) for on in (True, "yes")],
        *[({"ticked": off}, "ticked", False) for off in (False, "", None)],
        ({"several": "one"}, "several", ["one"]),
        ({"several": ["one", "two"]}, "several", ["one", "two"]),
    ],
)
def test_what_forms_send_is_understood(sent, name, value):
    assert getattr(read_sent(Example, json.dumps(sent)), name) == value


@pytest.mark.parametrize(
    ("sent", "place", "said"),
    [
        ({"words": 1}, "words", "must be text."),
        ({"ticked": "no"}, "ticked", "must be true or false."),
        ({"ticked": 1}, "ticked", "must be true or false."),
        ({"several": ["a", 1]}, "several[1]", "must be text."),
        ({"several": {"a": 1}}, "several", "must be a list."),
        ({"number": "1"}, "number", "must be a whole number."),
        ({"number": 1.5}, "number", "must be a whole number."),
        ({"number": True}, "number", "must be a whole number."),
    ],
)
def test_no_value_is_taken_for_one_of_another_kind(sent, place, said):
    with pytest.raises(Unfit) as refused:
        read_sent(Example, json.dumps(sent))
    assert [(one.place, one.message) for one in refused.value.problems] == [(place, said)]


def test_a_misspelt_filter_takes_nothing_back(anna):
    """`all` with a name that no list knows meant every coding of the person."""
    made = anna.decide({"decision": "code", "text": "nice-entretien", "code": "objectives", "quote": "D'accord"})
    answer = anna.post("/api/codings/retract", {"all": {"cod": "challenges"}}, 400)
    assert [one["place"] for one in answer["problems"]] == ["all.cod"]
    assert anna.get("/api/codings")["number"] == len(made["codings"]) == 1
