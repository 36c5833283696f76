"""Suggestions for an open study: parse what is not parsed, learn, ask plug-ins, suggest, record the run."""

import hashlib
from collections.abc import Callable, Container, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from coding.calibration import Calibration, calibrate
from coding.coverage import decided_pairs
from coding.entry import Draft, Entry
from coding.lessons import Lesson, lessons_of
from coding.replay import Coding, Rejection
from coding.suggestion import Suggestion
from corpus.problem import Problem
from corpus.text import Text
from workbench.study import Study

if TYPE_CHECKING:
    from coding.suggest import Suggester


def suggester_of(
    study: Study, *, coder: str | None = None, jobs: int = 1, advance: Callable[[int], None] = lambda _: None
) -> "Suggester":
    """The study's scores, learned from its decisions; what plug-ins did wrong is in `heard.problems`.

    `coder` is for whom it suggests: where study.yaml says `learn: own`, only that coder's decisions teach.
    `advance` hears of the characters of each text as it is parsed or found parsed.
    """
    from coding.suggest import Suggester
    from corpus.analysis import analyse

    texts: Sequence[Text] = list(study.texts.values())
    analyses = analyse(texts, cache=study.cache, jobs=jobs, advance=advance)
    suggester = Suggester(texts, analyses, study.codebook, cache=study.cache, cases=study.cases)
    if study.settings.suggesters:
        from coding.hints import ask

        suggester.hear(ask(study.settings.suggesters, suggester.asked(), study.codebook))
    teach(study, suggester, coder=coder)
    return suggester


def teach(study: Study, suggester: "Suggester", *, coder: str | None = None) -> None:
    """Let the suggester learn from the decisions that now hold."""
    if study.settings.learn != "none":
        suggester.learn(lessons(study, coder=coder), calibration=calibration(study, coder=coder))


def lessons(study: Study, *, coder: str | None = None) -> list[Lesson]:
    """What the decisions teach, as study.yaml says: everybody's, or (`learn: own`) that coder's."""
    ledger = study.ledger
    who = coder if study.settings.learn == "own" else None
    records: list[Coding | Rejection] = [*ledger.codings(coder=who), *ledger.rejections(coder=who)]
    return lessons_of(study.texts, sorted(records, key=lambda record: (record.time, record.id)))


def calibration(study: Study, *, coder: str | None = None) -> Calibration:
    """How the scores shown were borne out by the decisions that a person made on them, seeing them."""
    return calibrate(outcomes(decisions_on_suggestions(study, coder=coder)))


def outcomes(entries: Iterable[Entry]) -> list[tuple[float, bool]]:
    """The score before correction of each suggestion that was shown, and whether it was accepted."""
    found = []
    for entry in entries:
        kept = entry.payload["suggestion"]
        if kept.get("shown") and "base" in kept:
            found.append((float(kept["base"]), entry.kind == "accept"))
    return found


def decisions_on_suggestions(study: Study, *, coder: str | None = None) -> list[Entry]:
    """The acceptances and refusals that hold and keep their suggestion, in the order they were made."""
    ledger = study.ledger
    who = coder if study.settings.learn == "own" else None
    records: list[Coding | Rejection] = [*ledger.codings(coder=who), *ledger.rejections(coder=who)]
    standing = {record.id for record in records}
    return [
        entry
        for kind in ("accept", "reject")
        for entry in ledger.entries(kind=kind)
        if entry.id in standing and entry.payload.get("suggestion")
    ]


def mark_decided(
    study: Study, suggestions: Sequence[Suggestion], *, coder: str | None
) -> list[tuple[Suggestion, bool]]:
    """Each suggestion with whether its code is decided in its passage, by that coder or (None) by anyone."""
    ledger = study.ledger
    records: list[Coding | Rejection] = [*ledger.codings(coder=coder), *ledger.rejections(coder=coder)]
    decided = decided_pairs(study.texts, records)
    return [(s, (s.place.text, s.passage, s.code) in decided) for s in suggestions]


def run_draft(
    study: Study,
    suggester: "Suggester",
    suggestions: Sequence[Suggestion],
    *,
    threshold: float,
    codes: Container[str] | None,
    texts: Container[str] | None,
    interviewers: bool,
) -> Draft:
    """What the ledger keeps of a suggestion run: how it was made, on what, after which decisions, and a digest."""
    from coding.suggest import SUGGESTER

    payload = {
        "suggester": SUGGESTER,
        "made_with": provenance(study),
        "plug_ins": suggester.heard.versions,
        "codebook": study.revision,
        "learn": study.settings.learn,
        "lessons": len(suggester.lessons),
        "threshold": threshold,
        "codes": None if codes is None else [code for code in study.codebook.codes if code in codes],
        "texts": [text for text in study.texts if texts is None or text in texts],
        "interviewers": interviewers,
        "listed": len(suggestions),
        "digest": digest(suggestions),
    }
    return Draft("run", payload)


def digest(suggestions: Sequence[Suggestion]) -> str:
    """SHA-256 of what was listed: id and score of each, in order; equal digests are equal runs."""
    lines = "\n".join(f"{s.id} {s.score:.3f}" for s in suggestions)
    return hashlib.sha256(lines.encode()).hexdigest()


def record_run(study: Study, draft: Draft, *, coder: str) -> Entry | None:
    """Record a run, unless the last one recorded was the same."""
    runs = list(study.ledger.entries(kind="run"))
    if runs and runs[-1].payload == draft.payload:
        return None
    study.note_revisions(coder)
    return study.ledger.append(coder, [draft])[0]


def provenance(study: Study) -> dict[str, Any]:
    """The pipelines (name and version) by language that the study's texts are parsed with."""
    from corpus.pipelines import pipeline_versions

    return dict(pipeline_versions({text.language for text in study.texts.values()}))


def plug_in_problems(suggester: "Suggester") -> Sequence[Problem]:
    """What plug-ins did wrong."""
    return suggester.heard.problems
