"""glose figure: figures of tables and explorations by name, each with its numbers and its words."""

import csv

import pytest

from reports.explore.cooccurrence import cooccurrence
from reports.explore.drawing import PRINTED, network_of
from workbench.exploring import explored
from workbench.study import Study


def test_bars_of_a_table_that_declares_none(sample, glose, tmp_path, monkeypatch):
    monkeypatch.chdir(sample)
    glose("figure", "vision", "--kind", "bars", "--sort", "size", "--format", "svg,pdf", "--out", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vision.csv", "vision.pdf", "vision.svg", "vision.txt"]
    with (tmp_path / "vision.csv").open(encoding="utf-8-sig") as file:
        counts = [int(row["n"]) for row in csv.DictReader(file)]
    assert counts == sorted(counts, reverse=True)
    assert "14/15" in (tmp_path / "vision.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["netwrk"], "network"),
        (["timeline"], "--code"),
        (["corpus"], "corpus"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_nothing_is_written(asked, said, sample, glose, tmp_path, monkeypatch):
    monkeypatch.chdir(sample)
    assert said in glose("figure", *asked, "--out", tmp_path, code=1).err
    assert list(tmp_path.iterdir()) == []


def test_a_figure_that_cannot_be_drawn_does_not_stop_the_others(sample, glose, tmp_path, monkeypatch):
    monkeypatch.chdir(sample)
    told = glose("figure", "corpus", "vision", "timeline", "matrix", "--out", tmp_path, code=1).err
    assert "corpus" in told
    assert "--code" in told
    assert {path.stem for path in tmp_path.iterdir()} == {"vision", "matrix"}


@pytest.mark.parametrize("level", [2, None])
def test_a_network_is_as_wide_as_its_labels_can_be_read_and_says_what_it_leaves_out(level, sample):
    with Study.open(sample) as study:
        met = cooccurrence(explored(study), within="passage", level=level)
    figure = network_of(met, language="en")
    assert figure.width <= PRINTED
    assert "not drawn" in figure.alt


def test_every_named_figure_is_written_with_its_numbers(sample, glose, tmp_path, monkeypatch):
    monkeypatch.chdir(sample)
    asked = ["matrix", "timeline", "portrait", "map", "--code", "objectives", "--text", "nice-entretien"]
    glose("figure", *asked, "--out", tmp_path)
    names = ["map-objectives", "matrix", "portrait-nice-entretien", "timeline-objectives"]
    assert {path.stem for path in tmp_path.iterdir()} == set(names)
    for name in names:
        assert (tmp_path / f"{name}.svg").read_text(encoding="utf-8").startswith("<?xml")
        assert (tmp_path / f"{name}.csv").stat().st_size > 20
    assert "15 collectivités" in (tmp_path / "map-objectives.txt").read_text(encoding="utf-8")


def test_bars_of_a_table_by_group_have_the_cases_of_each_group(sample, glose, tmp_path, monkeypatch):
    monkeypatch.chdir(sample)
    glose("figure", "objectives_by_unit", "--kind", "bars", "--out", tmp_path)
    with (tmp_path / "objectives_by_unit.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["row"] == "objectives"]
    assert {row["group"]: (row["n"], row["N"]) for row in rows}["commune"] == ("7", "7")


def test_a_dendrogram_is_cut_into_as_many_groups_as_asked_for(sample, glose, tmp_path, monkeypatch):
    monkeypatch.chdir(sample)
    glose("figure", "dendrogram", "--groups", "4", "--lang", "en", "--out", tmp_path)
    assert "Cut into 4 groups: A (" in (tmp_path / "dendrogram.txt").read_text(encoding="utf-8")
