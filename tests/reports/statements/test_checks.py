"""Which cases bear a statement out: the same as the tables' cells, and what degree, value, class and conditions ask."""

import re
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook.quantifiers import Thresholds
from coding.records.replay import NO_EVIDENCE, NOT_CLASSIFIED, Classification, Unclassed
from corpus.attributes import Attribute, Condition
from corpus.place import Place
from reports.statement_fields import field_of
from reports.statements.lines import checked_json
from reports.statements.verdict_wording import why
from reports.tables.synthesis import synthesise
from tests.reports.statements.claims import BOOK, CASES, check, classed, material


def reason(checked, language="fr"):
    return re.sub(r"[\u00a0\u202f]", " ", why(checked, Thresholds(), language))


def test_codes_below_count_and_absence_is_told_apart_from_silence():
    made = material(
        [("aims.jobs", "Nice", "priority", None), ("aims.plan", "Lyon", None, None), ("aims", "Paris", "absent", None)]
    )
    found = check(made, "all", code="aims")
    assert found.findings.found == ("Nice", "Lyon")
    assert (found.findings.absent, found.findings.unread) == (("Paris",), ())
    assert found.judgement.verdict == "contradicted"
    assert [made.codings.code.at(p) for p in found.codings] == ["aims.plan", "aims.jobs"]
    assert [made.codings.case.at(p) for p in found.contrary] == ["Paris"]


def test_a_degree_asks_for_at_least_that_and_a_weaker_one_speaks_against():
    made = material(
        [
            ("aims.jobs", "Nice", "priority", None),
            ("aims.jobs", "Nice", "wanted", None),
            ("aims.jobs", "Lyon", "mentioned", None),
            ("aims.jobs", "Paris", None, None),
        ],
        read=("Nice", "Lyon"),
    )
    found = check(made, "only", code="aims", degree="priority", cases=("Nice", "Lyon")).findings
    assert (found.found, found.otherwise, found.unread) == (("Nice",), ("Lyon",), ("Paris", "Brest"))
    assert check(made, code="aims", degree="wanted").findings.found == ("Nice", "Lyon")


def test_exactly_a_degree_leaves_out_who_has_a_stronger_one():
    made = material(
        [
            ("aims.jobs", "Nice", "priority", None),
            ("aims.jobs", "Nice", "mentioned", None),
            ("aims.jobs", "Lyon", "mentioned", None),
            ("aims.jobs", "Paris", "wanted", None),
        ]
    )
    checked = check(made, code="aims", degree="mentioned", exactly=True)
    assert (checked.findings.found, checked.findings.otherwise) == (("Lyon",), ("Nice", "Paris"))
    assert check(made, code="aims", degree="mentioned").findings.found == ("Nice", "Lyon")
    subjects = [
        field_of(check(made, code="aims", **claimed), "code", made.codebook, "en")
        for claimed in ({"degree": "mentioned", "exactly": True}, {"degree": "mentioned"}, {"degree": "priority"})
    ]
    assert "no more" in subjects[0]
    assert "at least" in subjects[1]
    assert "at least" not in subjects[2]


def test_a_value_must_have_the_words_whole_and_in_their_order_whatever_capitals_and_accents():
    made = material(
        [
            ("aims.plan", "Nice", None, "Prévu pour 2016"),
            ("aims.plan", "Lyon", None, "2015"),
            ("aims.plan", "Paris", None, None),
        ]
    )
    found = check(made, code="aims.plan", value="PREVU 2016").findings
    assert (found.found, found.absent, found.otherwise) == (("Nice",), (), ())
    for other in ("prév", "01", "2016 prévu"):
        assert check(made, code="aims.plan", value=other).findings.found == ()
    assert check(made, code="aims.plan", value="2017").judgement.verdict == "no_evidence"


def test_a_class_holds_its_own_and_one_that_holds_it_says_neither_yes_nor_no():
    made = material(
        classifications=[classed("Nice", "internal"), classed("Lyon", "dedicated"), classed("Paris", "by_project")]
    )
    dedicated = check(made, group="organisation.dedicated").findings
    assert (dedicated.found, dedicated.otherwise, dedicated.inferred) == (("Nice", "Lyon"), ("Paris",), ())
    internal = check(made, group="organisation.internal")
    assert (internal.findings.found, internal.findings.otherwise) == (("Nice",), ("Paris",))
    assert [c.id for c in internal.classes] == ["Nice-internal-lead"]
    assert [c.id for c in internal.other_classes] == ["Paris-by_project-lead"]


