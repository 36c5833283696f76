"""Decisions are checked before they are recorded: rows of a file and single ones, with what is wrong and where."""

from dataclasses import replace

import pytest

from coding.codebook.file import load_codebook
from coding.deciding.decision import Decision
from coding.deciding.decision_checker import check, check_rows
from coding.deciding.decisions_file import read_decisions
from coding.deciding.study_snapshot import StudySnapshot
from coding.records.entry import Entry, canonical, chain
from coding.records.replay import Classification, Coding, Reading, Rejection, Unclassed, fold, replay
from coding.suggesting.suggestion import Suggestion
from corpus.place import Place, QuoteMismatch

BOOK = load_codebook(
    "scales: {degree: [absent, weak, strong]}\n"
    "codes:\n  - {id: goals, label: Buts, scale: degree}\n  - {id: brakes, label: Freins}\n"
    "typologies:\n  - {id: maturity, label: M, classes: [{id: early, label: E}, {id: late, label: L}]}\n"
)
CONTENT = "Q : Alors ?\n\nR : On veut grandir. On veut grandir vite.\n\nUn frein, le budget.\n\nQ : Ah.\n\nR : Voilà.\n"
HEAD = "text,quote,code,decision,occurrence,case,degree,coder,memo,reason\n"


@pytest.fixture
def standing(read):
    text = read("nice.txt", CONTENT)
    where = CONTENT.index("On veut grandir vite")
    place = Place("nice", where, where + 20, "On veut grandir vite")
    suggestion = Suggestion(place, "goals", 0.7, 1, "test/1", (), 2)
    return StudySnapshot(
        texts={"nice": replace(text, case="Nice")},
        codebook=BOOK,
        cases=frozenset({"Nice", "Saint-Étienne"}),
        suggestions=lambda place, code: (
            [suggestion] if code == suggestion.code and suggestion.place.overlaps(place.start, place.end) else []
        ),
        revision="r1",
        provenance=lambda: {"made_with": {"fr": "model/1"}},
    )


def decide(standing, *rows, coder="anna"):
    parsed, problems = read_decisions(HEAD + "\n".join(rows) + "\n", "d.csv")
    assert not problems
    return check_rows(parsed, standing, coder=coder)


def refusals(standing, *rows):
    outcome = decide(standing, *rows)
    assert outcome.count == 0
    return [(p.place, p.message) for p in outcome.problems]


def test_a_coding_by_hand_takes_the_texts_case(standing):
    [made] = decide(standing, "nice,le budget,brakes,code,,,,,,").pending["anna"]
    assert made.kind == "code"
    assert (made.case, made.place.quote) == ("Nice", "le budget")
    assert CONTENT[made.place.start : made.place.end] == "le budget"


def test_accepting_keeps_the_suggestion_whole_and_the_quote_as_place(standing):
    [made] = decide(standing, "nice,veut grandir vite,goals,accept,,,strong,,,").pending["anna"]
    kept = made.suggestion.whole
    assert made.place.quote == "veut grandir vite"
    assert (kept["score"], kept["rank"], kept["suggester"]) == (0.7, 1, "test/1")
    assert kept["made_with"] == {"fr": "model/1"}


def test_rejecting_keeps_the_suggestion_and_the_reason(standing):
    [made] = decide(standing, "nice,grandir vite,goals,reject,,,,,,Trop vague").pending["anna"]
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
        ("nice,Alors ?  On veut,,read,,,,,,", "quote", "not in nice"),
    ],
)
def test_a_wrong_row_is_refused_with_row_and_column(standing, row, column, said):
    [(place, message)] = refusals(standing, row)
    assert place == f"d.csv:2, column {column}"
    assert said in message


def test_occurrence_chooses_among_places(standing):
    [made] = decide(standing, "nice,On veut grandir,goals,code,2,,,,,").pending["anna"]
    assert made.place.start == CONTENT.index("On veut grandir vite")


def test_the_same_row_twice_drafts_once(standing):
    row = "nice,le budget,brakes,code,,,,,,"
    outcome = decide(standing, row, row)
    assert outcome.count == 1
    assert len(outcome.repeated) == 1


def test_a_second_class_for_a_case_is_refused_but_more_evidence_is_not(standing):
    first, more = (
        "nice,grandir vite,maturity.early,classify,,Nice,,,,",
        "nice,le budget,maturity.early,classify,,Nice,,,,",
    )
    assert decide(standing, first, more).count == 2
    outcome = decide(standing, first, "nice,le budget,maturity.late,classify,,Nice,,,,")
    assert "Retract that first" in outcome.problems[0].message


def test_reading_takes_a_passage_or_the_whole_text(standing):
    [whole] = decide(standing, "nice,,,read,,,,,,").pending["anna"]
    assert (whole.start, whole.end) == (0, len(CONTENT))
    [part] = decide(standing, "nice,le budget,,read,,,,,,").pending["anna"]
    assert CONTENT[part.start : part.end] == "Un frein, le budget."


