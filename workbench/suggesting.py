"""Suggestions for an open study: parse what is not parsed, suggest, say with what it was made."""

from collections.abc import Callable, Container, Sequence
from typing import Any

from coding.suggestion import Suggestion
from corpus.text import Text
from workbench.study import Study


def suggestions_of(
    study: Study,
    *,
    threshold: float | None = None,
    codes: Container[str] | None = None,
    only_texts: Container[str] | None = None,
    interviewers: bool = False,
    jobs: int = 1,
    advance: Callable[[int], None] = lambda _: None,
) -> list[Suggestion]:
    """The study's suggestions in order of text, passage and rank; `advance` hears of each character parsed."""
    from coding.suggest import suggest
    from corpus.analysis import analyse

    texts: Sequence[Text] = list(study.texts.values())
    analyses = analyse(texts, cache=study.cache, jobs=jobs, advance=advance)
    return suggest(
        texts,
        analyses,
        study.codebook,
        threshold=threshold,
        codes=codes,
        interviewers=interviewers,
        cache=study.cache,
        only_texts=only_texts,
    )


def provenance(study: Study) -> dict[str, Any]:
    """The pipelines (name and version) by language that the study's texts are parsed with."""
    from corpus.pipelines import pipeline_versions

    return dict(pipeline_versions({text.language for text in study.texts.values()}))
