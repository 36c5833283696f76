"""How long what is printed is: the report for readers, the annex, and every table alone."""

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

import cli

pytestmark = pytest.mark.whole
MOST = {"reader": 40, "annex": 120}
OF_A_TABLE = 3
NAMES = {"reader": "report.reader", "annex": "report"}


def length(pdf: Path | bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


@pytest.fixture(scope="module", params=["fr", "en"])
def reports(request, sample, tmp_path_factory):
    """The folder with both reports in one language."""
    folder = tmp_path_factory.mktemp(request.param)
    for audience in MOST:
        options = ["--for", audience, "--format", "html,docx,pdf", "--lang", request.param, "--out", str(folder)]
        assert cli.run(["report", *options, "--study", str(sample)]) == 0
    return folder


@pytest.mark.parametrize("audience", MOST)
def test_the_report_printed_by_a_browser(reports, chromium, audience):
    page = chromium.new_page()
    page.goto((reports / f"{NAMES[audience]}.html").as_uri())
    assert length(page.pdf(prefer_css_page_size=True)) <= MOST[audience]
    page.close()


def test_no_caption_of_a_table_stands_at_the_foot_of_a_printed_page(reports, chromium):
    page = chromium.new_page()
    page.goto((reports / "report.reader.html").as_uri())
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    words = [one.get_textpage().get_text_bounded().split() for one in printed]
    captions = [" ".join(found) for found in words if re.search(r"Table(au)? \d+\.", " ".join(found[-9:]))]
    assert len(printed) > 30
    assert captions == []


@pytest.mark.parametrize("audience", MOST)
def test_the_report_as_a_pdf(reports, audience):
    assert length(reports / f"{NAMES[audience]}.pdf") <= MOST[audience]


def in_an_office(documents, folder) -> list[int]:
    """The pages of Word documents in LibreOffice; the test is skipped where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("There is no LibreOffice here.")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)]
    subprocess.run(command, check=True, capture_output=True)
    return [length(folder / f"{document.stem}.pdf") for document in documents]


def test_the_report_in_word(reports, tmp_path):
    found = in_an_office([reports / f"{name}.docx" for name in NAMES.values()], tmp_path)
    assert all(pages <= most for pages, most in zip(found, MOST.values(), strict=True)), found


def test_every_table_alone(sample, tmp_path):
    assert cli.run(["tables", "--format", "docx,pdf", "--out", str(tmp_path), "--study", str(sample)]) == 0
    printed = {path.stem: length(path) for path in tmp_path.glob("*.pdf")}
    assert len(printed) > 30
    assert {name: pages for name, pages in printed.items() if pages > OF_A_TABLE} == {}
    documents = sorted(tmp_path.glob("*.docx"))
    (tmp_path / "office").mkdir()
    found = in_an_office(documents, tmp_path / "office")
    assert {one.stem: pages for one, pages in zip(documents, found, strict=True) if pages > OF_A_TABLE} == {}
