"""The portrait of a text: codes where they are, the interviewer where he asks."""

from lxml import etree

from reports.figures.text_strip import MOST, Line, text_strip

SVG = "{http://www.w3.org/2000/svg}"
LINES = [Line("Climat", 0, 2, ((0.1, 0.2), (0.5, 0.5001))), Line("Emploi", 1, 1, ((0.9, 1.0),))]


def drawn(figure) -> list[dict]:
    spec = figure.chart.to_dict()
    return [row for data in spec["datasets"].values() for row in data if "tone" in row]


def figure(lines=LINES, **more):
    return text_strip("Nice", lines, families=["Objectifs", "Défis"], coded=0.21, language="fr", **more)


def test_stretches_stand_where_they_are_and_short_ones_are_still_seen():
    first, short, last = drawn(figure())
    assert (first["x"], first["x2"]) == (44, 88)
    assert short["x2"] - short["x"] == 2
    assert last["x2"] == 440


def test_families_differ_in_colour_and_are_named():
    tones = [row["tone"] for row in drawn(figure())]
    assert tones[0] == tones[1] != tones[2]
    assert {"Objectifs", "Défis"} <= {one.text for one in etree.fromstring(figure().svg()).iter(f"{SVG}text")}


def test_the_interviewers_words_have_a_row_of_their_own():
    asked = figure(asked=[(0.0, 0.1)])
    assert "parole de l’enquêteur" in {one.text for one in etree.fromstring(asked.svg()).iter(f"{SVG}text")}


def test_more_codes_than_fit_are_counted():
    many = [Line(f"c{at}", 0, 1 + (at == 70), ((0.1, 0.2),)) for at in range(MOST + 20)]
    assert "20 codes moins fréquents" in figure(many).alt
    assert "c70" in {one.text for one in etree.fromstring(figure(many).svg()).iter(f"{SVG}text")}


def test_the_text_alternative_says_how_much_is_coded():
    assert "21\u202f%" in figure().alt


def test_families_are_told_by_a_letter_as_well_as_by_their_colour():
    said = [one.text for one in etree.fromstring(figure().svg()).iter(f"{SVG}text")]
    assert (said.count("A"), said.count("B")) == (2, 2), "beside the row and in the key"
    alone = [one.text for one in etree.fromstring(figure(LINES[:1]).svg()).iter(f"{SVG}text")]
    assert "A" not in alone
