"""An invented conversation of four sentences, and the turns of a text as tests compare them."""

from corpus.text import Text

ASKED = "Comment avez-vous commencé ?"
SAID = "Par des essais, en 2010."
AGAIN = "Et qui porte le projet ?"
REPLIED = "Une adjointe, avec le maire."

SEWING = [
    ("E", "Vous cousez depuis quand ?"),
    ("R", "Depuis mes douze ans."),
    ("E", "Et qui vous a appris ?"),
    ("R", "Ma tante, le dimanche."),
    ("E", "Et ensuite ?"),
    ("R", "J'ai ouvert la boutique."),
]


def spoken(text: Text) -> list[tuple[str | None, str]]:
    """The speaker and the words of each turn."""
    return [(turn.speaker, text.quote(turn)) for turn in text.turns]
