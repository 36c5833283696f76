"""The sample study as pages, opened in a real Chromium."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cli
from tests.sample_study import MadeOnce

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


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
