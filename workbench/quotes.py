"""Finding the quotes behind a code or a class."""

from collections.abc import Sequence

from coding.records.replay import Classification, Coding
from corpus.attributes import Condition
from workbench.case_list import chosen_texts
from workbench.study import Study


def quotes_of(
    study: Study,
    code: str,
    *,
    case: str | None = None,
    section: str | None = None,
    where: Sequence[Condition] = (),
) -> list[Coding | Classification]:
    """What is coded with `code` or a code below it, or classified as `typology.class`, by text and place.

    `section` keeps what is under a heading that has these words, `where` what comes from texts for which
    the conditions hold. Raises UnknownCode where the codebook has neither code nor class.
    """
    texts = chosen_texts(study, where) if where else study.texts
    return [
        found
        for found in _coded(study, code, case)
        if found.place.text in texts and (section is None or _is_in(study, found, section))
    ]


def _is_in(study: Study, found: Coding | Classification, section: str) -> bool:
    path = study.texts[found.place.text].section(found.place.start)
    return any(section.casefold() in heading.casefold() for heading in path)


def _coded(study: Study, code: str, case: str | None) -> list[Coding | Classification]:
    if code in study.codebook.codes:
        below = set(study.codebook.subtree(code))
        return [c for c in study.ledger.codings(case=case) if c.code in below]
    if code.partition(".")[0] not in study.codebook.typologies:
        study.codebook.code(code)
    typology, chosen = study.codebook.typology_class(code)
    return list(study.ledger.classifications(typology=typology.id, class_id=chosen.id, case=case))
