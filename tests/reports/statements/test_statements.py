"""The sentences of tables, in both languages, and what they rest on."""

import re
from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook
from coding.codebook.quantifiers import Thresholds
from coding.records.columns import columns_of
from coding.records.replay import NO_EVIDENCE, Classification, Coding, Reading, Unclassed
from corpus.attributes import Attribute
from corpus.cases import Case
from corpus.place import Place
from corpus.text import Passage, Text
from reports.statements.statements import statements_of
from reports.study_material import StudyMaterial, kept_in_memory
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table

BOOK = """\
codebook: {title: Essai, languages: [fr, en], cases: 5}
scales: {degree: [absent, mentioned, priority]}
codes:
  - id: aims
    label: {fr: Objectifs, en: Aims}
    scale: degree
    codes:
      - {id: jobs, label: {fr: Emploi, en: Jobs}, scale: degree}
      - {id: climate, label: {fr: Climat, en: Climate}, scale: degree}
      - {id: image, label: {fr: Image, en: Image}}
      - {id: start, label: {fr: Début, en: Start}}
typologies:
  - id: maturity
    label: {fr: Maturité, en: Maturity}
    classes:
      - {id: pioneer, label: {fr: Pionnière, en: Pioneer}}
      - {id: late, label: {fr: Tardive, en: Late}, classes: [{id: very_late, label: {fr: Très tardive, en: Very late}}]}
  - id: openness
    label: {fr: Ouverture, en: Openness}
    default: internal
    classes: [{id: internal, label: Interne}, {id: open, label: Ouverte}]
tables:
  - {id: degrees, rows: aims, columns: cases, cell: degree}
  - {id: mentions, rows: aims, columns: cases}
  - {id: turned, rows: cases, columns: aims}
  - {id: values, rows: aims.start, columns: cases, cell: value}
  - {id: by_unit, rows: aims, columns: unit, cell: count}
  - {id: by_text, rows: aims, columns: texts}
  - {id: by_kind, rows: aims, columns: kind}
  - {id: metropoles, rows: aims, columns: cases, where: unit=métropole}
  - {id: maturity, rows: maturity, columns: cases, cell: class}
  - {id: openness, rows: openness, columns: cases, cell: class}
  - {id: interviews, rows: interviews, columns: [case, mode, date]}
  - {id: cases, rows: cases, columns: [unit]}
  - {id: by_coder, rows: aims, columns: coders}
  - {id: given, rows: {values: aims}, columns: [code, value]}
"""
UNITS = {"Nice": "métropole", "Lyon": "métropole", "Paris": "commune", "Brest": "commune", "Rennes": "commune"}
DATES = {
    "Nice": "2015-12-08",
    "Lyon": "2016-03-30",
    "Paris": "2015-11-18",
    "Brest": "2015-12-22",
    "Rennes": "2015-11-19",
}


def text(case):
    head = {"date": DATES[case], "mode": "téléphone" if case in ("Nice", "Lyon", "Brest") else "Barcelone"}
    kind = "document" if case == "Rennes" else "interview"
    passages = (Passage(1, 0, 10),)
    return Text(case.lower(), kind, "x" * 10, "fr", case, "f.txt", "0", passages=passages, metadata=head)


def coding(number, code, case, degree=None, value=None):
    return Coding(f"{number:064}", Place(case.lower(), 0, 1, "x"), code, case, degree, "lead", "2024", value=value)


CODED = [
    ("aims.jobs", "Nice", "priority"),
    ("aims.jobs", "Lyon", "priority"),
    ("aims.jobs", "Paris", "mentioned"),
    ("aims.climate", "Nice", "mentioned"),
    ("aims.climate", "Brest", "absent"),
    ("aims.image", "Nice", None),
    ("aims.start", "Nice", None, "2013"),
    ("aims.start", "Lyon", None, "2013"),
    ("aims.start", "Paris", None, "2015"),
]


