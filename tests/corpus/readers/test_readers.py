"""Every format that teams have: what is read of it, and what is left out."""

import io

import pytest

from corpus.read import read_text


def test_markdown_with_front_matter_headings_and_bold_labels(read):
    text = read(
        "a.md",
        "---\ncase: Nice\nkind: interview\nrole: élue\n---\n\n# Entretien\n\n**Chercheur :** Bonjour, ça va ?\n\n"
        "**Élue :** Oui, très bien.\n\n**Chercheur :** Alors ?\n\n**Élue :** Alors voilà.\n",
    )
    assert (text.case, text.kind, text.metadata["role"]) == ("Nice", "interview", "élue")
    assert [text.quote(turn) for turn in text.turns] == [
        "Bonjour, ça va ?",
        "Oui, très bien.",
        "Alors ?",
        "Alors voilà.",
    ]
    assert "**" not in text.content


def test_a_document_in_markdown_keeps_headings_items_and_paragraphs_apart(read):
    text = read("a.md", "# Plan\n\nUn paragraphe.\n\n## Axes\n\n- premier\n- second\n")
    assert text.kind == "document"
    assert [(text.quote(p), p.heading) for p in text.passages] == [
        ("Plan", "Plan"),
        ("Un paragraphe.", "Plan"),
        ("Axes", "Axes"),
        ("premier", "Axes"),
        ("second", "Axes"),
    ]


def test_a_docx_with_bold_labels(read):
    import docx

    document = docx.Document()
    for who, said in [
        ("Chercheur", "Pourquoi ce choix ?"),
        ("Élue", "Par conviction."),
        ("Chercheur", "Et ?"),
        ("Élue", "Voilà."),
    ]:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{who} : ").bold = True
        paragraph.add_run(said)
    out = io.BytesIO()
    document.save(out)
    text = read("a.docx", out.getvalue())
    assert [(t.speaker, text.quote(t)) for t in text.turns][:2] == [
        ("Chercheur", "Pourquoi ce choix ?"),
        ("Élue", "Par conviction."),
    ]


def test_a_docx_table_with_time_speaker_and_speech(read):
    import docx

    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    for cell, words in zip(table.rows[0].cells, ("Temps", "Locuteur", "Propos"), strict=True):
        cell.text = words
    for row in [("00:00:01", "Chercheuse", "Pourquoi ?"), ("00:00:05", "Élu", "Parce que.")] * 2:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    text = read("a.docx", out.getvalue())
    assert [(t.speaker, t.timestamp, text.quote(t)) for t in text.turns[:2]] == [
        ("Chercheuse", "0:00:01", "Pourquoi ?"),
        ("Élu", "0:00:05", "Parce que."),
    ]


def test_an_odt(read, tmp_path):
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Titre"))
    document.text.addElement(P(text="Un paragraphe."))
    document.save(str(tmp_path / "b.odt"))
    text = read("a.odt", (tmp_path / "b.odt").read_bytes())
    assert [text.quote(p) for p in text.passages] == ["Titre", "Un paragraphe."]


def test_a_page_leaves_navigation_and_scripts_out(read):
    text = read(
        "a.html",
        "<html><head><title>x</title><style>p {}</style></head><body><nav>Menu</nav><h1>Charte</h1>"
        "<p>Un   texte\nsur deux lignes.</p><script>var a=1</script><ul><li>un</li><li>deux</li></ul>"
        "<footer>Pied</footer></body></html>",
    )
    assert [text.quote(p) for p in text.passages] == ["Charte", "Un texte sur deux lignes.", "un", "deux"]


def test_a_pdf_joins_lines_and_drops_running_heads_and_page_numbers(read):
    from fpdf import FPDF

    class Report(FPDF):
        def header(self):
            self.set_font("Helvetica", size=8)
            self.cell(0, 6, "Rapport annuel", new_x="LMARGIN", new_y="NEXT")

        def footer(self):
            self.set_y(-15)
            self.set_font("Helvetica", size=8)
            self.cell(0, 8, f"{self.page_no()} / 3", align="C")

    report = Report()
    for quarter in ("Nord", "Centre", "Sud"):
        report.add_page()
        report.set_font("Helvetica", size=12)
        report.multi_cell(
            0, 6, " ".join(f"Le quartier {quarter} avance, mesure {n}, sans se presser." for n in "abcdefgh")
        )
    text = read("a.pdf", bytes(report.output()))
    assert "Rapport annuel" not in text.content
    assert "/ 3" not in text.content
    assert "\n" not in text.quote(text.passages[0])
    assert {p.page for p in text.passages} == {1, 2, 3}


def test_an_rtf(read):
    text = read("a.rtf", r"{\rtf1\ansi Premier paragraphe.\par\par Deuxi\'e8me paragraphe.\par}")
    assert [text.quote(p) for p in text.passages] == ["Premier paragraphe.", "Deuxième paragraphe."]


def test_subtitles_join_the_cues_of_a_speaker(read):
    text = read(
        "a.srt",
        "1\n00:00:01,000 --> 00:00:04,000\nENQUÊTRICE : Comment la démarche\na-t-elle commencé ?\n\n"
        "2\n00:00:05,000 --> 00:00:09,000\nÉLU : Elle a commencé\n\n3\n00:00:09,000 --> 00:00:12,000\nil y a dix ans.\n\n"
        "4\n00:00:13,000 --> 00:00:14,000\nENQUÊTRICE : D'accord.\n\n5\n00:00:15,000 --> 00:00:16,000\nÉLU : Voilà.\n",
    )
    assert [(t.speaker, t.timestamp, text.quote(t)) for t in text.turns][:2] == [
        ("ENQUÊTRICE", "0:00:01", "Comment la démarche a-t-elle commencé ?"),
        ("ÉLU", "0:00:05", "Elle a commencé il y a dix ans."),
    ]


def test_voices_of_webvtt_and_its_notes(read):
    text = read(
        "a.vtt",
        "WEBVTT\n\nNOTE\nCollectivité : Lyon\n\n00:00:01.000 --> 00:00:02.000\n<v Chercheuse>Pourquoi ?\n\n"
        "00:00:03.000 --> 00:00:04.000\n<v Élu>Pour la ville.\n\n00:00:05.000 --> 00:00:06.000\n<v Chercheuse>Et ?\n\n"
        "00:00:06.000 --> 00:00:07.000\n<v Élu>Et voilà.\n",
    )
    assert text.case == "Lyon"
    assert [(t.speaker, t.role) for t in text.turns[:2]] == [("Chercheuse", "interviewer"), ("Élu", "respondent")]


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ("La ville veut attirer des entreprises et des habitants dans les quartiers. " * 3, "fr"),
        ("The city wants to attract companies and residents to the districts. " * 3, "en"),
    ],
)
def test_the_language_is_told_from_the_text(read, content, language):
    assert read("a.txt", content).language == language


def test_a_text_is_stored_unchanged_but_for_newlines(written):
    source = "Un\u00a0texte «\u202fguillemets\u202f»\r\navec e\u0301 et é 😀\u00ad.\r"
    text, _ = read_text(written("a.txt", source))
    assert text is not None
    assert text.content == source.replace("\r\n", "\n").replace("\r", "\n")


def test_the_id_is_the_file_name_with_its_accents_and_dots(written):
    text, _ = read_text(written("Entretien n°3 été.final.txt", "Bonjour."))
    assert text is not None
    assert text.id == "Entretien n°3 été.final"
