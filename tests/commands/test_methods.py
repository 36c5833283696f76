"""glose methods: the method written from the ledger, for whoever wrote nothing down."""

from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html

DECISIONS = """\
text,quote,code,decision,reason,coder
nice-entretien,,,read,,anna
nice-entretien,,,read,,basile
nice-entretien,faire venir des entreprises,objectives.attractiveness,accept,,anna
nice-entretien,faire venir des entreprises,objectives.attractiveness,code,,basile
nice-entretien,attirer des entreprises et des emplois,objectives.environment,code,,basile
nice-entretien,Le travail en silos reste un frein,challenges,reject,ailleurs,anna
"""


@pytest.fixture
def decided(coded, once, glose, written):
    """Anna and Basile read the interview; they agree on one code and not on another."""
    once(lambda: glose("decide", written("decisions.csv", DECISIONS)))
    return coded


def items(glose, *options):
    return {(line["standard"], line["item"]): line for line in glose("methods", "--json", *options).lines}


@pytest.mark.slow
def test_the_method_is_told_in_the_studys_language(decided, glose):
    told = glose("methods").out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "2 personnes ont codé : anna et basile." in told
    assert "Le corpus compte 1 texte (1 entretien)" in told
    assert "Sur 2 suggestions jugées, 1 a été acceptée (50 %) et 1 refusée." in told
    assert "Passages lus par au moins une personne : 8 sur 8 (100 %) ; par deux ou plus : 8 (100 %)." in told
    assert "> **À compléter par l’équipe** : dire qui sont les codeurs" in told


@pytest.mark.slow
def test_agreement_is_told_with_its_n_and_by_code(decided, glose):
    """Six passages besides the head of the text: both give attractiveness on one; environment is given by Basile alone, on the same passage."""
    numbers = items(glose)["SRQR", "15"]["numbers"]["agreement"]
    assert (numbers["passages"], numbers["coders"], numbers["units"]) == (6, ["anna", "basile"], 12)
    assert numbers["pairs"] == [{"coders": ["anna", "basile"], "passages": 6}]
    assert "anna–basile (6)" in glose("methods").out
    assert numbers["agreed"] == pytest.approx(11 / 12)
    assert numbers["codes"]["objectives.attractiveness"]["alpha"] == pytest.approx(1)
    assert numbers["codes"]["objectives.environment"]["positive"] == 0
    # 24 judgements, 3 yes and 21 no, one unit mismatched.
    assert numbers["alpha"] == pytest.approx(1 - 23 / (3 * 21))


def test_without_a_second_reader_agreement_is_undefined_and_says_why(coded, glose, written):
    glose("decide", written("d.csv", "text,quote,code,decision,coder\nnice-entretien,,,read,anna\n"))
    assert "n’est pas défini\u00a0: aucun passage n’a été lu par deux codeurs" in glose("methods").out
    found = items(glose)
    agreement = found["SRQR", "15"]["numbers"]["agreement"]
    assert (agreement["alpha"], agreement["agreed"], agreement["undefined"]) == (None, None, "no_pair")
    assert found["COREQ", "24"]["numbers"]["coders"]["coders"] == 0


@pytest.mark.slow
def test_the_history_of_the_codebook_is_told_and_its_why_is_asked_for(decided, glose, written):
    book = decided / "codebook.yaml"
    changed = book.read_text(encoding="utf-8").replace("Ce qui freine.", "Ce qui freine la démarche.")
    book.write_text(changed.replace("typologies:\n", "  - {id: added, label: Ajouté}\ntypologies:\n"), encoding="utf-8")
    assert "Le fichier codebook.yaml a été modifié depuis" in glose("methods").out
    row = "nice-entretien,on travaille en silos,added,code,,basile"
    glose("decide", written("more.csv", DECISIONS.splitlines()[0] + f"\n{row}\n"))
    told = glose("methods").out
    assert "1 code a été ajouté, 0 retiré et 1 redéfini" in told
    assert "| 1 (Ajouté) | 0 | 1 (Difficultés) | 0 | à compléter |" in told
    origin = items(glose)["COREQ", "26"]
    assert origin["numbers"]["revisions"]["added"] == ["added"]
    assert any("pourquoi le livre de codes a changé" in todo for todo in origin["todo"])


@pytest.mark.slow
def test_what_was_taken_back_is_counted(decided, glose, written):
    row = "nice-entretien,attirer des entreprises et des emplois,objectives.environment,retract,pas le sujet,basile"
    glose("decide", written("back.csv", DECISIONS.splitlines()[0] + f"\n{row}\n"))
    glose("undo", "--coder", "anna")
    told = glose("methods").out
    assert "1 décision a été retirée par son auteur, 1 avec une raison écrite. 1 décision a été annulée." in told
    trail = items(glose)["Halpern", "4"]["numbers"]
    assert (trail["retracted"], trail["undone"]) == (1, 1)


