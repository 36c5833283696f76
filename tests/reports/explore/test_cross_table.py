"""Cross tables: what a cell counts, what its shares are of, and when a row is tested."""

from dataclasses import replace

import pytest

from corpus.cases import Case
from reports.explore.cross_table import cross
from reports.explore.facet import UnknownFacet, facet_of

CASES = {
    name: Case(name, (), {"unit": unit, "size": size})
    for name, unit, size in (
        ("Nice", "métropole", "10"),
        ("Lyon", "métropole", "20"),
        ("Brest", "métropole", "30"),
        ("Roubaix", "commune", "40"),
    )
}


@pytest.fixture
def crossed(material, a_text):
    return material(
        [
            a_text("nice", case="Nice", voice="élu"),
            a_text("lyon", case="Lyon", voice="agent"),
            a_text("plan", case="Lyon", kind="document"),
            a_text("roubaix", case="Roubaix", voice="agent"),
        ],
        [
            ("nice", 0, 2, "aims.green", "Nice"),
            ("nice", 12, 14, "aims.green", "Nice"),
            ("nice", 13, 16, "aims.jobs", "Nice", {"suggested": True}),
            ("plan", 0, 3, "aims.jobs", "Lyon"),
            ("roubaix", 10, 12, "obstacles", "Roubaix"),
            ("roubaix", 10, 12, "aims", None),
        ],
        cases=CASES,
    )


def test_numbers_are_halved_at_the_median_which_belongs_to_the_lower_half(material, a_text):
    sizes = {f"case {size}": Case(f"case {size}", (), {"size": str(size)}) for size in (10, 20, 30, 40, 50, 60, 70)}
    facet = facet_of("size", material([a_text("a", case="case 10")], [("a", 0, 1, "staff", "case 10")], cases=sizes))
    assert facet.labels == ("≤ 40", "> 40")
    assert facet.cases == (
        frozenset(f"case {n}" for n in (10, 20, 30, 40)),
        frozenset(f"case {n}" for n in (50, 60, 70)),
    )


def cells(table):
    return {row.code: row.counts for row in table.rows}


def test_cases_by_an_attribute_with_the_columns_own_n(crossed):
    table = cross(crossed, "aims", by="unit")
    assert [(column.value, column.units) for column in table.columns] == [("métropole", 3), ("commune", 1)]
    assert cells(table) == {"aims": (2, 0), "aims.green": (1, 0), "aims.jobs": (2, 0)}
    assert table.column_share(table.rows[0], 0) == pytest.approx(2 / 3)
    assert table.row_share(table.rows[0], 0) == 1.0
    assert table.left_out == 1


def test_what_a_text_states_divides_by_text_and_kind_by_kind(crossed):
    assert cells(cross(crossed, "aims", by="voice", cell="count"))["aims"] == (1, 3)
    table = cross(crossed, "aims", by="kind", cell="texts")
    assert {column.value: column.units for column in table.columns} == {"interview": 3, "document": 1}
    assert dict(zip((c.value for c in table.columns), table.rows[0].counts, strict=True)) == {
        "interview": 2,
        "document": 1,
    }


def test_words_under_two_codings_count_once(crossed):
    table = cross(crossed, "aims", by="kind", cell="words")
    words = dict(zip((c.value for c in table.columns), table.rows[0].counts, strict=True))
    assert words == {"interview": 2 + 4 + 2, "document": 3}
    assert all(row.test is None for row in table.rows)


def test_by_speaker_coder_decision_and_many_numbers(crossed):
    role = cross(crossed, "aims", by="role", cell="count")
    assert dict(zip((c.value for c in role.columns), role.rows[0].counts, strict=True)) == {
        "respondent": 3,
        "interviewer": 1,
        "other": 0,
    }
    assert role.left_out == 1
    decision = cross(crossed, "aims", by="decision", cell="count")
    assert decision.rows[0].counts == (1, 4)


def test_a_case_in_two_columns_forbids_a_test(crossed):
    table = cross(crossed, "aims", by="kind", cell="cases")
    assert table.rows[0].test.why == "same_units"
    assert "same case or text" in " ".join(note.words("en") for note in table.notes)


def test_numbers_beyond_a_few_are_halved_at_the_median(material, a_text):
    cases = {f"c{n}": Case(f"c{n}", (), {"size": str(n * 1000)}) for n in range(1, 9)}
    texts = [a_text(f"t{n}", case=f"c{n}") for n in range(1, 9)]
    made = material(texts, [(f"t{n}", 0, 1, "aims", f"c{n}") for n in range(5, 9)], cases=cases)
    from corpus.cases import attributes_of

    made.attributes = attributes_of(cases, {})
    table = cross(made, "aims", by="size")
    assert [(c.value, c.label, c.units) for c in table.columns] == [
        ("low", "≤ 4\u202f500", 4),
        ("high", "> 4\u202f500", 4),
    ]
    assert table.rows[0].counts == (0, 4)
    assert table.rows[0].test.method == "fisher"
    assert table.rows[0].test.p == pytest.approx(2 / 70)


def test_a_typology_divides_and_something_unknown_names_what_there_is(told):
    """
    text a Nice
    text b Lyon
    a 0:1 aims Nice
    b 0:1 aims Lyon
    class pioneer Nice a anna
    class late Lyon b anna
    """
    assert cells(cross(told, "aims", by="maturity"))["aims"] == (1, 1)
    with pytest.raises(UnknownFacet, match="maturity"):
        cross(told, "aims", by="colour")


def test_a_class_beside_those_that_it_holds_says_that_it_is_without_them(material, a_text):
    """In tables a class counts those below it; here every case is in one column only."""
    texts = [a_text(name, case=name) for name in ("Nice", "Lyon")]
    classes = [("pioneer", "Nice", "Nice", "anna"), ("early", "Lyon", "Lyon", "anna")]
    made = material(texts, [("Nice", 0, 1, "aims", "Nice"), ("Lyon", 0, 1, "aims", "Lyon")], classes=classes)
    labels = [column.label for column in cross(replace(made, language="en"), "aims", by="maturity").columns]
    assert labels == ["Pionnière (without its subclasses)", "Précoce"]


def test_the_cases_of_a_group_of_texts_are_those_of_all_its_speakers(material, a_text):
    """A text of two speakers from two cases: both are cases of which there are interviews."""
    group = a_text("group", passages=2)
    turns = tuple(turn._replace(case=case) for turn, case in zip(group.turns, ("Nice", "Lyon"), strict=True))
    cases = {name: Case(name) for name in ("Nice", "Lyon", "Brest")}
    made = material([replace(group, turns=turns)], [("group", 0, 1, "aims", "Nice")], cases=cases)
    assert cross(made, "aims", by="kind").columns[0].units == 2
