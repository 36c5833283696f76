"""glose export: a study handed to other programs, and read back."""

import builtins
import csv
import json
import zipfile
from io import StringIO

import pytest
from lxml import etree

XML = "{http://www.w3.org/XML/1998/namespace}"
INTERVIEW = """\
Q : Que voulez-vous ?

R : On veut attirer des entreprises. C'est la priorité.

Q : Et l'environnement ?

R : =SOMME(A1) n'est pas une réponse. Le climat, un peu.
"""
DECISIONS = """\
decision,coder,text,code,quote,degree,memo
code,anna,nice-a,objectives.attractiveness,attirer des entreprises,priority,net
code,basile,nice-a,objectives.environment,Le climat,absent,
code,anna,nice-a,challenges,=SOMME(A1) n'est pas une réponse,,
read,anna,nice-a,,,,
"""


@pytest.fixture
def coded(study, once, glose, written):
    def make():
        glose("add", written("nice-a.txt", INTERVIEW), "--case", "Nice")
        glose("decide", written("d.csv", DECISIONS))

    once(make)
    return study


def table(path):
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))


def said(glose, *where):
    keys = ("text", "start", "end", "quote", "label", "coder", "time")
    return sorted(tuple(line[key] for key in keys) for line in glose("quotes", "--json", *where).lines)


def test_a_project_comes_back_equal_with_its_guids(coded, glose, tmp_path):
    out = tmp_path / "a.qdpx"
    glose("export", "qdpx", "--out", out)
    glose("import", out, "--study", tmp_path / "back")
    assert said(glose, "--study", tmp_path / "back") == said(glose)
    glose("export", "qdpx", "--study", tmp_path / "back", "--out", tmp_path / "b.qdpx")
    again = glose("import", tmp_path / "b.qdpx", "--json").lines
    assert {line["kind"]: line["new"] for line in again if line["kind"] in ("texts", "codings", "codes")} == {
        "texts": 0, "codings": 0, "codes": 0,
    }  # fmt: skip


def test_what_comes_back_to_its_own_study_adds_nothing(coded, glose, written, tmp_path):
    more = "decision,coder,text,code,quote,value,case\ncode,anna,nice-a,challenges,La priorité,3 M€,Lyon\n"
    more = more.replace("La priorité", "C'est la priorité")
    glose("decide", written("more.csv", more))
    classes = "decision,coder,case,code,quote,text\nclassify,anna,Nice,maturity.pioneer,Le climat,nice-a\n"
    glose("decide", written("classes.csv", classes))
    glose("export", "qdpx", "--out", tmp_path / "a.qdpx")
    before, listed = said(glose), (coded / "cases.csv").read_text(encoding="utf-8")
    again = glose("import", tmp_path / "a.qdpx", "--json").lines
    assert {line["kind"]: line["new"] for line in again if line["new"]} == {}
    assert said(glose) == before
    assert (coded / "cases.csv").read_text(encoding="utf-8") == listed


def selections(path):
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
    return sorted(one.get("guid") for one in root.iter("{*}PlainTextSelection"))


def test_passages_keep_their_guids_in_a_study_made_of_them(coded, glose, tmp_path):
    glose("export", "qdpx", "--out", tmp_path / "a.qdpx")
    glose("import", tmp_path / "a.qdpx", "--study", tmp_path / "back")
    glose("export", "qdpx", "--study", tmp_path / "back", "--out", tmp_path / "b.qdpx")
    assert selections(tmp_path / "a.qdpx") == selections(tmp_path / "b.qdpx")


