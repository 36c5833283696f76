"""The ids that scripts read (`accept`, `respondent`, `lost`), as a person reads them in the terminal's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wording.messages import tr

if TYPE_CHECKING:
    from coding.records.entry import Entry


def kind_word(kind: str) -> str:
    """What an entry of the ledger did."""
    return _worded(
        kind,
        {
            "text": tr("text added"),
            "codebook": tr("codebook"),
            "cases": tr("case list"),
            "run": tr("suggestions listed"),
            "accept": tr("accepted"),
            "reject": tr("rejected"),
            "code": tr("coded"),
            "classify": tr("classified"),
            "read": tr("read"),
            "retract": tr("retracted"),
            "undo": tr("undid"),
            "move": tr("moved"),
            "summarise": tr("summarised"),
            "sign": tr("signed"),
            "audit": tr("sample drawn"),
            "review": tr("reviewed"),
        },
    )


def decision_word(decision: str) -> str:
    """How a quote came to be coded."""
    return _worded(
        decision, {"accept": tr("suggested"), "code": tr("coded by hand"), "classify": tr("evidence for the class")}
    )


def status_word(status: str) -> str:
    """What became of a record."""
    return _worded(
        status, {"holds": tr("holds"), "retracted": tr("retracted"), "undone": tr("undone"), "lost": tr("lost")}
    )


def fate_word(fate: str) -> str:
    """What became of a record's place in a corrected text."""
    return _worded(
        fate,
        {
            "kept": tr("kept"),
            "moved": tr("moved"),
            "changed": tr("changed"),
            "shrunk": tr("shrunk"),
            "lost": tr("lost"),
        },
    )


def verdict_word(verdict: str) -> str:
    """A reviewer's verdict on a coding."""
    return _worded(verdict, {"agree": tr("agreed"), "object": tr("objected")})


def role_word(role: str) -> str:
    """Who a speaker is in an interview."""
    roles = {"interviewer": tr("interviewer"), "respondent": tr("respondent"), "other": tr("other")}
    return _worded(role, roles)


def text_kind_word(kind: str) -> str:
    """What kind of text it is."""
    return _worded(kind, {"interview": tr("interview"), "document": tr("document")})


def attribute_type_word(kind: str) -> str:
    """What the values of an attribute are."""
    types = {"text": tr("words"), "number": tr("number"), "date": tr("date"), "category": tr("category")}
    return _worded(kind, types)


def name_kind_word(kind: str) -> str:
    """What a name that may be replaced by a pseudonym names."""
    kinds = {
        "person": tr("person"),
        "place": tr("place"),
        "organisation": tr("organisation"),
        "email": tr("e-mail"),
        "phone": tr("phone"),
    }
    return _worded(kind, kinds)


def record_word(record: str) -> str:
    """What a correction moves: a code or class by its id, `rejection of` a code, or `reading`."""
    if record == "reading":
        return tr("passage read")
    rejected = record.removeprefix("rejection of ")
    return tr("rejection of {code}", code=rejected) if rejected != record else record


def contradiction_word(kind: str) -> str:
    """What differs in a contradiction."""
    kinds = {"presence": tr("presence"), "class": tr("class"), "value": tr("value"), "degree": tr("degree")}
    return _worded(kind, kinds)


def cell_state_word(state: str) -> str:
    """The state of a table's cell."""
    return _worded(
        state,
        {
            "unread": tr("unread"),
            "read": tr("read"),
            "coded": tr("coded"),
            "absent": tr("absent"),
            "unclassified": tr("unclassified"),
        },
    )


def criterion_word(criterion: str) -> str:
    """What strata of an audit sample are made by."""
    criteria = {
        "code": tr("code"),
        "coder": tr("coder"),
        "suggester": tr("suggester"),
        "case": tr("case"),
        "text": tr("text"),
    }
    return _worded(criterion, criteria)


def part_word(part: str) -> str:
    """A part of a code's definition, as codebook.yaml names it."""
    parts = {
        "code": tr("the code itself"),
        "label": tr("label"),
        "definition": tr("definition"),
        "scale": tr("scale"),
    }
    return _worded(part, parts)


def when(time: str) -> str:
    """A moment to the minute, in UTC as the ledger keeps it: `2026-05-04 10:31`."""
    return time[:16].replace("T", " ")


def about(entry: "Entry") -> str:
    """What an entry did and who did it: `accepted by anna`."""
    return tr("{what} by {coder}", what=kind_word(entry.kind), coder=entry.coder)


def _worded(name: str, words: Mapping[str, str]) -> str:
    """The word for an id; an id that is none of these (a later version's) as it is."""
    return words.get(name, name)
