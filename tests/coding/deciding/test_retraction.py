"""Taking back a coding or a class: which record is meant, and what comes of it."""

from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook
from coding.deciding.decision import Decision
from coding.deciding.decision_checker import check
from coding.deciding.study_snapshot import StudySnapshot
from coding.records.entry import Entry, chain
from coding.records.payloads import payload_of
from coding.records.replay import Coding, Unclassed, replay
from corpus.place import Place
from tests.coding.deciding.conftest import CONTENT, decide, knowing, payloads, refusals


def entry(kind, payload, coder="anna", previous=None, time="2026-01-01T00:00:00.000000Z") -> Entry:
    return chain(payload_of(kind, payload), coder=coder, previous=previous, time=time)


def test_retracting_ends_a_coding_and_undoing_the_retraction_brings_it_back():
    place = {"text": "nice", "start": 0, "end": 1, "quote": "Q"}
    coded = entry("code", {**place, "code": "brakes", "case": "Nice", "degree": None, "memo": None, "codebook": "r"})
    retracted = entry("retract", {"subject": coded.id, "target": coded.id, "reason": None}, previous=coded.id)
    undone = entry("undo", {"subject": coded.id, "target": retracted.id}, previous=retracted.id)
    assert isinstance(replay([coded])[coded.id], Coding)
    assert replay([coded, retracted]) == {}
    assert replay([coded, retracted, undone]) == replay([coded])
    assert replay([undone, retracted, coded]) == replay([coded])


def test_a_retraction_that_fits_several_codings_is_refused_with_their_number(snapshot):
    """`veut grandir vite` overlaps both codings and is neither: which of them is meant cannot be told."""
    start = CONTENT.index("On veut grandir vite")
    for name, length in (("a", 15), ("b", 20)):
        place = Place("nice", start, start + length, CONTENT[start : start + length])
        snapshot.codings.append(Coding(name, place, "goals", "Nice", None, "anna", "2026-01-01T00:00:00Z"))
    [(place, message)] = refusals(snapshot, "nice,veut grandir vite,goals,retract,,,,,,")
    assert place == "d.csv:2, column quote"
    assert message == "anna has 2 codings of goals there. Give the exact words of one."
    [exact] = decide(snapshot, "nice,On veut grandir vite,goals,retract,,,,,,").pending["anna"]
    assert exact.target == "b"


def test_that_a_case_is_in_no_class_can_be_taken_back_by_who_recorded_it(snapshot):
    known = replace(snapshot, unclassed=(Unclassed("u1", "maturity", "no_evidence", "Nice", "anna", "t"),))
    row = ",,maturity.no_evidence,retract,,Nice,,,,trop tôt"
    assert payloads(known, row) == [{"subject": "u1", "target": "u1", "reason": "trop tôt"}]
    assert refusals(snapshot, row) == [("d.csv:2, column code", "anna has not recorded maturity.no_evidence for Nice.")]


def test_a_class_taken_back_makes_room_for_another(snapshot):
    known = knowing(snapshot, "nice,le budget,maturity.early,classify,,Nice,,,,")
    late, retract = "nice,le budget,maturity.late,classify,,Nice,,,,", "nice,le budget,maturity.early,retract,,Nice,,,,"
    assert refusals(known, late) == [
        ("d.csv:2, column code", "anna has put Nice into maturity.early. Retract that first.")
    ]
    assert decide(known, retract, late).count == 2
    assert refusals(known, retract.replace("Nice", "Saint-Étienne").replace("le budget", "Alors")) != []


TWO_CODES = load_codebook("codes: [{id: goals, label: Buts}, {id: brakes, label: Freins}]\n")
TALK = "Q : Alors ?\n\nR : On veut grandir.\n\nQ : Ah.\n\nR : Voilà.\n"
QUOTE = "veut grandir"


@pytest.fixture
def two_texts(read):
    """Two texts with the same words; `QUOTE` is coded in both, in nice for two cases."""
    start = TALK.index(QUOTE)
    codings = [
        Coding(name, Place(text, start, start + len(QUOTE), QUOTE), "goals", case, None, coder, "2026-01-01")
        for name, text, case, coder in (
            ("n", "nice", "Nice", "anna"),
            ("l", "nice", "Lyon", "anna"),
            ("b", "nice", "Brest", "basile"),
            ("p", "paris", "Paris", "anna"),
        )
    ]
    texts = {name: replace(read(f"{name}.txt", TALK), case=name.title()) for name in ("nice", "paris")}
    return StudySnapshot(
        texts=texts,
        codebook=TWO_CODES,
        cases=frozenset({"Nice", "Lyon", "Brest", "Paris"}),
        codings=codings,
        revision="r",
        suggestions=lambda place, code: [],
        provenance=dict,
    )


def retract(two_texts, quote=QUOTE, *, text="nice", coder="anna", **more):
    decision = Decision(decision="retract", text=text, quote=quote, **{"code": "goals", **more})
    outcome = check([decision], two_texts, coder=coder)
    return [payload.target for payload in outcome.pending.get(coder, ())] or [p.message for p in outcome.problems]


@pytest.mark.parametrize("quote", [QUOTE, "grandir"])
@pytest.mark.parametrize(("case", "target"), [("Nice", "n"), (" Lyon ", "l")])
def test_of_two_codings_of_the_same_words_the_case_says_which(two_texts, quote, case, target):
    """Also where the words given only overlap those coded."""
    assert retract(two_texts, quote, case=case) == [target]


@pytest.mark.parametrize("quote", [QUOTE, "grandir"])
@pytest.mark.parametrize("case", ["Brest", "Paris"])
def test_a_coding_about_another_case_by_another_coder_or_in_another_text_is_left_alone(two_texts, quote, case):
    assert retract(two_texts, quote, case=case) == ["anna has nothing of goals there to retract."]


def test_without_a_case_two_codings_of_the_same_words_cannot_be_told_apart(two_texts):
    assert retract(two_texts) == ["anna has 2 codings of goals there. Give the exact words of one."]


def test_in_another_text_it_is_that_texts_coding(two_texts):
    assert retract(two_texts, text="paris") == ["p"]
    assert retract(two_texts, coder="basile") == ["b"]


def test_a_retraction_names_its_code(two_texts):
    assert retract(two_texts, code="") == ["is empty."]
    assert retract(two_texts, code="brakes") == ["anna has nothing of brakes there to retract."]
