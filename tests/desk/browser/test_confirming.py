"""Going through the sample study at the desk by the keyboard alone."""

import shutil

import pytest

from tests.desk.browser.conftest import settled, until
from tests.desk.conftest import served

PASSAGES = 40


@pytest.fixture
def desk(sample, tmp_path):
    folder = shutil.copytree(sample, tmp_path / "sample")
    with served(folder, "--coder", "zoe") as url:
        yield url


def at(page):
    return page.get_attribute("[data-passage][aria-current=true]", "data-passage")


def test_forty_passages_by_keyboard_alone(desk, come):
    """A suggestion is accepted or refused, where none is something is coded by name, and on; then all is taken back."""
    page = come(desk, "/texts/lyon-entretien")
    page.wait_for_selector("[data-suggestion]", timeout=120_000)
    passages, decided = set(), 0
    while len(passages) < PASSAGES:
        number = at(page)
        passages.add((page.get_attribute("#desk-text", "data-text"), number))
        if page.locator("#suggestion-panel .suggestion-card").count():
            page.keyboard.press("ra"[decided % 2])
            decided += 1
        elif decided % 5 == 0:
            page.keyboard.press("c")
            page.wait_for_selector("[role=combobox]")
            page.keyboard.type("environnement")
            page.keyboard.press("Enter")
            page.wait_for_selector("[role=combobox]", state="detached")
            decided += 1
            page.keyboard.press("j")
        elif int(number) < page.locator("[data-passage]").count():
            page.keyboard.press("j")
        else:
            settled(page)
            page.keyboard.press("J")
            page.wait_for_url("**/texts/montpellier-entretien*")
            page.wait_for_selector("html[data-drawn]")
            page.wait_for_selector("[data-suggestion]")
        page.wait_for_timeout(30)
    settled(page)
    desk_of = page.url.split("/texts")[0]
    done = page.request.get(f"{desk_of}/api/acts?most=500").json()
    assert done["number"] == decided > 20
    mine = codings(page, desk_of)
    assert len(mine) > 8
    for _ in range(done["number"]):
        page.keyboard.press("u")
    until(page, "document.getElementById('undo').disabled", 60)
    assert codings(page, desk_of) == []
    for _ in range(done["number"]):
        page.keyboard.press("U")
    until(page, "document.getElementById('redo').disabled", 60)
    assert codings(page, desk_of) == mine


def codings(page, desk):
    """What zoe has coded: code and words, in both texts."""
    found = []
    for text in ("lyon-entretien", "montpellier-entretien"):
        records = page.request.get(f"{desk}/api/texts/{text}/records").json()
        found += [(one["code"], one["quote"], one["degree"]) for one in records["codings"] if one["coder"] == "zoe"]
    return sorted(found)


def test_by_doubt_over_all_texts(desk, come):
    page = come(desk, "/confirm")
    page.check("input[value=doubt]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/texts/**", timeout=120_000)
    page.wait_for_selector("html[data-drawn]")
    assert "1/" in page.text_content("#plan")
    texts = set()
    for number in range(6):
        page.wait_for_selector("#suggestion-panel .suggestion-card")
        texts.add(page.get_attribute("#desk-text", "data-text"))
        until(page, f"document.getElementById('plan').textContent.startsWith('{number + 1}/')")
        page.keyboard.press("r")
        while page.locator("#suggestion-panel .suggestion-card").count() and page.text_content("#plan").startswith(
            f"{number + 1}/"
        ):
            page.keyboard.press("r")
            page.wait_for_timeout(60)
        until(
            page,
            f"document.getElementById('plan') && document.getElementById('plan').textContent.startsWith('{number + 2}/')",
        )
    assert len(texts) > 1
    page.click("#plan-end")
    assert page.locator("#plan").is_hidden()


def test_ticks_at_a_label_decide_there_and_stay(desk, come):
    page = come(desk, "/texts/lyon-entretien")
    page.wait_for_selector("[data-suggestion]", timeout=120_000)
    desk_of = page.url.split("/texts")[0]
    before, held = page.locator("[data-suggestion]").count(), page.locator("[data-coding]").count()
    mark = page.locator("[data-suggestion]").nth(5)
    code, passage = mark.get_attribute("data-code"), mark.get_attribute("data-at")
    label = mark.locator(".label")
    label.scroll_into_view_if_needed()
    assert mark.locator("[data-act]").first.is_hidden()
    label.hover()
    where = page.evaluate("scrollY")
    mark.locator("[data-act=accept]").click()
    until(page, f"document.querySelectorAll('[data-coding]').length === {held + 1}")
    settled(page)
    assert page.evaluate("scrollY") == where
    assert at(page) == passage
    assert [one[0] for one in codings(page, desk_of)] == [code]
    mark = page.locator("[data-suggestion]").nth(6)
    mark.locator(".label").scroll_into_view_if_needed()
    mark.locator(".label").hover()
    mark.locator("[data-act=reject]").click()
    until(page, f"document.querySelectorAll('[data-suggestion]').length <= {before - 2}")
    settled(page)
    assert page.request.get(f"{desk_of}/api/acts?most=9").json()["number"] == 2
    assert len(codings(page, desk_of)) == 1


def test_the_picker_has_the_last_codes_first_then_those_that_score_highest(desk, come):
    page = come(desk, "/texts/lyon-entretien")
    page.wait_for_selector("[data-suggestion]", timeout=120_000)
    number = page.locator("[data-suggestion]").first.get_attribute("data-at")
    near = page.request.get(f"{page.url.split('/texts')[0]}/api/texts/lyon-entretien/near").json()["near"][number]
    assert [score for _, score in near] == sorted((score for _, score in near), reverse=True)
    page.locator(f"[data-passage='{number}'] .num").click()

    def listed():
        page.keyboard.press("c")
        page.wait_for_selector("[role=combobox]")
        found = page.locator("#picker-list [role=option]").evaluate_all(
            "(all) => all.slice(0, 7).map((one) => [one.dataset.code, Boolean(one.querySelector('.nearest')), Boolean(one.querySelector('kbd'))])"
        )
        return [tuple(one) for one in found]

    until(page, "performance.getEntriesByType('resource').some((one) => one.name.endsWith('/near'))")
    page.wait_for_timeout(300)
    ids = [code for code, _ in near]
    assert listed()[: len(ids)] == [(code, True, False) for code in ids]
    held = page.locator("[data-coding]").count()
    page.keyboard.type("envir")
    page.keyboard.press("Enter")
    until(page, f"document.querySelectorAll('[data-coding]').length === {held + 1}")
    settled(page)
    [(last, *_)] = codings(page, page.url.split("/texts")[0])
    assert listed()[:2] == [(last, False, True), next((code, True, False) for code in ids if code != last)]


def test_passages_that_are_blind_have_no_codes_at_hand(desk, come):
    page = come(desk, "/texts/lyon-entretien")
    page.wait_for_selector("[data-suggestion]", timeout=120_000)
    near = f"{page.url.split('/texts')[0]}/api/texts/lyon-entretien/near"
    every = page.request.get(near).json()["near"]
    some = page.request.get(f"{near}?blind=0.5").json()["near"]
    hidden = page.request.get(f"{near.removesuffix('near')}records?blind=0.5").json()["blind"]
    assert len(every) > len(some) > 0
    assert not set(some) & {str(number) for number in hidden}
    assert page.request.get(f"{near}?blind=1").json()["near"] == {}
