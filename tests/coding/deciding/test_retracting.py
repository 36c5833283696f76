"""Taking back a coding: the one of that coder, in that text, about that case, and no other."""

from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook
from coding.deciding.decision import Decision
from coding.deciding.decision_checker import check
from coding.deciding.study_snapshot import StudySnapshot
from coding.records.replay import Coding
from corpus.place import Place

BOOK = load_codebook("codes: [{id: goals, label: Buts}, {id: brakes, label: Freins}]\n")
CONTENT = "Q : Alors ?\n\nR : On veut grandir.\n\nQ : Ah.\n\nR : Voilà.\n"
QUOTE = "veut grandir"


@pytest.fixture
def snapshot(read):
    """Two texts with the same words; `QUOTE` is coded in both, in nice for two cases."""
    start = CONTENT.index(QUOTE)
    codings = [
        Coding(name, Place(text, start, start + len(QUOTE), QUOTE), "goals", case, None, coder, "2026-01-01")
        for name, text, case, coder in (
            ("n", "nice", "Nice", "anna"),
            ("l", "nice", "Lyon", "anna"),
            ("b", "nice", "Brest", "basile"),
            ("p", "paris", "Paris", "anna"),
        )
    ]
    texts = {name: replace(read(f"{name}.txt", CONTENT), case=name.title()) for name in ("nice", "paris")}
    return StudySnapshot(
        texts=texts,
        codebook=BOOK,
        cases=frozenset({"Nice", "Lyon", "Brest", "Paris"}),
        codings=codings,
        revision="r",
        suggestions=lambda place, code: [],
        provenance=dict,
    )


def retract(snapshot, quote=QUOTE, *, text="nice", coder="anna", **more):
    decision = Decision(decision="retract", text=text, quote=quote, **{"code": "goals", **more})
    outcome = check([decision], snapshot, coder=coder)
    return [payload.target for payload in outcome.pending.get(coder, ())] or [p.message for p in outcome.problems]


@pytest.mark.parametrize("quote", [QUOTE, "grandir"])
@pytest.mark.parametrize(("case", "target"), [("Nice", "n"), (" Lyon ", "l")])
def test_of_two_codings_of_the_same_words_the_case_says_which(snapshot, quote, case, target):
    """Also where the words given only overlap those coded."""
    assert retract(snapshot, quote, case=case) == [target]


@pytest.mark.parametrize("quote", [QUOTE, "grandir"])
@pytest.mark.parametrize("case", ["Brest", "Paris"])
def test_a_coding_about_another_case_by_another_coder_or_in_another_text_is_left_alone(snapshot, quote, case):
    assert retract(snapshot, quote, case=case) == ["anna has nothing of goals there to retract."]


def test_without_a_case_two_codings_of_the_same_words_cannot_be_told_apart(snapshot):
    assert retract(snapshot) == ["anna has 2 codings of goals there. Give the exact words of one."]


def test_in_another_text_it_is_that_texts_coding(snapshot):
    assert retract(snapshot, text="paris") == ["p"]
    assert retract(snapshot, coder="basile") == ["b"]


def test_a_retraction_names_its_code(snapshot):
    assert retract(snapshot, code="") == ["is empty."]
    assert retract(snapshot, code="brakes") == ["anna has nothing of brakes there to retract."]
