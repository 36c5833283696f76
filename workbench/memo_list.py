"""Every memo of a study, those of codings among them, found by their words and by what they are about."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from coding.records.decisions import Coded
from coding.records.replay import Coding
from wording.spelling import folded
from workbench.memos import Memo, memos_of
from workbench.study import Study


@dataclass(frozen=True, slots=True)
class MemosWanted:
    """Which memos: `about` is one of texts, cases, codes, codings, notes (of codings) or study; `id` what of them."""

    words: str = ""
    about: str = ""
    id: str = ""
    coder: str = ""


@dataclass(frozen=True, slots=True)
class ListedMemo:
    """A memo, or (`coding`) the note that a coding carries; `codings` are the codings that it is about, by name."""

    memo: Memo
    coding: Coding | None
    codings: dict[str, Coding]


def memos_wanted(study: Study, wanted: MemosWanted) -> list[ListedMemo]:
    """The memos that are wanted, the latest first. What is written about a code is about those above it as well."""
    memos = [one for one in memos_of(study) if _is_wanted(one, wanted)] if wanted.about != "notes" else []
    known = _codings(study, {name for one in memos for kind, name in one.about if kind == "codings"})
    found = [ListedMemo(one, None, {n: known[n] for _, n in one.about if n in known}) for one in memos]
    if wanted.about in ("", "notes"):
        for coding in study.ledger.noted_codings():
            about = (("codings", coding.id), ("codes", coding.code), ("texts", coding.place.text))
            note = Memo(coding.id, "", coding.memo or "", coding.coder, coding.time, about)
            if _is_wanted(note, wanted, notes=True):
                found.append(ListedMemo(note, coding, {coding.id: coding}))
    return sorted(found, key=lambda one: (one.memo.time, one.memo.id), reverse=True)


def _is_wanted(memo: Memo, wanted: MemosWanted, *, notes: bool = False) -> bool:
    if wanted.coder and memo.coder != wanted.coder:
        return False
    if wanted.words and folded(wanted.words) not in folded(f"{memo.title}\n{memo.wording}"):
        return False
    if wanted.about == "study" and memo.about:
        return False
    about = [pair for pair in memo.about if wanted.about in ("", pair[0]) or notes]
    if wanted.about not in ("", "study", "notes") and not about:
        return False
    return not wanted.id or any(_is_of(kind, name, wanted.id) for kind, name in about)


def _is_of(kind: str, name: str, wanted: str) -> bool:
    return name == wanted or (kind == "codes" and name.startswith(f"{wanted}."))


def _codings(study: Study, names: set[str]) -> dict[str, Coding]:
    """The codings with these names, which are their entries or the GUIDs that they were imported with."""
    found = study.ledger.codings_by_id(sorted(names))
    guids = sorted(names - found.keys())
    if not guids:
        return found
    said: Sequence[str] = [f'"guid":{json.dumps(guid, ensure_ascii=False)}' for guid in guids]
    entries, _ = study.ledger.latest(kinds=("code", "accept"), naming=said)
    of = {entry.id: one.imported.guid for _, entry in entries if (one := entry.says(Coded)).imported}
    held = study.ledger.codings_by_id(list(of))
    return {**found, **{of[name]: coding for name, coding in held.items()}}
