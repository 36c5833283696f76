"""Memos at the desk: written, corrected, taken back and away; found by words; shown without markup of their own."""

import pytest

from desk.markdown import shown_markdown
from tests.desk.conftest import Seat
from workbench.exporting.as_project import as_project
from workbench.exporting.choice import exported

TEXT = "nice-entretien"
ENVIRONMENT = "objectives.environment"


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, who noted something on a coding."""
    anna = seat(coded)
    row = {"decision": "code", "text": TEXT, "code": ENVIRONMENT, "quote": "Merci beaucoup", "memo": "à revoir"}
    anna.decide(row)
    return anna


def titles(anna, asked=""):
    return [one["title"] or one["memo"] for one in anna.get(f"/api/memos?{asked}")["memos"]]


def write(anna, title, memo="des mots", about=(), code=200, **more):
    named = [{"kind": kind, "id": name} for kind, name in about]
    return anna.post("/api/memos", {"title": title, "memo": memo, "about": named, **more}, code)


def test_memos_are_found_by_words_and_by_what_they_are_about(anna):
    [coding] = anna.get("/api/codings")["codings"]
    write(anna, "Étude", "L'été **dernier**")
    write(anna, "Texte", about=[("texts", TEXT)])
    write(anna, "Cas", about=[("cases", "Nice"), ("codes", ENVIRONMENT)])
    write(anna, "Codage", about=[("codings", coding["id"])])
    assert titles(anna) == ["Codage", "Cas", "Texte", "Étude", "à revoir"]
    assert titles(anna, "words=ete") == ["Étude"]
    assert titles(anna, "about=study") == ["Étude"]
    assert titles(anna, "about=notes") == ["à revoir"]
    assert titles(anna, "about=codes&id=objectives") == ["Cas"]
    assert titles(anna, f"about=texts&id={TEXT}") == ["Texte"]
    assert titles(anna, "coder=basile") == []
    page = anna.page("/memos")
    assert "<strong>dernier</strong>" in page
    assert f"#c{coding['start']}-{coding['end']}" in page


@pytest.mark.parametrize(
    ("about", "code"),
    [
        (("texts", "other"), 404),
        (("cases", "Rome"), 422),
        (("codes", "nothing"), 422),
        (("codings", "abc"), 422),
        (("walls", "red"), 422),
    ],
)
def test_a_memo_about_nothing_known_is_refused(anna, about, code):
    write(anna, "", about=[about], code=code)
    write(anna, " ", memo=" \n", code=422)
    assert titles(anna) == ["à revoir"]


def test_a_correction_stands_for_the_memo_until_it_is_undone(anna):
    first = write(anna, "Un")["memo"]
    second = write(anna, "Deux", replaces=first)["memo"]
    assert titles(anna, "about=study") == ["Deux"]
    write(anna, "Trois", replaces=first, code=422)
    anna.post("/api/undo", {})
    assert titles(anna, "about=study") == ["Un"]
    anna.post("/api/redo", {})
    assert titles(anna, "about=study") == ["Deux"]
    third = anna.get("/api/memos?about=study")["memos"][0]["entry"]
    assert third != second
    anna.post("/api/memos/remove", {"memo": third})
    assert titles(anna, "about=study") == []


def test_a_memo_is_its_writers(anna, coded, seat: Seat):
    memo = write(anna, "Un")["memo"]
    basile = seat(coded, "basile")
    write(basile, "Mine now", replaces=memo, code=422)
    basile.post("/api/memos/remove", {"memo": memo}, 422)
    seat(coded, "rita", "reader").post("/api/memos", {"memo": "x"}, 403)
    assert titles(anna, "about=study") == ["Un"]


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html,boo)",
        "[x](//elsewhere.example)",
        "![x](https://elsewhere.example/a.png)",
        "<style>*{display:none}</style>\n\nafter",
        '[x](https://a.example "onmouseover=alert(1)")',
        "# <b onclick=alert(1)>x</b>",
    ],
)
def test_nothing_that_is_typed_becomes_markup_of_its_own(typed):
    shown = shown_markdown(typed)
    for begun in ("<script", "<img", "<style", "<b ", 'href="javascript', 'href="data', 'href="//'):
        assert begun not in shown


def test_headings_stand_below_those_of_the_page():
    assert shown_markdown("# Un") == "<h4>Un</h4>\n"


def test_what_is_exported_is_what_stands(anna):
    [coding] = anna.get("/api/codings")["codings"]
    first = write(anna, "Un", about=[("codings", coding["id"])])["memo"]
    write(anna, "Deux", about=[("codings", coding["id"]), ("codes", ENVIRONMENT)], replaces=first)
    project = as_project(exported(anna.desk.place_of("anna").opened.fresh_copy()))
    [memo] = project.memos
    [made] = project.codings
    assert memo.title == "Deux"
    assert ("codings", made.guid) in memo.about
