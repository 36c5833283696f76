"""The key of a study's pseudonyms: proposing, reading and writing it. A name has the same pseudonym everywhere."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from corpus.formula_guard import guarded, unguarded
from corpus.problem import Problem
from corpus.pseudonyms.name_finder import Name, NameKind
from corpus.whole_file import write_whole
from wording.messages import tr
from wording.spelling import caseless

Decision = Literal["", "replace", "keep"]
COLUMNS = ("kind", "name", "replacement", "decision", "count", "texts", "certain")
WORDS: Mapping[str, Mapping[NameKind, str]] = {
    "fr": {
        "person": "Personne",
        "place": "Lieu",
        "organisation": "Organisation",
        "email": "Courriel",
        "phone": "Téléphone",
    },
    "en": {"person": "Person", "place": "Place", "organisation": "Organisation", "email": "E-mail", "phone": "Phone"},
}
"""The words in pseudonyms: `[Personne 1]`."""


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A line of the key; `decision` is empty until a person has decided, `certain` is false where a name is a guess."""

    kind: NameKind
    name: str
    replacement: str
    decision: Decision = ""
    count: int = 0
    texts: tuple[str, ...] = ()
    certain: bool = True


def propose(
    names: Sequence[Name], known: Sequence[Pseudonym], *, language: str, kept: Iterable[str] = ()
) -> list[Pseudonym]:
    """The key with every name that was found: known lines as they are, new names with a proposed pseudonym.

    A last or first name alone gets the pseudonym of the full name (`Dupont`, `Marie Dupont`) if only one person has it.
    For names in `kept` (the cases) the proposal is to keep them.
    """
    lines = {p.name: p for p in known}
    stay = {caseless(name) for name in kept}
    numbers = {kind: _highest(known, kind) for kind in get_args(NameKind)}
    full = sorted({n.name for n in names} | set(lines), key=lambda name: -len(name.split()))
    # Full names come first, so that a last name alone finds the person who bears it.
    for found in sorted(names, key=lambda n: (-len(n.name.split()) if n.kind == "person" else 0, -n.count)):
        counted = (found.count, tuple(text for text, _ in found.counts))
        if found.name in lines:
            lines[found.name] = replace(lines[found.name], count=counted[0], texts=counted[1], certain=found.certain)
            continue
        alias = _same_person(found, full, lines) if found.kind == "person" else None
        if alias is None:
            numbers[found.kind] += 1
            alias = f"[{WORDS[language][found.kind]} {numbers[found.kind]}]"
        decision: Decision = "keep" if caseless(found.name) in stay else ""
        lines[found.name] = Pseudonym(found.kind, found.name, alias, decision, *counted, found.certain)
    order = {kind: number for number, kind in enumerate(get_args(NameKind))}
    return sorted(lines.values(), key=lambda p: (not p.certain, order[p.kind], -p.count, p.name))


def _same_person(found: Name, full: Sequence[str], lines: Mapping[str, Pseudonym]) -> str | None:
    """The pseudonym of the only person who has this last or first name; None if there is no such person."""
    if len(found.name.split()) > 1:
        return None
    wanted = caseless(found.name)
    bearers = {
        lines[name].replacement
        for name in full
        if name in lines and lines[name].kind == "person" and len(name.split()) > 1
        if wanted in (caseless(name.split()[0]), caseless(name.split()[-1]))
    }
    return bearers.pop() if len(bearers) == 1 else None


def _highest(known: Sequence[Pseudonym], kind: NameKind) -> int:
    numbers = [int(m.group(1)) for p in known if p.kind == kind and (m := re.search(r"(\d+)\D*$", p.replacement))]
    return max(numbers, default=0)


def read_key(path: Path) -> tuple[list[Pseudonym], tuple[Problem, ...]]:
    """The lines of the key and every fault in the file; no lines where there is no file."""
    if not path.exists():
        return [], ()
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return [], (Problem(path.name, tr("cannot be read: {error}. Save it as UTF-8.", error=error)),)
    delimiter = ";" if source.partition("\n")[0].count(";") > 2 else ","
    reader = csv.DictReader(io.StringIO(source), delimiter=delimiter)
    if not {"kind", "name", "replacement", "decision"} <= set(reader.fieldnames or ()):
        message = tr("the first line must name the columns: {columns}.", columns=",".join(COLUMNS))
        return [], (Problem(f"{path.name}:1", message),)
    lines: list[Pseudonym] = []
    problems: list[Problem] = []
    for row in reader:
        place = f"{path.name}:{reader.line_num}"
        decision = (row["decision"] or "").strip().lower()
        name, replacement = (unguarded((row[key] or "").strip()) for key in ("name", "replacement"))
        if not name:
            problems.append(Problem(place, tr("the column `name` is empty. Fill it in, or delete the line.")))
        elif row["kind"] not in get_args(NameKind):
            problems.append(Problem(place, _not_a_kind(row["kind"] or "")))
        elif decision not in get_args(Decision):
            message = tr("{decision!r} is not a decision. Write replace or keep, or leave it empty.", decision=decision)
            problems.append(Problem(place, message))
        elif decision == "replace" and not replacement:
            problems.append(Problem(place, tr("{name!r} has no replacement. Fill it in, or decide keep.", name=name)))
        else:
            count = int(row.get("count") or 0) if (row.get("count") or "0").isdecimal() else 0
            texts = tuple(t for t in unguarded(row.get("texts") or "").split("; ") if t)
            kind, decided = cast("NameKind", row["kind"]), cast("Decision", decision)
            certain = (row.get("certain") or "").strip().lower() != "no"
            lines.append(Pseudonym(kind, name, replacement, decided, count, texts, certain))
    return lines, tuple(problems)


def _not_a_kind(written: str) -> str:
    kinds = ", ".join(get_args(NameKind))
    return tr("{kind!r} is not a kind of name. Choose one of: {kinds}.", kind=written, kinds=kinds)


def write_key(path: Path, lines: Sequence[Pseudonym]) -> None:
    """Write the key, readable only by its owner; a write that fails leaves the old file. Formulas are guarded."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for p in lines:
        certain = "yes" if p.certain else "no"
        name, replacement, texts = map(guarded, (p.name, p.replacement, "; ".join(p.texts)))
        writer.writerow([p.kind, name, replacement, p.decision, p.count, texts, certain])
    write_whole(path, out.getvalue(), private=True)
