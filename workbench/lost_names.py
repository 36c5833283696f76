"""Codes, classes and cases that were renamed, moved or removed after something was recorded with them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from coding.codebook.meaning import meanings
from coding.records.replay import Classification
from coding.records.study_acts import CodebookRevised
from corpus.problem import Problem
from reports.left_over import LeftOver
from wording.messages import tr, tr_n
from wording.spelling import nearest
from workbench.looked_for import meanings_of
from workbench.study import Study

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns, Column


def left_over(study: Study, codings: "CodedColumns", classes: Iterable[Classification]) -> tuple[LeftOver, ...]:
    """What these codings and classes say with names that the study does not have, codes first."""
    book, cases = study.codebook, study.cases
    lost_codes = {name: n for name, n in _counted(codings.code) if name not in book.codes}
    became = _became(study, list(lost_codes)) if lost_codes else {}
    gone: dict[str, set[str]] = {}
    for one in classes:
        typology = book.typologies.get(one.typology)
        if typology is None or one.class_id not in {known.id for known in typology.classes}:
            gone.setdefault(f"{one.typology}.{one.class_id}", set()).add(one.case)
    return (
        *(LeftOver("code", name, n, became.get(name)) for name, n in lost_codes.items()),
        *(LeftOver("case", name, n) for name, n in _counted(codings.case) if name not in cases),
        *(LeftOver("class", name, len(members)) for name, members in sorted(gone.items())),
    )


def _counted(column: "Column") -> Iterator[tuple[str, int]]:
    return ((name, n) for name, n in column.counts().items() if n)


def _became(study: Study, lost: Sequence[str]) -> dict[str, str]:
    """For each lost code the one that means what it meant when it was last there, else the one that is spelt nearly so.

    A code that was there beside the lost one is another, however alike they are.
    """
    revisions = [entry.says(CodebookRevised).sha256 for entry in study.ledger.entries(kind="codebook")]
    today = meanings(study.codebook)
    found: dict[str, str] = {}
    for sha256 in reversed(dict.fromkeys(revisions)):
        then = meanings_of(study, sha256)
        for code in (code for code in lost if code in then and code not in found):
            new = [other for other in today if other not in then]
            same = [other for other in new if today[other] == then[code]]
            near = same[0] if len(same) == 1 else nearest(code, new)
            if near:
                found[code] = near
        if len(found) == len(lost):
            break
    return found


def lost_code(study: Study, name: str) -> bool:
    """Whether something was coded or classified with this code or class (or one below it) that the study lost."""
    known = name in study.codebook.codes or name in study.codebook.typologies
    if known:
        return False
    ids = {coding.code for coding in study.ledger.codings()}
    ids |= {f"{one.typology}.{one.class_id}" for one in study.ledger.classifications()}
    return any(code == name or code.startswith(f"{name}.") for code in ids)


def codes_left_behind(study: Study) -> tuple[Problem, ...]:
    """The codes that the codebook file lost since something was coded with them, each with how its codings follow."""
    if all(name in study.codebook.codes for name, _ in _counted(study.ledger.coding_columns().code)):
        return ()
    return tuple(problems_of(left_over(study, study.ledger.coding_columns(), ())))


def _advice(one: LeftOver) -> str:
    """How the codings of a lost code follow."""
    if one.now:
        return tr(
            "Perhaps it is now {now}: `glose codebook rename {name} {now}` takes them along. `glose quotes {name}` "
            "lists them.",
            name=one.name,
            now=one.now,
        )
    return tr(
        "`glose quotes {name}` lists them; give the code its id back, or name the one that it became: `glose codebook "
        "rename {name} NEW`.",
        name=one.name,
    )


def problems_of(left: Iterable[LeftOver]) -> Iterator[Problem]:
    """The same for the terminal, each with what to do."""
    for one in left:
        if one.kind == "code":
            message = tr_n(
                "{n} coding with {name}, which the codebook no longer has, is in no row.",
                "{n} codings with {name}, which the codebook no longer has, are in no row.",
                one.n,
                name=one.name,
            )
            yield Problem("codebook.yaml", f"{message} {_advice(one)}", "warning")
        elif one.kind == "case":
            message = tr_n(
                "{n} coding about {name}, which is not listed, is in no column. Add it, or make it an alias of one.",
                "{n} codings about {name}, which is not listed, are in no column. Add it, or make it an alias of one.",
                one.n,
                name=one.name,
            )
            yield Problem("cases.csv", message, "warning")
        else:
            message = tr_n(
                "{n} case classified as {name}, which the codebook no longer has, is in no row. Classify it again.",
                "{n} cases classified as {name}, which the codebook no longer has, are in no row. Classify them again.",
                one.n,
                name=one.name,
            )
            yield Problem("codebook.yaml", message, "warning")
