"""Everything that can be wrong with a study, in one list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coding.codebook.case_count import TooManyCases
from coding.codebook.file import read_codebook
from coding.records.replay import Coding
from coding.suggesting.cues.codebook_lint import lint_codebook
from corpus.attributes import BadCondition
from corpus.cases import read_cases
from corpus.problem import GloseError, Problem
from corpus.readers.encoding import decode
from corpus.text import Text
from ledger.address import holds_password
from ledger.integrity import faults_of
from reports.tables.axis import UnknownAxis
from reports.tables.synthesis import synthesise
from wording.messages import quoted, tr, tr_n
from workbench.case_list import attribute_faults
from workbench.counted_coders import faults_in_count, renamed_coders
from workbench.drawn_again import draws_that_differ
from workbench.kept_files import check_files
from workbench.lost_codings import lost_codings
from workbench.lost_names import codes_left_behind
from workbench.participants import participant_problems
from workbench.pseudonymising import names_left
from workbench.rereading import outdated_problems
from workbench.signature_problems import signature_problems
from workbench.statements import BrokenStatements, NoStatements, statements
from workbench.study import BrokenStudy, Study
from workbench.tabulating import material_of


def check_study(study: Study) -> Iterator[Problem]:
    """The problems of codebook, case list, ledger, texts and codings, errors and warnings as they are met."""
    found = list(faults_of(study.ledger))
    sound = not any(problem.level == "error" for problem in found)
    # A text of a damaged ledger cannot be trusted to open: say what is damaged, not that it does not open.
    texts = study.texts if sound else {}
    yield from _check_codebook(study, texts)
    yield from _check_cases(study)
    yield from _check_settings(study)
    yield from found
    yield from signature_problems(study.ledger)
    if sound:
        yield from _check_texts(texts)
        yield from _check_participants(study)
        yield from check_files(study)
        yield from outdated_problems(study)
        yield from _check_codings(study)
        yield from _check_tables(study)
        yield from _check_statements(study)
        yield from _check_lost(study)
        yield from draws_that_differ(study)
        yield from names_left(study)


def _check_codebook(study: Study, texts: dict[str, Text]) -> Iterator[Problem]:
    try:
        codebook, problems = read_codebook(study.codebook_source)
    except BrokenStudy as error:
        yield Problem("codebook.yaml", str(error))
        return
    yield from problems
    if codebook is not None:
        yield from lint_codebook(codebook, texts)


def _check_settings(study: Study) -> Iterator[Problem]:
    """A password that whoever is given the study would get with it."""
    if study.settings.ledger and holds_password(study.settings.ledger):
        message = tr(
            "`ledger:` holds a password, and this file goes along with the study. Take it out: the database reads "
            "~/.pgpass or PGPASSWORD."
        )
        yield Problem("study.yaml", message, "warning")


def _check_participants(study: Study) -> Iterator[Problem]:
    try:
        yield from participant_problems(study)
    except GloseError:
        return  # the checks of cases and texts report what is wrong


def _check_tables(study: Study) -> Iterator[Problem]:
    """Coders that count and decided nothing; declared tables that name what the study does not have."""
    try:
        material = material_of(study, all_coders=True)
    except GloseError:
        return  # the checks of codebook, cases and settings report what is wrong
    yield from (problem for problem, _ in faults_in_count(study, material.coders))
    yield from renamed_coders(study, material.coders)
    for table in study.codebook.tables.values():
        try:
            synthesise(replace(table, cases=None), material)
        except (UnknownAxis, BadCondition) as error:
            yield _placed(error)
    try:
        counted = material_of(study)
        for table in study.codebook.tables.values():
            if table.cases:
                synthesise(table, counted)
    except TooManyCases as error:
        yield _placed(error)
    except GloseError:
        return  # said above


def _placed(error: GloseError) -> Problem:
    """An error that begins with its place, as a problem."""
    place, _, message = str(error).partition(": ")
    return Problem(place, message)


def _check_statements(study: Study) -> Iterator[Problem]:
    try:
        statements(study)
    except NoStatements:
        return
    except BrokenStatements as error:
        yield from error.problems
    except GloseError:
        return  # as above


def _check_cases(study: Study) -> Iterator[Problem]:
    try:
        cases, problems = read_cases(study.cases_source)
    except BrokenStudy as error:
        yield Problem("cases.csv", str(error))
        return
    if study.cases_source.strip():
        yield from decode((study.folder / "cases.csv").read_bytes(), "cases.csv")[1]
        yield from problems
        yield from attribute_faults(study, cases)


def _check_texts(texts: dict[str, Text]) -> Iterator[Problem]:
    for text in texts.values():
        if not text.cases:
            yield Problem(text.id, tr("belongs to no case; each coding of it needs one."), "warning")


def _check_cases_of(codings: Sequence[Coding]) -> Iterator[Problem]:
    """Codings about no case, reported once per text and coder: a text without a case may have hundreds."""
    found: dict[tuple[str, str], list[Coding]] = {}
    for coding in codings:
        if coding.case is None:
            found.setdefault((coding.place.text, coding.coder), []).append(coding)
    for (text, coder), mine in found.items():
        first = mine[0]
        message = tr_n(
            "{n} coding is about no case: {code} at {place}.",
            "{n} codings are about no case, the first {code} at {place}.",
            len(mine),
            code=first.code,
            place=f"{first.place.start}–{first.place.end}",
        )
        yield Problem(f"{text} ({coder})", message, "warning")


def _check_lost(study: Study) -> Iterator[Problem]:
    """Codings whose words a correction took away, until their coder codes the text so again."""
    for one in lost_codings(study):
        message = tr(
            "lost {quote} ({code}) when the text was corrected; code it again if it still applies.",
            quote=quoted(one.quote),
            code=one.code,
        )
        yield Problem(f"{one.text} ({one.coder})", message, "warning")


def _check_codings(study: Study) -> Iterator[Problem]:
    codebook, problems = read_codebook(study.codebook_source)
    if codebook is None or problems:
        return
    codings = study.ledger.codings()
    yield from _check_cases_of(codings)
    yield from codes_left_behind(study)
    for found in study.ledger.classifications():
        typology = codebook.typologies.get(found.typology)
        if typology is None or found.class_id not in {c.id for c in typology.classes}:
            where = f"{found.place.text} {found.place.start}–{found.place.end} ({found.coder})"
            message = tr(
                "is classified as {name}, which the codebook no longer has.", name=f"{found.typology}.{found.class_id}"
            )
            yield Problem(where, message, "warning")
