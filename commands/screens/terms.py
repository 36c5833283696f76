"""The ids that scripts read (`accept`, `respondent`, `lost`), as a person reads them in the terminal's language."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from coding.records.record_history import BY_HAND
from wording.degree_word import degree_word
from wording.messages import apart, language, tr, tr_n

if TYPE_CHECKING:
    from coding.records.entry import Entry


def _terms(words: Callable[[], Mapping[str, str]]) -> Callable[[str], str]:
    """The function that puts ids into words; an id that is none of these (a later version's) stays as it is.

    The words of a language are looked up once: a history has a line for each of thousands of entries.
    """
    in_language = cache(lambda _language: words())

    def word(name: str) -> str:
        return in_language(language()).get(name, name)

    return word


kind_word = _terms(
    lambda: {
        "text": tr("text added"),
        "codebook": tr("codebook"),
        "cases": tr("case list"),
        "statements": tr("statements"),
        "settings": tr("settings changed"),
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
        "import": tr("imported"),
        "memo": tr("memo written"),
        "merge": tr("copy merged"),
        "join": tr("chain joined"),
        "recode": tr("has another code"),
        "revise": tr("codes changed"),
        "adjudicate": tr("adjudicated"),
        "propose": tr("proposed"),
        "answer": tr("decided on a proposal"),
        "assign": tr("texts handed out"),
        "open": tr("text opened up"),
        "key": tr("key taken into use"),
        "revoke": tr("key revoked"),
        "vouch": tr("key vouched for"),
    }
)
"""What an entry of the ledger did."""


_change_word = _terms(
    lambda: {
        "rename": tr("renamed"),
        "move": tr("moved"),
        "merge": tr("merged"),
        "split": tr("split"),
        "retire": tr("retired"),
        "redefine": tr("redefined"),
    }
)
"""What a change did with codes."""


proposal_word = _terms(
    lambda: {
        "new": tr("new code"),
        "change": tr("another definition"),
        "merge": tr("to be one code"),
        "split": tr("to be several codes"),
        "move": tr("another place"),
        "retire": tr("to go out of use"),
    }
)
"""What a proposal asks for."""


proposal_outcome_word = _terms(
    lambda: {
        "open": tr("open"),
        "accept": tr("accepted"),
        "refuse": tr("refused"),
        "postpone": tr("postponed"),
    }
)
"""What was decided on a proposal."""


def change_words(entry: "Entry") -> str:
    """What a change of codes did: `renamed freins → obstacles`."""
    from coding.records.study_acts import CodesChanged

    change = entry.says(CodesChanged)
    became = f" → {', '.join(change.into)}" if change.into else ""
    return f"{_change_word(change.act)} {', '.join(change.codes)}{became}"


def assigned_words(entry: "Entry") -> str:
    """What was handed out and taken back: `3 texts to anna, basile (blind)`."""
    from coding.records.assigning import TextsAssigned

    said = entry.says(TextsAssigned)
    parts = []
    for pairs in filter(None, (said.given, said.taken)):
        coders = ", ".join(dict.fromkeys(coder for _, coder in pairs))
        texts = dict.fromkeys(text for text, _ in pairs)
        named = ", ".join(texts) if len(texts) < 4 else tr_n("{n} text", "{n} texts", len(texts))
        given = pairs is said.given
        whom = tr("to {coders}", coders=coders) if given else tr("back from {coders}", coders=coders)
        parts.append(f"{named} {whom}")
    blind = f" ({tr('blind')})" if said.blind and said.given else ""
    seed = f" ({tr('seed {seed}', seed=said.draw.seed)})" if said.draw else ""
    return apart(parts) + blind + seed + (f": {said.reason}" if said.reason else "")


def degree_said(degree: str | None) -> str:
    """A degree as the study labels it or reports word it; nothing where there is none."""
    return degree_word(degree, language()) if degree else ""


difference_word = _terms(
    lambda: {"missed": tr("coded or not"), "borders": tr("other borders"), "said": tr("other case or degree")}
)
"""In what coders differ."""


outcome_word = _terms(
    lambda: {
        "take": tr("one coder's codings stand"),
        "both": tr("all of them stand"),
        "first_to_last": tr("borders from the first to the last"),
        "common": tr("borders of what is common"),
        "neither": tr("none of them is right"),
        "another": tr("another code"),
        "agreed": tr("what all agree on was taken over"),
        "postpone": tr("postponed"),
    }
)
"""What came of an adjudication."""


blindness_word = _terms(lambda: {"alone": tr("alone"), "blind": tr("blind"), "open": tr("open")})
"""Whether the coders of a text see what the others recorded about it."""


decision_word = _terms(
    lambda: {"accept": tr("suggested"), "code": tr("coded by hand"), "classify": tr("evidence for the class")}
)
"""How a quote came to be coded."""


suggester_word = _terms(lambda: {BY_HAND: tr("by hand")})
"""Who suggested a coding; a suggester's name is the same in every language."""


status_word = _terms(
    lambda: {"holds": tr("holds"), "retracted": tr("retracted"), "undone": tr("undone"), "lost": tr("lost")}
)
"""What became of a record."""


fate_word = _terms(
    lambda: {
        "kept": tr("kept"),
        "moved": tr("moved"),
        "changed": tr("changed"),
        "shrunk": tr("shrunk"),
        "lost": tr("lost"),
    }
)
"""What became of a record's place in a corrected text."""


verdict_word = _terms(lambda: {"agree": tr("agreed"), "object": tr("objected")})


role_word = _terms(lambda: {"interviewer": tr("interviewer"), "respondent": tr("respondent"), "other": tr("other")})
"""Who a speaker is in an interview."""


text_kind_word = _terms(lambda: {"interview": tr("interview"), "document": tr("document")})
"""What kind of text it is."""


attribute_type_word = _terms(
    lambda: {"text": tr("words"), "number": tr("number"), "date": tr("date"), "category": tr("category")}
)
"""What the values of an attribute are."""


name_kind_word = _terms(
    lambda: {
        "person": tr("person"),
        "place": tr("place"),
        "organisation": tr("organisation"),
        "email": tr("e-mail"),
        "phone": tr("phone"),
    }
)
"""What a name that may be replaced by a pseudonym names."""


def record_word(record: str) -> str:
    """What a correction moves: a code or class by its id, `rejection of` a code, or `reading`."""
    if record == "reading":
        return tr("passage read")
    rejected = record.removeprefix("rejection of ")
    return tr("rejection of {code}", code=rejected) if rejected != record else record


contradiction_word = _terms(
    lambda: {"presence": tr("presence"), "class": tr("class"), "value": tr("value"), "degree": tr("degree")}
)
"""What differs in a contradiction."""


cell_state_word = _terms(
    lambda: {
        "unread": tr("unread"),
        "read": tr("read"),
        "coded": tr("coded"),
        "absent": tr("absent"),
        "unclassified": tr("unclassified"),
    }
)
"""The state of a table's cell."""


"""A reviewer's verdict on a coding."""


criterion_word = _terms(
    lambda: {
        "code": tr("code"),
        "coder": tr("coder"),
        "suggester": tr("suggester"),
        "case": tr("case"),
        "text": tr("text"),
    }
)
"""What strata of an audit sample are made by."""


part_word = _terms(
    lambda: {
        "code": tr("the code itself"),
        "label": tr("label"),
        "definition": tr("definition"),
        "scale": tr("scale"),
    }
)
"""A part of a code's definition, as codebook.yaml names it."""


def when(time: str) -> str:
    """A moment to the minute, in UTC as the ledger keeps it: `2026-05-04 10:31`."""
    return time[:16].replace("T", " ")


def about(entry: "Entry") -> str:
    """What an entry did and who did it: `accepted by anna`."""
    return tr("{what} by {coder}", what=kind_word(entry.kind), coder=entry.coder)
