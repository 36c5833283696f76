"""Coding in a real browser with the keys and the mouse: what is seen, and what the ledger then holds."""

from itertools import pairwise

import pytest

from tests.desk.browser.conftest import marks, said, settled, shown, until
from tests.desk.conftest import served

TEXT = "/texts/nice-entretien"


@pytest.fixture
def desk(coded):
    with served(coded, "--coder", "anna") as url:
        yield url


def to_passage(page, words):
    """Go to the passage with these words by the keys alone."""
    number = page.locator(".passage", has_text=words).get_attribute("data-passage")
    for _ in range(60):
        at = page.get_attribute("[data-passage][aria-current=true]", "data-passage")
        if at == number:
            return
        page.keyboard.press("j" if int(at) < int(number) else "k")
    raise AssertionError(words)


def code(page, *names):
    """Code what is at hand with these codes, and wait until they are drawn."""
    before = marks(page)
    page.keyboard.press("c")
    page.wait_for_selector("[role=combobox]")
    for name in names[:-1]:
        page.keyboard.type(name)
        page.keyboard.press("Tab")
    page.keyboard.type(names[-1])
    page.keyboard.press("Enter")
    drawn(page, before + len(names))


def drawn(page, number):
    """Wait until so many codings are drawn, and what was decided is recorded."""
    until(page, f"document.querySelectorAll('[data-coding]').length === {number}")
    settled(page)


def drag(page, words, place, to):
    """Draw the mouse over words, from one share of their box to another."""
    box = page.locator(".passage", has_text=words).locator(".words").bounding_box()
    page.mouse.move(box["x"] + place, box["y"] + 14)
    page.mouse.down()
    page.mouse.move(box["x"] + to, box["y"] + 14, steps=4)
    page.mouse.up()


def test_coding_by_keys_undone_and_done_again(desk, come):
    page = come(desk, TEXT)
    to_passage(page, "silos")
    code(page, "Difficultés")
    to_passage(page, "priorité, c'est")
    code(page, "Environnement", "Attractivité")
    assert [code for code, _ in shown(page)] == ["objectives.attractiveness", "objectives.environment", "challenges"]
    for left in (1, 0):
        page.keyboard.press("u")
        drawn(page, left)
    assert shown(page) == []
    for left in (1, 3):
        page.keyboard.press("U")
        drawn(page, left)
    assert len(shown(page)) == 3


def test_words_chosen_by_keys_alone(desk, come):
    page = come(desk, TEXT)
    to_passage(page, "silos")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.down("Shift")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.up("Shift")
    page.wait_for_selector("[role=combobox]")
    page.keyboard.type("diffic")
    page.keyboard.press("Enter")
    drawn(page, 1)
    assert shown(page) == [("challenges", "travail en silos")]


def test_control_with_an_arrow_goes_by_sentences(desk, come):
    page = come(desk, TEXT)
    to_passage(page, "silos")
    words = page.locator("[data-passage][aria-current=true] .words").inner_text()
    page.keyboard.press("Control+ArrowLeft")
    page.keyboard.press("c")
    page.wait_for_selector("[role=combobox]")
    page.keyboard.type("diffic")
    page.keyboard.press("Enter")
    drawn(page, 1)
    [(_, quote)] = shown(page)
    before, after = words.rsplit(quote, 1)
    assert before == "" or before.rstrip()[-1] in ".!?"
    assert not any(mark in after.rstrip(". ") for mark in (". ", "! ", "? "))


def test_words_chosen_with_the_mouse_and_the_last_codes_by_digits(desk, come):
    page = come(desk, TEXT)
    drag(page, "priorité, c'est", 2, 120)
    page.wait_for_selector("[role=combobox]")
    page.keyboard.type("attract")
    page.keyboard.press("Enter")
    drawn(page, 1)
    drag(page, "silos", 2, 90)
    page.wait_for_selector("[role=combobox]")
    page.keyboard.press("1")
    drawn(page, 2)
    assert [code for code, _ in shown(page)] == ["objectives.attractiveness"] * 2


