"""Every page of the desk on the sample study: accessible, light and dark, at every size; and the pictures of the docs."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from desk.pages.frame import PAGES
from tests.desk.browser.conftest import base, until
from tests.desk.conftest import served

ADDRESSES = [
    *(address for _, address in PAGES),
    "/texts/nice-entretien",
    "/tables/objectives",
    "/codebook?code=challenges",
    "/typologies/maturity",
    "/settings",
    "/codings/board?code=objectives",
]
SIZES = ((1440, 900), (1024, 768), (768, 1024), (390, 844))
PICTURES = Path(__file__).resolve().parents[3] / "docs" / "pictures"


@pytest.fixture(scope="module")
def desk(sample, tmp_path_factory):
    with served(shutil.copytree(sample, tmp_path_factory.mktemp("access") / "sample"), "--coder", "zoe") as url:
        yield url


@pytest.mark.whole
def test_every_page_is_accessible_and_fits(desk, come):
    page = come(desk, "/")
    serious, wide = [], []
    for address in ADDRESSES:
        for size in SIZES:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.goto(base(desk) + address)
            if address == "/texts/nice-entretien":
                page.wait_for_selector("html[data-drawn]")
            page.wait_for_timeout(400)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                wide.append((address, size))
        page.set_viewport_size({"width": 1440, "height": 900})
        for theme in ("light", "dark"):
            page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
            found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            serious += [
                (address, theme, one["id"], one["nodes"][0]["html"][:120])
                for one in found
                if one["impact"] in ("serious", "critical")
            ]
    assert serious == []
    assert wide == []


@pytest.mark.whole
def test_the_pictures_of_the_docs(sample, tmp_path, come):
    """The pages that docs/desk.md shows; `GLOSE_PICTURES=1` writes them there."""
    folder = PICTURES if os.environ.get("GLOSE_PICTURES") else tmp_path
    folder.mkdir(exist_ok=True)
    with served(shutil.copytree(sample, tmp_path / "sample"), "--coder", "zoe") as url:
        page = come(url, "/texts/lyon-entretien#p6")
        page.wait_for_selector("[data-suggestion]", timeout=120_000)
        until(page, "document.querySelector('.reasons')?.children.length > 0", 30)
        page.screenshot(path=folder / "desk-text.png")
        page.keyboard.press("c")
        page.wait_for_selector("[role=combobox]")
        page.keyboard.type("parten")
        page.screenshot(path=folder / "desk-picker.png")
    assert (folder / "desk-text.png").stat().st_size > 20_000
    assert (folder / "desk-picker.png").stat().st_size > 20_000
