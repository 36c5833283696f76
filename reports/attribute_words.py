"""What readers see for attributes of cases and texts: the study's labels for heads and values, else Glose's words."""

from collections import Counter

from reports.study_material import StudyMaterial
from wording.catalogues import say

_KINDS = ("interview", "document")


def head_of(name: str, material: StudyMaterial) -> str:
    """The label of an attribute as the study gives it, else the word that reports have for it, else its name."""
    attribute = material.declared.get(name)
    return (attribute.label.get(material.language) if attribute else None) or say(name, material.language)


def shown_value(name: str, value: str, material: StudyMaterial) -> str:
    """The label of a value as the study gives it; of a kind of text otherwise Glose's word; else the value."""
    attribute = material.declared.get(name)
    shown = attribute.labelled(value, material.language) if attribute else value
    return say(value, material.language) if shown == value and name == "kind" and value in _KINDS else shown


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
