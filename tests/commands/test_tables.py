"""glose tables as scripts rely on it: states, values, totals, files written."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import DECISIONS
from tests.server import BOTH


@pytest.mark.slow
@BOTH
def test_tables_in_json_have_the_four_states(decided, glose):
    cells = {(c["row"], c["column"]): c for c in glose("tables", "objectives", "--json").lines}
    own = cells["objectives.attractiveness", "Nice"]
    assert (own["state"], own["value"], own["codings"]) == ("coded", "priority", 2)
    assert [v["value"] for v in own["values"]] == ["priority", "mentioned"]
    assert "rolled" not in own
    assert cells["objectives", "Nice"]["rolled"] is True
    assert cells["objectives.environment", "Nice"]["state"] == "read"
    assert cells["objectives.environment", "Lyon"]["state"] == "unread"
    about_another = {(c["row"], c["column"]): c for c in glose("tables", "challenges", "--json").lines}
    assert about_another["challenges", "Saint-Étienne"]["state"] == "coded"
    assert about_another["challenges", "Nice"]["state"] == "read"


@pytest.mark.slow
def test_said_to_be_absent_is_a_state_of_its_own(decided, written, glose):
    row = 'text,quote,code,decision,degree\nnice-entretien,"ce n\'est pas une priorité chez nous",objectives.environment,code,absent\n'
    glose("decide", written("absent.csv", row), "--coder", "anna")
    cells = {(c["row"], c["column"]): c for c in glose("tables", "objectives", "--json").lines}
    assert (cells["objectives.environment", "Nice"]["state"], cells["objectives.environment", "Nice"]["value"]) == (
        "absent",
        "absent",
    )
    assert cells["objectives", "Nice"]["value"] == "priority"


@pytest.mark.slow
def test_typologies_give_class_unclassified_or_the_default(decided, glose):
    cells = {(c["table"], c["row"]): c for c in glose("tables", "maturity", "openness", "--json").lines}
    assert (cells["maturity", "Nice"]["state"], cells["maturity", "Nice"]["value"]) == ("coded", "pioneer")
    assert (cells["maturity", "Lyon"]["state"], cells["maturity", "Lyon"]["value"]) == ("unclassified", None)
    assert (cells["openness", "Lyon"]["state"], cells["openness", "Lyon"]["value"]) == ("unclassified", "internal")


@pytest.mark.slow
def test_only_counted_coders_and_never_suggestions_reach_a_table(coded, written, glose):
    assert all(c["state"] == "unread" for c in glose("tables", "objectives", "--json").lines)
    glose("decide", written("d.csv", DECISIONS))
    settings = coded / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "count: [lead]\n", encoding="utf-8")
    assert all(c["state"] == "unread" for c in glose("tables", "objectives", "--json").lines)


@pytest.mark.slow
def test_totals_agree_over_codes_and_texts(decided, glose):
    counts = {(c["row"], c["column"]): c for c in glose("tables", "counts", "--json").lines}
    quotes = glose("quotes", "objectives", "--json").lines
    assert counts["objectives", "nice-entretien"]["codings"] == len(quotes) == 2
    assert counts["challenges", "nice-entretien"]["value"] == 1


@pytest.mark.slow
def test_values_come_from_the_text_and_from_its_case(decided, glose):
    cells = {(c["row"], c["column"]): c["value"] for c in glose("tables", "interviews", "--json").lines}
    assert cells == {
        ("nice-entretien", "case"): "Nice",
        ("nice-entretien", "role"): "chargée de mission",
        ("nice-entretien", "date"): "2015-12-08",
    }


@pytest.mark.slow
def test_tables_write_every_format_and_print_the_paths(decided, glose, tmp_path):
    said = glose("tables", "objectives", "maturity", "--format", "html,md,csv,xlsx", "--out", tmp_path / "out")
    paths = [Path(line) for line in said.out.splitlines()]
    assert len(paths) == 10
    assert all(path.stat().st_size > 60 for path in paths)
    assert "Choose from: html" in glose("tables", "--format", "pages", code=2).err
    assert "no table 'absent'" in glose("tables", "absent", code=1).err


@pytest.mark.slow
def test_json_output_is_in_utf8_and_stable(decided, glose):
    first, second = (glose("tables", "--json").out for _ in range(2))
    assert first == second
    assert "Saint-Étienne" in first
    assert all(json.loads(line) for line in first.splitlines())


@pytest.mark.slow
def test_a_full_disk_while_tables_are_written_leaves_the_old_file(decided, glose, tmp_path, monkeypatch):
    import corpus.whole_file

    out = tmp_path / "out"
    glose("tables", "objectives", "--out", out)
    before = (out / "objectives.html").read_bytes()

    def full(self, *_):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(corpus.whole_file.Path, "replace", full)
    assert "No space left" in glose("tables", "objectives", "--out", out, code=1).err
    assert (out / "objectives.html").read_bytes() == before
    assert [path.name for path in out.iterdir()] == ["objectives.html"]


def test_a_condition_that_no_case_meets_is_said(coded, glose):
    for command in (("tables", "challenges", "--show"), ("statements", "challenges"), ("report", "--format", "md")):
        told = glose(*command, "--where", "status=métropole", "--where", "status=commune").err
        assert "no case meets status=métropole and status=commune" in told


def test_classes_by_coders_who_do_not_count_are_in_no_table(coded, glose, written):
    rows = "text,quote,code,decision,case\nnice-entretien,faire venir des entreprises,maturity.pioneer,classify,Nice\n"
    glose("decide", written("d.csv", rows), "--coder", "anna")
    assert [line["value"] for line in glose("tables", "maturity", "--json").lines if line["row"] == "Nice"] == [
        "pioneer"
    ]
    settings = coded / "study.yaml"
    settings.write_text(f"{settings.read_text()}\ncount: [lead]\n")
    assert [line["value"] for line in glose("tables", "maturity", "--json").lines if line["row"] == "Nice"] == [None]
