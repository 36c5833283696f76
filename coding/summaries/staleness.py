"""Why a summary is stale: what changed beneath it since it was written."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coding.codebook.code_change import fingerprint
from coding.codebook.model import Codebook
from coding.records.entry import CREATING, REVISING, Entry
from coding.records.replay import Coding
from coding.records.undoing import not_undone
from coding.summaries.summary import CitedSnapshot, Stale, Summary

ASIDE = ("summary_moved", "summary_text_corrected")
"""Reasons that leave the quote as it was: reported once for all the quotes of a text."""

_CONTEXT = 3

Graded = Mapping[str, tuple[str | None, str | None]]
"""A degree and a value, by what they are called in the wording of a reason."""


@dataclass(frozen=True, slots=True)
class CurrentStudy:
    """What a summary is compared with: the study as it is now.

    `codings` are the cited ones that hold, `counts` says whether a coder's codings count, `sha256` is each text's and
    `numbers` gives entries their places in the ledger. The rest is asked only about what changed: the entries `about` a
    coding, what a cited coding read when it was seen, and the codings with these words in a text that a coder made
    `later` than a time.
    """

    codebook: Codebook
    codings: Mapping[str, Coding]
    counts: Callable[[str], bool]
    sha256: Mapping[str, str]
    numbers: Callable[[Sequence[str]], Mapping[str, int]]
    about: Callable[[str], Sequence[Entry]]
    quote_then: Callable[[CitedSnapshot], str]
    later: Callable[[str, str, str, str], Sequence[Coding]]


def stale_reasons(summary: Summary, today: CurrentStudy) -> tuple[Stale, ...]:
    """Everything that changed beneath a summary since it was written: its citations in order, then definitions."""
    found = [_changed(summary, coding_id, today) for coding_id in dict.fromkeys(summary.cites.values())]
    found += [_redefined(code, then, today.codebook) for code, then in summary.definitions.items()]
    return tuple(_gathered([reason for reason in found if reason is not None]))


def _gathered(reasons: Sequence[Stale]) -> list[Stale]:
    """The reasons, those that only say that a text was corrected as one for each text."""
    shown = [reason for reason in reasons if reason.key not in ASIDE]
    by_text: dict[tuple[str, str], list[Stale]] = defaultdict(list)
    for reason in reasons:
        if reason.key in ASIDE:
            by_text[reason.key, reason.values["text"]].append(reason)
    for (key, text), group in by_text.items():
        numbers = tuple(number for reason in group for number in reason.numbers)
        since = max((reason.since for reason in group if reason.since), default=None)
        shown.append(Stale(key, {"cited": _cited(numbers), "text": text}, numbers, since))
    return shown


def _changed(summary: Summary, coding_id: str, today: CurrentStudy) -> Stale | None:
    seen, coding = summary.seen[coding_id], today.codings.get(coding_id)
    if coding is not None and coding.code != seen.code:
        return _recoded(coding, seen.code, today)
    if coding is not None and today.sha256.get(seen.text) == seen.sha256 and today.counts(coding.coder):
        return None
    about = today.about(coding_id)
    graded: Graded = {}
    if coding is None:
        key, values, graded = _gone(summary, coding_id, about, today)
    elif not today.counts(coding.coder):
        key, values = "summary_uncounted", {"coder": coding.coder}
    else:
        key, values = _corrected(coding, seen, today.quote_then(seen))
    numbers = tuple(today.numbers([coding_id]).values())
    since = max((entry.time for entry in about if entry.kind in REVISING), default=None)
    return Stale(key, {"cited": _cited(numbers), "text": seen.text, **values}, numbers, since, graded)


def _recoded(coding: Coding, before: str, today: CurrentStudy) -> Stale:
    """That a cited coding has another code since, which its own code was not made to be."""
    numbers = tuple(today.numbers([coding.id]).values())
    since = max((entry.time for entry in today.about(coding.id) if entry.kind in REVISING), default=None)
    values = {"before": before, "after": coding.code, "now": _cited(numbers)}
    return Stale("summary_recoded", {"cited": _cited(numbers), "text": coding.place.text, **values}, numbers, since)


def _cited(numbers: Sequence[int]) -> str:
    return ", ".join(f"[^{number}]" for number in numbers)


def _corrected(coding: Coding, seen: CitedSnapshot, before: str) -> tuple[str, dict[str, str]]:
    """What the correction of its text did to a coding: its words, its place, or what is elsewhere changed."""
    after = coding.place.quote
    if after != before:
        was, reads = difference(before, after)
        return "summary_quote_changed", {"before": was, "after": reads}
    moved = (coding.place.start, coding.place.end) != (seen.start, seen.end)
    return "summary_moved" if moved else "summary_text_corrected", {}


def _gone(
    summary: Summary, coding_id: str, about: Sequence[Entry], today: CurrentStudy
) -> tuple[str, dict[str, str], Graded]:
    """Why a coding holds no more. Taken back and coded anew since is a change of its code, degree or value."""
    left = {entry.kind for entry in not_undone(about)}
    if "retract" not in left and left & CREATING:
        return "summary_lost", {}, {}
    seen = summary.seen[coding_id]
    coder = next((entry.coder for entry in about if entry.id == coding_id), "")
    later = today.later(seen.text, today.quote_then(seen), coder, summary.time)
    if not later:
        return "summary_retracted", {}, {}
    after = next((coding for coding in later if coding.code == seen.code), later[-1])
    now = {"now": _cited(tuple(today.numbers([after.id]).values()))}
    if after.code != seen.code:
        return "summary_recoded", {"before": seen.code, "after": after.code} | now, {}
    graded = {"before": (seen.degree, seen.value), "after": (after.degree, after.value)}
    key = "summary_coded_anew" if graded["before"] == graded["after"] else "summary_regraded"
    return key, now, graded


def _redefined(code: str, then: str, codebook: Codebook) -> Stale | None:
    if code not in codebook.codes:
        return Stale("summary_code_gone", {"code": code})
    return None if fingerprint(codebook, code) == then else Stale("summary_redefined", {"code": code})


def difference(before: str, after: str) -> tuple[str, str]:
    """Two wordings without the words that they begin and end with alike, but for a few on each side."""
    old, new = before.split(), after.split()
    shorter = min(len(old), len(new))
    begin = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    end = next((i for i in range(shorter - begin) if old[-1 - i] != new[-1 - i]), shorter - begin)
    return _excerpt(old, begin, end), _excerpt(new, begin, end)


def _excerpt(words: Sequence[str], begin: int, end: int) -> str:
    start, stop = max(begin - _CONTEXT, 0), min(len(words) - end + _CONTEXT, len(words))
    return ("… " if start else "") + " ".join(words[start:stop]) + (" …" if stop < len(words) else "")
