"""Transcripts of linguists' tools: every voice by its time, each word once, and what annotates it left out by name."""

import pytest

from corpus.read import read_text
from tests.talk import AGAIN, ASKED, REPLIED, SAID, spoken
from tests.timed_talk import FOUR, GRID, SPOKEN, of, textgrid

# --- ELAN


def eaf(tiers):
    """An ELAN file of tiers (id, attributes, annotations)."""
    slots, body, number = [], [], 0
    for tier, attributes, annotations in tiers:
        inner = ""
        for start, end, said in annotations:
            number += 1
            slots.append(f'<TIME_SLOT TIME_SLOT_ID="s{number}" TIME_VALUE="{start * 1000}"/>')
            slots.append(f'<TIME_SLOT TIME_SLOT_ID="e{number}" TIME_VALUE="{end * 1000}"/>')
            inner += (
                f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{number}" TIME_SLOT_REF1="s{number}" '
                f'TIME_SLOT_REF2="e{number}"><ANNOTATION_VALUE>{said}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>'
            )
        body.append(f'<TIER TIER_ID="{tier}" LINGUISTIC_TYPE_REF="t" {attributes}>{inner}</TIER>')
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{''.join(slots)}</TIME_ORDER>{''.join(body)}</ANNOTATION_DOCUMENT>"


@pytest.mark.parametrize(
    ("name", "attributes"), [("{0}", ""), ("x-{0}", 'PARTICIPANT="{0}"'), ("{0}-transcription", "")]
)
def test_eaf(read, name, attributes):
    tiers = [(name.format(voice), attributes.format(voice), of(voice)) for voice in ("Paul", "Claire")]
    text = read("a.eaf", eaf(tiers))
    assert spoken(text) == SPOKEN
    assert [turn.timestamp for turn in text.turns] == ["0:00:00", "0:00:04", "0:00:09", "0:00:13"]


def test_tiers_that_depend_or_annotate_are_left_out_and_named(written):
    tiers = [
        ("Claire", "", of("Claire")),
        ("Paul", "", of("Paul")),
        ("Paul-en", 'PARENT_REF="Paul"', [(4, 8, "By trials.")]),
        ("gestes", "", [(1, 2, "main droite")]),
    ]
    text, problems = read_text(written("a.eaf", eaf(tiers)))
    assert spoken(text) == SPOKEN
    assert any("Paul-en" in p.message and "gestes" in p.message for p in problems)


def test_annotations_that_refer_to_others_have_their_times(read):
    reference = "".join(
        f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="r{n}" ANNOTATION_REF="a{n}"><ANNOTATION_VALUE>{said}'
        "</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
        for n, said in ((1, ASKED), (2, AGAIN))
    )
    tier = f'<TIER TIER_ID="tx@Claire" PARENT_REF="ref@Claire" LINGUISTIC_TYPE_REF="t" PARTICIPANT="Claire">{reference}</TIER>'
    base = eaf([("ref@Claire", "", [(0, 3, "t.001"), (9, 12, "t.002")]), ("Paul", "", of("Paul"))])
    text = read("a.eaf", base.replace("</ANNOTATION_DOCUMENT>", f"{tier}</ANNOTATION_DOCUMENT>"))
    assert spoken(text) == SPOKEN


TAB = {
    "all notations": "{voice}\t\t00:00:{start:02d}.000\t{start}.0\t00:00:{end:02d}.000\t{end}.0\t00:00:01.000\t1.0\t{said}",
    "clock": "{voice}\t00:00:{start:02d}.000\t00:00:{end:02d}.000\t{said}",
    "seconds": "{voice}\t{start}.5\t{end}.0\t{said}",
    "milliseconds": "{voice}\t{start}500\t{end}000\t{said}",
    "clock and duration": "{voice}\t{voice}\t00:00:{start:02d}.000\t00:00:{end:02d}.000\t00:00:01.000\t{said}",
}


BARE = [(form, "") for form in TAB if "seconds" not in form]
"""Numbers are times only under a head that says so."""


