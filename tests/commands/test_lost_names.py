"""A code, class or case that was renamed or is gone: nothing is lost unseen, and an alias keeps what a case had."""

import pytest

ROWS = """\
text,quote,code,decision,case
nice-entretien,faire venir des entreprises,objectives.attractiveness,code,
nice-entretien,Le travail en silos,challenges,code,Lyon
nice-entretien,faire venir des entreprises,maturity.pioneer,classify,Nice
nice-entretien,,,read,
"""


@pytest.fixture
def decided(coded, glose, written):
    glose("decide", written("d.csv", ROWS), "--coder", "anna")
    return coded


def _cells(glose, table):
    return {(c["row"], c["column"]): c for c in glose("tables", table, "--json").lines}


def _change(path, old, new):
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")


def test_a_case_renamed_with_its_old_name_as_alias_keeps_texts_codings_classes_and_n(decided, glose, written):
    before = _cells(glose, "objectives")
    _change(decided / "cases.csv", "Nice,Nice Côte d'Azur,", "Nissa,Nice;Nice Côte d'Azur,")
    after = _cells(glose, "objectives")
    assert {(row, column.replace("Nissa", "Nice")) for row, column in after} == set(before)
    cell = after["objectives.attractiveness", "Nissa"]
    assert (cell["state"], cell["codings"], cell["N"]) == ("coded", 1, 3)
    assert after["objectives.environment", "Nissa"]["state"] == "read"
    assert _cells(glose, "maturity")["Nissa", "maturity"]["value"] == "pioneer"
    for name in ("Nissa", "Nice"):
        assert [q["case"] for q in glose("quotes", "objectives", "--case", name, "--json").lines] == ["Nissa"]
    assert {line["case"] for line in glose("cases", "--json").lines} == {"Nissa", "Saint-Étienne", "Lyon"}
    again = glose("decide", written("d.csv", ROWS), "--coder", "anna").out
    assert "4 rows already recorded" in again
    assert "Nice" not in glose("check").out


def test_without_a_declared_number_a_renamed_case_is_one_case(decided, glose):
    _change(decided / "codebook.yaml", ", cases: 3", "")
    _change(decided / "cases.csv", "Nice,Nice Côte d'Azur,", "Nissa,Nice,")
    assert {cell["N"] for cell in _cells(glose, "objectives").values()} == {3}


def test_a_code_that_was_renamed_is_named_by_tables_quotes_statements_report_and_check(decided, glose):
    _change(decided / "codebook.yaml", "      - id: attractiveness", "      - id: appeal")
    cell = _cells(glose, "objectives")["objectives.appeal", "Nice"]
    assert (cell["state"], cell["reopened"]) == ("unread", True)
    shown = glose("tables", "objectives", "--show", "--lang", "en")
    told = " ".join(shown.out.split())
    assert "1 coding with objectives.attractiveness, which the codebook no longer has" in told
    assert "perhaps now objectives.appeal" in told
    assert "objectives.attractiveness" not in glose("tables", "challenges", "--show", "--lang", "en").out
    for command in (("tables", "challenges", "--show"), ("statements",), ("report", "--format", "md")):
        assert "objectives.attractiveness" in glose(*command).err
    assert "objectives.attractiveness" in (decided / "report" / "report.md").read_text(encoding="utf-8").replace(
        "\\", ""
    )
    assert "objectives.attractiveness" in glose("check").out + glose("check").err


def test_codings_under_a_lost_code_are_found_by_quotes_and_history(decided, glose):
    _change(decided / "codebook.yaml", "      - id: attractiveness", "      - id: appeal")
    found = glose("quotes", "objectives.attractiveness", "--json")
    assert [(q["code"], q["quote"]) for q in found.lines] == [
        ("objectives.attractiveness", "faire venir des entreprises")
    ]
    assert "no longer" in found.err
    assert "objectives.attractiveness" in glose("quotes", "objectives").err
    kinds = [line["kind"] for line in glose("history", "--code", "objectives.attractiveness", "--json").lines]
    assert kinds == ["code"]
    assert "no code" in glose("history", "--code", "nowhere", code=1).err
    assert "no code" in glose("quotes", "nowhere", code=1).err


def test_a_class_and_a_case_that_are_gone_are_named(decided, glose):
    _change(decided / "codebook.yaml", "{id: pioneer,", "{id: forerunner,")
    _change(decided / "cases.csv", "Lyon,Grand Lyon,métropole\n", "")
    told = " ".join(glose("tables", "maturity", "--show", "--lang", "en").out.split())
    assert "1 case classified as maturity.pioneer, which the codebook no longer has" in told
    told = " ".join(glose("tables", "challenges", "--show", "--lang", "en").out.split())
    assert "1 coding about Lyon, which is not in cases.csv" in told
    assert "maturity.pioneer" in glose("statements", "maturity").err
    assert [q["quote"] for q in glose("quotes", "maturity.pioneer", "--json").lines] == ["faire venir des entreprises"]
    assert glose("history", "--code", "maturity.pioneer", "--json").lines
