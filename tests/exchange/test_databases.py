"""Projects that are SQLite databases: what is live is read, with the words under each coding."""

import sqlite3

import pytest

from exchange.archive import UnreadableProject
from exchange.databases.reading import opened
from exchange.registry import read_project


def database(tmp_path, name, *statements):
    path = tmp_path / name
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.executescript(statement) if isinstance(statement, str) else connection.execute(*statement)
    connection.close()
    return path


def coded(made):
    """(words, names on the code's path, coder) of each coding."""
    sources = {source.guid: source for source in made.sources}
    codes = {code.guid: code for code in made.codes}
    people = {person.guid: person.name for person in made.people}
    found = []
    for coding in made.codings:
        path, code = [], codes[coding.code]
        while code is not None:
            path.insert(0, code.name)
            code = codes.get(code.parent)
        start, end = coding.at
        found.append((sources[coding.source].content[start:end], path, people.get(coding.person)))
    return found


def agrees(made):
    """Whether what was counted in the file is what was read and left out."""
    return {kind: made.number(kind) for kind in made.counts} == dict(made.counts)


RQDA = """
CREATE TABLE source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer);
CREATE TABLE freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer, color text);
CREATE TABLE codecat (name text, cid integer, catid integer, owner text, date text, memo text, status integer);
CREATE TABLE treecode (cid integer, catid integer, date text, owner text, status integer);
CREATE TABLE coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text,
  date text, memo text);
CREATE TABLE cases (name text, memo text, owner text, date text, dateM text, id integer, status integer);
CREATE TABLE caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer);
CREATE TABLE caseAttr (variable text, value text, caseID integer, status integer);
CREATE TABLE journal (name text, journal text, date text, owner text, status integer);
INSERT INTO source VALUES ('A', 1, 'Le café est cher.', 'note', 'anna', 'Tue Mar  4 18:01:07 2014', NULL, 1);
INSERT INTO source VALUES ('B', 2, 'Rien.', NULL, 'anna', NULL, NULL, 0);
INSERT INTO freecode VALUES ('coût', 'ce que cela coûte', 'anna', NULL, NULL, 1, 1, '#ff0000');
INSERT INTO codecat VALUES ('Freins', NULL, 5, 'anna', NULL, NULL, 1);
INSERT INTO treecode VALUES (1, 5, NULL, 'anna', 1);
INSERT INTO coding VALUES (1, 1, 'est cher', 8.0, 16.0, 1, 'anna', 'Tue Mar  4 18:01:07 2014', 'un mémo');
INSERT INTO coding VALUES (1, 1, 'Le', 0, 2, -1, 'anna', NULL, NULL);
INSERT INTO cases VALUES ('Lyon', NULL, 'anna', NULL, NULL, 1, 1);
INSERT INTO caselinkage VALUES (1, 1, 0, 17, 1);
INSERT INTO caseAttr VALUES ('taille', '12', 1, 1);
INSERT INTO journal VALUES ('Jour 1', 'On commence.', NULL, 'anna', 1);
"""


def test_rqda(tmp_path):
    made = read_project(database(tmp_path, "p.rqda", RQDA))
    assert coded(made) == [("est cher", ["Freins", "coût"], "anna")]
    [coding] = made.codings
    assert (coding.time, coding.memo) == ("2014-03-04T18:01:07.000000Z", "un mémo")
    assert (made.cases[0].name, made.cases[0].attributes, len(made.cases[0].sources)) == ("Lyon", {"taille": "12"}, 1)
    assert [(one.kind, one.why) for one in made.left_out] == [
        ("texts", "deleted in the program"),
        ("codings", "deleted in the program"),
    ]
    assert made.memos[0].wording == "On commence."
    assert agrees(made)


def test_the_same_file_gives_the_same_guids(tmp_path):
    first = read_project(database(tmp_path, "p.rqda", RQDA))
    again = read_project(tmp_path / "p.rqda")
    assert first.codings == again.codings


def test_a_view_is_no_table(tmp_path):
    path = database(
        tmp_path, "p.db", "CREATE VIEW source AS SELECT 1 AS id; CREATE TABLE a (x); INSERT INTO a VALUES (1)"
    )
    with opened(path) as read:
        assert not read.has("source")
        assert read.rows("source") == []
        assert read.rows("a") == [{"x": 1}]


def test_values_of_the_wrong_type_do_not_stop_the_reading(tmp_path):
    odd = RQDA + "INSERT INTO coding VALUES ('x', x'00ff', 17, 'y', NULL, 'z', 3.5, 2, 1);"
    made = read_project(database(tmp_path, "p.rqda", odd))
    assert len(made.codings) == 1
    assert agrees(made)


def test_a_giant_value_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("exchange.databases.reading.VALUE_AT_MOST", 10_000)
    path = database(tmp_path, "p.rqda", RQDA, ("INSERT INTO journal VALUES ('x', zeroblob(200000), '', '', 1)",))
    with pytest.raises(UnreadableProject, match="damaged"):
        read_project(path)


@pytest.mark.parametrize("cut", [100, 2000, 5000])
def test_a_damaged_database_is_refused(tmp_path, cut):
    path = database(tmp_path, "p.rqda", RQDA)
    path.write_bytes(path.read_bytes()[:cut] + b"\x99" * 3000)
    with pytest.raises(UnreadableProject):
        read_project(path, "rqda")
