"""The report for readers: what was found, and nothing on who coded, under which ids and what is still to do."""

import re
import shutil
import zipfile
from html import unescape

import pytest

from coding.codebook.file import load_codebook

pytestmark = pytest.mark.slow
CODERS = ("anna", "basile", "lead")


def words_of_page(path):
    return unescape(path.read_text(encoding="utf-8"))


def words_of_document(path):
    with zipfile.ZipFile(path) as archive:
        return unescape(" ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")))


@pytest.fixture
def for_readers(decided, glose):
    def write(*options):
        said = glose("report", "--for", "reader", "--lang", "fr", *options)
        return words_of_page(decided / "report" / "report.reader.html"), said

    return write


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.whole)])
def test_nothing_private_is_in_the_page_or_the_document(sample, glose, tmp_path, language):
    glose("report", "--for", "reader", "--quotes", "all", "--out", tmp_path, "--lang", language, "--study", sample)
    codes = [code for code in load_codebook((sample / "codebook.yaml").read_text()).codes if "." in code]
    history = glose("history", "--json", "--study", sample).lines
    entries = {str(entry["entry"]) for entry in history}
    memos = {str(entry["memo"]) for entry in history if entry.get("memo")}
    assert len(codes) > 200
    assert len(entries) > 500
    texts = [path.stem for path in (sample / "texts").iterdir()]
    assert memos
    assert len(texts) > 20
    for words in (
        words_of_page(tmp_path / "report.reader.html"),
        words_of_document(tmp_path / "report.reader.docx"),
    ):
        assert not set(codes) & set(re.findall(r"[\w.]+", words))
        assert not [text for text in texts if text in words]
        assert not [entry for entry in entries if entry[:12] in words]
        assert not [memo for memo in memos if memo in words]
        assert not [name for name in CODERS if re.search(rf"\b{name}\b", words)]
        assert "Glose" not in words
        assert not re.search("À compléter|To be completed|sha256|SHA-256", words)


def test_each_extract_is_there_once(for_readers):
    page, _ = for_readers("--quotes", "all")
    quotes = re.findall(r"<blockquote><p>«\s(.*?)\s»</p>", page)
    assert "On veut attirer des entreprises et des emplois." in quotes
    assert len(quotes) == len(set(quotes))


def test_readers_may_get_no_extracts(for_readers):
    page, _ = for_readers("--quotes", "none")
    assert "<blockquote>" not in page
    assert "Paroles recueillies" not in page


def test_the_title_page_says_what_study_yaml_says(for_readers, decided):
    with (decided / "study.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "report:\n  title: {fr: La ville qui vient}\n  authors: [Anne Roy, Luc Petit]\n  organisation: CNAM\n"
            "  date: 2016-03-01\n  version: 2\n  question: Pourquoi une ville intelligente ?\n"
        )
    page, said = for_readers()
    head = re.search(r"<header.*?</header>", page, re.DOTALL)[0]
    assert [re.sub("<.*?>", "", line) for line in head.splitlines()[1:-1]] == [
        "La ville qui vient",
        "Anne Roy et Luc Petit",
        "CNAM",
        "1er mars 2016",
        "Version 2",
    ]
    assert "Pourquoi une ville intelligente\u202f?" in page
    assert "report:" not in said.err


def test_the_findings_are_the_leads_own_words(for_readers, decided):
    (decided / "findings.md").write_text("# Ce que nous retenons\n\n- Tous **attirent** (3/3).\n", encoding="utf-8")
    page, _ = for_readers()
    assert "<h3>Ce que nous retenons</h3>" in page
    assert "<li>Tous attirent (3/3).</li>" in page


def test_what_is_to_complete_is_said_in_the_terminal(for_readers):
    page, said = for_readers()
    assert "findings.md" in said.err
    assert "authors" in said.err
    assert "findings.md" not in page


def test_who_speaks_is_named_by_the_template(for_readers, decided):
    with (decided / "study.yaml").open("a", encoding="utf-8") as file:
        file.write('report: {participant: "{role}, {kind}, {case}"}\n')
    page, _ = for_readers()
    footers = set(re.findall("<footer>(.*?)</footer>", page))
    assert footers == {"chargée de mission, entretien, Nice"}  # of what is said about Saint-Étienne as well


def test_the_caption_of_a_heat_map_names_the_table_that_it_shows_as_a_picture(sample, glose, tmp_path):
    chosen = ("--for", "article", "--only", "tables", "--format", "html")
    glose("report", *chosen, "--out", tmp_path, "--study", sample)
    page = words_of_page(tmp_path / "report.article.html")
    named = re.findall(r"Figure \d+\. ([^<(]+) \(tableau\s(\d+) en image\)", page)
    assert named
    assert all(f"Tableau {number}. {title}" in page for title, number in named)
    assert re.search(r"Figure \d+\. [^<(]+</", page)  # bars sum a table up


