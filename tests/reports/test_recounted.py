"""Cells of declared tables recounted by pandas from what the ledger says, which knows nothing of tables.

Three hundred cells of twelve tables, then six hundred of thirteen more that show percentages, merged rows, the rest of
the rows, sums, means and medians, tests and differences.
"""

import csv
import json
import random
import shutil
from statistics import fmean, median

import pandas as pd
import pytest

from tests.reports.recount import Recount, codings_of

CELLS = 300
AXES = ("case", "text", "unit", "kind", "coder")
DECLARED = [
    f"  - {{id: r_{cell}_{axis}, rows: codes, columns: {axis + 's' if axis in ('case', 'text', 'coder') else axis}, "
    f"cell: {cell}, totals: true}}"
    for cell, axes in (("count", AXES), ("places", ("case", "kind")), ("texts", ("unit", "case")))
    for axis in axes
] + [
    "  - {id: r_mention_case, rows: codes, columns: cases, cell: mention}",
    "  - {id: r_cases_unit, rows: codes, columns: unit, cell: cases, totals: true}",
    "  - {id: r_cases_kind, rows: codes, columns: kind, cell: cases, totals: true}",
]


MERGED = {"both": ("objectives.environment", "objectives.service_quality")}
SHARED = [
    "{id: s_all, rows: codes, columns: unit, cell: cases, shares: cases}",
    "{id: s_read, rows: codes, columns: unit, cell: cases, shares: read}",
    "{id: s_texts, rows: codes, columns: unit, cell: texts, shares: cases}",
    "{id: s_year, rows: codes, columns: {dates: year}, cell: texts, shares: cases}",
    "{id: s_role, rows: codes, columns: speaker_role, cell: count, shares: column}",
    "{id: s_kind, rows: codes, columns: kind, cell: count, shares: row}",
    "{id: s_whole, rows: codes, columns: unit, cell: count, shares: table}",
    f"{{id: s_merged, rows: {{codes: objectives, merge: [{{id: both, of: [{', '.join(MERGED['both'])}]}}]}}, columns: unit, "
    "cell: cases, shares: cases}",
    "{id: s_rest, rows: {codes: codes, leaves: true}, columns: unit, cell: count, most: 10, others: true}",
    "{id: s_tested, rows: codes, columns: unit, cell: cases, shares: cases, test: true, where: [unit=commune|métropole], "
    "difference: [commune, métropole]}",
    "{id: s_sum, rows: codes, columns: cases, cell: sum}",
    "{id: s_median, rows: codes, columns: cases, cell: median}",
    "{id: s_mean_degree, rows: codes, columns: unit, cell: mean_degree}",
]


UNITS = ("commune", "métropole")


def _of_units(by, cell, *, read=False):
    """Expected n, base and share of the cases or texts of each group."""

    def found(recount, row, column, _):
        n, base = recount.count(row, by, column, cell), recount.units(row, by, column, cell, read=read)
        return n, base, n / base if base else None

    return found


def _of_total(by, whole):
    """Expected n, base and share of what the row, the column or the table counts."""

    def found(recount, row, column, _):
        n = recount.count(row, by, column)
        base = recount.total(by, row=row if whole == "row" else None, column=column if whole == "column" else None)
        return n, base, n / base if base else None

    return found


def _made(by, how, what):
    return lambda recount, row, column, _: (recount.together(row, by, column, how, what),)


EXPECTED = {
    "s_all": _of_units("unit", "cases"),
    "s_read": _of_units("unit", "cases", read=True),
    "s_texts": _of_units("unit", "texts"),
    "s_year": _of_units("year", "texts"),
    "s_merged": _of_units("unit", "cases"),
    "s_tested": _of_units("unit", "cases"),
    "s_role": _of_total("role", "column"),
    "s_kind": _of_total("kind", "row"),
    "s_whole": _of_total("unit", "table"),
    "s_rest": lambda recount, row, column, rows: (recount.rest(row, "unit", column, rows),),
    "s_sum": _made("case", sum, "value"),
    "s_median": _made("case", median, "value"),
    "s_mean_degree": _made("unit", fmean, "degree"),
}


@pytest.fixture
def everybody(sample, tmp_path):
    """The sample study with the codings of all three coders counted, and twelve tables more."""
    folder = shutil.copytree(sample, tmp_path / "study")
    book = folder / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    assert source.count("\ntables:\n") == 1
    book.write_text(
        source.replace("\ntables:\n", "\n".join(["\ntables:", *DECLARED, *(f"  - {line}" for line in SHARED), ""])),
        encoding="utf-8",
    )
    settings = (folder / "study.yaml").read_text(encoding="utf-8")
    kept = [line for line in settings.splitlines() if not line.startswith("count:")]
    (folder / "study.yaml").write_text("\n".join([*kept, "count: all", ""]), encoding="utf-8")
    return folder


def _recounted(codings, cell, code, column, name):
    below = codings.code.str.split(".").map(lambda parts: ".".join(parts[: code.count(".") + 1])) == code
    here = codings[below & (codings[column] == name)]
    present = here[here.degree != "absent"]
    match cell:
        case "count":
            return len(here[["coder", "text", "start", "end", "code", "case"]].drop_duplicates())
        case "places":
            return len(here[["text", "start", "end"]].drop_duplicates())
        case "texts":
            return here.text.nunique()
        case "cases":
            return present.case.nunique()
    return "coded" if len(present) else "absent" if len(here) else "nothing"


