"""The studies that are measured: the sample study, and invented ones of any number of codings.

Usage: python -m benchmarks.studies FOLDER [CODINGS]     (without a number the sample study with all its decisions)
"""

import csv
import io
import random
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import cli
from benchmarks.long_files import said
from coding.classing.choice import pending_classification
from coding.codebook.file import load_codebook
from coding.codebook.model import Codebook
from coding.deciding.pending import pending_coding, pending_reading
from coding.records.payload import Payload
from coding.records.replay import NOT_CLASSIFIED
from corpus.place import Place
from corpus.read import read_text
from corpus.text import Text, TextKind
from ledger.ledger import Ledger
from workbench.study import Study

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "smart-cities"
CODERS = ("lead", "anna")
CASES = 200

BATCH = 10_000
"""Decisions recorded in one transaction: fewer would wait for the disk, more would only fill memory."""


def sample_study(folder: Path) -> None:
    """The sample study with its texts, not yet parsed and without decisions."""
    _run("start", folder, "--codebook", ROOT / "codebook.yaml")
    for name in ("study.yaml", "cases.csv"):
        shutil.copy(SAMPLE / name, folder / name)
    _run("add", *sorted((SAMPLE / "texts").iterdir()), "--study", folder)


def decided_study(folder: Path) -> None:
    """The sample study with all that its team recorded: decisions of three coders, statements, summaries."""
    sample_study(folder)
    shutil.copy(SAMPLE / "statements.yaml", folder / "statements.yaml")
    for coder in ("anna", "basile", "lead"):
        _run("decide", SAMPLE / "decisions" / f"{coder}.csv", "--study", folder)
    _run("summarise", "--import", SAMPLE / "summaries.csv", "--coder", "lead", "--study", folder)


def repeated_study(folder: Path, sample: Path, *, passages: int, codes: int) -> tuple[int, int]:
    """The texts of a sample study again and again, with their parses, and the first families of its codebook.

    So many passages and codes at least; how many there are is returned.
    """
    _run("start", folder)
    with Study.open(sample) as study:
        texts, source, cache = list(study.texts.values()), study.codebook_source, study.cache
    families = [found.start() for found in re.finditer(r"(?m)^  - id: ", source)]
    books = ((source[:end], len(load_codebook(source[:end]).codes)) for end in families[1:])
    book, held = next((book, held) for book, held in books if held >= codes)
    (folder / "codebook.yaml").write_text(book, encoding="utf-8")
    made: list[Text] = []
    while sum(len(text.passages) for text in made) < passages:
        made += [replace(text, id=f"{text.id}-{len(made)}") for text in texts]
    with Ledger.open(f"sqlite:///{folder / 'study.db'}") as ledger:
        ledger.add_texts("lead", made)
    shutil.copytree(cache, folder / ".cache", dirs_exist_ok=True)
    return sum(len(text.passages) for text in made), held


