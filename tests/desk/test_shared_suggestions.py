"""People whom the same decisions teach share their suggestions; whoever codes blind has their own."""

import time

import desk.suggesting as module
from coding.suggesting.suggestion import Suggestion
from corpus.place import Place
from desk.desk import Desk
from desk.opened import OpenStudy
from desk.suggesting import Suggesting


def seated(desk, name):
    place = desk.place_of(name)
    with place.opened.use() as study:
        desk.seat(place, study)
    return place.suggesting


def test_one_for_all_until_somebody_codes_blind(coded, glose):
    desk = Desk(coded)
    try:
        shared = seated(desk, "anna")
        assert seated(desk, "basile") is shared
        glose("assign", "nice-entretien", "--to", "anna,carl", "--coder", "lead")
        assert seated(desk, "anna") is not shared
        own = seated(desk, "anna")
        assert seated(desk, "anna") is own
        assert seated(desk, "lead") is not own
        assert seated(desk, "carl") is not own
    finally:
        desk.close()


class Made:
    """What makes suggestions, as a list for each time that it is asked; `then` is done while it makes them."""

    def __init__(self, *lists, then=lambda: None):
        self.lists, self.then = list(lists), then

    def suggest(self):
        found = self.lists.pop(0)
        self.then()
        return found


def suggesting(coded, monkeypatch, made):
    monkeypatch.setattr(module, "suggester_of", lambda *_args, **_more: made)
    monkeypatch.setattr(module, "teach", lambda *_args, **_more: None)
    monkeypatch.setattr(module, "provenance", lambda _study: {})
    monkeypatch.setattr(module, "_PAUSE", 0.01)
    return Suggesting(OpenStudy(coded, "anna"))


def test_what_was_shown_a_moment_ago_can_still_be_decided(coded, monkeypatch):
    place = Place("nice-entretien", 0, 4, "Anna")
    one, other = (Suggestion(place, code, 0.8, 1, "fused/6", (), 1, 0.8, {}) for code in ("challenges", "objectives"))
    found = suggesting(coded, monkeypatch, Made([one, other], [other], [other]))
    with found.opened.fresh_copy() as study:
        now = found._make(study, None)
        found._make(study, now)
        assert found.of_text("nice-entretien") == [other]
        assert found.shown("nice-entretien", one.id) == one
        assert found.shown("nice-entretien", other.id) == other
        found._make(study, now)
        assert found.shown("nice-entretien", one.id) is None


def test_a_language_that_is_chosen_while_they_are_made_is_spoken_in_the_end(coded, monkeypatch):
    spoken = []
    found = suggesting(coded, monkeypatch, Made([], [], then=lambda: found.speak("en")))
    monkeypatch.setattr(module, "ask_for_language", spoken.append)
    found.start()
    for _ in range(500):
        if len(spoken) == 2:
            break
        time.sleep(0.01)
    found.close()
    found.opened.close()
    assert spoken == ["fr", "en"]
