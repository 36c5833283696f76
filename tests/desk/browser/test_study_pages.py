"""The first steps in a real browser: a study is started, a file dropped and corrected, cases typed and pasted; signing in."""

import io
import json
import os
import subprocess
import sys

import pytest

from tests.desk.browser.conftest import Come, base
from tests.desk.conftest import ROOT, served
from tests.desk.test_adding import INTERVIEW


@pytest.fixture
def lobby(tmp_path):
    """A desk that was opened in a folder without a study."""
    command = [sys.executable, "-m", "cli", "desk", "--json", "--no-browser"]
    where = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env=where) as process:
        yield json.loads(process.stdout.readline())["url"]
        process.terminate()


def drop(page, name, words):
    page.evaluate(
        """([name, words]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([words], name));
            for (const kind of ["dragenter", "dragover", "drop"])
                document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        [name, words],
    )


def test_from_nothing_to_a_text_with_its_speakers(lobby, come: Come, tmp_path, glose):
    page = come(lobby, locale="fr-FR")
    page.fill("[name=title]", "Habiter la ville")
    page.fill("[name=coder]", "Ana")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Aucun texte encore")
    page.wait_for_selector("#waiting:not([aria-busy])")
    drop(page, "lille.txt", INTERVIEW)
    page.wait_for_selector(".doubts >> text=Paul")
    assert page.locator(".speakers tbody tr").count() == 2
    page.click("[data-field=more]")
    page.keyboard.type("Paul")
    page.keyboard.press("Enter")
    page.wait_for_selector(".speakers tbody tr:nth-child(3)")
    page.wait_for_selector(".file-head:not(.busy)")
    page.locator("[data-field=role-1]").select_option("other")
    page.wait_for_selector(".file-head:not(.busy)")
    study = tmp_path / "habiter-la-ville"
    assert glose("progress", "--json", "--study", study).lines == [], "nothing enters before it is added"
    page.click("[data-field=add]")
    page.click("text=Ouvrir le texte")
    page.wait_for_selector("html[data-drawn]")
    roles = [(t["speaker"], t["role"]) for t in glose("turns", "lille", "--json", "--study", study).lines]
    assert roles[1] == ("Inès", "other")
    assert roles[4] == ("Paul", "respondent")


def test_cases_are_typed_pasted_and_saved(coded, come: Come):
    with served(coded, "--coder", "anna") as url:
        page = come(url, "/cases")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base(url))

        def cell(row, column):
            return page.locator(f'[data-y="{row}"][data-x="{column}"]')

        cell(0, 0).click()
        page.keyboard.type("Nizza")
        page.keyboard.press("Tab")
        assert cell(0, 1).inner_text() == "Nice Côte d'Azur;Nice"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.keyboard.type("Saint-É")
        page.keyboard.press("Escape")
        assert cell(1, 1).inner_text() == ""
        page.evaluate("navigator.clipboard.writeText('Brest\\t\\tcommune\\nLille\\t\\tmétropole')")
        page.click("#case-row")
        page.keyboard.press("Control+v")
        assert cell(4, 0).inner_text() == "Lille"
        page.keyboard.press("Delete")
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+s")
        page.wait_for_selector("text=cases.csv est enregistré")
    lines = (coded / "cases.csv").read_text(encoding="utf-8").splitlines()
    assert lines == [
        "case,aliases,status", "Nizza,Nice Côte d'Azur;Nice,métropole", "Saint-Étienne,,commune",
        "Lyon,Grand Lyon,métropole", "Brest,,commune", "Lille,,métropole",
    ]  # fmt: skip


def test_a_case_twice_cannot_be_saved(coded, come: Come):
    with served(coded, "--coder", "anna") as url:
        page = come(url, "/cases")
        page.locator('[data-y="2"][data-x="0"]').click()
        page.keyboard.type("Nice")
        page.keyboard.press("Enter")
        page.wait_for_selector('[data-y="2"].bad')
        assert page.is_disabled("#case-save")
        page.click("#case-undo")
        page.wait_for_selector('[data-y="2"]:not(.bad)')


def test_who_signs_in_goes_where_they_wanted_and_loses_nothing(coded, come: Come, glose, monkeypatch):
    for name in ("anna", "ben"):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{name}-{name}-{name}\n"))
        glose("desk", "accounts", "add", name, "--role", "analyst", "--password-stdin")

    def sign_in(page, name):
        page.fill("#name", name)
        page.fill("#password", f"{name}-{name}-{name}")
        page.keyboard.press("Enter")

    with served(coded, "--host", "0.0.0.0") as url:
        address = url.replace("0.0.0.0", "127.0.0.1")
        page = come(address)
        page.goto(base(address) + "texts/nice-entretien")
        sign_in(page, "anna")
        page.wait_for_selector("html[data-drawn]")
        assert "/texts/nice-entretien" in page.url
        other = page.context.new_page()
        other.goto(base(address))
        other.evaluate(
            "fetch('/api/sign-out', {method: 'POST', headers: {'content-type': 'application/json'}, body: '{}'})"
        )
        page.keyboard.press("j")
        page.wait_for_selector("#connection a[href='/sign-in']")
        other.goto(base(address) + "sign-in")
        sign_in(other, "anna")
        other.wait_for_selector("#me")
        page.wait_for_selector("#connection:not(.lost)", state="attached")
    read = [line for line in glose("progress", "--coder", "anna", "--json").lines if line["read"]]
    assert [line["text"] for line in read] == ["nice-entretien"]


def test_files_are_dropped_on_the_list_of_texts_as_well(coded, come: Come, glose):
    with served(coded, "--coder", "anna") as url:
        page = come(url, "/texts")
        page.wait_for_selector("#add-texts")
        drop(page, "lille.txt", INTERVIEW)
        page.wait_for_selector(".doubts >> text=Paul")
        page.click("[data-field=add]")
        page.wait_for_selector("text=Ouvrir le texte")
    assert {line["text"] for line in glose("progress", "--json").lines} == {"nice-entretien", "lille"}