def test_what_is_said_of_cases_without_a_class():
    made = material(
        classifications=[classed("Nice", "internal"), classed("Nice", "external", "anna")],
        unclassed=[
            Unclassed("u", "organisation", NOT_CLASSIFIED, "Lyon", "lead", "2024"),
            Unclassed("v", "organisation", NO_EVIDENCE, "Paris", "lead", "2024"),
        ],
    )
    found = check(made, group="organisation.internal").findings
    assert (found.disputed, found.otherwise, found.inferred) == (("Nice",), ("Lyon",), ())
    assert (found.found, found.unread) == ((), ())
    by_default = check(made, "most", group="organisation.by_project")
    assert by_default.findings.inferred == ("Brest",)
    assert by_default.findings.found == ()
    assert "1 cas n’y est que par défaut, sans extrait" in reason(by_default)


def test_a_case_in_dispute_is_neither_for_nor_against_and_not_unread():
    made = material(classifications=[classed("Nice", "internal"), classed("Nice", "by_project", "anna")], read=())
    checked = check(made, group="organisation.internal")
    found = checked.findings
    assert (found.found, found.otherwise, found.disputed) == ((), (), ("Nice",))
    assert found.unread == ("Lyon", "Paris", "Brest")
    assert checked.judgement.n == 0


def test_a_whole_typology_has_every_case_in_a_class_and_nothing_against_it():
    made = material(classifications=[classed("Nice", "internal"), classed("Lyon", "by_project")])
    checked = check(made, group="organisation")
    assert (checked.findings.found, checked.findings.otherwise) == (("Nice", "Lyon"), ())
    assert (len(checked.classes), checked.other_classes) == (2, ())


def test_the_codings_behind_a_verdict_are_those_for_it_and_those_against_it():
    made = material(
        [
            ("aims.jobs", "Nice", "priority", None),
            ("aims.jobs", "Nice", "absent", None),
            ("aims.jobs", "Lyon", "absent", None),
            ("aims.jobs", "Paris", "wanted", None),
            ("aims.plan", "Brest", None, None),
        ]
    )
    checked = check(made, code="aims", degree="mentioned")
    told = [
        [made.codings.case.at(at) for at in positions.tolist()] for positions in (checked.codings, checked.contrary)
    ]
    assert told == [["Nice"], ["Lyon", "Paris"]]
    assert (checked.findings.absent, checked.findings.otherwise) == (("Lyon",), ("Paris",))


def test_conditions_say_which_cases_a_statement_is_about():
    made = material(
        [("aims.jobs", "Nice", None, None), ("aims.jobs", "Lyon", None, None), ("aims.jobs", "Paris", None, None)]
    )
    where = (Condition(Attribute("unit"), "=", "métropole"),)
    found = check(made, "all", code="aims.jobs", where=where)
    assert (found.judgement.verdict, found.judgement.n, found.judgement.total) == ("borne_out", 2, 2)


def test_why_names_what_is_missing_what_is_against_and_what_is_unread():
    made = material(
        [("aims.jobs", "Nice", "priority", None), ("aims.jobs", "Lyon", "absent", None)], read=("Nice", "Lyon")
    )
    checked = check(made, "most", code="aims.jobs", cases=("Nice", "Paris"), number=2)
    assert checked.judgement.verdict == "not_borne_out"
    assert reason(checked) == (
        "1 cas sur 4 le montre ; « la plupart » en demande au moins 3 ; l’énoncé en compte 2 ; aucun appui pour Paris ; "
        "dit absent pour Lyon ; 2 cas ne sont pas encore lus en entier ; le verdict peut encore changer."
    )
    assert reason(checked, "en") == (
        "1 case out of 4 shows it; “most” requires at least 3; the statement counts 2; no support for Paris; said to be "
        "absent in Lyon; 2 cases have not been read in full yet; the verdict may still change."
    )


def test_only_two_says_who_else_and_that_reading_on_may_change_it():
    three = [("aims.jobs", case, "priority", None) for case in ("Nice", "Lyon", "Paris")]
    assert "trouvé aussi pour Paris" in reason(check(material(three), "only", code="aims", cases=("Nice", "Lyon")))
    unread = check(material(three[:2], read=()), "only", code="aims", cases=("Nice", "Lyon"))
    assert unread.judgement.verdict == "borne_out"
    assert "le verdict peut encore changer" in reason(unread)


def test_what_a_table_of_statements_shows():
    made = material([("aims.jobs", "Nice", "priority", None)])
    checked = check(made, "only", code="aims", degree="priority", value=None, cases=("Nice",))
    shown = {
        name: field_of(checked, name, BOOK, "fr")
        for name in ("statement", "quantifier", "code", "cases", "n", "verdict")
    }
    assert shown == {
        "statement": "seulement\u00a0: Objectifs (priorité)",
        "quantifier": "seulement",
        "code": "Objectifs (priorité)",
        "cases": "Nice",
        "n": "1/4",
        "verdict": "étayé",
    }


