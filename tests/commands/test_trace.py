"""From a cell to its entries and back, as a reviewer asks for it."""

import pytest

from coding.suggesting.suggester import SUGGESTER

pytestmark = pytest.mark.slow
"""They need a language pipeline."""

DECISIONS = """\
text,quote,code,decision,case,degree,coder,memo
nice-entretien,faire venir des entreprises,objectives.attractiveness,accept,,priority,lead,dit d'emblée
nice-entretien,ce n'est pas une priorité,objectives.environment,code,,absent,lead,
nice-entretien,on travaille en silos depuis toujours,challenges,code,,,anna,
nice-entretien,c'est de faire venir des entreprises,maturity.pioneer,classify,Nice,,lead,
"""


@pytest.fixture
def decided(coded, once, glose, written):
    """An accepted suggestion, two codings by hand and a class."""
    once(lambda: glose("decide", written("d.csv", DECISIONS)))
    return coded


def retract(glose, written):
    row = "nice-entretien,ce n'est pas une priorité,objectives.environment,retract,lead,lu de travers\n"
    glose("decide", written("r.csv", "text,quote,code,decision,coder,reason\n" + row))


def entry_of(glose, code):
    return next(line["entry"] for line in glose("history", "--json").lines if line["code"] == code)


def test_a_cell_leads_to_its_quotes_entries_and_the_evidence_they_were_accepted_on(decided, glose):
    cell, behind = glose("trace", "objectives", "objectives.attractiveness", "Nice", "--json").lines
    assert (cell["state"], cell["value"], cell["codings"]) == ("coded", "priority", 1)
    assert (behind["kind"], behind["coder"], behind["now"]) == ("accept", "lead", "holds")
    assert behind["place"]["quote"] == "faire venir des entreprises"
    assert behind["payload"]["suggestion"]["evidence"]
    assert behind["changed"] == []
    shown = glose("trace", "objectives", "objectives.attractiveness", "Nice").out
    assert f"suggested by {SUGGESTER}" in shown
    assert "cue “faire venir des entreprises”" in shown
    assert "memo: dit d'emblée" in shown


def test_of_many_quotes_some_are_told_and_the_rest_counted(decided, glose):
    assert "… and 1 more" in glose("trace", "objectives", "objectives", "Nice", "--max-count", 1).out
    assert len(glose("trace", "objectives", "objectives", "Nice", "--json").lines) == 3


@pytest.mark.parametrize("row", ["objectives.environment", "Environnement", "environnement", "environment"])
def test_a_row_is_named_by_id_by_label_or_by_the_last_part_of_its_id(decided, glose, row):
    assert glose("trace", "objectives", row, "Nice", "--json").lines[0]["row"] == "objectives.environment"


def test_a_table_of_one_column_needs_no_column(decided, glose):
    cell, behind = glose("trace", "maturity", "Nice", "--json").lines
    assert (cell["value"], behind["kind"]) == ("pioneer", "classify")
    assert "name one after the row" in glose("trace", "objectives", "environment", code=1).err


def test_a_table_alone_asks_for_the_row(decided, glose):
    assert "objectives is a table: name the row" in glose("trace", "objectives", code=2).err


def test_what_was_taken_back_is_told_apart(decided, glose, written):
    retract(glose, written)
    cell, gone = glose("trace", "objectives", "environment", "Nice", "--json").lines
    assert cell["codings"] == 0
    assert (gone["what"], gone["now"], gone["later"][0]["kind"]) == ("gone", "retracted", "retract")
    shown = glose("trace", "objectives", "environment", "Nice").out
    assert "No longer behind it" in shown
    assert "lu de travers" in shown


