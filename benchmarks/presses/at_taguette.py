"""The forty codings in Taguette: highlights with the codebook's codes as tags."""

import contextlib
import csv
import html
import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.presses.forty import Task, Wanted
from benchmarks.presses.hands import Count, Hands
from benchmarks.presses.others import answering
from benchmarks.serving import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

PORT = 8422


def at_taguette(python: Path, folder: Path, task: Task) -> Count:
    """Make the codings in a Taguette of its own, and see that it holds them and nothing else.

    `python` is the interpreter of an environment with taguette.
    """
    count, port = Count(), PORT
    folder.mkdir()
    database = folder / "taguette.sqlite3"
    command = [str(python), "-m", "taguette.main", "--no-browser", "--port", str(port), "--database", str(database)]
    quiet = {**os.environ, "HOME": str(folder), "LANG": "C.UTF-8", "LANGUAGE": "en"}
    log = folder / "log"
    with _running(command, log, quiet):
        base = answering(f"http://localhost:{port}/health").removesuffix("/health")
        with chromium("about:blank") as (_, page):
            # News of the project, asked for elsewhere: without a network the answer never comes, and no page opens.
            page.route("**/messages.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
            page.goto(f"{base}/?token={_token(log)}")
            tags = _project(page, base, folder, task)
            hands = Hands(page, count, top=10, bottom=20)
            for text in task.texts:
                page.locator("#documents-list a", has_text=text).first.click()
                hands.until(f"document.querySelector('#document-contents').textContent.length > {len(text)} * 20")
                page.wait_for_timeout(500)
                for one in task.of(text):
                    with count.coding():
                        _make(hands, one, tags)
    with contextlib.closing(sqlite3.connect(database)) as kept:
        rows = kept.execute(
            "SELECT documents.name, highlights.snippet, tags.path FROM highlights"
            " JOIN documents ON documents.id = highlights.document_id"
            " JOIN highlight_tags ON highlight_tags.highlight_id = highlights.id"
            " JOIN tags ON tags.id = highlight_tags.tag_id"
        )
        made = {(name, _bare(snippet), tag) for name, snippet, tag in rows}
    wanted = {(one.text, "".join(one.quote.split()), one.code) for one in task.wanted}
    assert made == wanted, (sorted(made - wanted), sorted(wanted - made))
    return count


def _make(hands: Hands, one: Wanted, tags: dict[str, int]) -> None:
    """The words, `n`, the tag, Enter."""
    page = hands.page
    before = page.locator("#document-contents .highlight").count()
    hands.drag("#document-contents", one.quote)
    hands.press("n")
    hands.until("document.querySelector('#highlight-add-modal').classList.contains('show')")
    hands.until("document.activeElement.id === 'highlight-search'")
    # Finding it by letters needs one at least, and Enter; scrolling to it and a click are never more.
    hands.click(page.locator(f"#highlight-add-tags-{tags[one.code]}"), within="#highlight-add-modal .modal-body")
    hands.press("Enter")
    hands.until("!document.querySelector('#highlight-add-modal').classList.contains('show')")
    hands.until("!document.querySelector('.modal-backdrop')")
    hands.until(f"document.querySelectorAll('#document-contents .highlight').length > {before}")


def _project(page: "Page", base: str, folder: Path, task: Task) -> dict[str, int]:
    """A project with the texts and the codes; the number of each tag."""
    page.goto(f"{base}/project/new")
    page.locator("#project-name").fill("forty")
    page.locator("form button[type=submit]").last.click()
    page.wait_for_url("**/project/*")
    address = page.url
    book = folder / "codes.csv"
    with book.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["tag", "description"], *([code, name] for code, name in task.names.items())])
    page.goto(f"{address}/import_codebook")
    page.locator("input[type=file]").set_input_files(book)
    page.locator("form input[type=submit], form button[type=submit]").last.click()
    page.locator("input[type=submit]").last.click()
    page.wait_for_url(address)
    for name, text in task.texts.items():
        page_of_text = folder / f"{name}.html"
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.content.split("\n") if line.strip())
        page_of_text.write_text(f"<html><body>{lines}</body></html>", encoding="utf-8")
        page.locator("a", has_text="Add a document").click()
        page.locator("#document-add-name").fill(name)
        page.locator("#document-add-file").set_input_files(page_of_text)
        page.locator("#document-add-form button[type=submit]").click()
        page.locator("#documents-list a", has_text=name).first.wait_for()
        page.locator("#document-add-modal").wait_for(state="hidden")
    page.goto(address)
    page.locator("#documents-list a").first.wait_for()
    rows = page.evaluate("() => Object.values(tags).map((one) => [one.path, one.id])")
    return {str(path): int(number) for path, number in rows}


def _bare(snippet: str) -> str:
    """A highlight's words, which are kept as HTML, without blanks."""
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", snippet)).split())


@contextlib.contextmanager
def _running(command: list[str], log: Path, environment: dict[str, str]) -> Iterator[None]:
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=log.parent, stdout=out, stderr=out, env=environment)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def _token(log: Path) -> str:
    """The token of the address that Taguette prints."""
    return log.read_text(encoding="utf-8").partition("token=")[2].split()[0]
