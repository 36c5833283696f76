"""glose import: a project of another program in a study, whole, once, or not at all."""

import sqlite3
from contextlib import closing

import pytest
import yaml

from tests.exchange.refi_files import (
    AIMS,
    BASILE,
    CODES,
    COST,
    GREEN,
    OTHER_COST,
    WORDS,
    guid,
    project,
    qdpx,
    selection,
)

CLIMATE = WORDS.index("le climat")
CHEAP = WORDS.index("C'est cher")
PLACES = (
    selection(CLIMATE, CLIMATE + 9, GREEN, number=100, comment="Sûr ?"),
    selection(CHEAP, CHEAP + 10, COST, number=200, user=BASILE),
    selection(CHEAP, CHEAP + 10, OTHER_COST, number=300, time="2021-01-01T00:00:00+01:00"),
)


@pytest.fixture
def brought(written, glose, tmp_path, monkeypatch):
    """A study that was made from a project; the working directory is in it."""
    path = written("p.qdpx", qdpx(project(*PLACES)))
    glose("import", path, "--study", tmp_path / "s")
    monkeypatch.chdir(tmp_path / "s")
    return path


@pytest.mark.parametrize("empty", ["rqda", "catma", "qdpx"])
def test_what_holds_nothing_of_a_project_is_refused(written, glose, tmp_path, empty):
    """A study without anything was made of it, and nothing said."""
    path = tmp_path / "empty.rqda"
    if empty == "rqda":
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE other (id)")
    elif empty == "catma":
        written("c/collections/a/header.json", "{}")
        path = tmp_path / "c"
    else:
        path = written("p.qdpx", qdpx('<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="Rien"/>'))
    said = glose("import", path, "--as", empty, "--study", tmp_path / "s", code=1)
    assert f"read as {empty}, has no text" in said.err
    assert not (tmp_path / "s").exists()


def lines_of(said):
    return {line["kind"]: line for line in said.lines}


def test_a_new_study_has_everything(brought, glose, tmp_path):
    quotes = glose("quotes", "--json").lines
    assert [(q["quote"], q["code"], q["coder"], q["memo"], q["time"], q["label"]) for q in quotes] == [
        ("le climat", "buts_visees.1_2_ecologie", "Anna", "Sûr ?", "2020-03-04T10:00:00.000000Z", "1.2 Écologie"),
        ("C'est cher", "buts_visees.cout", "Basile", None, "2020-03-04T10:00:00.000000Z", "Coût"),
        ("C'est cher", "cout", "Anna", None, "2020-12-31T23:00:00.000000Z", "Coût"),
    ]
    assert {(q["text"], q["case"]) for q in quotes} == {("Entretien", "Lyon")}
    book = yaml.safe_load((tmp_path / "s" / "codebook.yaml").read_text())
    assert book["codes"][0] == {
        "id": "buts_visees",
        "label": "Buts & visées",
        "definition": "Ce qui est visé.\nEt pourquoi.",
        "colour": "#00ff7f",
        "codes": [{"id": "1_2_ecologie", "label": "1.2 Écologie"}, {"id": "cout", "label": "Coût"}],
    }
    assert (tmp_path / "s" / "cases.csv").read_text() == "case,aliases,taille\nLyon,,12\n"
    assert glose("text", "Entretien").out.rstrip("\n") == WORDS.rstrip("\n")
    assert "0 errors" in glose("check").out + glose("check").err


def test_again_adds_nothing(brought, glose):
    before = glose("history", "--json").out
    lines = lines_of(glose("import", brought, "--json"))
    assert {kind: line["new"] for kind, line in lines.items() if line["new"]} == {}
    assert (lines["codings"]["study"], lines["codings"]["file"]) == (3, 3)
    assert glose("history", "--json").out == before


def test_again_adds_only_what_is_new_and_leaves_what_was_taken_back(brought, glose, written):
    glose("undo", "--coder", "Basile")
    more = selection(0, 1, GREEN, number=500)
    code = f'<Code guid="{guid(15)}" name="Nouveau" isCodable="true"/>'
    changed = project(*PLACES, more).replace("</Code></Codes>", f"</Code>{code}</Codes>")
    changed = changed.replace("</Codes>", f"{code}</Codes>") if code not in changed else changed
    lines = lines_of(glose("import", written("p.qdpx", qdpx(changed)), "--json"))
    assert (lines["codings"]["new"], lines["codings"]["study"]) == (1, 3)
    [left] = lines["codings"]["left_out"]
    assert "taken back" in left["why"]
    assert lines["codes"]["new"] == 1
    assert "Nouveau" in (brought.parent / "s" / "codebook.yaml").read_text()


