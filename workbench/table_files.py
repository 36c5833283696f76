"""The files of a study's tables, written with the ledger's head: many codings by two processes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from coding.records.head import LedgerHead
from reports.cell import SynthesisTable
from reports.citations import Citations
from reports.formats.files import write_table
from reports.study_material import StudyMaterial
from reports.tables.rendering import RenderedTable
from wording.catalogues import say
from workbench.background import begun
from workbench.forked import MANY, can_fork, forked, in_two
from workbench.study import Study


@contextmanager
def table_files(
    study: Study,
    makers: Sequence[Callable[[], SynthesisTable]],
    lay_out: Callable[[SynthesisTable, int], RenderedTable],
    *,
    material: StudyMaterial,
    formats: Sequence[str],
    folder: Path,
) -> Iterator[Callable[[], Iterator[list[Path]]]]:
    """Make each table, lay it out (it and its number are given) and write it into the folder in each of these formats.

    What comes of it, called once, gives the paths by table. All are made before one is written.
    """
    citations, title = Citations(material), study.settings.titled(material.language)

    def make(number: int) -> Callable[[LedgerHead], list[Path]]:
        made = makers[number]()
        table = lay_out(made, number)

        def write(head: LedgerHead) -> list[Path]:
            noted = table.with_note(say("ledger_head", material.language, head=head.written()))
            return list(write_table(made, noted, citations, study=title, formats=formats, folder=folder))

        return write

    copied = len(material.codings) >= MANY and can_fork()
    if copied:
        study.close()  # each process has connections of its own
    head = (forked if copied else begun)(study.ledger.head)
    with in_two(make, len(makers), head, copied=copied) as files:
        yield files
