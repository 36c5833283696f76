"""Three hundred cells of twelve tables recounted by pandas from `glose history --json`, which knows nothing of tables."""

import json
import random
import shutil

import pandas as pd
import pytest

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


@pytest.fixture
def everybody(sample, tmp_path):
    """The sample study with the codings of all three coders counted, and twelve tables more."""
    folder = shutil.copytree(sample, tmp_path / "study")
    book = folder / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    assert source.count("\ntables:\n") == 1
    book.write_text(source.replace("\ntables:\n", "\n".join(["\ntables:", *DECLARED, ""])), encoding="utf-8")
    settings = (folder / "study.yaml").read_text(encoding="utf-8")
    kept = [line for line in settings.splitlines() if not line.startswith("count:")]
    (folder / "study.yaml").write_text("\n".join([*kept, "count: all", ""]), encoding="utf-8")
    return folder


def _codings(lines, cases):
    """The codings that hold, one row each: whatever was retracted or undone is out."""
    by_id = {line["entry"]: line for line in lines}
    undone = {line["payload"]["target"] for line in lines if line["kind"] == "undo"}
    gone = {
        line["payload"]["target"] for line in lines if line["kind"] == "retract" and line["entry"] not in undone
    } | undone
    kinds = {line["text"]: line["payload"]["kind"] for line in lines if line["kind"] == "text"}
    rows = [
        {
            **{key: line["payload"].get(key) for key in ("text", "start", "end", "code", "case", "degree")},
            "coder": line["coder"],
            "kind": kinds[line["text"]],
        }
        for name, line in by_id.items()
        if line["kind"] in ("code", "accept") and name not in gone
    ]
    return pd.DataFrame(rows).merge(cases, on="case", how="left")


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
    codings = _codings(glose("history", "--json", "--study", everybody).lines, cases)
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