def texts_of(codings: int) -> int:
    """How many texts an invented study of that many codings has: one to 500 codings, 20 at least."""
    return max(codings // 500, 20)


def large_study(
    folder: Path,
    codings: int,
    *,
    cases: int = CASES,
    coders: tuple[str, ...] = CODERS,
    all_read: bool = False,
    texts: int | None = None,
) -> None:
    """An invented study on the whole of the sample's codebook, drawn at random but always the same.

    Texts are interviews and documents of 300 paragraphs. Two coders chose among all codes, gave degrees where the code
    has a scale and a value with one coding in ten, seldom contradicted each other, read four texts of five and classed
    seven cases of ten. There may be other `coders`; with `all_read` each of them has read everything. There
    are as many `texts` as usual for so many codings unless another number is asked for.
    """
    source = re.sub(r"(?m)^  cases: \d+$", f"  cases: {cases}", (ROOT / "codebook.yaml").read_text(encoding="utf-8"))
    _run("start", folder)
    (folder / "codebook.yaml").write_text(source, encoding="utf-8")
    book = load_codebook(source)
    maker = _Maker(
        random.Random(7), book, tuple(f"Ville {n:03}" for n in range(1, cases + 1)), tuple(book.codes), coders, all_read
    )
    cases_csv = maker.case_list()
    (folder / "cases.csv").write_text(cases_csv, encoding="utf-8")
    (folder / "statements.yaml").write_text(maker.statements(), encoding="utf-8")
    with Ledger.open(f"sqlite:///{folder / 'study.db'}") as ledger:
        ledger.add_codebook("lead", source)
        ledger.add_cases("lead", cases_csv)
        made = [maker.text(folder / "texts", n) for n in range(texts or texts_of(codings))]
        ledger.add_texts("lead", made)
        for batch in _batches(maker.decisions(made, codings), BATCH):
            ledger.append_all(
                [(coder, [draft for who, draft in batch if who == coder]) for coder in dict.fromkeys((*coders, "lead"))]
            )


@dataclass(frozen=True)
class _Maker:
    """Invents texts and decisions on them."""

    chance: random.Random
    book: Codebook
    cases: tuple[str, ...]
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    all_read: bool

    def case_list(self) -> str:
        """The cases with every attribute that those of the sample have, each with a value that one of them has."""
        with (SAMPLE / "cases.csv").open(encoding="utf-8", newline="") as file:
            sample = list(csv.DictReader(file))
        columns = [column for column in sample[0] if column not in ("case", "aliases")]
        rows = [[case, *(self.chance.choice(sample)[column] for column in columns)] for case in self.cases]
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([["case", *columns], *rows])
        return out.getvalue()

    def statements(self) -> str:
        """A statement on each code of the first level."""
        roots = [code for code in self.book.codes if "." not in code]
        return "".join(
            f'- {{id: S{n:02}, text: "La plupart en parlent.", quantifier: most, code: {code}}}\n'
            for n, code in enumerate(roots, 1)
        )

    def text(self, folder: Path, number: int) -> Text:
        """Write and read one text: interviews and documents by turns."""
        kind: TextKind = "document" if number % 2 else "interview"
        voices = ("Q : ", "R : ") if kind == "interview" else ("", "")
        body = (voices[n % 2] + said(self.chance, 12, "." if n % 2 else "?") for n in range(300))
        path = folder / f"texte-{number:04}.txt"
        path.write_text("\n\n".join([f"Texte {number}", *body]), encoding="utf-8")
        date = f"{2010 + number % 8}-{1 + number % 12:02}-15"
        case = self.cases[number % len(self.cases)]
        text, _ = read_text(path, kind=kind, case=case, language="fr", metadata={"date": date, "role": "élu"})
        assert text is not None
        return text

    def decisions(self, texts: list[Text], codings: int) -> Iterator[tuple[str, Payload]]:
        """What was decided, text by text, with the coder who did; `codings` of them are codings."""
        for number, text in enumerate(texts):
            for _ in range(codings * (number + 1) // len(texts) - codings * number // len(texts)):
                yield self.chance.choice(self.coders), self.coding(text)
            readers = self.coders if self.all_read else ("lead",) if number % 5 else ()
            yield from ((who, pending_reading(text.id, 0, len(text.content))) for who in readers)
        yield from (("lead", draft) for text in texts[: len(self.cases)] for draft in self.classes(text))

    def coding(self, text: Text) -> Payload:
        code = self.chance.choice(self.codes)
        case = self.chance.choice(self.cases) if self.chance.random() < 0.05 else text.case
        return pending_coding(
            self.place(text),
            code,
            case=case,
            degree=self.degree(code),
            value=self.value(code, case) if self.chance.random() < 0.1 else None,
            memo="",
            revision="benchmark",
        )

    def degree(self, code: str) -> str | None:
        """A degree where the code has a scale; that something is absent is said rarely."""
        degrees = self.book.degrees(code)
        if not degrees:
            return None
        return degrees[0] if self.chance.random() < 0.02 else self.chance.choice(degrees[1:])

    def value(self, code: str, case: str | None) -> str:
        """What coders read in a case on a code: mostly the same, now and then something else."""
        differs = self.chance.randrange(3) if self.chance.random() < 0.05 else 0
        return f"{random.Random(f'{code} {case} {differs}').randrange(1, 500)} M€"

    def classes(self, text: Text) -> Iterator[Payload]:
        """The classes of the text's case, on a quote of it; of one in ten it is said that it is in none."""
        assert text.case is not None
        for typology in self.book.typologies.values():
            drawn = self.chance.random()
            if drawn < 0.8:
                chosen = self.chance.choice(typology.classes).id if drawn < 0.7 else NOT_CLASSIFIED
                place = self.place(text) if drawn < 0.7 else None
                yield pending_classification(typology.id, chosen, text.case, place=place, memo="", revision="benchmark")

    def place(self, text: Text) -> Place:
        start = self.chance.randrange(len(text.content) - 80)
        return Place(text.id, start, start + 60, text.content[start : start + 60])


def _batches(drafts: Iterable[tuple[str, Payload]], size: int) -> Iterator[list[tuple[str, Payload]]]:
    left = iter(drafts)
    while batch := list(islice(left, size)):
        yield batch


def _run(*arguments: object) -> None:
    code = cli.run([str(argument) for argument in arguments])
    if code:
        raise RuntimeError(f"glose {arguments[0]}: exit {code}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        large_study(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        decided_study(Path(sys.argv[1]))
