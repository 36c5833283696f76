"""What a declared table shows: each kind of row, column and cell, filters, order, totals and shares."""

import pytest

INTERVIEWS = {
    "nice": "Collectivité : Nice\nFonction : maire\nDate : 2015-12-08\n\nQ : Et alors ?\n\n"
    "R : On veut attirer des entreprises et des emplois. Le budget est de 180 M€.\n\nR : Les silos freinent tout.\n",
    "nice-suite": "Collectivité : Nice\nFonction : technicienne\nDate : 2016-02-01\n\nQ : Et depuis ?\n\n"
    "R : Attirer des entreprises reste la priorité. Le budget est de 200 M€.\n",
    "lyon": "Collectivité : Lyon\nFonction : maire\nDate : 2016-03-30\n\nQ : Et alors ?\n\n"
    "R : Attirer des entreprises, un peu. L'environnement, non.\n",
}
DECISIONS = """\
text,quote,code,decision,degree,value,case
nice,attirer des entreprises et des emplois,objectives.attractiveness,code,mentioned,,
nice,entreprises et des emplois,objectives.attractiveness,code,,,
nice,Le budget est de 180 M€,objectives,code,,180 M€,
nice,Les silos freinent tout,challenges,code,,,
nice-suite,Attirer des entreprises reste la priorité,objectives.attractiveness,code,priority,,
nice-suite,Le budget est de 200 M€,objectives,code,,200 M€,
lyon,"Attirer des entreprises, un peu",objectives.attractiveness,code,strong,,
lyon,"L'environnement, non",objectives.environment,code,absent,,
lyon,"Attirer des entreprises, un peu",maturity.pioneer,classify,,,Lyon
nice,,,read,,,
nice-suite,,,read,,,
"""


@pytest.fixture
def coded_interviews(study, once, written, glose):
    """The study with the three interviews and the decisions on them."""

    def make():
        glose("add", *(written(f"{name}.txt", text) for name, text in INTERVIEWS.items()))
        glose("decide", written("d.csv", DECISIONS), "--coder", "anna")

    once(make)
    return study


@pytest.fixture
def declare(coded_interviews):
    """Make the table `t`, so declared, the only one of the codebook."""
    book = coded_interviews / "codebook.yaml"
    before = book.read_text(encoding="utf-8").partition("tables:\n")[0]

    def write(declaration):
        book.write_text(f"{before}tables:\n  - {declaration}\n", encoding="utf-8")

    return write


@pytest.fixture
def cells(declare, glose):
    """Declare a table and give its cells by row and column."""

    def read(declaration):
        declare(declaration)
        return {(line["row"], line["column"]): line for line in glose("tables", "t", "--json").lines}

    return read


def values(made):
    return {key: cell["value"] for key, cell in made.items() if cell["state"] in ("coded", "absent")}


def test_a_count_counts_codings_and_rolls_them_up(cells):
    made = cells("{id: t, rows: objectives, columns: cases, cell: count}")
    assert values(made) == {
        ("objectives", "Nice"): 5,
        ("objectives", "Lyon"): 2,
        ("objectives.attractiveness", "Nice"): 3,
        ("objectives.attractiveness", "Lyon"): 1,
        ("objectives.environment", "Lyon"): 1,
    }
    assert made["objectives", "Saint-Étienne"]["state"] == "unread"
    assert made["objectives.environment", "Nice"]["state"] == "read"


@pytest.mark.parametrize(("cell", "nice", "lyon"), [("texts", 2, 1), ("words", 10, 5), ("count", 3, 1)])
def test_texts_and_words_are_counted_once_however_often_they_are_coded(cells, cell, nice, lyon):
    """`attirer des entreprises et des emplois` holds 6 words; the second coding lies inside it; 4 + 2 words more."""
    made = cells(f"{{id: t, rows: objectives.attractiveness, columns: cases, cell: {cell}}}")
    expected = {"words": (6 + 6, 5)}.get(cell, (nice, lyon))
    assert (
        made["objectives.attractiveness", "Nice"]["value"],
        made["objectives.attractiveness", "Lyon"]["value"],
    ) == expected


def test_the_strongest_the_latest_and_all_degrees_with_their_sources(cells):
    strongest = cells("{id: t, rows: objectives.attractiveness, columns: cases, cell: degree}")
    assert strongest["objectives.attractiveness", "Nice"]["value"] == "priority"
    latest = cells("{id: t, rows: objectives.attractiveness, columns: status, cell: latest}")
    assert latest["objectives.attractiveness", "métropole"]["value"] == "strong"
    every = cells("{id: t, rows: objectives.attractiveness, columns: status, cell: degrees}")
    given = every["objectives.attractiveness", "métropole"]["values"]
    assert [(value["value"], value["text"]) for value in given] == [
        ("strong", "lyon"),
        ("mentioned", "nice"),
        ("priority", "nice-suite"),
    ]


def test_several_values_stand_side_by_side_with_their_sources(cells):
    made = cells("{id: t, rows: cases, columns: {codes: [objectives, challenges]}, cell: value}")
    cell = made["Nice", "objectives"]
    assert [(value["value"], value["text"]) for value in cell["values"]] == [
        ("180 M€", "nice"),
        ("200 M€", "nice-suite"),
    ]
    assert cell["value"] == "180 M€ | 200 M€"
    assert made["Nice", "challenges"]["state"] == "coded"
    assert made["Nice", "challenges"]["values"] == []


def test_rows_are_rolled_up_to_a_level_or_cut_to_leaves(cells):
    rolled = cells("{id: t, rows: {codes: codes, level: 1}, columns: cases, cell: count}")
    assert {row for row, _ in rolled} == {"objectives", "challenges"}
    leaves = cells("{id: t, rows: {codes: codes, leaves: true}, columns: cases, cell: count}")
    assert {row for row, _ in leaves} == {"objectives.attractiveness", "objectives.environment", "challenges"}
    assert not any(cell.get("rolled") for cell in leaves.values())


