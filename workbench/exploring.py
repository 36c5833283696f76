"""Exploring an open study: the questions of `glose explore`, asked of the codings that count."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.problem import GloseError
from reports.explore.code_portrait import CodePortrait, code_portrait
from reports.explore.text_portrait import TextPortrait, text_portrait
from reports.study_material import StudyMaterial
from wording.messages import language, tr
from wording.spelling import did_you_mean
from workbench.case_list import conditions
from workbench.study import Study
from workbench.tabulating import material_of


class LeftOut(GloseError):
    """A case or text that the conditions leave out of what is looked at."""


class UnknownSubject(GloseError):
    """A portrait is wanted of something that is neither a code nor a text."""


def explored(study: Study, where: Sequence[str] = ()) -> StudyMaterial:
    """The codings that count, of the cases that meet every condition, labelled in the language that the answer is
    printed in; raises BadCondition.
    """
    return replace(material_of(study, conditions(study, where, of_codings=True)), language=language())


def case_in(study: Study, material: StudyMaterial, name: str) -> str:
    """The id of the case with that name or alias; raises UnknownCase, or LeftOut where the conditions exclude it."""
    case = study.case(name)
    if case not in material.cases:
        raise LeftOut(
            tr(
                "The conditions leave out {case}; they keep: {cases}.",
                case=case,
                cases=", ".join(material.cases) or "–",
            )
        )
    return case


def portrait_of(study: Study, material: StudyMaterial, name: str) -> CodePortrait | TextPortrait:
    """The portrait of the code, or else of the text, with that id; raises UnknownSubject, LeftOut."""
    if name in study.codebook.codes:
        return code_portrait(material, name)
    if name in material.texts:
        return text_portrait(material, name)
    if name in study.texts:
        raise LeftOut(tr("The conditions leave out the text {text}.", text=name))
    near = did_you_mean(name, [*study.codebook.codes, *study.texts])
    hint = near or " " + tr("`glose progress` lists the texts, codebook.yaml the codes.")
    raise UnknownSubject(tr("The study has neither a code nor a text {name!r}.", name=name) + hint)
