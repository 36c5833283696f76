"""What a study calls its cases: words that agree with it, in every message that speaks of cases."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from wording.case_term import PLAIN, Term, call_cases, guessed_feminine
from wording.catalogues import say, say_number

CATALOGUE = Path(__file__).resolve().parents[2] / "wording" / "catalogue"
CITIES = {"fr": Term("collectivité", "collectivités", feminine=True), "en": Term("city", "cities")}


@pytest.fixture(autouse=True)
def plain_again():
    yield
    call_cases(None)


@pytest.mark.parametrize(
    ("key", "plain", "called"),
    [
        ("counts_cases", "Nombre de cas.", "Nombre de collectivités."),
        ("gap_unread", "Cas pas encore lus en entier", "Collectivités pas encore lues en entier"),
        ("case", "Cas", "Collectivité"),
    ],
)
def test_words_around_the_noun_agree_with_it(key, plain, called):
    assert say(key, "fr") == plain
    call_cases(CITIES)
    assert say(key, "fr") == called


def test_a_noun_that_begins_with_a_vowel_takes_an_apostrophe():
    call_cases({"fr": Term("école", "écoles", feminine=True)})
    assert say("counts_cases", "fr") == "Nombre d’écoles."
    assert say("case", "en") == "Case"


WORD = {"fr": r"\b[Cc]as\b", "en": r"\b[Cc]ases?\b(?!\.csv)"}
MEANT_OTHERWISE = {
    "agreement.border_cases",
    "methods.agreement_lead",
    "methods.todo_minor",
    "methods.srqr_11",
    "figure_too_large",
}
"""« dans 80 % des cas » is no case of the study."""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_message_for_readers_says_case_where_the_study_calls_it_otherwise(language):
    left = []
    for path in (CATALOGUE / language).glob("*.po"):
        if path.name.startswith("messages_"):
            continue
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                key = message.id if isinstance(message.id, str) else message.id[0]
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                shown = [re.sub(r"\{[^{}]*\}", "", form) for form in forms]
                if key and key not in MEANT_OTHERWISE and any(re.search(WORD[language], form) for form in shown):
                    left.append(key)
    assert left == []


@pytest.mark.parametrize(
    ("noun", "feminine"),
    [
        ("collectivité", True),
        ("région", True),
        ("enseignant", False),
        ("village", False),
        ("école", None),
        ("étudiante", None),
    ],
)
def test_the_gender_is_guessed_only_where_the_ending_tells_it(noun, feminine):
    assert guessed_feminine(noun) is feminine


@pytest.mark.parametrize("term", [PLAIN["fr"], CITIES["fr"]])
def test_a_plural_and_what_agrees_with_it(term):
    call_cases({"fr": term})
    unread = [say_number("why_unread", n, "fr") for n in (0, 1, 2)]
    e = "e" if term.feminine else ""
    assert unread == [
        f"0 {term.one} n’est pas encore lu{e} en entier",
        f"1 {term.one} n’est pas encore lu{e} en entier",
        f"2 {term.many} ne sont pas encore lu{e}s en entier",
    ]
