"""Which strings of a study are forms of a word: inflected, unaccented, hyphenated, or a verb spaCy did not know."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coding.suggesting.features.lexicon import fold, light
from wording.spelling import folded

_ENDINGS = tuple(
    "e es ons ez ent er ais ait ions iez aient ai as a âmes âtes èrent erai eras era erons erez eront erais erait "
    "erions eriez eraient é ée és ées ant".split()
)
"""The endings of the regular verbs in -er, simple tenses and participles."""
_LAST_ACCENT = re.compile(r"é(?:e?s?)$")
"""The ending that tells a participle from a noun (`formé`, `forme`): it counts where other accents do not."""


@dataclass(frozen=True)
class WordForms:
    """The strings of a study by what they are forms of; each is known by its number in `strings`.

    `lemmas_of` gives the lemmas that a form has in the study, `verbs` the forms that were parsed as verbs and given
    no lemma but themselves (“on lui donne” → `donne`).
    """

    strings: Sequence[str]
    lemmas_of: Mapping[int, set[int]]
    verbs: frozenset[int]

    def of(self, word: str) -> set[int]:
        """The numbers of the strings that are the word in any of its forms, whatever its accents and hyphens.

        A string is one when, folded or cut light, it is the word's own or one of the lemmas that the word has as a
        form anywhere in the study: no pipeline is needed to understand a new cue.
        """
        written = fold(word)
        numbers = {n for key in {written, light(written), written + "'"} for n in self._by_key.get(key, ())}
        for number in self._by_key.get(written, ()):
            numbers |= self.lemmas_of.get(number, set())
        numbers.update(self._spelled_otherwise(written, known=bool(numbers)))
        return numbers

    def named(self, word: str) -> Sequence[int]:
        """The numbers of the strings that are written as the word, or cut light to it."""
        return self._by_key.get(fold(word), ())

    def verb_forms(self, word: str) -> set[int]:
        """The numbers of the strings that are regular forms of an infinitive in -er, among those without a lemma."""
        forms = {fold(form) for form in _conjugated(fold(word))}
        return {n for form in forms for n in self._by_key.get(form, ()) if n in self.verbs}

    def capitals(self, word: str) -> set[int]:
        """The numbers of the strings that are the word without any accent: in capitals they are surely the word."""
        plain = folded(word)
        return {n for n in self._by_plain.get(light(plain), ()) if folded(self.strings[n]) == self.strings[n]}

    def _spelled_otherwise(self, written: str, *, known: bool) -> Iterator[int]:
        """Strings that differ from the word by accents, where these were left out on one side, or by a hyphen."""
        yield from self._by_joined.get(light(written.replace("-", "")), ())
        plain = folded(written)
        for number in self._by_plain.get(light(plain), ()):
            string = fold(self.strings[number])
            without = folded(string)
            if plain != written and without == string:
                left_out = _LAST_ACCENT.sub("e", written) != plain
            else:
                left_out = plain == written and not known and _LAST_ACCENT.sub("e", string) != without
            if left_out:
                yield number

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        return _grouped(self.strings, lambda string: {fold(string), light(string)})

    @cached_property
    def _by_plain(self) -> dict[str, list[int]]:
        """By the string without accents, cut light."""
        return _grouped(self.strings, lambda string: {light(folded(fold(string)))})

    @cached_property
    def _by_joined(self) -> dict[str, list[int]]:
        """By the string without its hyphens, cut light; and the strings without a hyphen are found by themselves."""
        return _grouped(self.strings, lambda string: {light(fold(string).replace("-", ""))})


def _grouped(strings: Sequence[str], keys: Callable[[str], Iterable[str]]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = {}
    for number, string in enumerate(strings):
        for key in keys(string):
            grouped.setdefault(key, []).append(number)
    return grouped


def _conjugated(infinitive: str) -> Iterator[str]:
    """The regular forms of a verb in -er, with what its stem becomes before some endings (`nous changeons`)."""
    if len(infinitive) < 4 or not infinitive.endswith("er"):
        return
    stem = infinitive[:-2]
    stems = {stem}
    if stem.endswith("g"):
        stems.add(stem + "e")
    if stem.endswith("c"):
        stems.add(stem[:-1] + "ç")
    if stem.endswith("y"):
        stems.add(stem[:-1] + "i")
    if found := re.fullmatch(r"(.*)[eé]([^aeiouyé]{1,2})", stem):
        stems.add(f"{found.group(1)}è{found.group(2)}")
        stems.add(stem + stem[-1])
    for form in stems:
        yield from (form + ending for ending in _ENDINGS)
