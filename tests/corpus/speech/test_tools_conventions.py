"""How transcription tools and teams write turns: one invented conversation, in each of their forms, and its traps."""

import io
import itertools
import zipfile

import docx
import pytest
from docx.shared import Cm

from corpus.read import read_text

ASKED = "Comment la démarche est-elle née ?"
SAID = "Elle est née en 2010, avec les premiers essais."
AGAIN = "Et qui la porte aujourd'hui ?"
REPLIED = "Une adjointe, avec le maire."

FORMS = {
    "initials introduced beside the name": (
        "Enquêteur (E) : {0}\n\nMarie Dupont (MD) : {1}\n\nE : {2}\n\nMD : {3}\n",
        ["Enquêteur", "Marie Dupont"],
    ),
    "codes of a focus group, one line each": (
        "Mod: {0}\nFG1_F2: {1}\nMod: {2}\nFG1_F2: {3}\n",
        ["Mod", "FG1_F2"],
    ),
    "a letter and a time": (
        "Speaker A (00:12): {0}\n\nSpeaker B (00:15): {1}\n\nSpeaker A (00:22): {2}\n\nSpeaker B (00:25): {3}\n",
        ["Speaker A", "Speaker B"],
    ),
    "a span of time over the name": (
        "0:0:0.0 --> 0:0:3.5\nMarie\n{0}\n\n0:0:4.0 --> 0:0:8.5\nPaul\n{1}\n\n"
        "0:0:9.0 --> 0:0:12.5\nMarie\n{2}\n\n0:0:14.0 --> 0:0:18.5\nPaul\n{3}\n",
        ["Marie", "Paul"],
    ),
    "a name in brackets and a clock": (
        "[Marie] 10:15:02\n{0}\n\n[Paul] 10:15:12\n{1}\n\n[Marie] 10:15:20\n{2}\n\n[Paul] 10:15:31\n{3}\n",
        ["Marie", "Paul"],
    ),
    "a time, then the name, on a line": (
        "[00:00:12] Voix 1\n{0}\n\n[00:00:15] Voix 2\n{1}\n\n[00:00:22] Voix 1\n{2}\n\n[00:00:35] Voix 2\n{3}\n",
        ["Voix 1", "Voix 2"],
    ),
    "a time, a dash and the name": (
        "[00:00:01.20] - Marie\n{0}\n\n[00:00:05.10] - Paul\n{1}\n\n"
        "[00:00:09.10] - Marie\n{2}\n\n[00:00:15.10] - Paul\n{3}\n",
        ["Marie", "Paul"],
    ),
    "numbered lines": ("1 Q : {0}\n2 R : {1}\n3 Q : {2}\n4 R : {3}\n", ["Q", "R"]),
    "capitals without a colon": ("ENQ {0}\nADJ {1}\nENQ {2}\nADJ {3}\n", ["ENQ", "ADJ"]),
    "numbered capitals": ("001 ENQ {0}\n002 ADJ {1}\n003 ENQ {2}\n004 ADJ {3}\n", ["ENQ", "ADJ"]),
    "a name and a dash": ("Marie D. — {0}\n\nPaul — {1}\n\nMarie D. — {2}\n\nPaul — {3}\n", ["Marie D.", "Paul"]),
    "a sign after the name": ("Chercheuse > {0}\nElu > {1}\nChercheuse > {2}\nElu > {3}\n", ["Chercheuse", "Elu"]),
    "a name in angles": ("<Marie> {0}\n<Paul> {1}\n<Marie> {2}\n<Paul> {3}\n", ["Marie", "Paul"]),
    "stars around the name": ("*Marie* : {0}\n\n*Paul* : {1}\n\n*Marie* : {2}\n\n*Paul* : {3}\n", ["Marie", "Paul"]),
    "numbered questions and answers": ("Q1 : {0}\nR1 : {1}\nQ2 : {2}\nR2 : {3}\n", ["Q", "R"]),
    "initials with full stops": ("M.D. : {0}\n\nE.G. : {1}\n\nM.D. : {2}\n\nE.G. : {3}\n", ["M.D.", "E.G."]),
    "a long office": (
        "Q : {0}\n\nMarie Roux, adjointe au maire chargée du numérique et des données, Ville de Nancy : {1}\n\n"
        "Q : {2}\n\nMarie Roux, adjointe au maire chargée du numérique et des données, Ville de Nancy : {3}\n",
        ["Q", "Marie Roux, adjointe au maire chargée du numérique et des données, Ville de Nancy"],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form(read, form):
    written, (asks, answers) = FORMS[form]
    text = read("entretien.txt", written.format(ASKED, SAID, AGAIN, REPLIED))
    assert [(t.speaker, text.quote(t)) for t in text.turns] == [
        (asks, ASKED),
        (answers, SAID),
        (asks, AGAIN),
        (answers, REPLIED),
    ]
    assert [t.role for t in text.turns] == ["interviewer", "respondent"] * 2


@pytest.mark.parametrize("dash", ["—", "–", "-"])
def test_dialogue_dashes_alternate_without_names(read, dash):
    text = read("a.txt", "".join(f"{dash} {said}\n" for said in (ASKED, SAID, AGAIN, REPLIED)))
    assert [(t.speaker, text.quote(t)) for t in text.turns] == [(None, s) for s in (ASKED, SAID, AGAIN, REPLIED)]


@pytest.mark.parametrize(
    "content",
    [
        "- Ouvrir les données.\n- Former les agents.\n- Mutualiser les achats.\n- Évaluer chaque année.\n",
        "Axe 1 — Ouvrir les données de la ville.\n\nAxe 2 — Former les agents.\n\nAxe 1 — Suite et fin.\n\nAxe 2 — Bilan.\n",
        "2010 LANCEMENT\n\nLe plan est voté par la ville.\n\n2012 BILAN\n\nLe plan est relu.\n\nLA VILLE continue.\n",
        "Q1 : Quel budget ?\n\nDix millions par an, votés en décembre.\n\nAxe : deux.\n",
        "Lyon > Paris en deux heures.\n\nParis > Lille en une heure.\n\nNice > Cannes en train.\n",
    ],
)
def test_lists_and_headings_are_no_conversation(read, content):
    text = read("a.txt", content)
    assert (text.kind, text.turns) == ("document", ())


def test_short_speech_after_a_time_is_no_name(read):
    lines = "".join(
        f"00:00:{n:02} {said}\n" for n, said in enumerate(["Oui", "Oui", "On avance bien", "Oui", "Non"] * 2)
    )
    text = read("a.txt", lines)
    assert {turn.speaker for turn in text.turns} == {None}
    assert text.quote(text.turns[0]) == "Oui"


def test_guide_questions_are_no_speakers_where_nobody_answers_by_number(read):
    text = read(
        "a.txt",
        "Q : Bonjour.\n\nQ1 : Quelle vision ?\n\nR : La sobriété.\n\nQ : Merci.\n\nQ2 : Qui pilote ?\n\nR : Le maire.\n",
    )
    assert {turn.speaker for turn in text.turns} == {"Q", "R"}
    assert "Q1 : Quelle vision ?" in text.quote(text.turns[0])


SET_APART = [
    (True, "Bonjour, merci. Pouvez-vous vous présenter ?"),
    (False, "Je suis adjointe au maire."),
    (True, "D'accord."),
    (False, "Avant, j'étais enseignante."),
    (True, "Comment la démarche est-elle née ?"),
    (False, "Elle est née en 2010."),
    (False, "Puis on a monté un groupe. Cela a marché."),
    (True, "Et qui la porte aujourd'hui ?"),
    (False, "Une adjointe, avec le maire."),
]


def word_set(how):
    """The conversation without labels, its questions or its answers set apart."""
    document = docx.Document()
    document.styles.add_style("Relance", 1).font.bold = False
    document.add_heading("Entretien", 1)
    for asks, words in SET_APART:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(words)
        if asks and how == "style":
            paragraph.style = "Relance"
        elif asks and how != "indent":
            setattr(run, how, True)
        elif not asks and how == "indent":
            paragraph.paragraph_format.left_indent = Cm(1.5)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def odt_set(how):
    """The same as an OpenDocument text."""
    look = {
        "bold": '<style:text-properties fo:font-weight="bold"/>',
        "italic": '<style:text-properties fo:font-style="italic"/>',
        "indent": '<style:paragraph-properties fo:margin-left="1.5cm"/>',
    }[how]
    styles = f'<style:style style:name="P1" style:family="paragraph">{look}</style:style>'
    styled = [f'<text:p text:style-name="{"P1" if asks else "P2"}">{words}</text:p>' for asks, words in SET_APART]
    names = "office text style"
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names.split())
    content = (
        f'<office:document-content {spaces} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(styled)}</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return out.getvalue()


def asked_and_answered(text):
    return [(turn.role, text.quote(turn)) for turn in text.turns]


EXPECTED = [
    ("interviewer" if asks else "respondent", "\n\n".join(words for _, words in group))
    for asks, group in itertools.groupby(SET_APART, lambda said: said[0])
]


@pytest.mark.parametrize("how", ["bold", "italic", "underline", "indent", "style"])
def test_who_asks_is_told_by_how_word_sets_it(written, how):
    text, problems = read_text(written("entretien.docx", word_set(how)))
    assert asked_and_answered(text) == EXPECTED
    assert any("by their typography" in problem.message for problem in problems)


@pytest.mark.parametrize("how", ["bold", "italic", "indent"])
def test_who_asks_is_told_by_how_opendocument_sets_it(written, how):
    text, _ = read_text(written("entretien.odt", odt_set(how)))
    assert asked_and_answered(text) == EXPECTED


@pytest.mark.parametrize("tag", ["<em>{}</em>", "<strong>{}</strong>"])
def test_who_asks_is_told_by_how_a_page_sets_it(written, tag):
    body = "".join(f"<p>{tag.format(words) if asks else words}</p>" for asks, words in SET_APART)
    text, _ = read_text(written("entretien.html", f"<html><body>{body}</body></html>".encode()))
    assert asked_and_answered(text) == EXPECTED


def test_italic_quotations_are_no_conversation(written):
    body = "".join(f"<p>Le plan avance.</p><p><em>« Nous avons {n} axes. »</em></p>" for n in range(5))
    text, _ = read_text(written("a.html", f"<html><body>{body}</body></html>".encode()))
    assert text.kind == "document"


def test_a_form_with_choices_is_no_conversation(written):
    body = "".join(f"<p><i>Votre avis sur {n}, quel est-il ?</i></p><p>oui / non</p>" for n in range(5))
    text, _ = read_text(written("a.html", f"<html><body>{body}</body></html>".encode()))
    assert text.kind == "document"
