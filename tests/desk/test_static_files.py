"""What a page asks for at once: its scripts, all that they import, and nothing else."""

from desk.static_files import FOLDER, address, modules


def named(*scripts):
    return {one.removeprefix(f"{address()}/") for one in modules(*scripts)}


def test_a_page_asks_for_its_scripts_and_for_all_that_they_import():
    found = named("text/main.js", "frame.js")
    assert {"js/text/main.js", "js/text/draw.js", "js/places.js", "js/frame.js", "vendor/ufuzzy.mjs"} <= found
    assert all((FOLDER / name).is_file() for name in found)


def test_it_does_not_ask_for_the_scripts_of_other_pages_nor_for_those_that_are_wanted_later():
    assert not {"js/adding.js", "js/typologies.js", "js/lists/memo_form.js"} & named("text/main.js", "frame.js")
