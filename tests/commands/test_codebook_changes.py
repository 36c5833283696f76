"""A code is renamed or moved on purpose: all that has it follows in one act, which is taken back whole."""

import pytest

from tests.server import BOTH
from workbench.looked_for import unsought_of
from workbench.study import Study

pytestmark = pytest.mark.slow  # rejecting looks for the suggestion that is rejected

REASON = ("--reason", "le mot des entretiens", "--coder", "lead")

ROWS = """\
text,quote,code,decision,degree,reason
nice-entretien,faire venir des entreprises,objectives.attractiveness,code,strong,
nice-entretien,attirer des entreprises,objectives.attractiveness,reject,,vague
nice-entretien,"l'environnement, ce n'est pas une priorité",objectives.environment,code,absent,
nice-entretien,Le travail en silos,challenges,code,,
nice-entretien,,,read,,
"""


@pytest.fixture
def decided(coded, once, glose, written):
    once(lambda: glose("decide", written("d.csv", ROWS), "--coder", "anna"))
    return coded


def codes(glose):
    return [line["code"] for line in glose("quotes", "--json").lines]


def replace(path, old, new):
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")


@BOTH
def test_codings_and_rejections_follow_a_rename_and_an_undo_takes_it_back(decided, glose):
    before, held = (decided / "codebook.yaml").read_bytes(), glose("quotes", "--json").lines
    said = glose("codebook", "rename", "objectives.attractiveness", "appeal", *REASON).out
    assert "1 coding and 1 rejection follow. Edited: codebook.yaml." in said
    assert codes(glose) == ["objectives.appeal", "objectives.environment", "challenges"]
    assert (decided / "codebook.yaml").read_bytes() == before.replace(b"- id: attractiveness", b"- id: appeal")
    assert glose("check", "--json").lines == []
    said = glose("undo", "--coder", "lead").out
    assert "2 records have their former codes again; codebook.yaml as before" in said
    assert (decided / "codebook.yaml").read_bytes() == before
    assert glose("quotes", "--json").lines == held
    assert glose("check", "--json").lines == []


def test_the_codes_below_follow_and_tables_rules_and_statements_name_the_new_id(decided, glose):
    (decided / "statements.yaml").write_text("- id: a  # gardé\n  quantifier: all\n  code: objectives\n")
    replace(decided / "codebook.yaml", "{id: pioneer,", "{id: pioneer, when: [objectives.environment],")
    replace(decided / "codebook.yaml", "rows: codes, columns: texts,", "rows: codes, columns: texts, where: ['code=objectives|challenges'],")  # fmt: skip
    glose("codebook", "rename", "objectives", "goals", *REASON)
    book = (decided / "codebook.yaml").read_text(encoding="utf-8")
    assert "when: [goals.environment]" in book
    assert "'code=goals|challenges'" in book
    assert "rows: goals, columns: cases" in book
    assert "{id: objectives, title" in book, "the table keeps its own name"
    assert (decided / "statements.yaml").read_text() == "- id: a  # gardé\n  quantifier: all\n  code: goals\n"
    assert codes(glose) == ["goals.attractiveness", "goals.environment", "challenges"]
    glose("undo", "--coder", "lead")
    assert "code: objectives" in (decided / "statements.yaml").read_text()


def test_readings_and_cells_are_as_before(decided, glose):
    def cells():
        rows = glose("tables", "objectives", "--json").lines
        return [(r["column"], r["state"], r["value"], r.get("reopened")) for r in rows]

    before = cells()
    glose("codebook", "rename", "objectives", "goals", *REASON)
    assert cells() == before, "whoever read before the rename looked for the code under its old id"


def test_a_summary_follows_and_is_not_stale(cell, glose, summarise):
    summarise("--text", f"Nice veut attirer.[^{cell.wanted}]")
    glose("codebook", "rename", "objectives", "goals", *REASON)
    [shown] = glose("summarise", "goals", "Nice", "--show", "--json").lines
    assert shown["state"] == "written"


def test_history_trace_and_changes_tell_it(decided, glose):
    glose("codebook", "rename", "objectives.attractiveness", "appeal", *REASON)
    kinds = [line["kind"] for line in glose("history", "--code", "objectives.appeal", "--json").lines]
    assert kinds == ["code", "reject", "revise"], "what was decided under the old id is found under the new"
    assert "renamed objectives.attractiveness → objectives.appeal (le mot des entretiens)" in " ".join(
        glose("history", "--code", "objectives.attractiveness").out.split()
    )
    [quote, *_] = glose("quotes", "objectives.appeal", "--json").lines
    told = " ".join(glose("trace", quote["entry"][:12]).out.split())
    assert "objectives.attractiveness → objectives.appeal" in told
    assert "the code's definition has not changed since" in told
    assert (
        "objectives.attractiveness → objectives.appeal: le mot des entretiens" in glose("methods", "--lang", "en").out
    )


