"""Proposals to change the codebook: made while coding, with the words that show why; answered by whoever leads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from coding.quality.account import ProposalCounts
from coding.records.entry import Entry
from coding.records.proposals import Answered, Proposed
from coding.records.replay import Coding
from coding.records.study_acts import CodesChanged
from corpus.place import Place
from corpus.problem import GloseError
from corpus.quote_search import find_quote
from wording.messages import quoted, tr
from workbench.study import Study


class UnsoundProposal(GloseError):
    """A proposal, or an answer to one, that does not fit the study."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that holds, with the last answer (`answer`; None while nobody answered) and what it is about today.

    `codes` are by their ids of today, `codings` those of its codings that hold. `done` are the changes of its codes
    that were made after it.
    """

    entry: Entry
    codes: tuple[str, ...]
    codings: tuple[Coding, ...] = ()
    answer: Entry | None = None
    done: tuple[CodesChanged, ...] = field(default=())

    @property
    def says(self) -> Proposed:
        """What was proposed."""
        return self.entry.says(Proposed)

    @property
    def outcome(self) -> str:
        """accept, refuse, postpone, or open."""
        return self.answer.says(Answered).outcome if self.answer else "open"

    @property
    def reason(self) -> str | None:
        """Why it was decided so."""
        return self.answer.says(Answered).reason if self.answer else None

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody to decide."""
        return self.outcome in ("open", "postpone")

    def as_json(self) -> dict[str, Any]:
        """The object that `glose codebook proposals --json` prints."""
        said, answer = self.says, self.answer
        return {
            "proposal": self.entry.id,
            "asks": said.asks,
            "codes": list(self.codes),
            "label": said.label,
            "why": said.wording,
            "coder": self.entry.coder,
            "time": self.entry.time,
            "quotes": [place.as_json() for place in (*said.places, *(one.place for one in self.codings))],
            "codings": [one.id for one in self.codings],
            "outcome": self.outcome,
            "reason": self.reason,
            "decided_by": answer.coder if answer else None,
            "decided": answer.time if answer else None,
            "done": [{"act": one.act, "codes": list(one.codes), "into": list(one.into)} for one in self.done],
        }


def proposals_of(study: Study) -> list[Proposal]:
    """The proposals that were not taken back, the oldest first."""
    names = study.ledger.code_names()
    answers: dict[str, Entry] = {}
    for entry in sorted(study.ledger.current("answer"), key=lambda one: (one.time, one.id)):
        answers[entry.says(Answered).proposal] = entry
    entries = sorted(study.ledger.current("propose"), key=lambda one: (one.time, one.id))
    held = study.ledger.codings_by_id([one for entry in entries for one in entry.says(Proposed).codings])
    found = []
    for entry in entries:
        said = entry.says(Proposed)
        codings = tuple(held[one] for one in said.codings if one in held)
        about = set(said.codes)
        done = tuple(change for change in names.after(entry.time) if about & {*change.codes, *change.into})
        codes = tuple(names.today(code, entry.time) for code in said.codes)
        found.append(Proposal(entry, codes, codings, answers.get(entry.id), done))
    return found


def proposal_named(study: Study, named: str) -> Proposal:
    """The proposal whose entry begins so; raises UnsoundProposal where there is none, or more than one."""
    named = named.strip().lower()
    found = [one for one in proposals_of(study) if named and one.entry.id.startswith(named)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnsoundProposal(tr("{entry}… is more than one proposal; give more digits.", entry=named))
    raise UnsoundProposal(
        tr("There is no proposal {entry!r}. `glose codebook proposals --all` lists them.", entry=named)
    )


def propose(
    study: Study,
    asks: str,
    codes: Sequence[str],
    wording: str,
    *,
    coder: str,
    label: str | None = None,
    quotes: Sequence[tuple[str, str]] = (),
    codings: Sequence[str] = (),
) -> Entry:
    """Record a proposal; `quotes` are pairs of text and words in it, `codings` the first digits of entries.

    Raises UnknownCode, UnknownText, and UnsoundProposal where codes, label, words or entries do not fit.
    """
    known = tuple(dict.fromkeys(study.codebook.code(code).id for code in codes))
    _check(asks, known, wording, label)
    pending = Proposed(
        asks=asks,
        codes=known,
        wording=" ".join(wording.split()),
        label=label,
        quotes=tuple(_place(study, text, words).as_json() for text, words in quotes),
        codings=_codings(study, codings),
        codebook=study.revision,
    )
    study.note_revisions(coder)
    return study.ledger.append(coder, [pending])[0]


def _check(asks: str, codes: Sequence[str], wording: str, label: str | None) -> None:
    if not wording.strip():
        raise UnsoundProposal(tr("Say in a few words what is to change, and why."))
    if asks == "new" and not label:
        raise UnsoundProposal(tr("A new code needs a --label."))
    if asks != "new" and label:
        raise UnsoundProposal(tr("A label goes with a new code only; say the rest in words."))
    least = {"new": 0, "merge": 2}.get(asks, 1)
    if len(codes) < least:
        raise UnsoundProposal(
            tr("Which codes? Name two or more with --code.") if least == 2 else tr("Which code? Name it with --code.")
        )


def _place(study: Study, text_id: str, words: str) -> Place:
    text = study.text(text_id)
    found = find_quote(text.content, words)
    if len(found) != 1:
        reason = (
            tr("{quote} is not in {text}.", quote=quoted(words), text=text.id)
            if not found
            else tr("{quote} is in {text} more than once: quote more words.", quote=quoted(words), text=text.id)
        )
        raise UnsoundProposal(reason)
    [(start, end)] = found
    return Place(text.id, start, end, text.content[start:end])


def _codings(study: Study, named: Sequence[str]) -> tuple[str, ...]:
    """The ids of the codings whose entries begin so; they are read once, and only where one is named."""
    held = [one.id for one in study.ledger.codings()] if named else []
    return tuple(_coding(held, one) for one in named)


def _coding(held: Sequence[str], named: str) -> str:
    named = named.strip().lower()
    found = [one for one in held if named and one.startswith(named)]
    if len(found) != 1:
        raise UnsoundProposal(
            tr("{entry}… is more than one coding; give more digits.", entry=named)
            if found
            else tr("{entry}: no coding begins so. `glose quotes` shows the entries.", entry=named or "–")
        )
    return found[0]


def answer(study: Study, proposal: Proposal, outcome: str, *, coder: str, reason: str) -> Entry:
    """Record what was decided on a proposal; raises UnsoundProposal where that is decided already, just so."""
    if proposal.answer and proposal.outcome == outcome and proposal.answer.says(Answered).reason == reason:
        raise UnsoundProposal(tr("That is decided already, for the same reason."))
    pending = Answered(proposal=proposal.entry.id, outcome=outcome, reason=reason)
    return study.ledger.append(coder, [pending])[0]


def counts_of(study: Study) -> ProposalCounts:
    """How many proposals were made, by how many people, and what became of them."""
    found = proposals_of(study)
    outcomes = Counter("open" if one.is_open else one.outcome for one in found)
    return ProposalCounts(
        made=len(found),
        coders=len({one.entry.coder for one in found}),
        accepted=outcomes["accept"],
        refused=outcomes["refuse"],
        open=outcomes["open"],
    )
