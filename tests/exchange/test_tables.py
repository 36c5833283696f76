"""Tables of codings and codebooks: columns by name in any language, by content, or as somebody says."""

import csv
import io

import openpyxl
import pytest

from exchange.archive import UnreadableProject
from exchange.registry import Wishes, read_project
from exchange.tables.columns import UnclearColumns
from exchange.tables.dates import moments
from exchange.tables.joined_codes import parted
from tests.exchange.test_databases import agrees, coded


@pytest.fixture
def table(written):
    """The project in a table of these rows: `table([heading…], [cell…], …)`."""

    def make(*rows, name="t.csv", **columns):
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        return read_project(written(name, out.getvalue()), wishes=Wishes(columns=columns))

    return make


def test_taguettes_highlights(table):
    made = table(
        ["id", "document", "tag", "content"],
        ["1", "a.odt", "coût", "Trop cher."],
        ["1", "a.odt", "climat", "Trop cher."],
        ["2", "a.odt", "coût", "Trop cher."],
        ["3", "b.odt", "coût", "=Prix & taxe"],
    )
    assert coded(made) == [
        ("Trop cher.", ["coût"], None),
        ("Trop cher.", ["climat"], None),
        ("Trop cher.", ["coût"], None),
        ("=Prix & taxe", ["coût"], None),
    ]
    assert made.sources[0].content == "Trop cher.\n\nTrop cher."
    assert all(source.excerpt for source in made.sources)
    assert agrees(made)


@pytest.mark.parametrize(
    "headings",
    [
        ["Nazwa dokumentu", "Kod", "Fragment", "Autor", "Data utworzenia", "Komentarz"],
        ["Document name", "Code", "Segment", "Created by", "Created", "Comment"],
        ["Dokumentname", "Codierung", "Codiertes Segment", "Erstellt von", "Erstellt am", "Kommentar"],
        ["Nom du document", "Code", "Segment codé", "Auteur", "Date", "Commentaire"],
    ],
)
def test_headings_in_the_language_of_the_user(table, headings):
    made = table(headings, ["a", r"Freins\Coût > Prix", "Trop cher.", "anna", "2020-03-04 10:00", "note"])
    assert coded(made) == [("Trop cher.", ["Freins", "Coût", "Prix"], "anna")]
    assert (made.codings[0].memo, made.codings[0].time) == ("note", "2020-03-04T10:00:00.000000Z")
    assert any("taken for a path" in note and "“Prix” below “Coût”" in note for note in made.notes)


ROWS = [[f"doc{n // 4}", ("cost", "green")[n % 2], f"Words that were said number {n} and more."] for n in range(12)]


def test_columns_without_known_headings_are_told_by_what_they_hold(table):
    made = table(["x", "y", "z"], *ROWS)
    assert len(made.codings) == 12
    assert {code.name for code in made.codes} == {"cost", "green"}
    assert {source.name for source in made.sources} == {"doc0", "doc1", "doc2"}


def test_columns_that_nothing_tells_are_asked_for(table):
    with pytest.raises(UnclearColumns, match="--columns") as unclear:
        table(["x", "y"], ["a", "b"])
    assert unclear.value.headings == ("x", "y")
    made = table(["x", "y", "z"], ["Trop cher.", "coût", "a"], document="z", code="y", words="x")
    assert coded(made) == [("Trop cher.", ["coût"], None)]
    with pytest.raises(UnclearColumns, match="no column"):
        table(["x", "y", "z"], ["Trop cher.", "coût", "a"], document="w")


