"""Pages of Word, of mail programs and of careless tools: what is seen is read, and what is left out is said."""

import pytest

from corpus.readers.encoding import UnreadableFile
from corpus.readers.web import read


def texts(page):
    return [block.text for block in read(page.encode(), "a.html").blocks]


def doubts(page):
    return [problem.message.split(",")[0] for problem in read(page.encode(), "a.html").problems]


@pytest.mark.parametrize(
    "page",
    [
        "<p style='display: none'>caché un</p><p>Vu</p>",
        "<p>Vu<span style='mso-hide:all'> caché un</span></p>",
        "<p hidden>caché un</p><p>Vu</p>",
        "<table><tr><td>Vu<td style='visibility:hidden'></table><div style='DISPLAY:NONE'>caché <p>un</p></div>",
    ],
)
def test_hidden_words_are_left_out_and_counted(page):
    assert texts(page) == ["Vu"]
    assert doubts(page) == ["has 2 hidden words"]


def test_a_page_of_word():
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p{}</style><!--[if gte mso 9]><xml>jeté</xml>"
        "<![endif]--></head><body><div style='mso-element:header'>en-tête</div>"
        "<p class=MsoNormal>E : Oui<del cite='mailto:a'> supprimé</del><ins> ajouté</ins> ?<o:p></o:p></p>"
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·&nbsp;</span><![endif]>point</p>"
        "<p>Fin<a style='mso-footnote-id:ftn1' href='#_ftn1'>[1]</a><span class=MsoCommentReference><a href='#_msocom_1'>[A1]</a></span>.</p>"
        "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p>Une note.</p></div>"
        "<div style='mso-element:footnote' id=ftn2><p>Une autre.</p></div></div>"
        "<div style='mso-element:comment-list'><div style='mso-element:comment'><p>À voir</p></div></div></body></html>"
    )
    extract = read(page.encode(), "a.html")
    assert [block.text for block in extract.blocks] == ["E : Oui ajouté ?", "point", "Fin."]
    assert extract.notes == ("À voir",)
    assert doubts(page) == [
        "has 1 word that a tracked change deletes or moves",
        "has 2 footnotes or endnotes",
        "has 1 comment in its margin",
    ]


def test_what_frames_a_page_is_counted_and_a_form_is_text():
    page = "<nav>Accueil</nav><form><p>Réponse</p><label>oui</label><textarea>x</textarea></form><footer>Tous droits</footer>"
    assert texts(page) == ["Réponse", "oui"]
    assert doubts(page) == ["has 4 words in its navigation"]


def test_words_in_blocks_of_any_kind_stay_apart():
    assert (
        texts("<fieldset><legend>Un</legend>deux<dl><dt>trois<dd>quatre</dl></fieldset>")
        == "Un deux trois quatre".split()
    )
    assert texts("<h2>Un<br>deux\n<div>trois</div></h2>") == ["Un\ndeux trois"]
    assert texts("<p>un<b>\n</b>deux</p>") == ["un deux"]


def test_formatting_that_is_never_closed_loses_no_word():
    page = "<p><b><font color=red>mot " * 400 + "fin"
    assert " ".join(texts(page)).split() == ["mot"] * 400 + ["fin"]


def test_a_page_too_deep_is_refused_for_that_reason():
    with pytest.raises(UnreadableFile, match="more than 256 deep"):
        texts("<div>" * 10_000 + "fond")


def test_a_page_of_too_many_elements_is_refused(monkeypatch):
    monkeypatch.setattr("corpus.readers.web.NODES_AT_MOST", 1000)
    with pytest.raises(UnreadableFile, match="elements"):
        texts("<p>a" * 1001)
