"""The method of part of a study: what conditions leave out is in no number of its texts and coders."""

import re

import pytest

pytestmark = pytest.mark.slow


def test_the_method_counts_the_texts_that_the_conditions_leave(decided, glose, written):
    glose("add", written("brest-note.txt", "Une note sur le port.\n"), "--case", "Lyon", "--kind", "document")
    whole = glose("methods", "--lang", "en").out
    part = glose("methods", "--lang", "en", "--where", "case=Lyon").out
    assert words(part) == len("Une note sur le port".split()) < words(whole)
    assert "1 document" in part.split("## Codebook")[0]
    assert "anna" in whole
    assert "anna" not in part.split("## Codebook")[0]


def words(said):
    return int(re.search(r"([\d,]+) words", said)[1].replace(",", ""))


def test_the_reports_chapter_on_method_respects_the_conditions(decided, glose):
    glose("report", "--format", "md", "--lang", "en", "--where", "case=Lyon")
    report = (decided / "report" / "report.md").read_text(encoding="utf-8")
    assert re.search(r"corpus.*(0 texts|no text)", report, re.IGNORECASE | re.DOTALL)


def test_n_is_not_the_studys_where_conditions_leave_cases_out(decided, glose):
    assert "N = 3" in glose("methods", "--lang", "en").out
    assert "N = 3" not in glose("methods", "--lang", "en", "--where", "case!=Lyon").out


def test_branches_of_a_part_count_what_its_tables_count(sample, glose):
    """In the sample study the team's notes have codings about no case: conditions on cases leave them out everywhere."""
    asked = ("--where", "case!=Lyon", "--study", sample)
    quoted = glose("quotes", "--coder", "lead", "--json", "--study", sample).lines
    about = [line["code"] for line in quoted if line["case"] not in (None, "Lyon")]
    assert len(about) < sum(line["case"] != "Lyon" for line in quoted)
    branches = glose("table", "codes", "kind", "--level", "1", "--cell", "count", "--json", *asked).lines
    said = glose("methods", "--lang", "fr", *asked).out
    told = re.findall(r"^\| ([^|]+) \| \d+ \| (\d+) \| \d+ \|$", said, re.MULTILINE)
    counted = {}
    for cell in branches:
        counted[cell["row"]] = counted.get(cell["row"], 0) + (cell["value"] or 0)
    assert counted == {row: sum(f"{code}.".startswith(f"{row}.") for code in about) for row in counted}
    assert [int(number) for _, number in told] == list(counted.values())
