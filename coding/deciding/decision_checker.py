"""Checking decisions and turning them into drafts for the ledger: nothing is recorded that is not sound."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coding.classing.choice import pending_classification
from coding.codebook.model import Codebook, UnknownCode
from coding.deciding.decisions_file import DECISIONS, DecisionRow
from coding.records.entry import PendingEntry
from coding.records.replay import UNCLASSED, Classification, Coding, Reading, Rejection, Unclassed
from coding.suggesting.suggestion import Suggestion
from corpus.cases import case_name
from corpus.place import Place, find_quote
from corpus.problem import Problem
from corpus.text import Text


@dataclass(slots=True)
class StudySnapshot:
    """What a coder's decisions are checked against: the study as it stands.

    `suggestions` gives the suggestions of a code in a text, threshold aside; `revision` is the codebook's hash and
    `provenance` what every decision on a suggestion keeps of how it was made (pipeline, version).
    """

    texts: Mapping[str, Text]
    codebook: Codebook
    cases: frozenset[str]
    codings: list[Coding] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    classifications: list[Classification] = field(default_factory=list)
    unclassed: list[Unclassed] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    suggestions: Callable[[str, str], Sequence[Suggestion]] = lambda _text, _code: ()
    revision: str = ""
    provenance: Callable[[], Mapping[str, Any]] = dict


@dataclass(slots=True)
class CheckedDecisions:
    """The drafts to record, by coder in the order given; what is wrong; what was there already."""

    drafts: dict[str, list[PendingEntry]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    repeated: list[DecisionRow] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many drafts there are."""
        return sum(len(drafts) for drafts in self.drafts.values())


