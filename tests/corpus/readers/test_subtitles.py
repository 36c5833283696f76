"""Subtitles: who speaks in each cue, and every word of the cues once."""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.read import read_text
from corpus.readers.cue_lines import cues_in
from corpus.readers.rolling_captions import unrolled
from corpus.readers.subtitles import read as extract
from corpus.text import Text
from tests.talk import SEWING, spoken


def srt(cues: list[str]) -> str:
    return "\n".join(f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{cue}\n" for n, cue in enumerate(cues, 1))


def vtt(cues: list[str]) -> str:
    return "WEBVTT\n\n" + "\n".join(
        f"00:00:{n:02d}.000 --> 00:00:{n:02d}.900\n{cue}\n" for n, cue in enumerate(cues, 1)
    )


def turns(text: Text) -> list[tuple[str | None, str]]:
    return [(turn.speaker, " ".join(text.quote(turn).split())) for turn in text.turns]


def problems(tmp_path: Path, name: str, content: str) -> str:
    path = tmp_path / name
    path.write_text(content)
    return " ".join(problem.message for problem in read_text(path)[1])


@pytest.mark.parametrize(
    ("asks", "answers", "form"),
    [
        ("SPEAKER_00", "SPEAKER_01", "[{}]: {}"),
        ("Lise Morin", "Jo Petit", "[{}] {}"),
        ("Lise", "Jo", "({})\n{}"),
        ("LISE", "JO", ">> {}: {}"),
        ("Lise", "Jo", "- {}: {}"),
        ("Lise Morin (elle/she)", "Jo Petit (he/him)", "{}: {}"),
        ("Lise", "Jo", "{}:{}"),
        ("Enquêteur·rice", "Enquêté·e", "{} : {}"),
        ("33698765432", "Jo Petit", "{}: {}"),
        ("+33 6 98 76 54 32", "Jo", "{}: {}"),
        ("P#1", "P#2", "{}: {}"),
        ("Lise", "Jo", "<i>{}:</i> {}"),
        ("Lise", "Jo", "{{\\an8}}{}: {}"),
        ("Lise", "Jo", "{} | {}"),
        ("Lise", "Jo", "{} – {}"),
        ("Lise", "Jo", "{} / {}"),
        ("Lise Morin", "Jo Petit", "{}\n{}"),
        ("Lise", "Jo", "<b>{}</b>\n{}"),
        ("Lise", "Jo", "\u200b{}:\u200e {}"),
        ("Lise", "Jo", "&gt;&gt; {}: {}"),
    ],
)
@pytest.mark.parametrize("layout", [srt, vtt])
def test_names_in_cues(read, asks, answers, form, layout):
    names = {"E": asks, "R": answers}
    text = read(f"a.{layout.__name__}", layout([form.format(names[who], words) for who, words in SEWING]))
    plain = {who: re.sub(r" \(.*", "", name) for who, name in names.items()}
    assert turns(text) == [(plain[who], words) for who, words in SEWING]


@pytest.mark.parametrize("gap", [0, 1, 5])
def test_rolling_captions_are_read_once_whatever_time_passes_between_them(read, gap):
    lines = ["bonjour à tous", "on va parler du marché", "qui ouvre le samedi", "sous la halle"]
    cues = (
        f"{n}\n00:00:{n * (gap + 2):02d},000 --> 00:00:{n * (gap + 2) + 2:02d},000\n{above}{line}\n"
        for n, (above, line) in enumerate(zip(["", *(f"{line}\n" for line in lines)], lines, strict=False))
    )
    assert " ".join(read("a.srt", "\n".join(cues)).content.split()) == " ".join(lines)


def test_a_cue_of_nothing_but_a_name_names_the_next(read):
    text = read("a.srt", srt([cue for who, words in SEWING for cue in ({"E": "Lise", "R": "Jo"}[who], words)]))
    assert turns(text) == [({"E": "Lise", "R": "Jo"}[who], words) for who, words in SEWING]


def test_a_name_that_occurs_once_is_a_voice_where_every_cue_has_one_and_it_is_said(read, tmp_path):
    cues = [*(f"{who}: {words}" for who, words in SEWING), "Paul Noir: Le déjeuner est prêt."]
    assert turns(read("a.srt", srt(cues)))[-1] == ("Paul Noir", "Le déjeuner est prêt.")
    assert "these names occur once and were taken for speakers: Paul Noir" in problems(tmp_path, "b.srt", srt(cues))


def test_a_clause_before_a_colon_is_no_voice_even_where_every_cue_has_one(read):
    cues = [*(f"{who}: {words}" for who, words in SEWING), "E: Il y a la soie", "et le lin : tout le reste.", "R: Oui."]
    assert turns(read("a.srt", srt(cues)))[-2] == ("E", "Il y a la soie et le lin : tout le reste.")


def test_what_is_heard_of_a_voice_is_no_name(read):
    cues = ["Lise (rires): Vous cousez ?", "Jo: Oui.", "Lise: Bien.", "Jo (toux): Voilà."]
    assert turns(read("a.srt", srt(cues)))[0] == ("Lise", "(rires) Vous cousez ?")


def test_a_word_before_a_colon_is_no_voice_where_names_are_rare_and_it_is_said(tmp_path, read):
    cues = [
        "Lise: On a compté.",
        "Il y en avait",
        "beaucoup.",
        "Résultat: trente.",
        "Jo: Ah.",
        "Lise: Oui.",
        "Jo: Bon.",
    ]
    assert ("Résultat", "trente.") not in turns(read("a.srt", srt(cues)))
    assert "“Résultat” opens a line of a cue" in problems(tmp_path, "b.srt", srt(cues))


@pytest.mark.parametrize("sound", ["[musique]", "(rires)", "[inaudible]", "(Applaudissements)"])
def test_a_sound_is_no_voice(read, sound):
    cues = [sound if number % 2 else f"[Lise] Phrase {number}." for number in range(8)]
    assert {speaker for speaker, _ in turns(read("a.srt", srt([*cues, "[Jo] Oui.", "[Jo] Non."])))} <= {
        "Lise",
        "Jo",
        None,
    }


@pytest.mark.parametrize(
    "cue",
    [
        "<v Lise>D'où venez-vous ?</v> <v Jo>De Brest.</v>",
        "<v Lise>D'où venez-vous ?\n<v Jo>De Brest.",
        "<v.loud Lise>D'où venez-vous ?</v>\n<v Jo>De Brest.</v>",
        "Lise: D'où venez-vous ?\nJo: De Brest.",
        ">> Lise: D'où venez-vous ?\n>> Jo: De Brest.",
        "[Lise]: D'où venez-vous ? Jo: De Brest.",
    ],
)
def test_several_voices_in_a_cue(read, cue):
    tagged = cue.startswith("<v")
    others = ["<v Jo>Et vous ?", "<v Lise>De Lyon."] if tagged else ["Jo: Et vous ?", "Lise: De Lyon.", "Jo: Ah."]
    found = turns(read("a.vtt", vtt([cue, *others])))
    assert found[:2] == [("Lise", "D'où venez-vous ?"), ("Jo", "De Brest. Et vous ?")]


def test_two_dashes_in_a_cue_are_two_unknown_voices(read):
    cues = ["Un matin de mai,\nil pleuvait.", "- D'où venez-vous ?\n- De Brest.", "- Et vous ? - De Lyon."]
    assert turns(read("a.srt", srt(cues))) == [
        (None, "Un matin de mai, il pleuvait."),
        (None, "D'où venez-vous ?"),
        (None, "De Brest."),
        (None, "Et vous ?"),
        (None, "De Lyon."),
    ]


@pytest.mark.parametrize("form", ["<v {}>{}", "{}: {}", "[{}] {}"])
def test_a_cue_without_a_voice_is_not_said_by_the_voice_before(read, form):
    cues = [form.format(who, words) for who, words in SEWING]
    text = read("a.vtt", vtt([*cues[:4], "Bonjour, je vous apporte du café.", *cues[4:]]))
    assert turns(text) == [*SEWING[:4], (None, "Bonjour, je vous apporte du café."), *SEWING[4:]]


def test_a_cue_without_a_voice_that_goes_on_with_a_sentence_is_said_by_the_same(read):
    cues = [f"{who}: {words}" for who, words in SEWING]
    text = read("a.srt", srt([*cues, "E: Et quand vous avez", "commencé, vous étiez seule ?", "R: Oui."]))
    assert turns(text)[-2] == ("E", "Et quand vous avez commencé, vous étiez seule ?")


def test_names_written_only_where_the_voice_changes_hold_until_the_next_and_it_is_said(read, tmp_path):
    cues = [cue for who, words in SEWING for cue in (f"{who}: {words}", "Je continue.", "Et encore.")]
    assert turns(read("a.srt", srt(cues))) == [(who, f"{words} Je continue. Et encore.") for who, words in SEWING]
    assert "only where the voice changes; 12 cues without a name" in problems(tmp_path, "b.srt", srt(cues))


ROLLING = ["bonjour et merci d'être là", "on parle de couture", "et de la boutique", "depuis douze ans"]


def youtube(lines: list[str]) -> str:
    cues, before = ["WEBVTT", "Kind: captions", "Language: fr", ""], " "
    for n, line in enumerate(lines):
        first, *rest = line.split()
        timed = first + "".join(f"<00:00:{2 * n + 1:02d}.{k:03d}><c> {word}</c>" for k, word in enumerate(rest))
        cues += [f"00:00:{2 * n:02d}.000 --> 00:00:{2 * n + 1:02d}.990 align:start position:0%", before, timed, ""]
        cues += [f"00:00:{2 * n + 1:02d}.990 --> 00:00:{2 * n + 2:02d}.000 align:start position:0%", line, " ", ""]
        before = line
    return "\n".join(cues)


def two_lines(lines: list[str]) -> str:
    shown = [lines[0], *(f"{one}\n{other}" for one, other in itertools.pairwise(lines))]
    return srt(shown)


def three_lines(lines: list[str]) -> str:
    return srt(["\n".join(lines[max(0, n - 2) : n + 1]) for n in range(len(lines))])


def growing(lines: list[str]) -> str:
    words = [line.split() for line in lines]
    return srt([" ".join(parts[:n]) for parts in words for n in range(1, len(parts) + 1)])


@pytest.mark.parametrize("roll", [youtube, two_lines, three_lines, growing])
def test_rolling_captions_have_each_word_once(read, roll):
    text = read("a.vtt" if roll is youtube else "a.srt", roll(ROLLING))
    assert " ".join(text.content.split()) == " ".join(ROLLING)


def test_people_who_repeat_themselves_are_not_rolling_captions(read):
    cues = ["Oui.", "Oui.", "Bon.", "Alors.", "Non.", "Non.", "Voilà.", "C'est tout."]
    assert read("a.srt", srt(cues)).content.split() == " ".join(cues).split()


def joined(cues: list[str]) -> str:
    return "".join(f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{cue}\n" for n, cue in enumerate(cues, 1))


def apart(cues: list[str]) -> str:
    return srt([cue.replace(". ", ".\n\n") for cue in cues])


def doubled(cues: list[str]) -> bytes:
    return srt(cues).replace("\n", "\r\r\n").encode()


def wide(cues: list[str]) -> bytes:
    return srt(cues).replace("\n", "\r\n").encode("utf-16")


def named(cues: list[str]) -> str:
    parts = [f"3f2a-{n}\n00:{n:02d}.000 --> 00:{n:02d}.900 line:0 align:left\n{cue}" for n, cue in enumerate(cues, 1)]
    return "WEBVTT - Un essai\n\nSTYLE\n::cue { color: red }\n\nNOTE rien\n\n" + "\n\n".join(parts)


@pytest.mark.parametrize("layout", [srt, vtt, joined, apart, doubled, wide, named])
def test_cues_are_read_whatever_stands_between_them(read, layout):
    said = [*SEWING, ("E", "Une phrase. Une autre."), ("R", "12 ans.")]
    text = read("a.vtt" if layout in (vtt, named) else "a.srt", layout([f"{who}: {words}" for who, words in said]))
    assert turns(text) == said


def test_a_number_that_is_said_is_kept(read):
    assert turns(read("a.srt", srt(["E: Combien ?", "R: Environ", "E: Combien ?", "R:\n12", "E: Ah."])))[3] == (
        "R",
        "12",
    )


def test_entities_and_signs_are_words(read):
    text = read("a.vtt", vtt(["<v Zoé &amp; Léa>2 &lt; 3 et <b>a&nbsp;b</b>", "<v Jo>Oui."]))
    assert turns(text)[0] == ("Zoé & Léa", "2 < 3 et a b")


def test_sbv(read):
    cues = [f"0:00:0{n}.000,0:00:0{n}.900\n{who}: {words}\n" for n, (who, words) in enumerate(SEWING)]
    assert turns(read("a.sbv", "\n".join(cues))) == SEWING


TTML = """<?xml version="1.0" encoding="utf-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="fr"><head><metadata>
<ttm:agent xml:id="a1" type="person"><ttm:name type="full">Lise</ttm:name></ttm:agent>
<ttm:agent xml:id="a2" type="person"><ttm:name type="full">Jo</ttm:name></ttm:agent></metadata></head><body><div>%s</div></body></tt>"""


@pytest.mark.parametrize(
    ("suffix", "cues"),
    [
        ("ttml", '<p begin="1s" end="2s" ttm:agent="a1">D\'où <br/>venez-vous ?</p><p begin="2s" ttm:agent="a2">De Brest.</p>'),
        ("dfxp", '<p begin="00:00:01.000" ttm:agent="a1">D\'où venez-vous ?</p><p begin="00:00:02:12" ttm:agent="a2">De Brest.</p>'),
        ("ttml", '<p begin="1s"><span ttm:agent="a1">D\'où venez-vous ?</span><br/><span ttm:agent="a2">De Brest.</span></p>'),
        ("xml", '<p begin="1s">Lise: D\'où venez-vous ?<br/>Jo: De Brest.</p>'),
    ],
)  # fmt: skip
def test_ttml(read, suffix, cues):
    text = read(f"a.{suffix}", TTML % cues)
    assert turns(text) == [("Lise", "D'où venez-vous ?"), ("Jo", "De Brest.")]
    assert text.turns[0].timestamp == "0:00:01"


WORDS = st.lists(
    st.sampled_from("oui non bien alors voilà Brest Lyon 12 « » ? . … café-crème l'été".split()), min_size=1, max_size=7
)
LINES = st.lists(WORDS.map(" ".join), min_size=1, max_size=3)
VOICES = st.sampled_from(["", "Lise: ", "Jo: ", "[SPEAKER_01]: ", ">> LISE: ", "<v Jo>"])


@given(st.lists(st.tuples(VOICES, LINES), min_size=1, max_size=12), st.sampled_from([srt, vtt, joined]))
def test_the_words_of_all_cues_are_there_once_each_in_order(cues, layout):
    source = layout(["\n".join([voice + lines[0], *lines[1:]]) for voice, lines in cues]).encode()
    found = [word for block in extract(source, "a.srt").blocks for word in block.text.split()]
    marks = {"Lise:", "Jo:", "[SPEAKER_01]:", ">>", "LISE:"}
    said = [word for _, lines in cues for line in lines for word in line.split()]
    if unrolled(cues_in(source.decode()).cues) is None:
        assert [word for word in found if word not in marks] == said


@pytest.mark.parametrize(
    ("first", "second"),
    [(">> LUCIE:", ">> THÉO:"), ("[SPEAKER_00]:", "[SPEAKER_01]:"), ("[SPEAKER_00]", "[SPEAKER_01]")],
)
def test_two_voices_in_one_line_of_a_cue(read, first, second):
    cues = [("Quand ?", "En mai."), ("Et après ?", "On a vendu.")]
    lines = "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{first} {q} {second} {r}\n\n" for n, (q, r) in enumerate(cues, 1)
    )
    text = read("a.srt", lines)
    assert [text.quote(turn) for turn in text.turns] == [words for cue in cues for words in cue]
    assert len({turn.speaker for turn in text.turns}) == 2


def test_names_behind_chevrons_are_voices_in_captions_that_roll(read):
    shown = [">> Claire: bonjour", ">> Claire: bonjour\nà tous", "à tous\n>> Marie: merci", ">> Marie: merci\nde venir"]
    cues = "".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{words}\n\n" for n, words in enumerate(shown))
    text = read("a.vtt", f"WEBVTT\n\n{cues}")
    assert spoken(text) == [("Claire", "bonjour à tous"), ("Marie", "merci de venir")]


@pytest.mark.parametrize("name", ["+33 6 ** ** ** 78", "06 12 34 56 78", "Aubin, Marie", "Aubin, Marie (elle)"])
@pytest.mark.parametrize("form", ["{}: {}", "<v {}>{}</v>"])
def test_telephones_and_last_names_first_are_voices(read, name, form):
    said = [(name, "Qui vend ?"), ("Paul", "Moi."), (name, "Et l'hiver ?"), ("Paul", "On ferme.")]
    cues = "".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{form.format(*row)}\n\n" for n, row in enumerate(said))
    text = read("a.vtt", f"WEBVTT\n\n{cues}")
    assert spoken(text) == [(who.removesuffix(" (elle)"), words) for who, words in said]