def material(coded=CODED, *, read=("Nice", "Lyon", "Paris", "Brest"), language="fr", **more):
    codings = [coding(number, *said) for number, said in enumerate(coded)]
    return StudyMaterial(
        codebook=load_codebook(BOOK),
        cases={case: Case(case, (), {"unit": unit}) for case, unit in UNITS.items()},
        texts={case.lower(): text(case) for case in UNITS},
        codings=columns_of(codings),
        by_id=kept_in_memory(codings),
        readings=[Reading(case, case.lower(), 0, 10, "lead", "2024") for case in read],
        coders=("lead",),
        language=language,
        attributes={"unit": Attribute("unit", "category", ("métropole", "commune"))},
        declared_cases=5,
        **more,
    )


def sentences(table, made=None, language="fr"):
    made = made or material(language=language)
    declared = made.codebook.tables[table]
    return statements_of(synthesise(declared, made), made, Thresholds(), language)


def said(table, made=None, language="fr", **wanted):
    """The sentences in plain spaces, those with the wanted row and kind only."""
    found = [s for s in sentences(table, made, language) if all(getattr(s, k) == v for k, v in wanted.items())]
    return [re.sub(r"[\u00a0\u202f]", " ", sentence.text) for sentence in found]


def test_who_has_a_theme_who_is_said_not_to_and_who_is_not_read():
    assert said("mentions", kind="theme") == [
        "Plus de la moitié des cas (3/5) abordent « Objectifs » : Nice, Lyon et Paris ; dit absent dans 1 cas (Brest) ; "
        "1 cas n’est pas encore lu en entier (Rennes).",
        "Plus de la moitié des cas (3/5) abordent « Emploi » : Nice, Lyon et Paris ; 1 cas n’est pas encore lu en entier "
        "(Rennes).",
        "Un des 4 cas lus jusqu’ici aborde « Climat » : Nice ; dit absent dans 1 cas (Brest) ; 1 cas n’est pas encore lu en "
        "entier (Rennes).",
        "Un des 4 cas lus jusqu’ici aborde « Image » : Nice ; 1 cas n’est pas encore lu en entier (Rennes).",
        "Plus de la moitié des cas (3/5) abordent « Début » : Nice, Lyon et Paris ; 1 cas n’est pas encore lu en entier "
        "(Rennes).",
    ]


def test_the_same_in_english():
    assert said("mentions", language="en", kind="theme")[1:3] == [
        "More than half of the cases (3/5) mention “Jobs”: Nice, Lyon and Paris; 1 case has not been read in full yet (Rennes).",
        "One of the 4 cases read so far mentions “Climate”: Nice; said to be absent in 1 case (Brest); 1 case has not "
        "been read in full yet (Rennes).",
    ]


def test_every_quantifier_as_it_is_worded():
    everyone = list(UNITS)
    spoken = {}
    for n in range(6):
        made = material([("aims.jobs", case, None) for case in everyone[:n]], read=everyone)
        [sentence] = [s for s in sentences("mentions", made) if s.row == "aims.jobs"]
        spoken[sentence.quantifier, n] = re.sub(r"[\u00a0\u202f]", " ", sentence.text)
    assert spoken == {
        ("none", 0): "Aucun cas (0/5) n’aborde « Emploi ».",
        ("only", 1): "Un seul cas (1/5) aborde « Emploi » : Nice.",
        ("only", 2): "Seuls deux cas (2/5) abordent « Emploi » : Nice et Lyon.",
        ("most", 3): "Plus de la moitié des cas (3/5) abordent « Emploi », sauf Brest et Rennes.",
        ("nearly_all", 4): "Presque tous les cas (4/5) abordent « Emploi », sauf Rennes.",
        ("all", 5): "Tous les cas (5/5) abordent « Emploi ».",
    }


def test_a_case_that_is_not_read_is_no_exception():
    made = material([("aims.jobs", case, None) for case in ("Nice", "Lyon", "Paris", "Brest")])
    [sentence] = said("mentions", made, row="aims.jobs", kind="theme")
    assert "sauf" not in sentence
    assert sentence.endswith("1 cas n’est pas encore lu en entier (Rennes).")


def test_cases_that_are_declared_and_not_listed_are_told():
    made = material()
    made.declared_cases = 7
    assert "2 cas déclarés ne figurent pas dans la liste" in said("mentions", made, row="aims.jobs")[0]


