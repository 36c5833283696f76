"""A code is renamed or moved on purpose: all that has it follows in one act, which is taken back whole."""

import pytest

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
