"""The hands of the scripted analyst in a browser: every key, click, drag and turn of the wheel is counted."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PATIENCE = 30.0
_WORDS = """([selector, quote]) => {
    // Where words lie on the page, blanks aside; null where they are not.
    const root = document.querySelector(selector);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const at = []; let letters = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let i = 0; i < node.data.length; i++) {
            if (/\\s/.test(node.data[i])) continue;
            at.push([node, i]); letters += node.data[i];
        }
    }
    const wanted = quote.replace(/\\s/g, '');
    const first = letters.indexOf(wanted);
    if (first < 0) return null;
    const box = ([node, i]) => {
        const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1);
        return range.getBoundingClientRect();
    };
    const one = box(at[first]), other = box(at[first + wanted.length - 1]);
    return {
        left: one.left, top: one.top, height: one.height, right: other.right, bottom: other.bottom, last: other.height,
    };
}"""


@dataclass
class Count:
    """What was done: keys, clicks, drags, turns of the wheel; and how long each coding took, in seconds."""

    done: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    @property
    def presses(self) -> int:
        """Keys, clicks and drags: all that is done but looking for the place."""
        return self.done["keys"] + self.done["clicks"] + self.done["drags"]

    @contextmanager
    def coding(self) -> Iterator[None]:
        """Time what is done for one coding."""
        began = time.perf_counter()
        yield
        self.seconds.append(time.perf_counter() - began)


@dataclass
class Hands:
    """The hands on one page. `top` and `bottom` are what bars hide of the window, in pixels."""

    page: "Page"
    count: Count
    top: int = 0
    bottom: int = 0

    def press(self, key: str) -> None:
        """Press one key."""
        self.count.done["keys"] += 1
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type letters, a key each."""
        for letter in words:
            self.press(letter)

    def click(self, element: "Locator", within: str = "") -> None:
        """Click an element, with a turn of the wheel where it is out of sight, in the window or in a list on it."""
        self.see(element, within)
        box = element.bounding_box()
        assert box is not None
        self.count.done["clicks"] += 1
        self.page.mouse.click(box["x"] + min(box["width"] / 2, 40), box["y"] + box["height"] / 2)

    def point(self, element: "Locator") -> None:
        """Lay the mouse on an element, which is no press."""
        self.see(element)
        box = element.bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + 8, box["y"] + box["height"] / 2)

    def see(self, element: "Locator", within: str = "") -> None:
        """Bring an element into sight."""
        limits = self._limits()
        if within:
            box = self.page.locator(within).bounding_box()
            assert box is not None
            limits = (box["y"], box["y"] + box["height"])
            self.page.mouse.move(box["x"] + box["width"] / 2, sum(limits) / 2)

        def where() -> tuple[float, float]:
            top, bottom = element.evaluate(
                "(one) => [one.getBoundingClientRect().top, one.getBoundingClientRect().bottom]"
            )
            return float(top), float(bottom)

        self._turn(where, limits)

    def drag(self, selector: str, quote: str) -> None:
        """Draw the mouse over words, from the first letter to the last."""
        self._turn(
            lambda: (self._place(selector, quote)["top"], self._place(selector, quote)["bottom"]), self._limits()
        )
        box = self._place(selector, quote)
        self.count.done["drags"] += 1
        self.page.mouse.move(box["left"] + 0.6, box["top"] + box["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(box["right"] - 0.6, box["bottom"] - box["last"] / 2, steps=6)
        self.page.mouse.up()

    def until(self, expression: str) -> None:
        """Wait until an expression is true on the page."""
        end = time.perf_counter() + PATIENCE
        while not self.page.evaluate(expression):
            if time.perf_counter() > end:
                raise TimeoutError(expression)
            self.page.wait_for_timeout(10)

    def _place(self, selector: str, quote: str) -> dict[str, float]:
        found: dict[str, float] | None = self.page.evaluate(_WORDS, [selector, quote])
        if found is None:
            raise ValueError(f"these words are not on the page: {quote}")
        return found

    def _limits(self) -> tuple[float, float]:
        size = self.page.viewport_size
        assert size is not None
        return self.top, size["height"] - self.bottom

    def _turn(self, where: Callable[[], tuple[float, float]], limits: tuple[float, float]) -> None:
        """One turn of the wheel, however far, where something is out of sight; the mouse stands over what scrolls."""
        highest, lowest = limits
        turned = False
        for _ in range(12):
            top, bottom = where()
            if top >= highest and bottom <= lowest:
                break
            turned = True
            self.page.mouse.wheel(0, top - highest - (lowest - highest) / 3)
            self._rest(where)
        if turned:
            self.count.done["turns"] += 1

    def _rest(self, where: Callable[[], tuple[float, float]]) -> None:
        """Wait until the page stands still."""
        before = None
        for _ in range(100):
            self.page.wait_for_timeout(25)
            now = where()
            if now == before:
                return
            before = now
