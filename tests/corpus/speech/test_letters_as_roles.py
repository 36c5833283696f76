"""Single letters in labels: they tell a role only where the questions do not contradict it."""

import pytest

from corpus.speech.roles import infer_roles


def roles(*labels):
    """The roles where the first label asks and the others answer in turn."""
    asked = ["Qui commence ?", "Et vous ?", "Pourquoi ?", "Vraiment ?"]
    answers = ["Moi.", "Moi aussi.", "Pour la ville.", "Oui."]
    others = [labels[1 + n % (len(labels) - 1)] for n in range(4)]
    turns = [turn for q, a, who in zip(asked, answers, others, strict=True) for turn in ((labels[0], q), (who, a))]
    found, problems = infer_roles(turns, "a.txt")
    return {who: role for (who, _), role in zip(turns, found, strict=True)}, problems


@pytest.mark.parametrize(
    "labels",
    [("A", "B", "C", "D"), ("A", "H1", "F1"), ("R", "P1", "P2"), ("A", "B"), ("E", "I"), ("R", "A"), ("A", "Claire")],
)
def test_a_letter_that_asks_is_the_interviewer_and_it_is_said(labels):
    found, problems = roles(*labels)
    assert found == {labels[0]: "interviewer"} | dict.fromkeys(labels[1:], "respondent")
    assert any("identified by the questions" in problem.message for problem in problems)


@pytest.mark.parametrize("labels", [("Q", "A"), ("E", "R"), ("I", "R"), ("Q", "A1", "A2"), ("Animatrice", "A", "B")])
def test_letters_that_agree_with_the_questions_need_no_doubt(labels):
    found, problems = roles(*labels)
    assert found == {labels[0]: "interviewer"} | dict.fromkeys(labels[1:], "respondent")
    assert not problems
