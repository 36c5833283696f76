"""Reading statements.yaml: what it may say, and every fault at its place."""

import pytest

from coding.codebook.file import load_codebook
from coding.statements.statements_file import read_statements
from corpus.attributes import Attribute
from corpus.cases import Case

BOOK = load_codebook("""\
codebook: {title: Essai, languages: [fr, en], cases: 3}
scales: {degree: [absent, mentioned, priority]}
codes:
  - id: aims
    label: Objectifs
    codes:
      - {id: jobs, label: Emploi, scale: degree}
      - {id: climate, label: Climat}
typologies:
  - {id: maturity, label: Maturité, classes: [{id: pioneer, label: Pionnière}, {id: late, label: Tardive}]}
""")
CASES = {
    "Nice": Case("Nice", ("Nice Côte d'Azur",), {"unit": "métropole"}),
    "Saint-Étienne": Case("Saint-Étienne", (), {"unit": "commune"}),
    "Lyon": Case("Lyon", (), {"unit": "métropole"}),
}
ATTRIBUTES = {"unit": Attribute("unit"), "case": Attribute("case")}


def read(source):
    return read_statements(source, BOOK, cases=CASES, attributes=ATTRIBUTES)


def faults(source):
    _, problems = read(source)
    return [f"{problem.place.removeprefix('statements.yaml:')} {problem.message}" for problem in problems]


def test_a_statement_with_everything_it_may_say():
    [statement], problems = read("""\
- id: Q07
  text: {fr: Seules deux villes…, en: Only two cities…}
  quantifier: only
  code: aims
  degree: priority
  value: 2016
  cases: [Nice Côte d'Azur, Saint-Étienne]
  number: 2
  where: unit!=région
  note: relu avec l'équipe
""")
    assert problems == ()
    assert (statement.id, statement.quantifier, statement.code) == ("Q07", "only", "aims")
    assert statement.text == {"fr": "Seules deux villes…", "en": "Only two cities…"}
    assert (statement.degree, statement.value, statement.number) == ("priority", "2016", 2)
    assert statement.cases == ("Nice", "Saint-Étienne")
    assert [condition.value for condition in statement.where] == ["région"]
    assert str(statement.mark) == "1:3"


def test_a_plain_text_is_in_the_codebooks_first_language_and_cases_are_compared_in_nfc():
    [statement], problems = read(
        "- {id: 1, text: La plupart, quantifier: all, class: maturity.late, except: Saint-E\u0301tienne}"
    )
    assert problems == ()
    assert (statement.id, statement.text, statement.group) == ("1", {"fr": "La plupart"}, "maturity.late")
    assert statement.exceptions == ("Saint-Étienne",)


def test_all_faults_are_told_at_once_with_line_and_column():
    told = faults("""\
- id: A
  quantifier: mots
  code: aims.jbs
  cases: [Nise, Lyon, Lyon]
- id: A
  quantifier: most
  class: maturity.pionner
  colour: red
- quantifier: most
  code: aims
  class: maturity.late
  number: many
  where: size>3
- just words
""")
    assert told == [
        "2:3 there is no quantifier 'mots'. Did you mean 'most'?",
        "3:3 The codebook has no code 'aims.jbs'. Did you mean 'aims.jobs'?",
        "4:11 the study has no case 'Nise'. Did you mean 'Nice'?",
        "4:23 Lyon is named twice. Keep one.",
        "5:3 the id 'A' is already taken (line 1).",
        "7:3 Typology maturity has no class 'pionner'. It has: pioneer, late.",
        "8:3 unknown key 'colour'. Choose from: id, text, quantifier, code, class, degree, exactly, value, cases, except, number, "
        "where, note.",
        "9:3 a statement needs an id of its own.",
        "9:3 a statement is about a `code` or a `class` (typology.class). Name one of them.",
        "12:3 number must be the number of cases that the statement counts, not 'many'.",
        "13:3 There is no attribute 'size'. Choose one of: unit, case.",
        "14:3 a statement is a mapping with the keys id, text, quantifier, code ….",
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("code: aims", "nothing is claimed"),
        ("quantifier: only, code: aims", "only which?"),
        ("quantifier: only, code: aims, cases: [Nice], number: 2", "names 1 cases but says only 2"),
        ("quantifier: none, code: aims, cases: [Nice]", "`none` takes neither cases nor a number"),
        ("quantifier: none, code: aims, except: [Nice]", "`none` takes neither cases nor a number"),
        ("quantifier: all, class: maturity.late, degree: priority", "a class has neither"),
        ("quantifier: all, code: aims, degree: absent", "Write `quantifier: none`"),
        ("quantifier: all, code: aims, degree: prioritary", "Did you mean 'priority'?"),
        ("quantifier: all, code: aims.climate, degree: priority", "aims.climate has no degree 'priority'"),
        ("quantifier: all, code: aims, cases: [Nice], except: [Nice]", "both as a case and as an exception"),
        ("quantifier: most, code: aims, cases: [Nice], where: unit=commune", "Nice does not meet the conditions"),
        ("quantifier: [most], code: aims", "quantifier must be one word or number"),
        ("quantifier: most, code: [aims], degree: priority", "code must be one word or number"),
        ("quantifier: most, code: aims, number: -1", "number must be the number of cases"),
        ("quantifier: most, code: aims, number: true", "number must be the number of cases"),
        ("quantifier: most, code: null", "code is empty"),
        ("quantifier: most, code: aims, text: [a]", "text is the sentence"),
        ("quantifier: most, code: aims, cases: {a: b}", "cases must be a list"),
        ("quantifier: most, code: aims, where: {a: b}", "where must be a condition"),
    ],
)
def test_what_does_not_go_together(said, told):
    statements, problems = read(f"- {{id: A, {said}}}")
    assert statements == ()
    assert told in " ".join(problem.message for problem in problems)


@pytest.mark.parametrize("source", ["", "[]", "id: A", "just words", "- id: [", "- a: 1\n  a: 2"])
def test_what_is_no_list_of_statements(source):
    statements, problems = read(source)
    assert statements == ()
    assert problems


def test_a_statement_with_a_fault_does_not_hide_the_others():
    statements, problems = read("- {id: A, quantifier: most, code: nowhere}\n- {id: B, quantifier: most, code: aims}\n")
    assert [statement.id for statement in statements] == ["B"]
    assert len(problems) == 1