def test_a_key_of_the_title_page_that_is_unknown_is_an_error(decided, glose):
    with (decided / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("report: {autors: Anne Roy}\n")
    said = glose("report", "--for", "reader", code=1)
    assert "autors" in said.err


def test_quotes_and_formats_that_do_not_go_with_it_are_refused(decided, glose):
    assert "--quotes" in glose("report", "--quotes", "few", code=2).err
    for asked in ("csv", "html,tex"):
        assert "docx" in glose("report", "--for", "reader", "--format", asked, code=2).err


def test_a_template_names_case_attributes_and_a_misspelt_field_is_an_error_at_its_line(for_readers, decided, glose):
    settings = (decided / "study.yaml").read_text(encoding="utf-8")
    (decided / "study.yaml").write_text(
        settings + 'report:\n  participant: "{kind}, {case.status}"\n', encoding="utf-8"
    )
    page, _ = for_readers()
    assert re.search("<footer>entretien, [^<]+</footer>", page)
    (decided / "study.yaml").write_text(settings + 'report:\n  participant: "{kind}, {case.statu}"\n', encoding="utf-8")
    said = glose("report", "--for", "reader", code=1)
    assert f"study.yaml:{len(settings.splitlines()) + 2}:" in said.err
    assert "case.status" in said.err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('participant: {fr: "{kind}", en: "{kindd}"}', "no case and no text has 'kindd'"),
        ('participant: "{kind, {year}"', "a brace is not closed"),
        ("question: {de: Warum}", "'de' is no language. Choose from: fr, en."),
    ],
)
def test_check_finds_what_readers_would_see_wrong_in_either_language(decided, glose, given, told):
    settings = (decided / "study.yaml").read_text(encoding="utf-8")
    (decided / "study.yaml").write_text(f"{settings}report:\n  {given}\n", encoding="utf-8")
    assert told in glose("check", code=1).err
    assert told in glose("report", "--for", "reader", "--lang", "fr", code=1).err


def test_findings_in_another_language_are_told(decided, glose):
    (decided / "findings.md").write_text("- Tous attirent.\n", encoding="utf-8")
    only = ("report", "--for", "reader", "--only", "summary", "--format", "html")
    assert "findings.en.md" in glose(*only, "--lang", "en").err
    assert "findings.fr.md" not in glose(*only, "--lang", "fr").err
    (decided / "findings.en.md").write_text("- All attract.\n", encoding="utf-8")
    assert "findings.en.md" not in glose(*only, "--lang", "en").err


def test_an_article_has_findings_and_tables_and_no_extracts(decided, glose):
    glose("report", "--for", "article", "--format", "html")
    page = words_of_page(decided / "report" / "report.article.html")
    assert "<blockquote>" not in page
    assert "<table" in page
    nav = re.search("<nav.*?</nav>", page, re.DOTALL)[0]
    for at, title in enumerate(re.findall(r'<section class="chapter" id="c\d+">\s*<h2>(.*?)</h2>', page), 1):
        assert f'<a href="#c{at}">{title}</a>' in nav


def test_chosen_chapters_are_the_only_ones(decided, glose):
    glose("report", "--for", "reader", "--only", "extracts", "--format", "html")
    page = words_of_page(decided / "report" / "report.reader.html")
    assert "<blockquote>" in page
    assert "<table" not in page
    assert 'id="summary"' not in page


@pytest.mark.parametrize("only", ["extrats", "codebook"])
def test_a_chapter_that_the_report_does_not_have_is_refused(decided, glose, only):
    assert only in glose("report", "--for", "reader", "--only", only, code=2).err


def test_what_study_yaml_declares_is_what_the_command_does(decided, glose):
    settings = (decided / "study.yaml").read_text(encoding="utf-8")
    (decided / "study.yaml").write_text(settings + "report: {for: article, only: [tables]}\n", encoding="utf-8")
    assert "report.article.html" in glose("report", "--format", "html").out
    (decided / "study.yaml").write_text(settings + "report:\n  for: reader\n  only: [tabels]\n", encoding="utf-8")
    said = glose("report", code=1).err
    assert f"study.yaml:{len(settings.splitlines()) + 3}:" in said
    assert "'tables'" in said or "tables" in said


