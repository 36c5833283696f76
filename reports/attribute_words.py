"""What readers see for attributes of cases and texts: the study's labels for heads and values, else Glose's words."""

import re
from collections import Counter

from reports.study_material import StudyMaterial
from wording.catalogues import say
from wording.numbers import rewritten

_KINDS = ("interview", "document")


def head_of(name: str, material: StudyMaterial) -> str:
    """The label of an attribute as the study gives it, else the word that reports have for it, else its name."""
    attribute = material.declared.get(name)
    return (attribute.label.get(material.language) if attribute else None) or say(name, material.language)


def shown_value(name: str, value: str, material: StudyMaterial) -> str:
    """The label of a value as the study gives it; of a kind of text otherwise Glose's word; else the value.

    A number is written with the marks of the language.
    """
    attribute = material.declared.get(name)
    shown = attribute.labelled(value, material.language) if attribute else value
    if shown != value:
        return shown
    if name == "kind" and value in _KINDS:
        return say(value, material.language)
    amount = number_of(name, value, material)
    return value if amount is None else rewritten(value, amount, material.language)


def number_of(name: str, value: str, material: StudyMaterial) -> float | None:
    """The number that a value of an attribute of numbers is; None of what names something (`007`) or is a share."""
    attribute = material.attributes.get(name) or material.declared.get(name)
    if attribute is None or attribute.type != "number" or not _FIGURES.fullmatch(value.strip()):
        return None
    if sum(sign.isdigit() for sign in value) > _MOST_DIGITS:
        return None
    try:
        return float(str(attribute.read(value)))
    except ValueError:
        return None


_FIGURES = re.compile(r"[-+−]?(?:0|[1-9]\d*)(?:[.,'’\s\u00a0\u202f]\d+)*")
_MOST_DIGITS = 15
"""A float keeps no more digits of a number."""


def text_labels(material: StudyMaterial) -> dict[str, str]:
    """What texts are called in tables, by their ids: the id itself, but for readers `Entretien 3`.

    Ids are names of files, and these often name the person.
    """
    if not material.for_readers:
        return {text: text for text in material.texts}
    found, counted = {}, Counter[str]()
    for text in material.texts.values():
        counted[text.kind] += 1
        found[text.id] = f"{shown_value('kind', text.kind, material)} {counted[text.kind]}"
    return found