def test_five_codes_on_the_same_words_hide_nothing(desk, come, coded):
    page = come(desk, TEXT)
    to_passage(page, "silos")
    code(page, "Difficultés", "Objectifs", "Environnement", "Attractivité")
    page.keyboard.press("n")
    page.wait_for_selector(".new-code")
    page.keyboard.type("Cinquième")
    page.keyboard.press("Enter")
    drawn(page, 5)
    assert "cinquieme" in (coded / "codebook.yaml").read_text(encoding="utf-8")
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('[data-coding] .bar')].map((one) => one.getBoundingClientRect().toJSON())"
    )
    assert len({round(box["x"]) for box in boxes}) == 5
    labels = page.evaluate(
        "() => [...document.querySelectorAll('[data-coding] .label')].map((one) => one.getBoundingClientRect().toJSON())"
    )
    tops = sorted(label["top"] for label in labels)
    assert all(later - earlier >= 15 for earlier, later in pairwise(tops))


def test_borders_move_by_keys_and_by_dragging(desk, come):
    page = come(desk, TEXT)
    to_passage(page, "silos")
    code(page, "Difficultés")
    whole = shown(page)[0][1]
    page.keyboard.press("l")
    for key in "]]{":
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    said(page, "bornes")
    moved = shown(page)[0][1]
    assert whole.startswith(f"Le travail {moved[:9]}"[:11])
    assert moved == "en silos reste un frein, on travaille en silos depuis toujours"
    box = page.evaluate(
        """() => { const words = document.querySelector('[aria-current=true] .words').firstChild;
            const range = document.createRange(); range.setStart(words, 11); range.setEnd(words, 12);
            const {left, top, height} = range.getBoundingClientRect(); return [left, top + height / 2]; }"""
    )
    page.mouse.move(*box)
    page.mouse.down()
    page.mouse.move(box[0] - 40, box[1], steps=4)
    page.mouse.up()
    page.wait_for_timeout(500)
    settled(page)
    assert shown(page)[0][1].endswith(moved[9:])
    assert len(shown(page)[0][1]) > len(moved)
    assert marks(page) == 1


def test_what_others_do_arrives(desk, come, glose):
    anna, basile = come(desk, TEXT), come(desk, TEXT, coder="basile")
    to_passage(anna, "silos")
    code(anna, "Difficultés")
    basile.wait_for_selector("[data-coding].others[data-code=challenges]")
    glose("code", "nice-entretien", "objectives.environment", "--quote", "l'environnement", "--coder", "carl")
    for page in (anna, basile):
        page.wait_for_selector("[data-coding][data-code='objectives.environment']")
    glose("undo", "--coder", "carl")
    for page in (anna, basile):
        page.wait_for_selector("[data-coding][data-code='objectives.environment']", state="detached")


def test_the_server_is_killed_and_started_again(coded, come):
    port = ("--port", "8497")
    with served(coded, "--coder", "anna", *port) as url:
        page = come(url, TEXT)
        to_passage(page, "silos")
        code(page, "Difficultés")
    page.keyboard.press("c")
    page.wait_for_selector("[role=combobox]")
    page.keyboard.type("Environnement")
    page.keyboard.press("Enter")
    page.wait_for_selector("#connection.lost")
    page.keyboard.press("c")
    page.wait_for_selector("[role=combobox]")
    page.keyboard.type("Attractivité")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('connection').textContent.includes('2')")
    with served(coded, "--coder", "anna", *port):
        drawn(page, 3)
        assert sorted(code for code, _ in shown(page)) == [
            "challenges",
            "objectives.attractiveness",
            "objectives.environment",
        ]
        page.keyboard.press("u")
        drawn(page, 2)


