"""Typologies in a real browser: a digit, the quotes, Enter, the next case."""

from tests.desk.browser.conftest import Come
from tests.desk.conftest import served

TEXT = "nice-entretien"


def test_a_case_is_decided_by_keys_on_the_quotes_of_its_rule(coded, glose, come: Come):
    file = coded / "codebook.yaml"
    rule = "{id: pioneer, when: [objectives.attractiveness],"
    file.write_text(file.read_text(encoding="utf-8").replace("{id: pioneer,", rule), encoding="utf-8")
    glose("code", TEXT, "objectives.attractiveness", "--quote", "attirer des entreprises", "--coder", "anna")
    with served(coded, "--coder", "anna") as url:
        page = come(url, "/typologies/maturity")
        page.click(".cases-of th .part")
        page.wait_for_selector('.class-choice[data-class="pioneer"][aria-checked="true"]')
        assert page.is_checked("#evidence input")
        page.keyboard.press("2")
        page.wait_for_selector("#rests >> text=Cochez")
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        page.wait_for_selector(".cases-of td b >> text=Pionnière")
        [line] = [one for one in glose("classify", "maturity", "--json").lines if one["case"] == "Nice"]
        assert (line["class"], line["decided"][0]["quotes"][0]["quote"]) == ("pioneer", "attirer des entreprises")
