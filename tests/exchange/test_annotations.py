"""Projects of annotation tools: the words under each annotation, its code, and who made it."""

import json
import shutil

import pytest

from exchange.archive import UnreadableProject
from exchange.registry import read_project
from tests.exchange.refi_files import zipped
from tests.exchange.test_databases import agrees, coded

WORDS = "🥳 Le café est cher.\nMarie rit."


@pytest.fixture
def folder(tmp_path):
    """A folder to write the files of a project into: `folder({"a.txt": "…"})`."""

    def make(files):
        shutil.rmtree(tmp_path / "p", ignore_errors=True)
        for name, content in files.items():
            path = tmp_path / "p" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return tmp_path / "p"

    return make


def test_brat(folder):
    at = WORDS.index("café")
    lines = (
        f"T1\tCoût {at} {at + 4}\tcafé\nT2\tCoût 2 4;{at + 9} {at + 13}\tLe cher\nA1\tSure T1 High\n"
        "#1\tAnnotatorNotes T1\tVraiment ?\nR1\tWith Arg1:T1 Arg2:T2\t\nE1\tCoût:T1\nT9 broken\n"
    )
    made = read_project(folder({"a.txt": WORDS, "a.ann": lines, "b.ann": ""}))
    assert made.origin.format == "brat"
    assert [words for words, _, _ in coded(made)] == ["café", "Le café est cher"]
    assert made.codings[0].memo == "Sure: High\nVraiment ?"
    assert made.codings[1].pieces == ((2, 4), (at + 9, at + 13))
    assert [one.kind for one in made.left_out] == ["links", "codings"]
    assert agrees(made)


def test_doccano(folder):
    at = WORDS.index("café")
    lines = [
        {"id": 7, "text": WORDS, "label": [[at, at + 4, "Coût"]], "meta": {"lieu": "Lyon"}},
        {"text": "Non", "entities": [{"start_offset": 0, "end_offset": 3, "label": "Refus"}], "relations": [{"id": 1}]},
        {"text": "Bien.", "label": ["positif"]},
        {"label": [[0, 1, "Coût"]]},
    ]
    path = folder({"d.jsonl": "\n".join(json.dumps(line) for line in lines)}) / "d.jsonl"
    made = read_project(path)
    assert coded(made) == [("café", ["Coût"], None), ("Non", ["Refus"], None), ("Bien.", ["positif"], None)]
    assert (made.sources[0].name, made.sources[0].attributes) == ("d-7", {"lieu": "Lyon"})
    assert [one.kind for one in made.left_out] == ["links", "texts", "codings"]
    assert agrees(made)


def test_label_studio_counts_as_javascript_does(folder):
    start = len(WORDS[: WORDS.index("café")].encode("utf-16-le")) // 2
    span = {"start": start, "end": start + 4, "text": "café", "labels": ["Coût", "Prix"]}
    result = [
        {"id": "x", "from_name": "label", "type": "labels", "value": span},
        {"id": "y", "from_name": "ton", "type": "choices", "value": {"choices": ["négatif"]}},
    ]
    done = {"completed_by": {"email": "anna@x"}, "created_at": "2020-03-04T10:00:00Z", "result": result}
    task = {"id": 1, "data": {"text": WORDS}, "annotations": [done]}
    made = read_project(folder({"l.json": [task]}) / "l.json")
    assert coded(made) == [
        ("café", ["Coût"], "anna@x"),
        ("café", ["Prix"], "anna@x"),
        (WORDS, ["ton", "négatif"], "anna@x"),
    ]
    assert agrees(made)


def test_potato(folder):
    config = (
        "annotation_task_name: Avis\ndata_files: [d.json]\noutput_annotation_dir: out\n"
        "annotation_schemes:\n  - {annotation_type: radio, name: ton, description: Le ton, labels: [bon, mauvais]}\n"
    )
    state = {
        "user_id": "anna",
        "instance_id_to_label_to_value": {
            "r1": [[{"schema": "ton", "name": "bon"}, "true"], [{"schema": "note", "name": "n"}, "4"]]
        },
        "instance_id_to_span_to_value": {"r1": [[{"schema": "mot", "name": "cher", "start": 0, "end": 3}, True]]},
    }
    files = {"config.yaml": config, "d.json": '{"id": "r1", "text": "Très bon."}', "out/anna/user_state.json": state}
    made = read_project(folder(files))
    assert coded(made) == [
        ("Très bon.", ["ton", "bon"], "anna"),
        ("Très bon.", ["note", "n"], "anna"),
        ("Trè", ["mot", "cher"], "anna"),
    ]
    assert [coding.value for coding in made.codings] == ["", "4", ""]
    assert agrees(made)


def test_potato_reads_nothing_outside_its_folder(folder, tmp_path):
    (tmp_path / "secret.json").write_text('{"id": "r1", "text": "Secret."}')
    config = "data_files: [../secret.json]\nannotation_schemes: [{name: ton, labels: [bon]}]\n"
    assert read_project(folder({"config.yaml": config})).sources == ()


TSV = """\
#FORMAT=WebAnno TSV 3.3
#T_SP=de.x.Ent|id|value
#T_SP=de.x.Chunk|v


#Text=🥳 Le café est
1-1\t0-2\t🥳\t_\t_\t_
1-2\t3-5\tLe\t_\t_\tNP[1]
1-3\t6-10\tcafé\t*\tCoût\\_1\tNP[1]|NP[2]
1-3.1\t6-8\tca\t*\tSub\t_
1-4\t11-14\test\t_\t_\t_

#Text=cher.
#Text=Fin
2-1\t15-20\tcher.\t*\t*\t_
2-2\t21-24\tFin\t_\t_\t_
"""