HOSTILE = (
    "Entretien\n\nCollectivité : Nice\n\n"
    "R : <img src=x onerror=alert(1)> <script>document.title = 'x'</script> & \u202etxet\u202c \x1b[2J fin.\n\n"
    "R : Ville 👩\u200d👩\u200d👧 e\u0301cologie 🏙️ puis attirer des entreprises ici.\n"
)


def test_a_hostile_text_is_read_and_coded_at_the_right_place(study, glose, written, come):
    glose("add", written("evil.txt", HOSTILE), code=None)
    with served(study, "--coder", "anna") as url:
        page = come(url, "/texts/evil")
        assert "x" not in (page.title(), page.evaluate("document.title"))
        assert page.locator("article img, article script").count() == 0
        to_passage(page, "attirer")
        words = page.locator(".passage", has_text="attirer").locator(".words")
        place = words.evaluate(
            """(words) => { const range = document.createRange(); const at = words.textContent.indexOf('attirer');
                range.setStart(words.firstChild, at); range.setEnd(words.firstChild, at + 23);
                const {left, right, top, height} = range.getBoundingClientRect(); return [left, right, top + height / 2]; }"""
        )
        page.mouse.move(place[0] + 1, place[2])
        page.mouse.down()
        page.mouse.move(place[1] - 1, place[2], steps=4)
        page.mouse.up()
        page.wait_for_selector("[role=combobox]")
        page.keyboard.type("attract")
        page.keyboard.press("Enter")
        drawn(page, 1)
        assert shown(page) == [("objectives.attractiveness", "attirer des entreprises")]


def test_value_why_not_and_a_memo_on_the_text(desk, come, glose):
    page = come(desk, TEXT)
    to_passage(page, "silos")
    code(page, "Difficultés")
    page.keyboard.press("l")
    page.keyboard.press("t")
    page.wait_for_selector("dialog[open] input")
    page.keyboard.type("depuis 2008")
    page.keyboard.press("Enter")
    said(page, "Valeur enregistrée")
    assert [line["value"] for line in glose("quotes", "challenges", "--json").lines] == ["depuis 2008"]
    page.keyboard.press("Escape")
    page.keyboard.press("q")
    page.wait_for_selector("[role=combobox]")
    page.keyboard.type("environnement")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]", timeout=120_000)
    assert "Environnement" in page.text_content("dialog[open] h2")
    page.keyboard.press("Escape")
    page.keyboard.press("M")
    page.wait_for_selector("dialog[open] textarea")
    page.fill("dialog[open] [name=title]", "À revoir")
    page.fill("dialog[open] textarea", "Qui dit cela ?")
    page.click("dialog[open] button[type=submit]")
    said(page, "Mémo enregistré")
    [memo] = glose("memos", "--json").lines
    assert [one["id"] for one in memo["about"]] == ["nice-entretien"]


def test_an_answer_from_before_a_decision_does_not_undo_it_on_the_page(desk, come):
    """While the page asks what others did, somebody goes on coding: what they decided meanwhile stays."""
    page, other = come(desk, TEXT), come(desk, TEXT, coder="ben")
    page.request.get(page.url.split("/texts")[0] + "/api" + TEXT)  # the suggestions are made by then
    page.wait_for_timeout(1000)
    held = []
    page.route("**/records*", lambda route: route.continue_() if held else held.append((route, route.fetch())))
    before = marks(page)
    to_passage(other, "silos")
    code(other, "attract")
    for _ in range(200):
        if held:
            break
        page.wait_for_timeout(50)
    to_passage(page, "silos")
    page.keyboard.press("c")
    page.wait_for_selector("[role=combobox]")
    page.keyboard.type("envir")
    page.keyboard.press("Enter")
    until(page, f"document.querySelectorAll('[data-coding]').length === {before + 1}")
    settled(page)
    page.evaluate("""() => {
        window.gone = 0;
        new MutationObserver((all) => all.forEach((one) => one.removedNodes.forEach((node) => {
            if (node.dataset?.coding) window.gone += 1;
        }))).observe(document.getElementById('marks'), { childList: true, subtree: true });
    }""")
    route, answer = held[0]
    route.fulfill(response=answer)
    until(page, f"document.querySelectorAll('[data-coding]').length >= {before + 2}")
    assert page.evaluate("window.gone") == 0


