"""How extracts name who speaks: the template in study.yaml, its fields checked against what the study knows."""

import re
from collections.abc import Iterator

from corpus.problem import GloseError, Problem
from corpus.text import facts_named
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

    Raises UnknownField where a field is one that no case and no text has, in either language, with the line and the
    nearest name.
    """
    if problems := tuple(participant_problems(study)):
        raise UnknownField(tr("study.yaml names participants by something that the study does not have."), problems)
    return study.settings.title_page.said("participant", material.language)


def participant_problems(study: Study) -> Iterator[Problem]:
    """What is wrong with the templates: fields that no case and no text has, and braces that do not close."""
    page = study.settings.title_page
    of_cases = {name for case in study.cases.values() for name in case.attributes}
    of_texts = facts_named(study.texts.values())
    known = sorted({*ALWAYS, *of_cases, *of_texts, *(f"case.{name}" for name in of_cases)})
    templates = dict.fromkeys(page.participant.values())
    for name in dict.fromkeys(found.strip() for template in templates for found in _FIELD.findall(template)):
        if name not in known:
            message = tr("participant: no case and no text has {name!r}.", name=name)
            hint = did_you_mean(name, known) or " " + tr("Choose from: {names}.", names=", ".join(known))
            yield Problem(page.places["participant"], message + hint)
    if any(brace in _FIELD.sub("", template) for template in templates for brace in "{}"):
        yield Problem(
            page.places["participant"],
            tr("participant: a brace is not closed. Write e.g. `{example}`.", example="{role}, {year}"),
        )
