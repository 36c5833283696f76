"""The encodings that files come in: told by their letters, and spoilt bytes spoil themselves only."""

import codecs

import pytest

from corpus.read import read_text
from corpus.readers.doubled import doubled, undoubled
from corpus.readers.doubled import doubts as doubled_doubts
from corpus.readers.encoding import decode
from corpus.readers.web import read as read_page

FRENCH = (
    "E : Comment l'équipe a-t-elle commencé, à Nîmes ?\nR : Dès l'été, ça a été très « ouvert », à côté du théâtre.\n"
)


def text_of(data, **declared):
    return decode(data, "a.txt", **declared)[0]


def doubts(data):
    return [(problem.place, problem.message) for problem in decode(data, "a.txt")[1]]


def test_a_stray_byte_spoils_itself_only_and_is_named_with_its_place():
    data = "E : Déjà commencé ?\nR : L'élue a continu".encode() + b"\xe9" + ", l’été.".encode()
    assert text_of(data) == "E : Déjà commencé ?\nR : L'élue a continué, l’été."
    [(place, message)] = doubts(data)
    assert place == "a.txt:2:21"
    assert "has 1 byte that is not UTF-8 (2:21, line and column)" in message


def test_two_files_of_different_encodings_in_one():
    data = FRENCH.encode() + FRENCH.encode("cp1252") + FRENCH.encode()
    assert text_of(data) == FRENCH * 3
    assert ", …" in doubts(data)[0][1]


def test_a_stray_byte_in_greek_and_after_a_mark():
    greek = "Καλημέρα σε όλους και ευχαριστώ πολύ για την πρόσκληση"
    assert text_of(greek.encode() + b" caf\xe9") == greek + " café"
    assert text_of(codecs.BOM_UTF8 + "L'été à l’école d".encode() + b"\xe9j\xe0.") == "L'été à l’école déjà."


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("words", [FRENCH, "Élève : déjà là", "été", "Ça, c’était « l’école »…".replace("…", ".")])
def test_french_in_old_encodings(encoding, words):
    if encoding == "cp850":
        words = words.replace("’", "'")
    assert text_of(words.encode(encoding)) == words


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", [False, True])
@pytest.mark.parametrize("words", [FRENCH, "Oui, déjà.", "été", "E : é ?", "à"])
def test_wide_encodings_in_both_orders_also_of_short_files(encoding, mark, words):
    if words == "à" and not mark:
        return  # two bytes without a mark say nothing
    data = (("\ufeff" if mark else "") + words).encode(encoding)
    assert text_of(data).removeprefix("\ufeff") == words
    assert doubts(data) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_one(end):
    assert text_of(f"E : Un ?{end}R : Deux.{end}".encode()) == "E : Un ?\nR : Deux.\n"


def test_the_end_mark_of_dos_is_not_text():
    assert text_of(b"E : Un ?\r\n\x1a") == "E : Un ?\n"


@pytest.mark.parametrize(("wrong", "right"), [
    ("dÃ©jÃ\u00a0 l\u00e2\u20ac\u2122Ã©tÃ©", "déjà l’été"), ("cÅ“ur", "cœur"), ("ðŸ˜€ Ã‰lue", "😀 Élue"), ("Â« oui Â»", "« oui »"),
])  # fmt: skip
def test_letters_encoded_twice_are_noticed_and_can_be_put_right(wrong, right):
    assert undoubled(wrong) == right
    [doubt] = doubled_doubts(wrong, "a.txt")
    assert f"has {len(doubled(wrong))} letter" in doubt.message
    assert "encoded twice" in doubt.message


def test_letters_encoded_twice_are_put_right_on_wish(written):
    file = written("a.txt", "E : dÃ©jÃ\u00a0 lÃ\u00a0 ?\n\nR : L'Ã©tÃ©.\n\nE : Oui ?\n\nR : Bien sÃ»r.\n")
    plain, noticed = read_text(file)
    right, silent = read_text(file, mend=True)
    assert [any("--mend-letters" in problem.message for problem in found) for found in (noticed, silent)] == [
        True,
        False,
    ]
    assert right.quote(right.turns[1]) == "L'été."
    assert plain.quote(plain.turns[1]) == "L'Ã©tÃ©."


@pytest.mark.parametrize("sound", [
    "LA COLLECTIVITÉ\u00a0: l'É… «\u00a0Â\u00a0» NÃO, IRMÃ, Âge, MARCHÉ» é»…", "L’ÉTÉ… À «\u00a0NÎMES\u00a0»", "Åse, pâté, forêt",
])  # fmt: skip
def test_what_looks_alike_is_left_alone(sound):
    sound = sound.replace("«\u00a0Â\u00a0»", "")
    assert undoubled(sound) == sound
    assert doubts(sound.encode()) == []


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("macintosh", "mac-roman"), ("iso-8859-15", "iso-8859-15")],
)
def test_a_page_is_believed_where_its_bytes_fit(declared, encoding):
    page = f"<html><head><meta charset='{declared}'></head><body><p>Où ça, l'été ?</p></body></html>"
    for data in (page.encode(encoding), page.encode(), codecs.BOM_UTF8 + page.encode(), page.encode("utf-16")):
        extract = read_page(data, "a.html")
        assert ([block.text for block in extract.blocks], extract.problems) == (["Où ça, l'été ?"], ())


def test_a_page_that_is_wrong_about_itself():
    page = "<meta charset='utf-8'><p>Où ça, l'été ? Déjà très « loin ».</p>".encode("cp1252")
    extract = read_page(page, "a.html")
    assert extract.blocks[0].text == "Où ça, l'été ? Déjà très « loin »."
    assert "cp1252" in extract.problems[0].message
