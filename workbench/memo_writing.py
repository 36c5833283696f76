"""Writing memos about a text, a case, a code, a coding or the study, correcting them, and taking them away."""

from collections.abc import Sequence

from coding.records.decisions import Undone
from coding.records.entry import Entry
from coding.records.study_acts import MemoWritten
from coding.records.undoing import pending_undos
from corpus.problem import GloseError
from wording.messages import tr
from workbench.memos import standing_memos
from workbench.study import Study

KINDS = ("texts", "cases", "codes", "codings")
"""What a memo can be about, besides the study as a whole."""
LONGEST = 200_000
"""Characters of a memo: what a person writes, and no book."""


class UnsoundMemo(GloseError):
    """A memo that cannot be recorded as it is."""


class NoSuchMemo(GloseError):
    """A memo that does not stand, or is not this coder's."""


def write_memo(
    study: Study,
    *,
    title: str,
    wording: str,
    about: Sequence[tuple[str, str]] = (),
    coder: str,
    replaces: str | None = None,
) -> Entry:
    """Record a memo; with `replaces` it corrects that one of the coder's, which stands again where this is undone.

    `about` are pairs of one of KINDS and an id; of codings the id of their entry. Raises UnsoundMemo, NoSuchMemo,
    UnknownText, UnknownCase, UnknownCode, and what recording raises.
    """
    title, wording = " ".join(title.split()), wording.replace("\r\n", "\n").strip()
    if not title and not wording:
        raise UnsoundMemo(tr("A memo needs words."))
    if len(title) + len(wording) > LONGEST:
        raise UnsoundMemo(tr("A memo has at most {n} characters.", n=LONGEST))
    if replaces is not None:
        _own(study, replaces, coder)
    named = tuple(dict.fromkeys((kind, _named(study, kind, name)) for kind, name in about))
    memo = MemoWritten(title=title or _first_words(wording), wording=wording, about=named, replaces=replaces)
    return study.ledger.append(coder, [memo])[0]


def take_away(study: Study, memo: str, *, coder: str) -> list[Entry]:
    """Take a memo of the coder's back with all that it corrected, in one act; raises NoSuchMemo."""
    entry: Entry | None = _own(study, memo, coder)
    held = {one.id: one for one in study.ledger.current("memo")}
    chain: list[Entry] = []
    while entry is not None and entry not in chain:
        chain.append(entry)
        entry = held.get(entry.says(MemoWritten).replaces or "")
    undos: list[Undone] = pending_undos([one for one in chain if one.coder == coder])
    return study.ledger.append(coder, undos)


def _own(study: Study, memo: str, coder: str) -> Entry:
    found = next((one for one in standing_memos(study) if one.id == memo), None)
    if found is None:
        raise NoSuchMemo(tr("This memo does not stand any more: it was corrected or taken back."))
    if found.coder != coder:
        raise NoSuchMemo(tr("This memo is {coder}'s: only who wrote it can change it.", coder=found.coder))
    return found


def _named(study: Study, kind: str, name: str) -> str:
    if kind == "texts":
        return study.text(name).id
    if kind == "cases":
        return study.case(name)
    if kind == "codes":
        return study.codebook.code(name).id
    if kind == "codings":
        if name in study.ledger.codings_by_id([name]):
            return name
        raise UnsoundMemo(tr("No coding that holds has this id: {id}.", id=name[:12] or "–"))
    raise UnsoundMemo(tr("Choose one of: {known}.", known=", ".join(KINDS)))


def _first_words(wording: str) -> str:
    line = wording.splitlines()[0].strip("#*_>- ") or wording
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"