def test_webanno_tsv_counts_utf16(folder):
    made = read_project(folder({"a.tsv": TSV}) / "a.tsv")
    assert made.sources[0].content == "🥳 Le café est\ncher.\nFin"
    assert sorted(coded(made)) == [
        ("Le café", ["Chunk", "NP"], None),
        ("ca", ["Ent", "Sub"], None),
        ("café", ["Chunk", "NP"], None),
        ("café", ["Ent", "Coût_1"], None),
        ("cher.", ["Ent"], None),
    ]
    assert agrees(made)


def test_offsets_that_go_back_are_refused_with_the_line(folder):
    with pytest.raises(UnreadableProject, match=r"a\.tsv:15: the offsets go back to 0"):
        read_project(folder({"a.tsv": TSV.replace("2-1\t15-20", "2-1\t0-5")}) / "a.tsv")
    with pytest.raises(UnreadableProject, match=r"a\.tsv:8: not a line"):
        read_project(folder({"a.tsv": TSV.replace("1-2\t3-5", "1-2 3-5")}) / "a.tsv")


XMI = """<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:t="http:///x/type.ecore">
<t:Sentence xmi:id="2" sofa="1" begin="0" end="20"/>
<t:Entity xmi:id="3" sofa="1" begin="6" end="10" value="Coût" sure="oui"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="🥳 Le café est cher."/></xmi:XMI>"""


def test_uima_as_xmi_and_as_json(folder):
    structures = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "🥳 Le café est cher."},
        {"%ID": 2, "%TYPE": "x.Entity", "@sofa": 1, "begin": 6, "end": 10, "value": "Coût", "sure": "oui"},
        {"%ID": 3, "%TYPE": "x.Sentence", "@sofa": 1, "begin": 0, "end": 20},
    ]
    files = folder({"a.xmi": XMI, "a.json": {"%TYPES": {}, "%FEATURE_STRUCTURES": structures}})
    for name in ("a.xmi", "a.json"):
        made = read_project(files / name)
        assert coded(made) == [("café", ["Entity", "Coût"], None)]
        assert made.codings[0].memo == "sure: oui"
        assert [(one.kind, one.what) for one in made.left_out] == [("codings", "Sentence")]
        assert agrees(made)


def test_an_archive_of_inception_names_what_only_java_reads(written):
    data = zipped(
        [
            ("exportedproject1.json", "{}"),
            ("source/a.txt", "🥳 Le café est\ncher.\nFin"),
            ("curation/a.txt/CURATION_USER.tsv", TSV),
            ("annotation/a.txt/anna.tsv", TSV.replace("Coût", "Prix")),
            ("annotation_ser/a.txt/basile.ser", b"\xac\xed"),
        ]
    )
    made = read_project(written("p.zip", data))
    assert {person.name for person in made.people} == {"curated", "anna"}
    assert ("café", ["Ent", "Prix_1"], "anna") in coded(made)
    assert len(made.sources) == 1
    assert ["basile" in problem.message for problem in made.problems] == [True]
    assert agrees(made)


def test_catma_joins_ranges_that_touch(folder):
    def annotation(number, *ranges):
        items = [{"selector": {"start": start, "end": end}} for start, end in ranges]
        body = {"tag": "tagsets/T/C1", "properties": {"system": {"S": ["anna"]}, "user": {"U": ["oui"]}}}
        return {"id": f"a{number}", "body": body, "target": {"items": items}}

    tag = {
        "uuid": "C1",
        "name": "Coût",
        "parentUuid": "",
        "systemPropertyDefinitions": {
            "S": {"name": "catma_markupauthor"},
            "K": {"name": "catma_displaycolor", "possibleValueList": ["-65536"]},
        },
        "userDefinedPropertyDefinitions": {"U": {"name": "sûr"}},
    }
    info = {"gitContentInfoSet": {"title": "Le café"}, "gitIndexInfoSet": {"locale": "fr"}}
    made = read_project(
        folder(
            {
                "documents/D/header.json": info,
                "documents/D/D.txt": WORDS,
                "tagsets/T/C1/propertydefs.json": tag,
                "collections/C/header.json": {"sourceDocumentId": "D", "responsibleUser": "anna"},
                "collections/C/annotations/x.json": [annotation(1, (2, 4), (4, 9)), annotation(2, (2, 4), (14, 18))],
            }
        )
    )
    assert coded(made) == [("Le café", ["Coût"], "anna"), ("Le café est cher", ["Coût"], "anna")]
    assert [coding.pieces for coding in made.codings] == [(), ((2, 4), (14, 18))]
    assert (made.codes[0].colour, made.codings[0].memo) == ("#ff0000", "sûr: oui")
    assert agrees(made)


@pytest.mark.parametrize("content", ['{"text": 1', "[" * 100_000, '{"text": "a", "label": 5}', "\x00\x01"])
def test_broken_records_are_refused_or_hold_nothing(folder, content):
    path = folder({"d.jsonl": content}) / "d.jsonl"
    try:
        made = read_project(path, "doccano")
    except UnreadableProject:
        return
    assert made.codings == ()


def test_a_link_out_of_the_folder_is_refused(folder, tmp_path):
    outside = tmp_path / "private.txt"
    outside.write_text("Un secret.", encoding="utf-8")
    path = folder({"a.ann": "T1\tCost 0 2\tUn\n"})
    (path / "a.txt").symlink_to(outside)
    with pytest.raises(UnreadableProject, match="a link that leads out of the folder"):
        read_project(path)
