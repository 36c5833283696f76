"""Pages in a real browser: accessible, offline, their cells open their quotes, and printed tables are not cut."""

import io

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

import cli
from reports.formats.page import environment

PAGES = (
    "tables/objectives.html",  # degrees, with a heat map
    "tables/vision.html",  # mentions
    "tables/maturity.html",  # a typology
    "tables/strategy_state.html",  # values side by side
    "tables/framework.html",  # written summaries
    "tables/statements.html",
    "tables/objectives_by_unit.html",  # counts with totals and shares
    "report/report.html",
    "report/texts/nice-entretien.html",  # a coded transcript
)


THIN_OUT = """most => {
    for (const parent of document.querySelectorAll("*")) {
        const seen = {};
        for (const child of [...parent.children]) {
            const kind = child.tagName + "." + child.getAttribute("class");
            seen[kind] = (seen[kind] || 0) + 1;
            if (seen[kind] > most) child.remove();
        }
    }
}"""
"""Leaves of every kind of element (its tag and class) no more than `most` in the same parent."""


def serious_findings(page):
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_serious_accessibility_finding(show, path):
    """Six of each kind of element in each place: axe takes a minute over the 36,000 elements of the whole report."""
    page = show(path)
    page.evaluate(THIN_OUT, 6)
    assert serious_findings(page) == []


def test_a_thinned_page_still_shows_what_axe_finds(show):
    page = show("tables/objectives.html")
    page.evaluate("document.querySelector('tbody th').style.color = '#eee'")
    page.evaluate(THIN_OUT, 6)
    assert [rule for rule, _ in serious_findings(page)] == ["color-contrast"]


@pytest.mark.whole
@pytest.mark.parametrize("path", PAGES)
def test_a_whole_page_has_no_serious_accessibility_finding(show, path):
    assert serious_findings(show(path)) == []


def test_a_cell_opens_its_quotes_and_leads_back(show):
    page = show("tables/objectives.html")
    cell = page.locator("tbody td.coded a").first
    cell.click()
    target = page.locator(":target")
    assert target.locator("blockquote").count() >= 1
    assert target.bounding_box()["y"] < 900
    target.get_by_role("link", name="retour au tableau").click()
    assert page.url.rpartition("#")[2] == cell.get_attribute("id")


def test_the_whole_report_is_reached_by_its_contents(show):
    page = show("report/report.html")
    anchors = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(anchors) == len(set(anchors))
    links = page.eval_on_selector_all("nav a", "all => all.map(one => one.getAttribute('href'))")
    assert len(links) > 40
    assert {link.removeprefix("#") for link in links} <= set(anchors)


