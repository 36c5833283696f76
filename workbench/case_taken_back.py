"""The case that a text was given, taken back with what followed it, and given again."""

from dataclasses import replace

from coding.records.decisions import Moved, Undone
from coding.records.entry import Entry
from coding.records.replay import Coding
from coding.records.study_acts import TextAdded
from coding.records.undoing import not_undone
from corpus.problem import GloseError
from wording.messages import tr
from workbench.case_of_text import plan_cases, record_cases
from workbench.correcting import commit, work_out
from workbench.file_edits import EditStands
from workbench.study import BlindHere, Study, UnknownCase, UnknownText


def hindrance(study: Study, entry: Entry, *, again: bool = False) -> GloseError | None:
    """Why a text does not get its former case back now, or (`again`) the one it was given; None where it does."""
    given = entry.says(TextAdded)
    try:
        now, then = (_today(study, name) for name in (given.case, given.case_was))
        text = study.text(given.text)
        study.must_not_be_blind([text.id])
    except (UnknownCase, UnknownText, BlindHere) as error:
        return error
    if (text.case or "") != (then if again else now):
        return EditStands(tr("{text} got another case since, so this stays as it is: choose its case.", text=text.id))
    if again:
        return None
    with_it = [one for one in _moves(study, entry) if one.says(Moved).case]
    about = study.ledger.whole.about([one.subject or "" for one in with_it])
    for one in with_it:
        held = not_undone(about.get(one.subject or "", ()))
        later = [move for move in held if move.kind == "move" and move.says(Moved).version > one.says(Moved).version]
        if any(move.says(Moved).case for move in later):
            return EditStands(tr("Codings of {text} got another case since, so this stays as it is.", text=text.id))
    if not then and any(coding.case == now for coding in _since(study, entry)):
        return EditStands(tr("Codings made since are about {case}, so {text} keeps it.", case=now, text=text.id))
    return None


def take_back_case(study: Study, entry: Entry, *, coder: str) -> str:
    """Give a text its former case back, with the codings that went along and those made since; gives the text's id.

    What was said to be about that case by name stays so. Raises EditStands, BlindHere, StaleCorrection.
    """
    if (stands := hindrance(study, entry)) is not None:
        raise stands
    given = entry.says(TextAdded)
    text = study.text(given.text)
    before = replace(text, case=_today(study, given.case_was) or None)
    moved = _moves(study, entry)
    ours = {one.subject for one in moved}
    plan = work_out(study, text, before)
    plan = replace(plan, moves=tuple(replace(m, case=None) if m.record.id in ours else m for m in plan.moves))
    undone = [Undone(subject=one.subject or "", target=one.id) for one in moved if one.says(Moved).case]
    commit(study, plan, coder=coder, undone=[Undone(subject=entry.id, target=entry.id), *undone])
    return text.id


def case_again(study: Study, entry: Entry, *, coder: str) -> str:
    """Give a text again the case that was taken back; gives its id, and raises as taking back does."""
    if (stands := hindrance(study, entry, again=True)) is not None:
        raise stands
    given = entry.says(TextAdded)
    record_cases(study, plan_cases(study, {given.text: given.case or ""}), coder=coder)
    return given.text


def _today(study: Study, name: str | None) -> str:
    return study.case(name) if name else ""


def _moves(study: Study, entry: Entry) -> list[Entry]:
    """The moves that were recorded with a text's new case, one for each record on it."""
    recorded = study.ledger.whole.entries(kind="move", coder=entry.coder)
    return [one for one in recorded if one.time == entry.time and one.text == entry.text]


def _since(study: Study, entry: Entry) -> list[Coding]:
    ours = {one.subject for one in _moves(study, entry)}
    return [one for one in study.ledger.codings(text=entry.text or "") if one.id not in ours]