@pytest.mark.slow
def test_three_hundred_cells_of_twelve_tables_are_what_a_recount_gives(everybody, glose):
    names = [line.split("id: ")[1].split(",")[0] for line in DECLARED]
    assert len(names) == 12
    cases = pd.read_csv(everybody / "cases.csv")[["case", "unit"]]
    codings = codings_of(glose("history", "--json", "--study", everybody).lines, cases)
    cells = glose("tables", *names, "--json", "--study", everybody).lines
    drawn = random.Random(16).sample([cell for cell in cells if cell["state"] in ("coded", "absent")], CELLS * 2 // 3)
    drawn += random.Random(17).sample(cells, CELLS // 3)
    assert {cell["table"] for cell in drawn} == set(names)
    wrong = []
    for cell in drawn:
        _, kind, column = cell["table"].split("_")
        found = _recounted(codings, kind, cell["row"], column, cell["column"])
        shown = cell["state"] if kind == "mention" else cell["value"] or 0
        if kind == "mention" and shown in ("read", "unread"):
            shown = "nothing"
        if shown != found:
            wrong.append((cell["table"], cell["row"], cell["column"], shown, found))
    assert not wrong, json.dumps(wrong[:10], ensure_ascii=False)


@pytest.mark.slow
def test_percentages_merged_rows_the_rest_numbers_and_tests_are_what_a_recount_gives(everybody, glose):
    """Six hundred cells of thirteen tables: the number, the base of its percentage and the percentage itself."""
    names = [line.split("id: ")[1].split(",")[0] for line in SHARED]
    recount = Recount(everybody, glose("history", "--json", "--study", everybody).lines, MERGED)
    lines = glose("tables", *names, "--json", "--study", everybody).lines
    rows = {name: list(dict.fromkeys(line["row"] for line in lines if line["table"] == name)) for name in names}
    wrong = []
    drawn = random.Random(18).sample([line for line in lines if line["state"] == "coded"], 500)
    drawn += random.Random(19).sample([line for line in lines if line["state"] != "coded"], 80)
    drawn += [line for line in lines if line["row"] in ("both", "_others")]
    for line in drawn:
        name, row, column = line["table"], line["row"], line["column"]
        expected = EXPECTED[name](recount, row, column, rows[name])
        shown = line["value"] or 0, line.get("base"), line.get("share")
        pairs = zip(expected, shown[: len(expected)], strict=True)
        if any(one != other and round(one or 0, 4) != round(other or 0, 4) for one, other in pairs):
            wrong.append((name, row, column, shown, expected))
    assert not wrong, json.dumps([wrong[:10], len(wrong)], ensure_ascii=False)
    assert {line["table"] for line in drawn} == set(names)
    tests = {line["row"]: line["test"] for line in lines if line["table"] == "s_tested" and line.get("test")}
    sizes = [sum(unit == wanted for unit in recount.unit.values()) for wanted in UNITS]
    tested = {row: test for row, test in tests.items() if test["p"] is not None}
    assert len(tested) > 20
    for row, test in tested.items():
        found = recount.test([recount.count(row, "unit", unit, "cases") for unit in UNITS], sizes)
        assert (test["p"], test["v"]) == pytest.approx(found, abs=1e-4), row


@pytest.mark.slow
def test_differences_are_what_a_recount_gives(everybody, glose, tmp_path):
    recount = Recount(everybody, glose("history", "--json", "--study", everybody).lines, MERGED)
    glose("tables", "s_tested", "--format", "csv", "--raw", "--out", tmp_path, "--study", everybody)
    lines = glose("tables", "s_tested", "--json", "--study", everybody).lines
    unread = {line["row"] for line in lines if line["state"] == "unread" and line["column"] in ("commune", "métropole")}
    rows = list(dict.fromkeys(line["row"] for line in lines))
    with (tmp_path / "s_tested.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *body = [line for line in csv.reader(file) if line]
    at = next(number for number, label in enumerate(head) if "→" in label)
    told = [line[at] for line in body[: len(rows)]]
    sizes = {unit: sum(one == unit for one in recount.unit.values()) for unit in UNITS}
    for row, shown in zip(rows, told, strict=True):
        share = {unit: recount.count(row, "unit", unit, "cases") / sizes[unit] for unit in ("commune", "métropole")}
        points = (share["métropole"] - share["commune"]) * 100
        if row in unread:
            assert shown == "?"
        else:
            assert abs(float(shown.split()[0].replace("\u2212", "-")) - points) <= 0.5 + 1e-9, (row, shown, points)


@pytest.mark.slow
def test_columns_by_what_stands_at_a_place_and_quotes_by_role_are_what_a_recount_gives(everybody, glose):
    """Every column and three hundred cells each by role, speaker, heading and question; every quote of each role."""
    recount = Recount(everybody, glose("history", "--json", "--study", everybody).lines, MERGED)
    for by in ("role", "speaker", "heading", "question"):
        columns = "speaker_role" if by == "role" else by
        lines = glose("table", "codes", columns, "--cell", "count", "--json", "--study", everybody).lines
        assert {line["column"] for line in lines} == set(recount.codings[by].dropna())
        coded = [line for line in lines if line["value"]]
        drawn = random.Random(20).sample(lines, min(150, len(lines))) + random.Random(21).sample(
            coded, min(150, len(coded))
        )
        wrong = [
            (by, line["row"], line["column"], line["value"], found)
            for line in drawn
            if (line["value"] or 0) != (found := recount.count(line["row"], by, line["column"]))
        ]
        assert not wrong, json.dumps(wrong[:10], ensure_ascii=False)
    place = ["text", "start", "end", "code", "coder"]
    for role in ("respondent", "interviewer", "other"):
        quoted = glose("quotes", "--role", role, "--json", "--study", everybody).lines
        of_role = recount.codings[recount.codings.role == role]
        assert sorted([line[key] for key in place] for line in quoted) == sorted(of_role[place].to_numpy().tolist())