def test_an_entry_leads_to_every_cell_where_it_stands(decided, glose):
    entry = entry_of(glose, "objectives.attractiveness")
    lines = glose("trace", entry[:6], "--json").lines
    cells = {(line["table"], line["row"], line["column"]) for line in lines if line["what"] == "cell"}
    assert cells == {
        ("objectives", "objectives", "Nice"),
        ("objectives", "objectives.attractiveness", "Nice"),
        ("counts", "objectives", "nice-entretien"),
        ("counts", "objectives.attractiveness", "nice-entretien"),
    }
    number = lines[0]["number"]
    assert glose("trace", number, "--json").lines == lines
    assert "Used in 4 cells" in glose("trace", entry).out


def test_there_and_back_is_the_same_for_every_coding_of_every_table(decided, glose):
    forth = {
        (cell["table"], cell["row"], cell["column"], quote["entry"])
        for cell in glose("tables", "--json").lines
        for quote in cell["quotes"]
    }
    back = {
        (line["table"], line["row"], line["column"], entry)
        for entry in {entry for *_, entry in forth}
        for line in glose("trace", entry, "--json").lines
        if line["what"] == "cell"
    }
    assert forth
    assert back == forth


def test_an_entry_taken_back_stands_nowhere_and_the_retraction_leads_to_it(decided, glose, written):
    retract(glose, written)
    entry = entry_of(glose, "objectives.environment")
    lines = glose("trace", entry, "--json").lines
    assert [line["what"] for line in lines] == ["entry", "record"]
    assert lines[1]["now"] == "retracted"
    speaking = lines[1]["later"][0]["entry"]
    assert glose("trace", speaking, "--json").lines[1]["entry"] == entry
    assert "It is about" in glose("trace", speaking).out


def test_a_coder_who_does_not_count_is_said(decided, glose):
    settings = decided / "study.yaml"
    settings.write_text(settings.read_text() + "\ncount: [lead]\n")
    assert "Tables do not count anna" in glose("trace", entry_of(glose, "challenges")).out


def test_reviews_of_a_coding_are_shown_with_it(decided, glose):
    glose("audit", "draw", "--size", 3, "--seed", 1, "--coder", "claire")
    glose("audit", "object", 1, "--reason", "trop large", "--coder", "claire")
    coding = glose("audit", "show", 1, "--json").lines[0]["coding"]
    record = glose("trace", coding, "--json").lines[1]
    assert [(r["reviewer"], r["verdict"], r["reason"]) for r in record["reviews"]] == [
        ("claire", "object", "trop large")
    ]
    assert "review: objected by claire" in glose("trace", coding).out
    review = record["reviews"][0]["entry"]
    assert glose("trace", review, "--json").lines[1]["entry"] == coding


def test_a_summary_that_cites_a_coding_is_shown_with_it(decided, glose):
    number = glose("trace", entry_of(glose, "objectives.attractiveness"), "--json").lines[0]["number"]
    words = f"Faire venir des entreprises passe d'abord[^{number}]."
    glose("summarise", "objectives.attractiveness", "Nice", "--text", words, "--coder", "lead")
    shown = glose("trace", "objectives", "attractiveness", "Nice").out
    assert "cited in the summary of objectives.attractiveness · Nice by lead" in " ".join(shown.split())


def test_a_definition_changed_since_is_named_and_the_codebook_entry_tells_how(decided, glose):
    book = decided / "codebook.yaml"
    book.write_text(
        book.read_text(encoding="utf-8").replace("Gérer plus durablement", "Ne pas épuiser"), encoding="utf-8"
    )
    assert glose("trace", "objectives", "environment", "Nice", "--json").lines[1]["changed"] == ["definition"]
    assert "changed since: definition" in glose("trace", "objectives", "environment", "Nice").out
    glose("code", "nice-entretien", "challenges", "--quote", "un frein", "--coder", "lead")
    revision = [line["entry"] for line in glose("history", "--json").lines if line["kind"] == "codebook"][-1]
    lines = {line["what"]: line for line in glose("trace", revision, "--json").lines}
    assert lines["revision"]["redefined"] == ["objectives.environment"]
    assert lines["entry"]["current"] is True
    assert "definition changed: objectives.environment" in glose("trace", revision).out


