"""Which of a coder's records a retraction takes back, and what records it."""

from coding.deciding.decision import Decision, UnsoundDecision
from coding.deciding.study_snapshot import StudySnapshot
from coding.records.decisions import Retracted
from coding.records.replay import Classification, Coding, Unclassed
from corpus.cases import case_name
from corpus.place import Place
from wording.messages import tr


def retracted_record(decision: Decision, coder: str, place: Place, snapshot: StudySnapshot) -> Coding | Classification:
    """The coder's coding or classification at that place, else the only one that overlaps it.

    Raises UnsoundDecision where there is none, or where several fit.
    """
    if not decision.code:
        raise UnsoundDecision("code", tr("is empty."))
    current: list[Coding | Classification] = [
        *(c for c in snapshot.codings if c.code == decision.code),
        *(c for c in snapshot.classifications if f"{c.typology}.{c.class_id}" == decision.code),
    ]
    mine = [c for c in current if c.coder == coder and c.place.text == place.text]
    if decision.case:
        mine = [c for c in mine if c.case == case_name(decision.case)]
    exact = [c for c in mine if c.place == place]
    near = exact or [c for c in mine if c.place.overlaps(place.start, place.end)]
    if len(near) != 1:
        who = {"coder": coder, "code": decision.code}
        message = (
            tr("{coder} has {count} codings of {code} there. Give the exact words of one.", count=len(near), **who)
            if near
            else tr("{coder} has nothing of {code} there to retract.", **who)
        )
        raise UnsoundDecision("quote", message)
    return near[0]


def retracted_unclassed(decision: Decision, coder: str, case: str, snapshot: StudySnapshot) -> Unclassed:
    """What the coder recorded of a case that belongs to no class; it has no place to find it by.

    Raises UnsoundDecision where the coder has recorded nothing of the kind.
    """
    typology, _, class_id = decision.code.rpartition(".")
    wanted = (coder, typology, class_id, case)
    mine = [u for u in snapshot.unclassed if (u.coder, u.typology, u.said, u.case) == wanted]
    if not mine:
        message = tr("{coder} has not recorded {code} for {case}.", coder=coder, code=decision.code, case=case)
        raise UnsoundDecision("code", message)
    return mine[0]


def pending_retraction(subject: str, decision: Decision) -> Retracted:
    """What records that the record with this id is taken back, with the reason given."""
    return Retracted(subject=subject, target=subject, reason=decision.reason or decision.memo or None)
