"""The formats that can be imported: by the name that a person gives, else by suffix and content."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from corpus.problem import GloseError
from exchange.archive import UnreadableProject
from exchange.offsets import Unit
from exchange.project import KINDS, Project
from wording.messages import tr

BYTES_AT_MOST = 2 << 30
"""Bytes of a file: a project with its recordings may be large; what is read of it has limits of its own."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says of a file, where it should not decide: the unit of its offsets, the columns of a table."""

    offsets: Unit | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name: the function (module:name) that reads it and the suffixes of its files.

    `sees` (in the same way) says whether a path holds it, where a suffix does not tell; `offsets`, whether the reader
    is told the unit that a person wants; `columns`, whether it is told which column of a table is what.
    """

    name: str
    reader: str
    suffixes: tuple[str, ...] = ()
    sees: str = ""
    offsets: bool = False
    columns: bool = False

    def function(self, which: str) -> Callable[..., Project]:
        """A function of the format's module."""
        module, _, name = which.partition(":")
        found: Callable[..., Project] = getattr(import_module(f"exchange.{module}"), name)
        return found


FORMATS = (
    Format("webanno-tsv", "annotations.webanno:read_webanno", sees="annotations.webanno:sees_webanno"),
    Format("uima-xmi", "annotations.uima:read_xmi", sees="annotations.uima:sees_xmi"),
    Format("uima-json", "annotations.uima:read_cas_json", sees="annotations.uima:sees_cas_json"),
    Format("inception", "annotations.inception:read_inception", sees="annotations.inception:sees_inception"),
    Format("catma", "annotations.catma:read_catma", sees="annotations.catma:sees_catma"),
    Format("potato", "annotations.potato:read_potato", sees="annotations.potato:sees_potato"),
    Format("brat", "annotations.brat:read_brat", sees="annotations.brat:sees_brat"),
    Format(
        "label-studio",
        "annotations.label_studio:read_label_studio",
        sees="annotations.label_studio:sees_label_studio",
        offsets=True,
    ),
    Format("doccano", "annotations.doccano:read_doccano", sees="annotations.doccano:sees_doccano"),
    Format("table", "tables.codings:read_tables", sees="tables.codings:sees_table", columns=True),
    Format("word", "documents.word_comments:read_word", sees="documents.word_comments:sees_word"),
    Format(
        "taguette-html", "documents.taguette_document:read_highlights", sees="documents.taguette_document:sees_html"
    ),
    Format("markdown", "documents.outline:read_markdown", sees="documents.outline:sees_markdown"),
    Format("outline", "documents.outline:read_outline"),
    Format("qdpx", "refi.project_file:read_qdpx", (".qdpx",), offsets=True),
    Format("qdc", "refi.codebook_file:read_qdc", (".qdc",)),
    Format("taguette", "databases.taguette:read_taguette", sees="databases.taguette:sees_taguette"),
    Format("qualcoder", "databases.qualcoder:read_qualcoder", sees="databases.qualcoder:sees_qualcoder", offsets=True),
    Format("qc", "databases.qc:read_qc", sees="databases.qc:sees_qc"),
    Format("maxqda", "databases.maxqda:read_maxqda", sees="databases.maxqda:sees_maxqda"),
    Format("rqda", "databases.rqda:read_rqda", sees="databases.rqda:sees_rqda", offsets=True),
)
"""In the order in which they are asked whether a path is theirs."""
NAMES = tuple(one.name for one in FORMATS)


class UnknownFormat(GloseError):
    """A file of which no reader knows what it is."""


def read_project(path: Path, format_name: str | None = None, wishes: Wishes | None = None) -> Project:
    """The project in a file or folder; raises UnknownFormat, and UnreadableProject, also where nothing is in it."""
    if not path.exists():
        raise UnreadableProject(tr("there is no file {path}. Check the path.", path=path))
    if path.is_file() and path.stat().st_size > BYTES_AT_MOST:
        raise UnreadableProject(tr("{file} is larger than any project that is read.", file=path.name))
    if path.is_dir():
        _stay_inside(path)
    wishes = wishes or Wishes()
    chosen = next((one for one in FORMATS if one.name == format_name), None) or _seen(path)
    stated: dict[str, object] = {}
    if chosen.offsets:
        stated["offsets"] = wishes.offsets
    elif chosen.columns:
        stated["columns"] = wishes.columns
    try:
        found = chosen.function(chosen.reader)(path, **stated)
    except (OSError, RecursionError) as error:
        details = str(error) or type(error).__name__
        raise UnreadableProject(tr("{file} cannot be read: {error}.", file=path.name, error=details)) from error
    if not any(found.number(kind) for kind in KINDS if kind != "coders"):
        raise UnreadableProject(
            tr(
                "{file}, read as {format}, has no text, code, coding, case or memo: there is nothing to bring in. If "
                "it is something else, say what with --as.",
                file=path.name,
                format=chosen.name,
            )
        )
    return found


def _stay_inside(folder: Path) -> None:
    """Raise UnreadableProject where a link in the folder leads out of it: it could bring in any other file."""
    within = folder.resolve()
    for one in folder.rglob("*"):
        if one.is_symlink() and not one.resolve().is_relative_to(within):
            raise UnreadableProject(
                tr(
                    "{file} in {folder} is a link that leads out of the folder. Put a copy of the file there, if you "
                    "trust it; nothing was read.",
                    file=one.relative_to(folder),
                    folder=folder.name or within.name,
                )
            )


def _seen(path: Path) -> Format:
    suffix = path.suffix.casefold()
    for one in FORMATS:
        if one.sees and (not one.suffixes or suffix in one.suffixes):
            if one.function(one.sees)(path):
                return one
        elif not one.sees and suffix in one.suffixes and path.is_file():
            return one
    raise UnknownFormat(
        tr(
            "{path}: Glose does not know what this is. Say it with --as (one of {names}).",
            path=path,
            names=", ".join(NAMES),
        )
    )
