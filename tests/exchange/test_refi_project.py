"""REFI-QDA projects: what is read of them, in which unit, and which files are refused."""

import zipfile

import pytest

from exchange.archive import UnreadableProject
from exchange.registry import UnknownFormat, Wishes, read_project
from tests.exchange.refi_files import (
    AIMS,
    ANNA,
    BASILE,
    COST,
    GREEN,
    SOURCE,
    WORDS,
    guid,
    project,
    qdpx,
    selection,
    zipped,
)  # fmt: skip

CLIMATE = WORDS.index("le climat")


def words_of(made):
    text = made.sources[0].content
    return [text[coding.at[0] : coding.at[1]] for coding in made.codings]


def reading(written, data, name="p.qdpx", **wishes):
    return read_project(written(name, data), wishes=Wishes(**wishes))


def test_a_project_is_read_whole(written):
    note = f'<Notes><Note guid="{guid(51)}" name="Idée" creatingUser="{BASILE}"><PlainTextContent>À revoir</PlainTextContent></Note></Notes>'
    sets = f'<Sets><Set guid="{guid(61)}" name="Groupe"><MemberSource targetGUID="{SOURCE}"/></Set></Sets>'
    made = reading(
        written,
        qdpx(project(selection(CLIMATE, CLIMATE + 9, GREEN, number=100, comment="Sûr ?"), more=note + sets)),
    )
    [coding] = made.codings
    assert words_of(made) == ["le climat"]
    assert (coding.code, coding.person, coding.memo, coding.guid) == (GREEN, ANNA, "Sûr ?", guid(1100))
    assert coding.time == "2020-03-04T10:00:00.000000Z"
    assert [(code.name, code.parent, code.colour) for code in made.codes][:2] == [
        ("Buts & visées", None, "#00ff7f"),
        ("1.2 Écologie", AIMS, ""),
    ]
    assert made.codes[3].codable is False
    [case] = made.cases
    assert (case.name, case.attributes, case.sources) == ("Lyon", {"taille": "12"}, (SOURCE,))
    assert [(memo.title, memo.wording, memo.person) for memo in made.memos] == [("Idée", "À revoir", BASILE)]
    assert made.groups[0].members == (SOURCE,)
    assert {kind: made.number(kind) for kind in made.counts} == dict(made.counts)


def test_nvivo_counts_in_utf16_with_mark_and_carriage_returns(written):
    raw = WORDS.replace("\n", "\r\n")
    before = raw[: raw.index("le climat")]
    start = len(before.encode("utf-16-le")) // 2
    data = qdpx(
        project(selection(start, start + 9, GREEN, number=100), origin="NVivo 12"),
        b"\xef\xbb\xbf" + raw.encode(),
        folder="Sources/",
    )
    made = reading(written, data)
    assert words_of(made) == ["le climat"]
    assert "\r" not in made.sources[0].content
    assert "utf16" in made.notes[0]
    assert words_of(reading(written, data, offsets="codepoints")) != ["le climat"]


@pytest.mark.parametrize("path", ["internal://a.txt", "a.txt", "relative:///a.txt", "INTERNAL://A.TXT"])
@pytest.mark.parametrize("inner", ["project.qde", "Project.QDE", "Essai final.qde"])
def test_the_text_is_found_however_the_path_is_written(written, path, inner):
    data = qdpx(project(selection(0, 1, GREEN, number=100), path=path), inner=inner)
    assert words_of(reading(written, data)) == ["Q"]


def test_a_text_within_the_xml_and_one_that_is_missing(written):
    inside = f'<TextSource guid="{guid(22)}" name="B"><PlainTextContent>Bonjour</PlainTextContent>{selection(0, 7, COST, number=200)}</TextSource>'
    lost = f'<TextSource guid="{guid(23)}" name="C" plainTextPath="internal://c.txt">{selection(0, 7, COST, number=300)}</TextSource>'
    made = reading(written, qdpx(project(source=inside + lost)))
    assert [source.name for source in made.sources] == ["Entretien.docx", "B"]
    assert [(one.kind, one.what) for one in made.left_out] == [("texts", "C"), ("codings", "C")]


def test_pictures_sound_and_areas_are_left_out_by_name(written):
    coding = f'<Coding guid="{guid(901)}"><CodeRef targetGUID="{COST}"/></Coding>'
    picture = f'<PictureSource guid="{guid(24)}" name="Plan.png"><PictureSelection guid="{guid(71)}">{coding}</PictureSelection></PictureSource>'
    sound = f'<AudioSource guid="{guid(25)}" name="Voix.m4a"><Transcript guid="{guid(26)}" plainTextPath="internal://a.txt"/></AudioSource>'
    made = reading(written, qdpx(project(source=picture + sound)))
    assert {(one.kind, one.what) for one in made.left_out} == {
        ("texts", "Plan.png"),
        ("codings", "Plan.png"),
        ("texts", "Voix.m4a"),
    }
    assert "its transcript is one of the texts" in next(one.why for one in made.left_out if one.what == "Voix.m4a")
    assert any("Plan.png" in part.content for part in made.parts)


