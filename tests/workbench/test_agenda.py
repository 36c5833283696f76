"""What a coder goes through: orders, identical passages once, a blind share, and learning on the way."""

import gc

import pytest

from coding.suggesting.suggester import SUGGESTER
from workbench.agenda import AgendaOptions, is_blind
from workbench.confirming import open_session
from workbench.study import Study
from workbench.suggesting import suggester_of

pytestmark = pytest.mark.slow
"""They need a language pipeline."""

ANSWERS = [
    "On veut attirer des entreprises.",
    "Des platanes rafraîchissent le boulevard, c'est bon pour le climat.",
    "Le frein, c'est le budget serré.",
    "On veut attirer des entreprises.",
    "Des platanes encore, sur le boulevard.",
]


@pytest.fixture
def session(study, once, glose, written):
    said = "\n\n".join(f"Q : Et ensuite ?\n\nR : {answer}" for answer in ANSWERS)
    once(lambda: glose("add", written("lyon-a.txt", said + "\n"), "--case", "Lyon"))
    opened = []

    def start(**wanted):
        opened.append(Study.open(study))
        suggester = suggester_of(opened[-1], coder="anna")
        return open_session(opened[-1], suggester, AgendaOptions(**wanted), coder="anna")

    yield start
    for each in opened:
        each.close()


def shown(session):
    return [item.text.quote(item.passage) for item in session.items]


def test_the_codebooks_order_and_the_surest_first(session):
    by_code = session(order="code")
    firsts = [item.suggestions[0].code for item in by_code.items]
    assert firsts == sorted(firsts, key=["objectives.attractiveness", "objectives.environment", "challenges"].index)
    scores = [item.suggestions[0].score for item in session(order="score").items]
    assert scores == sorted(scores, reverse=True)
    doubts = [min(abs(s.score - 0.5) for s in item.suggestions) for item in session(order="doubt").items]
    assert doubts == sorted(doubts)


def test_identical_passages_are_shown_once_and_decided_together(session):
    going = session(order="score")
    assert shown(going).count(ANSWERS[0]) == 1
    while going.item and going.item.text.quote(going.item.passage) != ANSWERS[0]:
        going.next()
    going.accept()
    codings = going.study.ledger.codings(coder="anna")
    assert [c.place.quote for c in codings] == [ANSWERS[0]] * 2
    assert len({c.place.start for c in codings}) == 2
    going.undo()
    assert going.study.ledger.codings(coder="anna") == []


def test_a_twin_in_other_letters_is_shown_once_but_not_coded_with_another_quote(session, glose, written):
    glose("add", written("lyon-b.txt", "Q : Et ?\n\nR : ON VEUT ATTIRER DES ENTREPRISES.\n"), "--case", "Lyon")
    going = session(order="score")
    [item] = [item for item in going.items if item.text.quote(item.passage) == ANSWERS[0]]
    assert [text.id for text, _ in item.twins] == ["lyon-a", "lyon-b"]
    while going.item is not item:
        going.next()
    going.accept()
    assert {c.place.text for c in going.study.ledger.codings(coder="anna")} == {"lyon-a"}


def test_in_text_order_every_passage_is_shown(session):
    assert len(session().items) == 5


def test_a_blind_share_hides_suggestions_and_says_so_in_the_ledger(session):
    going = session(blind=1.0)
    assert all(item.blind and not item.suggestions for item in going.items)
    assert any(item.hidden for item in going.items)
    going.add(["objectives.attractiveness"])
    while going.item:
        going.next()
    readings = [entry.payload for entry in going.study.ledger.entries(kind="read")]
    assert [reading.blind for reading in readings] == [(reading.passage,) for reading in readings]
    assert "objectives.attractiveness" in readings[0].hidden


def test_the_blind_share_is_drawn_evenly_and_stays_the_same():
    drawn = [is_blind("t", number, share=0.1, coder="anna") for number in range(2000)]
    assert 150 < sum(drawn) < 250
    assert drawn == [is_blind("t", number, share=0.1, coder="anna") for number in range(2000)]
    assert not any(is_blind("t", number, share=0.0, coder="anna") for number in range(200))


def test_what_is_decided_teaches_the_passages_ahead(session):
    going = session(min_score=0.2)
    before = {s.code: s.score for s in going.items[4].suggestions}
    going.next()
    assert going.item.text.quote(going.item.passage) == ANSWERS[1]
    going.add(["objectives.environment"])
    at_hand = [(s.code, s.score) for s in going.item.suggestions]
    going.learn()
    after = {s.code: s.score for s in going.items[4].suggestions}
    assert after.get("objectives.environment", 0) > before.get("objectives.environment", 0)
    assert [(s.code, s.score) for s in going.item.suggestions] == at_hand


def offered(session):
    return [[(s.code, s.score) for s in item.suggestions] for item in session.items]


@pytest.mark.parametrize("steps", [0, 1])
def test_a_key_gives_up_learning_and_what_is_learned_later_is_the_same(session, steps):
    going, whole = session(min_score=0.2), session(min_score=0.2)
    going.next()
    going.add(["objectives.environment"])
    before, asked = offered(going), iter([False] * steps + [True])
    going.learn(lambda: next(asked))
    assert offered(going) == before
    going.learn()
    assert offered(going) != before
    whole.next()  # it finds the decision in the ledger
    whole._stale = True
    whole.learn()
    assert offered(going) == offered(whole)


def test_what_a_session_was_opened_with_is_not_looked_through_for_garbage_again(session):
    gc.unfreeze()
    session()
    assert gc.get_freeze_count() > 0


def test_what_was_left_open_is_kept_with_the_reading(session):
    going = session()
    going.next()
    [reading] = going.study.ledger.entries(kind="read")
    assert reading.payload.shown == {"objectives.attractiveness": SUGGESTER}


def test_what_is_recorded_already_is_said_and_adds_nothing(session):
    going = session()
    going.add(["challenges"])
    assert going.message == "coded as challenges"
    going.add(["challenges"])
    assert going.message == "recorded already; nothing was added"
    assert len(going.study.ledger.codings(code="challenges")) == 1


def test_a_session_records_nothing_that_the_checker_finds_wrong(session):
    going = session()
    going.span.case = "Atlantis"
    going.add(["challenges"])
    assert going.message.startswith("case: 'Atlantis' is not a case of the study")
    assert going.study.ledger.codings() == []


def test_spread_shows_every_passage_of_all_texts_mixed_and_always_alike(session, glose, written):
    other = "\n\n".join(f"Q : Et puis ?\n\nR : Réponse numéro {n}." for n in range(6))
    glose("add", written("nice-b.txt", other + "\n"), "--case", "Nice")
    going = session(order="spread")
    assert sorted(shown(going)) == sorted(shown(session()))
    texts = [item.text.id for item in going.items]
    assert texts != sorted(texts)
    assert texts == [item.text.id for item in session(order="spread").items]
    first = going.item
    going.next()
    [read] = going.study.ledger.readings(coder="anna")
    assert read.start <= first.passage.start < first.passage.end == read.end


def test_what_was_read_and_left_empty_is_looked_at_again_where_something_is_suggested(session):
    going = session()
    while going.item:
        if going.item.text.quote(going.item.passage) == ANSWERS[2]:
            going.accept()
        going.next()
    assert ANSWERS[2] not in shown(session(missed=True))
    assert ANSWERS[0] in shown(session(missed=True))
    assert session(missed=True, order="score").items[0].suggestions


def test_what_was_not_read_cannot_have_been_missed(session):
    assert shown(session(missed=True)) == []
