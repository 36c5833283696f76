"""The studies that the synthesis is measured on, made when they are first asked for."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import timed

MATRIX = "{id: matrix, title: {fr: Matrice entière, en: Full matrix}, rows: codes, columns: cases, cell: count}"


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

    def with_matrix(self, codings: int) -> Path:
        """The invented study, whose codebook declares the table of all codes by all cases (`matrix`) as well."""
        study = self.large(codings)
        book = study / "codebook.yaml"
        source = book.read_text(encoding="utf-8")
        if MATRIX not in source:
            book.write_text(source.replace("\ntables:\n", f"\ntables:\n  - {MATRIX}\n", 1), encoding="utf-8")
        return study

    def _made(self, name: str, *arguments: str) -> Path:
        study, unfinished = self.folder / name, self.folder / f"{name}.unfinished"
        if not study.exists():
            shutil.rmtree(unfinished, ignore_errors=True)
            self.folder.mkdir(parents=True, exist_ok=True)
            timed(["-m", "benchmarks.studies", str(unfinished), *arguments])
            unfinished.rename(study)
        return study