def test_a_place_lost_in_a_corrected_text_is_told(decided, glose, written):
    corrected = written(
        "nice-entretien.txt",
        (decided / "texts" / "nice-entretien.txt")
        .read_text()
        .replace("ce n'est pas une priorité chez nous", "on verra"),
    )
    glose("correct", "nice-entretien", corrected, "--coder", "lead", "--yes")
    cell, gone = glose("trace", "objectives", "environment", "Nice", "--json").lines
    assert (cell["codings"], gone["now"], gone["place"]) == (0, "lost", None)
    text = next(line["entry"] for line in glose("history", "--json").lines if line["kind"] == "text")
    assert "there is a later one" in glose("trace", text).out


@pytest.mark.slow
def test_a_name_that_was_replaced_is_shown_as_its_pseudonym(study, glose, written):
    talk = "Claire Berthier : Avec Antoine Mallet, on a voulu attirer des entreprises.\n\nQ : Ah.\n\nClaire Berthier : Oui.\n"
    glose("add", written("nice-a.txt", talk), "--case", "Nice")
    glose(
        "code",
        "nice-a",
        "objectives",
        "--quote",
        "Avec Antoine Mallet",
        "--coder",
        "anna",
        "--memo",
        "dit Antoine Mallet",
    )
    glose("pseudonyms", "--all", "--yes", "--coder", "lead")
    entry = entry_of(glose, "objectives")
    for shown in (
        ("trace", entry),
        ("trace", entry, "--json"),
        ("trace", "objectives", "objectives", "Nice", "--json"),
    ):
        assert "Mallet" not in glose(*shown).out
    assert "Antoine Mallet" in glose("trace", entry, "--as-recorded", "--json").out
    glose("audit", "draw", "--seed", 1, "--coder", "claire")
    glose("undo", "--coder", "anna")
    assert "Mallet" not in glose("audit", "show").out + glose("audit", "show", "--json").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("objectives", "environement", "Nice"), "Did you mean 'objectives.environment'?"),
        (("objectives", "environment", "Nise"), "Did you mean 'Nice'?"),
        (("objectives", "Nice", "environment"), "in the wrong place"),
        (("nothing", "environment", "Nice"), "declares no table 'nothing'"),
        (("abc",), "too short"),
        (("ffffffff",), "number or id 'ffffffff'"),
        (("99999",), "number or id '99999'"),
    ],
)
def test_what_is_not_there_is_refused_naming_the_nearest(decided, glose, arguments, said):
    assert said in glose("trace", *arguments, code=1).err


def test_what_moved_with_its_text_still_holds_and_is_not_among_what_is_gone(decided, glose, written):
    longer = glose("text", "nice-entretien").out.replace("Entretien inventé", "Entretien tout à fait inventé")
    glose("correct", "nice-entretien", written("longer.txt", longer), "--yes", "--coder", "lead")
    lines = glose("trace", "objectives", "environment", "Nice", "--json").lines
    assert [line["what"] for line in lines] == ["cell", "behind"]
    assert [entry["kind"] for entry in lines[1]["later"]] == ["move"]


def test_a_cell_is_named_in_the_language_asked_for_and_found_by_its_label_in_either(decided, glose):
    book = decided / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    label = next(line for line in source.splitlines() if "label:" in line and "Environnement" in line)
    new = label[: label.index("label:")] + "label: {fr: Environnement, en: Natural world}"
    book.write_text(source.replace(label, new), encoding="utf-8")
    for row in ("Environnement", "Natural world", "environment"):
        assert "Natural world" in glose("trace", "objectives", row, "Nice", "--lang", "en").out.splitlines()[0]
    assert "Environnement" in glose("trace", "objectives", "environment", "Nice", "--lang", "fr").out.splitlines()[0]
