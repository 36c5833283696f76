"""Passages as suggesting sees them: who asks, a guide that is read out, questions in the answers' vectors."""

import numpy as np
import pytest
from scipy import sparse

from coding.suggesting.features.passages import Passages, passages_of
from coding.suggesting.features.spaces import PassageVectors
from corpus.speech.speakers import read_speakers

TASKS = ("Trouvez la page des aides.", "Inscrivez-vous à la lettre.", "Cherchez un contact.")


def interview(read, name, answers):
    lines = [f"TÂCHE : {task}\n\nMarie : {answer}" for task, answer in zip(TASKS, answers, strict=True)]
    return read(name, "\n\n".join(lines) + "\n", speakers=read_speakers("TÂCHE=respondent,Marie=respondent")[0])


def asking(texts):
    found = passages_of(texts, np.full(sum(len(text.passages) for text in texts), 9))
    return found.interviewer.tolist(), found.question.tolist()


def test_a_guide_read_out_in_most_texts_asks(read):
    texts = [interview(read, f"t{n}.txt", [f"Je clique ici {n}.", f"Voilà {n}.", f"Bon {n}."]) for n in range(3)]
    asks, question = asking(texts)
    assert asks == [True, False] * 9
    assert question == [-1, 0, -1, 2, -1, 4, -1, 6, -1, 8, -1, 10, -1, 12, -1, 14, -1, 16]


def test_an_answer_that_recurs_stays_an_answer(read):
    texts = [
        interview(read, f"t{n}.txt", ["Je suis d'accord pour participer.", f"Voilà {n}.", f"Bon {n}."])
        for n in range(3)
    ]
    asks, _ = asking(texts)
    assert asks == [True, False] * 9


def test_two_texts_show_no_guide(read):
    texts = [interview(read, f"t{n}.txt", ["Ici.", "Là.", "Bon."]) for n in range(2)]
    assert not any(asking(texts)[0])


def guided(read, name, answers, *, numbered=False):
    """A text without speakers: the lines of a guide, each followed by an answer."""
    marks = [f"{n}. " if numbered else "" for n in (1, 2, 3)]
    lines = [f"{mark}{task}\n\n{answer}" for mark, task, answer in zip(marks, TASKS, answers, strict=True)]
    return read(name, "\n\n".join(lines) + "\n", kind="document")


def test_a_guide_without_a_speaker_asks_too_whatever_the_number_of_its_lines(read):
    texts = [
        guided(read, f"t{n}.txt", [f"Je clique ici {n}.", f"Voilà, c'est le {n}.", f"Bon {n}."], numbered=n == 1)
        for n in range(3)
    ]
    asks, question = asking(texts)
    assert asks == [True, False] * 9
    assert question[:6] == [-1, 0, -1, 2, -1, 4]


def test_an_answer_that_recurs_stays_an_answer_where_no_speaker_is_named(read):
    tasks = [*TASKS, "Dites votre avis sur la page."]
    texts = []
    for n in range(3):
        answers = ["Je suis d'accord pour participer.", f"Voilà, c'est le {n}.", f"Bon {n}.", f"Elle est claire {n}."]
        lines = [f"{task}\n\n{answer}" for task, answer in zip(tasks, answers, strict=True)]
        texts.append(read(f"t{n}.txt", "\n\n".join(lines) + "\n", kind="document"))
    asks, _ = asking(texts)
    assert asks[1::2] == [False] * 12
    assert asks[2::8] == [True] * 3


def test_two_lines_that_recur_are_no_guide_where_no_speaker_is_named(read):
    texts = [
        read(f"t{n}.txt", "\n\n".join(f"{task}\n\nVoilà {n} {task[:5]}." for task in TASKS[:2]) + "\n", kind="document")
        for n in range(3)
    ]
    assert not any(asking(texts)[0])


def test_a_line_that_recurs_and_that_nothing_follows_asks_nothing(read):
    texts = [read(f"t{n}.txt", f"Texte numéro {n}.\n\nMerci de votre participation.\n") for n in range(3)]
    assert not any(asking(texts)[0])


def test_a_short_turn_asks_only_with_a_question_mark(read):
    text = read("t.txt", "Q : Et la piscine ?\n\nR : Bien.\n\nQ : D'accord.\n\nR : Oui.\n\nQ : Budget ?\n\nR : Voté.\n")
    found = passages_of([text], np.array([9, 9, 1, 9, 1, 9]))
    assert found.question.tolist() == [-1, 0, -1, 0, -1, 4]


def test_an_answer_has_half_its_question_and_less_of_one_further_back():
    one = sparse.csr_array(np.eye(3))
    vectors = PassageVectors(one, one, np.eye(3), np.eye(3))
    passages = Passages(np.array([True, False, False]), np.array([-1, 0, 0]), np.array([0, 0, 1]))
    asked = vectors.with_questions(passages)
    assert asked.topics[1] == pytest.approx(np.array([0.5, 1, 0]) / np.sqrt(1.25))
    assert asked.words.toarray()[2] == pytest.approx(np.array([1 / 3, 0, 1]) / np.sqrt(1 + 1 / 9))
    assert asked.letters.toarray()[0] == pytest.approx([1, 0, 0])
    assert asked.meaning == pytest.approx(asked.topics)
