"""When a code means the same, and when it does not."""

import pytest

from coding.codebook.code_change import changed_parts, fingerprint
from coding.codebook.file import load_codebook
from coding.codebook.model import UnknownCode

BOOK = """\
scales: {degree: [absent, wanted, strong]}
codes:
  - id: wifi
    label: {fr: Wifi public}
    definition: {fr: "Le réseau ouvert à tous."}
    use_when: ["On parle de bornes."]
    avoid_when: ["Le réseau des agents."]
    scale: degree
    cues: [wifi]
"""


def book(was="", now=""):
    return load_codebook(BOOK.replace(was, now))


@pytest.mark.parametrize(
    ("was", "now", "part"),
    [
        ("Wifi public", "Wifi gratuit", "label"),
        ("ouvert à tous", "de la ville", "definition"),
        ("de bornes", "d'antennes", "use_when"),
        ("des agents", "des écoles", "avoid_when"),
        ("wanted, strong", "strong, wanted", "scale"),
    ],
)
def test_each_part_of_a_definition_counts(was, now, part):
    then, later = book(), book(was, now)
    assert fingerprint(then, "wifi") != fingerprint(later, "wifi")
    assert changed_parts(then, later, "wifi") == (part,)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("cues: [wifi]", "cues: [wifi, hotspot]"),
        ('"Le réseau ouvert', '"Le  réseau\n      ouvert'),
        ("codes:", "codes:  # here"),
    ],
)
def test_cues_and_layout_define_nothing(was, now):
    assert fingerprint(book(), "wifi") == fingerprint(book(was, now), "wifi")
    assert changed_parts(book(), book(was, now), "wifi") == ()


def test_a_code_that_one_revision_lacks_is_another():
    assert changed_parts(book(), book("id: wifi", "id: hotspot"), "wifi") == ("code",)
    assert changed_parts(book(), book(), "nothing") == ()
    with pytest.raises(UnknownCode):
        fingerprint(book(), "nothing")
