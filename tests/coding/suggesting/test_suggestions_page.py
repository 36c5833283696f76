"""The page on suggestions, taken at its word: its plug-in is asked, its settings and its component are sound."""

import re
import sys
from pathlib import Path

import pytest
import yaml

from workbench.settings import read_settings

PAGE = (Path(__file__).parents[3] / "docs" / "suggestions.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package with the page's plug-in, announced as the page says."""
    site = tmp_path / "site"
    info = site / "glose_shouting-1.0.dist-info"
    info.mkdir(parents=True)
    [announcement] = blocks("toml")
    name, _, value = announcement.splitlines()[1].partition(" = ")
    (site / "glose_shouting.py").write_text(blocks("python")[1], encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: glose-shouting\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[glose.suggesters]\n{name} = {value.strip(chr(34))}\n")
    monkeypatch.syspath_prepend(str(site))
    yield
    sys.modules.pop("glose_shouting", None)


@pytest.mark.slow
def test_the_plug_in_of_the_page_is_asked(installed, study, glose, written):
    glose("add", written("a.txt", "Q : Alors ?\n\nR : Eh bien, ENVIRONNEMENT !\n"), "--case", "Nice")
    (study / "study.yaml").write_text("language: fr\nsuggesters: [{use: shouting, weight: 2}]\n")
    found = [s for s in glose("suggest", "--json").lines if s["code"] == "objectives.environment"]
    assert "Environnement in capitals" in [evidence["why"] for evidence in found[0]["evidence"]]
    runs = glose("history", "--json").lines
    assert [line["payload"]["plug_ins"] for line in runs if line["kind"] == "run"] == [["shouting/1"]]
    assert "shouting 1" in glose("methods").out


def test_the_settings_of_the_page_are_sound():
    degrees, exclude, uses = blocks("yaml")
    assert yaml.safe_load(degrees)["suggestions"]["degree_words"]["degree"]["wanted"]
    assert yaml.safe_load(exclude)["suggestions"]["exclude"]
    settings = read_settings(uses, "study")
    assert settings.problems == ()
    assert [use.plugin for use in settings.suggesters] == ["trained", "endpoint"]
    assert settings.suggesters[1].seconds == 900
