"""Sentences and verdicts as JSON lines, with every case named and every cell or coding behind them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coding.codebook.model import word
from coding.codebook.quantifiers import Thresholds
from coding.records.replay import Classification
from coding.statements.statement_check import StatementCheck
from reports.statements.sentence import StatementSentence
from reports.statements.verdict_wording import why
from reports.study_material import StudyMaterial

if TYPE_CHECKING:
    from coding.records.columns import Positions


def sentence_json(sentence: StatementSentence, material: StudyMaterial) -> dict[str, Any]:
    """A sentence with its numbers and cells; one on texts names them under `texts`, and their cases under `cases`."""
    on_cases = sentence.unit == "case"
    line: dict[str, Any] = {
        "table": sentence.table,
        "row": sentence.row,
        "kind": sentence.kind,
        "quantifier": sentence.quantifier,
        "n": sentence.n,
        "N": sentence.total,
        "at_least": sentence.at_least,
        "unit": sentence.unit,
        "cases": list(sentence.found) if on_cases else _cases_of(sentence, material),
        "unread": list(sentence.unread),
        "sentence": sentence.text,
        "cells": [{"row": row, "column": column} for row, column in sentence.cells],
    }
    return line if on_cases else {**line, "texts": list(sentence.found)}


def _cases_of(sentence: StatementSentence, material: StudyMaterial) -> list[str]:
    texts = (material.texts[text] for text in sentence.found if text in material.texts)
    return list(dict.fromkeys(case for text in texts for case in text.cases))


def checked_json(
    checked: StatementCheck, material: StudyMaterial, thresholds: Thresholds, *, language: str
) -> dict[str, Any]:
    """A statement with its verdict; `codings` are the entries that show it, `against` those that speak against it."""
    statement, findings, judgement = checked.statement, checked.findings, checked.judgement
    return {
        "id": statement.id,
        "text": word(statement.text, language),
        "verdict": judgement.verdict,
        "quantifier": statement.quantifier,
        **_claimed(checked),
        "n": judgement.n,
        "N": judgement.total,
        "at_least": judgement.at_least,
        "found": list(findings.found),
        "missing": list(judgement.missing),
        "others": list(judgement.others),
        "absent": list(findings.absent),
        "otherwise": list(findings.otherwise),
        "disputed": list(findings.disputed),
        "inferred": list(findings.inferred),
        "unread": list(findings.unread),
        "why": why(checked, thresholds, language),
        "codings": _entries(checked.codings, checked.classes, material),
        "against": _entries(checked.contrary, checked.other_classes, material),
    }


def _entries(codings: "Positions", classes: Sequence[Classification], material: StudyMaterial) -> list[str]:
    """The ids of codings and classifications: the ledger's entries behind a verdict."""
    by_id = [name.decode() for name in material.codings.ids[codings].tolist()]
    return by_id + [classification.id for classification in classes]


def _claimed(checked: StatementCheck) -> Mapping[str, Any]:
    """What the statement is about and claims."""
    statement = checked.statement
    about = {"class": statement.group} if statement.group else {"code": statement.code}
    claimed = {"number": statement.number, "cases": list(statement.cases), "except": list(statement.exceptions)}
    return {**about, "degree": statement.degree, "value": statement.value, "claimed": claimed}
