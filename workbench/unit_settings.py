"""`unit:` of study.yaml: what the study calls its cases, in each language, and its gender in French."""

from collections.abc import Iterator, Mapping

from corpus.marked_yaml import Marked
from corpus.problem import Problem
from wording.case_term import Term, guessed_feminine
from wording.messages import LANGUAGES, tr
from wording.spelling import did_you_mean

_KEYS = (*LANGUAGES, "gender")
_EXAMPLE = "unit: {fr: [collectivité, collectivités], en: [city, cities]}"


def read_unit(given: object, marked: Marked) -> tuple[dict[str, Term], list[Problem]]:
    """The terms by language, with every fault as a problem at its line."""
    if given is None:
        return {}, []
    if not isinstance(given, dict):
        return {}, [Problem(marked.place(("unit",)), tr("write e.g. `{example}`.", example=_EXAMPLE))]
    problems = [Problem(marked.place(("unit", key)), fault) for key in given for fault in _faults(str(key), given)]
    if problems:
        return {}, problems
    terms = {lang: Term(*given[lang]) for lang in LANGUAGES if lang in given}
    if "fr" in terms:
        feminine = given["gender"] == "f" if "gender" in given else bool(guessed_feminine(terms["fr"].one))
        terms["fr"] = Term(terms["fr"].one, terms["fr"].many, feminine)
    return terms, []


def _faults(key: str, given: Mapping[str, object]) -> Iterator[str]:
    value = given.get(key)
    if key not in _KEYS:
        message = tr("unknown setting {key!r}. Choose from: {keys}.", key=key, keys=", ".join(_KEYS))
        yield message + did_you_mean(key, _KEYS)
    elif key == "gender":
        if value not in ("m", "f"):
            yield tr("gender must be m or f.")
    elif not (isinstance(value, list) and len(value) == 2 and all(isinstance(w, str) and w.strip() for w in value)):
        yield tr("{key}: give one and several, e.g. `{example}`.", key=key, example=_EXAMPLE)
    elif key == "fr" and "gender" not in given and guessed_feminine(value[0]) is None:
        yield tr("is {word!r} masculine or feminine? Add `gender: m` or `gender: f`.", word=value[0])
