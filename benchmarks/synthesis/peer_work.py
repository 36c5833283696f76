"""The same coded documents for Glose and for `qualitative-coding` (qc): made up, then given to each its own way.

Usage: python -m benchmarks.synthesis.peer_work CODINGS FOLDER PATH/TO/qc
"""

import random
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

import cli
from benchmarks.long_files import said
from coding.deciding.pending import pending_coding, pending_reading
from coding.records.payload import Payload
from corpus.place import Place
from corpus.read import read_text
from corpus.text import Text
from ledger.ledger import Ledger

FAMILIES = {f"f{n}": [f"f{n}_c{m}" for m in range(10)] for n in range(6)}
"""The codes of each family; names are unique, as qc wants them."""
CODERS = ("anna", "basile")
PARAGRAPHS = 160


@dataclass(frozen=True)
class Work:
    """Documents of one-line paragraphs, and codings as (document, paragraph, code, coder), no two alike."""

    documents: dict[str, list[str]]
    codings: list[tuple[str, int, str, str]]


def prepare(folder: Path, codings: int, qc: Path) -> None:
    """Make the work and give it to both: FOLDER/qc and FOLDER/glose."""
    work = made_work(codings)
    write_documents(work, folder / "sources")
    give_to_qc(work, qc, folder / "qc", folder / "sources")
    give_to_glose(work, folder / "glose", folder / "sources")


def made_work(codings: int) -> Work:
    """One document of about 12,000 characters to 100 codings."""
    chance = random.Random(codings)
    documents = {f"d{n:04}": [said(chance, 13, ".") for _ in range(PARAGRAPHS)] for n in range(codings // 100)}
    names, codes = list(documents), [code for family in FAMILIES.values() for code in family]
    found: set[tuple[str, int, str, str]] = set()
    while len(found) < codings:
        where = names[len(found) % len(names)], chance.randrange(PARAGRAPHS)
        found.add((*where, chance.choice(codes), chance.choice(CODERS)))
    return Work(documents, sorted(found))


def write_documents(work: Work, folder: Path) -> None:
    """The documents as files of plain text, a blank line between paragraphs."""
    folder.mkdir(parents=True)
    for name, paragraphs in work.documents.items():
        (folder / f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def give_to_qc(work: Work, qc: Path, folder: Path, sources: Path) -> None:
    """A project of qc: documents by its own import, codings straight into its database, which is its fastest way."""
    folder.mkdir()
    for asked in (["init"], ["corpus", "import", "--recursive", "--importer", "verbatim", str(sources)]):
        subprocess.run([qc, *asked], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (folder / "codebook.yaml").write_text(yaml.safe_dump([{name: codes} for name, codes in FAMILIES.items()]))
    with sqlite3.connect(folder / "qualitative_coding.sqlite3") as base:
        base.executemany("INSERT INTO coder VALUES (?)", [(coder,) for coder in CODERS])
        base.executemany("INSERT INTO code VALUES (?)", sorted({(code,) for _, _, code, _ in work.codings}))
        starts = (
            "SELECT document_id, start_line, l.id FROM location l JOIN document_index i ON i.id = document_index_id"
        )
        locations = {(document.removesuffix(".txt"), line): row for document, line, row in base.execute(starts)}
        lines = [(n, 2 * at, coder, code) for n, (_, at, code, coder) in enumerate(work.codings, 1)]
        base.executemany("INSERT INTO coded_line VALUES (?, ?, ?, ?)", lines)
        where = [(n, locations[document, 2 * at]) for n, (document, at, _, _) in enumerate(work.codings, 1)]
        base.executemany("INSERT INTO coded_line_location_association VALUES (?, ?)", where)
    base.close()


def give_to_glose(work: Work, folder: Path, sources: Path) -> None:
    """A study of Glose with one declared table, codes by texts; the codings go through the ledger."""
    book = folder.with_suffix(".yaml")
    book.write_text(yaml.safe_dump(_codebook()), encoding="utf-8")
    if cli.run(["start", str(folder), "--codebook", str(book), "--lang", "en"]):
        raise RuntimeError("glose start failed")
    shutil.copytree(sources, folder / "texts", dirs_exist_ok=True)
    texts = {path.stem: _read(path) for path in sorted((folder / "texts").iterdir())}
    with Ledger.open(f"sqlite:///{folder / 'study.db'}") as ledger:
        ledger.add_texts(CODERS[0], list(texts.values()))
        ledger.append(CODERS[0], [pending_reading(text.id, 0, len(text.content)) for text in texts.values()])
        for coder in CODERS:
            ledger.append(coder, [_draft(texts[d], at, code) for d, at, code, who in work.codings if who == coder])


def _codebook() -> dict[str, object]:
    leaves = {"codes": "codes", "leaves": True}
    table = {"id": "by_text", "title": "Codes by texts", "rows": leaves, "columns": "texts", "cell": "count"}
    codes = [
        {"id": name, "label": name, "codes": [{"id": code, "label": code} for code in family]}
        for name, family in FAMILIES.items()
    ]
    return {"codebook": {"languages": ["en"]}, "codes": codes, "tables": [table]}


def _read(path: Path) -> Text:
    text, problems = read_text(path, kind="document", language="fr")
    assert text is not None, problems
    return text


def _draft(text: Text, at: int, code: str) -> Payload:
    passage = text.passages[at]
    place = Place(text.id, passage.start, passage.end, text.quote(passage))
    full = f"{code.partition('_')[0]}.{code}"
    return pending_coding(place, full, case=None, degree=None, memo="", revision="benchmark")


if __name__ == "__main__":
    prepare(Path(sys.argv[2]), int(sys.argv[1]), Path(sys.argv[3]))
