"""Sentences as a report prints them: what nobody has is told once, everything else leads to its row."""

from reports.statements.merging import merged
from reports.statements.sentence import StatementSentence


def sentence(row, found=(), *, unread=(), kind="theme"):
    quantifier = "several" if found else "none"
    return StatementSentence(
        "t", row, kind, quantifier, 5, 0, "case", tuple(found), tuple(unread), f"{row} : {len(found)}", ()
    )


LABELS = {"a": "Un", "b": "Deux", "c": "Trois", "d": "Quatre"}


def test_themes_that_nobody_speaks_of_are_told_once_at_the_end():
    told = [sentence("a", ["Nice"]), sentence("b"), sentence("c"), sentence("d", ["Lyon"])]
    lines = list(merged(told, LABELS, "fr"))
    assert [(line.text, line.row) for line in lines] == [
        ("a : 1", "a"),
        ("d : 1", "d"),
        ("Aucun cas (0/5) n'aborde ces thèmes\u00a0: «\u00a0Deux\u00a0» et «\u00a0Trois\u00a0».", None),
    ]
    assert (
        list(merged(told, LABELS, "en"))[-1].text
        == "None of the cases (0/5) mentions these themes: “Deux” and “Trois”."
    )


def test_what_somebody_has_not_read_yet_keeps_its_own_sentence():
    told = [sentence("a"), sentence("b", unread=["Nice"]), sentence("c", kind="degree")]
    assert [line.row for line in merged(told, LABELS, "fr")] == ["a", "b", "c"]


def test_a_sentence_on_something_else_than_a_row_leads_to_none():
    assert [line.row for line in merged([sentence("unclassified", ["Nice"])], LABELS, "fr")] == [None]
