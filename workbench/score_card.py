"""Looking back on suggestions: the score card, advice on cues, and runs made again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.codebook.file import load_codebook
from coding.quality.score_card import ScoreCard, score_card
from coding.records.entry import Entry
from coding.records.study_acts import SuggestionsListed
from coding.suggesting.cues.cue_advice import Advice, advise
from coding.suggesting.learned import Learned
from corpus.problem import GloseError
from wording.messages import tr
from workbench.study import Study
from workbench.suggesting import StudyMoment, decisions_to_learn, digest, provenance, suggester_of

if TYPE_CHECKING:
    from coding.suggesting.suggester import Suggester

_DECISIONS = ("accept", "reject", "code", "read", "undo", "retract")


class UnknownRun(GloseError):
    """A run that the ledger does not have."""


def card_of(study: Study, *, coder: str | None = None) -> ScoreCard:
    """The score card of a coder's decisions, or (None) of everybody's."""
    names = study.ledger.code_names()
    entries = [names.applied(entry) for entry in study.ledger.entries() if entry.kind in _DECISIONS]
    return score_card([entry for entry in entries if coder in (None, entry.coder)], study.texts)


def advice_of(study: Study, codes: Sequence[str]) -> tuple[list[Advice], dict[str, list[tuple[str, float]]]]:
    """The advice on these codes, and by code the words learned from decisions with their weights, heaviest first."""
    suggester = suggester_of(study)
    features = suggester.features
    standing = {record.id for record in study.ledger.rejections()}
    rejections = [entry for entry in study.ledger.entries(kind="reject") if entry.id in standing]
    advice = advise(study.codebook, features.index, features.cues, decisions_to_learn(study), rejections, codes=codes)
    learned: dict[str, list[tuple[str, float]]] = {}
    if suggester.learned and suggester.learned.count:
        for code in codes:
            learned[code] = _learned_words(suggester.learned, suggester, code)
    return advice, learned


def _learned_words(learned: Learned, suggester: "Suggester", code: str) -> list[tuple[str, float]]:
    row = suggester.rows[code]
    if not learned.numbers[row]:
        return []
    described = suggester.features.described.sparse_words[[row]]
    change = suggester.fused.vectors.sparse_words[[row]] - described
    pairs = zip(change.indices.tolist(), change.data.tolist(), strict=True)
    before = set(described.indices.tolist())
    heavy = sorted(((weight, column) for column, weight in pairs if column not in before), reverse=True)
    words = [(suggester.features.description.term(column), weight) for weight, column in heavy[:60] if weight > 0]
    return [(term[0], weight) for term, weight in words if len(term) == 1][:10]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A run made again: how many suggestions then and now, whether they are the same, and what differs."""

    run: Entry
    listed: int
    same: bool
    differences: tuple[str, ...]


def repeat_run(study: Study, run_id: str | None) -> Repeated:
    """Make a run again with the codebook and the decisions of its moment; raises UnknownRun."""
    runs = list(study.ledger.entries(kind="run"))
    matching = [run for run in runs if run_id is None or run.id.startswith(run_id)]
    if not matching or (run_id is not None and len(matching) > 1):
        known = ", ".join(run.id[:8] for run in runs[-5:]) or "none"
        raise UnknownRun(
            tr(
                "{n} runs begin with {run!r}; name one of the latest: {runs}.",
                n=len(matching),
                run=run_id or "",
                runs=known,
            )
        )
    run = matching[-1]
    listed = run.says(SuggestionsListed)
    suggester = suggester_of(study, coder=run.coder, moment=_moment(study, run))
    found = suggester.suggest(
        min_score=listed.threshold,
        codes=None if listed.codes is None else set(listed.codes),
        only_texts=set(listed.texts),
        interviewers=listed.interviewers,
    )
    return Repeated(run, len(found), digest(found) == listed.digest, tuple(_differences(study, listed, len(found))))


def _moment(study: Study, run: Entry) -> StudyMoment:
    """The study at the moment of a run; the texts are as they are now."""
    source = study.ledger.blob(run.says(SuggestionsListed).codebook).decode()
    before = [entry for entry in study.ledger.entries() if entry.time <= run.time]
    added = {entry.text for entry in before if entry.kind == "text"}
    texts = {name: text for name, text in study.texts.items() if name in added}
    return StudyMoment(load_codebook(source), texts, before, run.says(SuggestionsListed).learn)


def _differences(study: Study, then: SuggestionsListed, listed: int) -> list[str]:
    from coding.suggesting.suggester import SUGGESTER

    compared = (
        ("suggester", then.suggester, SUGGESTER),
        ("pipelines", then.made_with, provenance(study)),
        ("suggestions listed", then.listed, listed),
    )
    return [
        tr("{name}: then {before}, now {now}", name=name, before=before, now=now)
        for name, before, now in compared
        if before != now
    ]
