"""What of a study is exported: its texts and codings, as conditions and coders choose them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coding.records.replay import Coding, Rejection
from corpus.attributes import Condition
from corpus.text import Text
from workbench.case_list import chosen_texts, counted_coverage
from workbench.consensus import standing_codings
from workbench.study import Study


@dataclass(frozen=True)
class Exported:
    """A study, and those of its texts, codings and rejections that are exported, in order of text and place.

    `lost` counts the codings left out because the codebook no longer has their code.
    """

    study: Study
    texts: Mapping[str, Text]
    codings: tuple[Coding, ...]
    rejections: tuple[Rejection, ...]
    lost: int = 0

    @cached_property
    def read(self) -> Mapping[str, set[int]]:
        """By text the numbers of the passages that the coders who count went through."""
        return counted_coverage(self.study, self.texts)

    @cached_property
    def counted(self) -> Sequence[Coding]:
        """The codings that tables count: of the coders who count, or of their consensus."""
        study = self.study
        if study.settings.consensus:
            return [one for one in standing_codings(study) if one.place.text in self.texts]
        coders = set(study.counted(sorted({coding.coder for coding in self.codings})))
        return [coding for coding in self.codings if coding.coder in coders]

    @cached_property
    def by_text(self) -> Mapping[str, Sequence[Coding]]:
        """The codings of each text, in order of place."""
        found: dict[str, list[Coding]] = {text: [] for text in self.texts}
        for coding in self.codings:
            found[coding.place.text].append(coding)
        return found


def exported(study: Study, where: Sequence[Condition] = ()) -> Exported:
    """What is exported of the study: texts for which the conditions hold, and what the coders asked for coded there."""
    texts = chosen_texts(study, where) if where else dict(study.texts)
    asked = study.asked_coders

    def chosen(record: Coding | Rejection) -> bool:
        return record.place.text in texts and (not asked or record.coder in asked)

    found = [coding for coding in study.ledger.codings() if chosen(coding)]
    codings = tuple(coding for coding in found if coding.code in study.codebook.codes)
    rejections = tuple(one for one in study.ledger.rejections() if chosen(one))
    return Exported(study, texts, codings, rejections, len(found) - len(codings))
