"""Decisions are checked before they are recorded: rows of a file and single ones, with what is wrong and where."""

from dataclasses import replace

import pytest

from coding.deciding.decision import Decision
from coding.deciding.decision_checker import check
from corpus.place import Place, QuoteMismatch
from tests.coding.deciding.conftest import CONTENT, decide, knowing, payloads, refusals


def test_a_coding_by_hand_takes_the_texts_case(snapshot):
    [made] = decide(snapshot, "nice,le budget,brakes,code,,,,,,").pending["anna"]
    assert made.kind == "code"
    assert (made.case, made.place.quote) == ("Nice", "le budget")
    assert CONTENT[made.place.start : made.place.end] == "le budget"


def test_accepting_keeps_the_suggestion_whole_and_the_quote_as_place(snapshot):
    [made] = decide(snapshot, "nice,veut grandir vite,goals,accept,,,strong,,,").pending["anna"]
    kept = made.suggestion.whole
    assert made.place.quote == "veut grandir vite"
    assert (kept["score"], kept["rank"], kept["suggester"]) == (0.7, 1, "test/1")
    assert kept["made_with"] == {"fr": "model/1"}


def test_rejecting_keeps_the_suggestion_and_the_reason(snapshot):
    [made] = decide(snapshot, "nice,grandir vite,goals,reject,,,,,,Trop vague").pending["anna"]
    assert made.reason == "Trop vague"
    assert made.suggestion.whole["quote"] == "On veut grandir vite"


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("lyon,le budget,brakes,code,,,,,,", "text", "lyon"),
        ("nice,le budjet,brakes,code,,,,,,", "quote", "not in nice"),
        ("nice,,brakes,code,,,,,,", "quote", "empty"),
        ("nice,On veut grandir,goals,code,,,,,,", "quote", "found 2 times"),
        ("nice,On veut grandir,goals,code,3,,,,,", "occurrence", "found 2 time"),
        ("nice,le budget,brake,code,,,,,,", "code", "no code 'brake'"),
        ("nice,le budget,,code,,,,,,", "code", "empty"),
        ("nice,le budget,brakes,agree,,,,,,", "decision", "not a decision"),
        ("nice,le budget,brakes,,,,,,,", "decision", "empty"),
        ("nice,le budget,goals,code,,,huge,,,", "degree", "not a degree"),
        ("nice,le budget,brakes,code,,,weak,,,", "degree", "no scale"),
        ("nice,le budget,brakes,code,,Paris,,,,", "case", "not a case"),
        ("nice,le budget,brakes,accept,,,,,,", "decision", "is not suggested"),
        ("nice,le budget,brakes,retract,,,,,,", "quote", "nothing"),
        ("nice,le budget,maturity.early,code,,,,,,", "decision", "classify"),
        ("nice,le budget,maturity.never,classify,,Nice,,,,", "code", "no class"),
        ("nice,le budget,maturity.early,classify,,,,,,", "case", "empty"),
        ("nice,,maturity.early,classify,,Nice,,,,", "quote", "empty"),
        (",,size.maturity.no_evidence,classify,,Nice,,,,", "code", "no typology 'size.maturity'"),
        ("nice,Alors ?  On veut,,read,,,,,,", "quote", "not in nice"),
    ],
)
def test_a_wrong_row_is_refused_with_row_and_column(snapshot, row, column, said):
    [(place, message)] = refusals(snapshot, row)
    assert place == f"d.csv:2, column {column}"
    assert said in message


def test_occurrence_chooses_among_places(snapshot):
    [made] = decide(snapshot, "nice,On veut grandir,goals,code,2,,,,,").pending["anna"]
    assert made.place.start == CONTENT.index("On veut grandir vite")


def test_the_same_row_twice_drafts_once(snapshot):
    row = "nice,le budget,brakes,code,,,,,,"
    outcome = decide(snapshot, row, row)
    assert outcome.count == 1
    assert len(outcome.repeated) == 1


def test_a_second_class_for_a_case_is_refused_but_more_evidence_is_not(snapshot):
    first, more = (
        "nice,grandir vite,maturity.early,classify,,Nice,,,,",
        "nice,le budget,maturity.early,classify,,Nice,,,,",
    )
    assert decide(snapshot, first, more).count == 2
    outcome = decide(snapshot, first, "nice,le budget,maturity.late,classify,,Nice,,,,")
    assert "Retract that first" in outcome.problems[0].message


def test_reading_takes_a_passage_or_the_whole_text(snapshot):
    [whole] = decide(snapshot, "nice,,,read,,,,,,").pending["anna"]
    assert (whole.start, whole.end) == (0, len(CONTENT))
    [part] = decide(snapshot, "nice,le budget,,read,,,,,,").pending["anna"]
    assert CONTENT[part.start : part.end] == "Un frein, le budget."