def test_the_words_of_a_pdf_keep_its_codings_and_their_areas_are_not_counted_twice(written):
    area = f'<PDFSelection guid="{guid(400)}" page="0"><Coding guid="{guid(401)}"><CodeRef targetGUID="{COST}"/></Coding></PDFSelection>'
    text = f'<Representation guid="{guid(27)}" plainTextPath="internal://a.txt">{selection(CLIMATE, CLIMATE + 9, COST, number=400)}</Representation>'
    made = reading(
        written, qdpx(project(source=f'<PDFSource guid="{guid(28)}" name="Plan.pdf">{area}{text}</PDFSource>'))
    )
    assert len(made.codings) == 1
    assert made.number("codings") == made.counts["codings"] == 2


def test_people_and_dates_that_a_conversion_made_are_doubted(written):
    places = [selection(0, 1, GREEN, number=100, coder=BASILE), selection(2, 3, GREEN, number=200, coder=BASILE)]
    made = reading(written, qdpx(project(*places)))
    assert {coding.person for coding in made.codings} == {BASILE}
    assert [problem.message[:30] for problem in made.problems] == [
        "2 codings name another person ",
        "all codings have the same date",
    ]


def test_offsets_outside_the_text_are_left_out_and_named(written):
    made = reading(written, qdpx(project(selection(5, 9999, GREEN, number=100), selection(3, 3, GREEN, number=200))))
    assert made.codings == ()
    assert [one.kind for one in made.left_out] == ["codings", "codings"]


@pytest.mark.parametrize("namespace", ["codebook:1.0", "codebook:1:0", "codebook:0:4"])
def test_a_codebook_of_any_version(written, namespace):
    xml = f'<CodeBook xmlns="urn:QDA-XML:{namespace}" origin="X"><Codes><Code guid="{AIMS}" name="a" isCodable="true"/></Codes><Sets/></CodeBook>'
    assert [code.name for code in reading(written, b"\xef\xbb\xbf" + xml.encode(), "c.qdc").codes] == ["a"]


def refusal(written, data, name="p.qdpx"):
    with pytest.raises(UnreadableProject) as refused:
        reading(written, data, name)
    return str(refused.value)


def test_a_way_out_of_the_archive_is_refused(written):
    for name in ("../out.txt", "/etc/passwd", "sources/../../x", "C:/x.txt", "..\\x"):
        assert "outside the project" in refusal(written, zipped([("project.qde", project()), (name, "x")]))


def test_one_name_twice_is_refused(written):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([("project.qde", project()), ("sources/a.txt", "x"), ("sources/a.txt", "y")])
    assert "two parts named" in refusal(written, data)
    assert "two parts named" in refusal(written, zipped([("project.qde", project()), ("s/a", "x"), ("S/A", "y")]))


def test_two_projects_in_one_archive_are_refused(written):
    assert "several projects" in refusal(written, zipped([("project.qde", project()), ("b.qde", project())]))


def test_a_bomb_is_refused(written):
    data = zipped([("project.qde", project()), ("sources/a.txt", b"0" * 80_000_000)])
    assert "unpacks to far more" in refusal(written, data)


def test_a_size_that_lies_is_not_believed(written):
    data = bytearray(qdpx(project(), b"a" * 300_000_000))
    size = (300_000_000).to_bytes(4, "little")
    assert data.count(size) >= 2
    lying = bytes(data).replace(size, (1000).to_bytes(4, "little"))
    assert refusal(written, lying)


def test_an_unusual_packing_is_refused(written):
    assert "unusual way" in refusal(written, zipped([("project.qde", project())], zipfile.ZIP_LZMA))


@pytest.mark.parametrize(
    "head", ["<!DOCTYPE x>", '<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">']
)
def test_document_types_are_refused(written, head):
    xml = project().replace("?>", f"?>{head}", 1)
    assert "document type" in refusal(written, qdpx(xml))
    assert "document type" in refusal(written, head + "<CodeBook/>", "c.qdc")


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_what_is_no_archive_is_refused(written, data):
    assert "damaged" in refusal(written, data)


def test_an_archive_without_a_project_and_broken_xml(written):
    assert "no REFI-QDA project" in refusal(written, zipped([("a.txt", "x")]))
    assert "damaged" in refusal(written, qdpx(project()[:-30]))
    assert "not a REFI-QDA codebook" in refusal(written, b"<Other/>", "c.qdc")


def test_an_unknown_file_says_what_can_be_done(written):
    with pytest.raises(UnknownFormat, match="--as"):
        reading(written, b"x", "a.qqq")
