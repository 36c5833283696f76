"""A code added or redefined after texts were read: unread there, in tables, statements and progress, until read again."""

import pytest

from coding.codebook.file import load_codebook
from coding.codebook.meaning import meanings, unsought
from tests.conftest import CODEBOOK
from workbench.agenda import AgendaOptions, agenda
from workbench.looked_for import unsought_of
from workbench.study import Study

READ = "text,quote,code,decision\n{text},,,read\n"
NEW = "  - id: trust\n    label: {fr: Confiance, en: Trust}\ntypologies:"
TABLES = [
    "  - {id: trust, title: Confiance, rows: trust, columns: cases, cell: mention}",
    "  - {id: everyone, title: Tous, rows: codes, columns: coders, cell: count}",
    "  - {id: whole, title: Tout, rows: cases, columns: kind, cell: count}",
]


def _change(study, old, new):
    book = study / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    assert old in source
    book.write_text(source.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def read(coded, written, glose):
    """anna read the interview of Nice under the first codebook; the table of all codes by case is declared."""
    _change(coded, "suggestions:", "  - {id: all, title: Tout, rows: codes, columns: cases}\nsuggestions:")
    glose("decide", written("read.csv", READ.format(text="nice-entretien")), "--coder", "anna")
    return coded


def _states(glose, table):
    return {(c["row"], c["column"]): c["state"] for c in glose("tables", table, "--json").lines}


def _with_trust(study):
    _change(study, "typologies:", NEW)
    _change(study, "suggestions:", "\n".join([*TABLES, "suggestions:"]))


def test_a_code_added_after_a_text_was_read_is_unread_there_and_the_others_are_not(read, glose):
    _with_trust(read)
    states = _states(glose, "all")
    assert states["trust", "Nice"] == "unread"
    assert states["challenges", "Nice"] == "read"
    [cell] = [c for c in glose("tables", "trust", "--json").lines if c["column"] == "Nice"]
    assert cell["reopened"] is True
    assert _states(glose, "everyone") == {
        **{(code, "anna"): "read" for code in ("objectives", "objectives.attractiveness", "challenges")},
        ("objectives.environment", "anna"): "read",
        ("trust", "anna"): "unread",
    }
    assert _states(glose, "whole")["Nice", "interview"] == "unread"


def test_a_table_and_its_sentences_say_that_texts_were_read_before_the_code_existed(read, glose):
    _with_trust(read)
    shown = " ".join(glose("tables", "trust", "--show", "--lang", "en").out.split())
    assert "“Trust”: 1 text was read before this code existed." in shown
    sentences = " ".join(glose("statements", "trust", "--lang", "fr").out.split())
    assert "1 texte a été lu avant que ce code n’existe" in sentences.replace("\u00a0", " ")
    assert "before" not in glose("tables", "challenges", "--show", "--lang", "en").out


def test_a_statement_that_none_speaks_of_it_is_not_borne_out_by_readings_before_the_code(read, written, glose):
    _change(read, "  - id: challenges", "  - {id: trust, label: Confiance}\n  - id: challenges")
    (read / "cases.csv").write_text("case\nNice\n", encoding="utf-8")
    _change(read, "cases: 3", "cases: 1")
    (read / "statements.yaml").write_text(
        "- {id: S1, text: a, quantifier: none, code: trust}\n- {id: S2, text: b, quantifier: none, code: challenges}\n",
        encoding="utf-8",
    )
    checked = {line["id"]: line for line in glose("statements", "--check", "--json").lines}
    assert (checked["S1"]["verdict"], checked["S1"]["unread"]) == ("no_evidence", ["Nice"])
    shown = " ".join(glose("statements", "--check", "--lang", "en").out.split())
    assert "1 text was read before this code existed" in shown
    assert checked["S2"]["verdict"] == "borne_out"


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ('fr: "Ce qui freine."', 'fr: "Ce qui accélère."', "unread"),
        ('    definition: {fr: "Ce qui freine.", en: "What slows down."}\n', "", "unread"),
        ('en: "What slows down."}', 'en: "What slows down."}\n    avoid_when: ["Le bureau."]', "unread"),
        ('fr: "Ce qui freine."', 'fr: "Ce  qui freine !"', "read"),
        ('"What slows down."}', '"What slows down.", de: "Was bremst."}', "read"),
        ("label: {fr: Difficultés, en: Challenges}", "label: {fr: Freins, en: Obstacles}", "read"),
        ("      - silo\n", "      - silo\n      - obstacle\n", "read"),
        ("title: Essai", "title: Autre titre", "read"),
    ],
)
def test_what_changes_the_meaning_of_a_code_reopens_it_and_nothing_else_does(read, glose, old, new, state):
    _change(read, old, new)
    assert _states(glose, "challenges")["challenges", "Nice"] == state
    assert _states(glose, "objectives")["objectives", "Nice"] == "read"


