"""Proposing and choosing the class of a case: rules, like cases, and classes that exclude each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.classing.choice import AlreadyClassed, Choice, NoQuote, agreed_class, decided_classes, pending_choice
from coding.classing.neighbours import CaseProfiles, nearest_classes
from coding.classing.proposing import outcome, propose
from coding.classing.rules import verdicts
from coding.codebook.file import load_codebook, read_codebook
from coding.codebook.model import UnknownCode
from coding.records.columns import columns_of
from coding.records.replay import Classification, Coding, Unclassed
from corpus.place import Place
from wording.spelling import has_words

BOOK = """\
scales: {degree: [absent, wanted, strong]}
codes:
  - {id: start, label: Début}
  - {id: trial, label: Essai, codes: [{id: field, label: Terrain}]}
  - {id: plan, label: Plan, scale: degree}
  - {id: form, label: Forme}
  - {id: staff, label: Effectif}
typologies:
  - id: maturity
    label: Maturité
    classes:
      - {id: pioneer, label: Pionnière, when: [start, {code: trial, weight: 3}], unless: [{code: plan, degree: absent}]}
      - {id: late, label: Tardive, when: [{code: plan, degree: wanted}]}
  - id: organisation
    label: Organisation
    classes:
      - {id: project, label: Par projet, when: [staff]}
      - id: dedicated
        label: Dédiée
        when: form
        classes:
          - {id: inside, label: Interne, when: [{code: form, value: [mission, centre]}]}
          - {id: outside, label: Externe, when: [{code: form, value: SEM}]}
