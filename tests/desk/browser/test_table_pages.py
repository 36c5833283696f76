"""Tables in a real browser: a cell opens beside the table, and stays open while others go on coding."""

from tests.desk.browser.conftest import Come
from tests.desk.conftest import served

TEXT = "nice-entretien"
CELL = '.part[href*="row=objectives.attractiveness&column=Nice"]'


def test_a_cell_opens_stays_open_and_is_walked_by_keys(coded, glose, come: Come):
    def code(quote, degree, code="objectives.attractiveness"):
        glose("code", TEXT, code, "--quote", quote, "--degree", degree, "--coder", "anna")

    code("faire venir des entreprises", "mentioned")
    code("l'environnement", "absent", "objectives.environment")
    with served(coded, "--coder", "anna") as url:
        page = come(url, "/tables/objectives")
        page.click(CELL)
        page.wait_for_selector("#cell blockquote >> text=faire venir des entreprises")
        code("attirer des entreprises", "priority")
        page.wait_for_selector("#cell blockquote >> text=attirer des entreprises")
        assert page.text_content(CELL) == "priorité"
        assert page.evaluate("document.activeElement.matches('.part[aria-current]')")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_selector("#cell blockquote >> text=l'environnement")
        page.keyboard.press("Escape")
        page.wait_for_selector("#cell >> text=Choisissez une cellule")
        page.click(CELL)
        page.click("#cell figcaption a")
        page.wait_for_url(f"**/texts/{TEXT}#c*")
        page.wait_for_selector("html[data-drawn]")


def test_a_statement_is_written_checked_saved_and_taken_back(coded, come: Come):
    with served(coded, "--coder", "anna") as url:
        page = come(url, "/statements")
        page.click("#edit-statements")
        page.click("text=Ajouter un énoncé")
        page.wait_for_selector(".problem-list .error")
        assert page.is_disabled("#save-statements")
        page.keyboard.type("La plupart ont des difficultés.")
        lines = page.locator(".yaml-box textarea")
        lines.fill(lines.input_value().rstrip() + " challenges\n")
        page.wait_for_selector("#save-statements:enabled")
        page.keyboard.press("Control+s")
        page.wait_for_selector(".statements >> text=La plupart ont des difficultés.")
        page.click("#undo")
        page.wait_for_selector(".empty")
        assert lines.input_value() == ""
    assert not (coded / "statements.yaml").exists()


def test_a_statement_is_written_in_a_form_that_tells_its_verdict(coded, come: Come):
    with served(coded, "--coder", "anna") as url:
        page = come(url, "/statements")
        page.click("#new-statement")
        page.wait_for_selector("output .wrong")
        assert page.is_disabled("dialog [type=submit]")
        page.locator("dialog textarea").first.fill("La plupart ont des difficultés.")
        page.fill("dialog [list=statement-codes]", "challenges")
        page.wait_for_selector("output .verdict")
        page.click("dialog [type=submit]")
        page.wait_for_selector("[data-statement=S1]")
        page.click("[data-statement=S1]")
        page.click("dialog .danger")
        page.click("dialog:last-of-type .primary")
        page.wait_for_selector("[data-statement=S1]", state="detached")
    assert not (coded / "statements.yaml").exists()
