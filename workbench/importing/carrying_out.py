"""Carrying an import out: the files of the study and its ledger together, or neither."""

import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus.parse.language import detect_language
from corpus.whole_file import make_folder, write_whole
from exchange.project import Project
from wording.messages import tr
from workbench.codebook_writing import write_codebook
from workbench.importing.plan import ImportPlan, plan_import
from workbench.importing.report import ImportReport
from workbench.importing.wishes import ImportWishes
from workbench.starting import FolderInUse, start_study
from workbench.study import Study

KEPT = "imports"
"""The folder of a study in which imported files are kept."""


def import_project(
    study: Study, project: Project, wishes: ImportWishes, *, file: Path | None = None, dry_run: bool = False
) -> ImportReport:
    """Bring the project into the study; `file` is kept in `imports/`. With `dry_run` nothing is written.

    Raises as `plan_import` does, and what writing raises: then the study is as it was.
    """
    plan = plan_import(study, project, wishes)
    if dry_run:
        return replace(plan.report, dry=True)
    if plan.batches:
        _carry_out(study, plan, file)
    return plan.report


def import_into_new_study(
    folder: Path,
    project: Project,
    wishes: ImportWishes,
    *,
    language: str | None = None,
    file: Path | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Make a study in `folder` (new or empty) from the project; it takes its name only when it is whole.

    Raises FolderInUse, and as `import_project` does; then nothing is left behind.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(
            tr("{folder} has files in it and is not a study. Name a new or an empty folder.", folder=folder)
        )
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f".{folder.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        title = project.title or folder.name
        start_study(partial, codebook=None, language=language or language_of(project), title=title)
        with Study.open(partial) as study:
            report = import_project(study, project, wishes, file=file)
        if not dry_run:
            if folder.exists():
                folder.rmdir()
            partial.rename(folder)
        return replace(report, made=not dry_run, dry=dry_run)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def language_of(project: Project) -> str:
    """The language of most of the project's words; French, as elsewhere, where they are of neither."""
    sample = "\n".join(source.content[:5000] for source in project.sources[:50])
    names = " ".join(f"{code.name} {code.description}" for code in project.codes)
    return detect_language(sample or names, "fr")[0]


def _carry_out(study: Study, plan: ImportPlan, file: Path | None) -> None:
    with _files_of(study, plan, file):
        study.ledger.append_all(plan.batches, blobs=plan.blobs, once=True)
    study.reload()


@contextmanager
def _files_of(study: Study, plan: ImportPlan, file: Path | None) -> Iterator[None]:
    """The study's files as the plan has them, put back as they were where the block fails."""
    private = not study.settings.shared
    codebook, cases = study.codebook_source, study.cases_source
    made: list[Path] = []
    try:
        made.extend(_written(study.folder / "texts", plan.files, private=private))
        if file is not None and file.is_file():
            made.extend(_kept(study.folder / KEPT, file, private=private))
        if plan.cases and plan.cases != cases:
            write_whole(study.folder / "cases.csv", plan.cases, private=private)
        if plan.codebook != codebook:
            write_codebook(study, plan.codebook)
        yield
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        if plan.cases and plan.cases != cases:
            write_whole(study.folder / "cases.csv", cases, private=private)
        if plan.codebook != codebook and study.codebook_source != codebook:
            write_codebook(study, codebook)
        study.reload()
        raise


def _written(folder: Path, files: Mapping[str, bytes], *, private: bool) -> Iterator[Path]:
    make_folder(folder, private=private)
    for name, content in files.items():
        yield write_whole(folder / name, content, private=private)


def _kept(folder: Path, file: Path, *, private: bool) -> Sequence[Path]:
    """Copy the imported file beside the study, for what Glose has no place for; the same file is kept once."""
    import filecmp

    make_folder(folder, private=private)
    target, number = folder / file.name, 1
    while target.exists():
        if filecmp.cmp(file, target, shallow=False):
            return ()
        number += 1
        target = folder / f"{file.stem}-{number}{file.suffix}"
    shutil.copyfile(file, target)
    if private:
        target.chmod(0o600)
    return (target,)
