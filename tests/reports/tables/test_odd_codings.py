"""What counts where codings are about another text's case, coders differ, and codes or classes are taken away."""

import pytest

BOOK = """\
codebook: {title: Essai, languages: [fr]}
scales: {degree: [absent, wanted, strong]}
codes:
  - id: a
    label: A
    codes:
      - {id: graded, label: Degré, scale: degree}
      - {id: bare, label: Mention}
  - {id: gone, label: Retiré}
typologies:
  - id: kind_of_city
    label: Sorte
    classes: [{id: small, label: Petite}, {id: large, label: Grande}]
"""
CASES = "case,unit,role\nA,commune,\nB,commune,maire\nC,métropole,\nD,métropole,\n"
HEADS = {
    "a": "case: A\nkind: interview\ndate: 2015-01-05",
    "a-papier": "case: A\nkind: document\ndate: 2016-01-05",
    "c": "case: C\nkind: interview",
    "note": "kind: document",
}
DECISIONS = {
    "anna": """\
text,quote,code,decision,case,degree,value
a,un deux,a.graded,code,,strong,
a-papier,un deux,a.graded,code,,absent,
a,deux trois,a.graded,code,C,absent,
c,cinq,a.bare,code,,,12 M€
c,un deux trois,a.graded,code,B,strong,13 M€
note,six sept,a.bare,code,,,
note,sept,a.graded,code,B,absent,
c,huit,gone,code,,,
a,huit,kind_of_city.small,classify,A,,
c,,kind_of_city.not_classified,classify,C,,
c,,,read,,,
""",
    "lead": """\
text,quote,code,decision,case,degree,value
a,,,read,,,
a-papier,,,read,,,
note,,,read,,,
a,neuf,kind_of_city.large,classify,A,,
c,,kind_of_city.no_evidence,classify,C,,
""",
}


@pytest.fixture
def odd(once, tmp_path, monkeypatch, written, glose):
    """A study in which what can be odd is odd; nobody has read C's interview but anna, the rest only lead has."""
    folder = tmp_path / "odd"

    def make():
        glose("start", folder, "--codebook", written("book.yaml", BOOK))
        (folder / "cases.csv").write_text(CASES, encoding="utf-8")
        (folder / "study.yaml").write_text("title: Essai\nlanguage: fr\ncount: all\n", encoding="utf-8")
        monkeypatch.chdir(folder)
        body = "un deux trois quatre cinq.\n\nsix sept huit neuf dix.\n"
        for name, head in HEADS.items():
            glose("add", written(f"{name}.md", f"---\n{head}\n---\n\n{body}"))
        for coder, rows in DECISIONS.items():
            glose("decide", written(f"{coder}.csv", rows), "--coder", coder)

    once(make)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def declare(odd):
    """Make the table `t`, so declared, the only one; the code `gone` leaves the book."""

    def write(declaration):
        book = BOOK.replace("  - {id: gone, label: Retiré}\n", "")
        (odd / "codebook.yaml").write_text(f"{book}tables:\n  - {{id: t, {declaration}}}\n", encoding="utf-8")

    return write


@pytest.fixture
def cells(declare, glose):
    """Declare a table and give its cells by row and column, under the conditions given."""

    def read(declaration, *where):
        declare(declaration)
        asked = [part for condition in where for part in ("--where", condition)]
        return {(line["row"], line["column"]): line for line in glose("tables", "t", "--json", *asked).lines}

    return read


def test_what_a_text_says_of_another_case_is_found_wherever_cases_are_narrowed(cells):
    """B has no text; what is said of it stands in C's interview and in a note about no case."""
    listing = "rows: {values: a}, columns: [case, value, text, quote]"
    told = cells(f"{listing}, where: [unit=commune]")
    assert told["a.graded/B/13 M€", "text"]["value"] == "c"
    assert told == cells(listing, "unit=commune")
    words = cells("rows: a, columns: cases, cell: words", "unit=commune")
    assert words["a", "B"]["value"] == 4
    assert words["a", "B"]["quotes"][0]["text"] == "c"
    by_kind = cells("rows: a, columns: kind, cell: count", "unit=commune")
    assert (by_kind["a", "interview"]["value"], by_kind["a", "document"]["value"]) == (2, 2)


def test_a_listing_of_texts_has_no_texts_of_cases_that_were_left_out(cells):
    assert {row for row, _ in cells("rows: interviews, columns: [case]", "unit=commune")} == {"a"}


def test_a_condition_on_texts_leaves_the_cases(cells, glose):
    made = cells("rows: a, columns: cases, cell: count", "kind=interview")
    assert (made["a", "A"]["value"], made["a", "B"]["value"]) == (1, 1)
    assert "N = 4" in glose("tables", "t", "--show", "--where", "kind=interview").out


def test_a_table_by_date_is_empty_where_conditions_leave_no_dated_text(cells):
    assert cells("rows: a, columns: {dates: year}, cell: count", "case=D") == {}


