"""A study with decisions, and one with a cell to summarise, for the tests of several commands."""

import csv
import io
from types import SimpleNamespace

import pytest

DECISIONS = """\
text,quote,code,decision,occurrence,case,degree,coder,memo,reason
nice-entretien,"La priorité, c'est de faire venir des entreprises.",objectives.attractiveness,accept,,,priority,anna,,
nice-entretien,"On veut attirer des entreprises et des emplois.",objectives.attractiveness,code,,,mentioned,anna,,
nice-entretien,"Le travail en silos reste un frein",challenges,code,,Saint-Étienne,,anna,Une autre ville,
nice-entretien,"faire venir des entreprises",maturity.pioneer,classify,,Nice,,anna,,
nice-entretien,,,read,,,,anna,,
"""
WANTED = "faire venir des entreprises"
GREEN = "l'environnement, ce n'est pas une priorité"


@pytest.fixture
def decided(coded, once, written, glose):
    once(lambda: glose("decide", written("decisions.csv", DECISIONS)))
    return coded


@pytest.fixture
def cell(coded, once, glose, written):
    """Two codings of objectives for Nice by anna, and one of challenges; numbers by their quotes."""
    rows = [
        ("objectives.attractiveness", WANTED, "strong"),
        ("objectives.environment", GREEN, "absent"),
        ("challenges", "travail en silos", ""),
    ]
    out = io.StringIO()
    csv.writer(out).writerow(["text", "quote", "code", "decision", "degree"])
    csv.writer(out).writerows(["nice-entretien", quote, code, "code", degree] for code, quote, degree in rows)
    once(lambda: glose("decide", written("d.csv", out.getvalue()), "--coder", "anna"))
    shown = glose("summarise", "objectives", "Nice", "--show", "--json").lines[0]
    silos = glose("summarise", "challenges", "Nice", "--show", "--json").lines[0]["quotes"][0]["number"]
    by_quote = {quote["quote"]: quote["number"] for quote in shown["quotes"]}
    return SimpleNamespace(folder=coded, wanted=by_quote[WANTED], green=by_quote[GREEN], silos=silos)


@pytest.fixture
def by(glose, monkeypatch):
    """Run a command as somebody: `by("anna", "quotes")`; nobody where the name is empty."""

    def run(who, *words, code=0):
        with monkeypatch.context() as patch:
            patch.setenv("GLOSE_CODER", who)
            return glose(*words, code=code)

    return run


@pytest.fixture
def summarise(glose):
    """Run the command on the cell (objectives, Nice) as anna."""

    def run(*options, code=0, coder="anna"):
        return glose("summarise", "objectives", "Nice", *options, "--coder", coder, code=code)

    return run


def shown(glose):
    return glose("summarise", "objectives", "Nice", "--show", "--json").lines[0]


def text(cell):
    return f"Nice veut attirer.[^{cell.wanted}] Le climat vient après[^{cell.green}]."
