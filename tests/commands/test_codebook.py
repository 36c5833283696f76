"""glose codebook: the codebook as an appendix, in each format, and room for further commands."""

import zipfile

import click
import pytest
from click.testing import CliRunner
from lxml import etree, html

from commands.options import Steps


def test_without_a_command_it_is_shown(study, glose):
    said = glose("codebook").out
    assert said == glose("codebook", "show").out
    assert said.startswith("# ")
    assert "| Code | Définition | À employer quand | À éviter quand | Exemple |" in said
    assert "## Maturité" in said
    assert "absent, " in said.replace("\u00a0", " ")


def test_options_alone_are_those_of_showing_it(study, glose):
    told = glose("codebook", "--format", "docx", "--lang", "en").out.strip()
    assert told == str(study / "report" / "codebook.docx")
    with zipfile.ZipFile(told) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    assert "Definition" in ["".join(one.itertext()) for one in body.iter("{*}p")]


def test_a_page_and_a_workbook_hold_every_code(study, glose, tmp_path):
    from openpyxl import load_workbook

    glose("codebook", "--out", tmp_path / "c.html")
    glose("codebook", "--out", tmp_path / "c.xlsx")
    page = html.fromstring((tmp_path / "c.html").read_text(encoding="utf-8"))
    named = [head.text_content().strip() for head in page.xpath("//table[1]//tbody/tr/th")]
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames[0] == "Sommaire"
    assert "Extraits" not in book.sheetnames
    listed = [str(row[0].value) for row in book.worksheets[1].iter_rows(min_row=4) if row[0].value]
    assert named[0] in listed
    assert len(listed) >= 4


def test_a_command_that_is_not_there_is_named(study, glose):
    assert "No such command 'print'" in glose("codebook", "print", code=2).err


@pytest.mark.parametrize(
    ("given", "said"),
    [([], "shown 1\n"), (["--times", "2"], "shown 2\n"), (["show"], "shown 1\n"), (["other"], "other\n")],
)
def test_commands_can_stand_beside_the_default(given, said):
    @click.group(cls=Steps, default="show")
    def group():
        """Things."""

    @group.command()
    @click.option("--times", default=1)
    def show(times):
        click.echo(f"shown {times}")

    @group.command()
    def other():
        click.echo("other")

    assert CliRunner().invoke(group, given).output == said


def test_a_column_that_nobody_filled_is_left_out_of_a_typology(study, glose):
    shown = glose("codebook").out
    classes = shown[shown.index("## Maturité") :]
    assert "Pionnière" in classes
    assert "Exemple" not in classes
