"""A definition changes in meaning: the codings made under the old one are gone through again, or stand by a word."""

import pytest

from tests.commands.test_read_before import _Nothing
from workbench.agenda import AgendaOptions, agenda
from workbench.looked_for import unsought_of
from workbench.study import Study

QUOTE = "l'environnement, ce n'est pas une priorité"
ROWS = f"""\
text,quote,code,decision,degree
nice-entretien,"{QUOTE}",objectives.environment,code,absent
nice-entretien,Le travail en silos,challenges,code,
"""
OLD, NEW = "Gérer plus durablement", "Ne pas épuiser"


@pytest.fixture
def decided(coded, once, glose, written):
    """anna coded two places, without saying that she read anything."""
    once(lambda: glose("decide", written("d.csv", ROWS), "--coder", "anna"))
    return coded


def redefine(study, old=OLD, new=NEW):
    book = study / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    assert old in source
    book.write_text(source.replace(old, new, 1), encoding="utf-8")


def older(glose):
    return [line["code"] for line in glose("audit", "findings", "--only", "older_definition", "--json").lines]


def counted(glose):
    return {line["coder"]: line["older_codings"] for line in glose("progress", "--json").lines}


def asked(folder, coder="anna", **wanted):
    with Study.open(folder) as study:
        items = agenda(
            study, _Nothing(), AgendaOptions(reopened=True, **wanted), coder=coder, unsought=unsought_of(study)
        )
        return [item.text.quote(item.passage) for item in items]


def test_confirm_goes_through_them_and_going_on_lets_them_stand(decided, glose, at_terminal):
    assert asked(decided) == []
    redefine(decided)
    [passage] = asked(decided)
    assert QUOTE in passage
    assert asked(decided, coder="basile") == [], "a coding is gone through by who made it"
    assert asked(decided, order="score") == [passage]
    assert asked(decided, codes=frozenset({"challenges"})) == []
    assert counted(glose)["anna"] == 1
    assert "1 coding was made when its code meant something else" in glose("progress").err
    person = at_terminal(decided, "confirm", "--reopened", "--coder", "anna")
    person.sees("coded under an earlier definition", "objectives.environment")
    person.press("l")
    person.sees("Coded in this passage", "coded under an earlier definition")
    person.press("escape")
    person.sees("lets it stand")
    person.press(" ")
    person.sees("That was the last passage")
    person.press("q")
    person.ends()
    assert older(glose) == []
    assert counted(glose)["anna"] == 0
    assert asked(decided) == []


def test_a_minor_change_opens_none(decided, glose):
    redefine(decided)
    assert older(glose) == ["objectives.environment"]
    glose("codebook", "minor", "objectives.environment", "--reason", "une coquille", "--coder", "lead")
    assert older(glose) == []


def test_a_coding_retracted_and_made_again_is_of_today(decided, glose, written):
    redefine(decided)
    [line] = glose("quotes", "objectives.environment", "--json").lines
    glose("undo", "-n", "2", "--coder", "anna")
    glose("decide", written("again.csv", ROWS), "--coder", "anna")
    assert older(glose) == []
    assert line["entry"] not in [one["entry"] for one in glose("quotes", "--json").lines]


def test_a_code_with_another_id_or_place_means_what_it_meant(decided, glose):
    glose("codebook", "rename", "objectives.environment", "nature", "--reason", "plus court", "--coder", "lead")
    glose("codebook", "move", "objectives.nature", "--top", "--reason", "à part", "--coder", "lead")
    assert older(glose) == []
    redefine(decided)
    [found] = glose("audit", "findings", "--only", "older_definition", "--json").lines
    assert (found["code"], found["why"]) == ("nature", "changed since: definition")


def test_a_reading_of_the_whole_passage_under_the_present_meaning_lets_it_stand(decided, glose, written):
    redefine(decided)
    glose("decide", written("read.csv", "text,quote,code,decision\nnice-entretien,,,read\n"), "--coder", "basile")
    assert older(glose) == ["objectives.environment"], "basile does not speak for anna"
    glose("decide", written("read.csv", "text,quote,code,decision\nnice-entretien,,,read\n"), "--coder", "anna")
    assert older(glose) == []
