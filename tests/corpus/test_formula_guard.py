"""A guard against formulas that gives back every word: for cells, the key of pseudonyms and the case list."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.cases import read_cases
from corpus.formula_guard import guarded, unguarded
from corpus.pseudonyms.key import Pseudonym, read_key, write_key

CELLS = st.text(alphabet="'=+-@\t\r\n＝a1 ,", max_size=6)


@given(CELLS)
def test_every_cell_comes_back_and_no_guarded_cell_begins_a_formula(cell):
    assert unguarded(guarded(cell)) == cell
    shown = guarded(cell)
    assert len(shown) < 2 or (shown[0] not in "=+@\t\r\n＝" and (shown[0] != "-" or shown[1].isdigit()))


def test_a_key_with_names_like_formulas_is_guarded_and_reads_back_to_the_exact_names(tmp_path):
    path = tmp_path / "pseudonyms.csv"
    names = ('=HYPERLINK("x")', "+33 1 23 45 67 89", "@marie", "'@marie", "-Marie", "Marie")
    lines = [Pseudonym("person", name, f"={name}", "replace", 1, ("=t", "u")) for name in names]
    write_key(path, lines)
    written = path.read_text(encoding="utf-8")
    assert "person,'@marie,'=@marie" in written
    assert not any(cell.startswith(("=", "+", "@")) for line in written.splitlines() for cell in line.split(","))
    assert read_key(path) == (lines, ())


def test_a_guarded_case_list_reads_as_the_cases_it_says():
    cases, problems = read_cases("case,aliases,'=size\n'=Nice,'+Azur;Nissa,-5\nBrest,,'-x\n")
    assert problems == ()
    assert [(case.id, case.aliases, dict(case.attributes)) for case in cases.values()] == [
        ("=Nice", ("+Azur", "Nissa"), {"=size": "-5"}),
        ("Brest", (), {"=size": "-x"}),
    ]
