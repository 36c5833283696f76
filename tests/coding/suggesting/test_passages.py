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


def test_an_answer_has_half_its_question_and_less_of_one_further_back():
    one = sparse.csr_array(np.eye(3))
    vectors = PassageVectors(one, one, np.eye(3), np.eye(3))
    passages = Passages(np.array([True, False, False]), np.array([-1, 0, 0]), np.array([0, 0, 1]))
    asked = vectors.with_questions(passages)
    assert asked.topics[1] == pytest.approx(np.array([0.5, 1, 0]) / np.sqrt(1.25))
    assert asked.words.toarray()[2] == pytest.approx(np.array([1 / 3, 0, 1]) / np.sqrt(1 + 1 / 9))
    assert asked.letters.toarray()[0] == pytest.approx([1, 0, 0])
    assert asked.meaning == pytest.approx(asked.topics)
