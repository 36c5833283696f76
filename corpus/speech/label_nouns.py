"""Nouns before a colon that say what is talked about (`Budget :`, `Réponse courte :`) rather than who speaks."""

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.label_words import KEPT, is_office, is_role_word
from corpus.speech.layout import TextLayout
from corpus.speech.speaker_label import SpeakerLabel

_ORDINARY = re.compile(
    r"(?:\b(?:l[ae]s?|une?|des?|du|ce|cette?|ces|aux?|notre|votre|leur|nos|vos|leurs|mon|ma|mes|son|sa|ses|chaque|quels?"
    r"|quelles?|the|an?|our|your|their|my|his|her|this|that|these|those|some|any|no|each)\s|\b[ld]['’])"
    r"(?P<noun>[a-zà-ÿ-]{4,})\b"
)
"""A determiner and a noun without a capital."""


@lru_cache(KEPT)
def names_a_thing(label: str) -> bool:
    """Whether a label says what is talked about: its first word is such a noun, or it is a question or an answer of
    some kind (`Simple question`), and nothing in it names somebody.
    """
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", label)
    if not words or any(word[0].isupper() for word in words[1:]) or any(map(is_office, words)):
        return False
    first = words[0].casefold()
    if len(words) > 1 and any(word.casefold() in _DEEDS for word in words):
        return True
    return first in _THINGS or (bool(_ABSTRACT.fullmatch(first)) and first not in _VOICES)


def are_fields(labels: Mapping[int, SpeakerLabel], layout: TextLayout) -> bool:
    """Whether labels (by number of line) are the fields of a form (`Objectif :`, `Pilote :`, `Coût :`): three or more
    come again and again in one order, none of them is a word for a role or has a time, and nobody asks.
    """
    if any(label.form not in _FORMS or label.timestamp or is_role_word(label.name) for label in labels.values()):
        return False
    names = [label.name.casefold() for _, label in sorted(labels.items())]
    fields = list(dict.fromkeys(names))
    repeats = len(fields) > 2 and len(names) >= 2 * len(fields)
    regular = repeats and all(name == fields[number % len(fields)] for number, name in enumerate(names))
    return regular and not any(layout.text(layout.lines[n]).endswith("?") for n in labels)


_FORMS = ("colon", "sign", "own line", "spaced dash")


def ordinary_nouns(content: str) -> frozenset[str]:
    """The nouns that a text has in lower case behind a determiner (`le budget`)."""
    return frozenset(found["noun"] for found in _ORDINARY.finditer(content))


_DEEDS = frozenset("question questions réponse réponses answer answers".split())
_ABSTRACT = re.compile(r"[^\W\d_]{3,}(?:[ts]ions?|ités?|ismes?|ments?|ness|ships?)")
_VOICES = frozenset(
    "clément clement félicité charité trinité traduction translation interprétation interpretation narration".split()
)
"""Names and voices that end as abstract nouns do."""
_THINGS = frozenset(
    "avantage avantages inconvénient inconvénients atout atouts faiblesse faiblesses force forces limite limites but "
    "objectif objectifs budget budgets calendrier coût coûts cout couts prix tarif tarifs durée délai délais échéance "
    "échéances étape étapes bilan constat constats enjeu enjeux problème problèmes problématique problématiques "
    "difficulté difficultés idée idées cause causes conséquence conséquences effet effets impact impacts résultats "
    "moyen moyens outil outils méthode méthodes démarche démarches mesure mesures tâche tâches projet projets "
    "programme programmes plan plans dispositif dispositifs besoin besoins attente attentes critère critères "
    "indicateur indicateurs commentaire commentaires synthèse consigne consignes rubrique rubriques chapitre sous- "
    "titre horaire horaires métier profession âge sexe genre statut statuts parcours expérience expériences logement "
    "logements transport transports emploi emplois loisirs énergie énergies déchets données gouvernance advantage "
    "advantages disadvantage disadvantages strength strengths weakness weaknesses opportunities threats goal goals "
    "aim aims objective objectives schedule timeline cost costs price prices deadline deadlines step steps outcome "
    "outcomes results issue issues problem problems challenge challenges idea ideas proposal proposals method methods "
    "tool tools measure measures task tasks project projects need needs priority priorities criteria comment comments "
    "remark remarks topic topics status background age gender housing employment energy waste data".split()
)
"""Nouns that open lines in notes and guides and that nobody is called."""
