"""Verdicts on statements: one row an example, then what must hold of all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook.quantifiers import QUANTIFIERS, Thresholds
from coding.statements.statement import Statement
from coding.statements.statement_check import CaseFindings, judge

TEN = tuple("ABCDEFGHIJ")
BOUNDS = Thresholds()


def claim(quantifier, cases="", **said):
    return Statement("S", {}, quantifier, code="c", cases=tuple(cases), **said)


def held(found="", *, total=10, cases=TEN, **kinds):
    return CaseFindings(tuple(cases), total, tuple(found), **{kind: tuple(those) for kind, those in kinds.items()})


EXAMPLES = [
    # claimed                                 held                                          verdict
    (claim("all"), held("ABCDEFGHIJ"), "borne_out"),
    (claim("all"), held("ABCDEFGHI"), "not_borne_out"),
    (claim("all"), held("ABCDEFGHI", absent="J"), "contradicted"),
    (claim("all"), held("ABCDEFGHI", otherwise="J"), "contradicted"),
    (claim("all"), held("ABCDEFGHI", disputed="J"), "not_borne_out"),
    (claim("all"), held(), "no_evidence"),
    (claim("all"), held(absent="J"), "contradicted"),
    (claim("all"), held(unread="ABC"), "no_evidence"),
    (claim("all", exceptions=("J",)), held("ABCDEFGHI"), "borne_out"),
    (claim("all", exceptions=("J",)), held("ABCDEFGHI", absent="J"), "borne_out"),
    (claim("all", exceptions=("J",)), held("ABCDEFGHIJ"), "contradicted"),
    (claim("all", exceptions=("J",)), held("ABCDEFGH"), "not_borne_out"),
    (claim("nearly_all"), held("ABCDEFGHI"), "borne_out"),
    (claim("nearly_all"), held("ABCDEFGHIJ"), "borne_out"),
    (claim("nearly_all"), held("ABCDEFGH", absent="I"), "not_borne_out"),
    (claim("nearly_all"), held("ABCDEFGH", absent="IJ"), "contradicted"),
    (claim("most"), held("ABCDEF"), "borne_out"),
    (claim("most"), held("ABCDE"), "not_borne_out"),
    (claim("most"), held("ABCDE", absent="FGHI"), "not_borne_out"),
    (claim("most"), held("ABCDE", absent="FGH", otherwise="IJ"), "contradicted"),
    (claim("most", exceptions=("A",)), held("ABCDEF"), "contradicted"),
    (claim("several"), held("ABC"), "borne_out"),
    (claim("several"), held("ABCDEFGHIJ"), "borne_out"),
    (claim("several"), held("AB"), "not_borne_out"),
    (claim("several", "ABC"), held("ABD"), "not_borne_out"),
    (claim("several", "ABC"), held("ABDE", absent="C"), "contradicted"),
    (claim("several"), held("AB", absent="CDEFGHIJ"), "contradicted"),
    (claim("few"), held("A"), "borne_out"),
    (claim("few"), held("AB"), "borne_out"),
    (claim("few"), held("ABC"), "contradicted"),
    (claim("few"), held(), "no_evidence"),
    (claim("few"), held(absent="A"), "not_borne_out"),
    (claim("only", "AB"), held("AB"), "borne_out"),
    (claim("only", "AB"), held("AB", otherwise="CDE"), "borne_out"),
    (claim("only", "AB"), held("A"), "not_borne_out"),
    (claim("only", "AB"), held("ABC"), "contradicted"),
    (claim("only", "AB"), held("C"), "contradicted"),
    (claim("only", "AB"), held("A", absent="B"), "contradicted"),
    (claim("only", "AB"), held(), "no_evidence"),
    (claim("only", number=2), held("CD"), "borne_out"),
    (claim("only", number=2), held("C"), "not_borne_out"),
    (claim("only", number=2), held("CDE"), "contradicted"),
    (claim("none"), held(), "borne_out"),
    (claim("none"), held(absent="AB"), "borne_out"),
    (claim("none"), held(unread="AB"), "not_borne_out"),
    (claim("none"), held(unread=TEN), "no_evidence"),
    (claim("none"), held("A"), "contradicted"),
    (claim("none"), held(disputed="A"), "not_borne_out"),
    (claim("none"), held(total=12), "not_borne_out"),
    (claim(None, "AB"), held("ABC"), "borne_out"),
    (claim(None, "AB"), held("AC"), "not_borne_out"),
    (claim(None, number=4), held("ABCD"), "borne_out"),
    (claim(None, number=4), held("ABCDE"), "contradicted"),
    (claim(None, number=4), held("ABC"), "not_borne_out"),
    (claim(None, number=4), held("AB", absent="CDEFGHIJ"), "contradicted"),
]


@pytest.mark.parametrize(("statement", "findings", "verdict"), EXAMPLES)
def test_the_verdict(statement, findings, verdict):
    assert judge(statement, findings, BOUNDS).verdict == verdict


def test_every_verdict_is_given_on_every_quantifier_that_can_have_it():
    met = {(statement.quantifier, verdict) for statement, _, verdict in EXAMPLES}
    assert {quantifier for quantifier, _ in met} == {*QUANTIFIERS, None}
    assert {verdict for _, verdict in met} == {"borne_out", "not_borne_out", "no_evidence", "contradicted"}


def test_the_numbers_behind_a_verdict():
    judged = judge(claim("most", "AZ", exceptions=("B",)), held("ACD", cases=(*TEN, "Z"), total=11), BOUNDS)
    assert (judged.n, judged.total, judged.at_least) == (3, 11, 6)
    assert (judged.missing, judged.others) == (("Z",), ("C", "D"))


def test_all_but_some_is_counted_over_the_others():
    judged = judge(claim("all", exceptions=("I", "J")), held("ABCDEFGH"), BOUNDS)
    assert (judged.n, judged.total, judged.at_least) == (8, 8, 8)


def test_fourteen_declared_and_fifteen_listed():
    listed = tuple("ABCDEFGHIJKLMNO")
    judged = judge(claim("all"), held(listed[:14], total=14, cases=listed, absent="O"), BOUNDS)
    assert judged.verdict == "contradicted"
    assert judge(claim("all"), held(listed[:14], total=14, cases=listed), BOUNDS).verdict == "borne_out"


states = st.lists(
    st.sampled_from(["found", "absent", "otherwise", "disputed", "unread", "read"]), min_size=10, max_size=10
)
cases = st.sets(st.sampled_from(TEN), max_size=4).map(sorted).map(tuple)
claims = st.builds(
    Statement,
    id=st.just("S"),
    text=st.just({}),
    quantifier=st.sampled_from([*QUANTIFIERS, None]),
    code=st.just("c"),
    cases=cases,
    exceptions=cases,
    number=st.none() | st.integers(0, 10),
)


def findings(of):
    kinds = ("found", "absent", "otherwise", "disputed", "unread")
    return CaseFindings(TEN, 10, **{k: tuple(c for c, state in zip(TEN, of, strict=True) if state == k) for k in kinds})


@given(claims, states)
def test_no_evidence_means_that_no_coding_bears_on_it(statement, of):
    judged = judge(statement, findings(of), BOUNDS)
    if judged.verdict == "no_evidence":
        assert not {"found", "absent", "otherwise", "disputed"} & set(of) or statement.quantifier == "none"
        assert judged.n == 0
    if judged.verdict == "borne_out":
        assert statement.quantifier is None or BOUNDS.holds(statement.quantifier, judged.n, judged.total)
        assert judged.missing == ()


@given(claims, states, st.sampled_from(["found", "read"]))
def test_what_is_contradicted_stays_so_whatever_is_still_read_and_coded(statement, of, becomes):
    """Reading on turns silence into codings; only a change of mind could save the statement."""
    if judge(statement, findings(of), BOUNDS).verdict == "contradicted":
        later = [becomes if state in ("unread", "read") else state for state in of]
        assert judge(statement, findings(later), BOUNDS).verdict == "contradicted"


@given(claims, states, st.integers(0, 9))
def test_what_counts_upward_stays_borne_out_when_one_more_case_is_found(statement, of, at):
    statement = replace(statement, number=None, exceptions=())
    upward = statement.quantifier in ("all", "nearly_all", "most", "several", None)
    if upward and judge(statement, findings(of), BOUNDS).verdict == "borne_out":
        of[at] = "found"
        assert judge(statement, findings(of), BOUNDS).verdict == "borne_out"


@given(claims, states, st.integers(0, 9))
def test_a_new_coding_never_leaves_a_statement_without_evidence(statement, of, at):
    of[at] = "found"
    assert judge(statement, findings(of), BOUNDS).verdict != "no_evidence"


@given(claims, states)
def test_what_is_not_contradicted_can_still_come_true(statement, of):
    """Not borne out is no refutation: some way of reading on bears it out, unless coders are at odds."""
    statement = replace(statement, exceptions=tuple(e for e in statement.exceptions if e not in statement.cases))
    judged = judge(statement, findings(of), BOUNDS)
    simple = statement.number is None and statement.quantifier in ("all", "nearly_all", "most", "several")
    if simple and judged.verdict in ("not_borne_out", "no_evidence"):
        best = [
            "found" if state in ("unread", "read", "disputed") and case not in statement.exceptions else state
            for case, state in zip(TEN, of, strict=True)
        ]
        assert judge(statement, findings(best), BOUNDS).verdict == "borne_out"
