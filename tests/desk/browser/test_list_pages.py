"""Codings, search, history and memos in a real browser: by keys and mouse, taken back as one, and readable by all."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.desk.browser.conftest import base
from tests.desk.conftest import served

TEXT = "nice-entretien"
ENVIRONMENT = "objectives.environment"


@pytest.fixture
def desk(coded, glose):
    """A desk over a study with three quotes of one code."""
    for quote in ("Merci beaucoup", "l'environnement", "faire venir"):
        glose("code", TEXT, ENVIRONMENT, "--quote", quote, "--degree", "mentioned", "--coder", "anna")
    with served(coded, "--coder", "anna") as url:
        yield url


def codes(page):
    """The codes of the rows that are shown."""
    return page.eval_on_selector_all("tr[data-coding]", "rows => rows.map(row => row.dataset.code)")


def test_codings_are_recoded_and_retracted_by_keys(desk, come):
    page = come(desk, f"/codings?code={ENVIRONMENT}")
    page.wait_for_selector("html[data-drawn]")
    for key in "jxjxc":
        page.keyboard.press(key)
    page.wait_for_selector("dialog[open] [role=combobox]")
    page.keyboard.type("attract")
    page.keyboard.press("Enter")
    page.wait_for_selector("tr[data-coding]:only-child")
    page.keyboard.press("u")
    page.wait_for_selector("tr[data-coding]:nth-child(3)")
    page.click("#pick-all")
    page.click("#bulk-retract")
    page.wait_for_selector("#results .empty")
    page.keyboard.press("u")
    page.wait_for_selector("tr[data-coding]:nth-child(3)")
    assert codes(page) == [ENVIRONMENT] * 3
    page.locator("tr[data-coding]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/texts/{TEXT}#*")


def test_groups_of_quotes_become_codes_by_keys_and_by_dragging(desk, come, coded):
    page = come(desk, f"/codings/board?code={ENVIRONMENT}")
    page.wait_for_selector("html[data-drawn]")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.wait_for_selector("dialog[open]")
    page.keyboard.type("Deux choses")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pile:nth-child(2)")
    page.keyboard.press("1")
    page.locator(".pile").first.locator(".quote-card").last.drag_to(page.locator(".pile").nth(1).locator(".cards"))
    page.wait_for_selector(".pile:nth-child(2) .quote-card:nth-child(2)")
    page.reload()
    page.wait_for_selector(".pile:nth-child(2) .quote-card:nth-child(2)")
    page.click("#make-codes")
    page.wait_for_selector("dialog[open] input")
    page.keyboard.press("Enter")
    page.wait_for_selector("#toasts >> text=2 codages")
    assert "deux_choses" in (coded / "codebook.yaml").read_text(encoding="utf-8")
    page.keyboard.press("u")
    page.wait_for_selector(".pile:only-child .quote-card:nth-child(3)")
    assert "deux_choses" not in (coded / "codebook.yaml").read_text(encoding="utf-8")


def test_hits_are_coded_and_a_search_is_kept(desk, come, coded):
    page = come(desk, "/search")
    page.wait_for_selector("html[data-drawn]")
    page.keyboard.type("entreprises")
    page.keyboard.press("Enter")
    page.wait_for_selector("tr[data-hit]:nth-child(2)")
    page.select_option("#unit", "sentence")
    page.locator("tr[data-hit]").first.focus()
    page.keyboard.press("c")
    page.wait_for_selector("dialog[open] [role=combobox]")
    page.keyboard.type("difficult")
    page.keyboard.press("Enter")
    page.wait_for_selector("#toasts >> text=2 places")
    page.wait_for_selector("tr[data-hit] .swatch[data-code=challenges]")
    page.keyboard.press("u")
    page.wait_for_selector("tr[data-hit]:not(:has(.swatch[data-code=challenges])) + tr")
    page.click("#keep-search")
    page.wait_for_selector("dialog[open] input")
    page.keyboard.press("Enter")
    page.wait_for_selector("#kept a >> text=entreprises")
    assert "words: entreprises" in (coded / "searches.yaml").read_text(encoding="utf-8")


def test_an_act_is_taken_back_from_the_history_and_a_memo_is_corrected(desk, come):
    page = come(desk, "/memos")
    page.wait_for_selector("html[data-drawn]")
    page.keyboard.press("n")
    page.wait_for_selector("dialog[open] [name=title]")
    page.keyboard.type("Piste")
    page.keyboard.press("Tab")
    page.keyboard.type("L'eau **manque**.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".memo-card strong >> text=manque")
    page.click("[data-correct]")
    page.wait_for_selector("dialog[open] textarea")
    page.keyboard.type(" Vraiment.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".memo-card >> text=Vraiment")
    page.keyboard.press("u")
    page.wait_for_selector(".memo-card:not(:has-text('Vraiment')) strong")
    page.goto(base(desk) + "/history?kind=code")
    page.wait_for_selector("html[data-drawn]")
    page.click("button[data-moment] >> nth=0")
    page.wait_for_selector("li.act.gone")
    page.goto(base(desk) + "/history/then")
    page.wait_for_selector("html[data-drawn]")
    page.focus("#step")
    page.keyboard.press("Home")
    page.wait_for_selector(".then-when >> text=Avant le premier codage")


PAGES = (
    "/codings",
    f"/codings/board?code={ENVIRONMENT}",
    "/search?words=entreprises",
    "/history",
    "/history/then",
    f"/history/then/{TEXT}",
    "/memos",
)


@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark"}], ids=["light", "dark"])
def test_axe_finds_nothing_serious(desk, come, glose, look):
    page = come(desk, "/memos", **look)
    for path in PAGES:
        page.goto(base(desk) + path)
        page.wait_for_selector("#results, #board, .text-then")
        found = Axe().run(page).response["violations"]
        wrong = [
            (path, one["id"], [node["target"] for node in one["nodes"][:3]])
            for one in found
            if one["impact"] in ("serious", "critical", "moderate")
        ]
        assert wrong == []
