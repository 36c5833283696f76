"""Part of a study: some coders, finished texts, alternatives in a condition, and what changed since a moment."""

import re
from datetime import UTC, datetime

import pytest

ANNA = "text,quote,code,decision\nnice-entretien,Le travail en silos,challenges,code\nnice-entretien,,,read\n"
BASILE = (
    "text,quote,code,decision\nnice-entretien,attirer des entreprises et des emplois,objectives.attractiveness,code\n"
)


@pytest.fixture
def two_coders(coded, glose, written):
    """Anna has read the interview and coded a passage, Basile has coded another; another text nobody has read."""
    glose("decide", written("a.csv", ANNA), "--coder", "anna")
    glose("decide", written("b.csv", BASILE), "--coder", "basile")
    glose("add", written("lyon-entretien.txt", "Q : Et alors ?\n\nR : Rien.\n"), "--case", "Lyon")
    return coded


def cells(glose, *options):
    lines = glose("tables", "challenges", "objectives", "--json", *options).lines
    return {(line["row"], line["column"]): line["state"] for line in lines}


def test_only_some_coders_whoever_counts(two_coders, glose):
    settings = two_coders / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "count: [anna]\n", encoding="utf-8")
    assert cells(glose)["objectives.attractiveness", "Nice"] == "read"
    assert cells(glose, "--coder", "basile")["objectives.attractiveness", "Nice"] == "coded"
    both = cells(glose, "--coder", "basile", "--coder", "anna")
    assert {both["objectives.attractiveness", "Nice"], both["challenges", "Nice"]} == {"coded"}
    assert "Did you mean 'basile'" in glose("tables", "--coder", "basil", code=1).err
    quoted = glose("quotes", "objectives", "--coder", "anna", "--json").lines
    assert (quoted, len(glose("quotes", "objectives", "--json").lines)) == ([], 1)
    said = glose("statements", "objectives", "--coder", "basile", "--json").lines
    assert [line["n"] for line in said if line["row"] == "objectives.attractiveness"] == [1]


def test_quotes_of_all_codes_or_of_a_kind_of_speaker(two_coders, glose, written):
    every = glose("quotes", "--json").lines
    assert {(line["code"], line["coder"]) for line in every} == {
        ("challenges", "anna"),
        ("objectives.attractiveness", "basile"),
    }
    asked = "text,quote,code,decision\nlyon-entretien,Et alors,challenges,code\n"
    glose("decide", written("q.csv", asked), "--coder", "anna")
    said = glose("quotes", "challenges", "--role", "interviewer", "--json").lines
    assert [line["quote"] for line in said] == ["Et alors"]
    answered = glose("quotes", "challenges", "--role", "respondent", "--json").lines
    assert [line["quote"] for line in answered] == ["Le travail en silos"]


def test_only_finished_texts(two_coders, glose):
    columns = {line["column"] for line in glose("tables", "counts", "--json", "--finished").lines}
    assert columns == {"nice-entretien"}
    assert columns == {line["column"] for line in glose("tables", "counts", "--json", "--where", "finished=oui").lines}
    shown = glose("tables", "counts", "--show", "--finished", "--lang", "fr").out
    assert "Seulement les textes lus jusqu’au bout." in shown
    assert glose("quotes", "challenges", "--where", "finished=no", "--json").lines == []
    assert len(glose("quotes", "challenges", "--finished", "--json").lines) == 1


def test_a_bar_between_values_means_either(two_coders, glose):
    either = glose("tables", "challenges", "--json", "--where", "case=Nice|Lyon").lines
    assert {line["column"] for line in either} == {"Nice", "Lyon"}
    neither = glose("tables", "challenges", "--json", "--where", "case!=Nice|Lyon").lines
    assert {line["column"] for line in neither} == {"Saint-Étienne"}
    assert "Did you mean 'Lyon'" in glose("tables", "--where", "case=Nice|Lyom", code=1).err


def test_the_kind_of_text_is_labelled_and_a_condition_takes_the_label(two_coders, glose):
    """Readers see `entretien collectif`; conditions take it as well as the id, and JSON keeps the id."""
    settings = two_coders / "study.yaml"
    labels = "attributes:\n  kind: {values: {interview: {fr: entretien collectif}, document: {fr: note}}}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + labels, encoding="utf-8")
    lines = glose("table", "challenges", "kind", "--cell", "texts", "--json").lines
    assert {line["column"] for line in lines} == {"interview", "document"}
    assert "entretien collectif" in glose("table", "challenges", "kind", "--cell", "texts", "--lang", "fr").out
    by_id, by_label = (
        glose("quotes", "--json", "--where", f"kind={name}").lines for name in ("interview", "entretien collectif")
    )
    assert by_id == by_label
    assert by_id
    assert not glose("quotes", "--json", "--where", "kind=note").lines


