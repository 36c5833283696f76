"""Finding the quotes behind a code or a class."""

from collections import Counter
from collections.abc import Sequence

from coding.codebook.model import UnknownCode, label_of, word
from coding.records.replay import Classification, Coding
from corpus.attributes import Condition
from corpus.text import Role
from workbench.case_list import chosen_texts
from workbench.consensus import standing_codings
from workbench.lost_names import lost_code
from workbench.study import Study


def quotes_of(
    study: Study,
    code: str | None,
    *,
    case: str | None = None,
    section: str | None = None,
    role: Role | None = None,
    where: Sequence[Condition] = (),
) -> list[Coding | Classification]:
    """What is coded with `code` or a code below it, or classified as `typology.class`, by text and place; None for all.

    `section` keeps what is under a heading that has these words, `role` what such a speaker says, `where` what comes
    from texts for which the conditions hold; where the study is asked about some coders only, what is theirs. Raises
    UnknownCode where the codebook has neither code nor class.
    """
    texts = chosen_texts(study, where) if where else study.texts
    return [
        found
        for found in _coded(study, code, case)
        if found.place.text in texts
        and (not study.asked_coders or found.coder in study.asked_coders)
        and (section is None or _is_in(study, found, section))
        and (role is None or _is_said_by(study, found, role))
    ]


def _is_in(study: Study, found: Coding | Classification, section: str) -> bool:
    path = study.texts[found.place.text].section(found.place.start)
    return any(section.casefold() in heading.casefold() for heading in path)


def _is_said_by(study: Study, found: Coding | Classification, role: Role) -> bool:
    turn = study.texts[found.place.text].turn_at(found.place.start)
    return turn is not None and turn.role == role


def _coded(study: Study, code: str | None, case: str | None) -> list[Coding | Classification]:
    if code is None:
        return list(_told(study, case))
    if code in study.codebook.codes:
        below = set(study.codebook.subtree(code))
        return [c for c in _told(study, case) if c.code in below]
    if lost_code(study, code):
        classes = study.ledger.classifications(case=case)
        found: list[Coding | Classification] = [*study.ledger.codings(case=case), *classes]
        return [one for one in found if _is_below(name_of(one), code)]
    if code.partition(".")[0] not in study.codebook.typologies:
        study.codebook.code(code)
    typology, chosen = study.codebook.typology_class(code)
    return list(study.ledger.classifications(typology=typology.id, class_id=chosen.id, case=case))


def _told(study: Study, case: str | None) -> list[Coding]:
    """Every coder's codings; where a consensus counts, those that stand."""
    return standing_codings(study, case=case) if study.settings.consensus else study.ledger.codings(case=case)


def name_of(found: Coding | Classification) -> str:
    """The code of a coding, or `typology.class`."""
    return found.code if isinstance(found, Coding) else f"{found.typology}.{found.class_id}"


def label(study: Study, name: str) -> str:
    """The label of a code or class in the study's language; its id where the codebook has it no more."""
    book, language = study.codebook, study.settings.language
    if name in book.codes:
        return label_of(book, name, language)
    try:
        return word(book.typology_class(name)[1].label, language) or name
    except UnknownCode:
        return name


def _is_below(name: str, code: str) -> bool:
    return name == code or name.startswith(f"{code}.")


def lost_below(study: Study, code: str) -> dict[str, int]:
    """Codes at or below this one that the codebook has no more, each with the number of its codings."""
    names = (coding.code for coding in study.ledger.codings())
    return dict(Counter(name for name in names if name not in study.codebook.codes and _is_below(name, code)))