def pages_of(pdf):
    """Each printed page: its width and height in points, and its characters with their boxes."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    for number in range(len(document)):
        sheet = document[number]
        yield sheet.get_size(), sheet.get_textpage()


@pytest.mark.parametrize("path", PAGES[:-1])
def test_a_printed_table_is_not_cut(show, path):
    """Every column's head and every row's label is printed, inside the page; heads come again on the next page."""
    page = show(path)
    heads = [" ".join(words.split()) for words in page.locator("thead th").all_inner_texts()]
    rows = [" ".join(words.split()) for words in page.locator("tbody th").all_inner_texts()]
    printed = list(pages_of(page.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(sheet.get_text_range().split()) for _, sheet in printed)
    squeezed = text.replace(" ", "").replace("-", "").replace("\u00ad", "").replace("\ufffe", "")
    for label in (*heads, *rows):
        assert label.replace(" ", "").replace("-", "") in squeezed, label
    for (width, height), sheet in printed:
        assert width > height
        boxes = [sheet.get_charbox(at) for at in range(sheet.count_chars()) if sheet.get_text_range(at, 1).strip()]
        assert max((right for _, _, right, _ in boxes), default=0) <= width
        assert min((left for left, _, _, _ in boxes), default=0) >= 0


@pytest.mark.parametrize("path", ["tables/objectives.html", "report/report.html"])
def test_on_a_telephone_the_letters_of_figures_stay_readable(show, path):
    """Figures are moved in their own frames, as tables are: 12 pixels of their letters are 12 on the screen."""
    page = show(path)
    page.set_viewport_size({"width": 390, "height": 800})
    drawn = page.evaluate(
        "[...document.querySelectorAll('.drawing svg')].map(one => one.getBoundingClientRect().width / "
        "one.viewBox.baseVal.width)"
    )
    assert drawn
    assert all(scale == pytest.approx(1, abs=0.01) for scale in drawn)


def test_on_a_telephone_no_word_of_a_row_label_is_cut_in_two(chromium):
    """Hyphens are not to be counted on: not every browser has the words of every language."""
    style = environment().get_template("style.css.j2").render()
    rows = "".join(
        f'<tr class="depth-{depth}"><th style="--depth: {depth}">{word}</th>{"<td>–</td>" * 20}</tr>'
        for depth, word in enumerate(("Expérimentations", "Reconnaissance", "Internationalisation"))
    )
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.set_content(
        f'<html lang="tlh"><style>{style}</style><div class="scroll"><table class="crossed"><tbody>{rows}</table></div>'
    )
    lines = page.evaluate(
        """[...document.querySelectorAll("tbody th")].map(one => {
            const words = document.createRange();
            words.selectNodeContents(one);
            return words.getClientRects().length;
        })"""
    )
    page.close()
    assert lines == [1, 1, 1]


@pytest.fixture(scope="module")
def others(sample, written, tmp_path_factory):
    """A page of each kind that `glose report` and `glose tables` of the study do not write."""
    folder = tmp_path_factory.mktemp("others")
    commands = (
        ["report", "--for", "reader", "--format", "html", "--out", str(folder)],
        ["methods", "--format", "html", "--out", str(folder / "methods.html")],
        ["codebook", "--format", "html", "--out", str(folder / "codebook.html")],
        ["agree", "--out", str(folder / "agreement.html")],
    )
    for command in commands:
        assert cli.run([*command, "--study", str(sample)]) == 0
    return sorted(folder.glob("*.html"))


def test_no_kind_of_page_scrolls_sideways_on_a_telephone(chromium, others, written):
    """Tables, readers' reports, annexes, methods, codebooks, transcripts, agreement: at 390 pixels and at 1,300."""
    assert {path.stem for path in others} == {"report.reader", "methods", "codebook", "agreement"}
    page = chromium.new_page()
    for path in (*others, written / "report/report.html", *sorted((written / "report" / "texts").glob("*.html"))[:4]):
        page.goto(path.as_uri())
        for width in (390, 1300):
            page.set_viewport_size({"width": width, "height": 800})
            across = page.evaluate("document.scrollingElement.scrollWidth")
            assert across <= width, f"{path.name} is {across} pixels wide at {width}"
    page.close()


LONG = "hyper-" + "développement" * 6
"""A word that is wider than a telephone, as links and file names are."""


@pytest.mark.parametrize("path", ["tables/objectives.html", "tables/project_values.html", "report/report.html"])
def test_on_a_telephone_only_the_frame_of_a_table_scrolls_sideways(show, path):
    """Long words in labels, quotes, notes and sources make no page wider than the screen."""
    page = show(path)
    page.set_viewport_size({"width": 390, "height": 800})
    page.evaluate(
        "word => document.querySelectorAll('h1, h2, blockquote, figcaption, .source, p, li')"
        ".forEach((one, at) => { if (at % 5 === 0) one.append(' ' + word) })",
        LONG,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_page_without_a_frame_for_its_table_would_scroll_sideways(show):
    """The check above sees what it is made for."""
    page = show("tables/objectives.html")
    page.set_viewport_size({"width": 390, "height": 800})
    page.add_style_tag(content="* { overflow: visible !important }")
    assert page.evaluate("document.documentElement.scrollWidth") > 390