@pytest.mark.parametrize(("form", "header"), [*BARE, *((form, "Tier\tBegin\tEnd\tAnnotation\n") for form in TAB)])
def test_the_tab_delimited_text_of_elan(read, form, header):
    rows = [TAB[form].format(voice=v, start=s, end=e, said=w) for v, s, e, w in sorted(FOUR)]
    text = read("a.txt", header + "\n".join(rows) + "\n")
    assert spoken(text) == SPOKEN
    assert text.turns[1].timestamp == "0:00:04"


@pytest.mark.parametrize("head", ["Begin Time - ss.msec\tEnd Time - ss.msec", "Begin Time\tEnd Time", "Début\tFin"])
def test_a_column_for_each_tier(read, head):
    rows = [f"{s}.0\t{e}.0\t{w if v == 'Claire' else ''}\t{w if v == 'Paul' else ''}" for v, s, e, w in FOUR]
    assert spoken(read("a.txt", f"{head}\tClaire\tPaul\n" + "\n".join(rows))) == SPOKEN


@pytest.mark.parametrize(
    "table",
    ["Lyon\t12\t34\tgris\nNice\t13\t35\tbleu\nLyon\t1\t3\tvert\n", "a\tb\tc\td\ne\tf\tg\th\n", "Q\tOui.\nR\tNon.\n"],
)
def test_another_table_in_a_txt_stays_as_it_is(read, table):
    assert read("a.txt", table).content == table


# --- EXMARaLDA


def exb(tiers, table):
    points = "".join(f'<tli id="T{n}" time="{n}.0"/>' for n in range(20))
    body = "".join(
        f'<tier id="TIE{n}" {attributes}>'
        + "".join(f'<event start="T{s}" end="T{e}">{said}</event>' for s, e, said in events)
        + "</tier>"
        for n, (attributes, events) in enumerate(tiers)
    )
    return (
        f"<basic-transcription><head><speakertable>{table}</speakertable></head><basic-body><common-timeline>{points}"
        f"</common-timeline>{body}</basic-body></basic-transcription>"
    )


TABLE = "".join(
    f'<speaker id="S{n}"><abbreviation>{name}</abbreviation><ud-speaker-information>'
    f'<ud-information attribute-name="role">{role}</ud-information></ud-speaker-information></speaker>'
    for n, (name, role) in enumerate([("Claire", "interviewer"), ("Paul", "informant")])
)


def test_exb(written):
    tiers = [
        ('speaker="S1" category="v" type="t" display-name="Paul [v]"', of("Paul")),
        ('speaker="S0" category="v" type="t" display-name="Claire [v]"', of("Claire")),
        ('speaker="S0" category="en" type="a" display-name="Claire [en]"', [(0, 3, "How did you start?")]),
        ('category="nn" type="d" display-name="[nn]"', [(5, 6, "((porte))")]),
    ]
    text, problems = read_text(written("a.exb", exb(tiers, TABLE)))
    assert spoken(text) == SPOKEN
    assert [turn.role for turn in text.turns] == ["interviewer", "respondent"] * 2
    assert any("Claire [en]" in p.message and "[nn]" in p.message for p in problems)


def test_events_without_a_gap_are_one_stretch_even_within_a_word(read):
    tiers = [
        ('speaker="S0" category="v" type="t"', [(0, 1, "Comment avez-"), (1, 2, "vous commen"), (2, 3, "cé ? ")]),
        ('speaker="S1" category="v" type="t"', [(1, 2, "Oui. "), (4, 6, SAID)]),
    ]
    assert spoken(read("a.exb", exb(tiers, TABLE))) == [("Claire", ASKED), ("Paul", f"Oui. {SAID}")]


@pytest.mark.parametrize("kind", ['type="t" category="v"', 'type="a" category="v"', 'category="v"'])
def test_a_tier_of_verbal_speech_whatever_its_type(read, kind):
    tiers = [(f'speaker="S{n}" {kind}', of(voice)) for n, voice in enumerate(("Claire", "Paul"))]
    assert spoken(read("a.exb", exb(tiers, TABLE))) == SPOKEN


# --- Transcriber

