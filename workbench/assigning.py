"""Handing texts out to coders, taking them back, and opening up what was coded blind: recorded by the lead."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from coding.quality.dealing import dealt
from coding.records.assigning import Pair, TextDraw, TextOpened, TextsAssigned, pairs_of
from coding.records.assignments import Assignments
from coding.records.entry import Entry
from coding.records.payload import Payload
from corpus.problem import GloseError, Problem
from wording.messages import apart, tr, tr_n
from wording.spelling import did_you_mean
from workbench.blindness import assignments_in, closed_texts, finished_by
from workbench.study import Study

COLUMNS = ("text", "coder")
MANY = 8
"""Texts that are named in one sentence."""
_BLIND = {"": True, "yes": True, "oui": True, "blind": True, "no": False, "non": False, "open": False}


class NotTheLead(GloseError):
    """Somebody who does not lead the study hands out texts, or opens one up."""


class NotHandedOut(GloseError):
    """A text that somebody is not to code is taken back from them, or one that nobody codes blind is opened up."""


class UnsoundAssignments(GloseError):
    """A file says who is to code what, and something in it is wrong."""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """That a coder is to code a text: `blind` as it was handed out, alone or with others (`shared`).

    A shared text that is coded blind is `closed` until all its coders finished it. `opened` is when (UTC,
    ISO 8601) it was opened up, if that is recorded.
    """

    text: str
    coder: str
    blind: bool
    shared: bool
    closed: bool
    finished: bool
    opened: str | None

    @property
    def state(self) -> Literal["alone", "blind", "open"]:
        """Whether its coders see what the others said; `alone` where there are no others."""
        return "blind" if self.closed else "open" if self.shared else "alone"

    def as_json(self) -> dict[str, Any]:
        """The object that `glose assign --json` prints."""
        return {
            "text": self.text,
            "coder": self.coder,
            "blind": self.blind,
            "state": self.state,
            "finished": self.finished,
            "opened": self.opened,
        }


def assignments_of(study: Study) -> Assignments:
    """What is handed out in the study now."""
    return assignments_in(study.ledger.whole)


def handed_out(study: Study) -> list[HandedOut]:
    """Each text with each of its coders, in the order of the texts."""
    assigned, ledger = assignments_of(study), study.ledger.whole
    closed = closed_texts(ledger, assigned, study.texts)
    found: list[HandedOut] = []
    for text in study.texts.values():
        coders = assigned.coders_of(text.id)
        finished = finished_by(ledger, [text])[text.id] if coders else set()
        found += [
            HandedOut(
                text.id, one.coder, one.blind, len(coders) > 1, text.id in closed, one.coder in finished, one.opened
            )
            for one in coders.values()
        ]
    return found


def leads_of(study: Study, assigned: Assignments | None = None) -> tuple[str, ...]:
    """Who leads: those whom study.yaml names, else whoever handed out texts first; nobody where nothing was."""
    if study.settings.leads:
        return study.settings.leads
    first = (assignments_of(study) if assigned is None else assigned).first_by
    return (first,) if first else ()


def texts_for(study: Study, texts: Sequence[str] | None, *, unassigned: bool = False) -> list[str]:
    """The ids of these texts, or (None) of all; with `unassigned` those that nobody has yet. Raises UnknownText."""
    chosen = [study.text(text).id for text in dict.fromkeys(texts)] if texts is not None else list(study.texts)
    taken = assignments_of(study).by_text if unassigned else {}
    return [text for text in chosen if text not in taken]


def hand_out(
    study: Study,
    acts: Sequence[TextsAssigned],
    *,
    coder: str,
) -> list[Entry]:
    """Record who is to code what; what changes nothing is left out. Raises NotTheLead, NotHandedOut."""
    assigned = assignments_of(study)
    _must_lead(study, assigned, coder)
    pending: list[Payload] = []
    for act in acts:
        for text, name in act.taken:
            if name not in assigned.coders_of(text):
                raise NotHandedOut(
                    tr("{coder} is not to code {text}: there is nothing to take back.", coder=name, text=text)
                )
        if act.taken or any(not _stands(assigned, pair, act.blind) for pair in act.given):
            pending.append(act)
    if not pending:
        return []
    study.note_revisions(coder)
    entries = study.ledger.append(coder, pending)
    study.reload()
    return entries


def _stands(assigned: Assignments, pair: Pair, blind: bool) -> bool:
    one = assigned.coders_of(pair[0]).get(pair[1])
    return one is not None and one.blind == blind


def _must_lead(study: Study, assigned: Assignments, coder: str) -> None:
    leads = leads_of(study, assigned)
    if leads and coder not in leads:
        raise NotTheLead(
            tr(
                "{coder} does not lead this study ({leads}): only the lead hands out texts and opens them up. "
                "`lead: NAME` in study.yaml says who leads.",
                coder=coder,
                leads=", ".join(leads),
            )
        )


def drawn(
    texts: Sequence[str],
    coders: Sequence[str],
    *,
    seed: int,
    share: float = 1.0,
    overlap: float | None = None,
    blind: bool = True,
) -> TextsAssigned:
    """These texts dealt out to these coders by hash, or a share of them."""
    draw = TextDraw(seed, tuple(texts), tuple(coders), share, overlap)
    return TextsAssigned(given=dealt(draw), blind=blind, draw=draw)


def given(texts: Sequence[str], coders: Sequence[str], *, blind: bool = True) -> TextsAssigned:
    """Each of these texts to each of these coders."""
    return TextsAssigned(given=pairs_of(texts, coders), blind=blind)


def taken_back(study: Study, texts: Sequence[str], coders: Sequence[str], *, reason: str | None) -> TextsAssigned:
    """These texts taken back from these coders, or (none named) all that they have."""
    assigned = assignments_of(study)
    pairs = pairs_of(texts, coders) or tuple((text, name) for name in coders for text in assigned.texts_of(name))
    return TextsAssigned(taken=pairs, reason=reason)


def read_assignments(study: Study, path: Path) -> tuple[list[TextsAssigned], tuple[Problem, ...]]:
    """Who is to code what by a CSV or XLSX file with the columns text, coder and, if wished, blind (yes or no).

    Raises UnsoundAssignments with every fault, each with its line and column.
    """
    from workbench.rows_of_file import read_rows  # with the readers of files: not for each command that asks who codes

    rows, problems = read_rows(path, required=COLUMNS, optional=("blind",))
    faults = [problem for problem in problems if problem.level == "error"]
    pairs: dict[bool, dict[Pair, None]] = {True: {}, False: {}}
    for row in rows:
        pair, blind, wrong = _pair(study, row)
        faults += wrong
        if pair in pairs[not blind]:
            faults.append(Problem(row[0], tr("gives {text} to {coder} blind and not.", text=pair[0], coder=pair[1])))
        pairs[blind][pair] = None
    if faults:
        raise UnsoundAssignments(tr("{file} has errors; nothing was recorded.", file=path.name), tuple(faults))
    return [TextsAssigned(given=tuple(some), blind=blind) for blind, some in pairs.items() if some], problems


def _pair(study: Study, row: tuple[str, dict[str, str]]) -> tuple[Pair, bool, list[Problem]]:
    place, cells = row
    text, coder = cells["text"].strip(), cells["coder"].strip()
    said = cells.get("blind", "").strip().lower()
    faults = []
    if text not in study.texts:
        message = tr("The study has no text {text!r}.", text=text) + (did_you_mean(text, study.texts) or "")
        faults.append(Problem(tr("{place}, column {column}", place=place, column="text"), message))
    if not coder:
        message = tr("is empty; name who is to code the text.")
        faults.append(Problem(tr("{place}, column {column}", place=place, column="coder"), message))
    if said not in _BLIND:
        message = tr("{written!r} is neither yes nor no.", written=said)
        faults.append(Problem(tr("{place}, column {column}", place=place, column="blind"), message))
    return (text, coder), _BLIND.get(said, True), faults


def names_in_doubt(study: Study, acts: Sequence[TextsAssigned]) -> list[Problem]:
    """A warning for each coder who is new to the study and has nearly the name of one who is not."""
    assigned = assignments_of(study)
    known = {
        *study.ledger.coders(),
        *(name for coders in assigned.by_text.values() for name in coders),
        *study.settings.leads,
    }
    return [
        Problem(name, tr("is new to this study.") + hint, "warning")
        for name in dict.fromkeys(coder for act in acts for _, coder in act.given)
        if name not in known and (hint := did_you_mean(name, known))
    ]


def open_up(study: Study, texts: Sequence[str], *, coder: str, reason: str) -> list[Entry]:
    """Open texts up before all have finished; raises NotTheLead, NotHandedOut where one is not coded blind."""
    assigned = assignments_of(study)
    _must_lead(study, assigned, coder)
    closed = closed_texts(study.ledger.whole, assigned, study.texts)
    pending = []
    for text in (study.text(one).id for one in dict.fromkeys(texts)):
        if text not in closed:
            raise NotHandedOut(tr("{text} is not coded blind now: there is nothing to open up.", text=text))
        pending.append(TextOpened(text=text, coders=tuple(assigned.coders_of(text)), reason=reason))
    entries = study.ledger.append(coder, pending)
    study.reload()
    return entries


def open_finished(study: Study, *, coder: str) -> list[TextOpened]:
    """Record of each text that was coded blind and that all have finished that it is open now; gives what was recorded.

    Where it cannot be recorded it is open all the same, and recorded another time.
    """
    assigned = assignments_of(study)
    blind = [text for text in study.texts if assigned.blind(text)]
    if not blind:
        return []
    closed = closed_texts(study.ledger.whole, assigned, study.texts)
    due = [TextOpened(text=text, coders=tuple(assigned.coders_of(text))) for text in blind if text not in closed]
    with suppress(GloseError):
        return due if due and study.ledger.append(coder, due) else []
    return []


def own_list(study: Study, coder: str) -> list[str] | None:
    """The texts that a coder is to code, in the study's order; None (all) where nothing is handed out to anybody.

    A lead without a list of their own has all.
    """
    assigned = assignments_of(study)
    if not assigned.by_text:
        return None
    mine = set(assigned.texts_of(coder))
    if not mine and coder in leads_of(study, assigned):
        return None
    return [text for text in study.texts if text in mine]


def not_theirs(study: Study, texts: Iterable[str], coder: str) -> list[Problem]:
    """A warning for each of these texts that others are to code and not this coder."""
    assigned = assignments_of(study)
    return [
        Problem(
            text,
            tr("is handed out to {others}, not to {coder}.", others=", ".join(theirs), coder=coder),
            "warning",
        )
        for text in texts
        if (theirs := assigned.coders_of(text)) and coder not in theirs
    ]


def blind_words(study: Study) -> str:
    """Which texts are blind for who looks, and on whom that waits; empty where none is."""
    waiting = waited_for(study)
    if not waiting:
        return ""
    named = [f"{text} ({', '.join(coders)})" for text, coders in waiting.items()]
    shown = apart([*named[:MANY], *(["…"] if len(named) > MANY else [])])
    who = study.viewer or tr("anybody who is not named (--coder, GLOSE_CODER)")
    return tr_n(
        "{n} text is blind for {who} until it is finished by: {texts}. What others recorded there is left out.",
        "{n} texts are blind for {who} until they are finished by: {texts}. What others recorded there is left out.",
        len(waiting),
        who=who,
        texts=shown,
    )


def waited_for(study: Study) -> Mapping[str, list[str]]:
    """Of each text that is blind for who looks, the coders who have not finished it."""
    hidden = study.hidden
    if hidden is None:
        return {}
    waiting: dict[str, list[str]] = {text: [] for text in study.texts if text in hidden.texts}
    for one in handed_out(study):
        if one.text in waiting and not one.finished:
            waiting[one.text].append(one.coder)
    return waiting
