"""The class of each case: proposed with its quotes, decided by a person, one class a coder."""

import sqlite3
from contextlib import closing

import pytest

from tests.server import BOTH
from workbench.class_proposals import typologies_of
from workbench.class_session import open_session
from workbench.study import Study

TYPOLOGIES = """\
typologies:
  - id: maturity
    label: {fr: Maturité, en: Maturity}
    classes:
      - id: pioneer
        label: {fr: Pionnière, en: Pioneer}
        when: [{code: objectives, weight: 2}, challenges]
      - id: turning_point
        label: {fr: Au tournant, en: Turning point}
        when: [{code: objectives.attractiveness, degree: strong}]
        examples: [{quote: "Et puis l'environnement, ce n'est pas une priorité chez nous.", text: nice-entretien}]
  - id: openness
    label: {fr: Ouverture, en: Openness}
    default: internal
    classes: [{id: internal, label: Interne}, {id: open, label: Ouverte}]
tables:
"""

FIRMS = "La priorité, c'est de faire venir des entreprises."
SILOS = "Le travail en silos reste un frein"


@pytest.fixture
def ruled(coded, once, glose):
    """The study whose codebook says what tells the classes, with two codings by the lead."""
    book = coded / "codebook.yaml"
    head, _, rest = book.read_text(encoding="utf-8").partition("typologies:\n")
    book.write_text(head + TYPOLOGIES + rest.partition("tables:\n")[2], encoding="utf-8")

    def make():
        firms = ("objectives.attractiveness", "--quote", FIRMS, "--degree", "axis")
        glose("code", "nice-entretien", *firms, "--coder", "lead")
        glose("code", "nice-entretien", "challenges", "--quote", SILOS, "--coder", "lead")

    once(make)
    return coded


def the_file(glose, *words):
    [file] = glose("classify", *words, "--json").lines
    return file


def test_a_class_is_proposed_with_its_quotes_and_a_person_decides(ruled, glose):
    file = the_file(glose, "maturity", "Nice")
    assert file["state"] == "proposed"
    [proposal] = file["proposals"]
    assert (proposal["class"], proposal["score"], proposal["quotes"]) == ("pioneer", 1.0, [1, 2])
    assert proposal["when"] == [{"code": "objectives", "weight": 2.0}, {"code": "challenges", "weight": 1.0}]
    assert [quote["quote"] for quote in file["quotes"]] == [FIRMS, SILOS]

    shown = glose("classify", "maturity", "Nice").out
    assert "1.00" in shown
    assert f"2 “{SILOS}”" in shown

    said = glose("classify", "maturity", "Nice", "pioneer", "--on", "1,2", "--memo", "les deux", "--coder", "lead")
    assert "Nice: maturity.pioneer" in said.out
    decided = the_file(glose, "maturity", "Nice")
    assert (decided["state"], decided["class"]) == ("decided", "pioneer")
    [lead] = decided["decided"]
    assert (lead["coder"], lead["memos"], [q["quote"] for q in lead["quotes"]]) == (
        "lead",
        ["les deux"],
        [FIRMS, SILOS],
    )
    kept = [line["payload"]["proposal"] for line in glose("history", "--json").lines if line["kind"] == "classify"]
    assert [(shown["rank"], shown["score"]) for shown in kept] == [(1, 1.0), (1, 1.0)]
    assert glose("check").code == 0


def test_a_quote_is_also_named_by_the_id_of_its_coding(ruled, glose):
    coding = the_file(glose, "maturity", "Nice")["quotes"][1]["codings"][0]
    glose("classify", "maturity", "Nice", "turning_point", "--on", coding[:8], "--coder", "lead")
    [lead] = the_file(glose, "maturity", "Nice")["decided"]
    assert [quote["quote"] for quote in lead["quotes"]] == [SILOS]


@BOTH
def test_a_second_class_is_refused_and_instead_replaces_the_first(ruled, glose):
    glose("classify", "maturity", "Nice", "pioneer", "--on", "1", "--coder", "lead")
    refused = glose("classify", "maturity", "Nice", "turning_point", "--on", "1", "--coder", "lead", code=1)
    assert "lead has put Nice into maturity.pioneer on 1 quote" in refused.err
    assert 'glose classify maturity "Nice" --retract --coder lead' in refused.err
    said = glose("classify", "maturity", "Nice", "turning_point", "--on", "1", "--instead", "--coder", "lead")
    assert "retracts" in said.out
    assert the_file(glose, "maturity", "Nice")["class"] == "turning_point"
    again = glose("classify", "maturity", "Nice", "turning_point", "--on", "1", "--coder", "lead")
    assert (again.out, "decided this already" in again.err) == ("", True)


