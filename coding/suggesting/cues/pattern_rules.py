"""What Glose takes of spaCy's patterns, and why it refuses one: told at its line, before any text is looked at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import regex

from coding.codebook.file import BrokenCodebook
from coding.codebook.model import Codebook, Cue
from coding.suggesting.cues.token_matcher import ATTRIBUTES, MOST_REPEATS, MOST_TOKENS, repeats
from corpus.problem import Problem
from wording.messages import tr
from wording.spelling import did_you_mean

MOST_NODES = 8
"""How many tokens a dependency pattern may relate: spaCy tries every way in which they can be filled."""
_LONGEST_EXPRESSION = 500
_NUMBERS = ("LENGTH",)
_COMPARISONS = ("==", "!=", ">=", "<=", ">", "<")
_LISTS = ("IN", "NOT_IN")


def pattern_fault(cue: Cue) -> str | None:
    """Why a cue's pattern is refused, in words; None where it is taken."""
    if cue.kind == "pattern":
        return next(_token_faults(cue.pattern), None)
    return next(_dependency_faults(cue.pattern), None)


def require_sound_patterns(codebook: Codebook, *, kind: str, name: str = "codebook.yaml") -> None:
    """Raises BrokenCodebook with every pattern of this kind that is refused, each at its line."""
    broken = _broken(codebook, name, lambda cue: pattern_fault(cue) if cue.kind == kind else None)
    if broken.problems:
        raise broken


def slow_pattern(codebook: Codebook, expression: str, name: str = "codebook.yaml") -> BrokenCodebook:
    """The error for a regular expression that takes too long on a word of the study, at the lines that have it."""
    fault = tr("the regular expression {expression!r} takes too long. Write it more simply.", expression=expression)
    return _broken(codebook, name, lambda cue: fault if expression in _words_in(cue.pattern) else None)


def _broken(codebook: Codebook, name: str, fault_of: Callable[[Cue], str | None]) -> BrokenCodebook:
    problems = tuple(
        Problem(f"{name}:{cue.mark}", bad_pattern(cue, code.id, fault))
        for code in codebook.codes.values()
        for cue in code.cues
        if (fault := fault_of(cue))
    )
    return BrokenCodebook(tr("{name} has patterns that cannot be used. Correct them.", name=name), problems)


