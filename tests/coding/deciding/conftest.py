"""A text with a suggestion, as decisions are checked against it, and what its rows become."""

from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook
from coding.deciding.decision_checker import check_rows
from coding.deciding.decisions_file import read_decisions
from coding.deciding.study_snapshot import StudySnapshot
from coding.records.entry import Entry, canonical
from coding.records.replay import Classification, Coding, Reading, Rejection, Unclassed, fold
from coding.suggesting.suggestion import Suggestion
from corpus.place import Place

BOOK = load_codebook(
    "scales: {degree: [absent, weak, strong]}\n"
    "codes:\n  - {id: goals, label: Buts, scale: degree}\n  - {id: brakes, label: Freins}\n"
    "typologies:\n  - {id: maturity, label: M, classes: [{id: early, label: E}, {id: late, label: L}]}\n"
)
CONTENT = "Q : Alors ?\n\nR : On veut grandir. On veut grandir vite.\n\nUn frein, le budget.\n\nQ : Ah.\n\nR : Voilà.\n"
HEAD = "text,quote,code,decision,occurrence,case,degree,coder,memo,reason\n"


@pytest.fixture
def snapshot(read):
    text = read("nice.txt", CONTENT)
    where = CONTENT.index("On veut grandir vite")
    place = Place("nice", where, where + 20, "On veut grandir vite")
    suggestion = Suggestion(place, "goals", 0.7, 1, "test/1", (), 2)
    return StudySnapshot(
        texts={"nice": replace(text, case="Nice")},
        codebook=BOOK,
        cases=frozenset({"Nice", "Saint-Étienne"}),
        suggestions=lambda place, code: (
            [suggestion] if code == suggestion.code and suggestion.place.overlaps(place.start, place.end) else []
        ),
        revision="r1",
        provenance=lambda: {"made_with": {"fr": "model/1"}},
    )


def decide(snapshot, *rows, coder="anna"):
    parsed, problems = read_decisions(HEAD + "\n".join(rows) + "\n", "d.csv")
    assert not problems
    return check_rows(parsed, snapshot, coder=coder)


def refusals(snapshot, *rows):
    outcome = decide(snapshot, *rows)
    assert outcome.count == 0
    return [(p.place, p.message) for p in outcome.problems]


def payloads(snapshot, row):
    return [payload.as_json() for payload in decide(snapshot, row).pending.get("anna", ())]


RECORDS = {
    Coding: "codings",
    Rejection: "rejections",
    Reading: "readings",
    Classification: "classifications",
    Unclassed: "unclassed",
}


def knowing(snapshot, row):
    """The study after that row was recorded by anna."""
    [payload] = decide(snapshot, row).pending["anna"]
    record = fold([Entry("x" * 64, "anna", None, "2026-01-01T10:00:00Z", payload.kind, canonical(payload.as_json()))])
    return replace(snapshot, **{RECORDS[type(record)]: (record,)})
