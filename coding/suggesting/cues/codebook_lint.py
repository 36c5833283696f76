"""Checking a valid codebook for what makes suggestions poor: few cues, shared cues, bad patterns, lost examples."""

from collections.abc import Iterator, Mapping

from coding.codebook.model import Code, Codebook, Example
from coding.suggesting.cues.cue_index import shared_cues
from coding.suggesting.cues.cue_phrase import cue_phrase
from coding.suggesting.cues.cue_scores import ENOUGH_CUES
from coding.suggesting.cues.pattern_rules import bad_pattern, pattern_fault
from corpus.marked_yaml import Mark
from corpus.problem import Problem
from corpus.quote_search import find_quote
from corpus.text import Text
from wording.messages import tr, tr_n


def lint_codebook(codebook: Codebook, texts: Mapping[str, Text], name: str = "codebook.yaml") -> Iterator[Problem]:
    """The problems of a valid codebook, each at its line, in the file's order.

    `texts` are those of the study: an example that names one of them must be in it.
    """
    found = [
        *_few_cues(codebook, name),
        *_shared_cues(codebook, name),
        *_phrases(codebook, name),
        *_patterns(codebook, name),
        *_examples(codebook, texts, name),
    ]
    yield from (problem for _, problem in sorted(found, key=lambda at: at[0]))


def _few_cues(codebook: Codebook, name: str) -> Iterator[tuple[Mark, Problem]]:
    """Codes with few cues; none where no code has any, since the study then does without suggestions by cues."""
    if not any(code.cues for code in codebook.codes.values()):
        return
    for code in codebook.codes.values():
        if len(code.cues) < ENOUGH_CUES and not _is_heading(code, codebook):
            message = tr_n(
                "{code} has {n} cue; suggestions are reliable from {enough} cues. Add some.",
                "{code} has {n} cues; suggestions are reliable from {enough} cues. Add some.",
                len(code.cues),
                code=code.id,
                enough=ENOUGH_CUES,
            )
            yield code.mark, Problem(f"{name}:{code.mark}", message, "warning")


def _is_heading(code: Code, codebook: Codebook) -> bool:
    """Whether a code only holds others: it has codes below it and no cues."""
    return not code.cues and len(codebook.subtree(code.id)) > 1


def _shared_cues(codebook: Codebook, name: str) -> Iterator[tuple[Mark, Problem]]:
    for phrase, codes in shared_cues(codebook).items():
        mark = next(cue.mark for cue in codebook.codes[codes[0]].cues if cue.phrase == phrase)
        message = tr(
            "the cue {cue!r} is shared by {codes}; it does not distinguish between them.",
            cue=phrase,
            codes=", ".join(codes),
        )
        yield mark, Problem(f"{name}:{mark}", message, "warning")


def _phrases(codebook: Codebook, name: str) -> Iterator[tuple[Mark, Problem]]:
    """Phrases that find nothing, or that may mean two things."""
    for code in codebook.codes.values():
        for cue in code.cues:
            if cue.kind != "phrase":
                continue
            looked_for = cue_phrase(cue.phrase)
            if not looked_for.parts:
                message = tr(
                    "the cue {cue!r} of {code} can never be found: it has no word, figure or sign to look for. "
                    "Write the words as people say them.",
                    cue=cue.phrase,
                    code=code.id,
                )
                yield cue.mark, Problem(f"{name}:{cue.mark}", message, "warning")
            elif looked_for.ambiguous:
                message = tr(
                    "the cue {cue!r} of {code} is taken to mean “no more”. Write “ne … plus” to say so, or another "
                    "word (davantage) for “more”.",
                    cue=cue.phrase,
                    code=code.id,
                )
                yield cue.mark, Problem(f"{name}:{cue.mark}", message, "warning")


def _patterns(codebook: Codebook, name: str) -> Iterator[tuple[Mark, Problem]]:
    for code in codebook.codes.values():
        for cue in code.cues:
            fault = pattern_fault(cue) if cue.kind != "phrase" else None
            if fault:
                yield cue.mark, Problem(f"{name}:{cue.mark}", bad_pattern(cue, code.id, fault))


def _examples(codebook: Codebook, texts: Mapping[str, Text], name: str) -> Iterator[tuple[Mark, Problem]]:
    yield from ((example.mark, problem) for _, example, problem in lost_examples(codebook, texts, name))


def lost_examples(
    codebook: Codebook, texts: Mapping[str, Text], name: str = "codebook.yaml"
) -> Iterator[tuple[str, Example, Problem]]:
    """The examples that are not in the text they name: what each shows (a code, a class), and what is wrong with it."""
    for owner, example in _all_examples(codebook):
        if example.text is None:
            continue
        place = f"{name}:{example.mark}"
        if example.text not in texts:
            message = tr(
                "an example of {owner} is from {text!r}, which is not in the study.", owner=owner, text=example.text
            )
            yield owner, example, Problem(place, message, "warning")
        elif not find_quote(texts[example.text].content, example.quote):
            message = tr(
                "an example of {owner} is no longer in {text}. Copy it again, or remove it.",
                owner=owner,
                text=example.text,
            )
            yield owner, example, Problem(place, message)


def _all_examples(codebook: Codebook) -> Iterator[tuple[str, Example]]:
    """The examples of codes and of classes, each with the id of what it shows."""
    for code in codebook.codes.values():
        yield from ((code.id, example) for example in code.examples)
    for typology in codebook.typologies.values():
        for chosen in typology.classes:
            yield from ((f"{typology.id}.{chosen.id}", example) for example in chosen.examples)
