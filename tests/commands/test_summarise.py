"""glose summarise: summaries of cells written, signed, gone stale, imported."""

from dataclasses import replace

from tests.commands.conftest import WANTED, shown, text
from tests.server import BOTH
from workbench.study import Study
from workbench.summarising import heads_of, summaries_of

pytestmark = BOTH


def test_a_summary_is_written_and_shown_with_its_quotes(cell, glose, summarise):
    said = summarise("--text", f'Nice veut attirer.[^"faire venir"] Le climat vient après[^{cell.green}].')
    assert "cites 2 quotes" in said.out
    found = shown(glose)
    assert (found["state"], found["summary"], found["coder"]) == ("written", text(cell), "anna")
    assert [cite["number"] for cite in found["cites"]] == sorted([cell.wanted, cell.green])
    printed = glose("summarise", "objectives", "Nice", "--show").out
    assert "Written by anna" in printed
    assert f"[^{cell.wanted}] nice-entretien · objectives.attractiveness · strong · anna" in printed
    assert "Objectifs · Nice" in printed


def test_the_same_summary_again_adds_nothing(cell, glose, summarise):
    summarise("--text", text(cell))
    entries = len(glose("history", "--json").lines)
    assert "Nothing new" in summarise("--text", text(cell)).err
    assert len(glose("history", "--json").lines) == entries


def test_a_file_may_be_what_the_editor_would_have_had(cell, glose, summarise, written):
    summarise("--file", written("s.md", f"{text(cell)}\n\n# ----\n# over:\n# [^1] autre chose"))
    assert shown(glose)["summary"] == text(cell)
    said = summarise("--file", written("t.md", f"Autre[^{cell.wanted}].\n# ----\n# over:"), code=1)
    assert "written meanwhile" in said.err
    assert not (cell.folder / "drafts").exists()


# Signing, undoing, going stale


def test_a_summary_is_signed_by_name_and_a_new_one_is_not(cell, glose, summarise):
    assert "no summary to sign" in summarise("--sign", code=1).err
    summarise("--text", text(cell))
    summarise("--sign", coder="lead")
    assert "already" in summarise("--sign", coder="lead").err
    found = shown(glose)
    assert (found["state"], [s["coder"] for s in found["signed"]]) == ("signed", ["lead"])
    summarise("--text", f"Autre[^{cell.wanted}].")
    assert shown(glose)["signed"] == []
    glose("undo", "--coder", "anna")
    assert (shown(glose)["state"], shown(glose)["summary"]) == ("signed", text(cell))


def test_a_signed_summary_goes_stale_when_a_cited_coding_is_regraded_and_says_why(cell, glose, summarise, written):
    summarise("--text", text(cell))
    summarise("--sign", coder="lead")
    row = f'nice-entretien,"{WANTED}",objectives.attractiveness'
    glose(
        "decide",
        written("r.csv", f"text,quote,code,decision,degree\n{row},retract,\n{row},code,priority\n"),
        "--coder",
        "anna",
    )
    found = shown(glose)
    assert (found["state"], found["fresh"]) == ("stale", 1)
    [reason] = found["stale"]
    assert (reason["reason"], reason["numbers"]) == ("regraded", [cell.wanted])
    assert "changed from “strong” to “priority”" in reason["message"]
    assert [s["coder"] for s in found["signed"]] == ["lead"]
    assert "is stale" in summarise("--sign", coder="basile", code=1).err
    assert "taken back" in summarise("--text", text(cell), code=1).err
    printed = glose("summarise", "--list").out
    assert "! Nice · objectives: the degree or value" in printed


def test_a_changed_definition_makes_it_stale_and_writing_it_anew_unchanged_vouches_for_it(cell, glose, summarise):
    summarise("--text", text(cell))
    book = cell.folder / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("Bringing in firms", "Attracting firms"), encoding="utf-8")
    assert [r["message"] for r in shown(glose)["stale"]] == ["the definition of objectives.attractiveness changed."]
    summarise("--text", text(cell))
    assert shown(glose)["state"] == "written"


def test_a_corrected_text_makes_it_stale(cell, glose, summarise, written):
    summarise("--text", text(cell))
    corrected = (cell.folder / "texts" / "nice-entretien.txt").read_text(encoding="utf-8")
    path = written("nice-entretien.txt", corrected.replace(WANTED, "faire venir des sociétés"))
    glose("correct", "nice-entretien", path, "--coder", "lead", "--yes")
    messages = [reason["message"] for reason in shown(glose)["stale"]]
    assert messages == [
        f"the quote of [^{cell.wanted}] was corrected: “{WANTED}” became “faire venir des sociétés”.",
        f"nice-entretien was corrected; what [^{cell.green}] cites is unchanged but has moved.",
    ]


