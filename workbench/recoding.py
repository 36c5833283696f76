"""Changing codings that hold: taken back, given another code, other borders, another degree, value or memo."""

from collections.abc import Sequence

from coding.deciding.decision import Decision
from coding.records.replay import Coding
from corpus.place import Place
from wording.degree_word import degree_word
from wording.messages import language, quoted, tr
from workbench.confirming import Session


def retract(session: Session, coding: Coding) -> None:
    """Take the coding back."""
    session.change([coding], [], tr("retracted {code}", code=coding.code))


def recode(session: Session, coding: Coding, codes: Sequence[str]) -> None:
    """Give its words other codes instead; degree and value go along where the new code has them."""
    if list(codes) == [coding.code]:
        return
    instead = tr("coded as {codes} instead of {code}", codes=", ".join(codes), code=coding.code)
    session.change([coding], [_as(session, coding, code=code) for code in codes], instead)


def move(session: Session, coding: Coding, start: int, end: int) -> None:
    """Give it other borders."""
    if (start, end) == (coding.place.start, coding.place.end):
        return
    place = Place(coding.place.text, start, end, session.study.texts[coding.place.text].content[start:end])
    session.change([coding], [_as(session, coding, place=place)], tr("moved {code}", code=coding.code))


def grade(session: Session, coding: Coding, degree: str | None) -> None:
    """Give it another degree, or (None) none."""
    if degree == coding.degree:
        return
    said = tr("{code}: degree {degree}", code=coding.code, degree=degree_word(degree, language()) if degree else "–")
    session.change([coding], [_as(session, coding, degree=degree or "")], said)


def give_value(session: Session, coding: Coding, value: str) -> None:
    """Give it another value, or (empty) none."""
    value = " ".join(value.split())
    if value == (coding.value or ""):
        return
    said = tr("{code}: value {value}", code=coding.code, value=value or "–")
    session.change([coding], [_as(session, coding, value=value)], said)


def note(session: Session, coding: Coding, memo: str) -> None:
    """Give it another memo, or (empty) none."""
    memo = memo.strip()
    if memo == (coding.memo or ""):
        return
    said = tr("{code}: memo {memo}", code=coding.code, memo=quoted(memo) if memo else "–")
    session.change([coding], [_as(session, coding, memo=memo)], said)


def _as(
    session: Session,
    coding: Coding,
    *,
    code: str = "",
    place: Place | None = None,
    degree: str | None = None,
    value: str | None = None,
    memo: str | None = None,
) -> Decision:
    code = code or coding.code
    kept = coding.degree if coding.degree in session.study.codebook.degrees(code) else None
    return Decision(
        decision="code",
        text=coding.place.text,
        code=code,
        place=place or coding.place,
        case=coding.case,
        degree=(kept or "") if degree is None else degree,
        value=(coding.value or "") if value is None else value,
        memo=(coding.memo or "") if memo is None else memo,
    )