def test_who_puts_a_theme_first_and_where_the_others_stand():
    assert said("degrees", row="aims.jobs", kind="degree") == [
        "Deux des 4 cas lus jusqu’ici donnent à « Emploi » le degré « priorité » : Nice et Lyon ; ailleurs : « mentionné » "
        "(Paris) ; 1 cas n’est pas encore lu en entier (Rennes)."
    ]
    assert said("degrees", row="aims.climate", kind="degree")[0].startswith(
        "Un des 4 cas lus jusqu’ici donne à « Climat » le degré « mentionné » : Nice"
    )
    assert said("degrees", row="aims.image", kind="degree") == []


def test_who_has_the_widest_range():
    assert said("mentions", kind="widest") == [
        "Parmi les cas lus jusqu’ici, Nice présente l’éventail le plus large de « Objectifs » (4 thèmes sur 4)."
    ]
    tied = material([*CODED, ("aims.climate", "Lyon", None), ("aims.image", "Lyon", None)])
    assert said("mentions", tied, kind="widest") == []


def test_values_that_several_give():
    assert said("values", kind="value") == [
        "Deux des 4 cas lus jusqu’ici indiquent « 2013 » à la rubrique « Début » : Nice et Lyon ; 1 cas n’est pas encore lu en "
        "entier (Rennes)."
    ]


def test_groups_are_counted_in_cases_not_in_codings():
    twice = material([*CODED, ("aims.jobs", "Nice", None)])
    assert said("by_unit", twice, row="aims.jobs") == [
        "Plus de la moitié des cas (3/5) abordent « Emploi » : Nice, Lyon et Paris ; par groupe, parmi les "
        "cas lus jusqu’ici : métropole 2/2, commune 1/2 ; "
        "1 cas n’est pas encore lu en entier (Rennes)."
    ]
    assert "métropole 1/2, commune 0/2" in said("by_unit", row="aims.climate")[0]


def test_what_all_have_is_not_said_of_every_group_again():
    everyone = material([("aims.jobs", case, None) for case in UNITS], read=tuple(UNITS))
    assert said("by_unit", everyone, row="aims.jobs") == ["Tous les cas (5/5) abordent « Emploi »."]


def test_many_groups_are_read_in_the_table():
    each = {case: Case(case, (), {"unit": case}) for case in [*UNITS, "Metz", "Tours"]}
    more = material(read=tuple(UNITS))
    many = replace(more, cases=each, attributes={"unit": Attribute("unit", "category", tuple(each))}, declared_cases=7)
    assert said("by_unit", many, row="aims.jobs") != []
    assert not [text for text in said("by_unit", many) if "par groupe" in text]


def test_texts_are_called_texts():
    assert said("by_text", row="aims.climate")[0].startswith("Un des 4 textes lus jusqu’ici aborde « Climat » : nice ;")
    assert (
        "parmi les textes lus jusqu’ici : entretiens 3/4, documents (rien de lu encore)"
        in said("by_kind", row="aims.jobs")[0]
    )


def test_conditions_narrow_the_cases_and_n():
    assert said("metropoles", row="aims.jobs") == ["Tous les cas (2/2) abordent « Emploi »."]


def test_a_turned_table_says_the_same():
    assert said("turned") == said("mentions")


def classed(case, class_id, typology="maturity", coder="lead"):
    place = Place(case.lower(), 0, 1, "x")
    return Classification(f"{case}{class_id}{coder}", typology, class_id, case, place, coder, "2024")


def test_classes_with_those_they_hold_the_unclassified_and_the_disputed():
    made = material(
        classifications=[
            classed("Nice", "pioneer"),
            classed("Lyon", "very_late"),
            classed("Paris", "pioneer"),
            classed("Paris", "late", coder="anna"),
        ],
        unclassed=[Unclassed("u", "maturity", NO_EVIDENCE, "Brest", "lead", "2024")],
    )
    assert said("maturity", made) == [
        "Un des 4 cas lus jusqu’ici relève de la classe « Pionnière » (Maturité) : Nice ; codeurs en désaccord sur Paris ; "
        "1 cas n’est pas encore lu en entier (Rennes).",
        "Un des 4 cas lus jusqu’ici relève de la classe « Tardive » (Maturité) : Lyon ; codeurs en désaccord sur Paris ; "
        "1 cas n’est pas encore lu en entier (Rennes).",
        "Un des 4 cas lus jusqu’ici relève de la classe « Très tardive » (Maturité) : Lyon ; codeurs en désaccord sur Paris ; "
        "1 cas n’est pas encore lu en entier (Rennes).",
        "Seuls deux cas (2/5) sont sans classe (Maturité) : Brest et Rennes ; codeurs en désaccord sur Paris.",
    ]


