"""Pages of a desk in a real browser, each with a context of its own."""

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Come = Callable[..., "Page"]


@pytest.fixture
def come(chromium: "Browser") -> "Iterator[Come]":
    """`come(url, "/texts/x", coder="anna")`: a page in a browser of its own; what goes wrong in its scripts fails."""
    made: list[Page] = []
    wrong: list[str] = []

    def address(url: str) -> str:
        """The address that opens the desk once; another one for every further browser."""
        first = next((page for page in made if page.url.startswith(base(url))), None)
        if first is None:
            return url
        answer = first.request.post(base(url) + "/api/address", data={}, headers={"origin": base(url)})
        return str(answer.json()["url"])

    def opened(url: str, path: str = "/", coder: str = "", size: tuple[int, int] = (1440, 900), **look: str) -> "Page":
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **look)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(base(url)) else None)
        page.goto(address(url))
        if coder:
            answer = page.request.post(base(url) + "/api/me", data={"coder": coder}, headers={"origin": base(url)})
            assert answer.ok, answer.text()
        page.goto(base(url) + path)
        if path.startswith("/texts/"):
            page.wait_for_selector("html[data-drawn]")
        made.append(page)
        return page

    yield opened
    found = list(wrong)  # a page that is closed gives up what it was fetching, and its scripts are told so
    for page in made:
        page.context.close()
    assert found == []


def base(url: str) -> str:
    """The desk's address without the token."""
    return url.split("/enter")[0]


def shown(page: "Page") -> list[tuple[str, str]]:
    """The codings that the page shows: code and words, in order of place."""
    rows = page.evaluate(
        """async () => (await (await fetch(`/api/texts/${document.getElementById('desk-text').dataset.text}/records`)).json())
            .codings.map((one) => [one.code, one.quote])"""
    )
    return [(str(code), str(quote)) for code, quote in rows]


def marks(page: "Page") -> int:
    """How many codings are drawn."""
    return page.locator("[data-coding]").count()


def until(page: "Page", expression: str, seconds: float = 15.0) -> None:
    """Wait until an expression is true on the page. (The page forbids what Playwright's own waiting does.)"""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(30)


def settled(page: "Page") -> None:
    """Wait until what was decided is recorded."""
    until(page, "!Object.keys(sessionStorage).some((key) => key.startsWith('glose-waiting'))")


def said(page: "Page", words: str) -> None:
    """Wait until the page says these words."""
    until(page, f"document.getElementById('toasts').textContent.includes({words!r})")