def test_codes_come_back_with_their_ids_whatever_their_names(coded, glose, tmp_path):
    book = coded / "codebook.yaml"
    renamed = (
        book.read_text(encoding="utf-8")
        .replace("fr: Attractivité", "fr: Climat")
        .replace("fr: Environnement", "fr: Climat")
    )
    book.write_text(renamed, encoding="utf-8")
    glose("export", "qdpx", "--out", tmp_path / "a.qdpx")
    glose("import", tmp_path / "a.qdpx", "--study", tmp_path / "back")

    def codes(*where):
        return sorted((line["quote"], line["code"]) for line in glose("quotes", "--json", *where).lines)

    assert codes("--study", tmp_path / "back") == codes()
    assert "id: environment" in (tmp_path / "back" / "codebook.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "kept_ids", [b"{", b"[1]", b'{"%s": 3}', b'{"%s": "../x"}', b'{"%s": "other.place"}', b'{"%s": "challenges.deep"}']
)
def test_ids_that_glose_would_not_write_are_not_taken(coded, glose, tmp_path, kept_ids):
    glose("export", "qdpx", "--out", tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as project, zipfile.ZipFile(tmp_path / "b.qdpx", "w") as other:
        [guid] = [g for g, own in json.loads(project.read("glose/codes.json")).items() if own == "challenges"]
        for name in project.namelist():
            changed = kept_ids.replace(b"%s", guid.encode())
            other.writestr(name, changed if name == "glose/codes.json" else project.read(name))
    glose("import", tmp_path / "b.qdpx", "--study", tmp_path / "back")
    found = {line["label"]: line["code"] for line in glose("quotes", "--json", "--study", tmp_path / "back").lines}
    assert found["Difficultés"] == "difficultes"


def test_flat_tables_have_a_row_a_coding_and_nothing_that_runs(coded, glose, tmp_path):
    glose("export", "csv", "--out", tmp_path / "flat")
    codings = {row["code"]: row for row in table(tmp_path / "flat" / "codings.csv")}
    first = codings["objectives.attractiveness"]
    assert (first["quote"], first["degree"], first["case"], first["role"]) == (
        "attirer des entreprises", "priority", "Nice", "respondent",
    )  # fmt: skip
    assert first["path"] == "Objectifs > Attractivité"
    assert codings["challenges"]["quote"].startswith("'=SOMME")
    ones = {row["case"]: row for row in table(tmp_path / "flat" / "cases_codes.csv")}
    assert ones["Nice"]["objectives"] == ones["Nice"]["objectives.attractiveness"] == "1"
    assert ones["Nice"]["objectives.environment"] == "0"  # absent
    assert ones["Lyon"]["objectives"] == ""  # not read
    degrees = {row["case"]: row for row in table(tmp_path / "flat" / "cases_degrees.csv")}
    assert degrees["Nice"]["objectives.attractiveness"] == "priority"
    passages = table(tmp_path / "flat" / "passages_codes.csv")
    assert [row["objectives.attractiveness"] for row in passages] == ["0", "1", "0", "0"]


def test_conditions_and_coders_hold(coded, glose, tmp_path):
    glose("export", "csv", "--out", tmp_path / "anna", "--coder", "anna")
    assert {row["coder"] for row in table(tmp_path / "anna" / "codings.csv")} == {"anna"}
    glose("export", "csv", "--out", tmp_path / "none", "--where", "case=Lyon")
    assert table(tmp_path / "none" / "codings.csv") == []


def test_texts_with_stars_leave_questions_out(coded, glose, tmp_path):
    glose("export", "iramuteq", "--out", tmp_path / "a.txt")
    corpus = (tmp_path / "a.txt").read_text(encoding="utf-8")
    head, first = corpus.splitlines()[:2]
    assert head.startswith("**** *text_nicea *case_nice ")
    assert "*role_respondent" in head
    assert first.startswith("On veut attirer")
    assert "Que voulez-vous" not in corpus
    glose("export", "iramuteq", "--by", "passage", "--out", tmp_path / "b.txt")
    assert "*code_objectivesattractiveness" in (tmp_path / "b.txt").read_text(encoding="utf-8")


def test_spans_for_training_read_the_words_of_their_codes(coded, glose, tmp_path):
    glose("export", "jsonl", "--out", tmp_path / "a.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {span["label"]: line["text"][span["start"] : span["end"]] for line in lines for span in line["spans"]}
    assert found["objectives.attractiveness"] == "attirer des entreprises"


@pytest.mark.slow
def test_documents_of_spacy_hold_the_same_spans(coded, glose, tmp_path):
    import spacy
    from spacy.tokens import DocBin

    glose("export", "docbin", "--out", tmp_path / "a.spacy")
    docs = list(DocBin(store_user_data=True).from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("fr").vocab))
    spans = {span.label_: span.text for doc in docs for span in doc.spans["codes"]}
    assert spans["objectives.attractiveness"] == "attirer des entreprises"


def test_annotations_quote_what_their_places_say(coded, glose, tmp_path):
    glose("export", "annotations", "--out", tmp_path / "a.jsonld")
    whole = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    content = glose("text", "nice-a").out
    assert whole["total"] == 3
    for item in whole["first"]["items"]:
        quote, place = item["target"]["selector"]
        assert content[place["start"] : place["end"]] == quote["exact"]


def spoken_between(root, first, last):
    """The words of a TEI document from one anchor to another, in the order of the document."""
    found, inside = [], False
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and inside:
            found.append(element.text or "")
        if element.get(f"{XML}id") == first and event == "end":
            inside = True
        if element.get(f"{XML}id") == last:
            return "".join(found)
        if event == "end" and inside:
            found.append(element.tail or "")
    raise AssertionError(last)


def test_tei_has_voices_and_the_words_of_each_coding_between_its_anchors(coded, glose, written, tmp_path):
    more = "decision,coder,text,code,quote\ncode,anna,nice-a,challenges,des entreprises. C'est\n"
    glose("decide", written("more.csv", more))
    glose("export", "tei", "--out", tmp_path / "tei")
    root = etree.parse(tmp_path / "tei" / "nice-a.xml").getroot()
    tei = {"t": "http://www.tei-c.org/ns/1.0"}
    spans = list(root.iterfind(".//t:standOff//t:span", tei))
    found = {(span.get("ana"), spoken_between(root, span.get("from")[1:], span.get("to")[1:])) for span in spans}
    assert found == {(f"#code.{line['code']}", line["quote"].lstrip("=")) for line in glose("quotes", "--json").lines}
    assert [span.text for span in spans if span.text and "«" in span.text] == ["« =SOMME(A1) n'est pas une réponse »"]
    assert len(found) == 4
    roles = {person.get(f"{XML}id"): person.get("role") for person in root.iterfind(".//t:person", tei)}
    assert [roles[u.get("who")[1:]] for u in root.iterfind(".//t:u", tei)] == ["interviewer", "respondent"] * 2
    second = root.findall(".//t:seg", tei)[1]
    assert set(second.get("ana").split()) == {"#code.challenges", "#code.objectives.attractiveness"}
    assert table(tmp_path / "tei" / "metadata.csv")[0] == {"id": "nice-a", "case": "Nice", "status": "métropole"}


def test_a_workbook_has_a_sheet_a_table_and_no_formula(coded, glose, tmp_path):
    from openpyxl import load_workbook

    glose("export", "xlsx", "--out", tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:2] == ["codings", "decisions"]
    assert all(cell.data_type != "f" for row in book["codings"].iter_rows() for cell in row)


def test_codings_whose_code_is_gone_are_counted_and_left_out(coded, glose, tmp_path):
    book = coded / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("id: challenges", "id: hurdles"), encoding="utf-8")
    told = glose("export", "qdpx", "--out", tmp_path / "a.qdpx")
    assert "1 coding was left out: the codebook no longer has its code." in told.err


def test_comments_in_word_are_codings_again(coded, glose, tmp_path):
    glose("export", "docx", "--out", tmp_path / "a.docx", "--where", "case=Nice")
    glose("import", tmp_path / "a.docx", "--study", tmp_path / "back")
    found = glose("quotes", "--json", "--study", tmp_path / "back").lines
    assert {(line["quote"], line["label"], line["coder"]) for line in found} == {
        ("attirer des entreprises", "Attractivité", "anna"),
        ("Le climat", "Environnement", "basile"),
        ("=SOMME(A1) n'est pas une réponse", "Difficultés", "anna"),
    }


def test_coded_words_in_word_have_their_code_s_colour(coded, glose, written, tmp_path):
    """The shade of the codebook's colour; of the shortest coding where several overlap; none where nothing is coded."""
    import docx

    book = coded / "codebook.yaml"
    coloured = book.read_text(encoding="utf-8").replace(
        "- id: challenges\n", "- id: challenges\n    colour: '#2a7fb8'\n"
    )
    book.write_text(coloured, encoding="utf-8")
    longer = "decision,coder,text,code,quote\ncode,anna,nice-a,challenges,On veut attirer des entreprises\n"
    glose("decide", written("longer.csv", longer))
    glose("export", "docx", "--out", tmp_path / "a.docx")
    runs = [run for paragraph in docx.Document(tmp_path / "a.docx").paragraphs for run in paragraph.runs if run.text]
    shades = {run.text: (run._r.xpath("./w:rPr/w:shd/@w:fill") or [None])[0] for run in runs}
    ours = {"=SOMME(A1) n'est pas une réponse": "C9DFED", "On veut ": "C9DFED", ". C'est la priorité.": None}
    assert {words: shades[words] for words in ours} == ours
    assert shades["attirer des entreprises"] == shades["Le climat"] not in (None, "C9DFED")


def test_matrices_hold_what_tables_count(coded, glose, tmp_path):
    settings = coded / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "count: [anna]\n", encoding="utf-8")
    glose("export", "csv", "--out", tmp_path / "flat")
    assert {row["coder"] for row in table(tmp_path / "flat" / "codings.csv")} == {"anna", "basile"}
    [nice] = [row for row in table(tmp_path / "flat" / "cases_degrees.csv") if row["case"] == "Nice"]
    assert (nice["objectives.attractiveness"], nice["objectives.environment"]) == ("priority", "")


