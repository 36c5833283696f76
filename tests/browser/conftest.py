"""A real Chromium: found on the machine, else these tests are skipped at home and fail in CI."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cli
from tests.sample_study import MadeOnce

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """The browser, without a network of its own."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        said = "There is no Chromium here; `apt-get install chromium` brings one."
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def written(sample: Path, made_once: MadeOnce) -> Path:
    """The sample study with its tables and report, written once."""

    def write(folder: Path) -> None:
        shutil.copytree(sample, folder)
        assert cli.run(["tables", "--study", str(folder)]) == 0
        assert cli.run(["report", "--format", "html", "--study", str(folder)]) == 0

    return made_once("pages", write)


@pytest.fixture
def show(chromium: "Browser", written: Path) -> "Iterator[Callable[[str], Page]]":
    """Open a page that was written, by its path below the study; anything it asks of a network fails the test."""
    page = chromium.new_page(viewport={"width": 1400, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def opened(path: str) -> "Page":
        page.goto((written / path).as_uri())
        return page

    yield opened
    assert [url for url in asked if not url.startswith("file://")] == []
    page.close()
