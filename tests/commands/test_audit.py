"""The audit as a lead and a reviewer do it: drawing, judging, the error rate, and what is worth a second look."""

import pytest

from coding.suggesting.suggester import SUGGESTER
from tests.server import BOTH

pytestmark = BOTH

DECISIONS = """\
text,quote,code,decision,coder
nice-entretien,faire venir des entreprises,objectives.attractiveness,code,lead
nice-entretien,attirer des entreprises et des emplois,objectives.attractiveness,code,lead
nice-entretien,ce n'est pas une priorité,objectives.environment,code,lead
nice-entretien,Le travail en silos reste un frein,challenges,code,lead
nice-entretien,on travaille en silos depuis toujours,challenges,code,anna
"""


@pytest.fixture
def decided(coded, once, glose, written):
    """Four codings by the lead and one by anna."""
    once(lambda: glose("decide", written("d.csv", DECISIONS)))
    return coded


@pytest.fixture
def drawn(decided, once, glose):
    """All five codings, drawn by claire."""
    once(lambda: glose("audit", "draw", "--size", 5, "--seed", 7, "--by", "code,coder", "--coder", "claire"))
    return decided


def numbers(glose, **wanted):
    """The numbers of the drawn codings that are so."""
    items = glose("audit", "show", "--json").lines
    return [item["number"] for item in items if all(item[key] == value for key, value in wanted.items())]


def test_a_draw_is_recorded_once_and_says_what_it_was_made_from(decided, glose):
    draw = ("audit", "draw", "--size", 3, "--seed", 7, "--by", "coder", "--coder", "claire", "--json")
    first, again = glose(*draw).lines[0], glose(*draw).lines[0]
    assert (first["new"], again["new"]) == (True, False)
    assert first["drawn"] == again["drawn"]
    assert (first["seed"], first["population"], len(first["digest"])) == (7, 5, 64)
    assert first["strata"] == [
        {"values": ["anna"], "size": 1, "drawn": 1},
        {"values": ["lead"], "size": 4, "drawn": 2},
    ]
    other = glose("audit", "draw", "--size", 3, "--seed", 8, "--by", "", "--coder", "claire", "--json").lines[0]
    assert other["audit"] != first["audit"]
    assert "drawn before" in glose(*draw[:-1]).out


def test_only_what_tables_count_is_drawn_from_unless_everyone_is_asked_for(decided, glose):
    settings = decided / "study.yaml"
    settings.write_text(settings.read_text() + "\ncount: [lead]\n")
    draw = ("audit", "draw", "--size", 50, "--seed", 7, "--coder", "claire", "--json")
    assert glose(*draw).lines[0]["population"] == 4
    assert glose(*draw, "--everyone").lines[0]["population"] == 5
    assert glose(*draw, "--everyone", "--where", "case=Lyon", code=1).err.count("nothing to draw from") == 1


@pytest.mark.slow
def test_by_suggester_accepted_suggestions_and_codings_by_hand_are_apart(coded, glose, written):
    accepted = "nice-entretien,Le travail en silos reste un frein,challenges,accept,basile\n"
    glose("decide", written("d.csv", DECISIONS + accepted))
    glose("audit", "draw", "--seed", 7, "--by", "suggester", "--coder", "claire")
    items = glose("audit", "show", "--json").lines
    assert sorted(item["suggester"] for item in items) == ["by hand"] * 5 + [SUGGESTER]
    assert all(item["stratum"] == [item["suggester"]] for item in items)


def test_a_drawn_coding_is_shown_with_all_a_judgement_needs(drawn, glose):
    (number,) = numbers(glose, code="objectives.environment")
    item = glose("audit", "show", number, "--json").lines[0]
    assert item["quote"] == "ce n'est pas une priorité"
    assert item["before"] == "Et puis l'environnement, "
    assert item["after"] == " chez nous."
    assert item["definition"]["fr"] == "Gérer plus durablement les ressources."
    assert (item["case"], item["coder"], item["now"], item["reviews"]) == ("Nice", "lead", "holds", [])
    shown = glose("audit", "show", number).out
    assert "Environnement: Gérer plus durablement les ressources." in shown
    assert "Et puis l'environnement, ⟦ce n'est pas une priorité⟧ chez nous." in shown