def test_coders_who_differ_are_shown_and_one_takes_back(ruled, glose):
    glose("classify", "maturity", "Nice", "pioneer", "--on", "1", "--coder", "lead")
    glose("classify", "maturity", "Nice", "not_classified", "--memo", "trop peu", "--coder", "anna")
    shown = glose("classify", "maturity").out
    assert "the coders differ" in shown
    assert "not_classified  anna · trop peu" in shown
    assert the_file(glose, "maturity", "Nice")["state"] == "disputed"
    glose("classify", "maturity", "Nice", "--retract", "--coder", "anna")
    assert the_file(glose, "maturity", "Nice")["state"] == "decided"
    assert "has not classified" in glose("classify", "maturity", "Nice", "--retract", "--coder", "anna", code=1).err


def test_a_class_may_rest_on_any_words_of_a_text(ruled, glose):
    quote = "ce n'est pas une priorité"
    words = ("classify", "openness", "Nice", "open", "--text", "nice-entretien")
    glose(*words, "--quote", quote, "--coder", "lead")
    [lead] = the_file(glose, "openness", "Nice")["decided"]
    assert [q["quote"] for q in lead["quotes"]] == [quote]
    assert "not in nice-entretien" in glose(*words, "--quote", "pas dit", "--coder", "lead", code=1).err
    assert "2 times" in glose(*words, "--quote", "priorité", "--coder", "lead", code=1).err
    assert "go together" in glose(*words, "--coder", "lead", code=2).err


def test_a_quote_in_the_codebook_makes_nobody_a_member(ruled, glose):
    file = the_file(glose, "maturity", "Nice")
    assert [(example["class"], example["text"]) for example in file["examples"]] == [
        ("turning_point", "nice-entretien")
    ]
    assert file["class"] is None
    assert "example of turning_point, not a member" in glose("classify", "maturity").out
    glose("classify", "maturity", "Nice", "turning_point", "--on", "1", "--coder", "lead")
    assert the_file(glose, "maturity", "Nice")["examples"] == []


def test_without_codings_there_is_no_evidence_and_a_default_is_only_inferred(ruled, glose):
    files = {(f["typology"], f["case"]): f for f in glose("classify", "--json").lines}
    assert len(files) == 6
    lyon = files["maturity", "Lyon"]
    assert (lyon["state"], lyon["reading"], lyon["inferred"]) == ("uncoded", "no text", None)
    nice = files["openness", "Nice"]
    assert (nice["state"], nice["reading"], nice["inferred"]) == ("silent", "unread", "internal")
    shown = glose("classify").out
    assert "no evidence: nothing is coded, it has no text" in shown
    assert "internal by default" in shown
    glose("classify", "openness", "Nice", "no_evidence", "--coder", "lead")
    assert the_file(glose, "openness", "Nice")["inferred"] is None


def test_cases_coded_alike_are_a_second_opinion_with_an_honest_count(ruled, glose, written):
    rows = ["text,quote,code,decision,case"]
    rows += [f'nice-entretien,"{FIRMS}",objectives.attractiveness,code,{case}' for case in ("Lyon", "Saint-Étienne")]
    glose("decide", written("more.csv", "\n".join(rows)), "--coder", "lead")
    for case in ("Lyon", "Saint-Étienne"):
        glose("classify", "maturity", case, "turning_point", "--on", "1", "--coder", "lead")
    first, second = the_file(glose, "maturity", "Nice")["proposals"]
    assert (first["class"], first["likeness"]) == ("pioneer", None)
    assert (second["class"], second["score"], second["likeness"]) == ("turning_point", None, 0.5)
    assert [like["case"] for like in second["like"]] == ["Lyon", "Saint-Étienne"]
    shown = " ".join(glose("classify", "maturity").out.split())
    assert "like Lyon and Saint-Étienne (0.50)" in shown
    assert "the rules put pioneer 0.67 first" in shown
    assert "Of 2 decided cases, the rules put the class decided first for 0, another first for 2" in shown
    assert "Of 2 decided cases, similar cases put the class decided first for 2, another first for 0" in shown


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("matury",), 1, "no typology 'matury'. Choose one of: maturity, openness"),
        (("maturity", "Nancy"), 1, "no case 'Nancy'"),
        (("maturity", "Nice", "late", "--on", "1"), 1, "has no class 'late'. It has: pioneer, turning_point"),
        (("maturity", "Nice", "pioneer"), 1, "needs the quotes that support it"),
        (("maturity", "Nice", "pioneer", "--on", "7"), 1, "numbered from 1 to 2"),
        (("maturity", "Nice", "--memo", "x"), 2, "name a typology, one case and a class"),
        (("maturity", "--retract"), 2, "takes a typology and one case"),
        (("maturity", "--step"), 2, "needs a terminal"),
    ],
)
def test_what_cannot_be_done_is_said(ruled, glose, words, code, told):
    assert told in glose("classify", *words, "--coder", "lead", code=code).err