def _words_in(value: object) -> Iterator[str]:
    """Every string in a pattern, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (word for one in value.values() for word in _words_in(one))
    elif isinstance(value, list | tuple):
        yield from (word for one in value for word in _words_in(one))


def bad_pattern(cue: Cue, code: str, fault: str) -> str:
    """The message for a pattern that is refused."""
    if cue.kind == "dependency":
        return tr("a dependency of {code} is not a valid spaCy pattern: {fault}", code=code, fault=fault)
    return tr("a pattern of {code} is not a valid spaCy pattern: {fault}", code=code, fault=fault)


def _token_faults(pattern: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if len(pattern) > MOST_TOKENS:
        yield tr("it has {n} tokens; at most {most} are allowed.", n=len(pattern), most=MOST_TOKENS)
    for part in pattern:
        yield from _part_faults(part)


def _part_faults(part: Mapping[str, Any]) -> Iterator[str]:
    for key, asked in part.items():
        name = str(key).upper()
        if name == "OP":
            yield from _operator_faults(asked)
        elif name not in ATTRIBUTES:
            near = did_you_mean(name, ATTRIBUTES)
            yield tr("{name} is not an attribute of the parsed words.", name=str(key)) + near
        else:
            yield from _value_faults(name, asked)


def _operator_faults(operator: object) -> Iterator[str]:
    try:
        repeats(str(operator))
    except ValueError:
        yield tr(
            "the operator {operator!r} is none of {known}, or repeats more than {most} times.",
            operator=str(operator),
            known="? * + ! {n} {n,m}",
            most=MOST_REPEATS,
        )


def _value_faults(name: str, asked: object) -> Iterator[str]:
    if not isinstance(asked, Mapping):
        yield from _scalar_faults(name, asked)
        return
    if not asked:
        yield tr("{name} is asked for nothing.", name=name)
    for operator, wanted in asked.items():
        yield from _comparison_faults(name, str(operator), wanted)


def _comparison_faults(name: str, operator: str, wanted: object) -> Iterator[str]:
    if operator in _LISTS:
        yield from _list_faults(name, operator, wanted)
    elif operator in _COMPARISONS:
        if operator not in ("==", "!=") and name not in _NUMBERS:
            yield tr("{operator} compares numbers, and {name} is none.", operator=operator, name=name)
        yield from _scalar_faults(name, wanted)
    elif operator == "REGEX" or _is_fuzzy(operator):
        yield from _words_faults(operator, wanted)
    else:
        yield tr("there is no comparison {operator!r}.", operator=operator) + did_you_mean(
            operator, (*_LISTS, "REGEX", "FUZZY")
        )


def _list_faults(name: str, operator: str, wanted: object) -> Iterator[str]:
    if not isinstance(wanted, list):
        yield tr("{operator} needs a list: [one, two].", operator=operator)
        return
    for one in wanted:
        yield from _scalar_faults(name, one)


def _words_faults(operator: str, wanted: object) -> Iterator[str]:
    """What REGEX and FUZZY compare with: a word, or a list of words under IN or NOT_IN."""
    if not isinstance(wanted, Mapping):
        yield from _expression_faults(operator, wanted)
        return
    for inner, several in wanted.items():
        if inner not in _LISTS or not isinstance(several, list):
            yield tr("{operator} needs a word, or IN or NOT_IN with a list.", operator=operator)
            continue
        for one in several:
            yield from _expression_faults(operator, one)


def _is_fuzzy(operator: str) -> bool:
    return operator == "FUZZY" or (operator.startswith("FUZZY") and operator[5:] in set("123456789"))


def _expression_faults(operator: str, written: object) -> Iterator[str]:
    if not isinstance(written, str):
        yield tr("{operator} needs a word, and {value!r} is none.", operator=operator, value=written)
    elif operator == "REGEX":
        if len(written) > _LONGEST_EXPRESSION:
            yield tr("a regular expression has more than {most} characters.", most=_LONGEST_EXPRESSION)
            return
        try:
            regex.compile(written)
        except (regex.error, ValueError, OverflowError, RecursionError, MemoryError) as error:
            yield tr("the regular expression {expression!r} is not valid: {error}.", expression=written, error=error)


def _scalar_faults(name: str, asked: object) -> Iterator[str]:
    if name in _NUMBERS:
        wanted, fits = tr("a whole number"), isinstance(asked, int) and not isinstance(asked, bool)
    elif name.startswith(("IS_", "LIKE_")):
        wanted, fits = tr("true or false"), isinstance(asked, bool)
    else:
        wanted, fits = tr("a word"), isinstance(asked, str)
    if not fits:
        yield tr("{name} needs {wanted}, not {value!r}.", name=name, wanted=wanted, value=asked)


def _dependency_faults(pattern: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if len(pattern) > MOST_NODES:
        yield tr("it has {n} tokens; at most {most} are allowed.", n=len(pattern), most=MOST_NODES)
        return
    for part in pattern:
        attributes = part.get("RIGHT_ATTRS")
        if not isinstance(attributes, Mapping) or not isinstance(part.get("RIGHT_ID"), str):
            yield tr("each token needs RIGHT_ID, a name, and RIGHT_ATTRS, what it is asked for.")
            return
        if "OP" in attributes:
            yield tr("a token of a dependency cannot have OP.")
        yield from _part_faults(attributes)
    names = [part["RIGHT_ID"] for part in pattern]
    if len(set(names)) < len(names):
        yield tr("two of its tokens have one RIGHT_ID.")
    yield from _spacy_faults(pattern)


def _spacy_faults(pattern: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What spaCy says of the relations between the tokens."""
    from spacy.matcher import DependencyMatcher
    from spacy.vocab import Vocab

    # A pattern's form is the same in all languages, and making a French tokeniser takes longer than all of `check`.
    try:
        DependencyMatcher(Vocab(), validate=True).add("cue", [[dict(part) for part in pattern]])
    except Exception as error:  # noqa: BLE001 - whatever spaCy's checks stumble over is a fault of the pattern
        yield " ".join(str(error).split())
