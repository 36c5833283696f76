"""Written summaries of cells: what was recorded, what still holds, and who signed it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

from coding.codebook.code_change import fingerprint
from coding.codebook.model import Codebook
from coding.records.code_names import CodeNames
from coding.records.entry import Entry
from coding.records.replay import Coding
from coding.records.study_acts import Signed, Summarised
from coding.records.undoing import not_undone
from coding.summaries.citing import Cited, FrameworkCell

KNOWN_DIGITS = 8
"""How much of a coding's id a summary keeps to tell later which codings of the cell are new."""

CellKey = tuple[str, str]
"""The code and the case of a cell."""


@dataclass(frozen=True, slots=True)
class CitedSnapshot:
    """A cited coding as it was when the summary was written; `sha256` is of its text's characters."""

    text: str
    sha256: str
    start: int
    end: int
    code: str
    degree: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary as it was recorded. `cites` says which coding a number in `wording` refers to.

    `definitions` are fingerprints of the cell's code and of every code cited, `known` the beginnings of the ids of
    all codings that the cell had, `replaces` the summaries it was written over.
    """

    id: str
    code: str
    case: str
    wording: str
    cites: Mapping[int, str]
    seen: Mapping[str, CitedSnapshot]
    definitions: Mapping[str, str]
    known: frozenset[str]
    replaces: tuple[str, ...]
    coder: str
    time: str

    @property
    def cell(self) -> CellKey:
        """The cell it is of."""
        return self.code, self.case


@dataclass(frozen=True, slots=True)
class Stale:
    """Why a summary is stale: a key of the message catalogue and the values of its wording.

    `graded` are those of the values that are a degree and a value, to be worded. `numbers` are the citations it is
    about, as this ledger numbers them, none where it is about a definition; `since` is the time of the change, None
    where the ledger does not hold it yet.
    """

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()
    since: str | None = None
    graded: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SummaryState:
    """A cell's current summary; its citations have the numbers of this ledger, whichever it was written in.

    `signed` are (name, time), first first; `fresh` counts the cell's codings that came after it; `cites` are
    (number, id of the coding); `rivals` are others of the same cell that stand as well, written in ledgers
    that were merged since.
    """

    entry: str
    text: str
    coder: str
    time: str
    signed: tuple[tuple[str, str], ...] = ()
    stale: tuple[Stale, ...] = ()
    fresh: int = 0
    cites: tuple[tuple[int, str], ...] = ()
    rivals: tuple["SummaryState", ...] = ()

    @property
    def state(self) -> Literal["conflict", "stale", "signed", "written"]:
        """The one word for it; a signature is kept whatever comes after it."""
        if self.rivals:
            return "conflict"
        return "stale" if self.stale else "signed" if self.signed else "written"

    @property
    def since(self) -> str | None:
        """When it became stale, if the ledger knows."""
        return min((reason.since for reason in self.stale if reason.since), default=None)


def pending_summary(
    cited: Cited,
    cell: FrameworkCell,
    *,
    sha256: Mapping[str, str],
    codebook: Codebook,
    replaces: Iterable[str],
    revision: str,
) -> Summarised:
    """What records a sound summary with what its writer saw. `sha256` is of each text's characters."""
    codings = {q.coding.id: q.coding for q in cell.quotes}
    used = [codings[coding_id] for coding_id in dict.fromkeys(cited.cites.values())]
    codes = dict.fromkeys([cell.code, *(coding.code for coding in used)])
    return Summarised(
        code=cell.code,
        case=cell.case,
        wording=cited.wording,
        cites={str(number): coding_id for number, coding_id in cited.cites.items()},
        seen={coding.id: asdict(_seen(coding, sha256[coding.place.text])) for coding in used},
        definitions={code: fingerprint(codebook, code) for code in codes},
        known=tuple(sorted(coding_id[:KNOWN_DIGITS] for coding_id in codings)),
        replaces=tuple(sorted(replaces)),
        codebook=revision,
    )


