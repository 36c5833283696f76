"""Suggestions for an open study: parse what is not parsed, suggest, tell what is decided, record the run."""

from collections.abc import Callable, Container, Sequence
from typing import TYPE_CHECKING, Any

from coding.coverage import decided_pairs
from coding.entry import Draft, Entry
from coding.replay import Coding, Rejection
from coding.suggestion import Suggestion
from corpus.text import Text
from workbench.study import Study

if TYPE_CHECKING:
    from coding.suggest import Suggester


def suggester_of(study: Study, *, jobs: int = 1, advance: Callable[[int], None] = lambda _: None) -> "Suggester":
    """The study's scores; `advance` hears of the characters of each text as it is parsed or found parsed."""
    from coding.suggest import Suggester
    from corpus.analysis import analyse

    texts: Sequence[Text] = list(study.texts.values())
    analyses = analyse(texts, cache=study.cache, jobs=jobs, advance=advance)
    return Suggester(texts, analyses, study.codebook, cache=study.cache)


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
    suggestions: Sequence[Suggestion],
    *,
    threshold: float,
    codes: Container[str] | None,
    texts: Container[str] | None,
    interviewers: bool,
) -> Draft:
    """What the ledger keeps of a suggestion run: how it was made, on what, and how much it listed."""
    from coding.suggest import SUGGESTER

    payload = {
        "suggester": SUGGESTER,
        "made_with": provenance(study),
        "codebook": study.revision,
        "threshold": threshold,
        "codes": None if codes is None else [code for code in study.codebook.codes if code in codes],
        "texts": [text for text in study.texts if texts is None or text in texts],
        "interviewers": interviewers,
        "listed": len(suggestions),
    }
    return Draft("run", payload)


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