def test_a_workbook_of_excel(tmp_path):
    book = openpyxl.Workbook()
    for row in (["document", "tag", "content"], ["a", "coût", "Trop cher."]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    assert coded(read_project(tmp_path / "t.xlsx")) == [("Trop cher.", ["coût"], None)]


def test_an_old_workbook_that_is_damaged_is_refused(written):
    with pytest.raises(UnreadableProject, match="damaged"):
        read_project(written("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 3000))


def test_cells_with_several_codes_whose_names_hold_commas():
    cells = [("A, b", 1), ("c, d", 2), ("A, b, c", 2), ("A, x", 1), ("e, A, b, c", 3), ("f, f, f", 1)]
    assert parted(cells[:5]) == [["A, b"], ["c", "d"], ["A, b", "c"], ["A, x"], None]
    assert parted(cells[:5], known=["A, b", "c", "d", "A, x", "e"])[4] == ["e", "A, b", "c"]


def test_a_theme_with_a_comma_is_put_together_although_whole_names_always_come_before_it():
    cells = [(f"A: x, B, c: {name}", 2) for name in ("one", "two", "three")] + [("A: x, A: z, B, c: one, D: z", 4)]
    wanted = [["A: x", f"B, c: {name}"] for name in ("one", "two", "three")]
    assert parted(cells) == [*wanted, ["A: x", "A: z", "B, c: one", "D: z"]]
    often = [("A: y, A: x", 2), ("A: y, A: w", 2), ("A: y, A: v", 2), ("A: y, A: u, B, c: new", 3)]
    assert parted([*cells, *often])[-1] == ["A: y", "A: u", "B, c: new"]


def test_a_code_of_atlas_ti_is_one_in_its_tree_and_under_its_joined_name(written):
    written(
        "1-list.csv", "Code;;Groups;Number of Groups\n● T1: Freins;;Thèmes;1\n;● Coût, prix;;\n;● Temps;;\n● Seul;;;\n"
    )
    written("2-book.csv", "Code;Comment\nT1: Freins;\nT1: Freins: Coût, prix;Ce que cela coûte.\nSeul;\n")
    quotations = written(
        "3-quotations.csv",
        "Number;Text Content;Document;Codes;Number of Codes\n"
        '1:1;Trop cher.;a;"T1: Freins: Coût, prix, T1: Freins: Temps";2\n1:2;Bon.;a;"Seul, T1: Freins";2\n',
    )
    made = read_project(quotations.parent)
    assert coded(made) == [
        ("Trop cher.", ["T1: Freins", "Coût, prix"], None),
        ("Trop cher.", ["T1: Freins", "Temps"], None),
        ("Bon.", ["Seul"], None),
        ("Bon.", ["T1: Freins"], None),
    ]
    assert {code.name: code.description for code in made.codes} == {
        "T1: Freins": "", "Coût, prix": "Ce que cela coûte.", "Temps": "", "Seul": "",
    }  # fmt: skip
    assert agrees(made)


def test_quotations_of_atlas_ti_with_the_table_of_codes_beside(written):
    written("p/codes.csv", "Code;Comment;Code Group 1\nT1: a, b;Ce que c'est;Groupe\nc;;\n")
    rows = (
        'Number;Text Content;Document;Codes;Number of Codes;Creation Date \n1:1;Trop cher.;a;"T1: a, b, c";2;3/25/25\n'
    )
    path = written("p/quotes.csv", rows)
    made = read_project(path.parent)
    assert coded(made) == [("Trop cher.", ["T1: a, b"], None), ("Trop cher.", ["c"], None)]
    assert made.codes[0].description == "Ce que c'est"
    assert (made.groups[0].name, len(made.groups[0].members)) == ("Groupe", 1)
    assert made.codings[0].time == "2025-03-25T00:00:00.000000Z"
    alone = read_project(path)
    assert (alone.codings, alone.number("codings")) == ((), 2)


def test_day_and_month_are_told_by_the_whole_column():
    assert moments(["3/25/25", "1/2/25"])[1] == "2025-01-02T00:00:00.000000Z"
    assert moments(["25/3/2025", "1/2/2025 18:01"])[1] == "2025-02-01T18:01:00.000000Z"
    assert moments(["1/2/2025", "3/4/2025"]) == ["", ""]
    assert moments(["25.03.2025", "soon", ""]) == ["2025-03-25T00:00:00.000000Z", "", ""]


def test_codebooks_as_tables(table):
    flat = table(
        ["tag", "description", "number of highlights"], ["coût", "Ce que cela coûte", "3"], ["climat", "", "1"]
    )
    assert [(code.name, code.description) for code in flat.codes] == [("coût", "Ce que cela coûte"), ("climat", "")]
    tree = table(["Code", "", "Comment"], ["● Freins", "", ""], ["", "● Coût", "cher"], ["● Buts", "", ""])
    assert [(code.name, bool(code.parent)) for code in tree.codes] == [
        ("Freins", False),
        ("Coût", True),
        ("Buts", False),
    ]
    named = table(["code", "parent", "colour"], ["Freins", "", "#ff0000"], ["Coût", "Freins", "00ff00"])
    assert (named.codes[1].parent, named.codes[1].colour) == (named.codes[0].guid, "#00ff00")


def test_codes_in_several_columns_are_a_coding_each(table):
    made = table(
        ["ResponseId", "What do you think of it, all in all?", "Code 1", "Code 2", "Code 3"],
        ["R_1", "It is far too expensive for us, and late.", "cost", "cost->budget", "time"],
        ["R_2", "We have no money for it, none at all.", "cost", "", ""],
        ["R_3", "Nothing to say about this, really not.", "", "", ""],
    )
    assert coded(made) == [
        ("It is far too expensive for us, and late.", ["cost"], None),
        ("It is far too expensive for us, and late.", ["cost", "budget"], None),
        ("It is far too expensive for us, and late.", ["time"], None),
        ("We have no money for it, none at all.", ["cost"], None),
    ]
    assert [source.name for source in made.sources] == ["R_1", "R_2"]
    assert [one.count for one in made.left_out if one.kind == "quotations"] == [1]
    assert agrees(made)


def test_a_column_a_code_with_marks(table):
    made = table(
        ["", "coût", "climat", "âge"],
        ["C'est beaucoup trop cher pour la commune.", "1", "", "41"],
        ["Le climat change, et cela coûte à tous.", "x", "1", "40"],
    )
    assert coded(made) == [
        ("C'est beaucoup trop cher pour la commune.", ["coût"], None),
        ("Le climat change, et cela coûte à tous.", ["coût"], None),
        ("Le climat change, et cela coûte à tous.", ["climat"], None),
    ]
    assert [source.name for source in made.sources] == ["t"]
    assert any("coût, climat" in note for note in made.notes)


def test_marks_beside_a_column_of_codes_are_no_codes(table):
    made = table(
        ["document", "code", "content", "urgent", "checked"], ["a", "coût", "Trop cher.", "1", "0"],
        ["a", "coût", "Bien trop cher.", "0", "1"],
    )  # fmt: skip
    assert [path for _, path, _ in coded(made)] == [["coût"], ["coût"]]


def test_a_column_of_codes_that_is_named_is_the_only_one(table):
    made = table(
        ["document", "Code 1", "Code 2", "content"], ["a", "coût", "prix", "Trop cher."], code="Code 2",
    )  # fmt: skip
    assert [path for _, path, _ in coded(made)] == [["prix"]]


def test_groups_of_a_code_are_parted_where_the_table_counts_them(table):
    made = table(
        ["Code", "Groups", "Number of Groups"],
        ["coût", "Freins, Moyens", "2"], ["climat", "Air, eau et sol", "1"], ["prix", "Freins", "1"],
    )  # fmt: skip
    names = {code.guid: code.name for code in made.codes}
    assert {group.name: [names[one] for one in group.members] for group in made.groups} == {
        "Freins": ["coût", "prix"], "Moyens": ["coût"], "Air, eau et sol": ["climat"],
    }  # fmt: skip


def test_a_table_with_thousands_of_columns_is_refused(table):
    with pytest.raises(UnreadableProject, match=r"more than 2,?000 columns"):
        table([f"c{n}" for n in range(2_001)], ["x"])


def test_codes_nested_without_end_are_refused(written):
    lines = "".join(f"{'  ' * n}- c{n}\n" for n in range(60))
    with pytest.raises(UnreadableProject, match="more than 50 deep"):
        read_project(written("a.md", f"# Codes\n\n{lines}"))
