"""The forty codings at the desk, with mouse and keys."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.presses.forty import Task, Wanted, typings
from benchmarks.presses.hands import Count, Hands
from benchmarks.serving import chromium, served
from workbench.study import Study

if TYPE_CHECKING:
    from playwright.sync_api import Page

_POSITIONS = """async ([typed, code]) => {
    // Where a code stands in the picker for each thing that may be typed; -1 where it is not listed.
    const loaded = performance.getEntriesByType('resource').map((one) => one.name);
    const { searchCodes } = await import(loaded.find((one) => one.includes('/code_search.js')));
    const { atHand, here } = await import(loaded.find((one) => one.includes('/text/model.js')));
    const { recent, near } = atHand();
    const codes = [...here.codes.values()].filter((one) => !one.retired);
    return typed.map((words) => searchCodes(words, codes, [...recent, ...near.map(([id]) => id)]).indexOf(code));
}"""
_IN_SIGHT = """(code) => {
    const list = document.querySelector('#picker-list'), one = list.querySelector(`[data-code="${code}"]`);
    if (!one) return null;
    const box = one.getBoundingClientRect(), around = list.getBoundingClientRect();
    return box.top >= around.top - 1 && box.bottom <= around.bottom + 1;
}"""
LISTED = 8
"""Lines of the picker that can be clicked without scrolling it."""


def at_desk(study: Path, task: Task) -> Count:
    """Make the codings with mouse and keys."""
    return coded(study, task, _make, top=120, bottom=30)


def coded(study: Path, task: Task, make: Callable[[Hands, Wanted, str], None], **covered: int) -> Count:
    """Have the codings made, text by text, and see that the ledger holds them and nothing else.

    `make` makes one, under a code of that name, with hands that keep off what is `covered` at the page's edges.
    """
    count = Count()
    with served(study) as url, chromium(url) as (_, page):
        base = url.split("/enter")[0]
        hands = Hands(page, count, **covered)
        for text in task.texts:
            page.goto(f"{base}/texts/{text}")
            page.wait_for_selector("html[data-drawn]")
            page.wait_for_selector("[data-suggestion]", timeout=300_000)
            for one in task.of(text):
                before = page.locator("[data-coding]").count()
                with count.coding():
                    make(hands, one, task.names[one.code])
                    hands.until(f"document.querySelectorAll('[data-coding]').length === {before + 1}")
                    hands.until("!Object.keys(sessionStorage).some((key) => key.startsWith('glose-waiting'))")
    with Study.open(study) as opened:
        made = {(c.place.text, c.place.start, c.place.end, c.code) for c in opened.ledger.codings(coder="anna")}
    wanted = {(one.text, one.start, one.end, one.code) for one in task.wanted}
    assert made == wanted, (sorted(made - wanted), sorted(wanted - made))
    return count


def _make(hands: Hands, one: Wanted, name: str) -> None:
    """One coding: what is suggested is accepted, the rest is marked with the mouse and coded."""
    page = hands.page
    mark = page.locator(f'[data-suggestion][data-at="{one.passage}"][data-code="{one.code}"]')
    if one.suggested and mark.count():
        _accept(hands, one, page)
    else:
        hands.drag("#paper", one.quote)
        page.wait_for_selector("[role=combobox]")
        _pick(hands, one.code, name)


def _accept(hands: Hands, one: Wanted, page: "Page") -> None:
    """`a` where it is at hand already, else the tick at its label."""
    here = f'[data-suggestion][data-at="{one.passage}"][data-code="{one.code}"]'
    if page.locator(f".at-hand{here}").count():
        hands.press("a")
        return
    hands.point(page.locator(f"{here} .label"))
    hands.click(page.locator(f"{here} [data-act=accept]"))


def _pick(hands: Hands, code: str, name: str) -> None:
    """Take a code in the picker the shortest way: by its line, a digit or the fewest letters."""
    page = hands.page
    line = page.locator(f'#picker-list [data-code="{code}"]')
    if page.evaluate(_IN_SIGHT, code):
        hands.click(line)
        return
    typed = typings(name, code)
    positions = page.evaluate(_POSITIONS, [typed, code])
    words = next(words for words, at in zip(typed, positions, strict=True) if 0 <= at < LISTED)
    hands.type(words)
    assert page.evaluate(_IN_SIGHT, code), (words, code)
    if positions[typed.index(words)] == 0:
        hands.press("Enter")
    else:
        hands.click(line)