def test_every_sum_agrees(written, glose, tmp_path):
    twice = (PLACES[0], selection(CLIMATE, CLIMATE + 9, GREEN, number=600), selection(7, 99999, GREEN, number=700))
    said = glose("import", written("p.qdpx", qdpx(project(*twice))), "--study", tmp_path / "s", "--json")
    assert [line["kind"] for line in said.lines][:7] == [
        *("texts", "codes", "codings", "coders", "cases", "attributes", "memos"),
    ]
    for line in said.lines:
        assert line["file"] == line["study"] + sum(one["count"] for one in line["left_out"]), line
    assert lines_of(said)["codings"]["file"] == 3
    assert lines_of(said)["codings"]["study"] == 1


def test_a_dry_run_leaves_nothing(written, glose, tmp_path):
    path = written("p.qdpx", qdpx(project(*PLACES)))
    said = glose("import", path, "--study", tmp_path / "s", "--dry-run")
    assert "Nothing was recorded" in said.out
    assert sorted(one.name for one in tmp_path.iterdir()) == ["p.qdpx"]


def test_a_dry_run_in_a_study_leaves_it_as_it_is(coded, written, glose):
    before = glose("history", "--json").out, (coded / "codebook.yaml").read_text(), (coded / "cases.csv").read_text()
    glose("import", written("p.qdpx", qdpx(project(*PLACES))), "--dry-run")
    after = glose("history", "--json").out, (coded / "codebook.yaml").read_text(), (coded / "cases.csv").read_text()
    assert before == after
    assert not (coded / "imports").exists()


def test_a_file_that_fails_leaves_nothing(coded, written, glose, monkeypatch):
    from ledger.ledger import Ledger

    def full(*_args, **_rest):
        raise OSError(28, "No space left on device")

    before = {path: path.read_bytes() for path in coded.rglob("*") if path.suffix in (".yaml", ".csv", ".txt")}
    monkeypatch.setattr(Ledger, "append_all", full)
    glose("import", written("p.qdpx", qdpx(project(*PLACES))), code=1)
    assert {path: path.read_bytes() for path in coded.rglob("*") if path.suffix in (".yaml", ".csv", ".txt")} == before
    assert list((coded / "imports").glob("*")) == []


def test_a_new_study_that_fails_leaves_no_folder(written, glose, tmp_path):
    glose("import", written("p.qdpx", b"PK"), "--study", tmp_path / "s", code=1)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["p.qdpx"]


def test_into_a_study_with_codes_and_cases_of_its_own(coded, written, glose):
    glose("code", "nice-entretien", "challenges", "--quote", "frein", "--coder", "anna")
    book = (coded / "codebook.yaml").read_text()
    glose("import", written("p.qdpx", qdpx(project(*PLACES))))
    merged = (coded / "codebook.yaml").read_text()
    assert "Buts & visées" in merged
    assert [line for line in book.splitlines() if line not in merged.splitlines()] == []
    assert (coded / "cases.csv").read_text().splitlines()[0] == "case,aliases,status,taille"
    assert "Lyon,Grand Lyon,métropole,12" in (coded / "cases.csv").read_text()
    assert len(glose("quotes", "--json").lines) == 4


def test_people_are_renamed_and_codes_mapped(coded, written, glose):
    table = written(
        "codes.csv", "name,code\nButs & visées > Coût,challenges\n1.2 Écologie,objectives.environment\nCoût,\n"
    )
    path = written("p.qdpx", qdpx(project(*PLACES)))
    said = glose("import", path, "--coder", "Anna=anna", "--map", table, "--json")
    assert {(q["code"], q["coder"]) for q in glose("quotes", "--json").lines} == {
        ("objectives.environment", "anna"),
        ("challenges", "Basile"),
    }
    assert lines_of(said)["codes"]["left_out"] == [{"what": "Coût", "why": "left out by --map", "count": 1}]
    assert lines_of(said)["codings"]["study"] == 2


