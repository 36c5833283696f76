"""Summaries of cells: what they may cite, what stands, and what makes them stale."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook.model import Code, Codebook
from coding.records.entry import Entry, canonical
from coding.records.payloads import payload_of
from coding.records.replay import Coding
from coding.summaries.citing import Citable, CitedEntry, FrameworkCell, check_summary
from coding.summaries.staleness import CurrentStudy, difference, stale_reasons
from coding.summaries.summaries_file import read_summaries
from coding.summaries.summary import pending_summary, renumbered, signatures, standing, summary_of
from corpus.place import Place

TEXT = "On veut attirer des entreprises. L’eau manque. Le climat compte."
BOOK = Codebook({c: Code(c, {"fr": c}, definition={"fr": c}) for c in ("goals", "goals.growth", "brakes")})


def coding(name, start, end, *, code="goals.growth", case="Nice", coder="lead"):
    id_ = (name * 64)[:64]
    return Coding(id_, Place("t", start, end, TEXT[start:end]), code, case, None, coder, "2026-01-01")


GROWTH, WATER, LYON = coding("a1", 0, 32), coding("b2", 33, 46), coding("c3", 47, 64, case="Lyon")
BRAKE = coding("d4", 0, 32, code="brakes")
TWICE = coding("123456", 33, 46, coder="anna")
CELL = FrameworkCell("goals", "Nice", (Citable(12, GROWTH), Citable(13, WATER), Citable(15, TWICE)))
NUMBERED = {12: GROWTH, 13: WATER, 14: LYON, 15: TWICE, 16: BRAKE}


def entry(of, kind="code"):
    return Entry(of.id, of.coder, None, of.time, kind, "{}")


def named(name):
    found = [CitedEntry(entry(c), c) for number, c in NUMBERED.items() if name == str(number) or c.id.startswith(name)]
    gone = CitedEntry(Entry("e" * 64, "lead", None, "", "code", "{}"), None)
    text = CitedEntry(Entry("f" * 64, "lead", None, "", "text", "{}"), None)
    return found + {"17": [gone], "18": [text]}.get(name, [])


def check(text):
    cited, problems = check_summary(text, CELL, named, place="summary")
    return cited, [str(problem) for problem in problems]


def test_numbers_ids_and_words_stand_for_codings_and_all_become_numbers():
    cited, problems = check("Nice veut grandir[^a1a1a1]. L'eau y manque.[^\"l'eau  manque\"] Tout presse[^12][^13].")
    assert problems == []
    assert cited.wording == "Nice veut grandir[^12]. L'eau y manque.[^13] Tout presse[^12][^13]."
    assert cited.cites == {12: GROWTH.id, 13: WATER.id}


def test_an_id_of_digits_only_is_found_where_no_number_is_meant():
    assert check("L'eau manque[^123456].")[0].cites == {15: TWICE.id}


def test_a_beginning_that_two_ids_share_is_refused():
    twin = Citable(20, replace(GROWTH, id=GROWTH.id[:8] + "0" * 56))
    cell = replace(CELL, quotes=(*CELL.quotes, twin))
    _, problems = check_summary("Oui[^a1a1a1].", cell, named, place="summary")
    assert "matches several entries (a1a1a1a1a1a1, a1a1a1a10000)" in problems[0].message


def test_everything_wrong_is_said_at_once_with_its_sentence():
    _, problems = check(
        "Rien ne va. Lyon[^14]. Un frein[^16]. Rien[^99]. Parti[^17]. Un texte[^18]. Court[^abc]. Mots[^“soleil”]. Fin[^12"
    )
    assert problems == [
        "summary, sentence 1: “Rien ne va.” cites nothing. Put the number of a quote after it: [^12].",
        "summary, sentence 2: [^14] is about Lyon, not about Nice.",
        "summary, sentence 3: [^16] is coded brakes, which is not goals or a code below it.",
        "summary, sentence 4: [^99] is not an entry of the ledger. `--show` lists the quotes with their numbers.",
        f"summary, sentence 5: [^17] was taken back or lost in a correction: lead's coding {'e' * 10} is no longer valid.",
        "summary, sentence 6: [^18] is an entry of kind “text”, not a coding.",
        "summary, sentence 7: [^abc] is not a citation. Write [^12] (a quote's number), [^3fa8c2] (at least six digits "
        'of its entry\'s id) or [^"words of the quote"], and several side by side: [^12][^15].',
        "summary, sentence 8: [^“soleil”]: no quote of the cell has these words. See `--show`.",
        "summary, sentence 9: has a citation that is not closed. Write [^12].",
    ]


def test_words_in_two_quotes_are_ambiguous_but_a_quote_coded_twice_is_one():
    assert check("Elle veut[^“e”].")[1] == [
        "summary, sentence 1: [^“e”] is in [^12], [^13], [^15]. Give more of the words, or the number."
    ]
    assert check("Elle manque[^“manque”].")[0].cites == {13: WATER.id}


def test_a_coding_whose_coder_does_not_count_is_refused():
    other = replace(GROWTH, id="9" * 64, coder="basile")
    _, problems = check_summary("Oui[^19].", CELL, lambda _: [CitedEntry(entry(other), other)], place="summary")
    assert "whose codings do not count" in problems[0].message


def test_nothing_written_is_refused():
    assert check(" \n ")[1] == ["summary: is empty. Write a sentence and cite a quote: “… [^12].”"]


# What stands


def written(name, *, replaces=(), cell=CELL, coder="lead", time="2026-01-02"):
    cited, _ = check_summary("Nice veut grandir[^12]. L'eau manque[^13].", cell, named, place="summary")
    draft = pending_summary(cited, cell, sha256={"t": "s1"}, codebook=BOOK, replaces=replaces, revision="r")
    return as_entry(name, draft, coder=coder, time=time)


def as_entry(name, draft, *, coder="lead", time="2026-01-03"):
    return Entry(name, coder, None, time, draft.kind, canonical(draft.as_json()))


def undo(name, target):
    return as_entry(name, payload_of("undo", {"subject": target, "target": target}))


def sign(name, target, coder="lead"):
    return as_entry(name, payload_of("sign", {"summary": target}), coder=coder)


def heads(*entries):
    return [summary.id for summary in standing(entries).get(("goals", "Nice"), ())]


def test_a_summary_written_over_another_replaces_it_and_its_undoing_brings_it_back():
    first, second = written("s1"), written("s2", replaces=["s1"])
    assert heads(first, second) == ["s2"]
    assert heads(first, second, undo("u", "s2")) == ["s1"]


def test_two_that_were_written_apart_both_stand_until_one_is_written_over_both():
    first, second = written("s1"), written("s2", coder="anna", time="2026-01-05")
    assert heads(first, second) == ["s2", "s1"]
    assert heads(first, second, written("s3", replaces=["s1", "s2"])) == ["s3"]


def test_what_was_replaced_by_something_undone_since_stays_replaced():
    chain = [written("s1"), written("s2", replaces=["s1"]), written("s3", replaces=["s2"])]
    assert heads(*chain, undo("u", "s2")) == ["s3"]


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sets(st.integers(0, 5), max_size=2)),
        st.tuples(st.just("undo"), st.integers(0, 5)),
        st.tuples(st.just("sign"), st.integers(0, 5)),
    ),
    max_size=8,
)


@given(ACTS, st.randoms())
def test_the_order_in_which_entries_arrive_plays_no_part(acts, chance):
    entries = []
    for number, (act, on) in enumerate(acts):
        if act == "write":
            entries.append(written(f"s{number}", replaces=[f"s{n}" for n in on if n < number]))
        else:
            entries.append((undo if act == "undo" else sign)(f"x{number}", f"s{on}"))
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert standing(shuffled) == standing(entries)
    assert signatures(shuffled) == signatures(entries)


def test_signatures_are_by_name_once_each_and_can_be_undone():
    signed = signatures([sign("a", "s1"), sign("b", "s1"), sign("c", "s1", "anna"), undo("u", "c")])
    assert signed == {"s1": (("lead", "2026-01-03"),)}


def test_citations_are_shown_with_the_numbers_of_this_ledger():
    summary = summary_of(written("s1"))
    assert renumbered(summary, {GROWTH.id: 13, WATER.id: 112}) == (
        "Nice veut grandir[^13]. L'eau manque[^112].",
        ((13, GROWTH.id), (112, WATER.id)),
    )


# Why it is stale


def today(codings=(GROWTH, WATER), *, sha256="s1", about=(), later=(), book=BOOK, counts=True, then=None):
    at = {c.id: n for n, c in NUMBERED.items()}
    return CurrentStudy(
        codebook=book,
        codings={c.id: c for c in codings},
        counts=lambda _: counts,
        sha256={"t": sha256},
        numbers=lambda ids: {i: at[i] for i in ids if i in at},
        about=lambda i: [e for e in about if e.subject == i or e.id == i],
        quote_then=lambda seen: then or TEXT[seen.start : seen.end],
        later=lambda *_: list(later),
    )


def reasons(now):
    return [(reason.key, *reason.numbers) for reason in stale_reasons(summary_of(written("s1")), now)]


def revising(kind, of, time="2026-02-02"):
    about = {"subject": of.id, "target": of.id, "text": "t", "fate": "lost", "version": 2}
    return Entry(f"{kind}-{of.id}", of.coder, None, time, kind, canonical(about))


def test_nothing_changed_nothing_is_stale():
    assert reasons(today()) == []


def test_a_cited_coding_that_was_taken_back_recoded_or_regraded():
    gone = [entry(WATER), revising("retract", WATER)]
    assert reasons(today([GROWTH], about=gone)) == [("summary_retracted", 13)]
    assert reasons(today([GROWTH], about=[entry(WATER), revising("undo", WATER)])) == [("summary_retracted", 13)]
    strong = replace(TWICE, degree="strong")
    [reason] = stale_reasons(summary_of(written("s1")), today([GROWTH], about=gone, later=[strong]))
    assert (reason.key, reason.graded["before"], reason.graded["after"]) == (
        "summary_regraded",
        (None, None),
        ("strong", None),
    )
    assert (reason.values["now"], reason.since) == ("[^15]", "2026-02-02")
    assert reasons(today([GROWTH], about=gone, later=[replace(TWICE, code="brakes")])) == [("summary_recoded", 13)]
    assert reasons(today([GROWTH], about=gone, later=[TWICE])) == [("summary_coded_anew", 13)]


def test_a_text_corrected_since_tells_what_became_of_each_quote():
    moved = replace(WATER, place=replace(WATER.place, start=40, end=53))
    shrunk = replace(GROWTH, place=replace(GROWTH.place, end=15, quote=TEXT[:15]))
    assert reasons(today(sha256="s2")) == [("summary_text_corrected", 12, 13)]
    assert reasons(today([GROWTH, moved], sha256="s2")) == [("summary_moved", 13), ("summary_text_corrected", 12)][::-1]
    assert reasons(today([shrunk, moved], sha256="s2")) == [("summary_quote_changed", 12), ("summary_moved", 13)]
    lost = [entry(WATER), revising("move", WATER)]
    assert reasons(today([GROWTH], about=lost, sha256="s2")) == [("summary_lost", 13), ("summary_text_corrected", 12)]


@pytest.mark.parametrize("code", ["goals", "goals.growth"])
def test_a_definition_that_changed_of_the_cell_or_of_a_code_cited(code):
    codes = {**BOOK.codes, code: replace(BOOK.codes[code], definition={"fr": "autre"})}
    assert reasons(today(book=replace(BOOK, codes=codes))) == [("summary_redefined",)]
    less = {name: found for name, found in BOOK.codes.items() if name != code}
    assert reasons(today(book=replace(BOOK, codes=less))) == [("summary_code_gone",)]


def test_a_coder_who_counts_no_more():
    assert reasons(today(counts=False)) == [("summary_uncounted", 12), ("summary_uncounted", 13)]


def test_a_difference_shows_the_words_that_changed():
    assert difference("a b c d e f g h i", "a b c d X Y f g h i") == ("… b c d e f g h …", "… b c d X Y f g h …")
    assert difference("a", "b") == ("a", "b")


# The file


def test_a_word_repeated_once_more_is_a_difference_at_its_end():
    """What both begin with and what both end with must not be counted twice where words recur."""
    before, after = (f"Alors {'oui ' * times}merci" for times in (20, 21))
    old, new = difference(before, after)
    assert old.startswith("… oui")
    assert old.endswith("oui merci")
    assert new.endswith("oui merci")
    assert len(new.split()) == len(old.split()) + 1


def test_a_file_names_its_columns_and_every_empty_cell():
    rows, problems = read_summaries(b"code;case;text\ngoals;Nice;Oui[^12].\n", "s.csv")
    assert (rows[0].place, rows[0].code, rows[0].case, rows[0].text, problems) == (
        "s.csv:2",
        "goals",
        "Nice",
        "Oui[^12].",
        (),
    )
    _, problems = read_summaries(b"code,case,words\n", "s.csv")
    assert [str(p) for p in problems] == [
        "s.csv:1: lacks the column(s) text.",
        "s.csv:1: has unknown columns: words. Choose from: code, case, text, coder.",
    ]
    _, problems = read_summaries(b"code,case,text\ngoals,,\ngoals,Nice,a,b\n", "s.csv")
    assert [p.place for p in problems] == ["s.csv:2, column case", "s.csv:2, column text", "s.csv:3"]
    assert "no summaries" in read_summaries(b"", "s.csv")[1][0].message
    assert "no summaries" in read_summaries(b"code,case,text\n", "s.csv")[1][0].message


def test_a_file_in_an_old_encoding_is_read_with_a_warning():
    rows, problems = read_summaries("code;case;text\ngoals;Nice;La fiscalité pèse[^12].\n".encode("cp1252"), "s.csv")
    assert [row.text for row in rows] == ["La fiscalité pèse[^12]."]
    assert [problem.level for problem in problems] == ["warning"]