def test_verdicts_count_and_the_last_of_a_reviewer_counts(drawn, glose):
    (number,) = numbers(glose, code="objectives.environment")
    glose("audit", "agree", *range(1, 6), "--coder", "claire")
    assert glose("audit", "rate", "--json").lines[0]["rate"] == 0
    glose("audit", "object", number, "--reason", "said not to matter", "--coder", "claire")
    rates = glose("audit", "rate", "--json").lines
    assert (rates[0]["judged"], rates[0]["wrong"], rates[0]["rate"]) == (5, 1, 0.2)
    assert rates[0]["low"] == rates[0]["high"] == 0.2, "all of the population was judged"
    by_code = {line["value"]: line["rate"] for line in rates if line["what"] == "code"}
    assert by_code == {"objectives.environment": 1, "objectives.attractiveness": 0, "challenges": 0}
    glose("undo", "--coder", "claire")
    assert glose("audit", "rate", "--json").lines[0]["wrong"] == 0


def test_the_same_verdict_again_adds_nothing(drawn, glose):
    glose("audit", "agree", 1, "--coder", "claire")
    before = len(glose("history", "--json").lines)
    glose("audit", "agree", 1, "--coder", "claire")
    assert len(glose("history", "--json").lines) == before


def test_one_objection_makes_a_coding_wrong_whoever_agrees(drawn, glose):
    glose("audit", "agree", 1, "--coder", "claire")
    glose("audit", "object", 1, "--reason", "too broad", "--coder", "dora")
    assert glose("audit", "rate", "--json").lines[0]["wrong"] == 1
    assert glose("audit", "rate", "--by", "claire", "--json").lines[0]["wrong"] == 0


def test_nobody_judges_codings_of_their_own_unawares(drawn, glose):
    (number,) = numbers(glose, coder="anna")
    said = glose("audit", "agree", number, "--coder", "anna", code=1).err
    assert "anna made the coding" in said
    before = glose("audit", "rate", "--json").lines[0]["judged"]
    glose("audit", "agree", *range(1, 6), "--coder", "anna", code=1)
    assert glose("audit", "rate", "--json").lines[0]["judged"] == before == 0, "all or none"
    glose("audit", "agree", number, "--coder", "anna", "--allow-own")
    assert glose("audit", "rate", "--json").lines[0]["judged"] == 1


def test_an_objection_needs_a_reason_and_a_number_must_be_in_the_sample(drawn, glose):
    assert "needs a reason" in glose("audit", "object", 1, "--reason", " ", "--coder", "claire", code=1).err
    assert "1 to 5, not 6" in glose("audit", "agree", 6, "--coder", "claire", code=1).err


def test_a_coding_taken_back_since_is_said_and_its_verdict_still_counts(drawn, glose, written):
    (number,) = numbers(glose, code="objectives.environment")
    glose("audit", "object", number, "--reason", "said not to matter", "--coder", "claire")
    row = "nice-entretien,ce n'est pas une priorité,objectives.environment,retract,lead\n"
    glose("decide", written("r.csv", DECISIONS.splitlines()[0] + "\n" + row))
    assert glose("audit", "show", number, "--json").lines[0]["now"] == "retracted"
    assert "retracted since it was drawn" in glose("audit", "show", number).out
    assert glose("audit", "rate", "--json").lines[0]["wrong"] == 1


def test_no_sample_or_another_is_refused_in_a_sentence(decided, glose):
    assert "audit draw" in glose("audit", "show", code=1).err
    glose("audit", "draw", "--seed", 7, "--coder", "claire")
    assert "0 audits begin with 'ffff'" in glose("audit", "show", "--audit", "ffff", code=1).err
    assert "Choose from: code" in glose("audit", "draw", "--by", "mood", "--coder", "claire", code=2).err
    assert "needs a terminal" in glose("audit", "review", "--coder", "claire", code=2).err


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "5 codages ont été relus (claire)."),
        ("en", "5 codings were reviewed (claire)."),
    ],
)
def test_the_rate_is_told_in_sentences_for_the_methods_section(drawn, glose, language, sentence):
    settings = drawn / "study.yaml"
    settings.write_text(settings.read_text().replace("language: fr", f"language: {language}"))
    glose("audit", "agree", *range(1, 6), "--coder", "claire")
    said = glose("audit", "rate").out
    assert sentence in said
    assert "Wilson" in said
    assert "audit_" not in said, "a key without its wording"


def test_a_rate_under_way_says_what_it_covers_and_none_says_nothing(drawn, glose):
    assert "No coding" in glose("audit", "rate").out or "Aucun codage" in glose("audit", "rate").out
    glose("audit", "agree", *numbers(glose, code="challenges"), "--coder", "claire")
    assert 0 < glose("audit", "rate", "--json").lines[0]["covered"] < 1
    assert "40,0\u202f%" in glose("audit", "rate").out


