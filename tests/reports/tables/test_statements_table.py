"""Tables of the team's statements under conditions: what is left is checked, and its quotes are those of the study."""

import pytest

from workbench.statements import checked
from workbench.study import Study
from workbench.tabulating import material_of, tables_of

DECISIONS = """\
text,quote,code,decision,case,degree,coder
nice-entretien,On veut attirer des entreprises,objectives.attractiveness,code,Saint-Étienne,strong,anna
nice-entretien,faire venir des entreprises,objectives.attractiveness,code,Nice,priority,anna
nice-entretien,des emplois,objectives.attractiveness,code,Nice,mentioned,basile
nice-entretien,un frein,challenges,code,Lyon,,basile
"""
STATEMENTS = """\
- {id: Q1, text: Deux villes attirent., quantifier: several, code: objectives.attractiveness}
- {id: Q2, text: Les métropoles attirent., quantifier: all, code: objectives, where: [status=métropole]}
- {id: Q3, text: Des freins., quantifier: several, code: challenges}
"""


@pytest.fixture
def table(coded, once, written, glose):
    """Declare a table of statements with these conditions; give it, the material, and the checks of the whole study."""
    once(lambda: glose("decide", written("d.csv", DECISIONS)))
    (coded / "statements.yaml").write_text(STATEMENTS, encoding="utf-8")
    book = coded / "codebook.yaml"
    before = book.read_text(encoding="utf-8").partition("tables:\n")[0]

    def declare(*where):
        columns = "[statement, cases, n, verdict]"
        book.write_text(
            f"{before}tables:\n  - {{id: t, rows: statements, columns: {columns}, where: [{', '.join(where)}]}}\n",
            encoding="utf-8",
        )
        with Study.open(coded) as study:
            material = material_of(study)
            [made] = tables_of(study, ["t"], material)
            return made, material, {check.id: check for check in checked(study, material)}

    return declare


def evidence(made, statement):
    found = made.cells[statement, "cases"].evidence
    return [] if found is None else found.tolist()


def quotes(material, positions):
    return {(coding.place.quote, coding.coder) for coding in material.fetch(positions)}


def test_without_conditions_a_cell_has_the_codings_of_its_check(table):
    made, _, checks = table()
    assert {row.id for row in made.rows} == set(checks) == {"Q1", "Q2", "Q3"}
    assert all(evidence(made, name) == check.codings.tolist() for name, check in checks.items())
    assert len(evidence(made, "Q1")) == 3


def test_the_evidence_is_at_the_positions_of_the_whole_study(table):
    """Lyon's coding stands last in the text: its position is that in the whole study, not in what is left."""
    made, _, checks = table("case=Lyon")
    assert evidence(made, "Q3") == checks["Q3"].codings.tolist() != [0]
    assert evidence(made, "Q1") == []


def test_a_condition_on_cases_leaves_their_codings_and_their_number(table):
    made, material, checks = table("status=métropole")
    assert quotes(material, made.cells["Q1", "cases"].evidence) == {
        ("faire venir des entreprises", "anna"),
        ("des emplois", "basile"),
    }
    assert set(evidence(made, "Q1")) < set(checks["Q1"].codings.tolist())
    assert evidence(made, "Q2") == checks["Q2"].codings.tolist()
    assert [made.cells[name, "n"].value for name in ("Q1", "Q2", "Q3")] == ["1/2", "1/2", "1/2"]


def test_a_condition_on_codings_asks_for_the_statement_again(table):
    made, material, _ = table("coder=basile")
    assert quotes(material, made.cells["Q1", "cases"].evidence) == {("des emplois", "basile")}
    assert made.cells["Q1", "n"].value == "1/3"
