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


TAGUETTE = """
CREATE TABLE projects (id integer, name text, description text, created text);
CREATE TABLE documents (id integer, name text, description text, filename text, created text, project_id integer,
  contents text);
CREATE TABLE highlights (id integer, document_id integer, start_offset integer, end_offset integer, snippet text);
CREATE TABLE tags (id integer, project_id integer, path text, description text);
CREATE TABLE highlight_tags (highlight_id integer, tag_id integer);
CREATE TABLE commands (id integer, date text, user_login text, project_id integer, document_id integer, payload text);
INSERT INTO projects VALUES (1, 'Essai', '', '2020-01-01');
INSERT INTO tags VALUES (1, 1, 'coût', 'ce que cela coûte'), (2, 1, 'climat', '');
INSERT INTO commands VALUES (1, '2020-03-04 18:01:07', 'anna', 1, 1, '{"type": "highlight_add", "highlight_id": 1}');
"""
MARKUP = "<h1>Été &amp; 🥳</h1><p>Le café <b>est</b> cher.</p>\n<p>Fin.</p>"
PLAIN = "Été & 🥳Le café est cher.\nFin."


def taguette(tmp_path, *stretches):
    """Taguette's database with a highlight on each of these words; they are counted in bytes of the plain text."""
    statements = [TAGUETTE, ("INSERT INTO documents VALUES (1, 'a.odt', '', 'a.odt', '2020-01-01', 1, ?)", (MARKUP,))]
    for number, words in enumerate(stretches, 1):
        start = len(PLAIN[: PLAIN.index(words)].encode())
        place = (number, 1, start, start + len(words.encode()))
        statements.append(("INSERT INTO highlights VALUES (?, ?, ?, ?, '')", place))
    statements.append("INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 1)")
    return database(tmp_path, "t.sqlite3", *statements)


def test_taguette_counts_bytes_of_the_text_between_the_tags(tmp_path):
    made = read_project(taguette(tmp_path, "café est cher", "Été & 🥳", "Fin"))
    assert coded(made) == [
        ("café est cher", ["coût"], "anna"),
        ("café est cher", ["climat"], "anna"),
        ("Été & 🥳", ["coût"], None),
    ]
    assert made.sources[0].content == "Été & 🥳\n\nLe café est cher.\n\nFin.\n"
    assert made.codings[0].time == "2020-03-04T18:01:07.000000Z"
    assert [one.kind for one in made.left_out] == ["quotations"]
    assert agrees(made)


def test_a_tag_of_a_highlight_that_is_gone_is_left_out_by_name(tmp_path):
    made = read_project(taguette(tmp_path, "Fin"))
    assert len(made.codings) == 2
    assert [(one.kind, one.what, one.count) for one in made.left_out] == [("codings", "highlight 2", 1)]
    assert agrees(made)


def test_a_server_with_several_projects_is_not_mixed(tmp_path):
    path = taguette(tmp_path, "Fin", "cher")
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO projects VALUES (2, 'Autre', '', '')")
        connection.execute("INSERT INTO documents VALUES (2, 'b', '', 'b', '', 2, '<p>x</p>')")
    connection.close()
    with pytest.raises(UnreadableProject, match="several projects"):
        read_project(path)


QUALCODER = """
CREATE TABLE project (databaseversion text, date text, memo text, about text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
  owner text, date text, memo text, avid integer, important integer);
CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text);
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text);
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
INSERT INTO project VALUES ('v8', '2020', '', 'QualCoder 3.6');
INSERT INTO source VALUES (1, 'a.txt', 'Le café est cher.', NULL, '', 'anna', '2020-03-04 10:00:00');
INSERT INTO source VALUES (2, 'b.mp3', NULL, '/audio/b.mp3', '', 'anna', '2020-03-04 10:00:00');
INSERT INTO code_cat VALUES (1, 'Freins', 'anna', '', '', NULL), (2, 'Argent', 'anna', '', '', 1);
INSERT INTO code_name VALUES (1, 'coût', 'ce que cela coûte', 2, 'anna', '', '#F5A9A9');
INSERT INTO code_text VALUES (1, 1, 1, 'est cher', 8, 16, 'basile', '2020-03-04 10:00:00', 'note', NULL, NULL);
INSERT INTO code_av VALUES (1, 2, 0, 100, 1, '');
INSERT INTO cases VALUES (1, 'Lyon', '', 'anna', '');
INSERT INTO case_text VALUES (1, 1, 1, 0, 17, 'anna');
INSERT INTO attribute_type VALUES ('taille', '', '', '', 'case', 'numeric');
INSERT INTO attribute VALUES (1, 'taille', 'case', '12', 1, '');
"""


