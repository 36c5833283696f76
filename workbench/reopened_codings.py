"""Codings made when their code meant something else, which their coder has not gone through again since."""

from collections import defaultdict
from collections.abc import Iterable

from coding.codebook.code_change import changed_parts
from coding.codebook.file import read_codebook
from coding.codebook.meaning import Unsought, unsought
from coding.codebook.model import Codebook
from coding.records.coverage import covered
from coding.records.decisions import Coded
from coding.records.replay import Coding, Reading
from workbench.looked_for import PastMeanings, recorded_at, unsought_of
from workbench.study import Study


def reopened_codings(study: Study, *, coder: str | None = None) -> dict[str, tuple[Coding, str]]:
    """The codings that hold, by id, each with the hash of the codebook that it was made under.

    Whoever reads the passage again with the present meaning lets them stand; a minor change of a definition, another
    label, other examples or cues open nothing.
    """
    revisions = recorded_at(study)
    if revisions.keys() <= {study.revision}:
        return {}
    then, redefined = PastMeanings(study), dict[str, frozenset[str]]()
    for sha256, time in revisions.items():
        redefined[sha256] = unsought(then.today(sha256, time), then.now).redefined
    if not any(redefined.values()):
        return {}
    at_risk = frozenset().union(*redefined.values())
    held = {one.id: one for code in at_risk for one in study.ledger.codings(code=code, coder=coder)}
    under = _made_under(study, held, revisions) if held else {}
    older = {one: (held[one], sha256) for one, sha256 in under.items() if held[one].code in redefined.get(sha256, ())}
    return _not_read_since(study, older)


def _made_under(study: Study, held: Iterable[str], revisions: dict[str, str]) -> dict[str, str]:
    """The hash of the codebook under which each coding was made; the last recorded before it where it does not say."""
    wanted, found = set(held), dict[str, str]()
    by_time = sorted((time, sha256) for sha256, time in revisions.items())
    for kind in ("code", "accept"):
        for entry in study.ledger.entries(kind=kind):
            if entry.id in wanted:
                before = [sha256 for time, sha256 in by_time if time <= entry.time]
                found[entry.id] = entry.says(Coded).codebook or (before or [by_time[0][1]])[-1]
    return found


def _not_read_since(study: Study, older: dict[str, tuple[Coding, str]]) -> dict[str, tuple[Coding, str]]:
    missed = unsought_of(study)
    by_place: dict[tuple[str, str], list[str]] = defaultdict(list)
    for coding, _ in older.values():
        by_place[coding.place.text, coding.coder].append(coding.id)
    open_ones: dict[str, tuple[Coding, str]] = {}
    for (text_id, who), ids in by_place.items():
        text, readings = study.texts[text_id], study.ledger.readings(text=text_id, coder=who)
        read: dict[str, set[int]] = {}
        for one in ids:
            coding = older[one][0]
            if coding.code not in read:
                with_it = (r for r in readings if _looked_for(r, coding.code, missed))
                read[coding.code] = {passage.number for passage in covered(text, with_it)}
            here = text.passages_in(coding.place.start, coding.place.end)
            if not all(passage.number in read[coding.code] for passage in here):
                open_ones[one] = older[one]
    return open_ones


def _looked_for(reading: Reading, code: str, missed: dict[str, Unsought]) -> bool:
    return reading.id not in missed or code not in missed[reading.id].codes


def changes_since(study: Study, older: dict[str, tuple[Coding, str]]) -> dict[str, tuple[str, ...]]:
    """For each of these codings, the parts of its code that read otherwise since it was made."""
    books: dict[str, Codebook | None] = {}
    found: dict[str, tuple[str, ...]] = {}
    names = study.ledger.code_names()
    revisions = recorded_at(study)
    for one, (coding, sha256) in older.items():
        if sha256 not in books:
            books[sha256] = read_codebook(study.ledger.blob(sha256).decode(errors="replace"))[0]
        book = books[sha256]
        if book is not None:
            called = [code for code in book.codes if names.today(code, revisions.get(sha256, "")) == coding.code]
            found[one] = changed_parts(book, study.codebook, called[0], coding.code) if called else ()
    return found
