"""Finding names: persons, places and organisations by spaCy and rules, e-mail addresses and phone numbers by rules."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.label_words import is_office, is_role_word, is_unknown_voice
from corpus.parse.pipelines import load_names, pipeline_name
from corpus.pseudonyms.capitals import Capitals, names_nothing
from corpus.pseudonyms.standing import StandingNames
from corpus.text import Text
from corpus.whole_file import write_whole

NameKind = Literal["person", "place", "organisation", "email", "phone"]
FORMAT = "3"
"""Changes whenever names are found differently."""

_OF_LABEL: dict[str, NameKind] = {
    "PER": "person",
    "PERSON": "person",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "ORG": "organisation",
}
EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)\d{1,3}[ .-]?(?:\(0\)[ .-]?)?\d(?P<by>[ .\u00a0-]?)\d{2}(?:(?P=by)\d{2}){3}"
    r"|0\d(?P<in>[ .\u00a0-]?)\d{2}(?:(?P=in)\d{2}){3}"
    r"|(?:\+1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\w-])"
)
_WORD = r"[A-ZÀ-Þ][\w'’]*(?:-[A-ZÀ-Þ][\w'’]*)*"
_TITLED = re.compile(
    rf"\b(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Pr\.?|Maître|Me)[ \u00a0]"
    rf"(?P<name>{_WORD}(?:[ \u00a0](?:(?:de|du|des|de la|d'|von|van)[ \u00a0])?{_WORD}){{0,2}})"
)
_OF_A_PLACE = re.compile(
    r"\b(?i:ville|commune|mairie|maires?|village|bourg|métropole|agglomération|agglo|intercommunalité|département|région"
    r"|communauté (?:de communes|urbaine|d['’]agglomération)|quartier|canton|préfecture|université|hôpital|gare"
    r"|city|town|county|borough|university|mayor)[ \u00a0](?:(?:de la|de|du|des|of)[ \u00a0]|d['’])"
    rf"(?P<name>(?:(?:L[ae]s?|Saint|Sainte|New|San|Los)[ \u00a0])?{_WORD}"
    rf"(?:-(?:(?:en|sur|sous|lès|les|la|le|de|du|des|aux?)-)?{_WORD})*)"
)
"""A word for a place and its name: `la ville de Lyon`, `la mairie d'Aix-en-Provence`, `the city of Leeds`."""
_LEADING = re.compile(
    r"^(?:(?:Bonjour|Merci|Entretien|Interview"
    r"|M\.|Mme|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|le|la|les|de|du|des|the|à|à la) "
    r"|[ld]['’])+",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(rf"{_WORD}(?:[ \u00a0]{_WORD}){{1,2}}")
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ](?:[a-zà-ÿ'’-]|(?<=-)[A-ZÀ-Þ]){2,20}|[A-ZÀ-Þ]{4,20}")
"""One word as a speaker's label, long enough to be no code (`P1`, `Enq`)."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the texts write it, and how often it stands in each (`counts` by text id).

    It is `certain` where a rule found it: a title or a word for a place before it, a speaker's label, the form of an
    address or number. What only the recogniser of named entities took for a name is likely.
    """

    kind: NameKind
    name: str
    counts: tuple[tuple[str, int], ...]
    certain: bool = True

    @property
    def count(self) -> int:
        """The number of times that it was found."""
        return sum(number for _, number in self.counts)


def find_names(texts: Sequence[Text], *, cache: Path, advance: Callable[[int], None] = lambda _: None) -> list[Name]:
    """Every name in the texts, persons first, the most frequent first within each kind.

    A name that was found as two kinds gets the more frequent one. What the recogniser found counts only if its capital
    proves something (`Capitals`). `cache` has what spaCy found, by the hash of the
    text. Raises MissingPipeline.
    """
    tallies: dict[str, Counter[NameKind]] = {}
    capitals = Capitals(text.content for text in texts)
    certain: set[str] = set()
    for text in texts:
        ruled = [
            (kind, name) for kind, name in names_by_rules(text) if kind != "place" or not capitals.is_ordinary(name)
        ]
        certain.update(name for _, name in ruled)
        likely = [(kind, name) for kind, name in _entities(text, cache) if name in certain or capitals.prove(name)]
        for kind, name in (*ruled, *likely):
            tallies.setdefault(name, Counter())[kind] += 1
        advance(len(text.content))
    parts = _parts_of_persons(tallies, capitals)
    alone = StandingNames({*tallies, *parts})
    standing = {name for text in texts for name in alone.counts(text.content)}
    tallies.update((part, Counter({"person": 1})) for part in sorted(parts & standing))
    counts = _counts(texts, tallies)
    names = [
        Name(tally.most_common(1)[0][0], name, tuple(counts[name].items()), name in certain)
        for name, tally in tallies.items()
        if counts[name]
    ]
    order = ("person", "organisation", "place", "email", "phone")
    return sorted(names, key=lambda n: (order.index(n.kind), -n.count, n.name))


def _counts(texts: Sequence[Text], names: Collection[str]) -> dict[str, dict[str, int]]:
    """How often each name stands in each text that has it: in its words, else as the voice of turns without labels."""
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    every = StandingNames(names)
    for text in texts:
        found, voices = every.counts(text.content), Counter[str]()
        for voice, turns in Counter(turn.speaker for turn in text.turns if turn.speaker).items():
            voices.update(dict.fromkeys(every.counts(voice), turns))
        for name in names:
            if times := found[name] or voices[name]:
                counts[name][text.id] = times
    for name, by_text in counts.items():
        if not by_text:  # only within longer names
            alone = StandingNames([name])
            by_text.update({text.id: times for text in texts if (times := alone.counts(text.content)[name])})
    return counts


def _parts_of_persons(tallies: Mapping[str, Counter[NameKind]], capitals: Capitals) -> set[str]:
    """The first and last names in full names of persons that may stand alone elsewhere, and are no ordinary words."""
    full = [name for name, kinds in tallies.items() if kinds.most_common(1)[0][0] == "person" and " " in name]
    parts = {word for name in full for word in name.split() if _FIRST_NAME.fullmatch(word)}
    return {word for word in parts - tallies.keys() if not (capitals.is_ordinary(word) or names_nothing(word))}


def names_by_rules(text: Text) -> Iterator[tuple[NameKind, str]]:
    """What rules alone take for names, each time that it occurs: addresses, numbers, titles, speakers, places."""
    for kind, pattern in (("email", EMAIL), ("phone", PHONE)):
        for match in pattern.finditer(text.content):
            yield kind, match.group()  # type: ignore[misc]
    for found in _TITLED.finditer(text.content):
        yield "person", _bare(found.group("name"))
    for found in _OF_A_PLACE.finditer(text.content):
        yield "place", _bare(found.group("name"))
    for speaker in {turn.speaker for turn in text.turns if turn.speaker}:
        bare = re.sub(r"\(.*?\)|,.*", "", speaker).strip()
        names_somebody = _FULL_NAME.fullmatch(bare) or _FIRST_NAME.fullmatch(bare)
        if names_somebody and not (is_role_word(bare) or is_office(bare) or is_unknown_voice(bare.split()[0])):
            yield "person", _bare(bare)


def _entities(text: Text, cache: Path) -> list[tuple[NameKind, str]]:
    """What spaCy's named-entity recogniser finds, from the cache or now."""
    name, version = pipeline_name(text.language)
    digest = hashlib.sha256(f"{FORMAT}/{name}/{version}/{text.sha256}".encode()).hexdigest()
    cached = cache / f"names-{digest[:40]}.json"
    try:
        return [(kind, found) for kind, found in json.loads(cached.read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        pass
    entities = []
    for document in load_names(text.language).pipe(text.quote(p) for p in text.passages):
        for entity in document.ents:
            kind = _OF_LABEL.get(entity.label_)
            words = _bare(entity.text.split("\n")[0])
            if kind and _is_name(words):
                entities.append((kind, words))
    write_whole(cached, json.dumps(entities, ensure_ascii=False))
    return entities


def _bare(name: str) -> str:
    """The name on one line, without titles before it and punctuation around it."""
    words = " ".join(unicodedata.normalize("NFC", name).split()).strip(" .,;:!?()[]«»“”\"'’-–—/")
    return _LEADING.sub("", words)


def _is_name(words: str) -> bool:
    """Whether what spaCy found can be a name: it has a capital, is short, and is not an interjection."""
    if not 2 <= len(words) <= 60 or len(words.split()) > 6 or words.casefold() in _NEVER:
        return False
    plain = words[0].isalpha() and not re.search(r"\d{3}|[:;?!]|\s[–—-]\s", words)
    return plain and any(c.isupper() for c in words)


_NEVER = frozenset(
    "oui non bon bah ben alors donc voilà merci bonjour euh hein ouais ok d'accord et mais parce ça c'est on je "
    "nous vous il elle ils elles le la les un une des ce cette qui que quoi où comment pourquoi pardon tiens allez "
    "enfin puis après avant aujourd'hui hier demain she he they we you yes no so well okay right thanks thank "
    "the and but".split()
)