TRS = (
    '<?xml version="1.0" encoding="{encoding}"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n<Trans audio_filename="a"><Speakers>'
    '<Speaker id="spk1" name="Claire"/><Speaker id="spk2" name="Paul"/></Speakers><Episode><Section type="report" '
    'startTime="0" endTime="17">{turns}</Section></Episode></Trans>'
)


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1"])
def test_trs(read, encoding):
    ids = {"Claire": "spk1", "Paul": "spk2"}
    turns = "".join(
        f'<Turn speaker="{ids[v]}" startTime="{s}" endTime="{e}"><Sync time="{s}"/>\n{w}\n</Turn>'
        for v, s, e, w in FOUR
    )
    text = read("a.trs", TRS.format(encoding=encoding, turns=turns).encode(encoding))
    assert spoken(text) == SPOKEN
    assert [turn.timestamp for turn in text.turns] == ["0:00:00", "0:00:04", "0:00:09", "0:00:13"]


def test_two_voices_at_once_and_a_turn_without_a_speaker(written):
    turns = (
        '<Turn speaker="spk1 spk2" startTime="0" endTime="5"><Sync time="0"/><Who nb="1"/>\nOui.\n<Who nb="2"/>\nNon.\n'
        '<Sync time="3"/><Who nb="1"/>\nSi.\n</Turn><Turn startTime="5" endTime="6"><Sync time="5"/>\nOn frappe.\n</Turn>'
        '<Turn speaker="spk2" startTime="6" endTime="9"><Sync time="6"/>\nBon<Event desc="rire" type="noise"/> alors.'
        '<Comment desc="il se lève"/></Turn>'
    )
    text, problems = read_text(written("a.trs", TRS.format(encoding="UTF-8", turns=turns)))
    assert spoken(text) == [
        ("Claire", "Oui."),
        ("Paul", "Non."),
        ("Claire", "Si."),
        (None, "On frappe."),
        ("Paul", "Bon alors."),
    ]
    assert any("il se lève" in p.message for p in problems)
    assert any("On frappe" in p.message for p in problems)


# --- CHAT

CHAT = (
    "@UTF8\n@Begin\n@Languages:\tfra\n@Participants:\tINV Claire Investigator, PAU Paul Target_Adult\n"
    "@ID:\tfra|x|INV|||||Investigator|||\n@ID:\tfra|x|PAU|||||Target_Adult|||\n{0}@End\n"
)
MAIN = (
    f"*INV:\t{ASKED} \x150_3000\x15\n%mor:\tadv|comment v|avoir ?\n*PAU:\tPar des essais,\n\ten 2010. \x154000_8000\x15\n"
    f"%com:\trire\n\tencore\n@Comment:\tune porte\n*INV:\t{AGAIN}\n*PAU:\t{REPLIED}\n"
)


@pytest.mark.parametrize("name", ["a.cha", "a.txt"])
def test_chat(written, name):
    text, problems = read_text(written(name, CHAT.format(MAIN)))
    assert spoken(text) == SPOKEN
    assert [turn.role for turn in text.turns] == ["interviewer", "respondent"] * 2
    assert text.turns[1].timestamp == "0:00:04"
    assert text.language == "fr"
    assert any("%mor" in p.message and "%com" in p.message for p in problems)
    assert "avoir" not in text.content


@pytest.mark.parametrize(
    ("participants", "voices"),
    [
        ("INV Claire Investigator, PAU Paul Participant", ["Claire", "Paul"]),
        ("INV Investigator, PAU Participant", ["INV", "PAU"]),
        ("INV Claire_Roux Investigator, PAU Paul_Vidal Adult", ["Claire Roux", "Paul Vidal"]),
    ],
)
def test_the_names_of_participants(read, participants, voices):
    text = read(
        "a.cha", f"@Begin\n@Participants:\t{participants}\n*INV:\t{ASKED}\n*PAU:\t{SAID}\n*INV:\t{AGAIN}\n@End\n"
    )
    assert [turn.speaker for turn in text.turns] == [*voices, voices[0]]
    assert [turn.role for turn in text.turns] == ["interviewer", "respondent", "interviewer"]


