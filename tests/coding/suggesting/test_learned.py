"""Learning from decisions: what a coding teaches, what a rejection does, what a person excludes, and calibration."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook.file import load_codebook
from coding.suggesting.calibration import COMMON, Calibration, best_other, calibrate, probabilities
from coding.suggesting.held_out import held_out
from coding.suggesting.suggester import Suggester
from coding.suggesting.training_decision import TrainingDecision
from corpus.cases import Case
from corpus.parse.analysis import analyse

BOOK = """\
codes:
  - {id: attract, label: Attractivité, definition: "Faire venir des entreprises.", cues: [entreprise, investisseur]}
  - {id: green, label: Environnement, definition: "Gérer les ressources.", cues: [climat, écologie]}
  - {id: people, label: Participation, definition: "Associer les habitants.", cues: [habitant, consultation]}
"""
SAID = [
    "On plante des platanes le long du boulevard.",
    "Les platanes rafraîchissent le boulevard en été.",
    "Le conseil municipal vote le budget chaque année.",
    "Les entreprises viennent ici pour les bureaux.",
    "On a posé des bancs sur la place du marché.",
    "Les platanes rafraîchissent aussi la gare.",
]


@pytest.fixture
def suggester(read, tmp_path):
    def make(book=BOOK, cases=None):
        content = "\n\n".join(f"Q : Et là ?\n\nR : {sentence}" for sentence in SAID)
        text = read("t.txt", content + "\n", case="Nice")
        return Suggester([text], analyse([text], cache=tmp_path / "c"), load_codebook(book), cases=cases)

    return make


def decision(code, answer, *, given=True):
    """The decision on the answer of that number, counted from 0."""
    return TrainingDecision(code, "t", 2 * answer + 2, given, f"entry{answer}", "anna")


def score(suggester, code, answer):
    return suggester.scores[suggester.rows[code], 2 * answer + 1]


@pytest.mark.slow
def test_a_coding_teaches_its_words_to_other_passages(suggester):
    learning = suggester()
    before = score(learning, "green", 1)
    learning.learn([decision("green", 0)])
    assert score(learning, "green", 1) > before + 0.2
    assert score(learning, "attract", 3) > 0.3
    [found] = [s for s in learning.suggest(min_score=0.2) if s.code == "green" and s.passage == 4]
    kinds = {evidence.kind: evidence for evidence in found.evidence}
    assert "learned from 1 coding" in kinds["learned"].why
    assert kinds["decision"].entry == "entry0"
    assert "passage 2 of t, given this code by anna" in kinds["decision"].why


@pytest.mark.slow
def test_a_decision_is_not_evidence_for_the_passage_it_was_made_on(suggester):
    learning = suggester()
    learning.learn([decision("green", 0)])
    entries = {
        s.passage: [e.entry for e in s.evidence if e.entry] for s in learning.suggest(min_score=0, codes={"green"})
    }
    assert entries[2] == []
    assert entries[4] == ["entry0"]


@pytest.mark.slow
def test_the_correction_looks_at_scores_that_the_passages_own_decisions_had_no_part_in(suggester):
    learning = suggester()
    decisions = [decision("green", 0), decision("people", 2), decision("green", 1, given=False)]
    learning.learn(decisions)
    held = held_out(learning.features, learning.learned, learning.fused, decisions)
    green, first = learning.rows["green"], held.passages.tolist().index(1)
    assert held.raw[green, first] < learning.fused.raw[green, 1] / 2  # the coding itself made most of it
    assert held.given[green, first]
    assert held.known[:, first].all()
    refused = held.passages.tolist().index(3)
    assert held.known[:, refused].tolist() == [code == "green" for code in learning.code_ids]


@pytest.mark.slow
def test_decisions_correct_the_probabilities_and_are_looked_at_again_only_after_many_more(suggester):
    learning = suggester()
    answers = [decision("people", n) for n in (0, 1, 5)] + [decision("attract", 3, given=False)]
    learning.learn(answers)
    uncorrected = learning.scores.copy()
    learning.calibrate()
    assert learning.calibration.decisions == 4
    assert np.abs(learning.scores - uncorrected).max() > 0.02
    learning.calibration = replace(learning.calibration, decisions=40)
    learning.calibrate(anew=False)
    assert learning.calibration.decisions == 4  # 40 decisions became 4: that is more than a tenth
    kept = learning.calibration = replace(learning.calibration, shift=1.0)
    learning.calibrate(anew=False)
    assert learning.calibration == kept


@pytest.mark.slow
def test_a_rejection_lowers_passages_like_it(suggester):
    learning = suggester()
    learning.learn([decision("green", 0), decision("people", 2)])
    before = score(learning, "green", 5)
    learning.learn([decision("green", 0), decision("people", 2), decision("green", 1, given=False)])
    assert score(learning, "green", 5) < before
    told = [s for s in learning.suggest(min_score=0) if s.code == "green" and s.passage == 12]
    assert "rejection" in {evidence.kind for evidence in told[0].evidence}


@pytest.mark.slow
def test_passages_are_known_in_the_order_in_which_they_were_last_given_a_code(suggester):
    learning = suggester()
    learning.learn([decision("green", 5), decision("people", 2), decision("attract", 3), decision("people", 5)])
    assert learning.learned.latest.tolist() == [5, 7, 11]
    assert learning.learned.without(np.array([5])).latest.tolist() == [7, 11]
    learning.learn([decision("green", 5), decision("people", 2, given=False)])
    assert learning.learned.latest.tolist() == [11]


@pytest.mark.slow
def test_an_excluded_word_is_not_learned(suggester):
    free, restricted = suggester(), suggester(BOOK + "suggestions: {exclude: {green: [platanes, boulevard]}}\n")
    for learning in (free, restricted):
        learning.learn([decision("green", 0)])
    assert score(restricted, "green", 5) < score(free, "green", 5)
    shown = [
        e.quote for s in restricted.suggest(min_score=0) if s.code == "green" for e in s.evidence if e.kind == "learned"
    ]
    assert not {"platanes", "boulevard"} & {quote.lower() for quote in shown}


@pytest.mark.slow
def test_no_decision_one_decision_and_a_code_nobody_accepts(suggester):
    learning = suggester()
    plain = learning.scores.copy()
    learning.learn([])
    assert np.allclose(learning.scores, plain)
    learning.learn([decision("people", n, given=False) for n in range(6)])
    assert np.isfinite(learning.scores).all()
    assert score(learning, "attract", 3) == pytest.approx(plain[0, 7])


@pytest.mark.slow
def test_decisions_on_codes_and_texts_that_are_gone_teach_nothing(suggester):
    learning = suggester()
    plain = learning.scores.copy()
    learning.learn(
        [TrainingDecision("gone", "t", 2, True, "e", "c"), TrainingDecision("green", "other", 1, True, "e", "c")]
    )
    assert np.allclose(learning.scores, plain)


@pytest.mark.slow
def test_a_passage_that_names_another_case_proposes_it(read, tmp_path):
    cases = {"Nice": Case("Nice"), "Lyon": Case("Lyon", ("Grand Lyon",), {"homonyms": "Gare de Lyon"})}
    said = [
        "À Lyon, les entreprises viennent.",
        "Les entreprises sont Gare de Lyon.",
        "À Nice et à Lyon, les entreprises viennent.",
    ]
    text = read("t.txt", "\n\n".join(f"Q : Et là ?\n\nR : {s}" for s in said), case="Nice")
    made = Suggester([text], analyse([text], cache=tmp_path / "c"), load_codebook(BOOK), cases=cases)
    found = {s.passage: s.case for s in made.suggest(min_score=0) if s.code == "attract"}
    assert (found[2], found[4], found[6]) == ("Lyon", None, None)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "degree"),
    [
        ("Les entreprises, c'est la priorité.", "priority"),
        ("Accessoirement, on aide des entreprises.", "secondary"),
        ("Les entreprises, pas du tout.", "absent"),
        ("Les entreprises viennent.", None),
    ],
)
def test_a_degree_is_proposed_from_the_words(read, tmp_path, said, degree):
    book = "scales: {d: [absent, secondary, priority]}\n" + BOOK.replace(
        "cues: [entreprise", "scale: d, cues: [entreprise"
    )
    text = read("t.txt", f"Q : Et là ?\n\nR : {said}\n")
    made = Suggester([text], analyse([text], cache=tmp_path / "c"), load_codebook(book))
    assert next(s.degree for s in made.suggest(min_score=0) if s.code == "attract") == degree


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("On m'a dit que des entreprises viennent.", "reported"),
        ("Peut-être que des entreprises viendront.", "hypothesis"),
        ("Avant, les entreprises venaient.", "past"),
        ("Avant tout, les entreprises viennent.", None),
    ],
)
def test_reported_hypothetical_and_past_speech_is_a_modality(read, tmp_path, said, kind):
    text = read("t.txt", f"Q : Et là ?\n\nR : {said}\n")
    made = Suggester([text], analyse([text], cache=tmp_path / "c"), load_codebook(BOOK))
    kinds = {e.kind for s in made.suggest(min_score=0) if s.code == "attract" for e in s.evidence}
    assert kinds & {"reported", "hypothesis", "past"} == ({kind} if kind else set())


RAW = st.lists(st.lists(st.floats(0, 3), min_size=3, max_size=3), min_size=2, max_size=6).map(np.array)


@given(RAW)
def test_probabilities_keep_the_order_within_a_passage(raw):
    found = probabilities(raw, np.zeros(raw.shape, bool))
    assert ((found >= 0) & (found <= 1)).all()
    assert (found[raw == 0] == 0).all()
    for column in range(raw.shape[1]):
        order = np.argsort(raw[:, column])
        assert (np.diff(found[order, column]) >= -1e-12).all()


def corrected(outcomes, scores):
    """The scores after a correction by these outcomes (score, accepted), the best other code as it commonly is."""
    said, accepted = np.array([score for score, _ in outcomes]), np.array([right for _, right in outcomes])
    common = np.full(len(said), COMMON)
    calibration = calibrate(said, common, accepted, decisions=len(said))
    return calibration(np.array(scores), np.full(len(scores), COMMON))


def test_calibration_moves_scores_to_what_was_accepted():
    outcomes = [(0.8, number % 2 == 0) for number in range(200)] + [(0.2, number % 20 == 0) for number in range(200)]
    high, low, none = corrected(outcomes, [0.8, 0.2, 0.0])
    assert high == pytest.approx(0.5, abs=0.05)
    assert low == pytest.approx(0.05, abs=0.05)
    assert none == 0


def test_two_decisions_correct_far_less_than_hundreds_and_neither_turns_the_order():
    nothing = calibrate(np.zeros(0), np.zeros(0), np.zeros(0, bool), decisions=0)
    assert nothing == Calibration()
    scores = np.array([0.1, 0.5, 0.9])
    few = corrected([(0.9, False), (0.1, True)], scores)
    assert (np.diff(few) > 0).all()
    worst = corrected([(0.9, False)] * 300 + [(0.1, True)] * 300, scores)
    assert (np.diff(worst) > 0).all()
    middling = corrected([(0.5, False)] * 2, scores), corrected([(0.5, False)] * 300, scores)
    assert middling[1][1] < 0.1 < middling[0][1] < 0.5


@given(RAW, st.lists(st.booleans(), min_size=40, max_size=40), st.integers(0, 9))
def test_a_correction_keeps_the_order_within_a_passage(raw, accepted, seed):
    chance = np.random.default_rng(seed)
    decided = chance.gamma(1.0, 0.3, (4, 10))
    unweakened = np.zeros(decided.shape, bool)
    pairs = probabilities(decided, unweakened).ravel(), best_other(decided).ravel()
    calibration = calibrate(*pairs, np.array(accepted), decisions=10)
    found = calibration(probabilities(raw, np.zeros(raw.shape, bool)), best_other(raw))
    for column in range(raw.shape[1]):
        order = np.argsort(raw[:, column])
        assert (np.diff(found[order, column]) >= -1e-9).all()


def test_codes_given_together_are_taken_to_exclude_each_other_less_than_codes_given_alone():
    other = np.tile([0.15, 0.6], 200)
    scores = np.full(400, 0.4)
    together = calibrate(scores, other, np.tile([True, True, False, False], 100), decisions=200)
    alone = calibrate(scores, other, other < 0.5, decisions=200)
    crowded = np.array([0.4]), np.array([0.6])
    assert alone(*crowded)[0] < together(*crowded)[0]


CUED = """\
codes:
  - id: money
    label: Argent
    cues: [subvention, mécénat, emprunt, redevance, dotation, recette, crédit, trésorerie]
  - id: trees
    label: Arbres
    cues: [platane, tilleul, érable, frêne, verger, haie, bosquet, taillis]
