"""How far the coding is, by text and coder."""

from collections import Counter
from collections.abc import Collection, Container, Mapping
from typing import Any

from coding.records.coverage import covered, decided_pairs
from coding.suggesting.suggestion import Suggestion
from corpus.text import Text
from workbench.assigning import assignments_of
from workbench.looked_for import unsought_of
from workbench.reopened_codings import reopened_codings
from workbench.study import Study
from workbench.suggesting import suggester_of

_NUMBERS = ("read", "reopened", "codings", "older_codings", "rejected", "suggested", "left")


def progress_of(
    study: Study, *, coder: str | None = None, texts: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """One line a text and coder (coder None where nobody has begun on the text and nobody is to code it).

    `texts` leaves only these. Where what the coder did is hidden from who looks, all numbers but `passages` are None.
    `reopened` counts passages that were read before all of today's codes were to be looked for, `older_codings` those
    made when their code meant something else. `suggested` and `left` are None until a suggestion run is recorded:
    counting must not start a parse.
    """
    shown, unsought = _suggestions(study), unsought_of(study)
    older = Counter((one.place.text, one.coder) for one, _ in reopened_codings(study, coder=coder).values())
    lines: list[dict[str, Any]] = []
    assigned = assignments_of(study)
    for text in study.texts.values():
        if texts is not None and text.id not in texts:
            continue
        theirs = assigned.coders_of(text.id)
        coders: list[str | None] = [coder] if coder else [*sorted({*_coders(study, text.id), *theirs})]
        lines.extend(
            {**_line(study, text, who, shown, unsought, older), "assigned": who in theirs} for who in coders or [None]
        )
    return lines


def _coders(study: Study, text: str) -> list[str]:
    ledger = study.ledger
    return sorted(
        {
            *(record.coder for record in ledger.codings(text=text)),
            *(record.coder for record in ledger.rejections(text=text)),
            *(record.coder for record in ledger.readings(text=text)),
        }
    )


def _suggestions(study: Study) -> dict[str, list[Suggestion]] | None:
    if not any(True for _ in study.ledger.entries(kind="run")):
        return None
    by_text: dict[str, list[Suggestion]] = {text: [] for text in study.texts}
    for suggestion in suggester_of(study).suggest():
        by_text[suggestion.place.text].append(suggestion)
    return by_text


def _line(
    study: Study,
    text: Text,
    coder: str | None,
    shown: dict[str, list[Suggestion]] | None,
    unsought: Container[str],
    older: Mapping[tuple[str, str], int],
) -> dict[str, Any]:
    if study.hidden and text.id in study.hidden.texts and coder != study.viewer:
        return {"text": text.id, "coder": coder, "passages": len(text.passages), **dict.fromkeys(_NUMBERS)}
    codings = study.ledger.codings(text=text.id, coder=coder) if coder else []
    rejections = study.ledger.rejections(text=text.id, coder=coder) if coder else []
    readings = study.ledger.readings(text=text.id, coder=coder) if coder else []
    sought = [reading for reading in readings if reading.id not in unsought]
    decided = decided_pairs(study.texts, [*codings, *rejections])
    suggested = None if shown is None else shown[text.id]
    return {
        "text": text.id,
        "coder": coder,
        "passages": len(text.passages),
        "read": len(covered(text, readings)),
        "reopened": len(covered(text, readings)) - len(covered(text, sought)),
        "codings": len(codings),
        "older_codings": older.get((text.id, coder), 0) if coder else 0,
        "rejected": len(rejections),
        "suggested": None if suggested is None else len(suggested),
        "left": None if suggested is None else sum((text.id, s.passage, s.code) not in decided for s in suggested),
    }
