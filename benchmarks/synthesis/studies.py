"""The studies that the synthesis is measured on, made when they are first asked for."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import timed

MATRIX = "\ntables: [{id: matrix, title: Codes par cas, rows: codes, columns: cases, cell: count}]\n"


@dataclass(frozen=True)
class Studies:
    """Studies in a folder. Each is made by a process of its own, so that this one stays small."""

    folder: Path

    def large(self, codings: int) -> Path:
        """The invented study of that many codings."""
        return self._made(f"codings-{codings}", str(codings))

    def sample(self) -> Path:
        """The sample study with all its decisions."""
        return self._made("sample")

    def matrix(self, codings: int) -> Path:
        """The invented study as another folder on the same ledger, whose codebook declares one table: all by all."""
        study, folder = self.large(codings), self.folder / f"matrix-{codings}"
        folder.mkdir(exist_ok=True)
        shutil.copy(study / "cases.csv", folder / "cases.csv")
        book = (study / "codebook.yaml").read_text(encoding="utf-8")
        (folder / "codebook.yaml").write_text(book[: book.index("\ntables:\n")] + MATRIX, encoding="utf-8")
        ledger = f"ledger: sqlite:///{study / 'study.db'}\n"
        (folder / "study.yaml").write_text(f"title: Matrice\nlanguage: fr\n{ledger}", encoding="utf-8")
        return folder

    def _made(self, name: str, *arguments: str) -> Path:
        study, unfinished = self.folder / name, self.folder / f"{name}.unfinished"
        if not study.exists():
            shutil.rmtree(unfinished, ignore_errors=True)
            self.folder.mkdir(parents=True, exist_ok=True)
            timed(["-m", "benchmarks.studies", str(unfinished), *arguments])
            unfinished.rename(study)
        return study
