"""Cases and their attributes: taken from files, typed, checked, chosen by, counted by."""

import openpyxl
import pytest

from corpus.attributes import BadCondition, as_number, detect_type, read_conditions
from corpus.dates import as_date
from corpus.read import read_text
from workbench.study import Study
from workbench.tabulating import material_of

LIST = """\
case;aliases;population;since;status
Nice;Nice Côte d'Azur;"342 522";8/12/2015;métropole
Saint-Étienne;;171057;2014-01-02;commune
Lyon;Grand Lyon;513 275,0;01.03.2013;métropole
Roubaix;;98828;;commune
"""


@pytest.fixture
def listed(glose, once, coded, written):
    once(lambda: glose("cases", written("villes.csv", LIST)))
    return coded


def names(said):
    return [line["case"] for line in said.lines]


def test_a_list_is_taken_from_csv_and_from_xlsx_alike(listed, glose, tmp_path):
    from_csv = glose("cases", "--json").out
    book = openpyxl.Workbook()
    for line in LIST.splitlines():
        book.active.append([cell.strip('"') for cell in line.split(";")])
    book.save(tmp_path / "villes.xlsx")
    glose("cases", tmp_path / "villes.xlsx")
    assert glose("cases", "--json").out == from_csv
    assert [line["kind"] for line in glose("history", "--json").lines].count("cases") >= 1


def test_cases_are_chosen_by_number_date_and_category(listed, glose):
    assert names(glose("cases", "--where", "population>=171057", "--json")) == ["Nice", "Saint-Étienne", "Lyon"]
    assert names(glose("cases", "--where", "since<2014-06-01", "--json")) == ["Saint-Étienne", "Lyon"]
    assert names(glose("cases", "--where", "status=commune", "--where", "population<100000", "--json")) == ["Roubaix"]
    assert names(glose("cases", "--where", "status!=commune", "--json")) == ["Nice", "Lyon"]
    assert names(glose("cases", "--where", "case~roub", "--json")) == ["Roubaix"]


def test_a_condition_on_nothing_and_no_condition_are_named(listed, glose):
    assert "Choose one of: population" in glose("cases", "--where", "size>3", code=1).err
    assert "is not a condition" in glose("cases", "--where", "big", code=1).err
    assert "'many' is not a number" in glose("cases", "--where", "population>many", code=1).err


def test_declared_types_refuse_the_whole_list(listed, glose, written):
    before = (listed / "cases.csv").read_bytes()
    with (listed / "study.yaml").open("a", encoding="utf-8") as settings:
        settings.write("attributes: {population: number, status: [commune, métropole]}\n")
    said = glose("cases", written("bad.csv", LIST.replace("98828", "beaucoup").replace("métropole", "pays", 1)), code=1)
    assert "population of Roubaix: 'beaucoup' is not a number" in said.err
    assert "status of Nice: 'pays' is not one of commune, métropole" in said.err
    assert (listed / "cases.csv").read_bytes() == before
    assert glose("check", "--json").lines == []


def test_a_case_in_use_cannot_go(listed, glose, written):
    said = glose("cases", written("less.csv", "case,status\nLyon,métropole\n"), code=1)
    assert "lacks the case 'Nice'" in said.err


def test_a_bad_type_in_the_settings_is_named(listed, glose):
    with (listed / "study.yaml").open("a", encoding="utf-8") as settings:
        settings.write("attributes: {population: amount}\n")
    assert "'amount' is not a type" in glose("cases", code=1).err


def test_an_odd_value_among_numbers_is_a_warning(listed, glose, written):
    more = LIST + "Brest;;140000;;commune\nDijon;;env. 150000;;commune\n"
    glose("cases", written("more.csv", more))
    [problem] = glose("check", "--json").lines
    assert problem["level"] == "warning"
    assert "population of Dijon" in problem["message"]


def test_quotes_and_tables_are_chosen_by_attributes(listed, glose):
    glose("code", "nice-entretien", "challenges", "--quote", "un frein", "--coder", "anna")
    assert len(glose("quotes", "challenges", "--where", "status=métropole", "--json").lines) == 1
    assert glose("quotes", "challenges", "--where", "status=commune", "--json").lines == []
    cells = glose("tables", "challenges", "--where", "population>150000", "--json").lines
    assert {cell["column"] for cell in cells} == {"Nice", "Saint-Étienne", "Lyon"}
    assert "population > 150000" in glose("tables", "challenges", "--where", "population>150000", "--show").out


def test_values_are_read_as_people_write_them():
    assert as_number("1\u202f234,5") == 1234.5
    assert as_number("45 %") == 45
    assert as_date("1.2.2015").isoformat() == "2015-02-01"
    for wrong in ("31/02/2015", "hier"):
        with pytest.raises(ValueError, match="is not a da"):
            as_date(wrong)
    assert detect_type("n", ["12", "3,5", ""]).type == "number"
    assert detect_type("c", ["a", "b", "a", "b"]).type == "category"
    assert detect_type("t", ["one", "two", "three"]).type == "text"


