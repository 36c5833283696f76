"""What of an open study is worth a second look, though no single entry is wrong."""

from collections.abc import Callable, Container, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from coding.quality.claims import claims_without
from coding.quality.deciding_time import deciding_seconds
from coding.quality.score_card import FAST
from coding.records.coverage import covered
from coding.records.replay import Coding, Reading
from corpus.problem import GloseError
from corpus.text import Text
from reports.study_material import StudyMaterial
from wording.messages import decimal, tr, tr_n
from workbench.assignment_findings import KINDS, AssignmentFindings
from workbench.finding import Finding, Listing
from workbench.looked_for import unsought_of
from workbench.reopened_codings import changes_since, reopened_codings
from workbench.study import Study
from workbench.tabulating import material_of, tables_of

if TYPE_CHECKING:
    from corpus.arrays import Int64Array

PORTION = 5_000
"""Codings read at a time where a list of them is long."""


class UnknownList(GloseError):
    """A list of findings that there is not."""


def findings_of(study: Study, kinds: Sequence[str] = ()) -> list[Listing]:
    """The lists of these kinds, or all; only what the tables count is looked at. Raises UnknownList.

    Lists on who is to code what are among all where anything is handed out.
    """
    search, handed_out = _FindingSearch(study), AssignmentFindings(study)
    makers: dict[str, Callable[[], Listing]] = {
        "no_interview": search.no_interview,
        "in_no_table": search.in_no_table,
        "unread": search.unread,
        "reopened": search.reopened,
        "fast": search.fast,
        "older_definition": search.older_definition,
        "not_begun": handed_out.not_begun,
        "not_handed_out": handed_out.not_handed_out,
        "no_list": handed_out.no_list,
        "not_theirs": handed_out.not_theirs,
        "opened": handed_out.opened,
    }
    for kind in kinds:
        if kind not in makers:
            raise UnknownList(
                tr("There is no list {kind!r}. Choose one of: {kinds}.", kind=kind, kinds=", ".join(makers))
            )
    wanted = kinds or [kind for kind in makers if kind not in KINDS or handed_out.are_there]
    return [make() for kind, make in makers.items() if kind in wanted]