def test_read_is_said_of_the_coder_who_read(cells):
    made = cells("rows: cases, columns: coders, cell: count")
    assert made["C", "lead"]["state"] == "unread"
    assert made["D", "lead"]["state"] == "unread"
    made = cells("rows: coders, columns: kind, cell: count")
    assert (made["lead", "document"]["state"], made["lead", "interview"]["state"]) == ("read", "unread")
    made = cells("rows: a, columns: coders, cell: mention")
    assert made["a", "lead"]["state"] == "unread"


def test_a_mention_without_a_degree_is_not_absent(cells):
    """C: `absent` on one code, mentioned with another: the code above both is coded, at no degree."""
    made = cells("rows: a, columns: cases, cell: degree")
    assert (made["a.graded", "C"]["state"], made["a.graded", "C"]["value"]) == ("absent", "absent")
    assert (made["a", "C"]["state"], made["a", "C"]["value"]) == ("coded", None)


def test_the_latest_degree_says_the_state(cells):
    made = cells("rows: a.graded, columns: cases, cell: latest")
    assert (made["a.graded", "A"]["state"], made["a.graded", "A"]["value"]) == ("absent", "absent")
    assert cells("rows: a.graded, columns: cases, cell: degree")["a.graded", "A"]["state"] == "coded"


def test_a_case_in_which_something_is_only_said_to_be_absent_is_not_counted(cells, glose):
    made = cells("rows: a.graded, columns: unit, cell: cases, totals: true")
    assert (made["a.graded", "commune"]["value"], made["a.graded", "métropole"]["value"]) == (2, 0)
    crossed = glose("explore", "cross", "a.graded", "--by", "unit", "--json").lines
    assert {line["value"]: line["n"] for line in crossed} == {"commune": 2, "métropole": 0}


def test_a_code_that_left_the_codebook_counts_nowhere(cells):
    """`check` says that no table shows it."""
    made = cells("rows: texts, columns: cases, cell: count")
    assert made["c", "C"]["value"] == 1


def test_a_condition_on_coders_is_one_on_classes_too(cells, glose):
    made = cells("rows: kind_of_city, cell: class, where: [coder=lead]")
    assert (made["A", "kind_of_city"]["value"], made["C", "kind_of_city"]["said"]) == ("large", "no_evidence")
    assert "Codages comptés\u00a0: lead." in glose("tables", "t", "--show").out


def test_two_reasons_for_no_class_are_a_dispute_whoever_spoke_last(cells, glose):
    made = cells("rows: kind_of_city, cell: class")
    cell = made["C", "kind_of_city"]
    assert (cell["state"], cell["value"], cell["disputed"]) == ("unclassified", None, True)
    assert "said" not in cell
    [shown] = [line for line in glose("tables", "t", "--show").out.splitlines() if "C" in line.split()]
    assert "codeurs en désaccord" in shown
    line = next(said for said in glose("statements", "t", "--json").lines if said["kind"] == "unclassified")
    assert line["cases"] == ["B", "D"]


def test_classes_cross_with_attributes(cells):
    made = cells("rows: kind_of_city, columns: unit, cell: count")
    assert made["small", "commune"]["value"] == 2
    assert made["unclassified", "commune"]["value"] == 2


def test_a_class_is_a_cell_of_a_typology_by_cases_only(declare, glose):
    declare("rows: cases, columns: kind_of_city, cell: class")
    assert "cells that hold a class need a typology as rows and cases as columns" in glose("tables", code=1).err


@pytest.mark.parametrize(
    "declaration",
    [
        "rows: contradictions, columns: [code, case, values]",
        "rows: kind_of_city, cell: class",
        "rows: codes, columns: kind_of_city, cell: count",
        "rows: {values: a}, columns: [code, case, value], where: [unit=commune]",
    ],
)
def test_there_and_back_from_every_cell(cells, glose, declaration):
    there = {(quote["entry"], *place) for place, cell in cells(declaration).items() for quote in cell["quotes"]}
    back = {
        (entry, line["row"], line["column"])
        for entry in {entry for entry, *_ in there}
        for line in glose("trace", entry, "--json").lines
        if line["what"] == "cell"
    }
    assert there
    assert back == there


def test_what_was_said_instead_of_a_class_is_behind_its_cell(cells, glose):
    cells("rows: kind_of_city, cell: class")
    behind = {line["entry"] for line in glose("trace", "t", "C", "--json").lines if line["what"] == "behind"}
    assert behind == {
        line["entry"] for line in glose("history", "--json").lines if line["kind"] == "classify" and line["case"] == "C"
    }
    assert len(behind) == 2
    for entry in behind:
        last = glose("trace", entry, "--json").lines[-1]
        assert last == {"what": "cell", "table": "t", "row": "C", "column": "kind_of_city"}


def test_a_sample_for_an_audit_is_drawn_from_what_the_conditions_leave(odd, glose):
    """Of all coders or of those who count: a condition on texts leaves the codings in these texts."""
    for everyone in ((), ("--everyone",)):
        glose("audit", "draw", "--size", 50, "--coder", "r", "--where", "kind=document", *everyone)
        assert {line["text"] for line in glose("audit", "show", "--json").lines} == {"a-papier", "note"}
