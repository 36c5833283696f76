"""Portraits of codes and texts, typical quotes, and gaps."""

from corpus.cases import Case
from corpus.spans import joined
from reports.explore.code_portrait import code_portrait
from reports.explore.missing import gaps
from reports.explore.representative_quotes import representative
from reports.explore.text_portrait import strip, text_portrait


def test_a_codes_portrait_with_what_is_below_it(told):
    """
    text a Nice
    text plan Lyon document
    text c Brest
    a 0:2 aims.green Nice strong
    a 11:14 aims.jobs Nice wanted suggested
    a 4:6 obstacles Nice
    plan 0:8 aims.green Lyon absent by=basile
    """
    found = code_portrait(told, "aims")
    assert (found.n, found.total, found.absent, found.unread) == (1, 3, ("Lyon",), ("Brest",))
    assert [(t.name, t.codings) for t in found.degrees] == [("strong", 1), ("wanted", 1), ("absent", 1)]
    assert [(c.case, c.codings, c.strongest) for c in found.cases] == [("Nice", 2, "strong"), ("Lyon", 1, "absent")]
    assert [(t.name, t.codings) for t in found.below] == [("aims.green", 2), ("aims.jobs", 1)]
    assert [(t.name, t.texts) for t in found.kinds] == [("interview", 1), ("document", 1)]
    assert [(p.first, p.second, p.together) for p in found.beside] == [("aims", "obstacles", 1)]
    assert {quote.case for quote in found.quotes} == {"Nice", "Lyon"}
    assert found.suggested == 1


def test_the_portrait_of_a_code_nobody_used(material, a_text):
    found = code_portrait(material([a_text("a", case="Nice")], [], read=["a"]), "aims.green")
    assert (found.n, found.unread, found.quotes, found.cases) == (0, (), (), ())
    assert found.definition == "Moins de ressources."


def test_typical_quotes_speak_of_what_all_speak_of_and_of_several_cases():
    quotes = [
        "On économise l'énergie des bâtiments chaque année",
        "L'énergie des bâtiments, on la réduit de dix pour cent",
        "Ma grand-mère cultivait des tomates derrière la maison",
        "Réduire l'énergie consommée par nos bâtiments municipaux",
        "Oui",
    ]
    chosen = representative(quotes, ["Nice", "Nice", "Lyon", "Brest", "Metz"], most=2)
    assert len(chosen) == 2
    assert 3 in chosen
    assert 2 not in chosen
    assert len({*chosen} & {0, 1}) == 1
    assert representative(quotes[4:], [None]) == [0]
    assert representative([], []) == []
    assert representative([quotes[0], quotes[0]], ["Nice", "Lyon"]) == [0]


def test_a_texts_portrait(told):
    """
    text a Nice date=2015-12-08
    text b
    a 12:15 obstacles Nice
    a 2:4 aims.green Nice
    a 14:16 obstacles Nice
    b 0:9 aims
    read a
    """
    found = text_portrait(told, "a")
    assert [(line.code, line.codings, line.spans) for line in found.codes] == [
        ("aims.green", 1, ((12, 23),)),
        ("obstacles", 2, ((72, 95),)),
    ]
    assert (found.passages, found.passages_read, found.passages_coded, found.words) == (3, 3, 2, 30)
    assert found.coded == (11 + 23) / found.characters
    assert [(s.speaker, s.words, s.codings) for s in found.speakers] == [("Q", 10, 1), ("Mme X", 20, 2)]
    assert sum(s.share for s in found.speakers) == 1
    assert found.date == "2015-12-08"


def test_stretches_are_joined_and_drawn_to_scale():
    assert tuple(joined([(5, 8), (0, 2), (2, 3), (6, 7)])) == ((0, 3), (5, 8))
    assert strip([(0, 10), (90, 100)], 100, width=10) == "█········█"
    assert strip([(99, 100)], 100, width=4) == "···█"
    assert strip([], 0, width=3) == "···"


def test_gaps_of_every_kind(material, a_text):
    found = gaps(
        material(
            [a_text("a", case="Nice"), a_text("b", case="Lyon"), a_text("c"), a_text("d", case="Brest")],
            [("a", 0, 1, "aims.green", "Nice"), ("c", 0, 1, "staff", None), ("c", 2, 3, "lost.code", None)],
            cases={name: Case(name) for name in ("Nice", "Lyon", "Brest", "Metz")},
            classes=[("late", "Brest", "d", "anna")],
            read=["a", "b"],
        )
    )
    assert found.codes_unused == ("aims.jobs", "obstacles")
    assert found.codes_without_case == ("staff",)
    assert found.outdated == {"lost.code": 1}
    assert found.cases_without_code == ("Lyon", "Metz")
    assert found.cases_without_text == ("Metz",)
    assert found.texts_without_coding == ("b",)
    assert found.texts_without_case == ("c",)
    assert found.codings_without_case == 2
    assert [(u.case, u.texts, u.cells) for u in found.unread] == [("Brest", ("d",), 5), ("Metz", (), 5)]
    assert {record["gap"] for record in found.records()} >= {"code_unused", "cells_unread", "codings_without_case"}