def test_columns_of_an_attribute_come_by_size(listed, glose):
    book = listed / "codebook.yaml"
    declared = "  - {id: bysize, title: Taille, rows: challenges, columns: population, cell: count}\n"
    source = book.read_text(encoding="utf-8")
    book.write_text(source.replace("tables:\n", f"tables:\n{declared}", 1), encoding="utf-8")
    cells = glose("tables", "bysize", "--json").lines
    assert [cell["column"] for cell in cells] == ["98828", "171057", "342 522", "513 275,0"]


def test_a_condition_reads_its_sign():
    attributes = {"n": detect_type("n", ["1", "2"])}
    facts = {"n": "2"}
    held = {
        sign: read_conditions([f"n{sign}2"], attributes)[0].holds(facts)
        for sign in ("=", "!=", "<", "<=", ">", ">=", "~")
    }
    assert held == {"=": True, "!=": False, "<": False, "<=": True, ">": False, ">=": True, "~": True}
    with pytest.raises(BadCondition):
        read_conditions(["other=1"], attributes)


VISITS = {
    "P1_visite": "E : Qui vend ?\n\nR : Ma sœur.\n\nE : Et l'hiver ?\n\nR : On ferme.\n",
    "P10_visite": "E : Qui achète ?\n\nR : Les voisins.\n\nE : Et toi ?\n\nR : Moi aussi.\n",
}


@pytest.fixture
def visits(study, glose, written):
    (study / "cases.csv").write_text("cas;statut\nP1;commune\nP10;métropole\nNice;\n", encoding="cp1252")
    for name, words in VISITS.items():
        glose("add", written(f"{name}.txt", words))
    return study


def cases_of(glose):
    return {line["text"]: line["case"] for line in glose("progress", "--json").lines if line.get("text")}


def test_a_french_excel_list_is_read_and_its_encoding_is_doubted_by_check(visits, glose):
    assert glose("cases", "--json").lines[1] == {"case": "P10", "aliases": [], "attributes": {"statut": "métropole"}}
    doubts = [line["message"] for line in glose("check", "--json").lines if line["place"].startswith("cases.csv")]
    assert ["cp1252" in doubt for doubt in doubts] == [True]


def test_a_file_named_p10_is_not_about_the_case_p1(visits, glose):
    assert [glose("add", visits / "texts" / f"{name}.txt", "--json").lines[0]["case"] for name in VISITS] == [
        "P1",
        "P10",
    ]


@pytest.mark.parametrize(("name", "case"), [("p1-b", "P1"), ("P100", None), ("nicette", None), ("Nice_2", "Nice")])
def test_a_case_in_a_name_ends_where_a_word_ends(visits, glose, written, name, case):
    said = glose("add", written(f"{name}.txt", VISITS["P1_visite"].replace("sœur", name)), "--json")
    assert said.lines[0]["case"] == case


def test_texts_get_another_case_with_their_codings(visits, glose):
    glose("code", "P1_visite", "challenges", "--quote", "Ma sœur.", "--coder", "anna")
    glose("code", "P1_visite", "challenges", "--quote", "On ferme.", "--case", "P10", "--coder", "anna")
    said = glose("cases", "set", "P1_visite", "P10_visite", "Nice", "--coder", "lea", "--yes")
    assert "P1_visite: P1 → Nice, 1 coding with it" in said.out
    assert {line["quote"]: line["case"] for line in glose("quotes", "challenges", "--json").lines} == {
        "Ma sœur.": "Nice",
        "On ferme.": "P10",
    }
    assert "already" in glose("cases", "set", "P1_visite", "Nice", "--coder", "lea", "--yes").err
    assert glose("check", "--rebuild")
    assert {line["case"] for line in glose("quotes", "challenges", "--json").lines} == {"Nice", "P10"}


def test_cases_of_many_texts_come_from_a_table_or_none_does(visits, glose, written):
    table = written("qui.csv", "texte;cas\nP1_visite;Nice\nP10_visite;P1\n")
    said = glose("cases", "set", "--from", table, "--coder", "lea", "--yes", "--json")
    assert [(line["text"], line["case"], line["was"]) for line in said.lines] == [
        ("P1_visite", "Nice", "P1"),
        ("P10_visite", "P1", "P10"),
    ]
    wrong = written("faux.csv", "text,case\nP1_visite,P10\nP2_visite,Nice\n")
    said = glose("cases", "set", "--from", wrong, "--coder", "lea", "--yes", code=1)
    assert "faux.csv:3" in said.err
    assert glose("cases", "set", "P1_visite", "Nice", "--coder", "lea", "--yes").err.startswith("The texts have")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("text,case\nP1_visite,Nice\nP1_visite,P10\n", "qui.csv:3: P1_visite was given the case 'Nice' further up"),
        ("text,case,cas\nP1_visite,Nice,P10\n", "qui.csv:1: case, cas could each be the column 'case'"),
        ("text,fichier,case\nP1_visite,P10_visite,Nice\n", "qui.csv:1: text, fichier could each be the column 'text'"),
    ],
)
def test_a_table_that_says_two_things_of_a_text_is_refused_by_name(visits, glose, written, rows, said):
    table = written("qui.csv", rows)
    assert said in glose("cases", "set", "--from", table, "--coder", "lea", "--yes", code=1).err


