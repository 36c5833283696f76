"""The file in which a cell's summary is written: the text above, the cell's quotes below as comments."""

import hashlib
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coding.codebook.model import label_of
from coding.records.entry import Entry
from coding.summaries.citing import Citable, FrameworkCell
from coding.summaries.summary import SummaryState
from corpus.problem import Problem
from reports.tables.summary_words import reasons_in_words
from wording.catalogues import say
from wording.degree_word import degree_word
from wording.messages import tr
from workbench.study import Study
from workbench.summarising import state_of
from workbench.summary_writing import UnsoundSummary, WrittenMeanwhile, command_for, write_summary

_LINE = "# " + "-" * 70
_OVER = re.compile(r"^# over:(?P<ids>.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SummaryFile:
    """What such a file says: the text, and the entries that it was written over (None where it does not say)."""

    text: str
    over: tuple[str, ...] | None


def read_summary_file(content: str) -> SummaryFile:
    """The text above the line, without comments (lines that begin with `# `), and what it was written over."""
    above = content.replace("\r\n", "\n").removeprefix("\ufeff").split("\n# ---", 1)[0]
    kept = [line for line in above.split("\n") if not line.startswith("# ") and line != "#"]
    over = _OVER.search(content)
    text = "\n".join(kept).strip()
    return SummaryFile("" if text.startswith("# ---") else text, tuple(over["ids"].split()) if over else None)


def file_of(study: Study, cell: FrameworkCell, *, coder: str) -> Path:
    """Where a coder's draft of the cell lies: `drafts/` in the study's folder."""
    return study.folder / "drafts" / f"{_plain(coder)}--{_plain(cell.code)}--{_plain(cell.case)}.md"


def _plain(name: str) -> str:
    """A name as a file may have it; two names never become the same."""
    plain = re.sub(r"[^\w.-]+", "_", name).lstrip(".")
    return plain if plain == name else f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def open_file(study: Study, cell: FrameworkCell, *, coder: str, problems: Sequence[Problem] = ()) -> Path:
    """Write the file to edit, with the current cell below; a draft that lies there keeps its text.

    Where another summary was recorded since the draft was begun, the file shows it beside: whoever saves then has
    seen it.
    """
    path = file_of(study, cell, coder=coder)
    state = state_of(study, cell)
    text, show = state.text if state else "", bool(state and state.rivals)
    if path.exists():
        draft = read_summary_file(path.read_text(encoding="utf-8"))
        text = draft.text or text
        show = show or (draft.over is not None and set(draft.over) != set(_heads(state)))
    _write(path, text, _below(study, cell, state, problems=problems, show=show))
    return path


def keep_text(study: Study, cell: FrameworkCell, text: str, *, coder: str) -> Path | None:
    """Keep a text that was refused as a draft; None where another draft lies there, which is left alone."""
    path = file_of(study, cell, coder=coder)
    if path.exists():
        return None
    _write(path, text, _below(study, cell, state_of(study, cell), problems=(), show=False))
    return path


def _write(path: Path, text: str, below: Iterable[str]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([text, "", *below, ""]), encoding="utf-8")


def _heads(state: SummaryState | None) -> tuple[str, ...]:
    return (state.entry, *(rival.entry for rival in state.rivals)) if state else ()


def record_file(study: Study, cell: FrameworkCell, path: Path, *, coder: str) -> Entry | None:
    """Record what the file says and remove it; None where there was nothing new in it.

    Where it is refused the file is kept and the message says where. Raises UnsoundSummary, WrittenMeanwhile.
    """
    draft = read_summary_file(path.read_text(encoding="utf-8"))
    if not draft.text:
        path.unlink()
        return None
    try:
        entry = write_summary(study, cell, draft.text, coder=coder, over=draft.over)
    except (UnsoundSummary, WrittenMeanwhile) as refused:
        kept = tr(
            "{refusal} Your text is kept in {file}; `{command}` opens it again.",
            refusal=refused,
            file=path,
            command=command_for(cell),
        )
        raise type(refused)(kept, refused.problems) from None
    path.unlink()
    return entry


def _below(
    study: Study,
    cell: FrameworkCell,
    state: SummaryState | None,
    *,
    problems: Sequence[Problem],
    show: bool,
) -> Iterator[str]:
    """The lines below the text: what to do, what was wrong, what stands, the quotes with their numbers."""
    language = study.settings.language
    yield _LINE
    yield f"# {label_of(study.codebook, cell.code, language)} · {cell.case}"
    yield f"# over: {' '.join(_heads(state))}".rstrip()
    yield from _comment(say("summary_how", language))
    for problem in problems:
        yield from _comment(f"! {problem}")
    for standing in (state, *state.rivals) if state and show else ():
        yield from ("#", *_comment(say("summary_reads_now", language, coder=standing.coder)))
        yield from _comment(standing.text, indent="    ")
    for reason in reasons_in_words(state, language) if state else ():
        yield from _comment(f"~ {reason}")
    for quote in cell.quotes:
        yield from ("#", *_comment(f"[^{quote.number}] {about(quote, language)}"))
        yield from _comment(f"“{quote.coding.place.quote}”", indent="    ")


def about(quote: Citable, language: str) -> str:
    """What is said of a quote beside its number: text, code, degree, value, coder."""
    coding = quote.coding
    degree = degree_word(coding.degree, language) if coding.degree else ""
    return " · ".join(p for p in (coding.place.text, coding.code, degree, coding.value, coding.coder) if p)


def _comment(words: str, indent: str = "") -> list[str]:
    lines = [line for part in words.split("\n") for line in textwrap.wrap(part, 100, break_long_words=False)]
    return [f"# {indent}{line}" for line in lines]
