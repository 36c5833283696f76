"""How far the coding is, by text and coder."""

from typing import Any

from coding.coverage import covered
from coding.suggestion import Suggestion
from corpus.text import Text
from workbench.study import Study


def progress_of(study: Study, *, coder: str | None = None) -> list[dict[str, Any]]:
    """One line a text and coder (coder None where nobody has begun on the text).

    `suggested` and `left` are None until a suggestion run is recorded: counting must not start a parse.
    """
    suggestions = _suggestions(study)
    lines = []
    for text in study.texts.values():
        shown = None if suggestions is None else [s for s in suggestions if s.place.text == text.id]
        coders = [coder] if coder else _coders(study, text.id)
        lines.extend(_line(study, text, who, shown) for who in coders or [None])
    return lines


def _coders(study: Study, text: str) -> list[str]:
    records = [
        *study.ledger.codings(text=text),
        *study.ledger.rejections(text=text),
        *study.ledger.readings(text=text),
    ]
    return sorted({record.coder for record in records})


def _suggestions(study: Study) -> list[Suggestion] | None:
    if not any(True for _ in study.ledger.entries(kind="run")):
        return None
    from workbench.suggesting import suggestions_of

    return suggestions_of(study)


def _line(study: Study, text: Text, coder: str | None, shown: list[Suggestion] | None) -> dict[str, Any]:
    codings = study.ledger.codings(text=text.id, coder=coder) if coder else []
    rejections = study.ledger.rejections(text=text.id, coder=coder) if coder else []
    readings = study.ledger.readings(text=text.id, coder=coder) if coder else []
    decided = [(record.code, record.place) for record in (*codings, *rejections)]
    left = None
    if shown is not None:
        left = sum(
            not any(code == s.code and place.overlaps(s.place.start, s.place.end) for code, place in decided)
            for s in shown
        )
    return {
        "text": text.id,
        "coder": coder,
        "passages": len(text.passages),
        "read": len(covered(text, readings)),
        "codings": len(codings),
        "rejected": len(rejections),
        "suggested": None if shown is None else len(shown),
        "left": left,
    }
