"""The message catalogues: the same messages in French and English, each in one file."""

from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2] / "reports" / "catalogue"
DOMAINS = sorted(path.name for path in (ROOT / "fr").glob("*.po"))


def messages(language, domain):
    with (ROOT / language / domain).open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: message
            for message in read_po(file, locale=language)
            if message.id
        }


def wordings(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_every_domain_is_in_both_languages():
    assert DOMAINS == sorted(path.name for path in (ROOT / "en").glob("*.po")) != []


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_say_the_same_messages(domain):
    french, english = messages("fr", domain), messages("en", domain)
    assert french.keys() == english.keys()
    for key, message in french.items():
        assert all(wordings(message)), key
        assert all(wordings(english[key])), key
        assert isinstance(message.string, tuple) == isinstance(english[key].string, tuple), key


def test_no_message_stands_in_two_files():
    met = Counter(key for domain in DOMAINS for key in messages("fr", domain))
    assert [key for key, times in met.items() if times > 1] == []