def test_a_qualcoder_folder(tmp_path):
    (tmp_path / "p.qda").mkdir()
    database(tmp_path / "p.qda", "data.qda", QUALCODER)
    made = read_project(tmp_path / "p.qda")
    assert (made.origin.format, made.origin.program) == ("qualcoder", "QualCoder 3.6")
    assert coded(made) == [("est cher", ["Freins", "Argent", "coût"], "basile")]
    assert made.codes[-1].colour == "#F5A9A9"
    assert (made.cases[0].attributes, made.attributes[0].type) == ({"taille": "12"}, "Float")
    assert {(one.kind, one.count) for one in made.left_out} == {("texts", 1), ("codings", 1)}
    assert agrees(made)


QC = """
CREATE TABLE document (file_path text primary key, file_hash text);
CREATE TABLE document_index (id integer primary key, name text, time_series integer, document_id text);
CREATE TABLE location (id integer primary key, start_line integer, end_line integer, document_index_id integer);
CREATE TABLE code (name text primary key); CREATE TABLE coder (name text primary key);
CREATE TABLE coded_line (id integer primary key, line integer, coder_id text, code_id text);
CREATE TABLE coded_line_location_association (coded_line_id integer, location_id integer);
INSERT INTO document VALUES ('a.txt', 'x'), ('../secret.txt', '');
INSERT INTO document_index VALUES (1, 'paragraphs', 0, 'a.txt'), (2, 'paragraphs', 0, '../secret.txt');
INSERT INTO location VALUES (1, 0, 1, 1), (2, 0, 1, 2);
INSERT INTO coder VALUES ('cp');
INSERT INTO coded_line VALUES (1, 1, 'cp', 'cost'), (2, 0, 'cp', 'new'), (3, 0, 'cp', 'cost'), (4, 99, 'cp', 'cost');
INSERT INTO coded_line_location_association VALUES (1, 1), (2, 1), (3, 2), (4, 1);
"""


def test_a_qc_project_is_coded_by_lines_from_0(tmp_path):
    folder = tmp_path / "p"
    (folder / "corpus").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("Secret.")
    (folder / "settings.yaml").write_text("qc_version: 1.3.2\ncorpus_dir: corpus\ncodebook: codebook.yaml\n")
    (folder / "codebook.yaml").write_text("- aims:\n  - cost\n- other\n")
    (folder / "corpus" / "a.txt").write_text("One.\nTwo is dear.\n")
    database(folder, "qualitative_coding.sqlite3", QC)
    made = read_project(folder)
    assert coded(made) == [("Two is dear.", ["aims", "cost"], "cp"), ("One.", ["new"], "cp")]
    assert "Secret." not in [source.content for source in made.sources]
    assert [one.kind for one in made.left_out] == ["texts", "codings", "codings"]
    assert ["changed since" in problem.message for problem in made.problems] == [True]
    assert agrees(made)


MAXQDA = """
CREATE TABLE sys_Setup (Key text, Value text);
CREATE TABLE Texts (ID integer primary key, Name text);
CREATE TABLE Codewords (ID integer primary key, WordID integer, Name text, Color integer);
CREATE TABLE Codings (ID integer primary key, TextID integer, WordID integer, Preview text, Author text, Date text,
  SegPos1X integer, SegPos2X integer, CommentL text);
INSERT INTO sys_Setup VALUES ('APP', 'MAXQDA 12');
INSERT INTO Texts VALUES (1, 'a'), (2, 'b');
INSERT INTO Codewords VALUES (1, 0, 'Freins', 4278190335), (2, 1, 'coût', 0);
"""


def test_maxqda_gives_what_is_not_encrypted(tmp_path):
    long = "x" * 63
    rows = [(1, 1, 2, "est cher", "anna"), (2, 1, 1, "est cher", "anna"), (3, 1, 2, long, "anna")]
    inserts = [("INSERT INTO Codings VALUES (?, ?, ?, ?, ?, '2017-11-30T20:50:30', 8, 16, '')", row) for row in rows]
    made = read_project(database(tmp_path, "p.mex", MAXQDA, *inserts))
    assert coded(made) == [("est cher", ["Freins", "coût"], "anna"), ("est cher", ["Freins"], "anna")]
    assert (made.sources[0].content, made.sources[0].excerpt) == ("est cher", True)
    assert made.codes[0].colour == "#ff0000"
    assert [one.kind for one in made.left_out] == ["codings", "texts"]
    assert agrees(made)
