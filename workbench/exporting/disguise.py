"""What stands for names where a study is exported with pseudonyms: in texts, quotes, memos, ids, cases and coders."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from coding.codebook.file import load_codebook
from coding.codebook.model import Codebook
from coding.records.replay import Coding, Rejection
from corpus.anchoring import Anchors
from corpus.cases import Case
from corpus.place import Place
from corpus.problem import GloseError
from corpus.text import Text
from wording.messages import quoted, tr, tr_n
from wording.spelling import folded
from workbench.study import Study

if TYPE_CHECKING:  # most exports show names as they are, and need none of it
    from corpus.pseudonyms.key import Pseudonym
    from corpus.pseudonyms.replacer import PseudonymReplacer

_WORDS = {"fr": ("texte", "cas", "codeur"), "en": ("text", "case", "coder")}
_SHORT = 4
"""Letters below which a name counts in an id only as a whole word: `Léa` is not in `leader`."""


class NotReadyForPseudonyms(GloseError):
    """The key leaves open what is to be replaced, or a name lies where no pseudonym can stand."""


class Disguise:
    """Replaces the names of a study's key wherever an export shows words; without a key nothing changes.

    Texts, coders and cases whose id holds a name get another one, the same in every format.
    """

    def __init__(self, study: Study, lines: "Sequence[Pseudonym] | None" = None) -> None:
        self.study, self.lines = study, tuple(lines or ())
        self.on = lines is not None
        self._names = [p.name for p in self.lines if p.decision == "replace"]

    @cached_property
    def masks(self) -> "PseudonymReplacer":
        """What replaces the names."""
        from corpus.pseudonyms.replacer import PseudonymReplacer

        return PseudonymReplacer(self.lines, loose=True)

    def words(self, words: str) -> str:
        """The words with every name replaced."""
        return self.masks.mask(words) if self.on else words

    @cached_property
    def texts(self) -> dict[str, str]:
        """What each text is called in the export, by its id."""
        return self._ids(self.study.texts, 0)

    @cached_property
    def coders(self) -> dict[str, str]:
        """What each coder is called in the export."""
        return self._ids(sorted({entry.coder for entry in self.study.ledger.entries()}), 2)

    @cached_property
    def own_coders(self) -> dict[str, str]:
        """The coder by the name in the export; nothing where nobody is disguised."""
        return {shown: own for own, shown in self.coders.items()} if self.on else {}

    @cached_property
    def case_names(self) -> dict[str, str]:
        """What each case is called in the export, by its id: its pseudonym, if it is a name of the key."""
        return self._ids(self.study.cases, 1)

    def case(self, name: str | None) -> str | None:
        """What a case is called."""
        return self.case_names.get(name, self.words(name)) if name and self.on else name

    def coder(self, name: str) -> str:
        """What a coder is called."""
        return self.coders.get(name, name) if self.on else name

    def text(self, text: Text) -> Text:
        """The text with its names replaced, under the id and cases that it has in the export."""
        if not self.on:
            return text
        masked, _ = self.masks.mask_text(text)
        turns = tuple(turn._replace(case=self.case(turn.case)) for turn in masked.turns)
        return replace(masked, id=self.texts[text.id], case=self.case(text.case), turns=turns)

    def coding(self, coding: Coding) -> Coding:
        """The coding at its place in the disguised text, with its case, coder, value and memo."""
        if not self.on:
            return coding
        return replace(
            coding,
            place=self._place(coding.place),
            case=self.case(coding.case),
            coder=self.coder(coding.coder),
            memo=None if coding.memo is None else self.words(coding.memo),
            value=None if coding.value is None else self.words(coding.value),
        )

    def rejection(self, refused: Rejection) -> Rejection:
        """The refusal at its place in the disguised text."""
        if not self.on:
            return refused
        reason = None if refused.reason is None else self.words(refused.reason)
        return replace(refused, place=self._place(refused.place), coder=self.coder(refused.coder), reason=reason)

    @cached_property
    def cases(self) -> dict[str, Case]:
        """The cases of the study, their values disguised and their other names left out."""
        if not self.on:
            return self.study.cases
        found = {}
        for case in self.study.cases.values():
            facts = {self.words(name): self.words(value) for name, value in case.attributes.items()}
            found[self.case_names[case.id]] = Case(self.case_names[case.id], (), facts)
        return found

    @cached_property
    def codebook_source(self) -> str:
        """The codebook file with its names replaced: labels, definitions, examples, cues."""
        if not self.on:
            return self.study.codebook_source
        from corpus.pseudonyms.replacer import PseudonymReplacer

        bare = [replace(p, replacement=p.replacement.strip("[]")) for p in self.lines]  # [ ] are signs of the file
        return PseudonymReplacer(bare, loose=True).mask(self.study.codebook_source)

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook, disguised; raises NotReadyForPseudonyms where an id holds a name."""
        if not self.on:
            return self.study.codebook
        for code in self.study.codebook.codes:
            if self._holds_name(code):
                message = tr("The id of the code {code} holds a name of the key; `glose codebook rename`.", code=code)
                raise NotReadyForPseudonyms(message)
        return load_codebook(self.codebook_source)

    @cached_property
    def _anchors(self) -> dict[str, tuple[str, Anchors]]:
        found = {}
        for text in self.study.texts.values():
            masked, edits = self.masks.mask_text(text)
            found[text.id] = (masked.content, Anchors(text.content, masked.content, edits, lossless=True))
        return found

    def _place(self, place: Place) -> Place:
        content, anchors = self._anchors[place.text]
        start, end = anchors.span(place.start, place.end)
        return Place(self.texts[place.text], start, end, content[start:end])

    def _ids(self, ids: Iterable[str], kind: int) -> dict[str, str]:
        """A name for each id: itself, its pseudonym, or a number where it holds a name of the key; each once."""
        if not self.on:
            return {name: name for name in ids}
        language = self.study.settings.language
        found: dict[str, str] = {}
        taken: set[str] = set()
        for number, name in enumerate(ids, 1):
            shown = self.words(name) if kind == 1 else name
            if self._holds_name(shown) or shown in taken:
                shown = f"{_WORDS[language][kind]}-{number}"
            taken.add(shown)
            found[name] = shown
        return found

    def _holds_name(self, name: str) -> bool:
        """Whether an id holds a name of the key, however it is joined or spelt."""
        spaced = [folded(word) for word in re.findall(r"[^\W_]+", name)]
        glued = "".join(spaced)
        for one in self._names:
            wanted = [folded(word) for word in re.findall(r"[^\W_]+", one)]
            joined = "".join(wanted)
            long = len(joined) >= _SHORT and joined in glued
            if wanted and (long or _in_order(wanted, spaced)):
                return True
        return False


def _in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return any(list(words[at : at + len(wanted)]) == list(wanted) for at in range(len(words)))


def disguise_of(study: Study) -> Disguise:
    """The study's disguise; raises NotReadyForPseudonyms where its key is missing or has undecided names, BrokenKey."""
    from workbench.pseudonymising import key_of, load_key

    key = key_of(study)
    if not key.exists():
        raise NotReadyForPseudonyms(
            tr("The study has no key of pseudonyms ({file}). Run `glose pseudonyms` first.", file=key.name)
        )
    lines = load_key(key)
    undecided = [p for p in lines if p.decision == ""]
    if undecided:
        raise NotReadyForPseudonyms(
            tr_n(
                "{n} name in the key is not decided ({name}); run `glose pseudonyms`, or write replace or keep.",
                "{n} names in the key are not decided ({name} …); run `glose pseudonyms`, or write replace or keep.",
                len(undecided),
                name=quoted(undecided[0].name),
            )
        )
    return Disguise(study, lines)
