"""glose export --pseudonyms: no name of the key leaves the study, in whatever the export writes."""

import contextlib
import io
import json
import zipfile
import zlib

import pytest

from wording.spelling import folded

NAMES = {"Claire Berthier": "[Personne 1]", "Berthier": "[Personne 1]", "Antoine Mallet": "[Personne 2]",
         "claire.berthier@exemple.fr": "[Courriel 1]"}  # fmt: skip
TALK = """\
Enquêtrice : Bonjour Mme Berthier, vous êtes bien Claire Berthier ?

Claire Berthier : Oui. Avec mon collègue Antoine Mallet, on a voulu attirer des entreprises à Nice.

Enquêtrice : On peut vous joindre ?

Claire Berthier : À claire.berthier@exemple.fr. CLAIRE BERTHIER, ou claire berthier, comme vous voulez.
"""
DECISIONS = """\
decision,coder,text,code,quote,degree,memo,case
code,berthier,nice-berthier,objectives.attractiveness,"Antoine Mallet, on a voulu attirer des entreprises",priority,Mme Berthier y tient,Claire Berthier
code,anna,nice-berthier,challenges,Berthier ?,,,
read,anna,nice-berthier,,,,,
"""
CASES = "case,aliases,status,contact\nNice,,métropole,Antoine Mallet\nClaire Berthier,Mme Berthier,commune,\n"


@pytest.fixture
def named(study, once, glose, written):
    def make():
        (study / "cases.csv").write_text(CASES, encoding="utf-8")
        book = study / "codebook.yaml"
        book.write_text(book.read_text(encoding="utf-8").replace("Ce qui freine.", "Ce que Berthier dit."), "utf-8")
        glose("add", written("nice-berthier.txt", TALK), "--case", "Nice")
        glose("decide", written("d.csv", DECISIONS))
        lines = [f"person,{name},{shown},replace,1,," for name, shown in NAMES.items()]
        key = ["kind,name,replacement,decision,count,texts,certain", *lines, "place,Nice,[Lieu 1],keep,1,,"]
        (study / "pseudonyms.csv").write_text("\n".join(key) + "\n", encoding="utf-8")

    once(make)
    return study


def every_byte(data):
    """The words of a file and of all that is packed in it."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(f"{part}\n{every_byte(archive.read(part))}" for part in archive.namelist())
    with contextlib.suppress(zlib.error):
        data = zlib.decompress(data)
    return data.decode("utf-8", "replace")


def assert_no_name(words):
    plain = folded(words)
    for name in ("berthier", "mallet", "antoine mallet", "exemple.fr"):
        assert name not in plain, plain[max(0, plain.index(name) - 80) : plain.index(name) + 80]


@pytest.mark.parametrize("kind", ["qdpx", "qdc", "xlsx", "iramuteq", "jsonl", "docx", "annotations"])
def test_no_name_is_in_any_byte_of_an_export(named, glose, tmp_path, kind):
    glose("export", kind, "--pseudonyms", "--out", tmp_path / "out", code=0)
    words = every_byte((tmp_path / "out").read_bytes())
    assert_no_name(words)
    assert "Personne 1" in words or kind == "iramuteq"


def test_tei_names_nobody_in_words_or_names_of_files(named, glose, tmp_path):
    glose("export", "tei", "--pseudonyms", "--out", tmp_path / "tei")
    for file in (tmp_path / "tei").iterdir():
        assert_no_name(file.name + file.read_text(encoding="utf-8"))
    assert "[Personne 1]" in (tmp_path / "tei" / "texte-1.xml").read_text(encoding="utf-8")


def test_flat_tables_hold_the_quote_as_the_disguised_text_has_it(named, glose, tmp_path):
    glose("export", "csv", "--pseudonyms", "--out", tmp_path / "flat")
    for file in (tmp_path / "flat").iterdir():
        assert_no_name(file.name + file.read_text(encoding="utf-8"))
    assert "Mme [Personne 1]" in (tmp_path / "flat" / "passages.csv").read_text(encoding="utf-8")


def test_who_counts_is_the_same_under_another_name(named, glose, tmp_path):
    settings = named / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "count: [berthier]\n", encoding="utf-8")
    glose("export", "csv", "--pseudonyms", "--out", tmp_path / "flat")
    lines = (tmp_path / "flat" / "cases_codes.csv").read_text(encoding="utf-8").splitlines()
    head, *rows = (line.split(",") for line in lines)
    ones = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert ones["[Personne 1]"]["objectives.attractiveness"] == "1"
    assert ones["Nice"]["challenges"] != "1"  # anna's does not count


def test_a_disguised_project_quotes_its_own_texts(named, glose, tmp_path):
    glose("export", "qdpx", "--pseudonyms", "--out", tmp_path / "a.qdpx")
    glose("import", tmp_path / "a.qdpx", "--study", tmp_path / "back")
    found = glose("quotes", "--json", "--study", tmp_path / "back").lines
    quotes = {line["quote"] for line in found}
    assert quotes == {"[Personne 2], on a voulu attirer des entreprises", "[Personne 1] ?"}
    assert {line["coder"] for line in found} == {"anna", "codeur-2"}


def test_the_same_things_have_the_same_guids_with_and_without(named, glose, tmp_path):
    glose("export", "annotations", "--out", tmp_path / "a")
    glose("export", "annotations", "--pseudonyms", "--out", tmp_path / "b")
    ids = [
        [item["id"] for item in json.loads((tmp_path / name).read_text(encoding="utf-8"))["first"]["items"]]
        for name in "ab"
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 2


def test_an_undecided_name_or_no_key_stops_the_export(named, glose, tmp_path):
    key = named / "pseudonyms.csv"
    key.write_text(key.read_text(encoding="utf-8").replace("[Personne 2],replace", "[Personne 2],"), encoding="utf-8")
    told = glose("export", "docx", "--pseudonyms", "--out", tmp_path / "a.docx", code=1)
    assert "1 name in the key is not decided (“Antoine Mallet”)" in told.err
    key.unlink()
    assert "no key" in glose("export", "docx", "--pseudonyms", "--out", tmp_path / "a.docx", code=1).err
    assert not (tmp_path / "a.docx").exists()


def test_a_name_that_no_pseudonym_can_replace_is_told_and_nothing_is_written(named, glose, tmp_path):
    key = named / "pseudonyms.csv"
    key.write_text(key.read_text(encoding="utf-8").replace("[Personne 2]", "Ami de Berthier"), encoding="utf-8")
    told = glose("export", "jsonl", "--pseudonyms", "--out", tmp_path / "a.jsonl", code=1)
    assert "would still hold the name “Berthier”" in told.err
    assert not (tmp_path / "a.jsonl").exists()


@pytest.mark.parametrize("table", ["codings", "decisions", "texts", "passages", "cases_codes"])
def test_parquet_names_nobody_though_its_bytes_are_packed(named, glose, tmp_path, table):
    from reports.formats.parquet import words_of_parquet

    glose("export", "parquet", "--pseudonyms", "--out", tmp_path / "out")
    assert_no_name("\n".join(words_of_parquet((tmp_path / "out" / f"{table}.parquet").read_bytes())))


def test_a_name_left_in_parquet_is_found_though_its_bytes_are_packed(named, glose, tmp_path, monkeypatch):
    from workbench.exporting.disguise import Disguise

    monkeypatch.setattr(Disguise, "words", lambda self, words: words)
    told = glose("export", "parquet", "--table", "codings", "--pseudonyms", "--out", tmp_path / "out", code=1)
    assert "codings.parquet" in told.err
    assert not (tmp_path / "out").exists()