def test_the_mouse_takes_whole_words_and_letters_with_alt(desk, come):
    page = come(desk, TEXT)

    def drawn_over(words, first, last, *, alt=False):
        """Draw the mouse from before one letter of these words to before another; the words coded."""
        place = page.evaluate(
            """([words, first, last]) => {
                const passage = [...document.querySelectorAll('.passage .words')].find((one) => one.textContent.includes(words));
                const from = passage.textContent.indexOf(words);
                return [first, last].map((at) => {
                    const range = document.createRange();
                    range.setStart(passage.firstChild, from + at); range.setEnd(passage.firstChild, from + at + 1);
                    const box = range.getBoundingClientRect();
                    return [box.left + 0.5, box.top + box.height / 2];
                });
            }""",
            [words, first, last],
        )
        before = marks(page)
        page.mouse.move(*place[0])
        if alt:
            page.keyboard.down("Alt")
        page.mouse.down()
        page.mouse.move(*place[1], steps=4)
        page.mouse.up()
        page.keyboard.up("Alt")
        page.wait_for_selector("[role=combobox]")
        page.keyboard.type("attract")
        page.keyboard.press("Enter")
        drawn(page, before + 1)
        return {quote for _, quote in shown(page)}

    assert drawn_over("travail en silos", 3, 13) == {"travail en silos"}
    assert drawn_over("travail en silos", 3, 6, alt=True) == {"travail en silos", "vai"}


def test_what_nobody_chose_in_the_picker_is_not_coded(desk, come):
    page = come(desk, TEXT)
    to_passage(page, "silos")
    page.keyboard.press("c")
    picker = page.wait_for_selector("[role=combobox]")
    page.keyboard.press("Enter")
    assert picker.is_visible()
    assert picker.get_attribute("aria-activedescendant") is None
    page.keyboard.type("Environnement")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    drawn(page, 1)
    page.keyboard.press("c")
    page.wait_for_selector("[role=combobox]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    drawn(page, 2)
    assert sorted(one for one, _ in shown(page))[1] == "objectives.environment"


def test_words_marked_by_a_finger_open_the_picker_once_they_rest(desk, come):
    page = come(desk, TEXT, size=(768, 1024), has_touch=True)
    page.evaluate(
        """() => {
            const words = [...document.querySelectorAll('.passage .words')].find((one) => one.textContent.includes('silos'));
            const at = words.textContent.indexOf('silos');
            words.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch', bubbles: true }));
            getSelection().setBaseAndExtent(words.firstChild, at, words.firstChild, at + 3);
            getSelection().extend(words.firstChild, at + 4);
        }"""
    )
    assert page.locator("[role=combobox]").count() == 0
    page.wait_for_selector("[role=combobox]")
    page.keyboard.type("Environnement")
    page.keyboard.press("Enter")
    drawn(page, 1)
    assert shown(page) == [("objectives.environment", "silos")]


def test_words_do_not_move_while_they_are_marked(desk, come, coded, glose):
    """What others record meanwhile is drawn once the mouse is let go."""
    page = come(desk, TEXT)
    box = page.locator(".passage", has_text="silos").locator(".words").bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 14)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 14, steps=3)
    with page.expect_response("**/records*"):
        glose("code", "nice-entretien", "challenges", "--quote", "Le travail en silos", "--coder", "basile")
    page.wait_for_timeout(300)
    assert marks(page) == 0
    page.mouse.up()
    page.wait_for_selector("[data-coding]")
