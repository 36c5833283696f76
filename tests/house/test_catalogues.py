"""The message catalogues: every message in French and English, each in one file, with the same values filled in."""

import ast
import re
import string
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from wording.catalogues import translations
from wording.typography import typeset

HOUSE = Path(__file__).resolve().parents[2]
ROOT = HOUSE / "wording" / "catalogue"
KEYED = sorted(path.name for path in (ROOT / "fr").glob("*.po") if not path.name.startswith("messages_"))
ROOMS = ("cli", "coding", "commands", "corpus", "desk", "exchange", "ledger", "reports", "wording", "workbench")


@cache
def messages(language, domain):
    with (ROOT / language / domain).open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: message
            for message in read_po(file, locale=language)
            if message.id
        }


def wordings(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def values_in(message):
    """The values that any form of the message is filled with; a plural may leave its number out where it is one.

    The noun for cases is always there, and only French agrees with it.
    """
    return {name for wording in wordings(message) for name in names_in(wording) if name.split(".")[0] != "term"}


def test_every_keyed_domain_is_in_both_languages():
    assert KEYED == sorted(path.name for path in (ROOT / "en").glob("*.po")) != []


@pytest.mark.parametrize("domain", KEYED)
def test_both_languages_say_the_same_messages(domain):
    french, english = messages("fr", domain), messages("en", domain)
    assert french.keys() == english.keys()
    for key, message in french.items():
        assert all(wordings(message)), key
        assert all(wordings(english[key])), key
        assert isinstance(message.string, tuple) == isinstance(english[key].string, tuple), key
        assert values_in(message) == values_in(english[key]), key


@pytest.mark.parametrize("kind", ["keys", "sentences"])
def test_no_message_is_in_two_files(kind):
    paths = [path.name for path in (ROOT / "fr").glob("*.po")]
    domains = [name for name in paths if name.startswith("messages_") == (kind == "sentences")]
    found = Counter(key for name in domains for key in messages("fr", name))
    assert [key for key, times in found.items() if times > 1] == []


UNTOUCHED = re.compile(r"`[^`]*`|\{[^{}]*\}")
"""What a person types, and the values filled in: no French sentence."""
MISSPACED = re.compile(
    r"""[ \u202f]:(?=\s|$)          # « : » takes a no-break space
      | \S[ \u00a0][;!%]          # « ; », « ! » and « % » take a narrow one
      | [^\s;][ \u00a0]\?(?![ ][a-z])  # « ? » too; in "? aide" it is a key
      | «(?!\u00a0) | (?<!\u00a0)»   # quotation marks take a no-break space inside
    """,
    re.VERBOSE,
)


@pytest.mark.parametrize("domain", sorted(path.name for path in (ROOT / "fr").glob("*.po")))
def test_no_line_of_french_breaks_before_a_mark(domain):
    for key, message in messages("fr", domain).items():
        for wording in wordings(message):
            found = MISSPACED.search(UNTOUCHED.sub("x", wording))
            assert found is None, f"{key!r}: {wording!r}"


@pytest.mark.parametrize(
    "wording", ["Rien : pas", "Oui ; non", "Oui ?", "10 %", "« mot »", "«mot»", "Rien\u202f: pas", "Oui\u00a0?"]
)
def test_a_misspaced_mark_is_found(wording):
    assert MISSPACED.search(wording)


@pytest.mark.parametrize(
    "wording", ["à 10:30", "«\u00a0mot\u00a0»\u202f;", "? liste  ? aide", "sqlite:////chemin", "--role Q=interviewer"]
)
def test_other_marks_are_left_alone(wording):
    assert not MISSPACED.search(wording)


def sources(room):
    path = HOUSE / room
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


@cache
def calls(room):
    """Every call of `tr` and `tr_n` in a room, with its place."""
    return list(_calls(room))


def _calls(room):
    for path in sources(room):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "tr_n"):
                yield f"{path.relative_to(HOUSE)}:{node.lineno}", node


def said(room):
    """The messages of a room: the English wordings of each (one, or singular and plural)."""
    for place, call in calls(room):
        literals = call.args[: 1 if call.func.id == "tr" else 2]
        yield place, tuple(node.value for node in literals if isinstance(node, ast.Constant))


def names_in(wording):
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name is not None}


@pytest.mark.parametrize("room", ROOMS)
def test_a_message_is_a_literal_so_that_it_can_be_found(room):
    expected = {"tr": 1, "tr_n": 2}
    wrong = [
        place
        for (place, call), (_, given) in zip(calls(room), said(room), strict=True)
        if len(given) != expected[call.func.id]
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_message_is_in_french_with_the_values_of_the_english(room):
    catalogue = {
        key: message
        for path in (ROOT / "fr").glob("messages_*.po")
        for key, message in messages("fr", path.name).items()
    }
    for place, english in said(room):
        message = catalogue.get(english[0])
        assert message is not None, f"{place}: no French for {english[0]!r}"
        assert all(wordings(message)), f"{place}: {english[0]!r}"
        if len(english) == 2:
            assert message.id == english, f"{place}: another plural than the catalogue's"
        for wording in wordings(message):
            # A plural may leave its number out where it is one, and so may a translation.
            assert names_in(wording) - {"n"} == names_in(english[-1]) - {"n"}, f"{place}: {wording!r}"


def test_no_message_in_french_is_left_over():
    used = {english[0] for room in ROOMS for _, english in said(room)}
    left = {key for path in (ROOT / "fr").glob("messages_*.po") for key in messages("fr", path.name)} - used
    assert left == set()


SAME_FOR_ALL = {
    "methods.corpus_language",
    "methods.corrected_lost",
    "methods.retracted_reasoned",
    "methods.revisions_redefined",
    "methods.revisions_removed",
    "methods.suggestions_rejected",
    "more_quotes",
    "n_differs",
}
"""The counted word is not in them, or is of one form: « La liste en compte 2 », "and 2 more"."""


@pytest.mark.parametrize("domain", KEYED)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_plural_of_a_counted_message_is_worded_otherwise(language, domain):
    for key, message in messages(language, domain).items():
        if isinstance(message.string, tuple) and key not in SAME_FOR_ALL:
            assert message.string[0] != message.string[1], key


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_message_takes_the_form_of_its_count(language, count):
    """French says nought in the singular, English in the plural."""
    singular = count < 2 if language == "fr" else count == 1
    for key, message in ((k, m) for d in KEYED for k, m in messages(language, d).items()):
        if isinstance(message.string, tuple):
            form = message.string[0 if singular else 1]
            assert translations(language).ngettext(key, key, count) == typeset(form)
