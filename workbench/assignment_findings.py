"""What of the texts handed out is worth a second look: not begun, in nobody's hands, coded by others, opened early."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from coding.records.assigning import TextOpened
from wording.messages import tr, tr_n
from workbench.assigning import assignments_of, leads_of
from workbench.finding import Finding, Listing, listing
from workbench.study import Study

KINDS = ("not_begun", "not_handed_out", "no_list", "not_theirs", "opened")
"""The lists, as `glose audit findings --only` names them."""


class AssignmentFindings:
    """Looks through what was handed out. Of a text that is blind for who looks, only their own part is told."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.assigned = assignments_of(study)

    @property
    def are_there(self) -> bool:
        """Whether anything is handed out."""
        return bool(self.assigned.by_text)

    def not_begun(self) -> Listing:
        """Texts on which a coder who is to code them has recorded nothing."""
        blind = self.study.hidden.texts if self.study.hidden else ()
        found = [
            Finding(
                text,
                tr("{coder}, since {day}", coder=one.coder, day=one.since[:10]),
                {"text": text, "coder": one.coder, "since": one.since, "by": one.by},
            )
            for text in self._handed_out()
            for one in self.assigned.coders_of(text).values()
            if one.coder not in self._begun.get(text, ()) and (text not in blind or one.coder == self.study.viewer)
        ]
        advice = tr("Remind them, or hand the texts to others: `glose assign TEXT --from CODER --to OTHER`.")
        return listing("not_begun", tr("Texts handed out and not begun"), advice, found)

    def not_handed_out(self) -> Listing:
        """Texts that nobody is to code, where others are handed out."""
        missing = [text for text in self.study.texts if self.are_there and not self.assigned.coders_of(text)]
        found = [Finding(text, tr("nobody is to code it"), {"text": text}) for text in missing]
        advice = tr("`glose assign --new --to CODERS` hands out what nobody has yet.")
        return listing("not_handed_out", tr("Texts handed out to nobody"), advice, found)

    def no_list(self) -> Listing:
        """Coders who coded or read, and to whom nothing is handed out; the lead needs no list."""
        found = [
            Finding(
                coder,
                tr_n("coded or read {n} text, and has no list", "coded or read {n} texts, and has no list", len(texts)),
                {"coder": coder, "texts": texts},
            )
            for coder, texts in self._by_coder.items()
            if self.are_there and not self.assigned.texts_of(coder) and coder not in self._leads
        ]
        advice = tr("Hand out to them what they are to code, or check whether the name is spelt as in the list.")
        return listing("no_list", tr("Coders without a list"), advice, found)

    def not_theirs(self) -> Listing:
        """Codings on texts that are not in their coder's list."""
        found = [
            Finding(
                text,
                tr_n(
                    "{coder}: {n} coding, not in their list", "{coder}: {n} codings, not in their list", n, coder=coder
                ),
                {"text": text, "coder": coder, "codings": n, "handed_out_to": list(self.assigned.coders_of(text))},
            )
            for (text, coder), n in self._codings.items()
            if self.assigned.texts_of(coder) and coder not in self.assigned.coders_of(text)
        ]
        advice = tr("Hand the text out to them as well, or have the codings retracted: they count as they are.")
        return listing("not_theirs", tr("Codings on texts that are not in the coder's list"), advice, found)

    def opened(self) -> Listing:
        """Texts coded blind that somebody opened up before all had finished."""
        found = [
            Finding(
                said.text,
                tr("{day}, by {coder}: {reason}", day=entry.time[:10], coder=entry.coder, reason=said.reason or ""),
                {
                    "text": said.text,
                    "coder": entry.coder,
                    "time": entry.time,
                    "reason": said.reason,
                    "coders": list(said.coders),
                    "entry": entry.id,
                },
            )
            for entry in self.study.ledger.current("open")
            if (said := entry.says(TextOpened)).reason
        ]
        advice = tr("What was coded there afterwards is not blind: `glose agree --at DAY` is the agreement until then.")
        return listing("opened", tr("Blind texts opened before all had finished"), advice, found)

    def _handed_out(self) -> Iterator[str]:
        return (text for text in self.study.texts if self.assigned.coders_of(text))

    @cached_property
    def _leads(self) -> tuple[str, ...]:
        return leads_of(self.study, self.assigned)

    @cached_property
    def _codings(self) -> Counter[tuple[str, str]]:
        """How many codings each coder has in each text, in order of the texts."""
        columns = self.study.ledger.coding_columns()
        pairs, n = np.unique(np.stack([columns.text.numbers, columns.coder.numbers]), axis=1, return_counts=True)
        named = zip(pairs.T.tolist(), n.tolist(), strict=True)
        return Counter(
            {(columns.text.names[text], columns.coder.names[coder]): count for (text, coder), count in named}
        )

    @cached_property
    def _begun(self) -> dict[str, set[str]]:
        """By text, who recorded anything on it."""
        ledger = self.study.ledger
        found: dict[str, set[str]] = {}
        for text, coder in self._codings:
            found.setdefault(text, set()).add(coder)
        for reading in ledger.readings():
            found.setdefault(reading.text, set()).add(reading.coder)
        for refused in ledger.rejections():
            found.setdefault(refused.place.text, set()).add(refused.coder)
        return found

    @cached_property
    def _by_coder(self) -> dict[str, list[str]]:
        """By coder, in alphabetical order, the texts on which they recorded anything."""
        coders = sorted({coder for those in self._begun.values() for coder in those})
        return {coder: [text for text in self.study.texts if coder in self._begun.get(text, ())] for coder in coders}