def test_a_row_may_name_its_own_coder_and_somebody_must_decide(standing):
    assert list(decide(standing, "nice,le budget,brakes,code,,,,basile,,").pending) == ["basile"]
    outcome = decide(standing, "nice,le budget,brakes,code,,,,,,", coder=None)
    assert "coder is missing" in outcome.problems[0].message


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("text,quote\n", "d.csv:1"),
        ("text,quote,code,decision,colour\na,b,c,d,e\n", "d.csv:1"),
        (HEAD + "a,b\n", "d.csv:2"),
        (HEAD + 'nice,"open,brakes,code,,,,,,\n', "d.csv:2"),
        (HEAD + "nice,x,brakes,code,first,,,,,\n", "d.csv:2, column occurrence"),
        (HEAD, "d.csv"),
    ],
)
def test_a_file_of_another_form_is_told_with_its_line(source, place):
    rows, problems = read_decisions(source, "d.csv")
    assert rows == []
    assert problems[0].place == place


def test_json_lines_and_semicolons_are_read_alike():
    as_lines, _ = read_decisions('{"text": "nice", "quote": "x", "code": "brakes", "decision": "code"}\n', "d.jsonl")
    as_csv, _ = read_decisions("text;quote;code;decision\nnice;x;brakes;code\n", "d.csv")
    assert as_lines[0].decision == as_csv[0].decision


def entry(kind, payload, coder="anna", previous=None, time="2026-01-01T00:00:00.000000Z") -> Entry:
    from coding.records.payloads import payload_of

    return chain(payload_of(kind, payload), coder=coder, previous=previous, time=time)


def test_retracting_ends_a_coding_and_undoing_the_retraction_brings_it_back():
    place = {"text": "nice", "start": 0, "end": 1, "quote": "Q"}
    coded = entry("code", {**place, "code": "brakes", "case": "Nice", "degree": None, "memo": None, "codebook": "r"})
    retracted = entry("retract", {"subject": coded.id, "target": coded.id, "reason": None}, previous=coded.id)
    undone = entry("undo", {"subject": coded.id, "target": retracted.id}, previous=retracted.id)
    assert isinstance(replay([coded])[coded.id], Coding)
    assert replay([coded, retracted]) == {}
    assert replay([coded, retracted, undone]) == replay([coded])
    assert replay([undone, retracted, coded]) == replay([coded])


def test_a_retraction_that_fits_several_codings_is_refused_with_their_number(standing):
    """`veut grandir vite` overlaps both codings and is neither: which of them is meant cannot be told."""
    start = CONTENT.index("On veut grandir vite")
    for name, length in (("a", 15), ("b", 20)):
        place = Place("nice", start, start + length, CONTENT[start : start + length])
        standing.codings.append(Coding(name, place, "goals", "Nice", None, "anna", "2026-01-01T00:00:00Z"))
    [(place, message)] = refusals(standing, "nice,veut grandir vite,goals,retract,,,,,,")
    assert place == "d.csv:2, column quote"
    assert message == "anna has 2 codings of goals there. Give the exact words of one."
    [exact] = decide(standing, "nice,On veut grandir vite,goals,retract,,,,,,").pending["anna"]
    assert exact.target == "b"


def test_one_decision_is_checked_as_values_and_a_problem_names_its_field(standing):
    decision = Decision(decision="code", text="nice", quote="le budget", code="brakes", degree="strong")
    outcome = check([decision], standing, coder="anna")
    assert [(p.place, p.message) for p in outcome.problems] == [
        ("degree", "'strong' is not a degree of brakes. It has no scale.")
    ]
    sound = replace(decision, degree="")
    outcome = check([sound, sound], standing, coder="anna")
    assert (outcome.count, outcome.repeated) == (1, [sound])


def test_a_place_given_exactly_must_read_its_quote(standing):
    wrong = Decision(decision="code", text="nice", code="brakes", place=Place("nice", 0, 3, "Oui"))
    with pytest.raises(QuoteMismatch):
        check([wrong], standing, coder="anna")


def test_a_decision_can_be_about_no_case_or_the_texts_own(standing):
    own = Decision(decision="code", text="nice", quote="le budget", code="brakes")
    outcome = check([own, replace(own, case=None)], standing, coder="anna")
    assert [coded.case for coded in outcome.pending["anna"]] == ["Nice", None]


def payloads(standing, row):
    return [payload.as_json() for payload in decide(standing, row).pending.get("anna", ())]


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
def test_all_that_a_row_says_is_recorded_under_the_codebook_of_the_moment(standing, row, recorded):
    assert payloads(standing, row) == [{**recorded, **MADE_IN_R1}]


def test_a_case_in_no_class_is_recorded_without_a_place_and_only_once(standing):
    row = ",,maturity.no_evidence,classify,,Nice,,,rien,"
    [made] = decide(standing, row).pending["anna"]
    said = (made.place, made.typology, made.class_id, made.case, made.memo, made.codebook)
    assert said == (None, "maturity", "no_evidence", "Nice", "rien", "r1")
    assert refusals(standing, ",,size.no_evidence,classify,,Nice,,,,") == [
        ("d.csv:2, column code", "the codebook has no typology 'size'.")
    ]
    again = decide(standing, row, row)
    assert (again.count, len(again.repeated)) == (1, 1)


