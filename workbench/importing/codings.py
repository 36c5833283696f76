"""The codings of a file as entries: placed, by whom, about which case, and each once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coding.records.decisions import Coded, Imported
from coding.records.replay import Coding
from corpus.place import Place
from corpus.problem import Problem
from corpus.text import Text
from exchange.guids import guid_of
from exchange.project import LeftOut, PlacedCoding, Source
from wording.messages import quoted, tr, tr_n
from workbench.importing.known import KnownThings
from workbench.importing.placing import Placed, Placing

_TOLD_AT_MOST = 50
Said = tuple[str, Place, str, str | None, str | None]
"""What makes two codings the same: coder, place, code, case, value."""


@dataclass(slots=True)
class CodingPlan:
    """`entries` are the new codings by coder; `there` counts those that the study has already."""

    entries: dict[str, list[Coded]] = field(default_factory=dict)
    there: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    fates: Counter[str] = field(default_factory=Counter)

    @property
    def new(self) -> int:
        """How many codings are new."""
        return sum(map(len, self.entries.values()))


@dataclass(slots=True)
class CodingPlanner:
    """Plans the codings one after another. `cases` gives the case of a selection by GUID; `held` is what holds."""

    sources: Mapping[str, Source]
    texts: Mapping[str, Text]
    codes: Mapping[str, str]
    names: Mapping[str, str]
    people: Mapping[str, str]
    cases: Mapping[str, str]
    known: KnownThings
    held: Mapping[Said, Coding]
    nameless: str
    revision: str = ""
    plan: CodingPlan = field(default_factory=CodingPlan)
    _placings: dict[str, Placing] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _said: set[Said] = field(default_factory=set)

    def take(self, codings: Sequence[PlacedCoding], standing: Mapping[str, object]) -> CodingPlan:
        """The plan for these codings; `standing` has the ids of the entries whose codings hold."""
        for coding in codings:
            self._take(coding, standing)
        self._sum_up()
        return self.plan

    def _take(self, coding: PlacedCoding, standing: Mapping[str, object]) -> None:
        guid = self._own_guid(coding)
        source = self.sources.get(coding.source)
        text = self.texts.get(coding.source)
        name = self.names.get(coding.code, "")
        code = self.codes.get(coding.code)
        entry = self.known.codings.get(guid)
        if entry is not None:
            if entry in standing:
                self.plan.there += 1
            else:
                self._leave(name or coding.code, tr("it was taken back in the study since"))
        elif text is None or source is None:
            self._leave(source.name if source else coding.source, tr("its text is not in the study"))
        elif code is None:
            why = tr("left out by --map") if name else tr("its code is not in the file")
            self._leave(name or coding.code or "–", why)
        else:
            placed = self._placing(source, text).place(coding)
            if isinstance(placed, str):
                self._leave(source.name, placed)
            else:
                self._record(coding, guid, placed, code, text)

    def _record(self, coding: PlacedCoding, guid: str, placed: Placed, code: str, text: Text) -> None:
        coder = self.people.get(coding.person or "", self.nameless)
        place = placed.place
        case = self.cases.get(coding.selection) or text.case_at(place.start)
        value = " ".join(coding.value.split()) or None
        said: Said = (coder, place, code, case, value)
        if said in self._said:
            self._leave(text.id, tr("the same code at the same words by the same person, once more"))
            return
        self._said.add(said)
        if said in self.held:
            self.plan.there += 1
            return
        self._tell(coding, placed, text)
        imported = Imported(guid, coding.time, coding.pieces)
        self.plan.entries.setdefault(coder, []).append(
            Coded(
                place=place,
                code=code,
                case=case,
                memo=coding.memo or None,
                codebook=self.revision,
                value=value,
                imported=imported,
            )
        )

    def _placing(self, source: Source, text: Text) -> Placing:
        if source.guid not in self._placings:
            self._placings[source.guid] = Placing(source, text)
        return self._placings[source.guid]

    def _own_guid(self, coding: PlacedCoding) -> str:
        """The coding's GUID; where the file gives one twice, one that is made of it and what tells the two apart."""
        guid = coding.guid
        if guid in self._seen:
            guid = guid_of(coding.guid, coding.source, coding.at, coding.code, coding.person)
            number = 1
            while guid in self._seen:
                number += 1
                guid = guid_of(coding.guid, coding.source, coding.at, coding.code, coding.person, number)
        self._seen.add(guid)
        return guid

    def _leave(self, what: str, why: str) -> None:
        self.plan.left_out.append(LeftOut("codings", what, why))

    def _tell(self, coding: PlacedCoding, placed: Placed, text: Text) -> None:
        """Say what does not lie where the file says; codings in several pieces as well."""
        place = placed.place
        fate = "stretched" if coding.pieces and placed.fate == "kept" else placed.fate
        self.plan.fates[fate] += 1
        as_expected = fate in ("kept", "found") or (fate == "moved" and not coding.quote)
        if as_expected or len(self.plan.problems) > _TOLD_AT_MOST:
            return
        words = quoted(place.quote if len(place.quote) < 80 else f"{place.quote[:79]}…")
        where = f"{text.id} {place.start}–{place.end}"
        if fate == "stretched":
            message = tr(
                "a coding in {n} pieces now also covers the words between: {words}", n=len(coding.pieces), words=words
            )
        elif fate == "changed":
            message = tr("the words differ from those in the file; they are here: {words}", words=words)
        else:
            message = tr("the offsets of the file lead elsewhere; placed by its words: {words}", words=words)
        self.plan.problems.append(Problem(where, message, "warning"))

    def _sum_up(self) -> None:
        moved = self.plan.fates["moved"] + self.plan.fates["changed"]
        if moved:
            message = tr_n(
                "{n} coding was placed by its words, because its offsets do not fit the text as stored.",
                "{n} codings were placed by their words, because their offsets do not fit the texts as stored.",
                moved,
            )
            self.plan.problems.append(Problem(tr("codings"), message, "warning"))
