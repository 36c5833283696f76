"""How `glose agree` prints measures and disagreements for programs, as JSON lines and CSV."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coding.quality.agreement.measured import Reason, Undefined
from coding.records.settled import in_force
from corpus.formula_guard import guarded
from wording.messages import tr

if TYPE_CHECKING:
    from coding.quality.agreement.by_code import CodeAgreement, Found
    from coding.records.replay import Coding
    from workbench.agreeing import Disagreement
    from workbench.study import Study


def reason_words(reason: Reason) -> str:
    """Why a measure is undefined, in a sentence's worth of words."""
    words: Mapping[Reason, str] = {
        "one_coder": tr("fewer than two coders: no pair"),
        "no_pair": tr("no unit that two coders went through"),
        "no_variation": tr("no variation: all say the same of every unit"),
        "no_positive": tr("nobody put the code on a unit compared"),
        "no_negative": tr("the code is on every unit compared"),
        "one_category": tr("only one category"),
        "nothing_marked": tr("nobody marked anything"),
        "no_gap": tr("nothing was left unmarked"),
        "overlapping_codes": tr("codes overlap"),
    }
    return words[reason]


def agreement_lines(found: "Sequence[CodeAgreement]", unit: str) -> Iterator[dict[str, Any]]:
    """An object for each code and measure; `code` is null for all codes together."""
    for one in found:
        for name, measure in one.measures.items():
            yield _line(one, unit, name, measure)


def _line(one: "CodeAgreement", unit: str, name: str, found: "Found") -> dict[str, Any]:
    undefined = isinstance(found.value, Undefined)
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
        "reason": reason_words(found.value.reason) if isinstance(found.value, Undefined) and undefined else None,
        "prevalence": one.prevalence,
        "differing": one.differing,
        "given": dict(one.given),
    }


def disagreements_json(study: "Study", found: "Sequence[Disagreement]") -> Iterator[dict[str, Any]]:
    """An object for each unit and code on which coders differ, with what each of them coded there."""
    held = study.ledger.codings_by_id([coding for one in found for ids in one.codings.values() for coding in ids])
    entries = in_force(study.ledger.current("adjudicate"))
    considered = {coding for adjudication in entries for coding in adjudication.says.considered}
    for one in found:
        below = set(study.codebook.subtree(one.code))
        about = [coding for ids in one.codings.values() for coding in ids if held[coding].code in below]
        yield {
            "code": one.code,
            "text": one.text,
            "unit_number": one.unit_number,
            "start": one.start,
            "end": one.end,
            "quote": one.quote,
            "coders": dict(one.coders),
            "settled": bool(about) and considered.issuperset(about),
            "codings": {coder: [_coding(held[coding]) for coding in ids] for coder, ids in one.codings.items()},
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
