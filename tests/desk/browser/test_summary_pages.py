"""Summaries in a real browser: quotes are dragged and picked into citations, and a draft outlives the page."""

from tests.desk.browser.conftest import Come
from tests.desk.conftest import served

TEXT = "nice-entretien"


def test_a_cell_is_written_with_its_quotes(coded, glose, come: Come):
    glose("code", TEXT, "objectives.attractiveness", "--quote", "attirer des entreprises", "--coder", "anna")
    with served(coded, "--coder", "anna") as url:
        page = come(url, "/summaries")
        page.click(".matrix .part >> text=1 citation à résumer")
        page.wait_for_selector(".writer-form")
        page.fill(".writer-form textarea", "Nice attire. Et rien d'autre.")
        page.wait_for_selector(".sentences li:not(.fine)")
        page.fill(".writer-form textarea", "Nice attire ")
        page.locator(".citable").first.drag_to(page.locator(".writer-form textarea"))
        page.wait_for_selector(".sentences .fine")
        page.reload()
        written = page.locator(".writer-form textarea")
        written.wait_for()
        number = page.get_attribute(".citable", "data-number")
        assert written.input_value() == f"Nice attire [^{number}]"
        written.focus()
        page.keyboard.press("Control+s")
        page.wait_for_selector(f".matrix .words >> text=Nice attire{number}")
