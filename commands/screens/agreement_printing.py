"""How `glose agree` prints measures and disagreements for programs, as JSON lines and CSV."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coding.quality.agreement.measured import Undefined
from corpus.formula_guard import guarded
from reports.agreement.sentences import reason_words
from wording.messages import language

if TYPE_CHECKING:
    from coding.quality.agreement.by_code import CodeAgreement, Found
    from coding.records.replay import Coding
    from reports.agreement.report import ShownDisagreement


def agreement_lines(found: "Sequence[CodeAgreement]", unit: str) -> Iterator[dict[str, Any]]:
    """An object for each code and measure; `code` is null for all codes together."""
    for one in found:
        for name, measure in one.measures.items():
            yield _line(one, unit, name, measure)


def _line(one: "CodeAgreement", unit: str, name: str, found: "Found") -> dict[str, Any]:
    low, high = found.interval or (None, None)
    return {
        "code": one.code,
        "unit": unit,
        "measure": name,
        "value": None if isinstance(found.value, Undefined) else found.value,
        "n": one.n,
        "units": one.units,
        "coders": list(one.coders),
        "low": low,
        "high": high,
        "precision": found.precision,
        "reason": reason_words(found.value.reason, language()) if isinstance(found.value, Undefined) else None,
        "prevalence": one.prevalence,
        "differing": one.differing,
        "given": dict(one.given),
    }


def disagreements_json(found: "Sequence[ShownDisagreement]") -> Iterator[dict[str, Any]]:
    """An object for each unit and code on which coders differ, with what each of them coded there."""
    for one in found:
        yield {
            "code": one.code,
            "text": one.text,
            "unit_number": one.unit_number,
            "start": one.start,
            "end": one.end,
            "quote": one.quote,
            "coders": dict(one.coders),
            "settled": one.settled,
            "codings": {coder: [_coding(coding) for coding in some] for coder, some in one.codings.items()},
        }


def _coding(coding: "Coding") -> dict[str, Any]:
    place = coding.place
    where = {"start": place.start, "end": place.end, "quote": place.quote}
    return {"code": coding.code, **where, "degree": coding.degree, "memo": coding.memo, "entry": coding.id}


def written_csv(lines: Sequence[Mapping[str, Any]]) -> str:
    """The lines as a CSV file with a head; formulas are guarded."""
    out = io.StringIO()
    writer = csv.writer(out)
    columns = ("code", "unit", "measure", "value", "n", "units", "coders", "low", "high", "reason", "prevalence")
    writer.writerow(columns)
    for line in lines:
        writer.writerow([_cell(line[column]) for column in columns])
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return guarded(",".join(value))
    return "" if value is None else guarded(str(value))
