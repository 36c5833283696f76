"""What is wrong with a key or value of a codebook file: the faults that pydantic finds, in words for people."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coding.codebook.tables_file import AXIS_KEYS
from wording.messages import tr
from wording.spelling import did_you_mean

if TYPE_CHECKING:
    from pydantic import BaseModel

_REASONS: dict[str, Callable[[], str]] = {
    "string_type": lambda: tr("must be text."),
    "string_too_short": lambda: tr("must not be empty."),
    "too_short": lambda: tr("the list must not be empty."),
    "list_type": lambda: tr("must be a list."),
    "tuple_type": lambda: tr("must be a list."),
    "dict_type": lambda: tr("must be a mapping."),
    "model_type": lambda: tr("must be a mapping."),
    "mapping_type": lambda: tr("must be a mapping."),
    "bool_type": lambda: tr("must be true or false."),
    "bool_parsing": lambda: tr("must be true or false."),
    "int_type": lambda: tr("must be a whole number."),
    "int_parsing": lambda: tr("must be a whole number."),
    "int_from_float": lambda: tr("must be a whole number."),
    "float_type": lambda: tr("must be a number."),
    "float_parsing": lambda: tr("must be a number."),
}
"""By pydantic's names of faults; each is worded only when it is shown, in the language of that moment."""


def fault_message(fault: Mapping[str, object], path: Sequence[int | str]) -> str:
    """The message for one of pydantic's faults (`ErrorDetails`) at that path."""
    if "AxisEntry" in path:
        return tr(
            "{key}: a word (codes, cases, a code's id …), or a mapping with one of {keys}.", key=path[2], keys=AXIS_KEYS
        )
    match fault["type"]:
        case "extra_forbidden":
            return _unknown_key(str(path[-1]), path)
        case "missing":
            return tr("the key {key!r} is missing here.", key=path[-1])
        case "string_pattern_mismatch" if path[-1] == "colour":
            return tr("{colour!r} is not a colour: write # and six digits, as in '#2a7fb8'.", colour=fault.get("input"))
        case "string_pattern_mismatch":
            return tr("{id!r} is not an id: use lower-case letters a–z, digits and _ only.", id=fault.get("input"))
    if path[-1] in _FORMS:  # one of the forms that words may have
        return f"{path[-2]}: {tr('must be text, or a text for each language.')}"
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    reason = reason_of(fault)
    return f"{key}: {reason}" if key else reason


_FORMS = ("str", "dict[str,str]")


def _unknown_key(key: str, path: Sequence[int | str]) -> str:
    """That nobody knows this key, with the nearest that is known there, and the page that explains them all."""
    from coding.codebook import schema, table_schema

    part = path[0] if len(path) > 1 else ""
    page = "docs/tables.md" if part == "tables" else "docs/codebook.md"
    entries: Mapping[str, type[BaseModel]] = {
        "": schema.CodebookFile,
        "codebook": schema.Head,
        "scales": schema.DegreeEntry,
        "codes": schema.CodeEntry,
        "typologies": schema.TypologyEntry,
        "tables": table_schema.TableEntry,
    }
    known = entries[str(part)].model_fields if part in entries else ()
    if part == "tables" and len(path) == _OF_TABLES and key in table_schema.AxisEntry.model_fields:
        return tr(
            "unknown key {key!r}. Write it below `rows` or `columns`, e.g. `{example}`; {page} explains it.",
            key=key,
            example=f"rows: {{codes: codes, {key}: …}}",
            page=page,
        )
    near = did_you_mean(key, known)
    if near:
        return tr("unknown key {key!r}.", key=key) + near
    return tr("unknown key {key!r}. Remove it; {page} lists the keys.", key=key, page=page)


_OF_TABLES = 3
"""The length of a path to a key of a table: `tables`, its number, the key."""


def reason_of(fault: Mapping[str, object]) -> str:
    """What is wrong with a value; in pydantic's own words where the fault is an unusual one."""
    kind, context = str(fault["type"]), fault.get("ctx")
    limits = context if isinstance(context, Mapping) else {}
    if kind in ("too_short", "too_long") and (asked := limits.get("min_length") or limits.get("max_length", 0)) > 1:
        return tr("must be a list of {n}.", n=asked)
    if kind in _REASONS:
        return _REASONS[kind]()
    match kind:
        case "greater_than":
            return tr("must be more than {limit}.", limit=limits.get("gt"))
        case "greater_than_equal":
            return tr("must be at least {limit}.", limit=limits.get("ge"))
        case "less_than_equal":
            return tr("must be at most {limit}.", limit=limits.get("le"))
        case "literal_error":
            return tr("must be one of: {allowed}.", allowed=limits.get("expected"))
        case _:
            return f"{str(fault['msg']).lower()}."
