"""glose table: a table that nobody declared, shown as a declared one would be, and declared on wish."""

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def shown(decided, glose):
    """The cells of a table asked for, by row and column."""

    def ask(*words):
        lines = glose("table", *words, "--json").lines
        return {(line["row"], line["column"]): line for line in lines}

    return ask


def test_it_shows_what_the_declared_table_shows(shown, glose):
    declared = {(c["row"], c["column"]): c["value"] for c in glose("tables", "objectives", "--json").lines}
    asked = shown("objectives", "--cell", "degree")
    assert {key: cell["value"] for key, cell in asked.items()} == declared
    assert "priority" in declared.values()


def test_rows_and_columns_are_merged_sorted_cut_and_labelled(shown, glose):
    merge = "both=objectives.attractiveness,objectives.environment"
    cells = shown("codes", "status", "--cell", "cases", "--merge", merge, "--merge", "all=métropole,commune")
    assert {column for _, column in cells} == {"all"}
    assert cells["both", "all"]["value"] == 1
    first = shown("codes", "--leaves", "--most", "1", "--others")
    assert {row for row, _ in first} == {"objectives.attractiveness", "_others"}
    out = glose("table", "objectives", "--label", "Nice=Nissa", "--title", "Les buts").out
    assert "Les buts" in out
    assert "Nissa" in out


def test_what_is_merged_and_labelled_is_called_as_the_table_calls_it(shown, glose):
    by_id = shown("codes", "status", "--merge", "both=objectives.attractiveness,objectives.environment")
    by_label = shown("codes", "status", "--merge", "both=attractivite,environment")
    assert by_label == by_id
    assert "both" in {row for row, _ in by_label}
    out = glose("table", "objectives", "--label", "Environnement=Le vert").out
    assert "Le vert" in out


def test_saved_it_is_declared_and_the_file_is_otherwise_as_it_was(shown, decided, glose):
    book = decided / "codebook.yaml"
    before = book.read_text(encoding="utf-8").splitlines()
    asked = shown(
        "challenges", "status", "--cell", "cases", "--shares", "cases", "--where", "case!=Lyon", "--save", "mine"
    )
    after = book.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line in before] == before
    assert any("where: [case!=Lyon]" in line for line in after)
    lines = glose("tables", "mine", "--json").lines
    assert [{**line, "table": "mine"} for line in asked.values()] == lines
    assert "declared twice" in glose("table", "challenges", "--save", "mine", code=1).err
    assert book.read_text(encoding="utf-8").splitlines() == after


def test_what_a_declared_table_could_not_be_is_told_without_a_line(decided, glose):
    assert "Did you mean 'objectives'" in glose("table", "objectivs", code=1).err
    told = glose("table", "objectives", "status", "--shares", "cases", code=1).err
    assert "shares only go with counts" in told
    assert "codebook.yaml" not in told
    assert "the table asked for cannot be sorted" in glose("table", "objectives", "--sort", "x", code=1).err
    assert "is not NAME=…" in glose("table", "objectives", "--merge", "a", code=2).err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("objectives", "--merge", "a=Attractivté,environment"), "Attractivité"),
        (("objectives", "status", "--merge", "a=objectives.enviroment,attractiveness"), "objectives.environment"),
        (("objectives", "status", "--merge", "a=objectives.enviroment,objectives.atractiveness"), "objectives."),
        (("objectives", "status", "--merge", "a=comune,métropole"), "commune"),
    ],
)
def test_a_name_that_is_nearly_one_of_those_to_be_merged_is_offered(decided, glose, words, meant):
    assert f"Did you mean '{meant}" in glose("table", *words, code=1).err


def test_it_is_written_like_any_table(decided, glose, tmp_path):
    glose("table", "objectives", "--format", "csv,docx", "--out", str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} >= {"table.csv", "table.docx"}


def test_several_codes_are_listed_and_what_is_no_name_is_told(coded, glose):
    rows = {line["row"] for line in glose("table", "objectives,challenges", "--json").lines}
    assert rows == {"objectives", "challenges"}
    assert "{codes: x}" in glose("table", "{codes: x}", code=1).err


def test_years_of_the_texts_are_columns(study, glose):
    """No text of this study has a date: what is said shows that years were understood."""
    assert "is by date, but no text has a date" in glose("table", "objectives", "year", code=1).err
