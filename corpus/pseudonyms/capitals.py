"""What a capital letter proves: whether words that may be a name are also ordinary words, or only begin a sentence."""

import re
from collections.abc import Iterable

from corpus.label_words import is_office

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")
_SENTENCE_ENDS = (".", "!", "?", "…", ":", "«", "“", "”", "»", '"', ")", "]", "-", "–", "—", "•")
_OF_SEVERAL = re.compile(
    r"\b(?:une?|des|les|ces|mes|nos|leurs|ses|chaque|aucune?|an|some|any|these|those)\s$", re.IGNORECASE
)
"""A determiner before an abbreviation that shows it to be a common noun: `un CAP`, `les CAP`."""


_BEFORE_A_BODY = re.compile(
    r"(?:\b(?:l[ae]s?|à|de|du|des|aux?|chez|par|pour|avec|et|the|at|by|with|for|from|of|to|in|and)\s|\b[ld]['’])$",
    re.IGNORECASE,
)
"""What stands before the abbreviation of an organisation's name: `la SNCF`, `chez EDF`, `at IBM`."""
_SHORT = 5
_THINGS = frozenset(
    "cap bac bep bts dut smic rsa tva plu scot hlm zac cdi cdd pib irm gps pdf usb sms mms tgv rer ter vtt suv ong pme "
    "tpe drh rh dvd cd tv pc vat gdp gp gcse phd ba ma msc ceo hr it faq diy id pin covid covid-19 wifi ok vip adn "
    "adsl ipad nft csg tnt vhs ai ia url qr npa bafa btp vae dea dess capes uk eu us usa ue".split()
)
"""Abbreviations of things, papers, taxes and large areas, which name nobody."""
_DAYS = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre "
    "octobre novembre décembre noël pâques toussaint pentecôte ramadan monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november december christmas "
    "easter halloween dieu god jésus jesus allah".split()
)
_INSTITUTIONS = frozenset(
    "conseil municipal régional général départemental communal métropole mairie état etat ville commune région "
    "département préfecture gouvernement assemblée nationale école collège lycée université république agglo "
    "council mayor government city state parliament hospital university town county school internet web".split()
)
"""Bodies that every place has; with nothing else they name none."""


def names_nothing(name: str) -> bool:
    """Whether these words with a capital name nobody and no place: a day, a month, an office, a body that every place
    has, the abbreviation of a thing.
    """
    words = [word.casefold() for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", name)]
    return bool(words) and all(
        word in _THINGS or word in _DAYS or word in _INSTITUTIONS or is_office(word) for word in words
    )


class Capitals:
    """The words of some texts in lower case, and those that have a capital where no sentence begins."""

    def __init__(self, contents: Iterable[str]) -> None:
        self.ordinary: set[str] = set()
        self.proper: set[str] = set()
        self.common: set[str] = set()
        self.bodies: set[str] = set()
        for content in contents:
            self._count(_ADDRESS.sub(" ", content))

    def _count(self, content: str) -> None:
        for found in _WORD.finditer(content):
            word = found.group()
            if not word[0].isupper():
                self.ordinary.add(word.casefold())
                continue
            before = content[max(0, found.start() - 12) : found.start()]
            if word.isupper() and _OF_SEVERAL.search(before):
                self.common.add(word)
            elif word.isupper() and _BEFORE_A_BODY.search(before):
                self.bodies.add(word)
            if not _begins_sentence(before):
                self.proper.add(word.casefold())

    def is_ordinary(self, name: str) -> bool:
        """Whether every word of the name is an ordinary word of these texts too, in lower case."""
        return all(word.casefold() in self.ordinary for word in _WORD.findall(name))

    def prove(self, name: str) -> bool:
        """Whether a capitalised word of the name is no ordinary word of these texts, and no start of a sentence alone.

        Initials prove nothing, nor do abbreviations that are used as common nouns or that nothing introduces as a body
        (`CAP ou pas CAP`), nor days, offices and the like.
        """
        if names_nothing(name) or (name.isupper() and len(name) <= _SHORT and name not in self.bodies):
            return False
        words = [word for word in _WORD.findall(name) if word[0].isupper() and len(word) > 1]
        return any(
            word not in self.common and word.casefold() not in self.ordinary and word.casefold() in self.proper
            for word in words
        )


def _begins_sentence(before: str) -> bool:
    if "\n" in before[len(before.rstrip()) :]:
        return True
    plain = before.rstrip()
    return not plain or plain.endswith(_SENTENCE_ENDS)
