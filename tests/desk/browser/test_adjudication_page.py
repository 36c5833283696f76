"""Disagreements in a real browser, settled by keys alone, with names hidden, and taken back."""

from tests.desk.browser.conftest import Come, said, until
from tests.desk.conftest import served

TEXT = "nice-entretien"
CODE = "objectives.attractiveness"


def outcomes(glose):
    return [line["payload"]["outcome"] for line in glose("history", "--json").lines if line["kind"] == "adjudicate"]


def test_disagreements_are_settled_by_keys_alone(coded, glose, come: Come):
    for coder, quote in (("anna", "attirer des entreprises"), ("basile", "veut attirer des entreprises")):
        glose("code", TEXT, CODE, "--quote", quote, "--degree", "axis", "--coder", coder)
        glose("code", TEXT, "challenges", "--quote", "travail en silos", "--coder", coder)
    with served(coded, "--coder", "lea") as url:
        page = come(url, "/adjudication")
        page.wait_for_selector("#dispute")
        assert page.locator(".side").count() == 2
        page.keyboard.press("2")
        page.wait_for_selector("dialog .reasons")
        page.keyboard.press("1")
        said(page, "Ce qu’a codé basile est retenu")
        until(page, "!document.getElementById('dispute')")
        assert outcomes(glose) == ["take"]
        page.keyboard.press("u")
        page.wait_for_selector("#dispute")
        page.keyboard.press("m")
        page.keyboard.type("à discuter")
        page.keyboard.press("Enter")
        page.keyboard.press("o")
        page.wait_for_selector("[role=combobox]")
        page.keyboard.type("difficult")
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog .reasons")
        page.keyboard.press("Escape")  # goes back: nothing is settled
        until(page, "!document.querySelector('dialog')")
        assert page.input_value("#note") == "à discuter"
        page.keyboard.press("n")
        page.wait_for_selector("dialog .reasons")
        page.keyboard.press("Enter")
        until(page, "!document.getElementById('dispute')")
        assert outcomes(glose) == ["take", "neither"]
        page.click("#take-agreed")
        said(page, "Accords repris")
        page.wait_for_selector(".empty")
        page.keyboard.press("u")
        page.wait_for_selector("#take-agreed")


def test_names_are_hidden_and_the_order_does_not_tell(coded, glose, come: Come):
    for coder, quote in (("anna", "attirer des entreprises"), ("basile", "veut attirer des entreprises")):
        glose("code", TEXT, CODE, "--quote", quote, "--coder", coder)
    with served(coded, "--coder", "lea") as url:
        page = come(url, "/adjudication")
        page.check("[name=hidden]")
        page.wait_for_selector(".side >> text=codeur 1")
        assert "basile" not in page.inner_text("main")
        marked = page.locator(".side").nth(0).locator("mark").inner_text()
        page.keyboard.press("1")
        page.wait_for_selector("dialog .reasons")
        page.keyboard.press("Enter")
        until(page, "!document.getElementById('dispute')")
    kept = glose("quotes", CODE, "--json").lines
    [entry] = [line for line in glose("history", "--json").lines if line["kind"] == "adjudicate"]
    assert entry["payload"]["kept"]
    assert marked in {line["quote"] for line in kept}
