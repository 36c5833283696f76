"""Finding the quotes behind a code or a class."""

from coding.replay import Classification, Coding
from workbench.study import Study


def quotes_of(study: Study, code: str, *, case: str | None = None) -> list[Coding | Classification]:
    """What is coded with `code` or a code below it, or classified as `typology.class`, by text and place.

    Raises UnknownCode where the codebook has neither.
    """
    if code in study.codebook.codes:
        below = set(study.codebook.subtree(code))
        return [c for c in study.ledger.codings(case=case) if c.code in below]
    if code.partition(".")[0] not in study.codebook.typologies:
        study.codebook.code(code)
    typology, chosen = study.codebook.typology_class(code)
    return list(study.ledger.classifications(typology=typology.id, class_id=chosen.id, case=case))