def test_a_table_may_name_texts_by_their_files(visits, glose, written):
    table = written("qui.csv", "fichier;cas\nP1_visite.txt;Nice\n;\n")
    said = glose("cases", "set", "--from", table, "--coder", "lea", "--yes", "--json")
    assert [(line["text"], line["case"]) for line in said.lines] == [("P1_visite", "Nice")]


@pytest.mark.parametrize("column", ["code", "coder", "kind", "decision", "finished"])
def test_an_attribute_named_like_a_filter_is_an_error(study, glose, column):
    (study / "cases.csv").write_text(f"case,{column}\nNice,x\n", encoding="utf-8")
    assert f"no attribute can be called '{column}'" in glose("cases", code=1).err


def test_two_columns_of_one_name_are_refused_by_name(study, glose):
    (study / "cases.csv").write_text("case,statut,statut\nNice,a,b\n", encoding="utf-8")
    assert "2 columns are called 'statut'" in glose("cases", code=1).err


GROUP = "A : Qui vend ?\n\nH1 : Ma sœur.\n\nH2 : Mon frère.\n\nA : Et l'hiver ?\n\nH1 : On ferme.\n\nH2 : Pas nous.\n"


@pytest.fixture
def group(study, glose, written):
    """A group interview in which two speakers belong to two cases, one sentence of each coded."""
    who = written("qui.csv", "label,role,case\nA,interviewer,\nH1,respondent,Nice\nH2,respondent,Lyon\n")
    glose("add", written("groupe.txt", GROUP), "--speakers", who)
    for quote in ("Ma sœur.", "Pas nous."):
        glose("code", "groupe", "challenges", "--quote", quote, "--coder", "anna")
    return study


def test_in_a_group_a_coding_is_about_the_case_of_who_speaks(group, glose):
    assert [line["case"] for line in glose("quotes", "challenges", "--json").lines] == ["Nice", "Lyon"]
    assert [line for line in glose("check", "--json").lines if "no case" in line["message"]] == []


def test_a_group_counts_as_a_text_of_each_of_its_cases(group, glose):
    with Study.open(group) as opened:
        texts = material_of(opened).texts_of
    assert {case: list(found) for case, found in texts.items()} == {"Nice": ["groupe"], "Lyon": ["groupe"]}


def test_a_file_with_two_interviews_is_noticed(study, glose, written):
    two = f"Collectivité : Nice\n\n{VISITS['P1_visite']}\nCollectivité : Lyon\n\n{VISITS['P10_visite']}"
    [doubt] = [line for line in glose("add", written("deux.txt", two)).err.splitlines() if "another interview" in line]
    assert "deux.txt:11" in doubt
    assert "Collectivité : Lyon" in doubt


@pytest.fixture
def read_with_problems(written):
    """The text and the problems of a file with these words."""
    return lambda words: read_text(written("a.txt", words))


TURNS = "E : Qui vend ?\n\nR : Ma sœur.\n\nE : Et l'hiver ?\n\nR : On ferme.\n\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Entretien 1", "Entretien 2"),
        ("ENTRETIEN N° 3 - commerçante", "ENTRETIEN N° 4 - élu"),
        ("Interview with Anna", "Interview with Ben"),
        ("Entretien avec Mme Roux", "Entretien avec M. Petit"),
        ("Date : 3 mars", "Date : 5 mars"),
        ("Fichier audio : a.mp3", "Fichier audio : b.mp3"),
        ("Début de l'entretien", "Début de l'entretien"),
        ("[Start of recording]", "[Start of recording]"),
    ],
)
def test_a_second_interview_is_told_by_what_stands_above_it(read_with_problems, first, second):
    _, problems = read_with_problems(f"{first}\n\n{TURNS}{second}\n\n{TURNS}")
    [doubt] = [problem for problem in problems if "another interview" in problem.message]
    assert doubt.place == "a.txt:11"
    _, problems = read_with_problems(f"{first}\n\n{TURNS}{TURNS}")
    assert [problem for problem in problems if "another interview" in problem.message] == []


def test_times_that_begin_anew_tell_a_second_interview(read_with_problems):
    talk = "[00:00:05] E : Qui vend ?\n\n[00:09:10] R : Ma sœur.\n\n"
    _, problems = read_with_problems(talk * 2)
    assert [p.place for p in problems if "another interview" in p.message] == ["a.txt:5"]
    assert [p for p in read_with_problems(talk)[1] if "another interview" in p.message] == []
