"""What `glose audit` shows of a drawn coding, and the keys that judge it."""

import re
from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.codebook.model import word
from commands.screens.loop import KeyLoop
from commands.screens.terms import degree_said, status_word, suggester_word, verdict_word
from wording.messages import tr
from workbench.auditing import surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coding.quality.sample_audit import ReviewVerdict
    from workbench.auditing import AuditItem, AuditSample


def item_lines(sample: "AuditSample", item: "AuditItem", *, reach: int = 240, only: str | None = None) -> list[Words]:
    """A drawn coding in lines: what it is, what the code means, the quote in its passage, the verdicts.

    `only` leaves the verdicts of that reviewer alone.
    """
    study, coded, place = sample.study, item.coded, item.place
    language = study.settings.language
    code = study.codebook.codes.get(coded.code)
    facts = (coded.code, degree_said(coded.degree), coded.value, coded.case)
    head = Words(f"{item.number}/{len(sample.items)}  ", style="dim")
    head.append(" · ".join(fact for fact in facts if fact), style="bold")
    made = (place.text, item.created.coder, suggester_word(item.value_of("suggester")), item.created.id[:8])
    lines = [head, Words(" · ".join(made), "dim")]
    meaning = word(code.definition, language) if code else tr("(the codebook no longer has this code)")
    label = word(code.label, language) if code else ""
    meant = tr("{what}: {detail}", what=label, detail=meaning) if label and meaning else label or meaning
    lines.append(Words(meant, style="italic"))
    before, after = ("", "")
    if item.history.record is not None:
        before, after = surroundings(study.texts[place.text], place, reach)
    # The marks set the quote apart where there is no colour.
    quote = Words(_on_a_line(before), style="dim")
    quote.append(f"⟦{_on_a_line(place.quote)}⟧", style="not dim bold cyan")
    quote.append(_on_a_line(after))
    return [*lines, quote, *_notes(item, only)]


def _on_a_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _notes(item: "AuditItem", only: str | None) -> list[Words]:
    """What became of the coding since, its memo, and the reviewers' verdicts."""
    notes = []
    if item.history.status != "holds":
        now = status_word(item.history.status)
        notes.append(Words(tr("! {status} since it was drawn; judge it as it was", status=now), style="yellow"))
    if item.coded.memo:
        notes.append(Words(tr("memo: {memo}", memo=item.coded.memo), style="dim"))
    for review in (review for review in item.reviews if only in (None, review.reviewer)):
        colour = "green" if review.verdict == "agree" else "red"
        verdict = f"→ {verdict_word(review.verdict)} ({review.reviewer})"
        note = tr("{what}: {detail}", what=verdict, detail=review.reason) if review.reason else verdict
        notes.append(Words(note, style=colour))
    return notes


def run(sample: "AuditSample", items: "Sequence[AuditItem]", *, reviewer: str, allow_own: bool = False) -> int:
    """Let the reviewer judge these items, one key each; gives how many verdicts were recorded."""
    with _AuditLoop(sample, [item.number for item in items], reviewer, allow_own) as loop:
        while loop.at < len(loop.numbers):
            key = loop.key(loop.shown).lower()
            if key == "q":
                break
            loop.press(key)
    return loop.judged


class _AuditLoop(KeyLoop):
    def __init__(self, sample: "AuditSample", numbers: list[int], reviewer: str, allow_own: bool) -> None:
        super().__init__()
        self.sample = sample
        self.numbers = numbers
        self.reviewer = reviewer
        self.allow_own = allow_own
        self.at = 0
        self.judged = 0
        self.message = ""

    def press(self, key: str) -> None:
        self.message = ""
        if key == "a":
            self.judge("agree")
        elif key == "o":
            reason = self.ask(tr("What is wrong? "))
            if reason and reason.strip():
                self.judge("object", reason)
            elif reason is not None:
                self.message = tr("An objection needs a reason; nothing was recorded.")
        elif key in ("s", "space", "enter"):
            self.at += 1
        elif key == "p":
            self.at = max(self.at - 1, 0)
        else:
            self.message = tr("That key does nothing here.")

    def judge(self, verdict: "ReviewVerdict", reason: str | None = None) -> None:
        number = [self.numbers[self.at]]
        self.sample.judge(number, verdict, reviewer=self.reviewer, reason=reason, allow_own=self.allow_own)
        self.judged += 1
        self.at += 1

    def shown(self, question: str = "") -> list[Words]:
        """The item at hand above, the keys or a question below."""
        item = self.sample.item(self.numbers[self.at])
        keys = self.screen.legend(tr("a agree  o object  s skip  p back  q quit"))
        last = [Words(question, style="dim")] if question else keys
        wide = [line for whole in self.lines(item) for line in self.screen.wrapped(whole)]
        room = max(self.screen.height - 1 - len(last), 4)
        filled = [*wide[:room], *[Words()] * (room - len(wide))]
        return [*filled, Words(self.message, style="yellow"), *last]

    def lines(self, item: "AuditItem") -> list[Words]:
        # Others' verdicts are not shown: reviewers judge for themselves.
        reach, only = self.screen.width * 5, self.reviewer
        head, facts, meaning, quote, *notes = item_lines(self.sample, item, reach=reach, only=only)
        return [head, facts, Words(), meaning, Words(), quote, Words(), *notes]

    def ask(self, question: str) -> str | None:
        """A line of text; None where the person goes back with Esc."""

        def shown(typed: str) -> list[Words]:
            keys = f"▏  {tr('(Enter done · Esc back)')}"
            room = max(self.screen.width - len(question) - len(keys), 10)
            return self.shown(f"{question}{typed[-room:]}{keys}")

        return self.line(shown)
