"""A comparison that is kept and made again in some texts is the one that would be made of all of them."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.deciding.decision import Decision
from coding.deciding.pending import pending_coding, pending_reading, pending_rejection
from coding.deciding.retraction import pending_retraction
from corpus.place import Place
from workbench.acts import undo_entries
from workbench.adjudicating import Adjudicating, disputes
from workbench.consensus import Comparison, comparison
from workbench.study import Study

CODERS = ("anna", "basile", "chloe")
SHORT = "Enquêteur : Que fait la ville ?\n\nMaire : La ville attire des entreprises. Le reste attend, faute de temps.\n"
STEPS = ("code", "code", "code", "read", "read", "reject", "retract", "settle", "settle", "postpone", "agreed", "undo")


@pytest.fixture
def three(coded, written, glose):
    """The study with three texts, in an order that is not that of their names."""
    for name in ("zoe", "albi"):
        glose("add", written(f"{name}.txt", SHORT.replace("La ville", name)))
    return coded


def step(study: Study, chance: random.Random, coder: str) -> None:
    """Somebody does something, where there is something to do it on."""
    act, text = chance.choice(STEPS), study.texts[chance.choice(list(study.texts))]
    passage = chance.choice(text.passages)
    start = chance.randrange(passage.start, passage.end)
    end = min(chance.randrange(start + 1, start + 40), len(text.content))
    place = Place(text.id, start, end, text.content[start:end])
    code = chance.choice(list(study.codebook.codes)[:3])
    if act == "code":
        made = pending_coding(place, code, case=None, degree=None, memo="", revision=study.revision)
        study.ledger.append(coder, [made])
    elif act == "read":
        study.ledger.append(coder, [pending_reading(text.id, 0, len(text.content), revision=study.revision)])
    elif act == "reject":
        study.ledger.append(coder, [pending_rejection(place, code, reason="", revision=study.revision)])
    elif act == "retract":
        mine = [one.id for one in study.ledger.codings() if one.coder == coder]
        given = [pending_retraction(one, Decision(decision="retract", text="")) for one in mine[:1]]
        study.ledger.append(coder, given)
    elif act == "undo":
        done = [one for one in study.ledger.current("adjudicate") if one.coder == coder]
        if done:
            undo_entries(study, [chance.choice(done)], coder)
    else:
        settle(study, chance, coder, act)


def settle(study: Study, chance: random.Random, coder: str, act: str) -> None:
    compared = comparison(study)
    session = Adjudicating(study, coder, compared, disputes(study, compared))
    if act == "agreed":
        session.take_agreed()
    elif session.items:
        session.position = chance.randrange(len(session.items))
        outcome = "postpone" if act == "postpone" else chance.choice(["both", "neither", "take"])
        took = chance.choice(session.items[session.position].coders) if outcome == "take" else ""
        assert session.settle(outcome, outcome, take=took), session.message


def told(study: Study, compared: Comparison) -> tuple[object, ...]:
    """All that a comparison says, with ids for codings."""
    ids = compared.found.columns.id
    open_ones = disputes(study, compared)
    return (
        compared.found.columns.ids.tolist(),
        [[ids(at) for at in one.positions] + list(one.coders) for one in compared.found.agreed],
        [
            (d.text, d.first, d.last, d.code, d.kind, d.common, {c: list(map(ids, p)) for c, p in d.said.items()})
            for d in compared.found.differences
        ],
        [(one.text.id, one.first, one.last, one.put_off, list(map(ids, one.positions))) for one in open_ones],
        [list(map(ids, one.positions)) for one in disputes(study, compared, texts={"zoe"})],
        compared.stands.columns.ids.tolist(),
        compared.stands.contested.ids.tolist(),
        dict(compared.stands.moved),
        [[ids(at) for at in one.positions] for one in compared.agreed_to_take()],
    )


@settings(max_examples=settings().max_examples // 10, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_after_any_decisions_it_is_the_one_made_from_scratch(three, seed):
    chance = random.Random(seed)
    with Study.open(three) as kept:
        for _ in range(12):
            step(kept, chance, chance.choice(CODERS))
            again = told(kept, comparison(kept))
            with Study.open(three) as fresh:
                assert again == told(fresh, comparison(fresh))


def test_only_the_text_in_which_something_was_said_is_compared_again(three, monkeypatch):
    """Two differ in every text; then one of them codes once more in one."""
    from coding.quality.consensus import compared_again

    seen: list[set[str]] = []
    whole = compared_again.compared

    def watched(texts, coders, said):
        seen.append(set(texts))
        return whole(texts, coders, said)

    monkeypatch.setattr(compared_again, "compared", watched)
    with Study.open(three) as study:
        codes = list(study.codebook.codes)
        for coder in ("anna", "basile"):
            for text in study.texts.values():
                start = text.passages[0].start
                end = start + (4 if coder == "anna" else 12)
                place = Place(text.id, start, end, text.content[start:end])
                made = pending_coding(place, codes[0], case=None, degree=None, memo="", revision=study.revision)
                read = pending_reading(text.id, 0, len(text.content), revision=study.revision)
                study.ledger.append(coder, [made, read])
        before = comparison(study)
        assert len({one.text for one in before.found.differences}) == 3
        albi = study.texts["albi"]
        place = Place("albi", 20, 30, albi.content[20:30])
        made = pending_coding(place, codes[1], case=None, degree=None, memo="", revision=study.revision)
        study.ledger.append("anna", [made])
        after = comparison(study)
        assert seen == [{"albi"}]
        assert not np.array_equal(after.found.columns.ids, before.found.columns.ids)
        assert comparison(study) is after
