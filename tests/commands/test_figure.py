"""glose figure: figures of tables and explorations by name, each with its numbers and its words."""

import csv

import pytest

from reports.explore.cooccurrence import cooccurrence
from reports.explore.drawing import PRINTED, network_of
from workbench.exploring import explored
from workbench.study import Study


def test_bars_of_a_table_that_declares_none(sample, glose, tmp_path, monkeypatch):
    monkeypatch.chdir(sample)
    glose("figure", "vision", "--kind", "bars", "--by-size", "--format", "svg,pdf", "--out", tmp_path)
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


@pytest.mark.parametrize("level", [2, None])
def test_a_network_is_as_wide_as_its_labels_can_be_read_and_says_what_it_leaves_out(level, sample):
    with Study.open(sample) as study:
        met = cooccurrence(explored(study), within="passage", level=level)
    figure = network_of(met, language="en")
    assert figure.width <= PRINTED
    assert "not drawn" in figure.alt
