"""Coded transcripts of an open study: each text with its codings in the margin, as files."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.whole_file import write_whole
from reports.citations import Citations
from reports.coded_transcript import coded_transcript
from reports.formats.transcript_files import FOLDER, TRANSCRIPT_FORMATS, transcript_name
from workbench.study import Study
from workbench.tabulating import material_of

TEXTS = FOLDER
"""The folder of a report that has the transcripts."""


def write_transcripts(
    study: Study,
    citations: Citations,
    texts: Iterable[str],
    *,
    formats: Iterable[str],
    folder: Path,
    memos: bool = False,
) -> Iterator[Path]:
    """Write the coded transcripts of these texts into the folder, in each format; gives the paths one by one."""
    kinds = tuple(formats)
    for name in texts:
        made = coded_transcript(study.texts[name], citations.material, citations, memos=memos)
        for kind in kinds:
            pieces = TRANSCRIPT_FORMATS[kind](made, study.settings.titled(citations.material.language))
            yield write_whole(folder / transcript_name(name, kind), pieces)


def citations_of(study: Study, language: str) -> Citations:
    """What cites the codings that count, in that language."""
    return Citations(replace(material_of(study), language=language))
