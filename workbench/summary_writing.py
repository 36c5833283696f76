"""Writing, importing and signing the summaries of cells: nothing is recorded that does not rest on quotes."""

import shlex
from collections.abc import Mapping, Sequence

from coding.codebook.model import UnknownCode
from coding.records.entry import Entry
from coding.records.study_acts import Summarised
from coding.summaries.citing import Cited, CitedEntry, FrameworkCell, check_summary
from coding.summaries.summaries_file import SummaryRow
from coding.summaries.summary import Summary, SummaryState, pending_signature, pending_summary
from corpus.problem import GloseError, Problem
from reports.tables.summary_words import reasons_in_words
from wording.messages import tr
from workbench.study import Study, UnknownCase
from workbench.summarising import cells_of, heads_of, state_of, summaries_of


class UnsoundSummary(GloseError):
    """A summary with a sentence that cites nothing, or a citation that stands for no coding of the cell."""


class WrittenMeanwhile(GloseError):
    """Somebody wrote the cell's summary anew since it was opened."""


class NothingToSign(GloseError):
    """A cell that has no summary, or several, or one that is stale: nobody can vouch for it as it stands."""


def write_summary(
    study: Study, cell: FrameworkCell, text: str, *, coder: str, over: Sequence[str] | None = None
) -> Entry | None:
    """Record the summary of a cell; None where the cell reads so already and nothing is stale.

    `over` are the entries that the writer had before his eyes, None where he means whatever stands. Raises
    UnsoundSummary with everything wrong in the text, WrittenMeanwhile where another summary stands by now.
    """
    heads = heads_of(study).get((cell.code, cell.case), ())
    if over is not None and set(over) != {head.id for head in heads}:
        raise WrittenMeanwhile(_meanwhile(heads))
    cited, problems = check_summary(text, cell, lambda name: _meant(study, name), place=tr("summary"))
    if cited is None:
        raise UnsoundSummary(
            tr("The summary was not recorded: each sentence must cite quotes from its cell."), problems
        )
    if _stands_already(cited, state_of(study, cell)):
        return None
    return _record(study, [(coder, _pending(study, cell, cited, heads))])[0]


def checked_text(study: Study, cell: FrameworkCell, text: str) -> tuple[Problem, ...]:
    """What is wrong with a text as the summary of a cell, by sentence, without recording it."""
    return check_summary(text, cell, lambda name: _meant(study, name), place=tr("summary"))[1]


def _meanwhile(heads: Sequence[Summary]) -> str:
    if not heads:
        return tr("The summary that you replace was undone meanwhile; yours was not recorded.")
    writers = tr(" and ").join(f"{head.coder} ({head.time[:16].replace('T', ' ')} UTC)" for head in heads)
    return tr("The cell was written meanwhile by {writers}; your text was not recorded over it.", writers=writers)


def import_summaries(study: Study, rows: Sequence[SummaryRow], *, coder: str | None) -> tuple[list[Entry], int]:
    """Record the summaries of a file, all or none; gives the entries and how many rows were recorded already.

    `coder` is who wrote a row that names nobody. Raises UnsoundSummary with everything wrong in the file.
    """
    found, problems = _sound_rows(study, rows, coder)
    if problems:
        raise UnsoundSummary(tr("Nothing was recorded. Correct the file and try again."), tuple(problems))
    states, heads = summaries_of(study), heads_of(study)
    pending = [
        (who, _pending(study, cell, cited, heads.get((cell.code, cell.case), ())))
        for who, cell, cited in found
        if not _stands_already(cited, states.get((cell.code, cell.case)))
    ]
    return _record(study, pending), len(rows) - len(pending)


def _sound_rows(
    study: Study, rows: Sequence[SummaryRow], coder: str | None
) -> tuple[list[tuple[str, FrameworkCell, Cited]], list[Problem]]:
    cell_at = cells_of(study)
    places: dict[tuple[str, str], str] = {}
    sound: list[tuple[str, FrameworkCell, Cited]] = []
    problems: list[Problem] = []
    for row in rows:
        try:
            cell = cell_at(row.code, row.case)
        except (UnknownCode, UnknownCase) as unknown:
            problems.append(Problem(row.place, str(unknown)))
            continue
        cited, faults = check_summary(row.text, cell, lambda name: _meant(study, name), place=row.place)
        problems.extend(faults)
        earlier = places.setdefault((cell.code, cell.case), row.place)
        if earlier != row.place:
            problems.append(
                Problem(
                    row.place,
                    tr("{code} of {case} is already in {place}.", code=cell.code, case=cell.case, place=earlier),
                )
            )
        who = row.coder or coder
        if not who:
            problems.append(
                Problem(row.place, tr("the coder is missing. Fill in the column coder, or pass --coder NAME."))
            )
        elif cited is not None:
            sound.append((who, cell, cited))
    return sound, problems


def _meant(study: Study, name: str) -> list[CitedEntry]:
    entries = study.ledger.named(name)
    codings = study.ledger.codings_by_id([entry.id for entry in entries])
    return [CitedEntry(entry, codings.get(entry.id)) for entry in entries]


def _stands_already(cited: Cited, state: SummaryState | None) -> bool:
    return state is not None and state.text == cited.wording and not state.stale and not state.rivals


def _pending(study: Study, cell: FrameworkCell, cited: Cited, heads: Sequence[Summary]) -> Summarised:
    texts = {quote.coding.place.text for quote in cell.quotes if quote.coding.id in cited.cites.values()}
    sha256: Mapping[str, str] = {text: study.texts[text].sha256 for text in texts}
    replaces = [head.id for head in heads]
    return pending_summary(
        cited, cell, sha256=sha256, codebook=study.codebook, replaces=replaces, revision=study.revision
    )


def command_for(cell: FrameworkCell) -> str:
    """What to type to write this cell."""
    return f"glose summarise {cell.code} {shlex.quote(cell.case)}"


def _record(study: Study, pending: Sequence[tuple[str, Summarised]]) -> list[Entry]:
    if not pending:
        return []
    study.note_revisions(pending[0][0])
    return study.ledger.append_all([(coder, [one]) for coder, one in pending])


def sign_summary(study: Study, cell: FrameworkCell, *, coder: str) -> Entry | None:
    """Sign the cell's summary by name; None where that name stands below it already.

    Raises NothingToSign where there is no summary, where two stand, and where it is stale: it is written anew first.
    """
    state = state_of(study, cell)
    where = tr("{code} of {case}", code=cell.code, case=cell.case)
    if state is None:
        raise NothingToSign(
            tr("{cell} has no summary to sign. `{command}` writes one.", cell=where, command=command_for(cell))
        )
    if state.rivals:
        writers = tr(" and ").join(sorted({state.coder, *(rival.coder for rival in state.rivals)}))
        raise NothingToSign(
            tr(
                "{cell} has several summaries, by {writers}. First write one that replaces them.",
                cell=where,
                writers=writers,
            )
        )
    if state.stale:
        problems = tuple(Problem(where, reason) for reason in reasons_in_words(state, "en"))
        message = tr("{cell} is stale. Read it and write it again, changed or not; then sign.", cell=where)
        raise NothingToSign(message, problems)
    if coder in dict(state.signed):
        return None
    return study.ledger.append(coder, [pending_signature(state.entry)])[0]