def _seen(coding: Coding, sha256: str) -> CitedSnapshot:
    place = coding.place
    return CitedSnapshot(place.text, sha256, place.start, place.end, coding.code, coding.degree, coding.value)


def pending_signature(summary_id: str) -> Signed:
    """What records that its coder signs a summary."""
    return Signed(summary=summary_id)


def summary_of(entry: Entry) -> Summary:
    """The summary that an entry of kind `summarise` records."""
    recorded = entry.says(Summarised)
    return Summary(
        id=entry.id,
        code=recorded.code,
        case=recorded.case,
        wording=recorded.wording,
        cites={int(number): coding_id for number, coding_id in recorded.cites.items()},
        seen={coding_id: CitedSnapshot(**seen) for coding_id, seen in recorded.seen.items()},
        definitions=recorded.definitions,
        known=frozenset(recorded.known),
        replaces=recorded.replaces,
        coder=entry.coder,
        time=entry.time,
    )


def called_today(summary: Summary, names: CodeNames) -> Summary:
    """The summary with today's ids of the codes that it names."""

    def today(code: str) -> str:
        return names.today(code, summary.time)

    if not names.changes or not names.after(summary.time):
        return summary
    return replace(
        summary,
        code=today(summary.code),
        seen={coding: replace(seen, code=today(seen.code)) for coding, seen in summary.seen.items()},
        definitions={today(code): then for code, then in summary.definitions.items()},
    )


def standing(entries: Iterable[Entry], names: CodeNames | None = None) -> dict[CellKey, tuple[Summary, ...]]:
    """The summaries that stand, by cell, the latest first: usually one, several where merged ledgers each wrote one.

    A summary holds unless it was undone, or one that was not undone was written over it, directly or over others
    between. So the order in which the entries arrived plays no part, and undoing a summary brings back the one before.
    The cells have the codes that `names` says they are today.
    """
    given = list(entries)
    summaries = (summary_of(entry) for entry in given if entry.kind == "summarise")
    every = {summary.id: called_today(summary, names or CodeNames()) for summary in summaries}
    kept = [every[entry.id] for entry in not_undone(given) if entry.kind == "summarise"]
    replaced = _replaced(kept, every)
    cells: dict[CellKey, list[Summary]] = defaultdict(list)
    for summary in sorted(kept, key=lambda s: (s.time, s.id), reverse=True):
        if summary.id not in replaced:
            cells[summary.cell].append(summary)
    return {cell: tuple(cells[cell]) for cell in sorted(cells)}


def _replaced(kept: Iterable[Summary], every: Mapping[str, Summary]) -> set[str]:
    """The ids of all that the kept ones were written over, through whatever was undone between."""
    replaced: set[str] = set()
    ahead = [earlier for summary in kept for earlier in summary.replaces]
    while ahead:
        earlier = ahead.pop()
        if earlier not in replaced:
            replaced.add(earlier)
            ahead.extend(every[earlier].replaces if earlier in every else ())
    return replaced


def signatures(entries: Iterable[Entry]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Who signed each summary and when, first first; each name once."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in sorted(not_undone(entries), key=lambda e: (e.time, e.id)):
        if entry.kind == "sign":
            found[entry.says(Signed).summary].setdefault(entry.coder, entry.time)
    return {summary: tuple(names.items()) for summary, names in found.items()}


def renumbered(summary: Summary, numbers: Mapping[str, int]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The wording with the numbers that its codings have in this ledger, and these with their codings' ids.

    A coding that this ledger lacks keeps the number it was written with.
    """
    now = {number: numbers.get(coding_id, number) for number, coding_id in summary.cites.items()}
    wording = re.sub(r"\[\^(\d+)\]", lambda found: f"[^{now.get(int(found[1]), int(found[1]))}]", summary.wording)
    return wording, tuple((now[number], coding_id) for number, coding_id in summary.cites.items())
