"""What a screen reader hears: names of buttons without their keys, the passage at hand, words chosen."""

from tests.desk.browser.conftest import Come, until
from tests.desk.conftest import served

TEXT = "nice-entretien"


def test_the_passage_and_the_words_at_hand_are_told(coded, come: Come):
    with served(coded, "--coder", "anna") as url:
        page = come(url, f"/texts/{TEXT}#p4")
        until(page, "document.querySelector('[data-passage][aria-current=true]')?.dataset.passage === '4'")
        page.keyboard.press("j")
        until(page, "document.getElementById('at-hand').textContent.startsWith('passage 5, R, Et puis')")
        page.keyboard.press("ArrowRight")
        until(page, "document.getElementById('at-hand').textContent === 'Et'")
        told = page.locator("#undo").aria_snapshot()
        assert "Annuler" in told
        why = page.locator("button:has(kbd)").first
        assert why.locator("kbd").get_attribute("aria-hidden") == "true"
        assert why.get_attribute("aria-keyshortcuts") == why.locator("kbd").inner_text()
