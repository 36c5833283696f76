"""Sealing a ledger: its heads, dated, in a file to send away; and holding what was once printed against it."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from coding.records.entry import Entry
from coding.records.head import LedgerHead, heads_written_in
from corpus.problem import GloseError, Problem
from corpus.whole_file import write_whole
from ledger.integrity import faults_of
from wording.messages import tr, tr_n
from workbench.seal_signature import SealSignature, faults_of_seal, signature_in, signature_lines
from workbench.signature_problems import signature_problems
from workbench.study import Study

_CHAIN = re.compile(r"^  (?P<entries>\d+) (?P<last>[0-9a-f]{64}) (?P<coder>.+?)[ \t\r]*$", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")


class NoHeads(GloseError):
    """What a ledger should be held against names no head."""


class UnsoundLedger(GloseError):
    """A ledger with faults is not sealed, nor copied as a backup."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page says of a ledger: its head and, where it is a seal, each chain's end as (coder, entries, id), and who
    signed that.
    """

    source: str
    head: LedgerHead
    chains: tuple[tuple[str, int, str], ...] = ()
    signed: SealSignature | None = None


def sound(study: Study) -> None:
    """Raise UnsoundLedger with what is wrong in the ledger, if anything is."""
    faults = tuple(problem for problem in faults_of(study.ledger) if problem.level == "error")
    if faults:
        raise UnsoundLedger(tr("The ledger has faults; `glose check` lists them. Nothing was written."), faults)


def seal_text(study: Study, now: datetime | None = None) -> str:
    """The seal: when it was made, the head, and the end of each coder's chain. Raises UnsoundLedger."""
    sound(study)
    at = now or datetime.now(UTC)
    head, moment = study.ledger.head(), at.strftime("%Y-%m-%d %H:%M UTC")
    chains = tuple((coder, entries, last) for coder, (entries, last) in study.ledger.chains().items())
    ends = [f"  {entries} {last} {coder}" for coder, entries, last in chains]
    return "\n".join(
        (
            tr(
                "Seal of the ledger of “{title}”, made by Glose on {moment}.", title=study.settings.title, moment=moment
            ),
            "",
            head.written(digits=64),
            "",
            tr("The last entry of each coder (number of entries, entry, coder):"),
            *ends,
            "",
            *signature_lines(study, head, chains, at),
            tr("Send this to somebody outside the team, or print and sign it. What it names cannot be cut or changed"),
            tr("any more without being found: `glose check --against THIS-FILE` compares the ledger with it."),
            "",
        )
    )


def write_seal(study: Study, target: Path | None) -> Path:
    """Write the seal to the file, or to one named for the moment in seals/ of the study's folder."""
    now = datetime.now(UTC)
    path = target or study.folder / "seals" / f"seal-{now:%Y-%m-%dT%H%M%SZ}.txt"
    return write_whole(path, seal_text(study, now))


def claims_of(source: str) -> list[Claim]:
    """What a file (a seal, a report, a table or methods section of any format), a folder of them, or a head as it is
    printed says of the ledger.

    Raises NoHeads where there is none in it.
    """
    path = Path(source)
    if not path.exists():
        claims = [Claim(head.written(), head) for head in heads_written_in(source)]
        if not claims:
            raise NoHeads(tr("{source} is neither a file nor a head (ledger:412:9f2c…).", source=source))
        return claims
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    claims = [claim for file in files for claim in _claims_in(file)]
    if not claims:
        raise NoHeads(
            tr(
                "{source} names no head of a ledger. Tables, methods and reports written by this version of Glose do, "
                "and so does the file of `glose seal`.",
                source=source,
            )
        )
    return claims


def _claims_in(path: Path) -> Iterator[Claim]:
    words = _words_of(path)
    ends = tuple((m["coder"], int(m["entries"]), m["last"]) for m in _CHAIN.finditer(words))
    for head in heads_written_in(words):
        whole = len(head.digest) == 64
        yield Claim(path.name, head, ends if whole else (), signature_in(words) if whole else None)


def _words_of(path: Path) -> str:
    """The words of a page: a PDF's text, the parts of an Office file or the file itself, without their tags."""
    if path.suffix.lower() == ".pdf":
        from corpus.read import read_text

        text, _ = read_text(path, kind="document")
        return text.content if text else ""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            names = [name for name in parts.namelist() if name.endswith(".xml")]
            written = "\n".join(parts.read(name).decode("utf-8", "replace") for name in names)
    else:
        written = path.read_bytes().decode("utf-8", "replace")
    return unescape(_TAG.sub("", written))


def ledger_against(study: Study, claims: Sequence[Claim]) -> Iterator[Problem]:
    """What is wrong in the ledger by itself, and what it has otherwise than these claims say."""
    yield from faults_of(study.ledger)
    yield from signature_problems(study.ledger)
    yield from held_against(study, claims)
    for claim in claims:
        if claim.chains:
            yield from faults_of_seal(study, claim.source, (claim.head, claim.chains), claim.signed)


def held_against(study: Study, claims: Sequence[Claim]) -> Iterator[Problem]:
    """What the ledger has otherwise than these claims say; nothing where every entry that they name stands."""
    ids = study.ledger.ids()
    entries: list[Entry] = []
    for claim in claims:
        if claim.head.stands_in(ids):
            continue
        entries = entries or list(study.ledger.entries())
        yield Problem(claim.source, _what_differs(claim, len(ids)))
        for coder, number, last in claim.chains:
            yield from _chain_differs(claim, [e.id for e in entries if e.coder == coder], (coder, number, last))


def _what_differs(claim: Claim, there: int) -> str:
    named = claim.head.entries
    if there < named:
        return tr_n(
            "names {named} entries, and the ledger has {n}: entries were cut, or an older copy was put back.",
            "names {named} entries, and the ledger has {n}: entries were cut, or an older copy was put back.",
            there,
            named=named,
        )
    return tr_n(
        "the first entry of the ledger is not the one it names: it was rewritten.",
        "the first {n} entries of the ledger are not those it names: some were rewritten, cut or put in another order.",
        named,
    )


def _chain_differs(claim: Claim, mine: Sequence[str], end: tuple[str, int, str]) -> Iterator[Problem]:
    coder, number, last = end
    place = tr("{source}, chain of {coder}", source=claim.source, coder=coder)
    if len(mine) < number:
        yield Problem(place, tr("had {number} entries and has {there}.", number=number, there=len(mine)))
    elif mine[number - 1] != last:
        yield Problem(place, tr("its entry {number} was {id} and is another.", number=number, id=last[:12]))
