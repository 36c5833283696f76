"""The attribute that a table's axis, or a facet, divides codings by: whose it is, and who has which value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.attributes import Attribute
from corpus.text import facts
from reports.study_material import StudyMaterial


@dataclass(frozen=True, slots=True)
class DividingAttribute:
    """An attribute with the value of each case or text (`by` says which of both); empty where one has none."""

    attribute: Attribute
    by: Literal["case", "text"]
    values: Mapping[str, str]


def dividing_attribute(name: str, material: StudyMaterial) -> DividingAttribute | None:
    """The attribute with that name; None where neither cases nor texts have it.

    What cases have is the case's, also where the head of a text says it as well, as `where:` has it: a coding falls
    under the value of the case that it is about, and one text's heading moves no other coding.
    """
    if name in material.attributes or any(name in case.attributes for case in material.cases.values()):
        return _typed(
            name, "case", {case: one.attributes.get(name, "") for case, one in material.cases.items()}, material
        )
    stated = {text.id: facts(text).get(name, "") for text in material.texts.values()}
    return _typed(name, "text", stated, material) if any(stated.values()) else None


def _typed(
    name: str, by: Literal["case", "text"], values: Mapping[str, str], material: StudyMaterial
) -> DividingAttribute:
    attribute = material.attribute(name, [*values.values()])
    return DividingAttribute(attribute, by, attribute.alike(values))
