"""What of a study is exported: its texts and codings, as conditions and coders choose them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coding.codebook.model import Codebook
from coding.records.replay import Coding, Rejection
from corpus.attributes import Condition
from corpus.cases import Case
from corpus.text import Text
from workbench.case_list import chosen_texts, counted_coverage
from workbench.consensus import standing_codings
from workbench.exporting.disguise import Disguise
from workbench.study import Study


@dataclass(frozen=True)
class Exported:
    """A study, and those of its texts, codings and rejections that are exported, in order of text and place.

    With a `disguise` they are as it shows them, and so are `cases`, `codebook` and `title`; texts, cases and coders
    then go by the names that it gives them. `lost` counts the codings left out because the codebook no longer has
    their code.
    """

    study: Study
    disguise: Disguise
    texts: Mapping[str, Text]
    codings: tuple[Coding, ...]
    rejections: tuple[Rejection, ...]
    lost: int = 0
    own: Mapping[str, str] = field(default_factory=dict)
    """The id of each text in the study, by its id here."""

    @property
    def cases(self) -> Mapping[str, Case]:
        """The cases of the study."""
        return self.disguise.cases

    @property
    def codebook(self) -> Codebook:
        """The codebook."""
        return self.disguise.codebook

    @property
    def title(self) -> str:
        """The study's title."""
        return self.disguise.words(self.study.settings.title)

    @cached_property
    def read(self) -> Mapping[str, set[int]]:
        """By text the numbers of the passages that the coders who count went through."""
        found = counted_coverage(self.study, self.own.values())
        return {text: found[own] for text, own in self.own.items()}

    @cached_property
    def counted(self) -> Sequence[Coding]:
        """The codings that tables count: of the coders who count, or of their consensus."""
        study = self.study
        if study.settings.consensus:
            chosen = set(self.own.values())
            return [self.disguise.coding(one) for one in standing_codings(study) if one.place.text in chosen]
        own = self.disguise.own_coders
        coders = set(study.counted(sorted({own.get(coding.coder, coding.coder) for coding in self.codings})))
        return [coding for coding in self.codings if own.get(coding.coder, coding.coder) in coders]

    @cached_property
    def by_text(self) -> Mapping[str, Sequence[Coding]]:
        """The codings of each text, in order of place."""
        found: dict[str, list[Coding]] = {text: [] for text in self.texts}
        for coding in self.codings:
            found[coding.place.text].append(coding)
        return found


def exported(study: Study, where: Sequence[Condition] = (), disguise: Disguise | None = None) -> Exported:
    """What is exported of the study: texts for which the conditions hold, and what the coders asked for coded there.

    With a `disguise` all of it as it shows it.
    """
    texts = chosen_texts(study, where) if where else dict(study.texts)
    asked = study.asked_coders
    shown = disguise or Disguise(study)

    def chosen(record: Coding | Rejection) -> bool:
        return record.place.text in texts and (not asked or record.coder in asked)

    found = [coding for coding in study.ledger.codings() if chosen(coding)]
    codings = tuple(shown.coding(coding) for coding in found if coding.code in study.codebook.codes)
    rejections = tuple(shown.rejection(one) for one in study.ledger.rejections() if chosen(one))
    own = {shown.texts[text]: text for text in texts}
    disguised = {shown.texts[text.id]: shown.text(text) for text in texts.values()}
    return Exported(study, shown, disguised, codings, rejections, len(found) - len(codings), own)
