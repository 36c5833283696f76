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
        ("Aucun cas (0/5) n’aborde ces thèmes\u00a0: «\u00a0Deux\u00a0» et «\u00a0Trois\u00a0».", None),
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


def test_what_is_unread_is_said_once_and_themes_nobody_read_of_are_folded_without_a_claim():
    def so_far(row, cells=(("r", "Nice"), ("r", "Lyon"))):
        words = f"{row} ; Brest"
        return StatementSentence("t", row, "theme", None, 3, 0, "case", (), ("Brest",), words, tuple(cells), row)

    lines = [line.text for line in merged([so_far("a"), so_far("b"), sentence("c", ["Nice"])], LABELS, "en")]
    assert lines == [
        "c : 1",
        "None of the 2 cases read so far mentions these themes: “Un” and “Deux”.",
        "1 case has not been read in full yet: Brest.",
    ]
    nobody = [line.text for line in merged([so_far("a", ()), so_far("b", ())], LABELS, "en")]
    assert nobody[0] == "No case read so far mentions these themes: “Un” and “Deux”."


def test_a_theme_that_only_unlisted_cases_may_have_keeps_its_own_sentence():
    one, other = (
        StatementSentence("t", row, "theme", None, 3, 0, "case", (), (), row, (("r", "Nice"),), row) for row in "ab"
    )
    assert [line.text for line in merged([one, other], LABELS, "fr")] == ["a", "b"]


def of(row, found, text):
    return StatementSentence("t", row, "theme", "all", 2, 2, "case", tuple(found), (), text, ())


def test_readers_are_told_once_of_themes_that_the_same_cases_have():
    told = [
        of("a", ["Nice", "Lyon"], "Tous (2/2) abordent «\u00a0Un\u00a0»."),
        of("b", ["Nice"], "Un seul (1/2) aborde «\u00a0Deux\u00a0»\u00a0: Nice."),
        of("c", ["Nice", "Lyon"], "Tous (2/2) abordent «\u00a0Trois\u00a0»."),
        of("d", ["Lyon"], "Un seul (1/2) aborde «\u00a0Quatre\u00a0»\u00a0: Lyon."),
    ]
    assert [line.text.replace("\u00a0", " ") for line in merged(told, LABELS, "fr", together=True)] == [
        "Tous (2/2) abordent « Un » et « Trois ».",
        "Un seul (1/2) aborde « Deux » : Nice.",
        "Un seul (1/2) aborde « Quatre » : Lyon.",
    ]
    assert [line.row for line in merged(told, LABELS, "fr")] == ["a", "b", "c", "d"]


def test_the_same_words_of_other_cases_stay_apart():
    told = [
        of("a", ["Nice"], "Un seul aborde «\u00a0Un\u00a0»."),
        of("b", ["Lyon"], "Un seul aborde «\u00a0Deux\u00a0»."),
    ]
    assert len(list(merged(told, LABELS, "fr", together=True))) == 2
