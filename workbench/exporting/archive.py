"""A study as an archive that a stranger understands: its files by path, described, hashed, in a folder or a zip."""

import io
import re
import secrets
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.problem import GloseError
from corpus.whole_file import write_whole
from exchange.refi.writing import qdc, qdpx
from exchange.ro_crate import MANIFEST, METADATA, Described, manifest, ro_crate
from reports.formats import codebook_files, method_files
from reports.formats.csv_text import records_csv
from wording.messages import tr
from workbench.archive_settings import DDI, said
from workbench.backing_up import back_up
from workbench.exporting.archive_readme import names_of_files, readme
from workbench.exporting.as_project import as_project
from workbench.exporting.choice import Exported, exported
from workbench.exporting.disguise import Disguise
from workbench.exporting.files import file_name, flat_files
from workbench.exporting.left_names import refuse_names
from workbench.study import Study
from workbench.study_account import account_of

README = "README.md"
_DAY = (1980, 1, 1, 0, 0, 0)


class ArchiveInTheWay(GloseError):
    """There is something already where the archive is to be."""


@dataclass(frozen=True, slots=True)
class StudyArchive:
    """The archive's files by path, and the keys of `archive:` that say nothing yet."""

    files: Mapping[str, bytes]
    missing: tuple[str, ...]


def study_archive(study: Study, disguise: Disguise | None = None, *, licence: str | None = None) -> StudyArchive:
    """The archive of the whole study. With a `disguise` the ledger is left out, which has every name that ever was.

    Raises NameLeft where a name of the key would be in it all the same, BlindHere where something is hidden from who
    looks, NotReadyForPseudonyms.
    """
    study.must_not_be_blind()
    language = study.settings.language
    shown = exported(study, (), disguise)
    notes = dict(study.settings.archive)
    if licence:
        notes["licence"] = {"": (licence,)}
    if "creators" not in notes and study.settings.title_page.authors:
        notes["creators"] = {"": study.settings.title_page.authors}
    told = {
        key: tuple(map(shown.disguise.words, words)) if key != "creators" else words
        for key in DDI
        if (words := said(notes, key, language))
    }
    files = dict(_files(shown, language))
    if not shown.disguise.on:
        files["ledger/study.db"] = _ledger(study)
    names = names_of_files(files, language)
    files[README] = readme(shown, told, names).encode()
    about = _described(shown, told)
    kinds = {**names, README: "README", MANIFEST: "SHA-256"}
    files[METADATA] = ro_crate({**files, MANIFEST: b""}, about, kinds).encode()
    files[MANIFEST] = manifest(files).encode()
    refuse_names(shown.disguise, files)
    return StudyArchive(files, tuple(key for key in DDI if key not in told))


def write_archive(archive: StudyArchive, target: Path) -> Path:
    """Write it: a zip where the name ends so, else a folder that has its name once all is in it.

    Raises ArchiveInTheWay where that folder has files in it.
    """
    if target.suffix.casefold() == ".zip":
        return write_whole(target, _zipped(archive.files))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ArchiveInTheWay(tr("{file} exists and is not empty; name a new folder.", file=target))
    partial = target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")
    try:
        for path, data in archive.files.items():
            write_whole(partial / path, data)
        if target.exists():
            target.rmdir()
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def _files(shown: Exported, language: str) -> dict[str, bytes]:
    project = as_project(shown)
    book, title = shown.codebook, shown.title
    files = {f"texts/{file_name(text.id)}.txt": text.content.encode() for text in shown.texts.values()}
    files["codebook/codebook.yaml"] = shown.disguise.codebook_source.encode()
    files["codebook/codebook.md"] = _joined(codebook_files.FORMATS["md"](book, title, language))
    files["codebook/codebook.qdc"] = qdc(project.codes)
    cases = [{"case": case.id, **case.attributes} for case in shown.cases.values()]
    files["cases.csv"] = records_csv(cases).encode()
    files |= {f"tables/{name}": data for name, data in flat_files(shown).items()}
    files["project.qdpx"] = qdpx(project)
    method = _joined(method_files.FORMATS["md"](account_of(shown.study), language))
    files["methods.md"] = _renamed(method.decode(), shown.disguise).encode()
    return files


def _joined(pieces: Iterable[str | bytes]) -> bytes:
    return b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)


def _renamed(words: str, disguise: Disguise) -> str:
    """The words with ids of texts, coders and cases as the archive has them."""
    if not disguise.on:
        return words
    pairs = {**disguise.coders, **disguise.texts, **disguise.case_names}
    changed = sorted((own for own, shown in pairs.items() if own != shown), key=len, reverse=True)
    if changed:
        pattern = "|".join(map(re.escape, changed))
        words = re.sub(rf"(?<![\w-])(?:{pattern})(?![\w-])", lambda found: pairs[found[0]], words)
    return disguise.words(words)


def _ledger(study: Study) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path, _ = back_up(study, Path(folder) / "study.db")
        return path.read_bytes()


def _described(shown: Exported, told: Mapping[str, tuple[str, ...]]) -> Described:
    def one(key: str) -> str:
        return "; ".join(told.get(key, ()))

    return Described(
        title=shown.title,
        published=f"{datetime.now(UTC):%Y-%m-%d}",
        description=one("abstract"),
        licence=one("licence"),
        creators=told.get("creators", ()),
        funders=told.get("funder", ()),
        keywords=told.get("keywords", ()),
        places=told.get("places", ()),
        period=one("period"),
        access=one("access"),
        language=shown.study.settings.language,
        more={key: one(key) for key in ("collected", "population", "sampling", "consent", "contact") if key in told},
    )


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            part = zipfile.ZipInfo(path, _DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, files[path])
    return target.getvalue()
