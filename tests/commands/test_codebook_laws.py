"""Whatever is done to codes in whatever order: the index is what the entries say, and undone it is all as before."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.codebook.edit import CannotEdit
from coding.records.replay import Coding, Rejection, replay
from corpus.problem import GloseError
from ledger.index import differences
from workbench.changing_codes import make, plan_merge, plan_move, plan_rename
from workbench.splitting import codings_of, plan_split, with_choices
from workbench.study import Study
from workbench.taking_back import take_back

pytestmark = pytest.mark.slow

ROWS = """\
text,quote,code,decision,degree
nice-entretien,faire venir des entreprises,objectives.attractiveness,code,strong
nice-entretien,attirer des entreprises,objectives.attractiveness,reject,
nice-entretien,"l'environnement, ce n'est pas une priorité",objectives.environment,code,absent
nice-entretien,Le travail en silos,challenges,code,
"""


@pytest.fixture
def decided(coded, once, glose, written):
    once(lambda: glose("decide", written("d.csv", ROWS), "--coder", "anna"))
    return coded


def held(study):
    records = [*study.ledger.codings(), *study.ledger.rejections()]
    return sorted(records, key=lambda record: record.id)


def acts(study, draw):
    """One change of codes, drawn from those that the codebook of the moment has."""
    codes = list(study.codebook.codes)
    code = draw(st.sampled_from(codes))
    kind = draw(st.sampled_from(["rename", "move", "merge", "split"]))
    if kind == "merge":
        return plan_merge(study, draw(st.lists(st.sampled_from(codes), min_size=1, max_size=2)), code)
    if kind == "split":
        change = plan_split(study, code, draw(st.lists(st.sampled_from(codes), min_size=2, max_size=3)))
        targets = {one.id: draw(st.sampled_from(change.into)) for one in codings_of(study, code) if draw(st.booleans())}
        return with_choices(study, change, targets)
    if kind == "rename":
        own = draw(st.sampled_from(["a", "b", "goals", "means"]))
        parent = code.rpartition(".")[0]
        return plan_rename(study, code, f"{parent}.{own}" if parent else own)
    return plan_move(study, code, draw(st.sampled_from([None, *codes])))


@settings(max_examples=12)
@given(st.data())
def test_changes_undone_give_back_codings_and_file(decided, data):
    with Study.open(decided) as study:
        before, file = held(study), (decided / "codebook.yaml").read_bytes()
        made = 0
        for _ in range(data.draw(st.integers(1, 4))):
            with suppress(GloseError):  # what the file or the codes do not allow
                make(study, acts(study, data.draw), coder="lead", reason="essai")
                made += 1
                assert {record.code for record in held(study)} <= set(study.codebook.codes)
        entries = list(study.ledger.entries())
        whole = replay(entries)
        with study.ledger.engine.connect() as connection:
            assert list(differences(connection, whole)) == []
        mixed = random.Random(data.draw(st.integers(0, 99))).sample(entries, len(entries))
        assert replay(mixed) == whole, "ledgers that were joined have their entries in another order"
        if made:
            take_back(study, made, coder="lead")
        assert held(study) == before
        assert (decided / "codebook.yaml").read_bytes() == file
        assert all(isinstance(record, Coding | Rejection) for record in held(study))


def test_what_the_file_does_not_allow_changes_nothing(decided):
    with Study.open(decided) as study, pytest.raises(CannotEdit):
        make(study, plan_move(study, "objectives", "objectives.environment"), coder="lead", reason="essai")
