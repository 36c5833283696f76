"""Code points and UTF-16 units: what the scripts convert is what Python counts."""

import random

from tests.desk.browser.conftest import base
from tests.desk.conftest import served

SIGNS = ["a", "é", "e\u0301", "🏙️", "👩\u200d👩\u200d👧", "𝒳", " ", "\u202e", "漢", "\n"]


def test_places_convert_there_and_back(coded, come):
    chance = random.Random(5)
    texts = ["", *("".join(chance.choices(SIGNS, k=length)) for length in (1, 2, 3, 10, 40, 200))]
    rows = [
        (text, points, len(text[:points].encode("utf-16-le")) // 2) for text in texts for points in range(len(text) + 1)
    ]
    with served(coded) as url:
        page = come(url, "/confirm")
        found = page.evaluate(
            """async ([address, rows]) => { const {unitsOf, pointsOf} = await import(address);
                return rows.map(([text, points, units]) => [unitsOf(text, points), pointsOf(text, units)]); }""",
            [base(url) + "/static/js/places.js", rows],
        )
        inside = page.evaluate(
            "async (address) => (await import(address)).pointsOf('a🏙b', 2)", base(url) + "/static/js/places.js"
        )
    assert found == [[units, points] for _, points, units in rows]
    assert inside == 1


def test_a_hundred_thousand_words_in_one_paragraph(study, glose, written, come):
    words = "La ville attire des entreprises et gère l'eau . " * 12_500
    glose("add", written("long.txt", f"Collectivité : Nice\n\nR : {words}\n"), code=None)
    with served(study, "--coder", "anna") as url:
        page = come(url, "/texts/long")
        page.wait_for_selector("html[data-drawn]", timeout=60_000)
        for key in ("ArrowRight", "ArrowRight", "ArrowRight"):
            page.keyboard.press(key)
        page.keyboard.press("c")
        page.wait_for_selector("[role=combobox]")
        page.keyboard.type("attract")
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-coding]")
        assert page.get_attribute("[data-coding]", "data-code") == "objectives.attractiveness"