def test_a_row_is_open_where_a_code_below_it_was_not_looked_for(read, glose):
    _change(read, "      - id: environment", "      - {id: trust, label: Confiance}\n      - id: environment")
    states = _states(glose, "objectives")
    assert {row: states[row, "Nice"] for row in ("objectives", "objectives.environment", "objectives.trust")} == {
        "objectives": "unread",
        "objectives.environment": "read",
        "objectives.trust": "unread",
    }


def test_reading_again_closes_it_also_by_a_file_of_decisions_and_only_once(read, written, glose):
    _with_trust(read)
    again = written("again.csv", READ.format(text="nice-entretien"))
    [line] = glose("progress", "--json").lines
    assert (line["read"], line["reopened"]) == (line["passages"], line["passages"])
    glose("decide", again, "--coder", "anna")
    assert _states(glose, "trust")["trust", "Nice"] == "read"
    [line] = glose("progress", "--json").lines
    assert (line["read"], line["reopened"]) == (line["passages"], 0)
    glose("decide", again, "--coder", "anna")
    assert len([e for e in glose("history", "--json").lines if e["kind"] == "read"]) == 2


def test_a_reading_that_does_not_say_its_codebook_was_made_under_the_one_recorded_last(read, glose):
    _with_trust(read)
    with Study.open(read) as opened:
        under = opened.ledger.read_under()
        [reading] = opened.ledger.readings()
        assert unsought_of(opened)[reading.id].added == {"trust"}
    assert under[reading.id] != opened.revision


class _Nothing:
    """A suggester that has nothing to suggest."""

    def suggest(self, **_asked):
        return []


def test_confirm_goes_through_what_is_reopened_and_through_nothing_else(read, glose):
    def asked(**wanted):
        with Study.open(read) as opened:
            options = AgendaOptions(**wanted)
            return agenda(opened, _Nothing(), options, coder="anna", unsought=unsought_of(opened))

    assert asked() == asked(reopened=True) == []
    _with_trust(read)
    reopened = asked(reopened=True)
    answers = [item.text.quote(item.passage) for item in reopened]
    assert answers[0].startswith("La priorité")
    assert len(answers) == 3
    assert (reopened[0].read_from, reopened[-1].read_to) == (0, len(reopened[0].text.content.rstrip()))
    assert asked() == []


def test_more_languages_of_a_definition_or_another_order_of_rules_change_nothing():
    then = load_codebook(CODEBOOK)
    now = load_codebook(CODEBOOK.replace('fr: "Ce qui freine.", en: "What slows down."', 'en: "What slows down"'))
    assert unsought(meanings(then), meanings(now)).codes == frozenset()
    other = load_codebook(CODEBOOK.replace('fr: "Ce qui freine.", en: "What slows down."', 'en: "What hurries"'))
    assert unsought(meanings(then), meanings(other)).redefined == {"challenges"}


def test_a_code_that_only_has_a_label_means_its_label():
    then, now = (load_codebook(f"codes: [{{id: a, label: {label}}}]") for label in ("Trust", "Mistrust"))
    assert unsought(meanings(then), meanings(now)).redefined == {"a"}


def test_gaps_and_the_audit_count_what_was_read_before_a_code_as_unread_for_it(read, glose):
    glose("code", "nice-entretien", "challenges", "--quote", "travail en silos", "--occurrence", "1", "--coder", "anna")

    def of_nice(kind):
        return [line for line in glose("explore", "missing", "--json").lines if line["gap"] == kind]

    assert [line for line in of_nice("cells_unread") if line["case"] == "Nice"] == []
    _with_trust(read)
    [line] = [line for line in of_nice("cells_unread") if line["case"] == "Nice"]
    assert (line["cells"], line["texts"]) == (1, ["nice-entretien"])
    found = glose("audit", "findings", "--only", "reopened", "--json").lines
    assert [(line["first"], line["last"]) for line in found] == [(1, 8)]