def test_the_json_of_a_verdict_has_its_entries():
    made = material([("aims.jobs", "Nice", "priority", None), ("aims.jobs", "Lyon", "absent", None)])
    line = checked_json(check(made, "all", code="aims"), made, Thresholds(), language="en")
    assert (line["verdict"], line["n"], line["N"], line["at_least"]) == ("contradicted", 1, 4, 4)
    assert (line["codings"], line["against"]) == ([f"{0:064}"], [f"{1:064}"])


codings = st.lists(
    st.tuples(
        st.sampled_from(["aims", "aims.jobs", "aims.plan"]),
        st.sampled_from(list(CASES)),
        st.sampled_from([None, "absent", "wanted", "priority"]),
        st.none(),
    ),
    max_size=12,
)


@given(codings, st.sampled_from(["aims", "aims.jobs"]), st.sets(st.sampled_from(list(CASES))))
def test_a_statement_sees_the_very_states_that_the_table_shows(given_codings, code, read):
    made = material(
        [(c, case, degree if c != "aims.plan" else None, v) for c, case, degree, v in given_codings], tuple(read)
    )
    cells = synthesise(BOOK.tables["degrees"], made).cells
    checked = check(made, "all", code=code)
    states = {
        state: tuple(case for case in CASES if cells[code, case].state == state)
        for state in ("coded", "absent", "unread")
    }
    assert (checked.findings.found, checked.findings.absent, checked.findings.unread) == tuple(states.values())
    shown = np.concatenate([np.zeros(0, np.int64), *(cells[code, case].evidence for case in states["coded"])])
    assert set(checked.codings.tolist()) <= set(shown.tolist())


def test_a_class_rests_on_no_codings_and_a_case_in_it_is_not_in_dispute():
    checked = check(material(classifications=[classed("Nice", "internal")]), group="organisation.internal")
    assert (checked.codings.tolist(), checked.contrary.tolist()) == ([], [])
    assert (checked.findings.found, checked.findings.disputed) == (("Nice",), ())


def test_all_that_speaks_against_a_class_together_is_still_against_it():
    """One coder gives each other class, and one says that none fits: nobody says it is internal."""
    others = [classed("Nice", "by_project"), classed("Nice", "external", "anna")]
    made = material(
        classifications=others, unclassed=[Unclassed("u", "organisation", NOT_CLASSIFIED, "Nice", "zoe", "2024")]
    )
    found = check(made, group="organisation.internal").findings
    assert (found.otherwise, found.disputed, found.found) == (("Nice",), (), ())


def test_a_class_of_the_same_name_in_another_typology_says_nothing():
    other = Classification("o", "size", "internal", "Nice", Place("nice", 0, 1, "x"), "lead", "2024")
    checked = check(material(classifications=[classed("Nice", "internal"), other]), group="organisation.internal")
    assert [c.id for c in checked.classes] == ["Nice-internal-lead"]


def test_what_says_neither_how_strongly_nor_that_it_is_absent_is_not_against_a_degree():
    made = material([("aims.jobs", "Nice", "wanted", None), ("aims.plan", "Nice", None, None)])
    checked = check(made, code="aims", degree="mentioned")
    assert checked.findings.otherwise == ("Nice",)
    assert [made.codings.code.at(at) for at in checked.contrary.tolist()] == ["aims.jobs"]


def test_the_weakest_degree_of_a_scale_without_absence_is_weaker_than_the_next():
    made = material([("budget", "Nice", "low", None), ("budget", "Lyon", "high", None)])
    found = check(made, code="budget", degree="high").findings
    assert (found.found, found.otherwise, found.absent) == (("Lyon",), ("Nice",), ())


def test_a_case_said_to_be_absent_is_known_though_its_text_is_not_read_to_the_end():
    found = check(material([("aims.jobs", "Nice", "absent", None)], read=()), "all", code="aims").findings
    assert (found.absent, found.unread) == (("Nice",), ("Lyon", "Paris", "Brest"))


def test_all_cases_are_those_that_the_codebook_declares_unless_a_condition_leaves_some():
    made = replace(material([("aims.jobs", "Nice", None, None)]), declared_cases=9)
    where = (Condition(Attribute("unit"), "=", "métropole"),)
    totals = [check(made, code="aims", **more).judgement.total for more in ({}, {"where": where})]
    assert totals == [9, 2]
