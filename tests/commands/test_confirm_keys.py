"""The keys of the manual confirmation that change what a coding says or where one is, in a pseudo-terminal."""

import pytest

TWO = """\
Q : Et ensuite ?

R : Le travail en silos reste un frein. Il manque du temps.

Q : Et après ?

R : On veut attirer des entreprises. C'est un but.
"""


@pytest.fixture
def terminal(coded, glose, written, at_terminal):
    """`terminal()`: anna confirms two texts, nice-entretien and lyon; challenges take several values."""
    book = (coded / "codebook.yaml").read_text(encoding="utf-8")
    named = book.replace("  - id: challenges\n", "  - id: challenges\n    several: true\n")
    (coded / "codebook.yaml").write_text(named, encoding="utf-8")
    glose("add", written("lyon.txt", TWO), "--case", "Lyon")
    glose("suggest")
    return lambda *arguments, **options: at_terminal(coded, "confirm", "--coder", "anna", *arguments, **options)


def codings(glose, code):
    return glose("quotes", code, "--json").lines


def test_a_code_with_several_values_asks_for_one(terminal, glose):
    person = terminal("--text", "lyon")
    person.sees("challenges", "passage 2/4")
    person.press("a")
    person.sees("Value for challenges")
    person.press("Le  temps", "enter")
    person.sees("accepted challenges")
    person.press("q")
    person.ends()
    [line] = codings(glose, "challenges")
    assert line["value"] == "Le temps"


def test_several_codes_are_each_asked_for_their_degree(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press("c", "attractiv", "tab", *["\x7f"] * 9, "environ", "tab", "enter")
    person.sees("objectives.attractiveness: Degree?")
    person.press("6")
    person.sees("objectives.environment: Degree?")
    person.press("1")
    person.sees("coded: ", "objectives.environment (absent)")
    person.press("q")
    person.ends()
    degrees = {line["code"]: line["degree"] for line in codings(glose, "objectives")}
    assert degrees == {"objectives.attractiveness": "strong", "objectives.environment": "absent"}


def test_going_back_from_the_second_degree_codes_nothing(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press("c", "attractiv", "tab", *["\x7f"] * 9, "environ", "tab", "enter")
    person.sees("objectives.attractiveness: Degree?")
    person.press("6")
    person.sees("objectives.environment: Degree?")
    person.press("escape")
    person.sees("a accept")
    person.press("q")
    person.ends()
    assert codings(glose, "objectives") == []


def test_a_coding_is_moved_regraded_valued_and_annotated_from_the_list(terminal, glose):
    person = terminal("--text", "lyon")
    person.sees("passage 2/4")
    person.press("w", "c", "attractiv", "enter")
    person.sees("Degree?")
    person.press("6")
    person.sees("coded: objectives.attractiveness (strong)")
    person.press("l")
    person.sees("Coded in this passage", "v value", "m memo")
    person.press("g")
    person.sees("Degree?", "Enter=strong")
    person.press("7")
    person.sees("objectives.attractiveness: degree priority")
    person.press("v", "deux ans", "enter")
    person.sees("objectives.attractiveness: value deux ans")
    person.press("m", "à revoir", "enter")
    person.sees("objectives.attractiveness: memo “à revoir”")
    person.press("b")
    person.sees("Borders, by sentence")
    person.press("up", "enter")
    person.sees("moved objectives.attractiveness")
    person.press("escape", "q")
    person.ends()
    [line] = codings(glose, "objectives")
    said = (line["degree"], line["value"], line["memo"], line["quote"])
    assert said == ("priority", "deux ans", "à revoir", "Le travail en silos reste un frein.")


def test_a_memo_changed_alone_loses_no_coding_and_is_undone(terminal, glose):
    person = terminal("--text", "lyon")
    person.sees("passage 2/4")
    person.press("c", "objectives", "enter")
    person.sees("coded: objectives")
    person.press("l", "m", "un mot", "enter")
    person.sees("objectives: memo “un mot”", "Coded in this passage")
    person.press("m", *["\x7f"] * 6, "enter")
    person.sees("objectives: memo –")
    person.press("u")
    person.sees("memo “un mot”", "undone")
    person.press("escape", "q")
    person.ends()
    [line] = codings(glose, "objectives")
    assert line["memo"] == "un mot"


def test_searching_goes_to_a_passage_that_has_the_words(terminal):
    person = terminal()
    person.sees("passage 4/8")
    person.press("/", "MANQUE du temps", "enter")
    person.sees("In 1 passage", "lyon:2")
    person.press("enter")
    person.sees("lyon · ", "passage 2/4")
    person.press("/", "nulle part", "enter")
    person.sees("“nulle part” is in no passage.", "passage 2/4")
    person.press("q")
    person.ends()


def test_the_next_text_and_the_one_before_mark_nothing_as_read(terminal, glose):
    person = terminal()
    person.sees("nice-entretien", "passage 4/8")
    person.press("J")
    person.sees("lyon · ", "passage 2/4")
    person.press("J")
    person.sees("There is no other text in that direction.")
    person.press("K")
    person.sees("nice-entretien", "passage 4/8")
    person.press("q")
    person.ends()
    assert {line["read"] for line in glose("progress", "--json").lines} == {0}


def test_the_whole_passage_is_chosen_and_given_up_with_one_key(terminal, glose):
    person = terminal("--text", "lyon")
    person.sees("passage 2/4")
    person.press("w", "c", "challenges", "enter", "enter")
    person.sees("coded: challenges")
    person.press("w", "w", "c", "objectives", "enter")
    person.sees("coded: challenges, objectives")
    person.press("q")
    person.ends()
    [whole], [proposed] = codings(glose, "challenges"), codings(glose, "objectives")
    assert whole["quote"] == "Le travail en silos reste un frein. Il manque du temps."
    assert proposed["quote"] == "Le travail en silos reste un frein."


def test_borders_go_over_paragraphs(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press("b", "w", "down")
    person.sees("Borders, by sentence")
    person.press("enter", "c", "challenges", "enter", "enter")
    person.sees("coded: challenges")
    person.press("q")
    person.ends()
    [line] = codings(glose, "challenges")
    assert line["quote"].startswith("La priorité")
    assert line["quote"].endswith("ce n'est pas une priorité chez nous.")


def test_each_text_has_a_place_where_it_goes_on(terminal):
    person = terminal()
    person.sees("nice-entretien", "passage 4/8")
    person.press(" ")
    person.sees("passage 5/8")
    person.press("J", " ")
    person.sees("lyon · ", "passage 4/4")
    person.press("q")
    person.ends()
    again = terminal()
    again.sees("lyon · ", "passage 4/4", "Going on where you stopped")
    again.press("K")
    again.sees("nice-entretien", "passage 5/8")
    again.press("J")
    again.sees("lyon · ", "passage 4/4")
    again.press("q")
    again.ends()
    nice = terminal("--text", "nice-entretien")
    nice.sees("passage 5/8", "Going on where you stopped. 1 left open before")
    nice.press("q")
    nice.ends()