def test_n_of_a_table_by_groups_is_what_its_page_says(two_coders, glose):
    book = two_coders / "codebook.yaml"
    declared = "  - {id: by_status, rows: challenges, columns: status, cell: cases}\nsuggestions:"
    book.write_text(book.read_text(encoding="utf-8").replace("suggestions:", declared), encoding="utf-8")
    line = glose("tables", "by_status", "--json").lines[0]
    assert (line["n"], line["N"]) == (1, 2)
    shown = " ".join(glose("tables", "by_status", "--show", "--lang", "en").out.split())
    assert "n = number of groups with a coding, out of 2." in shown


def test_fewer_cases_than_are_coded_stops_what_would_print_a_wrong_n(two_coders, glose, written):
    rows = "text,quote,code,decision,case\nnice-entretien,Le travail en silos,challenges,code,Lyon\n"
    glose("decide", written("c.csv", rows), "--coder", "anna")
    book = two_coders / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    book.write_text(re.sub(r"cases: \d+", "cases: 1", source, count=1), encoding="utf-8")
    for command in ("tables", "statements", "report", "check"):
        told = glose(command, code=1)
        assert "N is 1 case here, but 2 cases are coded" in told.err + told.out
    assert {line["N"] for line in glose("tables", "challenges", "--where", "case=Nice", "--json").lines} == {1}


def test_what_changed_since_a_moment(two_coders, glose, written):
    before = datetime.now(UTC).isoformat()
    rows = ANNA.splitlines()[1].replace(",code", ",retract")
    glose("decide", written("d.csv", f"{ANNA.splitlines()[0]}\n{rows}\n"), "--coder", "anna")
    glose("decide", written("e.csv", BASILE), "--coder", "anna")
    lines = glose("changes", "--since", before, "--json").lines
    gone = [line for line in lines if line.get("change") == "gone"]
    came = [line for line in lines if line.get("change") == "added"]
    assert [(line["code"], line["quote"], line["coder"]) for line in gone] == [
        ("challenges", "Le travail en silos", "anna")
    ]
    assert [(line["code"], line["coder"]) for line in came] == [("objectives.attractiveness", "anna")]
    changed = {(line["table"], line["row"], line["column"]): line for line in lines if line["kind"] == "cell"}
    assert changed["challenges", "challenges", "Nice"]["before"] == "●"
    assert changed["challenges", "challenges", "Nice"]["after"] == "–"
    assert ("objectives", "objectives.environment", "Nice") not in changed
    shown = glose("changes", "--since", before).out
    assert "Difficultés × Nice: ● → –" in shown
    marked = glose("tables", "challenges", "--since", before, "--show", "--lang", "en").out
    assert "[← ●]" in marked
    by_basile = glose("changes", "--since", before, "--coder", "basile", "--json").lines
    assert {line.get("coder") for line in by_basile} <= {None, "basile"}
    assert glose("changes", "--since", "2100-01-01", "--json").lines == []
    assert "--since" in glose("changes", code=2).err


def test_a_summary_written_since_is_told(two_coders, glose, written):
    before = datetime.now(UTC).isoformat()
    [coding] = glose("quotes", "challenges", "--json").lines
    summary = written("s.md", f"Les services travaillent seuls.[^{coding['entry'][:8]}]\n")
    glose("summarise", "challenges", "Nice", "--file", summary, "--coder", "anna")
    lines = glose("changes", "--since", before, "--json").lines
    assert {"kind": "summary", "code": "challenges", "case": "Nice"} in lines
    assert "challenges · Nice" in glose("changes", "--since", before).out


def test_conditions_on_codings_are_as_those_that_a_table_declares(two_coders, glose, tmp_path):
    def counted(*options):
        lines = glose("table", "codes", "cases", "--cell", "count", "--json", *options).lines
        return {(line["row"], line["column"]): line["value"] for line in lines if line["value"]}

    for where in ("code=challenges", "coder=basile", "decision=code", "coder!=anna|basile"):
        book = (two_coders / "codebook.yaml").read_text(encoding="utf-8")
        table = f"  - {{id: asked, rows: codes, columns: cases, cell: count, where: ['{where}']}}\n"
        assert book.count("\ntables:\n") == 1
        (two_coders / "codebook.yaml").write_text(book.replace("\ntables:\n", f"\ntables:\n{table}"), encoding="utf-8")
        declared = [(line["row"], line["column"], line["value"]) for line in glose("tables", "asked", "--json").lines]
        (two_coders / "codebook.yaml").write_text(
            book.replace("\ntables:\n", f"\ntables:\n{table}").replace(f", where: ['{where}']", ""), encoding="utf-8"
        )
        asked = glose("tables", "asked", "--json", "--where", where).lines
        assert [(line["row"], line["column"], line["value"]) for line in asked] == declared, where
        (two_coders / "codebook.yaml").write_text(book, encoding="utf-8")
    assert counted("--where", "code=challenges") == {("challenges", "Nice"): 1}
    assert "Did you mean" in glose("tables", "--json", "--where", "coder=basil", code=1).err
    assert glose("explore", "cross", "challenges", "--by", "coder", "--where", "coder=anna", "--json").lines
    for refused in (("quotes", "challenges"), ("export", "csv", "--out", tmp_path), ("methods",)):
        assert "asks for codings" in glose(*refused, "--where", "code=challenges", code=1).err