def test_names_in_brackets_are_explained_below_a_table_of_classes():
    finer, flat = (material(classifications=[classed("Nice", name)]) for name in ("very_late", "pioneer"))
    shown, plain = (rendered_table(synthesise(made.codebook.tables["maturity"], made), made) for made in (finer, flat))
    assert "(Nice)" in [row.cells[0].text for row in shown.rows]
    assert [note for note in shown.notes if "parenthèses" in note] != []
    assert [note for note in plain.notes if "parenthèses" in note] == []


def test_readers_get_classes_in_capitals_and_values_without_a_bar():
    given = [("aims.start", "Nice", None, "2013"), ("aims.start", "Nice", None, "2015")]
    made = material(given, for_readers=True)
    classes = rendered_table(synthesise(made.codebook.tables["maturity"], made), made)
    assert classes.rows[-1].label == "Non classé"
    values = rendered_table(synthesise(made.codebook.tables["values"], made), made)
    assert re.sub(r"[\u00a0\u202f]", " ", values.rows[0].cells[0].text) == "2013 ; 2015"


def test_a_class_by_default_is_told_apart_from_one_with_a_quote():
    made = material(classifications=[classed("Nice", "open", "openness")], read=tuple(UNITS))
    assert said("openness", made) == [
        "Aucun cas (0/5) ne relève de la classe « Interne » (Ouverture).",
        "Un seul cas (1/5) relève de la classe « Ouverte » (Ouverture) : Nice.",
        "Presque tous les cas (4/5) sont classés par défaut, sans extrait, dans « Interne » (Ouverture), sauf Nice.",
    ]


def test_what_is_known_of_interviews_and_cases():
    assert said("interviews") == [
        "Presque tous les entretiens (3/4) indiquent « téléphone » à la rubrique « Mode », sauf Paris.",
        "Un seul entretien (1/4) indique « Barcelone » à la rubrique « Mode » : Paris.",
        "Tous les entretiens (4/4) s’échelonnent du 18 novembre 2015 au 30 mars 2016 (« Date »).",
    ]
    assert said("cases") == [
        "Plus de la moitié des cas (3/5) indiquent « commune » à la rubrique « Entité », sauf Nice et Lyon.",
        "Seuls deux cas (2/5) indiquent « métropole » à la rubrique « Entité » : Nice et Lyon.",
    ]


@pytest.mark.parametrize("table", ["by_coder", "given"])
def test_what_is_not_counted_over_cases_is_not_worded(table):
    assert sentences(table) == []


def test_the_numbers_and_cells_behind_a_sentence():
    [climate] = [s for s in sentences("mentions") if s.row == "aims.climate"]
    assert (climate.n, climate.total, climate.at_least, climate.unread) == (1, 5, 1, ("Rennes",))
    assert climate.cells == (("aims.climate", "Nice"), ("aims.climate", "Brest"))
    [turned] = [s for s in sentences("turned") if s.row == "aims.climate"]
    assert turned.cells == (("Nice", "aims.climate"), ("Brest", "aims.climate"))
    nothing = material([], read=("Nice", "Lyon"))
    [none] = [s for s in sentences("mentions", nothing) if s.row == "aims.jobs"]
    assert none.cells == (("aims.jobs", "Nice"), ("aims.jobs", "Lyon"))


def test_every_sentence_rests_on_its_table():
    made = material(classifications=[classed("Nice", "pioneer")])
    for table in made.codebook.tables.values():
        computed = synthesise(table, made)
        for sentence in statements_of(computed, made, Thresholds(), "fr"):
            assert 0 <= sentence.n <= sentence.total
            assert all(cell in computed.cells for cell in sentence.cells)
            assert re.search(r"[A-Za-z0-9ÉÀ]", sentence.text[0])
            assert sentence.text.endswith(".")
            assert "statement_" not in sentence.text
