"""The words of tables and pages in French and English."""

from coding.codebook import Codebook, Words, word

CATALOGUE: dict[str, Words] = {
    "absent": {"fr": "absent", "en": "absent"},
    "wanted": {"fr": "voulu", "en": "wanted"},
    "secondary": {"fr": "secondaire", "en": "secondary"},
    "mentioned": {"fr": "mentionné", "en": "mentioned"},
    "axis": {"fr": "axe", "en": "axis"},
    "strong": {"fr": "fort", "en": "strong"},
    "priority": {"fr": "priorité", "en": "priority"},
    "code": {"fr": "Code", "en": "Code"},
    "kind": {"fr": "Nature", "en": "Kind"},
    "language": {"fr": "Langue", "en": "Language"},
    "unit": {"fr": "Entité", "en": "Unit"},
    "class": {"fr": "Classe", "en": "Class"},
    "cases": {"fr": "Cas", "en": "Cases"},
    "case": {"fr": "Cas", "en": "Case"},
    "text": {"fr": "Texte", "en": "Text"},
    "coder": {"fr": "Codeur", "en": "Coder"},
    "role": {"fr": "Fonction", "en": "Role"},
    "date": {"fr": "Date", "en": "Date"},
    "mode": {"fr": "Mode", "en": "Mode"},
    "unclassified": {"fr": "non classé", "en": "not classified"},
    "inferred": {"fr": "par défaut, sans extrait", "en": "by default, no quote"},
    "disputed": {"fr": "codeurs en désaccord", "en": "coders disagree"},
    "legend": {"fr": "Légende", "en": "Legend"},
    "legend_coded": {"fr": "codé", "en": "coded"},
    "legend_rolled": {
        "fr": "codé seulement plus bas dans le livre",
        "en": "coded only further down the codebook",
    },
    "legend_read": {"fr": "lu, rien trouvé", "en": "read, nothing found"},
    "legend_unread": {"fr": "pas encore lu en entier", "en": "not yet read to the end"},
    "legend_absent": {"fr": "dit absent", "en": "said to be absent"},
    "n": {"fr": "n", "en": "n"},
    "n_note": {
        "fr": "n = cas codés ; N = {N} cas de l'étude.",
        "en": "n = cases coded; N = {N} cases of the study.",
    },
    "only_where": {
        "fr": "Seulement les cas où : {where}.",
        "en": "Only cases where: {where}.",
    },
    "n_columns_note": {
        "fr": "n = colonnes codées ; N = {N} colonnes.",
        "en": "n = columns coded; N = {N} columns.",
    },
    "n_class_note": {
        "fr": "n = cas de la classe ; N = {N} cas de l'étude.",
        "en": "n = cases of the class; N = {N} cases of the study.",
    },
    "counted": {"fr": "Codages comptés : {coders}.", "en": "Codings counted: {coders}."},
    "nobody": {"fr": "aucun", "en": "none"},
    "everybody": {"fr": "tous les codeurs", "en": "all coders"},
    "quotes": {"fr": "Extraits", "en": "Quotes"},
    "open_quotes": {"fr": "ouvrir les extraits : {count}", "en": "open the quotes: {count}"},
    "back": {"fr": "retour au tableau", "en": "back to the table"},
    "turn": {"fr": "tour {number}", "en": "turn {number}"},
    "page": {"fr": "p. {number}", "en": "p. {number}"},
    "accepted": {"fr": "suggestion acceptée", "en": "suggestion accepted"},
    "by_hand": {"fr": "codé à la main", "en": "coded by hand"},
    "classified": {"fr": "classement", "en": "classification"},
    "close": {"fr": "Fermer", "en": "Close"},
    "made": {
        "fr": "Tableau de l'étude « {study} », écrit par Glose.",
        "en": "Table of the study “{study}”, by Glose.",
    },
    "degree": {"fr": "Degré", "en": "Degree"},
    "quote": {"fr": "Extrait", "en": "Quote"},
    "speaker": {"fr": "Locuteur", "en": "Speaker"},
    "decision": {"fr": "Décision", "en": "Decision"},
    "start": {"fr": "Début", "en": "Start"},
    "end": {"fr": "Fin", "en": "End"},
    "memo": {"fr": "Mémo", "en": "Memo"},
    "state": {"fr": "État", "en": "State"},
    "not_given": {"fr": "non donné", "en": "not given"},
}
"""Every fixed word of a table; a scale's own degrees that are not here are shown by their id."""


def say(key: str, language: str, **values: object) -> str:
    """The wording of `key` in that language with the values put in; the key itself where it is unknown."""
    return word(CATALOGUE.get(key, {"en": key}), language).format(**values)


def label_of(codebook: Codebook, code_id: str, language: str) -> str:
    """A code's label in that language, else its id."""
    return word(codebook.codes[code_id].label, language) or code_id