def test_new_codings_are_noted_and_make_nothing_stale(cell, glose, summarise):
    summarise("--text", text(cell))
    glose("code", "nice-entretien", "objectives", "--quote", "des emplois", "--coder", "anna")
    assert (shown(glose)["state"], shown(glose)["fresh"]) == ("written", 1)
    assert "1 new coding since" in glose("summarise", "objectives", "Nice", "--show").out


# Many


def test_the_list_tells_what_is_written_and_what_is_missing(cell, glose, summarise):
    summarise("--text", text(cell))
    states = {(c["code"], c["case"]): c["state"] for c in glose("summarise", "--list", "--json").lines}
    assert states[("objectives", "Nice")] == "written"
    assert states[("challenges", "Nice")] == "missing"
    assert states[("objectives", "Lyon")] == "empty"
    below = glose("summarise", "--list", "objectives", "Nice", "--json").lines
    assert [c["code"] for c in below] == ["objectives", "objectives.attractiveness", "objectives.environment"]
    assert [c["codings"] for c in below] == [2, 1, 1]
    assert "✎ written: 1" in glose("summarise", "--list").out


def test_a_file_of_summaries_is_recorded_whole_or_not_at_all(cell, glose, written):
    good = 'code,case,text\nobjectives,Nice,"Nice attire[^""faire venir""]."\nchallenges,Nice,Des silos[^“silos”].\n'
    bad = good + "objectives,Paris,Rien[^1].\nobjectives,Nice,Encore[^“climat”].\nnothing,Nice,Rien.\n"
    said = glose("summarise", "--import", written("bad.csv", bad), "--coder", "lead", code=1)
    assert "bad.csv:4: The study has no case 'Paris'" in said.err
    assert "bad.csv:5, sentence 1: [^“climat”]: no quote of the cell has these words" in said.err
    assert "bad.csv:5: objectives of Nice is already in bad.csv:2" in said.err
    assert "bad.csv:6: The codebook has no code 'nothing'" in said.err
    assert shown(glose)["state"] == "missing"
    assert "Recorded 2 summaries" in glose("summarise", "--import", written("good.csv", good), "--coder", "lead").out
    assert shown(glose)["summary"] == f"Nice attire[^{cell.wanted}]."
    again = glose("summarise", "--import", written("good.csv", good), "--coder", "lead").out
    assert "Recorded 0 summaries" in again
    assert "2 rows already recorded" in again


def test_one_way_at_a_time_and_a_cell_must_be_named(cell, glose):
    assert "Choose one" in glose("summarise", "objectives", "Nice", "--show", "--sign", code=2).err
    assert "Name the cell" in glose("summarise", "--show", code=2).err
    assert "Did you mean" in glose("summarise", "objectivs", "Nice", "--show", code=1).err


def test_summaries_merged_from_two_ledgers_both_stand_until_one_is_made_of_them(cell, glose, summarise):
    summarise("--text", f"De anna[^{cell.wanted}].")
    with Study.open() as study:
        # What a merge brings: an entry that was written over nothing, as if the other were not there.
        [entry] = study.ledger.entries(kind="summarise")
        by_basile = replace(entry.payload, wording=entry.payload.wording.replace("anna", "basile"))
        study.ledger.append("basile", [by_basile])
        state = summaries_of(study)["objectives", "Nice"]
        assert (state.state, state.coder, [rival.coder for rival in state.rivals]) == ("conflict", "basile", ["anna"])
    assert "several summaries, by anna and basile" in summarise("--sign", code=1).err
    assert "De anna" in glose("summarise", "objectives", "Nice", "--show").out
    summarise("--text", text(cell))
    with Study.open() as study:
        assert [head.coder for head in heads_of(study)["objectives", "Nice"]] == ["anna"]


def test_a_coder_who_no_longer_counts_makes_stale_what_cites_him(cell, glose, summarise):
    summarise("--text", text(cell))
    summarise("--sign", coder="lead")
    with (cell.folder / "study.yaml").open("a", encoding="utf-8") as settings:
        settings.write("count: [lead]\n")
    found = shown(glose)
    assert [reason["reason"] for reason in found["stale"]] == ["uncounted", "uncounted"]
    assert found["quotes"] == []
    printed = glose("summarise", "objectives", "Nice", "--show").out
    assert "Signed by lead" in printed
    assert "Stale:" in printed
    assert "Nothing is coded here" in printed
    assert "! stale: 1" in glose("summarise", "--list").out


def test_a_row_that_nobody_wrote_and_a_file_that_is_none_are_refused(cell, glose, written):
    row = "code,case,text\nobjectives,Nice,Nice attire[^“faire venir”].\n"
    assert "the coder is missing" in glose("summarise", "--import", written("s.csv", row), code=1).err
    assert "lacks the column(s) code" in glose("summarise", "--import", written("t.csv", "case,text\n"), code=1).err


def test_without_cases_there_is_no_matrix(study, glose):
    (study / "cases.csv").write_text("case,aliases\n", encoding="utf-8")
    assert "Write the cases into cases.csv" in glose("summarise", "--list").out