"""
MONEY = [
    "La subvention est arrivée vraiment tard cette année.",
    "La subvention est arrivée tard aussi pour la gare.",
    "Le tilleul est vraiment malade.",
    "On a taillé la haie.",
    "Il a plu.",
]


@pytest.fixture
def cued(read, tmp_path):
    content = "\n\n".join(f"Q : Et là ?\n\nR : {sentence}" for sentence in MONEY)
    text = read("t.txt", content + "\n")
    return Suggester([text], analyse([text], cache=tmp_path / "c"), load_codebook(CUED))


@pytest.mark.slow
def test_one_neighbour_coded_otherwise_does_not_hide_a_cue_hit(cued):
    before = score(cued, "money", 1)
    assert before > 0.5
    cued.learn([decision("trees", 0)])
    once = score(cued, "money", 1)
    assert once >= 0.75 * before - 1e-9
    told = [s for s in cued.suggest(min_score=0) if s.code == "money" and s.passage == 4]
    assert {"otherwise", "unlearned"} <= {evidence.kind for evidence in told[0].evidence}
    cued.learn([])
    assert score(cued, "money", 1) == pytest.approx(before)


@pytest.mark.slow
def test_a_cue_that_proves_wrong_again_and_again_is_believed_less(cued):
    hits = cued.features.cue_hits
    cued.learn([decision("trees", 0), decision("trees", 1)])
    wrong = cued.learned.cue_record(hits)[cued.rows["money"]]
    cued.learn([decision("money", 0), decision("trees", 1)])
    assert wrong == pytest.approx(3 / 5)
    assert cued.learned.cue_record(hits)[cued.rows["money"]] == pytest.approx(4 / 5)


@pytest.mark.slow
def test_adverbs_and_small_words_are_not_learned(cued):
    cued.learn([decision("money", 0)])
    learned = {e.quote.lower() for s in cued.suggest(min_score=0) for e in s.evidence if e.kind == "learned"}
    assert learned.isdisjoint({"vraiment", "tard", "est", "aussi"})
