"""What the answers before and after a passage say of it, and how much of it counts."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import sparse

from coding.suggesting.beside import FEW, MOST, PRIOR_ANSWERS, PRIOR_DOCUMENTS, SHARE, Beside
from coding.suggesting.features.passages import Passages
from coding.suggesting.learned import Learned


def study(*sizes, interviewers=(), asked=False):
    """Texts of so many passages; `interviewers` are the passages of interviewers, counted through the study."""
    texts = [SimpleNamespace(id=f"t{n}") for n in range(len(sizes))]
    firsts = np.cumsum([0, *sizes])
    index = SimpleNamespace(
        texts=texts,
        passages=int(firsts[-1]),
        numbers_in=lambda text: range(int(firsts[int(text[1:])]), int(firsts[int(text[1:]) + 1])),
    )
    asks = np.isin(np.arange(firsts[-1]), interviewers)
    question = np.where(asks | (not asked), -1, 0)
    return Beside.of(index, Passages(asks, question, np.zeros(len(asks), np.int64)))


def decided(codes_of, passages, codes=3):
    """What is learned where these passages were given these codes."""
    given = np.zeros((codes, passages))
    for passage, code in codes_of.items():
        given[code, passage] = 1
    nothing = sparse.csr_array((codes, passages))
    return Learned(sparse.csr_array(given), nothing, sparse.csr_array(np.eye(codes)))


def test_an_answer_has_the_mean_of_the_answers_beside_it_in_its_text():
    beside = study(3, 2)
    found = (beside.mean @ np.array([[1.0, 0.0, 0.5, 0.2, 0.8]]).T).T
    assert found[0] == pytest.approx([0.0, 0.75, 0.0, 0.8, 0.2])


def test_interviewers_turns_are_passed_over():
    found = (study(4, interviewers=(0, 2)).mean @ np.array([[1.0, 0.25, 1.0, 0.75]]).T).T
    assert found[0] == pytest.approx([0.0, 0.75, 0.0, 0.25])


def test_documents_carry_on_more_than_answers_until_something_is_decided():
    assert study(4).share(None) == pytest.approx(SHARE * PRIOR_DOCUMENTS)
    assert study(4, asked=True).share(None) == pytest.approx(SHARE * PRIOR_ANSWERS)


def test_the_share_grows_where_people_stay_on_a_subject_and_goes_where_they_do_not():
    passages = 60
    beside = study(passages)
    steady = decided({n: n // 20 for n in range(passages)}, passages)
    leaping = decided({n: n % 3 for n in range(passages)}, passages)
    assert beside.share(steady) == pytest.approx(MOST)
    assert beside.share(leaping) == 0.0


def test_a_text_of_one_passage_keeps_its_whole_score():
    beside = study(1, FEW)
    assert beside.shares(None)[0] == 0.0
    assert (beside.shares(None)[1:] > 0).all()


def test_with_few_answers_nothing_comes_from_beside():
    assert not study(FEW - 1).shares(None).any()
