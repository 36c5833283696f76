"""How `glose trace` shows cells, entries and the records behind them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from commands.screens.terms import (
    about,
    cell_state_word,
    change_words,
    degree_said,
    fate_word,
    kind_word,
    outcome_word,
    part_word,
    status_word,
    verdict_word,
    when,
)
from wording.messages import decimal, quoted, tr, tr_n

if TYPE_CHECKING:
    from rich.console import Console

    from coding.records.decisions import KeptSuggestion
    from coding.records.entry import Entry
    from workbench.study import Study
    from workbench.tracing import CellTrace, EntryTrace, EvidenceTrail


def show_cell(out: "Console", study: "Study", found: "CellTrace") -> None:
    """Print a cell and every record behind it, those that no longer count last."""
    cell = found.cell
    out.print(f"{found.table.title} · {found.row.label} · {found.column.label}", style="bold")
    state = cell_state_word(cell.state)
    shown = state if cell.value is None else tr("{what}: {detail}", what=state, detail=cell.value)
    notes = [tr("only from codes below")] if cell.rolled else []
    notes += [tr("coders disagree")] if cell.disputed else []
    notes += [tr("disagreements not adjudicated")] if cell.contested else []
    records = tr_n("{n} record behind it", "{n} records behind it", max(cell.codings, len(found.trail)))
    out.print(" · ".join([shown, *notes, records]))
    for trail in found.trail:
        _show_trail(out, study, trail)
    if cell.codings > len(found.trail):
        more = cell.codings - len(found.trail)
        left = tr_n(
            "… and {n} more (--max-count N, or --json for all)",
            "… and {n} more (--max-count N, or --json for all)",
            more,
        )
        out.print(f"\n{left}", style="dim")
    if found.gone:
        out.print("\n" + tr("No longer behind it:"), style="bold")
    for trail in found.gone:
        _show_trail(out, study, trail)


def show_entry(out: "Console", study: "Study", found: "EntryTrace") -> None:
    """Print an entry, the record it is about, and the cells that rest on it."""
    entry = found.entry
    out.print(f"{kind_word(entry.kind)} {entry.id}", style="bold")
    facts = [tr("number {number}", number=found.number), entry.coder, when(entry.time)]
    if found.current is not None:
        facts.append(tr("as it is now") if found.current else tr("there is a later one"))
    facts += [tr("undone")] if found.undone else []
    out.print(" · ".join(facts))
    if found.trail is None or found.trail.history.created.id != entry.id:
        for line in _facts(entry):
            _indented(out, line)
    if found.revision is not None:
        _show_revision(out, found)
    if found.trail is None:
        return
    if found.trail.history.created.id != entry.id:
        out.print("\n" + tr("It is about:"), style="bold")
    _show_trail(out, study, found.trail)
    _show_cells(out, found)


def _show_revision(out: "Console", found: "EntryTrace") -> None:
    """What the codebook changed against the one recorded before it."""
    names = {
        "added": tr("codes added"),
        "removed": tr("codes removed"),
        "redefined": tr("definition changed"),
        "shown_anew": tr("cues or examples changed"),
        "typologies": tr("typologies changed"),
    }
    pairs = found.revision.renamed if found.revision else ()
    if pairs:
        became = ", ".join(f"{old} → {new}" for old, new in pairs)
        _indented(out, tr("{what}: {detail}", what=tr("codes with another id"), detail=became))
    for part, name in names.items():
        codes = getattr(found.revision, part)
        if codes:
            _indented(out, tr("{what}: {detail}", what=name, detail=", ".join(codes)))


def _show_cells(out: "Console", found: "EntryTrace") -> None:
    assert found.trail is not None
    created, holds = found.trail.history.created, found.trail.history.status == "holds"
    if not found.counted and holds:
        not_counted = tr("Tables do not count {coder} (`count` in study.yaml).", coder=created.coder)
        out.print(f"\n{not_counted}")
    elif found.cells:
        out.print("\n" + tr_n("Used in {n} cell:", "Used in {n} cells:", len(found.cells)), style="bold")
    elif holds and created.kind in ("accept", "code", "classify"):
        out.print("\n" + tr("Not used in any cell of the declared tables."), style="bold")
    for spot in found.cells:
        _indented(out, f"{spot.table} · {spot.row.id} · {spot.column.id}")


def _show_trail(out: "Console", study: "Study", trail: "EvidenceTrail") -> None:
    from coding.records.decisions import WentThrough

    made, record = trail.history.created, trail.history.record
    was, now_code = made.code, getattr(record, "code", None)
    code = f"{was} → {now_code}" if was and now_code and was != now_code else was
    degree, value, about = (getattr(made.payload, name, None) for name in ("degree", "value", "case"))
    facts = [code, degree_said(degree), value, about]
    out.print()
    out.print(f"{' · '.join(fact for fact in facts if fact) or kind_word(made.kind)}", style="cyan")
    now, then = getattr(record, "place", None), made.place
    if now is not None:
        _indented(out, f"{quoted(_on_a_line(now.quote))}  ({now.text}:{now.start}–{now.end})")
    elif then is not None:
        _indented(out, f"{quoted(_on_a_line(then.quote))}  ({tr('{text}, as it was', text=then.text)})")
    elif isinstance(made.payload, WentThrough):
        _indented(out, f"{made.payload.text}:{made.payload.start}–{made.payload.end}")
    for line in _life(study, trail):
        _indented(out, line)


def _life(study: "Study", trail: "EvidenceTrail") -> Iterator[str]:
    """The history of a record, one line per event: who made it, on what, under which codebook, what came later."""
    from coding.records.decisions import Recoded, Retracted
    from coding.records.record_history import suggestion_of
    from coding.records.study_acts import CodesChanged

    made = trail.history.created
    memo, codebook = (getattr(made.payload, name, None) for name in ("memo", "codebook"))
    suggestion = suggestion_of(made)
    yield f"{_entry_words(made)}, {tr('number {number}', number=trail.number)}"
    if memo:
        yield tr("memo: {memo}", memo=memo)
    if suggestion:
        yield from _suggestion(suggestion)
    if codebook:
        yield tr("codebook {revision}", revision=codebook[:12]) + _definition(study, trail, codebook)
    for entry in trail.history.changes:
        reason = entry.payload.reason if isinstance(entry.payload, Retracted) else None
        if isinstance(entry.payload, Recoded):
            [act] = study.ledger.entries(id=entry.payload.act)
            reason = f"{change_words(act)} ({act.says(CodesChanged).reason})"
        yield _with_reason(_entry_words(entry), reason)
    if trail.history.status != "holds":
        yield tr("now: {status}", status=status_word(trail.history.status))
    for review in trail.reviews:
        verdict = tr("{what} by {coder}", what=verdict_word(review.verdict), coder=review.reviewer)
        reviewed = tr("review: {verdict}, audit {audit}", verdict=verdict, audit=review.audit[:8])
        yield _with_reason(reviewed, review.reason)
    for one in trail.settled:
        what = tr("{what} by {coder}", what=outcome_word(one.says.outcome), coder=one.coder)
        why = ". ".join(part for part in (one.says.reason, one.says.note) if part)
        yield _with_reason(tr("adjudicated: {what}", what=what), why)
    for summary in trail.summaries:
        yield tr(
            "cited in the summary of {code} · {case} by {coder}, entry {entry}",
            code=summary.code,
            case=summary.case,
            coder=summary.coder,
            entry=summary.id[:12],
        )


def _entry_words(entry: "Entry") -> str:
    """What an entry did, by whom and when."""
    from coding.records.decisions import Moved

    done, moved_to = about(entry), entry.payload
    if isinstance(moved_to, Moved):
        fate = fate_word(moved_to.fate)
        moved = tr("{what} ({fate}, version {version})", what=kind_word("move"), fate=fate, version=moved_to.version)
        done = tr("{what} by {coder}", what=moved, coder=entry.coder)
    return f"{done}, {when(entry.time)}, {tr('entry {entry}', entry=entry.id[:12])}"


def _with_reason(words: str, reason: str | None) -> str:
    return tr("{what}: {detail}", what=words, detail=reason) if reason else words


def _definition(study: "Study", trail: "EvidenceTrail", codebook: str) -> str:
    """Whether the code's definition was the same then."""
    if codebook == study.revision:
        return ", " + tr("as it is now")
    if trail.changed is None:
        return ""
    if not trail.changed:
        return ", " + tr("the code's definition has not changed since")
    return ", " + tr("changed since: {parts}", parts=", ".join(map(part_word, trail.changed)))


def _suggestion(kept: "KeptSuggestion") -> Iterable[str]:
    from coding.suggesting.suggestion import Suggestion

    suggestion = Suggestion.from_json(kept.whole)
    yield tr(
        "suggested by {suggester}, score {score}, rank {rank}",
        suggester=suggestion.suggester,
        score=decimal(suggestion.score),
        rank=suggestion.rank,
    )
    for evidence in suggestion.evidence:
        yield f"  · {evidence.why}"


def _on_a_line(words: str) -> str:
    return " ".join(words.split())


def _facts(entry: "Entry") -> Iterator[str]:
    """The payload of an entry that makes no record, one line per key; long values are cut."""
    for key, value in entry.as_json().items():
        if value in (None, "", [], {}):
            continue
        words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        yield f"{key}: {words if len(words) <= 200 else words[:199] + '…'}"


def _indented(out: "Console", words: str) -> None:
    """A line under a heading; where it is too wide for the terminal, its other lines too."""
    from rich.padding import Padding
    from rich.text import Text

    left = 2 + len(words) - len(words.lstrip())
    out.print(Padding(Text(words.lstrip()), (0, 0, 0, left), expand=False))
