"""The case list as a grid: what nobody touched stays as it is written, and what is wrong has its cell."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.attributes import Attribute
from corpus.cases import read_cases
from workbench.case_grid import CasesChanged, Row, check_grid, grid_of, write_grid
from workbench.case_list import BadCaseList
from workbench.study import Study

ODD = (
    b'\xef\xbb\xbfCollectivit\xc3\xa9;aliases;"statut";\r\n'
    b'Nice;"Nice C\xc3\xb4te d\'Azur";"m\xc3\xa9tropole" ;une note\r\n\r\n'
    b'"Lyon";;commune;\'=1+1\r\nBrest;;commune'
)


@pytest.fixture
def opened(study):
    with Study.open(study) as found:
        yield found


def put(study, data):
    (study.folder / "cases.csv").write_bytes(data)
    study.reload()


def told(study, header, rows):
    return [(p.row, p.column, p.level) for p in check_grid(study, grid_of(study), header, rows).problems]


def test_a_grid_written_back_is_the_same_file(opened):
    put(opened, ODD)
    grid = grid_of(opened)
    assert (grid.header, grid.case_at) == (("Collectivité", "aliases", "statut", ""), 0)
    assert grid.rows[1].cells == ("Lyon", "", "commune", "=1+1")
    write_grid(opened, grid.revision, grid.header, grid.rows, coder="anna")
    assert (opened.folder / "cases.csv").read_bytes() == ODD


def test_only_the_line_that_was_touched_is_written_anew(opened):
    put(opened, ODD)
    grid = grid_of(opened)
    lyon = replace(grid.rows[1], cells=("Lyon", "Grand Lyon", "métropole", "+1"))
    write_grid(opened, grid.revision, grid.header, [grid.rows[0], lyon, grid.rows[2]], coder="anna")
    lines = (opened.folder / "cases.csv").read_bytes().split(b"\r\n")
    assert lines[:3] == ODD.split(b"\r\n")[:3]
    assert lines[3].decode() == "Lyon;Grand Lyon;métropole;'+1"
    assert lines[4] == b"Brest;;commune"
    assert opened.listed_cases["Lyon"].attributes["statut"] == "métropole"
    noticed, edit = [e.payload for e in opened.ledger.entries(kind="cases") if e.coder == "anna"]
    assert (noticed.before, edit.before) == (None, noticed.sha256)


def test_a_file_changed_meanwhile_is_not_overwritten(opened):
    put(opened, ODD)
    grid = grid_of(opened)
    put(opened, ODD + b"\r\nParis;;commune")
    with pytest.raises(CasesChanged):
        write_grid(opened, grid.revision, grid.header, grid.rows, coder="anna")
    assert (opened.folder / "cases.csv").read_bytes().endswith(b"Paris;;commune")


def test_an_older_encoding_becomes_utf_8(opened):
    put(opened, "case;statut\nSaint-Étienne;métropole\nNice;commune\n".encode("cp1252"))
    grid = grid_of(opened)
    assert grid.doubts
    write_grid(opened, grid.revision, grid.header, grid.rows, coder="anna")
    assert "Saint-Étienne" in (opened.folder / "cases.csv").read_text(encoding="utf-8")


def test_what_is_wrong_has_its_cell(opened):
    opened.settings = replace(
        opened.settings, attributes={"population": Attribute("population", "number", declared=True)}
    )
    header = ["case", "aliases", "population", "year"]
    rows = [
        Row(("Nice", "", "340000", "2001")),
        Row(("Lyon", "Nice", "many", "2002")),
        Row(("Nice", "", "1", "2003")),
        Row(("", "", "5", "2004")),
        Row(("Brest", "", "2", "soon")),
    ]
    found = told(opened, header, rows)
    assert (1, 2, "error") in found
    assert (2, None, "error") in found, "twice"
    assert (3, None, "error") in found, "no name"
    assert (1, None, "warning") in found, "a name of two cases"
    assert told(opened, ["case", "Case"], [Row(("Nice", ""))])[0] == (None, None, "error")
    assert told(opened, ["town"], [Row(("Nice",))])[0] == (None, None, "error")


def test_a_case_in_use_cannot_be_left_out_but_renamed(coded):
    with Study.open(coded) as study:
        grid = grid_of(study)
        without = [row for row in grid.rows if row.cells[0] != "Nice"]
        with pytest.raises(BadCaseList) as refused:
            write_grid(study, grid.revision, grid.header, without, coder="anna")
        assert "Nice" in refused.value.problems[0].message
        renamed = [
            replace(row, cells=("Nizza", "Nice", *row.cells[2:])) if row.cells[0] == "Nice" else row
            for row in grid.rows
        ]
        write_grid(study, grid.revision, grid.header, renamed, coder="anna")
        assert study.former_names == {"Nice": "Nizza", "Grand Lyon": "Lyon"}


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=8).map(
    lambda cell: " ".join(cell.split())
)


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5),
    st.sampled_from([b"case,aliases,note\n", b"case;aliases;note\r\n", b""]),
)
def test_every_cell_comes_back_as_it_was_typed(opened, cells, beginning):
    put(opened, beginning)
    rows = [Row((f"Case {n}", *row)) for n, row in enumerate(cells)]
    checked = check_grid(opened, grid_of(opened), ["case", "aliases", "note"], rows)
    cases, problems = read_cases(checked.source.replace("\r\n", "\n"))
    assert not problems
    assert [case.attributes["note"] for case in cases.values()] == [row.cells[2] for row in rows]
