"""A desk in a process of its own and a real Chromium, for the benchmarks that drive them."""

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.timing import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
"""Pages that are measured load nothing from elsewhere."""


@contextlib.contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """A desk of the study in the folder; gives the address with its token."""
    command = [sys.executable, "-m", "cli", "desk", "--json", "--no-browser", "--coder", "anna", "--study", str(folder)]
    process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.terminate()
        process.wait(20)


@contextlib.contextmanager
def chromium(url: str) -> "Iterator[tuple[BrowserContext, Page]]":
    """The system's Chromium, 1440 by 900, with one page at an address."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = shutil.which("chromium") or "chromium"
        browser = playwright.chromium.launch(executable_path=found, args=list(CHROMIUM))
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(url)
        yield context, page
        browser.close()
