"""Tables on paper: what a page, a Markdown file, a CSV and a workbook show, and that nothing in them misleads."""

import csv
import io
from pathlib import Path

import pytest
from lxml import html

DECISIONS = """\
text,quote,code,decision,case,degree,memo
nice-entretien,"On veut attirer des entreprises et des emplois.",objectives.attractiveness,code,,strong,Une note <b>à lire</b>
nice-entretien,"ce n'est pas une priorité chez nous",objectives.environment,code,,absent,
nice-entretien,"faire venir des entreprises",maturity.pioneer,classify,Nice,,
nice-entretien,"=cmd|' /C calc'!A0 reste un frein",challenges,code,,,
nice-entretien,,,read,,,
"""


@pytest.fixture
def written_tables(study, once, written, glose, tmp_path):
    """The tables of a study whose interview holds what a spreadsheet would take for a formula."""
    from tests.conftest import INTERVIEW

    def make():
        formula = INTERVIEW.replace("Le travail en silos reste", "=cmd|' /C calc'!A0 reste")
        glose("add", written("nice-entretien.txt", formula))
        glose("decide", written("d.csv", DECISIONS), "--coder", "anna")

    once(make)

    def write(*names: str, kind: str) -> Path:
        glose("tables", *names, "--format", kind, "--out", tmp_path / "out")
        return tmp_path / "out"

    return write


def page(folder, name):
    return html.fromstring((folder / f"{name}.html").read_text(encoding="utf-8"))


def test_a_page_is_self_contained_and_every_link_leads_somewhere_on_it(written_tables):
    root = page(written_tables("objectives", kind="html"), "objectives")
    assert not root.xpath("//script | //link | //img | //@src")
    anchors = set(root.xpath("//@id"))
    links = root.xpath("//a/@href")
    assert links
    assert all(link.startswith("#") and link[1:] in anchors for link in links)
    assert root.get("lang") == "fr"
    assert root.xpath("//table/caption")
    assert root.xpath("//thead//th[@scope='col']")
    assert len(root.xpath("//tbody/tr/th[@scope='row']")) == len(root.xpath("//tbody/tr"))


def test_the_states_of_a_cell_differ_in_sign_in_look_and_in_words(written_tables):
    root = page(written_tables("objectives", kind="html"), "objectives")
    cells = {}
    for cell in root.xpath("//tbody//td[not(@class='number')]"):
        spoken = cell.xpath(".//@aria-label | .//a/@title")[0].split(" · ")[0]
        cells.setdefault(cell.get("class"), set()).add((cell.text_content(), spoken.split(", ")[-1]))
    assert set(cells) == {"coded", "rolled", "absent", "unread"}
    signs = [sign for shown in cells.values() for sign, _ in shown]
    words = [said for shown in cells.values() for _, said in shown]
    assert len(signs) == len(set(signs))
    assert len(words) == len(set(words))


def test_a_cell_opens_its_quotes_with_text_speaker_turn_coder_and_decision(written_tables):
    root = page(written_tables("objectives", kind="html"), "objectives")
    [link] = root.xpath("//tbody/tr[2]//a")
    section = root.get_element_by_id(link.get("href")[1:])
    [footer] = section.xpath(".//footer")
    said = footer.text_content()
    assert section.xpath(".//blockquote/p")[0].text == "On veut attirer des entreprises et des emplois."
    for part in ("nice-entretien", "R", "tour 2", "objectives.attractiveness", "fort", "anna", "codé à la main"):
        assert part in said
    assert "Une note <b>à lire</b>" in said
    assert not section.xpath(".//b")


def test_n_and_N_are_printed(written_tables):
    root = page(written_tables("objectives", kind="html"), "objectives")
    assert [cell.text for cell in root.xpath("//td[@class='number']")] == ["1", "1", "0"]
    assert "N = 3 cas de l’étude" in root.text_content()
    assert "Codages comptés\u00a0: anna" in root.text_content()


def test_a_typology_is_turned_with_the_unclassified_and_the_inferred_named(written_tables):
    folder = written_tables("maturity", "openness", kind="html")
    rows = [
        [cell.text_content() for cell in row.xpath("./th | ./td")]
        for row in page(folder, "maturity").xpath("//tbody/tr")
    ]
    assert rows == [["Pionnière", "Nice", "1"], ["Au tournant", "–", "0"], ["non classé", "Saint-Étienne, Lyon", "2"]]
    last = page(folder, "openness").xpath("//tbody/tr")[-1].text_content()
    assert "Interne (par défaut, sans extrait)" in last


def test_csv_disarms_formulas_and_its_quotes_can_be_decided_on_again(written_tables, glose, tmp_path):
    folder = written_tables("challenges", "objectives", kind="csv")
    source = (folder / "challenges.quotes.csv").read_text(encoding="utf-8-sig")
    [row] = csv.DictReader(io.StringIO(source))
    assert row["quote"] == "'=cmd|' /C calc'!A0 reste un frein"
    lines = list(csv.DictReader(io.StringIO((folder / "objectives.quotes.csv").read_text(encoding="utf-8-sig"))))
    own = [line for line in lines if line["row"] == line["code"]]
    again = tmp_path / "again.csv"
    with again.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["text", "quote", "code", "decision", "case", "degree", "coder"])
        writer.writeheader()
        for line in own:
            writer.writerow(
                {
                    **{k: line[k] for k in ("text", "quote", "code", "case")},
                    "decision": "code",
                    "degree": line["value"],
                    "coder": "basile",
                }
            )
    assert "Recorded 2 decisions" in glose("decide", again).out


def test_a_workbook_has_the_table_and_its_quotes_and_no_formula(written_tables):
    from openpyxl import load_workbook

    folder = written_tables("counts", "challenges", kind="xlsx")
    counts = load_workbook(folder / "counts.xlsx")["Nombre"]
    assert counts["A1"].value == "Nombre"
    assert [cell.value for cell in counts[4]] == ["Objectifs", 2, 1]
    quotes = load_workbook(folder / "challenges.xlsx")["Extraits"]
    values = [cell for row in quotes.iter_rows() for cell in row]
    assert "=cmd|' /C calc'!A0 reste un frein" in [cell.value for cell in values]
    assert {cell.data_type for cell in values} <= {"s", "n"}


def test_markdown_escapes_what_would_break_the_table(written_tables):
    source = (written_tables("challenges", kind="md") / "challenges.md").read_text(encoding="utf-8")
    assert "=cmd\\|' /C calc'!A0 reste un frein" in source
    table = [line for line in source.splitlines() if line.startswith("| ")]
    assert len({line.count(" | ") for line in table}) == 1


def test_tables_speak_english_in_an_english_study(written_tables, study):
    settings = study / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("language: fr", "language: en"), encoding="utf-8")
    said = page(written_tables("objectives", kind="html"), "objectives").text_content()
    assert "Objectives by case" in said
    assert "strong" in said
    assert "N = 3 cases of the study" in said


def test_coders_who_disagree_on_a_class_are_named_as_such(written_tables, written, glose):
    glose(
        "decide",
        written(
            "b.csv",
            'text,quote,code,decision,case\nnice-entretien,"faire venir des entreprises",maturity.turning_point,classify,Nice\n',
        ),
        "--coder",
        "basile",
    )
    said = page(written_tables("maturity", kind="html"), "maturity").text_content()
    assert "codeurs en désaccord" in said


def test_a_table_in_the_terminal(written_tables, glose):
    said = glose("tables", "objectives", "maturity", "--show").out
    assert "Attractivité" in said
    assert "Pionnière" in said
    assert "N = 3" in said
