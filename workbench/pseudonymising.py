"""Pseudonyms for a study: names found, a key that a person confirms, and texts that show pseudonyms only."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from coding.records.entry import Entry
from coding.records.replay import Classification, Coding
from corpus.cases import names_of
from corpus.problem import GloseError, Problem
from corpus.pseudonyms.key import Pseudonym, propose, read_key, write_key
from corpus.pseudonyms.replacer import PseudonymReplacer
from corpus.text import Text
from wording.messages import quoted, tr, tr_n
from workbench.correcting import Correction, commit, work_out
from workbench.study import Study
from workbench.summarising import heads_of


class BrokenKey(GloseError):
    """The key of the pseudonyms has faults."""


def key_of(study: Study) -> Path:
    """Where the study's key lies: `pseudonyms.csv` in its folder. No export holds it."""
    return study.folder / "pseudonyms.csv"


def load_key(path: Path) -> list[Pseudonym]:
    """The lines of the key; raises BrokenKey with every fault in it."""
    lines, problems = read_key(path)
    if problems:
        raise BrokenKey(tr("{file} has errors; correct them and try again.", file=path.name), problems)
    return lines


def look_for_names(
    study: Study, texts: Sequence[Text], key: Path, *, advance: Callable[[int], None] = lambda _: None
) -> list[Pseudonym]:
    """The key with every name found in these texts; nothing is written."""
    from corpus.pseudonyms.name_finder import find_names

    known = load_key(key)
    ours = {p.replacement for p in known}
    names = [n for n in find_names(texts, cache=study.cache, advance=advance) if not _is_ours(n.name, ours)]
    cases = names_of(study.cases.values())
    return propose(names, known, language=study.settings.language, kept=cases)


def _is_ours(name: str, replacements: set[str]) -> bool:
    """Whether what was found is a pseudonym, or a piece of one."""
    return any(name in replacement or replacement.strip("[]") in name for replacement in replacements)


def keep_key(key: Path, lines: Sequence[Pseudonym]) -> None:
    """Write the key down."""
    write_key(key, lines)


def plan_masking(study: Study, texts: Sequence[Text], lines: Sequence[Pseudonym]) -> list[Correction]:
    """The corrections that put the confirmed pseudonyms into these texts; texts without a name have none."""
    masks = PseudonymReplacer(lines)
    plans: list[Correction] = []
    for text in texts:
        masked, edits = masks.mask_text(text)
        if masked != text:
            plans.append(work_out(study, text, masked, edits=edits, lossless=True))
    return plans


def record_masking(study: Study, plans: Sequence[Correction], *, coder: str) -> None:
    """Record the new versions, a text at a time, each with its records anchored anew."""
    for plan in plans:
        commit(study, plan, coder=coder)


def names_left(study: Study, *, advance: Callable[[int], None] = lambda _: None) -> Iterator[Problem]:
    """What still names somebody in a study that uses pseudonyms: nothing where it has no key."""
    key = key_of(study)
    if not key.exists():
        return
    lines, problems = read_key(key)
    yield from problems
    if problems:
        return
    masks = PseudonymReplacer(lines)
    yield from _still_there(study, masks)
    texts = list(study.texts.values())
    for line in look_for_names(study, texts, key, advance=advance):
        if line.decision == "" and line.count:
            where = (
                line.texts[0]
                if len(line.texts) == 1
                else tr_n("{text} and {n} more", "{text} and {n} more", len(line.texts) - 1, text=line.texts[0])
            )
            message = tr_n(
                "{name} (once) is not decided; run `glose pseudonyms`.",
                "{name} ({n} times) is not decided; run `glose pseudonyms`.",
                line.count,
                name=quoted(line.name),
            )
            yield Problem(where, message, "warning")


def masked(study: Study, events: Iterable[tuple[Entry, bool]]) -> Iterator[tuple[Entry, bool]]:
    """Entries of the ledger, each with whether it is undone, as they may be shown: names as their pseudonyms."""
    lines, _ = read_key(key_of(study))
    masks = PseudonymReplacer(lines)
    for entry, undone in events:
        yield entry.with_words(masks.mask_value), undone


def _still_there(study: Study, masks: PseudonymReplacer) -> Iterator[Problem]:
    """Confirmed names that stand somewhere yet: in a text, its id, its file's name, a memo."""
    for text in study.texts.values():
        found = masks.find(text.content)
        if found:
            start, end, _ = found[0]
            message = tr(
                "{name} is to be replaced and is still here; run `glose pseudonyms --apply`.",
                name=quoted(text.content[start:end]),
            )
            yield Problem(f"{text.id} {start}–{end}", message, "warning")
        for what, words in (("id", text.id), ("case", text.case or ""), (tr("file name"), text.file)):
            spaced = "".join(c if c.isalnum() else " " for c in words)
            if masks.find(spaced) or masks.find(spaced.title()):
                yield Problem(text.id, tr("its {what} contains a name that is to be replaced.", what=what), "warning")
    for (code, case), rivals in heads_of(study).items():
        if any(masks.find(summary.wording) for summary in rivals):
            yield Problem(
                tr("summary of {code} · {case}", code=code, case=case),
                tr("contains a name that is to be replaced; write it again."),
                "warning",
            )
    ledger = study.ledger
    noted: list[Coding | Classification] = [*ledger.codings(), *ledger.classifications()]
    for record in noted:
        if record.memo and masks.find(record.memo):
            place = f"{record.place.text} {record.place.start}–{record.place.end} ({record.coder})"
            yield Problem(place, tr("its memo contains a name that is to be replaced."), "warning")
