"""Reading a sound codebook over for what makes it work badly: few cues, shared cues, patterns, examples."""

from collections.abc import Iterator, Mapping

from coding.codebook.model import Code, Codebook, Example
from coding.suggesting.cues.cue_index import shared_cues
from coding.suggesting.cues.cue_scores import ENOUGH_CUES
from coding.suggesting.cues.patterns import pattern_fault
from corpus.marked_yaml import Mark
from corpus.place import find_quote
from corpus.problem import Problem
from corpus.text import Text


def lint_codebook(codebook: Codebook, texts: Mapping[str, Text], name: str = "codebook.yaml") -> Iterator[Problem]:
    """The problems of a codebook that could be read, each at its line, in the file's order.

    `texts` are those of the study: an example that names one of them must be in it.
    """
    found = [
        *_few_cues(codebook, name),
        *_shared_cues(codebook, name),
        *_patterns(codebook, name),
        *_examples(codebook, texts, name),
    ]
    yield from (problem for _, problem in sorted(found, key=lambda at: at[0]))


def _few_cues(codebook: Codebook, name: str) -> Iterator[tuple[Mark, Problem]]:
    for code in codebook.codes.values():
        if len(code.cues) < ENOUGH_CUES and not _is_heading(code, codebook):
            message = (
                f"{code.id} has {len(code.cues)} cue(s); suggestions become dependable from {ENOUGH_CUES} on. Add some."
            )
            yield code.mark, Problem(f"{name}:{code.mark}", message, "warning")


def _is_heading(code: Code, codebook: Codebook) -> bool:
    """Whether a code only holds others: it has codes below it and no cue at all."""
    return not code.cues and len(codebook.subtree(code.id)) > 1


def _shared_cues(codebook: Codebook, name: str) -> Iterator[tuple[Mark, Problem]]:
    for phrase, codes in shared_cues(codebook).items():
        mark = next(cue.mark for cue in codebook.codes[codes[0]].cues if cue.phrase == phrase)
        message = f"the cue {phrase!r} is shared by {', '.join(codes)}; it tells none of them from the others."
        yield mark, Problem(f"{name}:{mark}", message, "warning")


def _patterns(codebook: Codebook, name: str) -> Iterator[tuple[Mark, Problem]]:
    for code in codebook.codes.values():
        for cue in code.cues:
            fault = pattern_fault(cue) if cue.kind != "phrase" else None
            if fault:
                message = f"a {cue.kind} of {code.id} is not one that spaCy takes: {fault}"
                yield cue.mark, Problem(f"{name}:{cue.mark}", message)


def _examples(codebook: Codebook, texts: Mapping[str, Text], name: str) -> Iterator[tuple[Mark, Problem]]:
    for owner, example in _all_examples(codebook):
        if example.text is None:
            continue
        place = f"{name}:{example.mark}"
        if example.text not in texts:
            message = f"an example of {owner} is from {example.text!r}, which is not in the study."
            yield example.mark, Problem(place, message, "warning")
        elif not find_quote(texts[example.text].content, example.quote):
            message = f"an example of {owner} is no longer in {example.text}. Copy it anew, or remove it."
            yield example.mark, Problem(place, message)


def _all_examples(codebook: Codebook) -> Iterator[tuple[str, Example]]:
    """The examples of codes and of classes, each with the id of what it shows."""
    for code in codebook.codes.values():
        yield from ((code.id, example) for example in code.examples)
    for typology in codebook.typologies.values():
        for chosen in typology.classes:
            yield from ((f"{typology.id}.{chosen.id}", example) for example in chosen.examples)
