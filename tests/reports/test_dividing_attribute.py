"""An attribute that both the head of a text and its case have: a table's axis and a facet divide by the same one."""

import pytest

from coding.codebook.table_declaration import AxisDeclaration, TableDeclaration
from corpus.cases import Case
from reports.explore.facet import facet_of
from reports.tables.synthesis import synthesise

CASES = {"Nice": Case("Nice", (), {"mode": "phone"}), "Lyon": Case("Lyon", (), {"mode": "visit"})}


@pytest.fixture
def study(material, a_text):
    """Nice's text says `visit` where cases.csv says `phone`; it also speaks of Lyon."""
    texts = [a_text("a", case="Nice", mode="visit", season="winter"), a_text("b", case="Lyon")]
    codings = [("a", 0, 1, "staff", "Nice"), ("a", 2, 3, "staff", "Lyon"), ("b", 0, 1, "staff", "Nice")]
    return material(texts, codings, cases=CASES)


def by_axis(study, name):
    declared = TableDeclaration(
        "t", {"en": "T"}, AxisDeclaration("codes"), AxisDeclaration("attribute", (name,)), "count"
    )
    made = synthesise(declared, study)
    return {c.id: set(made.cells["staff", c.id].evidence.tolist()) for c in made.columns}


def by_facet(study, name):
    facet = facet_of(name, study)
    return {value: set((facet.numbers == number).nonzero()[0].tolist()) for number, value in enumerate(facet.values)}


def test_what_the_case_has_goes_before_what_one_text_says(study):
    about = {case: {at for at in range(3) if study.codings.case.at(at) == case} for case in ("Nice", "Lyon")}
    assert by_axis(study, "mode") == by_facet(study, "mode") == {"phone": about["Nice"], "visit": about["Lyon"]}


def test_what_texts_alone_say_divides_by_the_text(study):
    assert by_axis(study, "season") == by_facet(study, "season") == {"winter": {0, 1}}


def test_a_number_or_day_is_one_group_however_it_is_written(material, a_text):
    sizes = {"Nice": "22 000", "Lyon": "22000", "Brest": "-3", "Paris": "−3,0", "Rennes": ""}
    days = {"Nice": "2015-03-12", "Lyon": "12/03/2015", "Brest": "2016-01-01", "Paris": "", "Rennes": "1/1/2016"}
    cases = {case: Case(case, (), {"size": sizes[case], "signed": days[case]}) for case in sizes}
    codings = [("a", at, at + 1, "staff", case) for at, case in enumerate(cases)]
    made = material([a_text("a")], codings, cases=cases)
    assert by_axis(made, "size") == by_facet(made, "size") == {"-3": {2, 3}, "22 000": {0, 1}}
    assert by_axis(made, "signed") == by_facet(made, "signed") == {"2015-03-12": {0, 1}, "2016-01-01": {2, 4}}
