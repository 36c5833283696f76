"""People whom the same decisions teach share their suggestions; whoever codes blind has their own."""

from desk.desk import Desk


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
