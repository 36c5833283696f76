"""Going through the cases that a coder has not classed yet: the session behind `glose classify --step`.

A session knows nothing of keys and screens. Every decision is in the ledger before its method returns.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coding.classing.choice import AlreadyClassed, Choice, NoQuote
from coding.codebook.model import Typology, TypologyClass
from coding.records.replay import Coding
from corpus.place import Place
from wording.messages import tr, tr_n
from workbench.class_proposals import CaseProposals, NumberedQuote, case_files
from workbench.classifying import decide_class
from workbench.session_record import SessionRecord
from workbench.study import Study


@dataclass(slots=True)
class ClassSession:
    """One coder's way through the files. `file` is the current one; None at the end.

    `ticked` are the numbers of the quotes chosen by hand; while there are none, a class that the rules propose is
    decided on the quotes shown for it.
    """

    study: Study
    coder: str
    files: list[CaseProposals]
    position: int = 0
    cursor: int = 0
    ticked: set[int] = field(default_factory=set)
    memo: str = ""
    message: str = ""
    recorder: SessionRecord = field(init=False)
    _others: dict[int, NumberedQuote] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.recorder = SessionRecord(self.study, self.coder)

    @property
    def file(self) -> CaseProposals | None:
        """The current case and typology."""
        return self.files[self.position] if self.position < len(self.files) else None

    @property
    def classes(self) -> tuple[TypologyClass, ...]:
        """The classes to choose from, in the codebook's order."""
        return self.file.typology.classes if self.file else ()

    @property
    def quotes(self) -> list[NumberedQuote]:
        """The quotes that a class can be decided on, by number."""
        return [*self.file.quotes.values(), *self._others.values()] if self.file else []

    @property
    def decided(self) -> int:
        """How many cases were decided in this session."""
        return len(self.recorder.done)

    # Deciding

    def choose(self, class_id: str) -> None:
        """Put the case into a class, on the ticked quotes or else those of its rules, or (UNCLASSED) into none."""
        file = self.file
        if file is None:
            return
        choice = Choice(file.typology, file.case, class_id, self._places(class_id), self.memo)
        said = tr("{case}: {name}", case=file.case, name=class_id)
        try:
            entries = self.recorder.recorded(
                self.position, said, lambda: decide_class(self.study, file, choice, coder=self.coder)
            )
        except NoQuote:
            self.message = tr(
                "Tick the quotes that {name} rests on (↑ ↓ space); a lists all that is coded.", name=class_id
            )
            return
        except AlreadyClassed as error:
            self.message = str(error)
            return
        if entries is None:
            self.message = self.recorder.said
            return
        quotes = sum(entry.place is not None for entry in entries)
        decided = {"case": file.case, "name": class_id}
        on = tr_n("{case}: {name}, on {n} quote", "{case}: {name}, on {n} quotes", quotes, **decided)
        self._go(self.position + 1, on if quotes else said)

    def _places(self, class_id: str) -> tuple[Place, ...]:
        assert self.file is not None
        proposed = self.file.proposal(class_id)
        # Quotes behind a likeness say what the cases share, not which class: those a person must choose.
        numbers = self.ticked or set(proposed[1].numbers if proposed and proposed[1].verdict else ())
        return tuple(quote.place for quote in self.quotes if quote.number in numbers)

    def skip(self) -> None:
        """Leave the case open and go to the next."""
        if self.file is not None:
            self._go(self.position + 1, tr("{case} left open", case=self.file.case))

    def undo(self) -> None:
        """Take back the last decision of this session and go back to its case."""
        if (undone := self.recorder.undo()) is None:
            self.message = self.recorder.said
            return
        position, _ = undone
        self._go(position, tr("undone: {what}", what=self.files[position].case))

    # Choosing quotes

    def move(self, lines: int) -> None:
        """Move the cursor down the quotes, up where negative."""
        self.cursor = min(max(self.cursor + lines, 0), max(len(self.quotes) - 1, 0))

    def tick(self) -> None:
        """Choose the quote under the cursor, or let it go."""
        if self.quotes:
            self.ticked ^= {self.quotes[self.cursor].number}

    def list_all(self) -> None:
        """List everything that is coded about the case, behind the quotes of the proposals."""
        file = self.file
        if file is None or self._others:
            return
        shown = {quote.place for quote in file.quotes.values()}
        by_place: dict[Place, list[Coding]] = {}
        for coding in self.study.ledger.codings(case=file.case):
            if coding.coder in file.counted and coding.place not in shown:
                by_place.setdefault(coding.place, []).append(coding)
        first = len(file.proposed.places) + 1
        numbered = enumerate(by_place.items(), first)
        self._others = {number: NumberedQuote(number, place, tuple(codings)) for number, (place, codings) in numbered}
        more = len(self._others)
        self.message = (
            tr_n("{n} more quote", "{n} more quotes", more) if more else tr("Nothing more is coded about the case.")
        )

    def _go(self, position: int, message: str) -> None:
        self.position, self.cursor, self.memo, self.message = position, 0, "", message
        self.ticked, self._others = set(), {}


def open_session(study: Study, typologies: Sequence[Typology], cases: Sequence[str], *, coder: str) -> ClassSession:
    """The session over the cases (or all) that the coder has not decided on in these typologies."""
    files = case_files(study, typologies, cases)
    return ClassSession(study, coder, [f for f in files if coder not in {one.coder for one in f.decided}])
