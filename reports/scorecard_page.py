"""The score card of suggestions as one self-contained page, in French or English."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from coding.codebook.model import Codebook, word
from coding.quality.score_card import DecisionTally, ScoreCard
from wording.numbers import number, percent
from wording.typography import typeset

_WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "title": "Bilan des suggestions",
        "lead": "Une suggestion n'est pas un codage. Voici ce que les personnes en ont fait.",
        "name": "Code ou suggesteur", "shown": "Montrées", "accepted": "Acceptées", "rejected": "Refusées",
        "corrected": "Corrigées", "missed": "Manquées", "precision": "Précision", "recall": "Rappel",
        "median": "Durée médiane (s)", "fast": "Moins de 2 s", "all": "Toutes",
        "curve": "Le score dit-il vrai ?", "score": "Score moyen", "share": "Acceptées", "number": "Nombre",
        "blind": "Les suggestions guident-elles la main ?", "with": "Avec suggestions", "without": "Sans (à l'aveugle)",
        "passages": "Passages", "given": "Suggestions codées", "codings": "Codages par passage",
        "none": "Aucun passage n'a été montré sans suggestions (glose confirm --blind 10%).",
    },
    "en": {
        "title": "Score card of suggestions",
        "lead": "A suggestion is not a coding. This is what people made of them.",
        "name": "Code or suggester", "shown": "Shown", "accepted": "Accepted", "rejected": "Rejected",
        "corrected": "Corrected", "missed": "Missed", "precision": "Precision", "recall": "Recall",
        "median": "Median seconds", "fast": "Under 2 s", "all": "All",
        "curve": "Do the scores hold?", "score": "Mean score", "share": "Accepted", "number": "Number",
        "blind": "Do suggestions steer the hand?", "with": "With suggestions", "without": "Without (blind)",
        "passages": "Passages", "given": "Suggestions coded", "codings": "Codings a passage",
        "none": "No passage was shown without suggestions (glose confirm --blind 10%).",
    },
}  # fmt: skip


def scorecard_page(card: ScoreCard, codebook: Codebook, *, study: str, language: Literal["fr", "en"]) -> Iterator[str]:
    """The page in pieces: tallies by suggester and code, the calibration curve, blind against shown."""
    from jinja2 import Environment, FileSystemLoader

    words = {key: typeset(said) for key, said in _WORDS[language].items()}
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True
    )
    names = {code.id: word(code.label, language) for code in codebook.codes.values()}
    by_shown = sorted(card.codes.items(), key=lambda pair: -pair[1].shown)
    rows = [(words["all"], card.whole), *card.suggesters.items(), *((names.get(c, c), t) for c, t in by_shown)]
    values: dict[str, Any] = {
        "words": words,
        "language": language,
        "study": study,
        "rows": [(name, _row(tally, language)) for name, tally in rows],
        "curve": [
            (_number(b.score, language), b.accepted, _percent(b.accepted, language), b.number) for b in card.curve
        ],
        "blind": _blind(card, language) if card.blind.passages_blind else None,
    }
    yield environment.get_template("scorecard.html.j2").render(values)


def _row(tally: DecisionTally, language: str) -> Sequence[str]:
    counts = (tally.shown, tally.accepted, tally.rejected, tally.corrected, tally.missed)
    rates = (_percent(tally.precision, language), _percent(tally.recall, language))
    return (*map(str, counts), *rates, _number(tally.median_seconds, language), _percent(tally.fast_share, language))


def _blind(card: ScoreCard, language: str) -> Sequence[tuple[str, str, str]]:
    blind = card.blind
    return (
        (str(blind.passages_shown), _percent(blind.given_shown, language), _number(blind.coded_shown, language)),
        (str(blind.passages_blind), _percent(blind.given_hidden, language), _number(blind.coded_blind, language)),
    )


def _percent(value: float | None, language: str) -> str:
    return "–" if value is None else percent(value, language)


def _number(value: float | None, language: str) -> str:
    return "–" if value is None else number(value, language, 2)
