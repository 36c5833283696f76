"""A word that fits nothing is an error with its line: in conditions of tables, options and statements, and in `count`."""

import pytest

from corpus.attributes import BadCondition, read_conditions, type_attributes


def _declare(study, **keys):
    written = ", ".join(f"{key}: {value}" for key, value in keys.items())
    book = study / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    source = source.replace("suggestions:", f"  - {{id: t, rows: codes, columns: cases, {written}}}\nsuggestions:", 1)
    book.write_text(source, encoding="utf-8")
    return source[: source.index("{id: t,")].count("\n") + 1


@pytest.fixture
def decided(coded, written, glose):
    rows = [
        "text,quote,code,decision,degree,value",
        'nice-entretien,"attirer des entreprises et des emplois",objectives.attractiveness,code,strong,six',
        'nice-entretien,"Le travail en silos",challenges,code,,',
    ]
    glose("decide", written("d.csv", "\n".join(rows) + "\n"), "--coder", "anna")
    return coded


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        ("degree=stron", "strong"),
        ("coder=Anna", "anna"),
        ("coder=basile", "anna"),
        ("kind=entretiens", "Entretien"),
        ("status=Métropole", "métropole"),
        ("case=nice", "Nice"),
        ("code=challenge", "Challenges"),
        ("decision=accepted", "accept"),
        ("value=sixx", "six"),
        ("langage=fr", "language"),
    ],
)
def test_a_condition_of_a_table_that_fits_nothing_is_an_error_at_its_line(decided, glose, condition, meant):
    line = _declare(decided, where=f'["{condition}"]')
    told = glose("tables", "t", "--show", code=1).err
    assert f"codebook.yaml:{line}:" in told
    assert condition.split("=")[0] in told
    assert meant in told
    assert f"codebook.yaml:{line}:" in glose("check", code=1).out + glose("check", code=1).err


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("kind=entretien", "kind=interview"),
        ("kind=Interview", "kind=interview"),
        ("degree=fort", "degree=strong"),
        ("degree!=fort", "degree!=strong"),
        ("code=difficultés", "code=challenges"),
        ("code=Challenges", "code=challenges"),
        ("case=Nice Côte d'Azur", "case=Nice"),
    ],
)
def test_labels_in_any_language_and_aliases_may_be_typed_for_ids(decided, glose, typed, id_):
    _declare(decided, where=f'["{typed}"]')
    by_label = glose("tables", "t", "--json").out
    book = decided / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace(typed, id_), encoding="utf-8")
    assert glose("tables", "t", "--json").out == by_label
    assert '"coded"' in by_label or "!=" in typed


def test_options_and_statements_take_the_same_words(decided, glose):
    assert "Did you mean 'métropole'?" in glose("tables", "objectives", "--where", "status=metropole", code=1).err
    assert "Did you mean 'status'?" in glose("quotes", "challenges", "--where", "statu=commune", code=1).err
    assert len(glose("quotes", "challenges", "--where", "kind=entretien", "--json").lines) == 1
    (decided / "statements.yaml").write_text(
        "- id: S1\n  text: a\n  quantifier: all\n  code: challenges\n  where: status=communes\n", encoding="utf-8"
    )
    assert "statements.yaml:5:" in (told := glose("statements", "--check", code=1).err)
    assert "Did you mean 'commune'?" in told


def test_a_coder_who_recorded_nothing_is_an_error_of_history_and_progress(decided, glose):
    for command in ("history", "progress"):
        assert "Did you mean 'anna'?" in glose(command, "--coder", "Anna", code=1).err
        assert "Those who have: anna" in glose(command, "--coder", "x", code=1).err
        assert glose(command, "--coder", "anna", "--json").lines


def test_numbers_and_dates_that_are_none_fit_nothing_unless_a_case_is_written_so():
    columns = {"size": ["10", "20", "30", "40", "50", "n/a"], "day": ["2015-01-02", "2015-03-04"]}
    known = type_attributes(columns, {})
    assert read_conditions(["size=15", "size=n/a", "day>2015-02-01", "size="], known)
    for words in ("size=many", "day=2015", "day>soon"):
        with pytest.raises(BadCondition, match="is not a"):
            read_conditions([words], known)


def _count(study, count):
    settings = study / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"count: {count}\n", encoding="utf-8")
    return settings.read_text(encoding="utf-8").splitlines().index(f"count: {count}") + 1


@pytest.mark.parametrize("count", ["[Anna]", "[ana]", "[ana, zoe]", "[anan]"])
def test_a_slip_in_the_name_of_a_coder_who_counts_is_an_error_at_its_line(decided, glose, count):
    line = _count(decided, count)
    for answer in (glose("tables", code=1), glose("statements", code=1), glose("check", code=1)):
        assert f"study.yaml:{line}:" in answer.err + answer.out
        assert "Did you mean 'anna'?" in answer.err + answer.out


def test_where_nobody_who_counts_has_begun_check_fails_and_tables_warn(decided, glose):
    line = _count(decided, "[zoe]")
    told = f"study.yaml:{line}:1: count names 'zoe', who has decided nothing. Those who have: anna."
    assert f"error: {told}" in (answer := glose("check", code=1)).err + answer.out
    assert f"warning: {told}" in glose("tables", "challenges", "--show").err
    assert f"warning: {told}" in glose("statements", "challenges").err


def test_a_coder_among_others_who_has_not_begun_is_a_warning(decided, glose):
    _count(decided, "[anna, basile]")
    assert "warning: study.yaml:" in glose("tables", "challenges", "--show").err
    problems = glose("check", "--json").lines
    assert [p["level"] for p in problems if "basile" in p["message"]] == ["warning"]


def test_degrees_are_compared_by_their_scale(decided, glose):
    _declare(decided, where='["degree>=mentioned"]')
    states = {(c["row"], c["column"]): c["state"] for c in glose("tables", "t", "--json").lines}
    assert states["objectives.attractiveness", "Nice"] == "coded"
    book = decided / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("degree>=mentioned", "degree>strong"), encoding="utf-8")
    states = {(c["row"], c["column"]): c["state"] for c in glose("tables", "t", "--json").lines}
    assert states["objectives.attractiveness", "Nice"] != "coded"