def test_a_map_that_names_no_code_is_refused(coded, written, glose):
    path = written("p.qdpx", qdpx(project(*PLACES)))
    assert "is not an id" in glose("import", path, "--map", written("a.csv", "name,code\nCoût,Oh!\n"), code=1).err
    assert "needs its parent" in glose("import", path, "--map", written("b.csv", "name,code\nCoût,x.y\n"), code=1).err
    assert "must name the columns" in glose("import", path, "--map", written("c.csv", "a,b\n1,2\n"), code=1).err


def test_the_text_of_the_study_keeps_its_codings_though_white_space_differs(study, written, glose):
    glose("add", written("Entretien.txt", WORDS.replace("\n\n", "\n\n\n\n")), "--case", "Lyon")
    said = glose("import", written("p.qdpx", qdpx(project(*PLACES))))
    assert {q["quote"] for q in glose("quotes", "--json").lines} == {"le climat", "C'est cher"}
    assert "placed by their words" in said.err


def test_the_page_says_what_the_table_says(written, glose, tmp_path):
    path = written("p.qdpx", qdpx(project(*PLACES, selection(7, 99999, AIMS, number=700))))
    glose("import", path, "--study", tmp_path / "s", "--report", tmp_path / "r.html", "--lang", "fr")
    page = (tmp_path / "r.html").read_text()
    assert "outside the text" in page or "hors du texte" in page
    assert "<script" not in page


def test_a_folder_with_files_is_no_new_study(written, glose, tmp_path):
    path = written("d/p.qdpx", qdpx(project(*PLACES)))
    assert "has files in it" in glose("import", path, "--study", tmp_path / "d", code=1).err
    assert "not in a study" in glose("import", path, code=1).err
    assert "--as" in glose("import", path, "--as", "wrong", code=2).err


def test_what_is_below_a_code_that_is_left_out_is_left_out_too(written, glose, tmp_path):
    path = written("p.qdpx", qdpx(project(*PLACES)))
    table = written("codes.csv", "name,code\nButs & visées,\n")
    lines = lines_of(glose("import", path, "--study", tmp_path / "s", "--map", table, "--json"))
    assert [one["what"] for one in lines["codes"]["left_out"]] == ["Buts & visées", "1.2 Écologie", "Coût"]
    assert lines["codings"]["study"] == 1


def test_memos_are_listed_with_what_they_are_about(written, glose, tmp_path):
    note = (
        f'<Notes><Note guid="{guid(51)}" name="Idée" creatingUser="{BASILE}" creationDateTime="2020-03-05T10:00:00Z">'
        "<PlainTextContent>À revoir</PlainTextContent></Note></Notes>"
    )
    codes = CODES.replace("<Description>", f'<NoteRef targetGUID="{guid(51)}"/><Description>', 1)
    glose("import", written("p.qdpx", qdpx(project(more=note, codes=codes))), "--study", tmp_path / "s")
    [memo] = glose("memos", "--study", tmp_path / "s", "--json").lines
    assert (memo["title"], memo["memo"], memo["coder"]) == ("Idée", "À revoir", "Basile")
    assert memo["time"] == "2020-03-05T10:00:00.000000Z"
    assert memo["about"] == [{"kind": "codes", "id": "buts_visees"}]
    assert "À revoir" in glose("memos", "--study", tmp_path / "s").out


def test_a_column_without_a_role_is_refused(tmp_path, glose, written):
    table = written("c.csv", "document,code,words\na,B,c\n")
    told = glose("import", table, "--columns", "Fichier", "--study", tmp_path / "s", code=2)
    assert "'Fichier' says no role" in told.err
    assert not (tmp_path / "s").exists()


def test_a_column_whose_heading_has_a_comma_can_be_named(glose, tmp_path, written):
    rows = 'who,"What, then?",theme\nA,"Trop cher, vraiment.",coût\n'
    columns = "document=who,words=What, then?,code=theme"
    glose("import", written("t.csv", rows), "--study", tmp_path / "s", "--columns", columns)
    [line] = glose("quotes", "--json", "--study", tmp_path / "s").lines
    assert (line["quote"], line["label"]) == ("Trop cher, vraiment.", "coût")