class _Unsound(Exception):
    """A row that cannot be recorded, with the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def check_decisions(rows: Sequence[DecisionRow], standing: StudySnapshot, *, coder: str | None) -> CheckedDecisions:
    """Check every row and draft what it decides; `coder` is who decides where a row names nobody.

    A row that repeats what holds already (or an earlier row) drafts nothing and is listed as repeated.
    """
    outcome = CheckedDecisions()
    clerk = DecisionChecker(standing)
    for row in rows:
        who = row.coder or coder
        try:
            if not who:
                raise _Unsound(row.problem("coder", "nobody decides. Fill it in, or pass --coder NAME."))
            draft = clerk.draft(row, who)
        except _Unsound as unsound:
            outcome.problems.append(unsound.problem)
            continue
        if draft is None:
            outcome.repeated.append(row)
        else:
            outcome.drafts.setdefault(who, []).append(draft)
    return outcome


class DecisionChecker:
    """Drafts one row after another, remembering what the earlier rows already said."""

    def __init__(self, standing: StudySnapshot) -> None:
        self.standing = standing
        self.classes = {
            **{(c.coder, c.typology, c.case): c.class_id for c in standing.classifications},
            **{(u.coder, u.typology, u.case): u.said for u in standing.unclassed},
        }
        self.known: set[tuple[object, ...]] = {
            *(("coding", c.coder, c.place, c.code, c.degree, c.case, c.value) for c in standing.codings),
            *(("reject", r.coder, r.place, r.code) for r in standing.rejections),
            *(("read", r.coder, r.text, r.start, r.end) for r in standing.readings),
            *(("class", c.coder, c.typology, c.class_id, c.case, c.place) for c in standing.classifications),
            *(("class", u.coder, u.typology, u.said, u.case, None) for u in standing.unclassed),
        }

    def draft(self, row: DecisionRow, coder: str) -> PendingEntry | None:
        """The entry that records the row; None where it repeats what holds already. Raises _Unsound."""
        if row.decision not in DECISIONS:
            what = f"{row.decision!r} is no decision" if row.decision else "is empty"
            raise _Unsound(row.problem("decision", f"{what}. There are: {', '.join(DECISIONS)}."))
        if row.decision == "classify" and row.code.rpartition(".")[2] in UNCLASSED and not row.quote:
            return self._unclassed(row, coder)
        if row.decision == "retract" and row.code.rpartition(".")[2] in UNCLASSED and not row.quote:
            return self._retract_unclassed(row, coder)
        text = self._text(row)
        if row.decision == "read":
            return self._read(row, coder, text)
        place = self._place(row, text)
        if row.decision == "classify":
            return self._classify(row, coder, place)
        if row.decision == "retract":
            return self._retract(row, coder, place)
        code = self._code(row)
        if row.decision == "reject":
            return self._reject(row, coder, place)
        return self._coding(row, coder, place, code)

    def _once(self, *key: object) -> bool:
        new = key not in self.known
        self.known.add(key)
        return new

    def _text(self, row: DecisionRow) -> Text:
        if row.text not in self.standing.texts:
            message = f"the study has no text {row.text!r}." if row.text else "is empty."
            raise _Unsound(row.problem("text", f"{message} `glose progress` lists the texts."))
        return self.standing.texts[row.text]

    def _place(self, row: DecisionRow, text: Text) -> Place:
        if not row.quote:
            raise _Unsound(row.problem("quote", "is empty; a decision needs the words it is about."))
        found = find_quote(text.content, row.quote)
        if not found:
            short = row.quote if len(row.quote) < 60 else row.quote[:57] + "…"
            raise _Unsound(row.problem("quote", f"“{short}” is not in {text.id}. Copy it from `glose text`."))
        if row.occurrence > len(found):
            raise _Unsound(row.problem("occurrence", f"{row.occurrence}: the quote is found {len(found)} time(s)."))
        if len(found) > 1 and not row.occurrence:
            raise _Unsound(
                row.problem("quote", f"is found {len(found)} times in {text.id}; say which in `occurrence` (from 1).")
            )
        start, end = found[max(row.occurrence, 1) - 1]
        return Place(text.id, start, end, text.content[start:end])

    def _code(self, row: DecisionRow) -> str:
        if not row.code:
            raise _Unsound(row.problem("code", "is empty."))
        if (
            row.code.partition(".")[0] in self.standing.codebook.typologies
            and row.code not in self.standing.codebook.codes
        ):
            raise _Unsound(row.problem("decision", f"{row.code!r} is a typology's class: the decision is `classify`."))
        try:
            return self.standing.codebook.code(row.code).id
        except UnknownCode as error:
            raise _Unsound(row.problem("code", str(error))) from None

    def _case(self, row: DecisionRow) -> str | None:
        return self._named_case(row) if row.case else self.standing.texts[row.text].case

    def _named_case(self, row: DecisionRow) -> str:
        case = case_name(row.case)
        if case not in self.standing.cases:
            raise _Unsound(row.problem("case", f"{case!r} is no case of the study; add it to cases.csv."))
        return case

    def _degree(self, row: DecisionRow, code: str) -> str | None:
        if not row.degree:
            return None
        degrees = self.standing.codebook.degrees(code)
        if row.degree not in degrees:
            there_are = f"There are: {', '.join(degrees)}." if degrees else f"{code} has no scale."
            raise _Unsound(row.problem("degree", f"{row.degree!r} is no degree of the code. {there_are}"))
        return row.degree

    def _coding(self, row: DecisionRow, coder: str, place: Place, code: str) -> PendingEntry | None:
        case, degree = self._case(row), self._degree(row, code)
        suggestion = self._suggestion(row, place, code) if row.decision == "accept" else None
        value = " ".join(row.value.split()) or None
        if not self._once("coding", coder, place, code, degree, case, value):
            return None
        return pending_coding(
            place,
            code,
            case=case,
            degree=degree,
            value=value,
            memo=row.memo,
            revision=self.standing.revision,
            suggestion=suggestion,
            provenance=self.standing.provenance() if suggestion else None,
        )

    def _suggestion(self, row: DecisionRow, place: Place, code: str) -> Suggestion:
        for suggestion in self.standing.suggestions(place.text, code):
            if suggestion.place.overlaps(place.start, place.end):
                return suggestion
        raise _Unsound(
            row.problem(
                "decision",
                f"nothing suggests {code} there, so it cannot be accepted; the decision is `code`.",
            )
        )

    def _reject(self, row: DecisionRow, coder: str, place: Place) -> PendingEntry | None:
        if not self._once("reject", coder, place, row.code):
            return None
        known = row.code in self.standing.codebook.codes
        suggestions = self.standing.suggestions(place.text, row.code) if known else ()
        suggestion = next((s for s in suggestions if s.place.overlaps(place.start, place.end)), None)
        return pending_rejection(
            place,
            row.code,
            reason=row.reason or row.memo,
            revision=self.standing.revision,
            suggestion=suggestion,
            provenance=self.standing.provenance() if suggestion else None,
        )

    def _classify(self, row: DecisionRow, coder: str, place: Place) -> PendingEntry | None:
        try:
            typology, chosen = self.standing.codebook.typology_class(row.code)
        except UnknownCode as error:
            raise _Unsound(row.problem("code", str(error))) from None
        return self._class_draft(row, coder, typology.id, chosen.id, place)

    def _unclassed(self, row: DecisionRow, coder: str) -> PendingEntry | None:
        """That a case belongs to no class, or that nothing tells which: said without a quote."""
        typology, _, said = row.code.rpartition(".")
        if typology not in self.standing.codebook.typologies:
            raise _Unsound(row.problem("code", f"the codebook has no typology {typology!r}."))
        return self._class_draft(row, coder, typology, said, None)

    def _class_draft(
        self, row: DecisionRow, coder: str, typology: str, class_id: str, place: Place | None
    ) -> PendingEntry | None:
        if not row.case:
            raise _Unsound(row.problem("case", "is empty; a class is of a case."))
        case = self._named_case(row)
        if not self._once("class", coder, typology, class_id, case, place):
            return None
        earlier = self.classes.setdefault((coder, typology, case), class_id)
        if earlier != class_id:
            message = f"{coder} has put {case} into {typology}.{earlier}; retract that first."
            raise _Unsound(row.problem("code", message))
        revision = self.standing.revision
        return pending_classification(typology, class_id, case, place=place, memo=row.memo, revision=revision)

    def _read(self, row: DecisionRow, coder: str, text: Text) -> PendingEntry | None:
        if not row.quote:
            return self._reading(coder, text.id, 0, len(text.content))
        place = self._place(row, text)
        passages = text.passages_in(place.start, place.end)
        if len(passages) != 1:
            raise _Unsound(row.problem("quote", "does not lie inside one passage; leave it empty for the whole text."))
        return self._reading(coder, text.id, passages[0].start, passages[0].end)

    def _reading(self, coder: str, text: str, start: int, end: int) -> PendingEntry | None:
        return pending_reading(text, start, end) if self._once("read", coder, text, start, end) else None

    def _retract_unclassed(self, row: DecisionRow, coder: str) -> PendingEntry:
        """Take back that a case is in no class: such a classification has no place to find it by."""
        typology, _, said = row.code.rpartition(".")
        case = self._named_case(row)
        wanted = (coder, typology, said, case)
        mine = [u for u in self.standing.unclassed if (u.coder, u.typology, u.said, u.case) == wanted]
        if not mine:
            raise _Unsound(row.problem("code", f"{coder} has not said {row.code} of {case}."))
        self.classes.pop((coder, typology, case), None)
        return _retraction(mine[0].id, row)

    def _retract(self, row: DecisionRow, coder: str, place: Place) -> PendingEntry:
        if not row.code:
            raise _Unsound(row.problem("code", "is empty."))
        standing: list[Coding | Classification] = [
            *(c for c in self.standing.codings if c.code == row.code),
            *(c for c in self.standing.classifications if f"{c.typology}.{c.class_id}" == row.code),
        ]
        mine = [c for c in standing if c.coder == coder and c.place.text == place.text]
        exact = [c for c in mine if c.place == place]
        if row.case:
            exact = [c for c in exact if c.case == case_name(row.case)]
        near = exact or [c for c in mine if c.place.overlaps(place.start, place.end)]
        if len(near) != 1:
            found = "nothing" if not near else f"{len(near)} codings"
            raise _Unsound(row.problem("quote", f"{coder} has {found} of {row.code} there to retract."))
        target = near[0]
        if isinstance(target, Classification):
            self.classes.pop((coder, target.typology, target.case), None)
        return _retraction(target.id, row)


def _retraction(subject: str, row: DecisionRow) -> PendingEntry:
    return PendingEntry("retract", {"subject": subject, "target": subject, "reason": row.reason or row.memo or None})


def pending_coding(
    place: Place,
    code: str,
    *,
    case: str | None,
    degree: str | None,
    memo: str,
    revision: str,
    value: str | None = None,
    suggestion: Suggestion | None = None,
    provenance: Mapping[str, Any] | None = None,
) -> PendingEntry:
    """A coding by hand, or the acceptance of a suggestion, which then is kept whole.

    `value` is a name, number or date that the coder read there.
    """
    payload: dict[str, Any] = {
        **_place_payload(place),
        "code": code,
        "case": case,
        "degree": degree,
        "memo": memo or None,
        "codebook": revision,
    }
    if value:
        payload["value"] = value
    if suggestion is None:
        return PendingEntry("code", payload)
    return PendingEntry("accept", {**payload, "suggestion": {**suggestion.as_json(), **(provenance or {})}})


def pending_rejection(
    place: Place,
    code: str,
    *,
    reason: str,
    revision: str,
    suggestion: Suggestion | None = None,
    provenance: Mapping[str, Any] | None = None,
) -> PendingEntry:
    """A refusal, with the suggestion refused."""
    payload = {**_place_payload(place), "code": code, "reason": reason or None, "codebook": revision}
    kept = {**suggestion.as_json(), **(provenance or {})} if suggestion else None
    return PendingEntry("reject", {**payload, "suggestion": kept})


def pending_reading(text: str, start: int, end: int, **how: object) -> PendingEntry:
    """That a coder has gone through `start`–`end` of a text.

    `how` says what was seen there: the `passage` read, the suggestions left open (`shown`: suggester by code), or,
    where the passage was shown without any, `blind` (its number) and what was `hidden`.
    """
    return PendingEntry("read", {"text": text, "start": start, "end": end, **how})


def _place_payload(place: Place) -> dict[str, Any]:
    return {"text": place.text, "start": place.start, "end": place.end, "quote": place.quote}