def test_columns_by_attribute_kind_coder_date_and_class(cells):
    by = {
        "status": {"métropole", "commune"},
        "kind": {"interview", "document"},
        "coders": {"anna"},
        "{dates: year}": {"2015", "2016"},
        "{dates: quarter}": {"2015-T4", "2016-T1"},
        "{dates: month}": {"2015-12", "2016-02", "2016-03"},
        "maturity": {"pioneer", "turning_point", "unclassified"},
        "role": {"maire", "technicienne"},
    }
    for columns, expected in by.items():
        made = cells(f"{{id: t, rows: objectives.attractiveness, columns: {columns}, cell: count}}")
        assert {column for _, column in made} == expected, columns
    made = cells("{id: t, rows: objectives.attractiveness, columns: maturity, cell: count}")
    assert values(made) == {
        ("objectives.attractiveness", "pioneer"): 1,
        ("objectives.attractiveness", "unclassified"): 3,
    }


def test_conditions_narrow_texts_cases_and_codings_and_n_follows_the_cases(cells, glose):
    made = cells("{id: t, rows: objectives, columns: cases, cell: count, where: [role=maire]}")
    assert made["objectives", "Nice"]["value"] == 3
    made = cells("{id: t, rows: objectives, columns: cases, cell: count, where: [status=commune]}")
    assert {column for _, column in made} == {"Saint-Étienne"}
    assert "N = 1" in glose("tables", "t", "--show").out
    made = cells("{id: t, rows: objectives, columns: cases, cell: count, where: ['degree=priority']}")
    assert values(made) == {("objectives", "Nice"): 1, ("objectives.attractiveness", "Nice"): 1}
    assert made["objectives", "Nice"]["quotes"][0]["text"] == "nice-suite"


def test_a_condition_nobody_can_meet_is_told_at_the_table(declare, glose):
    declare("{id: t, rows: objectives, columns: cases, where: [colour=red]}")
    said = glose("tables", "t", code=1).err
    assert "codebook.yaml:" in said
    assert "the table t: There is no attribute 'colour'" in said


def test_rows_are_sorted_among_siblings_and_empty_ones_hidden(cells):
    made = cells("{id: t, rows: codes, columns: cases, cell: count, sort: {by: total}, totals: true, hide_empty: true}")
    assert list(dict.fromkeys(row for row, _ in made)) == [
        "objectives",
        "objectives.attractiveness",
        "objectives.environment",
        "challenges",
    ]
    assert {column for _, column in made} == {"Nice", "Lyon"}
    made = cells("{id: t, rows: codes, columns: cases, cell: count, sort: {by: label, order: up}}")
    assert next(iter(made))[0] == "challenges"


def test_shares_are_of_distinct_codings_not_of_rolled_up_sums(cells):
    """Each of the eight codings stands in one case, so the shares of the first row add up to one."""
    made = cells("{id: t, rows: objectives, columns: cases, cell: count, shares: row, totals: true}")
    assert made["objectives", "Nice"]["share"] == pytest.approx(5 / 7)
    assert made["objectives", "Lyon"]["share"] == pytest.approx(2 / 7)
    made = cells("{id: t, rows: objectives, columns: cases, cell: count, shares: column}")
    assert made["objectives.attractiveness", "Nice"]["share"] == pytest.approx(3 / 5)
    made = cells("{id: t, rows: objectives, columns: cases, cell: count, shares: table}")
    assert made["objectives.environment", "Lyon"]["share"] == pytest.approx(1 / 7)


def test_a_listing_of_values_has_a_row_for_each_value_with_its_quote(cells):
    made = cells("{id: t, rows: {values: objectives}, columns: [code, case, value, text, quote]}")
    assert [cell["value"] for (_, column), cell in made.items() if column == "value"] == ["180 M€", "200 M€"]
    assert made["objectives/Nice/180 M€", "quote"]["value"] == "Le budget est de 180 M€"
    assert made["objectives/Nice/180 M€", "value"]["quotes"][0]["start"] > 0


def test_contradictions_are_a_table(cells):
    made = cells("{id: t, rows: contradictions, columns: [code, case, values]}")
    assert made["objectives/Nice", "values"]["value"] == "180 M€ | 200 M€"
    assert {value["text"] for value in made["objectives/Nice", "values"]["values"]} == {"nice", "nice-suite"}


def test_quotes_stand_in_the_cell_itself(cells, glose):
    cells("{id: t, rows: challenges, columns: cases, cell: quotes}")
    assert "Les silos freinent tout" in glose("tables", "t", "--show").out


def test_a_mistyped_word_for_rows_is_told_with_the_word_that_was_meant(declare, glose):
    declare("{id: t, rows: codess, columns: kind, cell: texts}")
    assert "Did you mean 'codes'?" in glose("tables", "t", code=1).err


def test_an_attribute_that_nothing_has_is_told_at_the_table(declare, glose):
    declare("{id: t, rows: objectives, columns: colour}")
    assert "names 'colour', which is not a code, a typology, or an attribute" in glose("tables", "t", code=1).err


def test_a_code_rolled_up_to_a_level_speaks_for_what_is_below_it(cells):
    made = cells("{id: t, rows: {codes: codes, level: 1}, columns: cases, cell: count}")
    assert not any(cell.get("rolled") for cell in made.values())
    made = cells("{id: t, rows: objectives, columns: cases, cell: count}")
    assert made["objectives", "Lyon"]["rolled"] is True