def test_tables_are_chosen_by_name(coded, glose, tmp_path):
    from openpyxl import load_workbook

    from commands.export import _TABLES

    glose("export", "csv", "--table", "codings", "--table", "texts", "--out", tmp_path / "some")
    assert sorted(path.name for path in (tmp_path / "some").iterdir()) == ["codings.csv", "texts.csv"]
    glose("export", "xlsx", "--table", "decisions", "--out", tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["decisions"]
    glose("export", "xlsx", "--out", tmp_path / "b.xlsx")
    assert load_workbook(tmp_path / "b.xlsx").sheetnames == list(_TABLES)


def test_a_matrix_that_nobody_could_open_is_left_out_of_the_workbook_and_told(coded, glose, tmp_path, monkeypatch):
    from openpyxl import load_workbook

    monkeypatch.setattr("reports.formats.flat_workbook.MOST_CELLS", 20)
    told = glose("export", "xlsx", "--table", "codings", "--table", "passages_codes", "--out", tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["codings"]
    assert "passages_codes is not in the workbook: 4 rows and" in told.err


def test_a_workbook_with_nothing_left_is_refused(coded, glose, tmp_path, monkeypatch):
    monkeypatch.setattr("reports.formats.flat_workbook.MOST_CELLS", 20)
    told = glose("export", "xlsx", "--table", "passages_codes", "--out", tmp_path / "a.xlsx", code=1)
    assert "passages_codes" in told.err
    assert not (tmp_path / "a.xlsx").exists()


def test_tables_are_chosen_for_tables_only(coded, glose, tmp_path):
    told = glose("export", "qdpx", "--table", "codings", "--out", tmp_path / "a.qdpx", code=2)
    assert "--table" in told.err


def parquet(path):
    from pyarrow import parquet as files

    return files.read_table(path)


def test_parquet_has_the_tables_of_csv_with_types(coded, glose, tmp_path):
    from commands.export import _TABLES

    cases = 'case,status,population,postcode,share\nNice,métropole,342 637,06000,"12,5"\nLyon,,522250,69001,3\n'
    (coded / "cases.csv").write_text(cases, encoding="utf-8")
    for format_name in ("csv", "parquet"):
        glose("export", format_name, "--out", tmp_path / "flat")
    for name in _TABLES:
        typed, plain = parquet(tmp_path / "flat" / f"{name}.parquet"), table(tmp_path / "flat" / f"{name}.csv")
        assert typed.num_rows == len(plain)
        assert not plain or typed.column_names == list(plain[0])
    codings = parquet(tmp_path / "flat" / "codings.parquet")
    types = {field.name: str(field.type) for field in codings.schema}
    assert {types[name] for name in ("text", "quote", "code", "degree", "coder", "case_postcode")} == {"string"}
    assert {types[name] for name in ("start", "end", "turn", "passage", "case_population")} == {"int64"}
    assert (types["time"], types["from_suggestion"], types["case_share"]) == ("timestamp[us, tz=UTC]", "bool", "double")
    [first] = [row for row in codings.to_pylist() if row["quote"] == "attirer des entreprises"]
    [same] = [row for row in table(tmp_path / "flat" / "codings.csv") if row["quote"] == "attirer des entreprises"]
    assert first["time"].isoformat().replace("+00:00", "Z") == same["time"]
    assert (first["start"], first["from_suggestion"], first["value"]) == (int(same["start"]), False, None)
    assert (first["case_population"], first["case_postcode"], first["case_share"]) == (342_637, "06000", 12.5)
    assert "=SOMME(A1) n'est pas une réponse" in codings["quote"].to_pylist()  # no formula runs here
    matrix = parquet(tmp_path / "flat" / "passages_codes.parquet")
    assert {str(field.type) for field in matrix.schema} == {"string", "int64", "int8"}
    assert {0, 1} == {value for row in matrix.to_pylist() for head, value in row.items() if "." in head}


def test_parquet_is_written_in_row_groups(coded, glose, tmp_path, monkeypatch):
    from pyarrow import parquet as files

    monkeypatch.setattr("reports.formats.parquet._CELLS_AT_ONCE", 30)
    glose("export", "parquet", "--table", "codings", "--out", tmp_path / "some")
    assert [path.name for path in (tmp_path / "some").iterdir()] == ["codings.parquet"]
    with files.ParquetFile(tmp_path / "some" / "codings.parquet") as file:
        assert (file.num_row_groups, file.metadata.num_rows) == (3, 3)


def test_without_its_library_parquet_names_the_extra(coded, glose, tmp_path, monkeypatch):
    real = builtins.__import__

    def missing(name, *given, **more):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *given, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    told = glose("export", "parquet", "--out", tmp_path / "flat", code=1)
    assert "pip install 'glose[parquet]'" in told.err
    assert not (tmp_path / "flat").exists()


def test_numbers_in_the_heads_of_texts_lose_the_commas_of_thousands(study, glose, written, tmp_path):
    for name, size in (("a", "1,234,567"), ("b", "12,000"), ("c", "")):
        head = f"Population : {size}\n\n" if size else ""
        glose("add", written(f"{name}.txt", f"Cas : Nice\n{head}Q : Et alors ?\n\nR : Rien.\n"))
    glose("export", "csv", "--table", "texts", "--out", tmp_path / "flat")
    with (tmp_path / "flat" / "texts.csv").open(encoding="utf-8-sig", newline="") as file:
        sizes = {row["text"]: row["text_population"] for row in csv.DictReader(file)}
    assert [sizes[name] for name in "abc"] == ["1234567", "12000", ""]
