"""What a coder has coded in a passage already, and with a code elsewhere: beside the passage that is decided on."""

from dataclasses import dataclass, field

from coding.records.replay import Coding
from workbench.agenda import AgendaItem
from workbench.study import Study


@dataclass(slots=True)
class CodedHere:
    """One coder's codings as the ledger has them; it is asked once for each passage and code, until `forget`."""

    study: Study
    coder: str
    _here: list[Coding] | None = None
    _with_code: dict[str, list[Coding]] = field(default_factory=dict)

    def forget(self) -> None:
        """Ask the ledger anew: the passage is another, or something was recorded."""
        self._here = None
        self._with_code.clear()

    def within(self, item: AgendaItem) -> list[Coding]:
        """What is coded in this passage, by place."""
        if self._here is None:
            mine = self.study.ledger.codings(text=item.text.id, coder=self.coder)
            self._here = sorted((c for c in mine if _touches(c, item)), key=lambda c: (c.place.start, c.code))
        return self._here

    def elsewhere(self, code: str, item: AgendaItem) -> list[Coding]:
        """What is coded with a code outside this passage, the latest first."""
        if code not in self._with_code:
            codings = self.study.ledger.codings(code=code, coder=self.coder)
            self._with_code[code] = sorted(codings, key=lambda c: c.time, reverse=True)
        return [coding for coding in self._with_code[code] if not _touches(coding, item)]


def _touches(coding: Coding, item: AgendaItem) -> bool:
    return coding.place.text == item.text.id and coding.place.overlaps(item.passage.start, item.passage.end)