@pytest.mark.slow
def test_whose_words_the_counted_codings_are(decided, glose):
    numbers = items(glose)["COREQ", "29"]["numbers"]["quotes"]
    (person,) = numbers["by_participant"]
    assert (person["text"], person["speaker"], person["codings"]) == ("nice-entretien", "R", 3)


@pytest.mark.slow
def test_what_only_the_team_knows_has_no_answer(decided, glose):
    found = items(glose)
    for item in ("22", "28", "30", "31", "32"):
        assert found["COREQ", item]["answer"] == ""
        assert found["COREQ", item]["todo"]
    assert found["Halpern", "5"]["answer"] == ""


@pytest.mark.slow
def test_in_english_if_asked(decided, glose):
    told = glose("methods", "--lang", "en").out
    assert "2 people coded: anna and basile." in told
    assert "**To be completed by the team**:" in told
    assert items(glose, "--lang", "en")["COREQ", "24"]["title"] == "Number of data coders"


@pytest.mark.slow
def test_the_page_marks_to_dos_and_names_its_tables(decided, glose, tmp_path):
    settings = decided / "study.yaml"
    settings.write_text('title: "Une <étude> & co"\nlanguage: fr\n', encoding="utf-8")
    target = tmp_path / "methode.html"
    assert str(target) in glose("methods", "--out", target).out
    page = html.fromstring(target.read_text(encoding="utf-8"))
    assert page.get("lang") == "fr"
    assert page.findtext(".//p[@class='study']") == "Une <étude> & co"
    assert len(page.findall(".//p[@class='todo']")) > 10
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in page.iter("table"):
        assert all(cell.get("scope") == "col" for cell in table.findall("thead/tr/th"))
        assert all(row.find("th").get("scope") == "row" for row in table.findall("tbody/tr"))


@pytest.mark.slow
def test_the_word_document_opens_with_headings_and_repeated_heads(decided, glose, tmp_path):
    target = tmp_path / "methode.docx"
    glose("methods", "--out", target)
    made = docx.Document(str(target))
    assert made.paragraphs[0].text == "Méthode"
    headings = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert headings[:3] == ["Corpus", "Préparation des textes", "Codeurs"]
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in made.tables)
    assert any(p.text.startswith("À compléter par l’équipe\u00a0: dire") for p in made.paragraphs)


def test_a_label_cannot_break_a_table(study, glose, written):
    interview = (
        "Collectivité : Nice\n\nQ : Pourquoi ?\n\nA|B : Pour attirer des entreprises.\n\nQ : Ah ?\n\nA|B : Oui.\n"
    )
    glose("add", written("barre.txt", interview), "--speakers", "Q=interviewer,A|B=respondent")
    line = next(line for line in glose("methods").out.splitlines() if line.startswith("| barre"))
    assert line.replace("\\|", "").count("|") == 5


@pytest.mark.parametrize(
    "options",
    [("--format", "docx"), ("--json", "--format", "md"), ("--out", "methode.rtf"), ("--format", "pdf")],
)
def test_what_cannot_be_meant_is_a_usage_error(coded, glose, options):
    glose("methods", *options, code=2)
    assert not (coded / "methode.pdf").exists()


@pytest.mark.slow
def test_the_same_study_gives_the_same_text(decided, glose):
    assert glose("methods").out == glose("methods").out
    assert glose("methods", "--out", "-").out == glose("methods").out


def test_memos_are_those_of_codings_and_of_classes_each_decision_once(coded, glose, written):
    """A coding's memo, a class's memo on two quotes (one memo), and that of a case in no class; no memo is none."""
    glose(
        "decide",
        written(
            "d.csv",
            "text,quote,code,decision,case,coder,memo\n"
            "nice-entretien,faire venir des entreprises,objectives.attractiveness,code,,anna,à revoir\n"
            "nice-entretien,Le travail en silos reste un frein,challenges,code,,anna,\n"
            "nice-entretien,faire venir des entreprises,maturity.pioneer,classify,Nice,anna,deux signes\n"
            "nice-entretien,Le travail en silos reste un frein,maturity.pioneer,classify,Nice,anna,deux signes\n"
            ",,openness.no_evidence,classify,Nice,anna,rien à ce sujet\n",
        ),
    )
    numbers = [line["numbers"] for line in glose("methods", "--json").lines]
    assert {found["memos"] for found in numbers if "memos" in found} == {3}