def test_nobody_can_decide_without_a_name(ruled, glose):
    assert "No coder given" in glose("classify", "maturity", "Nice", "pioneer", "--on", "1", code=1).err


@pytest.fixture
def session(ruled):
    """Anna's way through the cases of `maturity`, without a terminal."""
    with Study.open(ruled) as study:
        yield open_session(study, typologies_of(study, "maturity"), (), coder="anna")


def test_everything_coded_about_a_case_can_be_listed_and_ticked(session, glose):
    glose("code", "nice-entretien", "objectives.environment", "--quote", "l'environnement", "--coder", "lead")
    session.list_all()
    assert session.message == "1 more quote"
    assert [quote.number for quote in session.quotes] == [1, 2, 3]
    session.move(9)
    session.tick()
    session.choose("turning_point")
    assert session.message == "Nice: turning_point, on 1 quote"
    [lead] = the_file(glose, "maturity", "Nice")["decided"]
    assert [quote["quote"] for quote in lead["quotes"]] == ["l'environnement"]


def test_what_was_decided_elsewhere_meanwhile_is_not_overwritten(session, glose):
    glose("classify", "maturity", "Nice", "not_classified", "--coder", "anna")
    session.choose("pioneer")
    assert "anna has put Nice into maturity.not_classified" in session.message
    assert session.decided == 0


def test_nothing_is_taken_back_but_what_this_session_decided(session):
    session.undo()
    assert "glose undo" in session.message


@pytest.fixture
def stepping(ruled, at_terminal):
    """Anna at `glose classify maturity --step`."""
    return at_terminal(ruled, "classify", "maturity", "--coder", "anna", "--step")


def test_going_through_the_open_cases_one_key_each(stepping, glose):
    person = stepping
    person.sees("Nice", "1/3", "Pionnière  1.00", "example of turning_point, not a member")
    person.press("2")
    person.sees("Tick the quotes that turning_point rests on")
    person.press("d")
    person.sees("Any key goes back")
    person.press("x")
    person.press("1")
    person.sees("Saint-Étienne", "2/3", "Nice: pioneer, on 2 quotes")
    person.press("u")
    person.sees("1/3", "undone: Nice")
    person.press("down", " ", "m", "un frein", "enter")
    person.sees("1 quote ticked", "memo “un frein”")
    person.press("é")  # the 2 of an AZERTY keyboard
    person.sees("2/3", "Nice: turning_point, on 1 quote")
    person.press("o")
    person.sees("Lyon", "3/3", "Saint-Étienne: no_evidence")
    person.press("s")
    person.sees("That was the last case.")
    person.press("q")
    assert "2 cases decided; 1 case left open." in person.ends()
    [nice] = the_file(glose, "maturity", "Nice")["decided"]
    assert (nice["class"], nice["memos"], [q["quote"] for q in nice["quotes"]]) == (
        "turning_point",
        ["un frein"],
        [SILOS],
    )
    assert glose("check").code == 0


def test_a_class_waits_on_the_screen_while_the_ledger_is_locked(stepping, ruled, glose):
    person = stepping
    person.sees("Nice", "1/3", "Pionnière")
    with closing(sqlite3.connect(ruled / "study.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        person.press("1")
        shown = person.sees("NOT RECORDED YET: Nice: pioneer")
        assert "1/3" in shown
        person.press("escape")
        person.sees("not recorded: Nice: pioneer", "1/3")
        person.press("1")
        person.sees("NOT RECORDED YET: Nice: pioneer")
        other.execute("ROLLBACK")
    person.sees("2/3", "Nice: pioneer, on 2 quotes")
    person.press("q")
    person.ends()
    [nice] = the_file(glose, "maturity", "Nice")["decided"]
    assert nice["class"] == "pioneer"


def test_a_case_once_decided_is_not_asked_again(ruled, glose, at_terminal):
    for case in ("Nice", "Saint-Étienne", "Lyon"):
        glose("classify", "maturity", case, "not_classified", "--coder", "anna")
    person = at_terminal(ruled, "classify", "maturity", "--coder", "anna", "--step")
    assert "anna has decided every case here." in person.ends()


def test_a_third_word_that_is_neither_class_nor_case_is_taken_for_a_class(coded, glose):
    said = glose("classify", "maturity", "Nice", "pionneer", "--coder", "lead", code=1).err
    assert "no class 'pionneer'. It has: pioneer, turning_point" in said