"""
CODEBOOK = load_codebook(BOOK)
MATURITY, ORGANISATION = CODEBOOK.typologies.values()


def coding(case, code, degree=None, value=None, *, at=0):
    """A coding of ten characters somewhere in the one text of the case."""
    name = f"{case}-{code}-{at}"
    place = Place(f"{case}-entretien", at, at + 10, "dix lettres"[:10])
    return Coding(name, place, code, case, degree, "lead", "2026-01-01T00:00:00.000000Z", value=value)


def judged(*codings, typology=MATURITY):
    found = verdicts(typology, CODEBOOK, columns_of(codings))
    return {case: [(v.class_id, round(v.score, 4)) for v in best] for case, best in found.items()}


def test_the_score_is_the_share_of_the_weights_that_hold():
    # trial counts 3 of 4; a code below it bears it out as well
    assert judged(coding("Nice", "trial.field")) == {"Nice": [("pioneer", 0.75)]}
    assert judged(coding("Nice", "trial"), coding("Nice", "start")) == {"Nice": [("pioneer", 1.0)]}
    # against: 3 - 1 of 4
    assert judged(coding("Nice", "trial"), coding("Nice", "plan", "absent")) == {"Nice": [("pioneer", 0.5)]}


def test_what_speaks_against_a_class_can_outweigh_what_speaks_for_it():
    assert judged(coding("Nice", "start"), coding("Nice", "plan", "absent")) == {}


@pytest.mark.parametrize(("degree", "proposed"), [("absent", False), ("wanted", True), ("strong", True), (None, False)])
def test_a_degree_is_the_least_that_is_enough(degree, proposed):
    assert bool(judged(coding("Lyon", "plan", degree))) is proposed


def test_a_value_must_hold_the_words_asked_for():
    found = judged(
        coding("Nice", "form", value="Centre d'Excellence, 2013"),
        coding("Lyon", "form", value="SEM"),
        coding("Brest", "form", value="démission"),
        typology=ORGANISATION,
    )
    assert found == {"Nice": [("inside", 1.0)], "Lyon": [("outside", 1.0)], "Brest": [("dedicated", 1.0)]}


def test_words_are_whole_and_accents_aside():
    assert has_words("Deuxième plan en cours", "deuxieme PLAN")
    assert not has_words("planification", "plan")
    assert not has_words("plan, deuxième", "deuxième plan")


def test_the_deepest_class_that_holds_is_proposed_and_its_parent_is_not():
    found = judged(coding("Nice", "form", value="mission"), coding("Nice", "staff"), typology=ORGANISATION)
    assert found == {"Nice": [("project", 1.0), ("inside", 1.0)]}


def test_the_evidence_is_every_coding_that_bears_a_sign_out_numbered_by_place():
    codings = [coding("Nice", "start", at=20), coding("Nice", "trial", at=0), coding("Nice", "trial.field", at=20)]
    proposed = propose(MATURITY, CODEBOOK, columns_of(codings), {})["Nice"]
    [proposal] = proposed.proposals
    assert proposal.numbers == (1, 2)
    assert [len(places) for places in proposed.places] == [2, 1]  # two codings at 20, one at 0


PROFILES = [
    *(coding("Nice", code) for code in ("start", "trial", "form")),
    *(coding("Lyon", code) for code in ("start", "trial")),
    *(coding("Brest", code) for code in ("start", "staff")),
    coding("Paris", "plan", "absent"),
]


def test_likeness_is_jaccards_share_of_common_codes():
    alike = CaseProfiles(columns_of(PROFILES)).likeness("Nice")
    assert alike == {"Lyon": pytest.approx(2 / 3), "Brest": pytest.approx(1 / 4), "Paris": 0.0}


def test_the_nearest_classified_cases_vote_and_a_case_never_votes_for_itself():
    profiles = CaseProfiles(columns_of(PROFILES))
    classes = {"Nice": "late", "Lyon": "pioneer", "Brest": "late", "Paris": "late"}
    first, second = nearest_classes("Nice", profiles, classes)
    assert (first.class_id, first.cases) == ("pioneer", (("Lyon", pytest.approx(2 / 3)),))
    assert first.codes == ("trial", "start")  # the rarer first
    assert [case for case, _ in second.cases] == ["Brest"]


def test_a_second_opinion_joins_the_rules_and_comes_after_them():
    classes = {"Lyon": "pioneer", "Brest": "late"}
    found = propose(MATURITY, CODEBOOK, columns_of(PROFILES), classes)
    [joined] = found["Nice"].proposals
    assert joined.class_id == "pioneer"
    assert joined.verdict.score == 1.0
    assert [case for case, _ in joined.likeness.cases] == ["Lyon"]
    assert outcome(found["Nice"].proposals, "late", by="rules") == "other"
    assert outcome((), "late", by="rules") == "none"


def test_an_absence_is_a_coding_from_which_nothing_is_proposed():
    proposed = propose(MATURITY, CODEBOOK, columns_of(PROFILES), {})
    assert proposed["Paris"].proposals == ()
    assert proposed["Paris"].coded


SIGNS = st.sampled_from(["start", "trial", "trial.field", "plan", "form"])
CODINGS = st.lists(
    st.builds(coding, st.sampled_from(["Nice", "Lyon"]), SIGNS, st.sampled_from([None, "absent", "wanted", "strong"])),
    max_size=8,
)


@given(CODINGS, st.randoms())
def test_a_score_is_a_share_whatever_the_order_of_codings(codings, random):
    found = judged(*codings)
    assert all(0 < score <= 1 for best in found.values() for _, score in best)
    shuffled = list(codings)
    random.shuffle(shuffled)
    assert judged(*shuffled) == found


@given(CODINGS, st.sampled_from(["start", "trial"]))
def test_one_more_coding_that_speaks_for_a_class_never_lowers_its_score(codings, code):
    before = dict(judged(*codings).get("Nice", []))
    after = dict(judged(*codings, coding("Nice", code, at=90)).get("Nice", []))
    assert after.get("pioneer", 0) >= before.get("pioneer", 0)


HERE = Place("nice-entretien", 0, 3, "ici")
HELD = Classification("a1", "maturity", "pioneer", "Nice", HERE, "lead", "2026-01-01T00:00:00.000000Z")
NONE = Unclassed("a2", "maturity", "not_classified", "Nice", "anna", "2026-01-01T00:00:00.000000Z")


def drafts(class_id, mine=(), *, places=(HERE,), instead=False):
    choice = Choice(MATURITY, "Nice", class_id, places)
    return [(d.kind, getattr(d, "class_id", None)) for d in pending_choice(choice, mine, revision="r", instead=instead)]


def test_a_choice_is_one_entry_a_quote_and_nothing_is_said_twice():
    there = Place("nice-entretien", 9, 12, "là ")
    assert drafts("pioneer", places=(HERE, there, HERE)) == [("classify", "pioneer")] * 2
    assert drafts("pioneer", [HELD]) == []
    assert drafts("pioneer", [HELD], places=(HERE, there)) == [("classify", "pioneer")]
    assert drafts("not_classified", [NONE], places=()) == []


def test_another_class_is_refused_until_it_is_put_instead():
    with pytest.raises(
        AlreadyClassed, match=r"lead has put Nice into maturity.pioneer on 1 quote.*--instead.*--retract"
    ):
        drafts("late", [HELD])
    assert drafts("late", [HELD], instead=True) == [("retract", None), ("classify", "late")]
    assert drafts("no_evidence", [HELD], places=(), instead=True) == [("retract", None), ("classify", "no_evidence")]


def test_a_class_needs_a_quote_and_must_be_one_of_the_typology():
    with pytest.raises(NoQuote, match="--on"):
        drafts("late", places=())
    with pytest.raises(UnknownCode, match="pioneer, late"):
        drafts("early")


def test_coders_agree_where_all_who_spoke_gave_one_class():
    both = decided_classes([HELD, NONE])["maturity", "Nice"]
    assert [(one.coder, one.class_id) for one in both] == [("anna", "not_classified"), ("lead", "pioneer")]
    assert agreed_class(both) is None
    assert agreed_class(both[1:]) == "pioneer"
    assert agreed_class(both[:1]) is None


@pytest.mark.parametrize(
    ("classes", "told"),
    [
        ("[{id: a, label: A}, {id: a, label: B}]", "the class 'a' is defined twice in maturity."),
        ("[{id: no_evidence, label: A}]", "'no_evidence' is reserved for cases in no class"),
        ("[{id: a, label: A}]\n    default: b", "default: 'b' is not a class of maturity."),
        (
            "[{id: a, label: A}]\n  - {id: start, label: S, classes: [{id: a, label: A}]}",
            "the id 'start' is already taken",
        ),
    ],
)
def test_faults_between_classes_are_told(classes, told):
    source = (
        f"codes: [{{id: start, label: Début}}]\ntypologies:\n  - id: maturity\n    label: M\n    classes: {classes}\n"
    )
    codebook, [problem] = read_codebook(source)
    assert codebook is None
    assert told in problem.message


@pytest.mark.parametrize(
    ("written", "at", "told"),
    [
        ("when: [begin]", "begin", "the codebook has no code 'begin'."),
        ("when: begin", "when", "the codebook has no code 'begin'."),
        ("when: [{code: start, degree: strong}]", "degree", "'strong' is not a degree of start. It has no scale."),
        (
            "when: [{code: plan, degree: huge}]",
            "degree",
            "'huge' is not a degree of plan. Choose one of: absent, strong.",
        ),
        ("unless: [start]", "unless", "`unless` without `when` has nothing to rule out. Give the class a `when`."),
        (
            "when: [{code: start, wieght: 2}]",
            "wieght",
            "unknown key 'wieght'. Remove it; docs/codebook.md lists the keys",
        ),
        ("when: [{code: start, weight: 0}]", "weight", "weight: must be more than 0."),
    ],
)
def test_faults_of_the_rules_are_told_with_line_and_column(written, at, told):
    classes = f"    classes: [{{id: a, label: A, {written}}}]"
    source = f"""\
scales: {{degree: [absent, strong]}}
codes: [{{id: start, label: Début}}, {{id: plan, label: Plan, scale: degree}}]
typologies:
  - id: maturity
    label: Maturité
{classes}
"""
    codebook, [problem] = read_codebook(source)
    assert codebook is None
    assert str(problem).startswith(f"codebook.yaml:6:{classes.index(at) + 1}: {told}")
