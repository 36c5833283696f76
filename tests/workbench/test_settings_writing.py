"""Settings written into study.yaml: one line changes, its comment and all others stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.settings import read_settings
from workbench.settings_writing import (
    NotWritten,
    UnsoundSetting,
    change_settings,
    with_count,
    with_language,
    with_ledger,
    with_title,
)
from workbench.study import Study

FILE = """\
# about this study
title: "Villes: une étude # inventée"   # the title
language: fr
count: [lead]          # whose codings the tables count
unit: {fr: [collectivité, collectivités]}
"""


def test_one_line_changes_and_comments_stay():
    changed = with_count(with_language(with_title(FILE, "Villes"), "en"), ["anna", "Ben C"])
    assert changed.splitlines() == [
        "# about this study",
        "title: Villes   # the title",
        "language: en",
        "count: [anna, Ben C]          # whose codings the tables count",
        "unit: {fr: [collectivité, collectivités]}",
    ]
    assert (
        with_count(changed, "consensus").splitlines()[3] == "count: consensus          # whose codings the tables count"
    )
    assert with_count("language: fr", "all") == "language: fr\ncount: all\n"


def test_a_ledger_is_put_in_and_taken_out():
    there = with_ledger(FILE, "postgresql://host/db")
    assert there == FILE + "ledger: postgresql://host/db\n"
    assert with_ledger(there, None) == FILE


@pytest.mark.parametrize("file", ["count:\n  - anna\n  - ben\n", "title: >\n  Villes\n", "{language: fr, title: x}\n"])
def test_a_file_made_otherwise_is_left_to_the_person(file):
    with pytest.raises(NotWritten, match="write into it"):
        with_count(with_title(file, "A"), ["lead"])


@pytest.mark.parametrize(
    "wrong", [lambda: with_title(FILE, " "), lambda: with_language(FILE, "la"), lambda: with_count(FILE, [" "])]
)
def test_what_no_study_can_have(wrong):
    with pytest.raises(UnsoundSetting):
        wrong()


@given(st.text(min_size=1, max_size=40))
def test_any_title_is_read_back_or_refused(title):
    plain = " ".join(title.split())
    try:
        changed = with_title(FILE, title)
    except (NotWritten, UnsoundSetting):
        assert not plain or not plain.isprintable()
        return
    assert read_settings(changed, "x").title == plain
    assert changed.splitlines()[2:] == FILE.splitlines()[2:]


def test_only_what_differs_is_written(study):
    with Study.open(study) as opened:
        now = opened.settings
        as_it_is = {"title": now.title, "language": now.language, "count": now.count}
        assert change_settings(opened, coder="anna", **as_it_is) == []
        assert list(opened.ledger.entries(kind="settings")) == []
        other = {"title": "Other", "language": "fr", "count": ["anna"]}
        assert change_settings(opened, coder="anna", **other) == ["title", "count"]
    with Study.open(study) as opened:
        assert (opened.settings.title, opened.settings.count) == ("Other", ("anna",))