def test_a_row_may_name_its_own_coder_and_somebody_must_decide(snapshot):
    assert list(decide(snapshot, "nice,le budget,brakes,code,,,,basile,,").pending) == ["basile"]
    outcome = decide(snapshot, "nice,le budget,brakes,code,,,,,,", coder=None)
    assert "coder is missing" in outcome.problems[0].message


def test_one_decision_is_checked_as_values_and_a_problem_names_its_field(snapshot):
    decision = Decision(decision="code", text="nice", quote="le budget", code="brakes", degree="strong")
    outcome = check([decision], snapshot, coder="anna")
    assert [(p.place, p.message) for p in outcome.problems] == [
        ("degree", "'strong' is not a degree of brakes. It has no scale.")
    ]
    sound = replace(decision, degree="")
    outcome = check([sound, sound], snapshot, coder="anna")
    assert (outcome.count, outcome.repeated) == (1, [sound])


def test_a_place_given_exactly_must_read_its_quote(snapshot):
    wrong = Decision(decision="code", text="nice", code="brakes", place=Place("nice", 0, 3, "Oui"))
    with pytest.raises(QuoteMismatch):
        check([wrong], snapshot, coder="anna")


def test_a_decision_can_be_about_no_case_or_the_texts_own(snapshot):
    own = Decision(decision="code", text="nice", quote="le budget", code="brakes")
    outcome = check([own, replace(own, case=None)], snapshot, coder="anna")
    assert [coded.case for coded in outcome.pending["anna"]] == ["Nice", None]


def placed(words):
    start = CONTENT.index(words)
    return {"text": "nice", "start": start, "end": start + len(words), "quote": words}


MADE_IN_R1 = {"codebook": "r1"}


@pytest.mark.parametrize(
    ("row", "recorded"),
    [
        (
            "nice,le budget,goals,code,,Saint-Étienne,weak,,un mot,",
            {**placed("le budget"), "code": "goals", "case": "Saint-Étienne", "degree": "weak", "memo": "un mot"},
        ),
        (
            "nice,le budget,brakes,reject,,,,,,pas ici",
            {**placed("le budget"), "code": "brakes", "reason": "pas ici", "suggestion": None},
        ),
        (
            "nice,le budget,maturity.early,classify,,Nice,,,vu,",
            {**placed("le budget"), "typology": "maturity", "class": "early", "case": "Nice", "memo": "vu"},
        ),
    ],
)
def test_all_that_a_row_says_is_recorded_under_the_codebook_of_the_moment(snapshot, row, recorded):
    assert payloads(snapshot, row) == [{**recorded, **MADE_IN_R1}]


def test_a_case_in_no_class_is_recorded_without_a_place_and_only_once(snapshot):
    row = ",,maturity.no_evidence,classify,,Nice,,,rien,"
    [made] = decide(snapshot, row).pending["anna"]
    said = (made.place, made.typology, made.class_id, made.case, made.memo, made.codebook)
    assert said == (None, "maturity", "no_evidence", "Nice", "rien", "r1")
    assert refusals(snapshot, ",,size.no_evidence,classify,,Nice,,,,") == [
        ("d.csv:2, column code", "the codebook has no typology 'size'.")
    ]
    again = decide(snapshot, row, row)
    assert (again.count, len(again.repeated)) == (1, 1)


def test_what_is_read_is_the_passage_around_the_quote_or_the_whole_text(snapshot):
    passage = snapshot.texts["nice"].passages[2]
    [part] = payloads(snapshot, "nice,le budget,,read,,,,,,")
    assert part == {"text": "nice", "start": passage.start, "end": passage.end, "codebook": "r1"}
    [whole] = payloads(snapshot, "nice,,,read,,,,,,")
    assert whole == {"text": "nice", "start": 0, "end": len(CONTENT), "codebook": "r1"}


