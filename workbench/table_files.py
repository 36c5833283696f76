"""The files of a study's tables, written with the ledger's head: those of many codings by two processes."""

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
from workbench.forked import MANY, can_fork, in_two
from workbench.study import Study


@contextmanager
def table_files(
    study: Study,
    makers: Sequence[Callable[[], SynthesisTable]],
    lay_out: Callable[[SynthesisTable, int], RenderedTable],
    *,
    material: StudyMaterial,
    head: LedgerHead,
    formats: Sequence[str],
    folder: Path,
) -> Iterator[Callable[[], Iterator[list[Path]]]]:
    """Make each table, lay it out (it and its number are given) and write it into the folder in each of these formats.

    What comes of it, called once, gives the paths by table. All are made before one is written.
    """
    citations, title = Citations(material), study.settings.titled(material.language)
    note = say("ledger_head", material.language, head=head.written())

    def make(number: int) -> Callable[[], list[Path]]:
        made = makers[number]()
        table = lay_out(made, number).with_note(note)
        return lambda: list(write_table(made, table, citations, study=title, formats=formats, folder=folder))

    copied = len(material.codings) >= MANY and can_fork()
    if copied:
        study.close()  # each process has connections of its own
    with in_two(make, len(makers), copied=copied) as files:
        yield files