class _FindingSearch:
    """Looks through a study for one kind of finding after another."""

    def __init__(self, study: Study) -> None:
        self.study = study

    @cached_property
    def material(self) -> StudyMaterial:
        return material_of(self.study)

    def no_interview(self) -> Listing:
        columns, texts = self.material.codings, self.material.texts
        interviews = frozenset(text.id for text in texts.values() if text.kind == "interview")
        interviewed = {case for text in interviews for case in texts[text].cases}
        claims = claims_without(columns, interviews)

        def found() -> Iterator[Finding]:
            for claim in claims:
                number = len(claim.codings)
                why = "" if claim.case in interviewed else " " + tr("(no interview with the case)")
                sources = sorted({str(columns.text.at(position)) for position in claim.codings.tolist()})
                more = " " + tr("and {n} more", n=len(sources) - 3) if len(sources) > 3 else ""
                where = tr("{texts} only", texts=", ".join(sources[:3]) + more) + why
                message = tr_n(
                    "{code}: {n} coding, in {where}",
                    "{code}: {n} codings, in {where}",
                    number,
                    code=claim.code,
                    where=where,
                )
                entries = [columns.id(position) for position in claim.codings.tolist()]
                about = {"code": claim.code, "case": claim.case, "texts": sources, "entries": entries}
                yield Finding(claim.case, message, {**about, "interviewed": not why})

        advice = tr("Mark these statements as based on documents only, or look for them in the interviews.")
        return Listing("no_interview", tr("Claims without interview evidence"), advice, len(claims), found)

    def in_no_table(self) -> Listing:
        columns = self.material.codings
        unused = np.ones(len(columns), bool)
        for table in tables_of(self.study, (), self.material) if self.study.codebook.tables else ():
            for cell in table.cells.values():
                if cell.evidence is not None:
                    unused[cell.evidence] = False
        advice = tr("Declare a table with the code, or accept that no table uses these codings.")
        return self._codings("in_no_table", tr("Quotes not used in any table"), advice, np.flatnonzero(unused))

    def unread(self) -> Listing:
        advice = tr(
            "`glose confirm --text TEXT` shows them; a cell counts as read, with nothing found, only once all are read."
        )

        def nobody(text: Text) -> list[bool]:
            read = self._read(text)
            return [passage.number not in read for passage in text.passages]

        return self._stretches("unread", tr("Passages that nobody has read"), advice, nobody)

    def reopened(self) -> Listing:
        advice = tr("`glose confirm --reopened` goes through them; for these codes their cells are unread until then.")
        unsought = unsought_of(self.study)

        def before(text: Text) -> list[bool]:
            only_before = self._read(text) - self._read(text, without=unsought)
            return [passage.number in only_before for passage in text.passages]

        title = tr("Passages read only before a code was added or its meaning changed")
        return self._stretches("reopened", title, advice, before)

    def _stretches(self, kind: str, title: str, advice: str, wanted: Callable[[Text], list[bool]]) -> Listing:
        """The passages that are `wanted`, those in a row as one finding."""
        stretches = [
            (text, [passage for _, passage in group])
            for text in self.study.texts.values()
            for is_wanted, group in groupby(zip(wanted(text), text.passages, strict=True), key=lambda one: one[0])
            if is_wanted
        ]

        def found() -> Iterator[Finding]:
            for text, stretch in stretches:
                first, last = stretch[0], stretch[-1]
                which = (
                    tr("passage {first}", first=first.number)
                    if first is last
                    else tr("passages {first}–{last}", first=first.number, last=last.number)
                )
                place = {"text": text.id, "start": first.start, "end": last.end}
                yield Finding(text.id, which, {**place, "first": first.number, "last": last.number})

        count = sum(len(stretch) for _, stretch in stretches)
        return Listing(kind, title, advice, count, found)

    @cached_property
    def _readings(self) -> dict[str, list[Reading]]:
        readings = sorted(self.study.ledger.readings(), key=lambda reading: reading.text)
        return {text: list(group) for text, group in groupby(readings, key=lambda reading: reading.text)}

    def _read(self, text: Text, *, without: Container[str] = ()) -> set[int]:
        """The numbers of the passages that somebody went through, some readings left out by their ids."""
        readings = [reading for reading in self._readings.get(text.id, ()) if reading.id not in without]
        return {passage.number for passage in covered(text, readings)}

    def fast(self) -> Listing:
        seconds: dict[str, float] = {}
        for entry in self.study.ledger.entries(kind="accept") if self.material.codings.suggested.any() else ():
            took = deciding_seconds(entry)
            if took is not None and took < FAST:
                seconds[entry.id] = took
        title = tr("Suggestions accepted in under {seconds} seconds", seconds=f"{FAST:g}")
        advice = tr("Have them reviewed: `glose audit draw --by coder,suggester`.")
        return self._codings(
            "fast", title, advice, self._positions(list(seconds)), lambda c: f"{decimal(seconds[c.id], 1)} s"
        )

    def older_definition(self) -> Listing:
        older = reopened_codings(self.study)
        changed = changes_since(self.study, older)
        title, advice = (
            tr("Codings made under an earlier definition"),
            tr("Each coder goes through their own with `glose confirm --reopened`: passing on lets a coding stand."),
        )
        positions = self._positions(list(older))
        return self._codings(
            "older_definition",
            title,
            advice,
            positions,
            lambda c: tr("changed since: {parts}", parts=", ".join(changed.get(c.id) or ("–",))),
        )

    def _positions(self, ids: Sequence[str]) -> "Int64Array":
        """Where counted codings with these ids lie in the columns, in order; the others are left out."""
        return (
            np.flatnonzero(np.isin(self.material.codings.ids, np.array(ids, "S64"))) if ids else np.zeros(0, np.int64)
        )

    def _codings(
        self,
        kind: str,
        title: str,
        advice: str,
        positions: "Int64Array",
        why: Callable[[Coding], str] = lambda _: "",
    ) -> Listing:
        """A list of codings, read a portion at a time."""

        def found() -> Iterator[Finding]:
            for begin in range(0, len(positions), PORTION):
                ids = [self.material.codings.id(at) for at in positions[begin : begin + PORTION].tolist()]
                known = self.study.ledger.codings_by_id(ids)
                yield from (_about(known[coding], why(known[coding])) for coding in ids if coding in known)

        return Listing(kind, title, advice, len(positions), found)


def _about(coding: Coding, why: str) -> Finding:
    place = coding.place
    quote = " ".join(place.quote.split())
    short = quote if len(quote) < 60 else quote[:59] + "…"
    about = (coding.id[:8], why, coding.code, coding.coder, f"“{short}”")
    return Finding(
        f"{place.text}:{place.start}–{place.end}",
        "  ".join(part for part in about if part),
        {
            "entry": coding.id,
            **place.as_json(),
            "code": coding.code,
            "case": coding.case,
            "coder": coding.coder,
            **({"why": why} if why else {}),
        },
    )
