"""The report on agreement: what is confused, by whom, seen or blind, before and after, and every disagreement."""

import io

import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook

from coding.records.decisions import WentThrough
from tests.commands.test_agree import SILOS, twice  # noqa: F401 - a fixture
from tests.decisions import rows
from workbench.study import Study


@pytest.fixture
def page(twice, glose):  # noqa: F811
    """The page in English."""

    def written(*options, name="agreement.html"):
        glose("agree", "--lang", "en", "--out", twice / name, *options)
        return twice / name

    return written


def table(tree, heading):
    """The rows of the table below a heading."""
    [head] = [one for one in tree.iter("h2", "h3") if one.text_content().startswith(heading)]
    found = head.xpath("following::table[1]")[0]
    return [[cell.text_content() for cell in row] for row in found.iter("tr")]


def test_the_page_has_codes_worst_first_why_they_differ_and_each_disagreement_with_its_definition(page):
    tree = html.parse(str(page())).getroot()
    codes = [row[0] for row in table(tree, "Code by code")[1:]]
    assert codes == ["objectives.environment", "challenges", "objectives.attractiveness", "all together"]
    why = {row[0]: row[1] for row in table(tree, "Why they differ")}
    assert why["challenges"].startswith("They differ on 1 unit. Border cases with objectives.environment: 1.")
    where, words, anna, basile = table(tree, "Challenges (challenges)")[1]
    assert where.startswith("nice-entretien, unit ")
    assert SILOS in words
    assert anna == f"“{SILOS}”"
    assert basile == "not coded (instead: objectives.environment)"
    assert "What slows down." in tree.text_content()
    assert tree.findall(".//svg"), "the picture of alpha"


def test_disagreements_lead_to_their_place_where_transcripts_are_there(twice, glose, page):  # noqa: F811
    assert html.parse(str(page())).getroot().findall(".//th/a") == []
    glose("transcript", "--out", twice / "texts", "--format", "html")
    links = [link.get("href") for link in html.parse(str(page())).getroot().findall(".//th/a")]
    assert len(links) == 2
    [name, anchor] = links[0].split("#")
    shown = html.parse(str(twice / name)).getroot()
    assert SILOS in shown.get_element_by_id(anchor).text_content()


def test_of_spans_the_page_has_both_alphas_and_gamma(page):
    tree = html.parse(str(page("--unit", "span"))).getroot()
    head, *rows = table(tree, "Code by code")
    assert head == ["Code", "Characters", "Spans", "Alpha 1995/2004", "Alpha 2016", "Gamma"]
    assert rows[-1][0] == "all together"
    assert 0 < float(rows[-1][-1]) < 1
    assert {row[-1] for row in rows[:-1]} == {"–"}
    assert f"gamma is {rows[-1][-1]}" in tree.text_content()


def test_codes_that_are_confused_are_counted_by_who_gave_which(page):
    tree = html.parse(str(page())).getroot()
    assert table(tree, "Codes that are confused")[1:] == [
        ["challenges", "objectives.environment", "1", "anna the first, basile the second: 1"]
    ]


def test_who_differs_from_whom_is_told_of_three(twice, glose, written, page):  # noqa: F811
    assert "Who differs" not in page().read_text(encoding="utf-8")
    glose("decide", written("c.csv", rows((SILOS, "challenges", "code", "carl"), ("", "", "read", "carl"))))
    pairs = {row[0]: row for row in table(html.parse(str(page())).getroot(), "Who differs")[1:]}
    assert pairs.keys() == {"anna – basile", "anna – carl", "basile – carl"}
    assert pairs["anna – carl"][2] == "1", "carl has not coded attractiveness"
    assert pairs["basile – carl"][2] == "3"


def test_before_and_after_are_side_by_side_and_an_empty_before_is_told(twice, glose, page):  # noqa: F811
    tree = html.parse(str(page("--against", "2999-01-01"))).getroot()
    rows_of = {row[0]: row[1:] for row in table(tree, "Before and after")[1:]}
    then, now = rows_of["challenges"][:3], rows_of["challenges"][3:]
    assert then == now
    said = glose("agree", "--against", "2001-01-01")
    assert "there is nothing to compare with" in said.err


def test_what_was_read_blind_is_told_apart(twice, glose, page):  # noqa: F811
    assert "With and without suggestions" not in page().read_text(encoding="utf-8")
    with Study.open(twice) as study:
        text = study.texts["nice-entretien"]
        by_number = {passage.number: passage for passage in text.passages}
        for coder, blind in (("anna", ()), ("basile", (5,))):
            read = [
                WentThrough(
                    text=text.id,
                    start=by_number[number].start,
                    end=by_number[number].end,
                    passage=number,
                    shown=None if number in blind else {},
                    blind=(number,) if number in blind else None,
                    hidden={} if number in blind else None,
                    codebook=study.revision,
                )
                for number in (3, 4, 5)
                if number in by_number
            ]
            study.ledger.append(coder, read)
    found = {row[0]: row[1] for row in table(html.parse(str(page())).getroot(), "With and without")[1:]}
    assert found["seen by all who read the unit"] == "6"
    assert found["not seen by one of them or more"] == "3"
    assert "not known: decided otherwise than in confirm" in found


def test_word_markdown_and_a_workbook_with_numbers_and_guarded_words(twice, glose, written, page):  # noqa: F811
    assert any("Every disagreement" in line.text for line in Document(str(page(name="a.docx"))).paragraphs)
    assert "| challenges |" in page(name="a.md").read_text(encoding="utf-8")
    book = load_workbook(io.BytesIO(page(name="a.xlsx").read_bytes()))
    [codes] = [sheet for sheet in book if str(sheet["A1"].value or "").startswith("Code by code")]
    numbers = [cell.value for row in codes.iter_rows() for cell in row if isinstance(cell.value, int | float)]
    assert numbers, "counts and measures are numbers"
    [listed] = [sheet for sheet in book if str(sheet["A1"].value or "").startswith("Every disagreement")]
    assert any(SILOS in str(cell.value) for row in listed.iter_rows() for cell in row)


def test_an_unknown_extension_is_refused_and_nothing_written(twice, glose):  # noqa: F811
    assert "Unknown extension" in glose("agree", "--out", twice / "a.png", code=2).err
    assert not (twice / "a.png").exists()