def test_the_logo_is_in_the_page_and_in_the_document(decided, glose):
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f0003"
        "8301807d2b4bd50000000049454e44ae426082"
    )
    (decided / "logo.png").write_bytes(picture)
    with (decided / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("report:\n  organisation: CNAM\n  logo: logo.png\n")
    glose("report", "--for", "reader", "--format", "html,docx")
    assert 'src="data:image/png;base64,' in words_of_page(decided / "report" / "report.reader.html")
    with zipfile.ZipFile(decided / "report" / "report.reader.docx") as archive:
        assert picture in [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    (decided / "logo.png").write_text("<svg/>", encoding="utf-8")
    assert "logo.png" in glose("report", "--for", "reader", code=1).err


def test_the_share_of_a_finding_says_what_was_counted(sample, glose, tmp_path):
    """ "Not a priority for most (2/15)" would read as if two said so."""
    glose("report", "--for", "reader", "--only", "summary", "--format", "html", "--out", tmp_path, "--study", sample)
    page = " ".join(words_of_page(tmp_path / "report.reader.html").split())
    assert re.search(r"n’est pas une priorité pour la plupart ; [^<(]*\(« [^»]+ », priorité\s:\s2/15\)\.", page)


def test_a_tested_cross_table_has_its_p_and_what_was_tested_in_both_reports(sample, glose, tmp_path):
    study = shutil.copytree(sample, tmp_path / "study")
    book = (study / "codebook.yaml").read_text(encoding="utf-8").partition("\ntables:")[0]
    table = "{id: tested, title: Testé, rows: {codes: codes, level: 1}, columns: kind, cell: texts, test: true}"
    (study / "codebook.yaml").write_text(f"{book}\ntables:\n  - {table}\n", encoding="utf-8")
    for audience, name in (("reader", "report.reader"), ("annex", "report")):
        glose("report", "--for", audience, "--only", "tables", "--format", "html,docx", "--study", study)
        page = words_of_page(study / "report" / f"{name}.html")
        heads = re.findall(r'<th scope="col"[^>]*><span>(.*?)</span>', page)
        assert [head for head in heads if head.startswith("p")]
        assert [head for head in heads if head.startswith("V")]
        assert re.search(r"0,\d{3}", page)
        assert "Test, ligne par ligne" in page
        assert "Test, ligne par ligne" in words_of_document(study / "report" / f"{name}.docx")


def test_readers_are_told_what_is_mentioned_and_not_what_is_coded(sample, glose, tmp_path):
    glose("report", "--for", "reader", "--only", "tables", "--format", "html", "--out", tmp_path, "--study", sample)
    page = " ".join(words_of_page(tmp_path / "report.reader.html").split())
    assert "abordé seulement à un niveau plus fin" in page
    assert "n = collectivités concernées" in page
    assert not re.search(r"\bcodée?s?\b|\bcodages?\b", page)


def test_a_study_without_texts_says_what_it_is_about(tmp_path, glose):
    glose("start", tmp_path / "s", "--lang", "fr")
    (tmp_path / "s" / "codebook.yaml").write_text("codes: [{id: a, label: A}]\n", encoding="utf-8")
    (tmp_path / "s" / "cases.csv").write_text("case\nNice\n", encoding="utf-8")
    glose("report", "--for", "reader", "--format", "html", "--study", tmp_path / "s")
    page = words_of_page(tmp_path / "s" / "report" / "report.reader.html")
    assert "L’étude porte sur 1 cas" in page.replace("1 cas", "1 cas")
    assert "Elle porte" not in page


def test_every_apostrophe_is_that_of_print_whoever_typed_it(sample, glose, tmp_path):
    glose("report", "--for", "reader", "--format", "html,docx", "--out", tmp_path, "--study", sample)
    for words in (words_of_page(tmp_path / "report.reader.html"), words_of_document(tmp_path / "report.reader.docx")):
        assert "Structures d’appui à l’innovation" in words
        assert re.findall(r"\w'\w+", words) == []


def test_below_every_table_and_figure_is_what_it_rests_on(sample, glose, tmp_path):
    """Texts by kind, the day of the last decision, and N where cases are counted; a part names only its own texts."""
    glose("report", "--for", "reader", "--only", "corpus,tables", "--out", tmp_path, "--study", sample)
    page = " ".join(words_of_page(tmp_path / "report.reader.html").split())
    tables = page.split('<section class="item" id="t')[1:]
    assert tables
    assert all("Source : " in table for table in tables)
    figures = re.findall('<figcaption class="caption">(.*?)</figcaption>', page)
    assert figures
    assert all("Source : " in figure for figure in figures)
    assert "Source : renseignements réunis par l’équipe sur 15 entretiens." in page
    of_cases = next(table for table in tables if "Objectifs par collectivité</h3>" in table)
    assert re.search(
        r"Source : 15 entretiens et 12 documents, analyse arrêtée au [^;]+ ; N = 15 collectivités\.", of_cases
    )
    of_interviews = next(table for table in tables if "élus et agents</h3>" in table)
    assert re.search(r"Source : 15 entretiens, analyse arrêtée au [^;<]+\.<", of_interviews)
    document = " ".join(words_of_document(tmp_path / "report.reader.docx").split())
    assert document.count("Source : ") == len(tables) + len(figures)


def test_no_sentence_stands_below_two_tables(sample, glose, tmp_path):
    glose("report", "--for", "reader", "--only", "tables", "--format", "html", "--out", tmp_path, "--study", sample)
    page = words_of_page(tmp_path / "report.reader.html")
    said = [line for found in re.findall('<ul class="sentences">(.*?)</ul>', page) for line in found.split("</li>")]
    lines = [line for line in said if line]
    assert lines
    assert len(lines) == len(set(lines))
