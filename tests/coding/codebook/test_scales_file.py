"""The degrees of a scale: plain words and degrees with labels side by side, and every fault at its place."""

import pytest

from coding.codebook.file import load_codebook
from tests.coding.codebook.conftest import faults

BOOK = """\
codebook: {languages: [fr, en]}
scales:
  clarity:
    - absent
    - {id: vague, label: flou}
    - {id: clear, label: {fr: clair, en: clear}}
codes: [{id: goals, label: Buts, scale: clarity}]
"""


def test_degrees_have_labels_or_none():
    book = load_codebook(BOOK)
    assert book.degrees("goals") == ("absent", "vague", "clear")
    assert book.degree_labels == {"vague": {"fr": "flou"}, "clear": {"fr": "clair", "en": "clear"}}


def test_a_degree_in_two_scales_is_labelled_once():
    book = load_codebook(BOOK.replace("codes:", "  force: [absent, clear]\ncodes:"))
    assert book.degree_labels["clear"] == {"fr": "clair", "en": "clear"}
    other = BOOK.replace("codes:", "  force: [{id: clear, label: net}]\ncodes:")
    assert faults(other) == {
        "codebook.yaml:7:11": "the degree 'clear' has another label on line 6. A degree has one label in all scales."
    }


@pytest.mark.parametrize(
    ("written", "place", "said"),
    [
        ("{id: clear, lable: clair}", "6:19", "unknown key 'lable'. Did you mean 'label'?"),
        ("{label: clair}", "6:7", "the key 'id' is missing here."),
        ("{id: clear, label: {fr: clair, eng: clear}}", "6:38", "label: unknown language 'eng'. Did you mean 'en'?"),
        ("{id: clear, label: {de: klar}}", "6:27", "label: unknown language 'de'. Choose one of: fr, en."),
        ("{id: clear, label: [clair]}", "6:19", "label: must be text, or a text for each language."),
        ("{id: Clear, label: clair}", "6:8", "'Clear' is not an id: use lower-case letters a–z, digits and _ only."),
        (
            "{id: vague, label: clair}",
            "6:7",
            "the scale clarity has the degree 'vague' twice (first on line 5). Remove one of them.",
        ),
        (
            "{id: clear, label: flou}",
            "6:7",
            "'clear' has the label of 'vague' (“flou”). Give each degree of a scale its own.",
        ),
    ],
)
def test_faults_have_their_place_and_say_what_to_do(written, place, said):
    source = BOOK.replace("{id: clear, label: {fr: clair, en: clear}}", written)
    assert faults(source) == {f"codebook.yaml:{place}": said}


def test_the_languages_of_the_codebook_are_known():
    book = load_codebook(BOOK.replace("[fr, en]", "[fr, en, de]").replace("label: flou", "label: {de: vage}"))
    assert book.degree_labels["vague"] == {"de": "vage"}
