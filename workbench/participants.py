"""How extracts name who speaks: the template in study.yaml, its fields checked against what the study knows."""

import re

from corpus.problem import GloseError, Problem
from corpus.text import facts
from reports.study_material import StudyMaterial
from wording.messages import tr
from wording.spelling import did_you_mean
from workbench.study import Study

ALWAYS = ("case", "speaker", "role", "kind", "date", "year")
_FIELD = re.compile(r"\{([^{}]*)\}")


class UnknownField(GloseError):
    """A template names what no case and no text has."""


def participant_template(study: Study, material: StudyMaterial) -> str:
    """The template of study.yaml in that language; `{case.unit}` is the case's own `unit`.

    Raises UnknownField where a field is one that no case and no text has, with the line and the nearest name.
    """
    page = study.settings.title_page
    template = page.said("participant", material.language)
    of_cases = {name for case in study.cases.values() for name in case.attributes}
    of_texts = {name for text in study.texts.values() for name in facts(text)}
    known = sorted({*ALWAYS, *of_cases, *of_texts, *(f"case.{name}" for name in of_cases)})
    problems = []
    for name in (found.strip() for found in _FIELD.findall(template)):
        if name not in known:
            message = tr("participant: no case and no text has {name!r}.", name=name)
            hint = did_you_mean(name, known) or " " + tr("Choose from: {names}.", names=", ".join(known))
            problems.append(Problem(page.places["participant"], message + hint))
    if problems:
        raise UnknownField(
            tr("study.yaml names participants by something that the study does not have."), tuple(problems)
        )
    return template