@pytest.mark.parametrize(
    ("row", "others"),
    [
        (
            "nice,On veut grandir,goals,code,1,Nice,weak,anna,,",
            [
                "nice,On veut grandir,goals,code,2,Nice,weak,anna,,",
                "nice,On veut grandir,brakes,code,1,Nice,,anna,,",
                "nice,On veut grandir,goals,code,1,Saint-Étienne,weak,anna,,",
                "nice,On veut grandir,goals,code,1,Nice,strong,anna,,",
                "nice,On veut grandir,goals,code,1,Nice,weak,basile,,",
                "nice,On veut grandir,goals,reject,1,Nice,weak,anna,,",
            ],
        ),
        (
            "nice,le budget,goals,reject,,,,anna,,",
            [
                "nice,Un frein,goals,reject,,,,anna,,",
                "nice,le budget,brakes,reject,,,,anna,,",
                "nice,le budget,goals,reject,,,,basile,,",
            ],
        ),
        (
            "nice,le budget,,read,,,,anna,,",
            ["nice,Alors,,read,,,,anna,,", "nice,le budget,,read,,,,basile,,", "nice,,,read,,,,anna,,"],
        ),
        ("nice,,,read,,,,anna,,", ["nice,,,read,,,,basile,,", "nice,le budget,,read,,,,anna,,"]),
        (
            "nice,le budget,maturity.early,classify,,Nice,,anna,,",
            [
                "nice,Un frein,maturity.early,classify,,Nice,,anna,,",
                "nice,le budget,maturity.early,classify,,Saint-Étienne,,anna,,",
                "nice,le budget,maturity.late,classify,,Nice,,basile,,",
            ],
        ),
        (
            ",,maturity.not_classified,classify,,Nice,,anna,,",
            [
                ",,maturity.not_classified,classify,,Saint-Étienne,,anna,,",
                ",,maturity.not_classified,classify,,Nice,,basile,,",
            ],
        ),
    ],
)
def test_what_is_recorded_already_is_repeated_and_what_differs_in_anything_is_not(snapshot, row, others):
    known = knowing(snapshot, row)
    again = decide(known, row)
    assert (again.count, len(again.repeated), again.problems) == (0, 1, [])
    for other in others:
        assert decide(known, other).count == 1, other


def test_only_an_accepted_or_rejected_suggestion_carries_it_with_its_provenance(snapshot):
    [by_hand] = payloads(snapshot, "nice,grandir vite,goals,code,,,,,,")
    [rejected] = payloads(snapshot, "nice,grandir vite,goals,reject,,,,,,")
    assert "suggestion" not in by_hand
    assert rejected["suggestion"]["made_with"] == {"fr": "model/1"}


def test_a_value_given_is_kept_without_needless_blanks(snapshot):
    decision = Decision(text="nice", quote="le budget", code="brakes", decision="code", value="  deux\n mille ")
    [coded] = check([decision], snapshot, coder="anna").pending["anna"]
    assert coded.value == "deux mille"
    other = check([decision, replace(decision, value="trois")], snapshot, coder="anna")
    assert other.count == 2


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("nice,,brakes,code,,,,,,", "quote", "is empty. Copy the words that the decision is about."),
        (f"nice,{'mot ' * 20}fin,brakes,code,,,,,,", "quote", f"“{('mot ' * 20)[:57]}…” is not in nice. Copy it from `glose text nice`."),
        ("nice,le budget,brakes,accept,,,,,,", "decision", "brakes is not suggested there, so it cannot be accepted. Write `code`."),
        ("nice,le budget,maturity.early,classify,,,,,,", "case", "is empty. Name the case that is classified."),
        ("nice,le budget,,retract,,,,,,", "code", "is empty."),
        ("nice,le budget,brakes,retract,,,,,,", "quote", "anna has nothing of brakes there to retract."),
        ("nice,le budget,maturity.early,retract,,,,,,", "quote", "anna has nothing of maturity.early there to retract."),
    ],
)  # fmt: skip
def test_a_message_says_what_is_wrong_and_what_to_do(snapshot, row, column, message):
    assert refusals(snapshot, row) == [(f"d.csv:2, column {column}", message)]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("nice,On veut grandir,goals,code,,,,,,", "is found 2 times in nice. Give the number of the one you mean"),
        ("nice,On veut grandir,goals,code,3,,,,,", "3: the quote is found 2 times."),
    ],
)
def test_the_places_of_a_quote_are_shown_with_their_numbers_and_the_words_around(snapshot, row, message):
    [(_, said)] = refusals(snapshot, row)
    first, *places = said.splitlines()
    assert first.startswith(message)
    assert [place.split()[0] for place in places] == ["1", "2"]
    assert all("[On veut grandir]" in place and "nice, passage" in place for place in places)
    assert "vite" in places[1]


def test_start_and_end_give_a_place_without_looking(snapshot):
    start = CONTENT.rindex("On veut grandir")
    [made] = decide_at(snapshot, start, start + 15).pending["anna"]
    assert (made.place.start, made.place.quote) == (start, "On veut grandir")


@pytest.mark.parametrize(
    ("start", "end", "quote", "field", "message"),
    [
        (0, 9999, "", "start", "is not a place in a text of"),
        (3, 3, "", "start", "is not a place in a text of"),
        (0, 5, "le budget", "quote", "is not what stands at 0–5"),
    ],
)
def test_a_start_and_end_off_the_words_are_refused(snapshot, start, end, quote, field, message):
    outcome = decide_at(snapshot, start, end, quote)
    [problem] = outcome.problems
    assert problem.place == field
    assert message in problem.message
    assert not outcome.pending


def decide_at(snapshot, start, end, quote=""):
    decision = Decision(decision="code", text="nice", code="goals", quote=quote, at=(start, end))
    return check([decision], snapshot, coder="anna")
