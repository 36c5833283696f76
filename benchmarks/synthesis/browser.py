"""The page of the full matrix in a real Chromium: how soon it is drawn, and whether it scrolls smoothly."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.sections import paragraph
from benchmarks.synthesis.studies import Studies
from benchmarks.timing import timed

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")

_OPENING = """() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn({
    drawn: performance.now(),
    load: performance.getEntriesByType("navigation")[0].loadEventEnd,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    cells: document.querySelectorAll(".scroll td").length,
}))))"""
"""Milliseconds from navigation to the first paint, to the load event, and until a whole frame was drawn after it."""

_SCROLLING = """async ([what, right, down, frames]) => {
    const box = what ? document.querySelector(what) : document.scrollingElement;
    const took = [];
    let last = await new Promise(requestAnimationFrame);
    for (let n = 0; n < frames; n++) {
        box.scrollBy({left: right, top: down, behavior: "instant"});
        const now = await new Promise(requestAnimationFrame);
        took.push(now - last);
        last = now;
    }
    return {took, left: box.scrollLeft, top: box.scrollTop};
}"""


@dataclass(frozen=True)
class Scrolled:
    """One way of scrolling: milliseconds of each frame, and how many pixels it went."""

    told: str
    frames: list[float]
    pixels: float

    def line(self) -> str:
        """The row of the table: median, 95th percentile, share over 50 ms, slowest."""
        took = np.array(self.frames)
        over = f"{(took > 50).mean():.1%}"
        middle, high = np.percentile(took, [50, 95])
        told = f"{self.told}: {self.pixels:,.0f} px in {len(took)} frames"
        return f"| {told} | {middle:.0f} ms | {high:.0f} ms | {over} | {took.max():.0f} ms |"


def matrix_lines(studies: Studies, codings: int) -> list[str]:
    """Write the page of all codes by all cases, open it, scroll it, and say how that went."""
    study = studies.matrix(codings)
    timed(["cli.py", "tables", "--study", str(study)])
    return page_lines(study / "tables" / "matrix.html", codings)


def page_lines(page: Path, codings: int) -> list[str]:
    """What opening and scrolling the page is like."""
    version, opening, scrolled = opened(page)
    size = page.stat().st_size / 1e6
    paint, load, drawn = (f"{opening[what] / 1000:.2f} s" for what in ("paint", "load", "drawn"))
    return [
        *paragraph(
            f"""
            The page of every code by every case at {codings:,} codings ({opening["cells"]:,} cells, {size:.1f} MB,
            with the maximum number of quotes per page), opened in Chromium {version} without a graphics card: first
            paint after {paint}, loaded after {load}, fully drawn after {drawn}. Scrolled by a script, one step per
            frame:
            """
        ),
        "",
        "| | median | 95 % within | frames over 50 ms | slowest |",
        "|---|---|---|---|---|",
        *(way.line() for way in scrolled),
        "| at most | | 34 ms | | 100 ms |",
        "",
    ]


def opened(page: Path) -> tuple[str, dict[str, Any], list[Scrolled]]:
    """Chromium's version, the times of opening, and three ways of scrolling, in turn on one page."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        tab.set_default_timeout(120_000)
        tab.goto(page.as_uri())
        opening = tab.evaluate(_OPENING)
        tab.wait_for_timeout(1000)
        ways = (
            ("the matrix, down", ".scroll", 0, 100, 80),
            ("the matrix, right", ".scroll", 100, 0, 100),
            ("the page with its quotes, down", "", 0, 200, 200),
        )
        scrolled = [_scroll(tab, *way) for way in ways]
        version = browser.version
        browser.close()
    return version, opening, scrolled


def _scroll(tab: Any, told: str, what: str, right: int, down: int, frames: int) -> Scrolled:
    found = tab.evaluate(_SCROLLING, [what, right, down, frames])
    return Scrolled(told, found["took"], found["left"] if right else found["top"])
