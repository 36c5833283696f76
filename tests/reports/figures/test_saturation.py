"""The saturation curve: all codes so far, and those a text brought."""

from lxml import etree

from reports.figures.saturation import Step, saturation_curve

SVG = "{http://www.w3.org/2000/svg}"
STEPS = [Step("brest", 6, 6, 20), Step("lyon", 3, 9, 18), Step("nice", 1, 10, 25), Step("paris", 0, 10, 9)]


def drawn(figure) -> list[str]:
    return [element.text for element in etree.fromstring(figure.svg(titled=False)).iter(f"{SVG}text")]


def test_the_text_alternative_says_when_new_codes_ended():
    assert saturation_curve("Saturation", STEPS, language="fr").alt == (
        "4 textes dans l’ordre du codage\u202f; 10 codes, dont la moitié dès le texte n°\u00a01. "
        "Le dernier texte à apporter un code nouveau est nice (n°\u00a03). 1 texte suit, sans code nouveau."
    )


def test_a_study_that_still_finds_new_codes_does_not_say_it_ended():
    assert "without a new code" not in saturation_curve("Saturation", STEPS[:3], language="en").alt


def test_few_texts_are_named_and_their_new_codes_written():
    assert {"brest", "paris", "6", "3", "1", "0", "10"} <= set(drawn(saturation_curve("S", STEPS, language="fr")))


def test_many_texts_are_numbered():
    steps = [Step(f"texte-{at}", 1, at + 1) for at in range(300)]
    said = drawn(saturation_curve("S", steps, language="fr"))
    assert {"100", "200", "300", "codes nouveaux", "codes en tout"} <= set(said)
    assert not any(words.startswith("texte-") for words in said)


def test_texts_without_any_code_are_a_flat_line():
    figure = saturation_curve("S", [Step("brest", 0, 0), Step("lyon", 0, 0)], language="en")
    assert figure.alt == "2 texts in order of coding; 0 codes, half of them by text no. 1."