@pytest.mark.parametrize(
    "content",
    [
        f"*INV:\t{ASKED}\n%mor:\tadv|comment\n*PAU:\t{SAID}\n*INV:\t{AGAIN}\n",
        f"@Begin\n*INV:\t{ASKED}\n*PAU:\tPar des essais,\n\ten 2010.\n*INV:\t{AGAIN}\n@End\n",
        f"@Loc:\tx/a.cha\n@PID:\t1\n@Begin\n*INV:\t{ASKED}\n*PAU:\t{SAID}\n%gra:\t1|0\n*INV:\t{AGAIN}\n",
    ],
)
def test_chat_without_participants_has_the_codes_for_names(read, content):
    assert spoken(read("a.txt", content)) == [("INV", ASKED), ("PAU", SAID), ("INV", AGAIN)]


def test_utterances_in_a_row_are_one_turn_without_the_tiers_between(read):
    body = f"*PAU:\t{SAID}\n%mor:\tprep|par\n*PAU:\t{REPLIED}\n*INV:\t{AGAIN}\n*PAU:\tOui.\n"
    text = read("a.cha", CHAT.format(body))
    assert spoken(text) == [("Paul", f"{SAID} {REPLIED}"), ("Claire", AGAIN), ("Paul", "Oui.")]


# --- Sonal

SONAL = (
    '<!DOCTYPE html><html><head><style>.cat_001 {{}}</style></head><body><script id="loc-json" type="application/json">\n{{\n'
    '["","{0}","{1}"]\n}}\n</script><div><H2>Notes</H2><div id="txtnotes">une note</div></div><div id="contenuText">{2}</div></body>'
)


@pytest.mark.parametrize("names", [("Claire", "Paul"), ("Claire ?", "Paul?")])
def test_sonal(read, names):
    segments = "".join(
        f'<span class="lblseg sautlig" data-rksg="{n}" data-deb="{start}.2" data-loc="{1 + n % 2}">'
        + "".join(f'<span data-rk="{k}" class="cat_001">{w} </span>' for k, w in enumerate(said.split()))
        + "</span>"
        for n, (_, start, _, said) in enumerate(FOUR)
    )
    text = read("a.Sonal", SONAL.format(*names, segments))
    assert spoken(text) == SPOKEN
    assert "une note" not in text.content
    assert text.turns[1].timestamp == "0:00:04"


def test_a_table_that_sonal_saves(read):
    rows = "".join(f"{start}\t{end}\t{voice}\t{said}\tfalse\t0\t\n" for voice, start, end, said in FOUR)
    head = "Locuteurs : \tClaire\tPaul\nPosition atteinte : \t3\nVitesse lecture : \t1\nMemo : \nune note\n"
    text = read("a.purge", f"{head}Début\tFin\tLocuteur\tTexte\tSélectionné\tTexte initial\n{rows}")
    assert spoken(text) == SPOKEN


WRONG = ["a.eaf", "a.exb", "a.trs", "a.TextGrid", "a.cha", "a.sonal", "a.rtr", "a.otr"]


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("content", ["<html><p>bonjour</p></html>", "bonjour à tous", "{}", "<a/>"])
def test_a_file_that_is_not_what_its_suffix_says_is_refused(written, name, content):
    text, problems = read_text(written(name, content))
    assert text is None
    assert problems[0].level == "error"


@pytest.mark.parametrize("name", ["a.txt", "a.xml"])
def test_a_file_under_another_suffix_is_told_by_its_content(read, name):
    tiers = [(voice, "", of(voice)) for voice in ("Paul", "Claire")]
    verbal = [(f'speaker="S{n}" type="t" category="v"', of(voice)) for n, voice in enumerate(("Claire", "Paul"))]
    for content in (eaf(tiers), exb(verbal, TABLE), textgrid(GRID), textgrid(GRID, short=True).encode("utf-16")):
        assert spoken(read(name, content)) == SPOKEN


@pytest.mark.parametrize(
    "words",
    [
        "[silence] Bonjour à tous.\n",
        "{rires} Voilà.\n",
        "[1, 2]",
        '{"a": 1}',
        "<p>Bonjour</p>\n",
        "Une balise <Trans > citée.\n",
        "<Marie> Le Trans Europe.\n",
    ],
)
def test_a_txt_that_only_begins_like_another_format_stays_as_it_is(read, words):
    assert read("a.txt", words).content == words


def test_other_xml_is_refused(written):
    text, problems = read_text(written("a.xml", "<a><b>bonjour</b></a>"))
    assert text is None
    assert "XML" in problems[0].message
