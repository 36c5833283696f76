"""The studies that are measured: the sample study, and a made-up one of 100,000 codings."""

import random
import shutil
from pathlib import Path

import cli
from coding.codebook import Codebook
from coding.codebook_file import load_codebook
from coding.deciding import coding_draft, reading_draft
from coding.entry import Draft
from corpus.place import Place
from corpus.read import read_text
from ledger.ledger import Ledger

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "smart-cities"


def sample_study(folder: Path) -> None:
    """The sample study with its texts, not yet parsed and without decisions."""
    _run("start", folder, "--codebook", ROOT / "codebook.yaml")
    for name in ("study.yaml", "cases.csv"):
        shutil.copy(SAMPLE / name, folder / name)
    _run("add", *sorted((SAMPLE / "texts").iterdir()), "--study", folder)


def large_study(folder: Path, codings: int, texts: int = 200) -> None:
    """A study of `texts` texts of 15 cases with that many codings, on all codes of the sample's codebook."""
    _run("start", folder, "--codebook", ROOT / "codebook.yaml")
    shutil.copy(SAMPLE / "cases.csv", folder / "cases.csv")
    chance = random.Random(7)
    book = load_codebook((ROOT / "codebook.yaml").read_text(encoding="utf-8"))
    cases = [line.split(",")[0] for line in (SAMPLE / "cases.csv").read_text(encoding="utf-8").splitlines()[1:]]
    body = "\n\n".join(f"Paragraphe {n} : la ville avance, la ville hésite, la ville recommence." for n in range(300))
    with Ledger.open(f"sqlite:///{folder / 'study.db'}") as ledger:
        for number in range(texts):
            path = folder / "texts" / f"texte-{number:03}.txt"
            path.write_text(f"Texte {number}\n\n{body}", encoding="utf-8")
            text, _ = read_text(path, kind="document", case=cases[number % len(cases)])
            assert text is not None
            ledger.add_text("lead", text)
            drafts = [_coding(chance, text.id, text.content, text.case, book) for _ in range(codings // texts)]
            drafts.append(reading_draft(text.id, 0, len(text.content)))
            ledger.append("lead", drafts)


def _coding(chance: random.Random, text: str, content: str, case: str | None, book: Codebook) -> Draft:
    code = chance.choice(list(book.codes))
    start = chance.randrange(len(content) - 80)
    degrees = book.degrees(code)
    place = Place(text, start, start + 60, content[start : start + 60])
    return coding_draft(
        place, code, case=case, degree=chance.choice(degrees) if degrees else None, memo="", revision="benchmark"
    )


def _run(*arguments: object) -> None:
    code = cli.run([str(argument) for argument in arguments])
    if code:
        raise RuntimeError(f"glose {arguments[0]}: exit {code}")
