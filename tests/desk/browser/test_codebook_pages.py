"""The codebook in a real browser: a form and its lines follow one another, codes are dragged, all is taken back."""

from tests.desk.browser.conftest import Come
from tests.desk.conftest import served

TEXT = "nice-entretien"
CODE = "objectives.attractiveness"


def test_a_code_is_edited_by_form_and_lines_and_moved_by_dragging(coded, glose, come: Come):
    glose("code", TEXT, CODE, "--quote", "attirer des entreprises", "--degree", "strong", "--coder", "anna")
    file = coded / "codebook.yaml"
    before = file.read_text(encoding="utf-8")
    with served(coded, "--coder", "anna") as url:
        page = come(url, f"/codebook?code={CODE}")
        page.click("text=YAML")
        page.fill(".code-form textarea[lang=fr]", "Faire venir des firmes.")
        page.wait_for_selector(".opens >> text=1 codage")
        lines = page.locator(".yaml-box textarea")
        assert "Faire venir des firmes." in lines.input_value()
        lines.fill(lines.input_value().replace("scale: degree", "scale: none"))
        page.wait_for_selector(".problem-list .error")
        assert page.is_disabled(".save-bar .primary")
        lines.fill(lines.input_value().replace("scale: none", "scale: degree"))
        page.wait_for_selector(".save-bar .primary:enabled")
        page.keyboard.press("Control+s")
        page.click("#notice button")
        page.wait_for_selector("#notice >> text=Remis comme avant")
        assert file.read_text(encoding="utf-8") == before

        page.locator(f'#tree [data-code="{CODE}"]').drag_to(page.locator('#tree [data-code="challenges"]'))
        page.wait_for_selector(".follows >> text=1 codage suivra")
        page.fill("dialog [name=reason]", "essai")
        page.keyboard.press("Enter")
        page.wait_for_url("**code=challenges.attractiveness")
        page.wait_for_selector("#notice button")
        assert [line["code"] for line in glose("quotes", "challenges", "--json").lines] == ["challenges.attractiveness"]
        page.click("#notice button")
        page.wait_for_selector(f'#tree [data-code="{CODE}"]')
        assert file.read_text(encoding="utf-8") == before
