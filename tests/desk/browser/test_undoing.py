"""Undo and redo on every page, in order: what one page recorded is taken back on another."""

from tests.desk.browser.conftest import Come, said, until
from tests.desk.conftest import served

CODE = "objectives.attractiveness"


def comes(page, which, words):
    """Wait until the button says what it would take back, or do again."""
    page.wait_for_selector(f"#{which}[title*='{words}']")


def test_what_was_done_on_several_pages_is_taken_back_on_any(coded, come: Come):
    book, cases = coded / "codebook.yaml", coded / "cases.csv"
    before = book.read_text(encoding="utf-8"), cases.read_text(encoding="utf-8")
    with served(coded, "--coder", "anna") as url:
        page = come(url, f"/codebook?code={CODE}")
        page.fill(".code-form textarea[lang=fr]", "Faire venir des firmes.")
        page.wait_for_selector(".save-bar .primary:enabled")
        page.keyboard.press("Control+s")
        page.wait_for_selector("#notice button")
        page.click('.top nav a[href="/cases"]')
        cell = page.locator("#case-grid tbody tr").first.locator("td").nth(1)
        page.wait_for_selector("#case-grid[role=grid]")
        cell.click()
        page.keyboard.type("unité")  # the letter u writes, it takes nothing back
        page.keyboard.press("Enter")
        page.wait_for_selector("#case-undo:visible")
        page.keyboard.press("Control+s")
        said(page, "est enregistré")
        assert "unité" in cases.read_text(encoding="utf-8")
        comes(page, "undo", "liste des cas")
        page.click("#undo")
        said(page, "liste des cas modifiée")
        until(page, "document.querySelector('#case-grid tbody td:nth-of-type(2)').textContent === 'métropole'")
        assert cases.read_text(encoding="utf-8") == before[1]
        page.click('.top nav a[href="/tables"]')
        comes(page, "undo", "Attractivité")
        page.keyboard.press("u")
        page.wait_for_selector("#toasts >> text=livre de codes modifié")  # the page was loaded again, and says it
        comes(page, "redo", "Attractivité")
        assert page.locator("#undo:disabled").count() == 1
        assert book.read_text(encoding="utf-8") == before[0]
        page.keyboard.press("U")
        comes(page, "undo", "Attractivité")
        page.click('.top nav a[href="/codebook"]')
        comes(page, "redo", "liste des cas")
        page.keyboard.press("Shift+U")
        said(page, "liste des cas")
    assert "unité" in cases.read_text(encoding="utf-8")
    assert "Faire venir des firmes." in book.read_text(encoding="utf-8")
