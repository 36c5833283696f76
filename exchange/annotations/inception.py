"""Project archives of WebAnno and INCEpTION (.zip): each document with the annotations of each person, or curated."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from corpus.readers.encoding import UnreadableFile, decode_raw
from exchange.annotations.uima import add_cas_json, add_xmi
from exchange.annotations.webanno import add_document
from exchange.archive import Archive, UnreadableProject, open_project_archive
from exchange.gathering import Gathering
from exchange.project import Project
from wording.messages import tr

_CURATED = "CURATION_USER"
_FORMS = (".tsv", ".xmi", ".json")


def sees_inception(path: Path) -> bool:
    """Whether a file is a project archive of WebAnno or INCEpTION."""
    if not path.is_file() or path.suffix.casefold() != ".zip":
        return False
    try:
        archive = open_project_archive(path)
    except UnreadableProject:
        return False
    with archive.zip:
        return any(PurePosixPath(name).name.startswith("exportedproject") for name in archive.names)


def read_inception(path: Path) -> Project:
    """The project in the archive; raises UnreadableProject."""
    archive = open_project_archive(path)
    made = Gathering.of(path, "inception", "INCEpTION / WebAnno")
    try:
        documents = [PurePosixPath(name).name for name in archive.names if name.startswith("source/")]
        for document in documents:
            _read(archive, made, document)
    finally:
        archive.close()
    return made.project()


def _read(archive: Archive, made: Gathering, document: str) -> None:
    made.counts["texts"] += 1
    source = _text(archive, f"source/{document}")
    read = False
    for folder in ("curation", "annotation"):
        for name in _annotated(archive, folder, document):
            person = PurePosixPath(name).stem
            who = "curated" if person == _CURATED else person
            before = made.counts["texts"]
            _add(archive, made, name, document, who, source)
            made.counts["texts"] = before  # the document is counted once, whoever annotated it
            read = True
    inside = [name for name in archive.names if f"annotation_ser/{document}/" in name and "INITIAL_CAS" not in name]
    if not read and source is not None:
        made.source(document, source)
        read = True
    if not read:
        made.leave("texts", document, tr("its text is in a form that is not read"))
    seen = {PurePosixPath(name).stem for name in _annotated(archive, "annotation", document)}
    for name in inside:
        person = PurePosixPath(name).stem
        if person not in seen:
            message = tr(
                "the annotations of {person} are there as Java objects (.ser) only, which nothing else reads; export "
                "the project with a secondary format (WebAnno TSV or UIMA XMI).",
                person=person,
            )
            made.doubt(document, message)


def _annotated(archive: Archive, folder: str, document: str) -> Iterator[str]:
    start = f"{folder}/{document}/"
    return (
        name for name in archive.names if name.startswith(start) and PurePosixPath(name).suffix.casefold() in _FORMS
    )


def _add(archive: Archive, made: Gathering, name: str, document: str, person: str, source: str | None) -> None:
    data, form = archive.read(name), PurePosixPath(name).suffix.casefold()
    stem = document
    if form == ".xmi":
        add_xmi(made, data, stem, name, person)
        return
    content = decode_raw(data, name)[0]
    if form == ".json":
        add_cas_json(made, content, stem, name, person)
    else:
        add_document(made, content, stem, name, person=person, text=source)


def _text(archive: Archive, name: str) -> str | None:
    """The characters of a source that is plain text."""
    if not name.casefold().endswith(".txt"):
        return None
    try:
        return decode_raw(archive.read(name), name)[0]
    except UnreadableFile:
        return None
