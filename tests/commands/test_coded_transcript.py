"""glose transcript: a text with its codings in the margin, alone or beside the report."""

import pytest
from lxml import html

pytestmark = pytest.mark.slow


@pytest.fixture
def page(decided, glose):
    glose("transcript", "nice-entretien", "--format", "html,docx")
    assert (decided / "report" / "texts" / "nice-entretien.docx").stat().st_size > 1000
    return html.parse(decided / "report" / "texts" / "nice-entretien.html").getroot()


def test_the_links_of_a_page_resolve_and_each_coding_is_named_once(page, glose):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)
    kinds = ("accept", "code", "classify")
    entries = {line["entry"][:12] for line in glose("history", "--json").lines if line["kind"] in kinds}
    named = [words.rpartition(" · ")[2] for words in page.xpath("//ul[@class='margin']/li/small/text()")]
    assert sorted(named) == sorted(entries)


def test_a_transcript_says_who_speaks_and_what_was_coded(page):
    said = page.text_content()
    assert "On veut attirer des entreprises et des emplois." in " ".join(said.split()).replace("[", "").replace("]", "")
    assert "anna" in said


def test_an_unknown_text_is_refused_with_the_nearest(decided, glose):
    assert "nice-entretien" in glose("transcript", "nice-entretein", code=1).err