def test_small_strata_drawn_together_are_said(decided, glose):
    said = glose("audit", "draw", "--size", 2, "--seed", 7, "--by", "code,coder", "--coder", "claire").out
    assert "too small on their own" in said


def test_review_judges_by_keys(drawn, glose, at_terminal):
    """The draw depends on the entries' ids, and so on the hour: the third coding to judge may bear any number from 3."""
    own = numbers(glose, coder="anna")
    third = [number for number in range(1, 6) if number not in own][2]
    person = at_terminal(drawn, "audit", "review", "--coder", "anna")
    person.sees("a agree")
    person.press("a", "o")
    person.sees("What is wrong")
    person.press("trop large", "enter")
    person.sees(f"{third}/5")
    person.press("s", "q")
    assert "2 verdicts recorded; 2 left" in person.ends()


def test_a_reviewer_does_not_see_what_others_said(drawn, glose, at_terminal):
    glose("audit", "object", *numbers(glose, coder="anna"), "--reason", "trop large", "--coder", "claire")
    person = at_terminal(drawn, "audit", "review", "--coder", "dora")
    person.sees("1/5")
    person.press("sssss")
    printed = person.ends()
    assert "5 left" in printed
    assert "claire" not in printed


def findings(glose, kind):
    return glose("audit", "findings", "--only", kind, "--json").lines


def test_a_claim_that_only_a_document_bears(decided, glose, written):
    glose(
        "add",
        written("nice-plan.md", "# Plan\n\nDu wifi partout, et un budget serré.\n"),
        "--case",
        "Nice",
        "--kind",
        "document",
    )
    glose("code", "nice-plan", "challenges", "--quote", "un budget serré", "--coder", "lead")
    assert findings(glose, "no_interview") == [], "an interview bears it too"
    glose("code", "nice-plan", "objectives", "--quote", "Du wifi partout", "--coder", "lead")
    (claim,) = findings(glose, "no_interview")
    assert (claim["code"], claim["case"], claim["texts"]) == ("objectives", "Nice", ["nice-plan"])


def test_a_coding_behind_no_table(decided, glose):
    assert findings(glose, "in_no_table") == []
    book = decided / "codebook.yaml"
    lines = book.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if "id: challenges, title" not in line and "id: counts" not in line]
    book.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert {found["code"] for found in findings(glose, "in_no_table")} == {"challenges"}


def test_passages_that_nobody_read(decided, glose, written):
    everything = findings(glose, "unread")
    assert [(f["text"], f["first"]) for f in everything] == [("nice-entretien", 1)]
    glose("decide", written("read.csv", "text,quote,code,decision,coder\nnice-entretien,,,read,anna\n"))
    assert findings(glose, "unread") == []


def test_suggestions_accepted_too_fast(decided, glose):
    from coding.records.payloads import payload_of
    from workbench.study import Study

    with Study.open(decided) as study:
        coding = study.ledger.codings(code="challenges")[0]
        place = {
            "text": coding.place.text,
            "start": coding.place.start,
            "end": coding.place.end,
            "quote": coding.place.quote,
        }
        said = {**place, "code": "objectives", "case": "Nice", "degree": None, "memo": None, "codebook": study.revision}
        for seconds in (0.4, 30):
            kept = {"suggester": SUGGESTER, "score": 0.5, "seconds": seconds}
            study.ledger.append("basile", [payload_of("accept", {**said, "suggestion": kept})])
    (fast,) = findings(glose, "fast")
    assert (fast["coder"], fast["why"]) == ("basile", "0.4 s")


def test_codings_under_an_older_definition_but_not_under_a_codebook_laid_out_anew(decided, glose):
    book = decided / "codebook.yaml"
    original = book.read_text(encoding="utf-8")
    book.write_text(original + "\n# a remark\n", encoding="utf-8")
    assert findings(glose, "older_definition") == []
    book.write_text(original.replace("Gérer plus durablement", "Ne pas épuiser"), encoding="utf-8")
    (older,) = findings(glose, "older_definition")
    assert (older["code"], older["why"]) == ("objectives.environment", "changed since: definition")


def test_findings_for_the_terminal_count_and_say_what_to_do(decided, glose):
    shown = glose("audit", "findings").out
    assert "Passages that nobody has read" in shown
    assert "glose confirm" in shown
    assert "There is no list" in glose("audit", "findings", "--only", "mood", code=1).err
