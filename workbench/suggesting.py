"""Suggestions for an open study: parse what is not parsed, learn, ask plug-ins, suggest, record the run."""

import hashlib
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coding.codebook.model import Codebook
from coding.records.coverage import decided_pairs
from coding.records.entry import Entry
from coding.records.replay import Coding, Rejection, replay
from coding.records.study_acts import SuggestionsListed
from coding.suggesting.suggestion import Suggestion
from coding.suggesting.training_decision import TrainingDecision, training_decisions
from corpus.text import Text
from workbench.study import Study

if TYPE_CHECKING:
    from coding.suggesting.suggester import Suggester


def steps(study: Study) -> int:
    """How far `suggester_of` advances: the characters of all texts, once for the parse and once for the meaning."""
    return 2 * sum(len(text.content) for text in study.texts.values())


@dataclass(frozen=True, slots=True)
class StudyMoment:
    """A study as it was: its codebook, its texts, the entries of the ledger until then, whose decisions taught."""

    codebook: Codebook
    texts: Mapping[str, Text]
    entries: Sequence[Entry]
    learn: str

    @property
    def records(self) -> list[Coding | Rejection]:
        """The codings and refusals that held."""
        return [r for r in replay(self.entries).values() if isinstance(r, Coding | Rejection)]


def suggester_of(
    study: Study,
    *,
    coder: str | None = None,
    jobs: int = 1,
    advance: Callable[[int], None] = lambda _: None,
    moment: StudyMoment | None = None,
    beside: bool = False,
) -> "Suggester":
    """The study's scores, learned from its decisions; what plug-ins did wrong is in `plugin_hints.problems`.

    `coder` is for whom it suggests: where study.yaml says `learn: own`, and where texts are blind for that coder, only
    their own decisions teach.
    `advance` hears of the characters of each text as it is parsed or found parsed, and again as its meaning is made out
    (`steps` in all). `moment` is the study as it was, if not as it is. What has to be parsed may be parsed `beside`, by
    a process of its own: only a program whose main module `multiprocessing` can import may ask for that.
    """
    from corpus.parse.beside import parsing

    texts: Sequence[Text] = list((moment.texts if moment else study.texts).values())
    codebook = moment.codebook if moment else study.codebook
    with parsing(texts, cache=study.cache, jobs=jobs, beside=beside, advance=advance) as parses:
        # Meanwhile what needs no parse: loading what scores are made with, and what passages and codes mean.
        from coding.suggesting.cues.patterns import load_for_patterns
        from coding.suggesting.suggester import Suggester
        from coding.suggesting.vectors import encode_codes
        from corpus.parse.meaning import meanings

        known = meanings(texts, cache=study.cache, advance=advance)
        if parses.beside:
            load_for_patterns(codebook, {text.language for text in texts})
            if known:
                encode_codes(list(codebook.codes.values()), cache=study.cache)
        suggester = Suggester(texts, parses.analyses(), codebook, cache=study.cache, cases=study.cases, meanings=known)
    if study.settings.suggesters:
        from coding.suggesting.plugins.hints import ask

        suggester.take_hints(ask(study.settings.suggesters, suggester.passages_to_ask(), codebook, cache=study.cache))
    teach(study, suggester, coder=coder, moment=moment)
    return suggester


def teach(
    study: Study,
    suggester: "Suggester",
    *,
    coder: str | None = None,
    moment: StudyMoment | None = None,
    anew: bool = True,
) -> None:
    """Let the suggester learn from the decisions that hold, and correct its probabilities by how they were borne out.

    Unless `anew`, an earlier correction stays while little was decided since.
    """
    learn = moment.learn if moment else study.learn
    if learn == "none":
        return
    who = coder or (study.viewer if study.hidden else None) if learn == "own" else None
    records = moment.records if moment else _records(study)
    suggester.learn(decisions_to_learn(study, [record for record in records if who in (None, record.coder)]))
    suggester.calibrate(anew=anew)


def _records(study: Study) -> list[Coding | Rejection]:
    return [*study.ledger.codings(), *study.ledger.rejections()]


def decisions_to_learn(study: Study, records: Sequence[Coding | Rejection] | None = None) -> list[TrainingDecision]:
    """What these decisions teach (all that hold, where none are given), in the order they were made."""
    chosen = _records(study) if records is None else records
    return training_decisions(study.texts, sorted(chosen, key=lambda record: (record.time, record.id)))


def mark_decided(
    study: Study, suggestions: Sequence[Suggestion], *, coder: str | None
) -> list[tuple[Suggestion, bool]]:
    """Each suggestion with whether its code is decided in its passage, by that coder or (None) by anyone."""
    ledger = study.ledger
    records: list[Coding | Rejection] = [*ledger.codings(coder=coder), *ledger.rejections(coder=coder)]
    decided = decided_pairs(study.texts, records)
    return [(s, (s.place.text, s.passage, s.code) in decided) for s in suggestions]


def pending_run(
    study: Study,
    suggester: "Suggester",
    suggestions: Sequence[Suggestion],
    *,
    threshold: float,
    codes: Container[str] | None,
    texts: Container[str] | None,
    interviewers: bool,
) -> SuggestionsListed:
    """What the ledger keeps of a suggestion run: how it was made, on what, after which decisions, and a digest."""
    from coding.suggesting.suggester import SUGGESTER

    return SuggestionsListed(
        suggester=SUGGESTER,
        made_with=provenance(study),
        plug_ins=tuple(suggester.plugin_hints.versions),
        codebook=study.revision,
        learn=study.learn,
        lessons=len(suggester.decisions),
        threshold=threshold,
        codes=None if codes is None else tuple(code for code in study.codebook.codes if code in codes),
        texts=tuple(text for text in study.texts if texts is None or text in texts),
        interviewers=interviewers,
        listed=len(suggestions),
        digest=digest(suggestions),
    )


def digest(suggestions: Sequence[Suggestion]) -> str:
    """SHA-256 of what was listed: id and score of each, in order; equal digests are equal runs."""
    lines = "\n".join(f"{s.id} {s.score:.3f}" for s in suggestions)
    return hashlib.sha256(lines.encode()).hexdigest()


def record_run(study: Study, pending: SuggestionsListed, *, coder: str) -> Entry | None:
    """Record a run, unless the last one recorded was the same."""
    runs = list(study.ledger.entries(kind="run"))
    if runs and runs[-1].payload == pending:
        return None
    study.note_revisions(coder)
    return study.ledger.append(coder, [pending])[0]


def provenance(study: Study) -> dict[str, Any]:
    """The pipelines (name and version) by language that the study's texts are parsed with, and the encoder."""
    from corpus.parse.meaning import encoder_version
    from corpus.parse.pipelines import pipeline_versions

    return {**pipeline_versions({text.language for text in study.texts.values()}), "meaning": encoder_version()}