def test_a_reason_is_asked(decided, glose):
    assert "Why?" in glose("codebook", "rename", "challenges", "brakes", "--coder", "lead", code=2).err
    assert "challenges" in codes(glose)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nowhere", "x", "The codebook has no code 'nowhere'"),
        ("challenges", "objectives", "The codebook has objectives already"),
        ("challenges", "Défis", "is not an id"),
        ("objectives.environment", "challenges.environment", "glose codebook move"),
        ("challenges", "cases", "would have other rows or columns"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(decided, glose, old, new, said):
    before = (decided / "codebook.yaml").read_bytes(), glose("history").out
    assert said in glose("codebook", "rename", old, new, *REASON, code=1).err
    assert ((decided / "codebook.yaml").read_bytes(), glose("history").out) == before


def test_a_file_changed_since_stays_and_is_told(decided, glose):
    glose("codebook", "rename", "challenges", "brakes", *REASON)
    replace(decided / "codebook.yaml", "title: Essai", "title: Autre essai")
    said = glose("undo", "--coder", "lead")
    assert "codebook.yaml was changed since and stays as it is" in said.err
    assert "title: Autre essai" in (decided / "codebook.yaml").read_text(encoding="utf-8")
    assert "challenges" in codes(glose)


def test_what_a_rename_by_hand_left_behind_follows(decided, glose):
    replace(decided / "codebook.yaml", "      - id: attractiveness", "      - id: appeal")
    glose("codebook", "rename", "objectives.attractiveness", "appeal", *REASON)
    assert codes(glose) == ["objectives.appeal", "objectives.environment", "challenges"]
    assert glose("check", "--json").lines == []


def test_a_study_of_before_is_shown_with_today_s_ids(decided, glose):
    glose("codebook", "rename", "challenges", "brakes", *REASON)
    came = [line for line in glose("changes", "--since", "2026-01-01", "--json").lines if line["kind"] == "coding"]
    assert {line["code"] for line in came} == {"objectives.attractiveness", "objectives.environment", "brakes"}


@BOTH
def test_codes_are_merged_and_an_undo_takes_it_back(decided, glose):
    before, held = (decided / "codebook.yaml").read_bytes(), glose("quotes", "--json").lines
    said = glose("codebook", "merge", "objectives.attractiveness", "challenges", "into", "objectives", "--drop-degrees", *REASON)  # fmt: skip
    assert "2 codings and 1 rejection follow" in said.out
    assert codes(glose) == ["objectives", "objectives.environment", "objectives"]
    assert glose("check", "--json").lines == []
    glose("undo", "--coder", "lead")
    assert (decided / "codebook.yaml").read_bytes() == before
    assert glose("quotes", "--json").lines == held


def test_codes_become_a_new_one_and_degrees_are_not_lost_unasked(decided, glose):
    merge = ("codebook", "merge", "objectives.attractiveness", "challenges", "into")
    assert "1 coding has a degree that objectives does not have" in glose(*merge, "objectives", *REASON, code=1).err
    assert "give it a --label" in glose(*merge, "themes", *REASON, code=2).err
    glose(*merge, "themes", "--label", "Thèmes", "--drop-degrees", *REASON)
    assert codes(glose) == ["themes", "objectives.environment", "themes"]
    assert "id: themes" in (decided / "codebook.yaml").read_text(encoding="utf-8")


def test_a_retired_code_keeps_its_codings_and_takes_no_more(decided, glose):
    glose("codebook", "retire", "challenges", "--reason", "ne distingue rien", "--coder", "lead")
    assert "retired: ne distingue rien" in (decided / "codebook.yaml").read_text(encoding="utf-8")
    assert "challenges" in codes(glose)
    assert "Retired: ne distingue rien" in glose("codebook", "show", "--lang", "en").out
    said = glose("code", "nice-entretien", "challenges", "--quote", "un frein", "--coder", "anna", code=1).err
    assert "challenges is retired: ne distingue rien" in said
    glose("undo", "--coder", "lead")
    glose("code", "nice-entretien", "challenges", "--quote", "un frein", "--coder", "anna")


def test_check_and_the_next_decision_propose_the_rename_of_a_hand_edit(decided, glose):
    replace(decided / "codebook.yaml", "      - id: attractiveness", "      - id: appeal")
    command = "glose codebook rename objectives.attractiveness objectives.appeal"
    assert command in " ".join(line["message"] for line in glose("check", "--json").lines)
    assert command in glose("code", "nice-entretien", "challenges", "--quote", "un frein", "--coder", "anna").err
    assert (
        command
        not in glose("code", "nice-entretien", "challenges", "--quote", "Le travail en silos", "--coder", "anna").err
    )


def test_a_minor_change_of_a_definition_opens_nothing_again(decided, glose):
    def not_looked_for():
        with Study.open(decided) as study:
            return sorted({code for one in unsought_of(study).values() for code in one.codes})

    definition = "Faire venir des entreprises et des emplois."
    replace(decided / "codebook.yaml", definition, "Faire venir entreprises et emplois.")
    glose("code", "nice-entretien", "challenges", "--quote", "un frein", "--coder", "anna")
    assert not_looked_for() == ["objectives.attractiveness"]
    glose("codebook", "minor", "objectives.attractiveness", "--reason", "style", "--coder", "lead")
    assert not_looked_for() == []
    glose("codebook", "rename", "objectives.attractiveness", "appeal", *REASON)
    assert not_looked_for() == []
    glose("undo", "-n", "2", "--coder", "lead")
    assert "Faire venir entreprises" in (decided / "codebook.yaml").read_text(encoding="utf-8")
    assert not_looked_for() == ["objectives.attractiveness"]


def test_two_versions_are_compared_in_words(decided, glose):
    glose("codebook", "merge", "objectives.attractiveness", "into", "objectives", "--drop-degrees", *REASON)
    replace(decided / "codebook.yaml", "Gérer plus durablement les", "Gérer mieux les")
    said = " ".join(glose("codebook", "diff").out.split())
    assert "definition.fr: “Gérer plus durablement les ressources.” → “Gérer mieux les ressources.”" in said
    first = glose("codebook", "diff", "--list", "--json").lines[0]["version"]
    changes = [(line["change"], line["code"]) for line in glose("codebook", "diff", first[:8], "--json").lines]
    assert ("renamed", "objectives.attractiveness") in changes
    assert ("redefined", "objectives.environment") in changes
    assert "No version of the codebook" in glose("codebook", "diff", "1999-01-01", code=1).err
