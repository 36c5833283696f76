"""Checking decisions before they are recorded: from a file, a command or a session, nothing unsound gets through."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coding.classing.choice import pending_classification
from coding.codebook.model import UnknownCode
from coding.deciding.decision import DECISIONS, OWN_CASE, Decision, UnsoundDecision
from coding.deciding.decisions_file import DecisionRow
from coding.deciding.pending import pending_coding, pending_reading, pending_rejection
from coding.deciding.quoted_place import place_of_quote
from coding.deciding.retraction import pending_retraction, retracted_record, retracted_unclassed
from coding.deciding.study_snapshot import CheckedDecisions, StudySnapshot
from coding.records.decisions import Retracted
from coding.records.payload import Payload
from coding.records.replay import UNCLASSED, Classification
from coding.suggesting.suggestion import Suggestion
from corpus.cases import case_name
from corpus.place import Place
from corpus.problem import Problem
from corpus.text import Text
from wording.messages import tr


def check_rows(rows: Sequence[DecisionRow], snapshot: StudySnapshot, *, coder: str | None) -> CheckedDecisions:
    """Check every row of a file; `coder` is who decides where a row names nobody.

    A row that repeats what is recorded already (or an earlier row) adds nothing and is listed as repeated.
    """
    outcome = CheckedDecisions()
    checker = DecisionChecker(snapshot)
    for row in rows:
        who = row.coder or coder
        if who:
            _check(row.decision, checker, outcome, coder=who, place_of=row.place_of)
        else:
            message = tr("the coder is missing. Fill it in, or pass --coder NAME.")
            outcome.problems.append(Problem(row.place_of("coder"), message))
    return outcome


def check(decisions: Sequence[Decision], snapshot: StudySnapshot, *, coder: str) -> CheckedDecisions:
    """Check one coder's decisions that come from no file; a problem's place is the field that is wrong."""
    outcome = CheckedDecisions()
    checker = DecisionChecker(snapshot)
    for decision in decisions:
        _check(decision, checker, outcome, coder=coder, place_of=str)
    return outcome


def _check(
    decision: Decision,
    checker: "DecisionChecker",
    outcome: CheckedDecisions,
    *,
    coder: str,
    place_of: Callable[[str], str],
) -> None:
    try:
        payload = checker.check(decision, coder)
    except UnsoundDecision as unsound:
        outcome.problems.append(Problem(place_of(unsound.field), unsound.message))
        return
    if payload is None:
        outcome.repeated.append(decision)
    else:
        outcome.pending.setdefault(coder, []).append(payload)


class DecisionChecker:
    """Checks one decision after another, remembering what the earlier ones recorded."""

    def __init__(self, snapshot: StudySnapshot) -> None:
        self.snapshot = snapshot
        self.classes = {
            **{(c.coder, c.typology, c.case): c.class_id for c in snapshot.classifications},
            **{(u.coder, u.typology, u.case): u.said for u in snapshot.unclassed},
        }
        self._read_again: set[tuple[object, ...]] = set()
        self.known: set[tuple[object, ...]] = {
            *(("coding", c.coder, c.place, c.code, c.degree, c.case, c.value) for c in snapshot.codings),
            *(("reject", r.coder, r.place, r.code) for r in snapshot.rejections),
            *(("read", r.coder, r.text, r.start, r.end) for r in snapshot.readings),
            *(("class", c.coder, c.typology, c.class_id, c.case, c.place) for c in snapshot.classifications),
            *(("class", u.coder, u.typology, u.said, u.case, None) for u in snapshot.unclassed),
        }

    def check(self, decision: Decision, coder: str) -> Payload | None:
        """What records the decision; None where that is recorded already. Raises UnsoundDecision."""
        kind = decision.decision
        if kind not in DECISIONS:
            what = tr("{decision!r} is not a decision.", decision=kind) if kind else tr("is empty.")
            known = ", ".join(DECISIONS)
            raise UnsoundDecision("decision", what + " " + tr("Choose one of: {known}.", known=known))
        if decision.code.rpartition(".")[2] in UNCLASSED and not decision.quote:
            if kind == "classify":
                return self._unclassed(decision, coder)
            if kind == "retract":
                return self._retract_unclassed(decision, coder)
        text = self._text(decision)
        if kind == "read":
            return self._read(decision, coder, text)
        place = place_of_quote(decision, text, self.snapshot.texts)
        if kind == "classify":
            return self._classify(decision, coder, place)
        if kind == "retract":
            return self._retract(decision, coder, place)
        code = self._code(decision)
        if kind == "reject":
            return self._reject(decision, coder, place, code)
        return self._coding(decision, coder, place, code)

    def _once(self, *key: object) -> bool:
        new = key not in self.known
        self.known.add(key)
        return new

    def _text(self, decision: Decision) -> Text:
        if decision.text not in self.snapshot.texts:
            named = decision.text
            what = tr("the study has no text {text!r}.", text=named) if named else tr("is empty.")
            raise UnsoundDecision("text", what + " " + tr("Choose one that `glose progress` lists."))
        return self.snapshot.texts[decision.text]

    def _code(self, decision: Decision) -> str:
        if not decision.code:
            raise UnsoundDecision("code", tr("is empty."))
        if (
            decision.code.partition(".")[0] in self.snapshot.codebook.typologies
            and decision.code not in self.snapshot.codebook.codes
        ):
            raise UnsoundDecision(
                "decision", tr("{code!r} is a class of a typology. Write `classify`.", code=decision.code)
            )
        try:
            code = self.snapshot.codebook.code(decision.code)
        except UnknownCode as error:
            raise UnsoundDecision("code", str(error)) from None
        if code.retired and decision.decision != "reject":
            message = tr("{code} is retired: {reason} Choose another code.", code=code.id, reason=code.retired)
            raise UnsoundDecision("code", message)
        return code.id

    def _case(self, decision: Decision, place: Place) -> str | None:
        if decision.case == OWN_CASE:
            return self.snapshot.texts[decision.text].case_at(place.start)
        return None if decision.case is None else self._named_case(decision)

    def _named_case(self, decision: Decision) -> str:
        case = case_name(decision.case or "")
        case = self.snapshot.case_names.get(case, case)
        if case not in self.snapshot.cases:
            raise UnsoundDecision("case", tr("{case!r} is not a case of the study. Add it to cases.csv.", case=case))
        return case

    def _degree(self, decision: Decision, code: str) -> str | None:
        if not decision.degree:
            return None
        degrees = self.snapshot.codebook.degrees(code)
        if decision.degree not in degrees:
            what = tr("{degree!r} is not a degree of {code}.", degree=decision.degree, code=code)
            choice = tr("Choose one of: {known}.", known=", ".join(degrees)) if degrees else tr("It has no scale.")
            raise UnsoundDecision("degree", f"{what} {choice}")
        return decision.degree

    def _coding(self, decision: Decision, coder: str, place: Place, code: str) -> Payload | None:
        case, degree = self._case(decision, place), self._degree(decision, code)
        suggestion = self._suggestion(decision, place, code) if decision.decision == "accept" else None
        if decision.decision == "accept" and suggestion is None:
            message = tr("{code} is not suggested there, so it cannot be accepted. Write `code`.", code=code)
            raise UnsoundDecision("decision", message)
        value = " ".join(decision.value.split()) or None
        if not self._once("coding", coder, place, code, degree, case, value):
            return None
        return pending_coding(
            place,
            code,
            case=case,
            degree=degree,
            value=value,
            memo=decision.memo,
            revision=self.snapshot.revision,
            suggestion=suggestion,
            provenance=self._seen(decision) if suggestion else None,
        )

    def _suggestion(self, decision: Decision, place: Place, code: str) -> Suggestion | None:
        """The suggestion that was decided on, else one of the code that overlaps the place."""
        if decision.suggestion is not None:
            return decision.suggestion
        return next(iter(self.snapshot.suggestions(place, code)), None)

    def _seen(self, decision: Decision) -> Mapping[str, Any]:
        return self.snapshot.provenance() if decision.seen is None else decision.seen

    def _reject(self, decision: Decision, coder: str, place: Place, code: str) -> Payload | None:
        if not self._once("reject", coder, place, code):
            return None
        suggestion = self._suggestion(decision, place, code)
        return pending_rejection(
            place,
            code,
            reason=decision.reason or decision.memo,
            revision=self.snapshot.revision,
            suggestion=suggestion,
            provenance=self._seen(decision) if suggestion else None,
        )

    def _classify(self, decision: Decision, coder: str, place: Place) -> Payload | None:
        try:
            typology, chosen = self.snapshot.codebook.typology_class(decision.code)
        except UnknownCode as error:
            raise UnsoundDecision("code", str(error)) from None
        return self._class(decision, coder, typology.id, chosen.id, place)

    def _unclassed(self, decision: Decision, coder: str) -> Payload | None:
        """That a case belongs to no class, or that nothing shows which: recorded without a quote."""
        typology, _, class_id = decision.code.rpartition(".")
        if typology not in self.snapshot.codebook.typologies:
            raise UnsoundDecision("code", tr("the codebook has no typology {typology!r}.", typology=typology))
        return self._class(decision, coder, typology, class_id, None)

    def _class(
        self, decision: Decision, coder: str, typology: str, class_id: str, place: Place | None
    ) -> Payload | None:
        if not decision.case:
            raise UnsoundDecision("case", tr("is empty. Name the case that is classified."))
        case = self._named_case(decision)
        if not self._once("class", coder, typology, class_id, case, place):
            return None
        earlier = self.classes.setdefault((coder, typology, case), class_id)
        if earlier != class_id:
            message = tr(
                "{coder} has put {case} into {earlier}. Retract that first.",
                coder=coder,
                case=case,
                earlier=f"{typology}.{earlier}",
            )
            raise UnsoundDecision("code", message)
        revision = self.snapshot.revision
        return pending_classification(typology, class_id, case, place=place, memo=decision.memo, revision=revision)

    def _read(self, decision: Decision, coder: str, text: Text) -> Payload | None:
        if not decision.quote and decision.at is None:
            return self._reading(coder, text.id, 0, len(text.content))
        place = place_of_quote(decision, text, self.snapshot.texts)
        passages = text.passages_in(place.start, place.end)
        if len(passages) != 1:
            raise UnsoundDecision("quote", tr("is not within one passage. Leave it empty for the whole text."))
        return self._reading(coder, text.id, passages[0].start, passages[0].end)

    def _reading(self, coder: str, text: str, start: int, end: int) -> Payload | None:
        key = ("read", coder, text, start, end)
        if not self._once(*key) and not self._is_reopened(*key):
            return None
        return pending_reading(text, start, end, revision=self.snapshot.revision)

    def _is_reopened(self, *key: object) -> bool:
        """Whether what was read there was read before all of today's codes were to be looked for; so once only."""
        if key in self._read_again:
            return False
        self._read_again.add(key)
        same = [r.id for r in self.snapshot.readings if ("read", r.coder, r.text, r.start, r.end) == key]
        reopened = self.snapshot.reopened() if same else ()
        return bool(same) and all(reading in reopened for reading in same)

    def _retract_unclassed(self, decision: Decision, coder: str) -> Retracted:
        """Take back that a case is in no class: such a classification has no place to find it by."""
        typology = decision.code.rpartition(".")[0]
        case = self._named_case(decision)
        subject = retracted_unclassed(decision, coder, case, self.snapshot).id
        self.classes.pop((coder, typology, case), None)
        return pending_retraction(subject, decision)

    def _retract(self, decision: Decision, coder: str, place: Place) -> Retracted:
        target = retracted_record(decision, coder, place, self.snapshot)
        if isinstance(target, Classification):
            self.classes.pop((coder, target.typology, target.case), None)
        return pending_retraction(target.id, decision)