def test_that_a_case_is_in_no_class_can_be_taken_back_by_who_recorded_it(standing):
    known = replace(standing, unclassed=(Unclassed("u1", "maturity", "no_evidence", "Nice", "anna", "t"),))
    row = ",,maturity.no_evidence,retract,,Nice,,,,trop tôt"
    assert payloads(known, row) == [{"subject": "u1", "target": "u1", "reason": "trop tôt"}]
    assert refusals(standing, row) == [("d.csv:2, column code", "anna has not recorded maturity.no_evidence for Nice.")]


def test_what_is_read_is_the_passage_around_the_quote_or_the_whole_text(standing):
    passage = standing.texts["nice"].passages[2]
    [part] = payloads(standing, "nice,le budget,,read,,,,,,")
    assert part == {"text": "nice", "start": passage.start, "end": passage.end}
    [whole] = payloads(standing, "nice,,,read,,,,,,")
    assert whole == {"text": "nice", "start": 0, "end": len(CONTENT)}


def knowing(standing, row):
    """The study after that row was recorded by anna."""
    [payload] = decide(standing, row).pending["anna"]
    record = fold([Entry("x" * 64, "anna", None, "2026-01-01T10:00:00Z", payload.kind, canonical(payload.as_json()))])
    return replace(standing, **{RECORDS[type(record)]: (record,)})


RECORDS = {
    Coding: "codings",
    Rejection: "rejections",
    Reading: "readings",
    Classification: "classifications",
    Unclassed: "unclassed",
}


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
def test_what_is_recorded_already_is_repeated_and_what_differs_in_anything_is_not(standing, row, others):
    known = knowing(standing, row)
    again = decide(known, row)
    assert (again.count, len(again.repeated), again.problems) == (0, 1, [])
    for other in others:
        assert decide(known, other).count == 1, other


def test_only_an_accepted_or_rejected_suggestion_carries_it_with_its_provenance(standing):
    [by_hand] = payloads(standing, "nice,grandir vite,goals,code,,,,,,")
    [rejected] = payloads(standing, "nice,grandir vite,goals,reject,,,,,,")
    assert "suggestion" not in by_hand
    assert rejected["suggestion"]["made_with"] == {"fr": "model/1"}


def test_a_value_given_is_kept_without_needless_blanks(standing):
    decision = Decision(text="nice", quote="le budget", code="brakes", decision="code", value="  deux\n mille ")
    [coded] = check([decision], standing, coder="anna").pending["anna"]
    assert coded.value == "deux mille"
    other = check([decision, replace(decision, value="trois")], standing, coder="anna")
    assert other.count == 2


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("nice,,brakes,code,,,,,,", "quote", "is empty. Copy the words that the decision is about."),
        (f"nice,{'mot ' * 20}fin,brakes,code,,,,,,", "quote", f"“{('mot ' * 20)[:57]}…” is not in nice. Copy it from `glose text`."),
        ("nice,le budget,brakes,code,2,,,,,", "occurrence", "2: the quote is found 1 time."),
        ("nice,On veut grandir,goals,code,3,,,,,", "occurrence", "3: the quote is found 2 times."),
        ("nice,le budget,brakes,accept,,,,,,", "decision", "brakes is not suggested there, so it cannot be accepted. Write `code`."),
        ("nice,le budget,maturity.early,classify,,,,,,", "case", "is empty. Name the case that is classified."),
        ("nice,le budget,,retract,,,,,,", "code", "is empty."),
        ("nice,le budget,brakes,retract,,,,,,", "quote", "anna has nothing of brakes there to retract."),
        ("nice,le budget,maturity.early,retract,,,,,,", "quote", "anna has nothing of maturity.early there to retract."),
        ("nice,On veut grandir,goals,code,,,,,,", "quote",
         "is found 2 times in nice. Give the number of the one you mean in `occurrence` (from 1)."),
    ],
)  # fmt: skip
def test_a_message_says_what_is_wrong_and_what_to_do(standing, row, column, message):
    assert refusals(standing, row) == [(f"d.csv:2, column {column}", message)]


def test_a_class_taken_back_makes_room_for_another(standing):
    known = knowing(standing, "nice,le budget,maturity.early,classify,,Nice,,,,")
    late, retract = "nice,le budget,maturity.late,classify,,Nice,,,,", "nice,le budget,maturity.early,retract,,Nice,,,,"
    assert refusals(known, late) == [
        ("d.csv:2, column code", "anna has put Nice into maturity.early. Retract that first.")
    ]
    assert decide(known, retract, late).count == 2
    assert refusals(known, retract.replace("Nice", "Saint-Étienne").replace("le budget", "Alors")) != []
