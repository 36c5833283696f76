"""`attributes:` of study.yaml: the type of each attribute, or its values in order, and what readers see for them."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from corpus.attributes import Attribute, Type
from corpus.marked_yaml import Marked
from corpus.problem import Problem
from wording.messages import LANGUAGES, tr
from wording.spelling import did_you_mean

_KEYS = ("type", "label", "values")
_EXAMPLE = "unit: {label: {fr: Statut, en: Status}, values: {commune: {fr: commune, en: town}}}"


def read_declared(declarations: object, marked: Marked) -> tuple[dict[str, Attribute], list[Problem]]:
    """The attributes with every fault at its line: for each name a type, a list of values, or a mapping.

    The mapping has `type`, `label` and `values`; values that are a mapping have a label each. Labels are words, or
    words by language.
    """
    if declarations is None:
        return {}, []
    if not isinstance(declarations, dict):
        message = tr("attributes needs one line per attribute, e.g. `population: number`.")
        return {}, [Problem(marked.place(("attributes",)), message)]
    attributes: dict[str, Attribute] = {}
    problems: list[Problem] = []
    for name, said in declarations.items():
        key = "values" if isinstance(said, list) else "type"
        given: Mapping[Any, Any] = said if isinstance(said, dict) else {key: said}
        place = marked.place(("attributes", name))
        if faults := list(_faults(str(name), given)):
            problems += [Problem(place, fault) for fault in faults]
        else:
            attributes[str(name)] = _attribute(str(name), given)
    return attributes, problems


def _attribute(name: str, given: Mapping[Any, Any]) -> Attribute:
    values = given.get("values") or ()
    labels = {str(value): _words(words) for value, words in values.items() if words} if isinstance(values, dict) else {}
    kind: Type = "category" if values else given.get("type") or "text"
    names = tuple(str(value) for value in values)
    return Attribute(name, kind, names, declared=True, label=_words(given.get("label")), value_labels=labels)


def _words(given: object) -> dict[str, str]:
    """Words by language; those without a language are said in each."""
    if isinstance(given, dict):
        return {str(language): str(words) for language, words in given.items()}
    return dict.fromkeys(LANGUAGES, str(given)) if given else {}


def _faults(name: str, given: Mapping[Any, Any]) -> Iterator[str]:
    kind, values = given.get("type"), given.get("values")
    for key in given:
        if key not in _KEYS:
            message = tr("unknown setting {key!r}. Choose from: {keys}.", key=key, keys=", ".join(_KEYS))
            yield message + did_you_mean(str(key), _KEYS)
    if ("type" in given or not given) and (kind not in get_args(Type) or kind == "category"):
        yield tr(
            "{name}: {type!r} is not a type. Choose one of: text, number, date, or a list of categories.",
            name=name,
            type=kind,
        )
    if values is not None and ("type" in given or not isinstance(values, list | dict)):
        message = tr("{name}: values are a list, or have labels, and go without a type.", name=name)
        yield message + " " + tr("Write e.g. `{example}`.", example=_EXAMPLE)
    labels = [given.get("label"), *(values.values() if isinstance(values, dict) else ())]
    if not all(_is_wording(words) for words in labels):
        message = tr("{name}: a label is words, or words by language (fr, en).", name=name)
        yield message + " " + tr("Write e.g. `{example}`.", example=_EXAMPLE)


def _is_wording(words: object) -> bool:
    if isinstance(words, dict):
        return all(language in LANGUAGES and isinstance(said, str) for language, said in words.items())
    return not isinstance(words, list)
