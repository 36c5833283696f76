"""Word files as Word writes them: every word of the text once, and what is left out is said."""

import pytest

from corpus.read import read_text
from corpus.readers.word_processor import read
from tests.office_files import docx_of, paragraph, run
from tests.talk import spoken

CELL = "<w:tc>{}</w:tc>".format


def texts(data, name="a.docx"):
    return [block.text for block in read(data, name).blocks]


def doubts(data, name="a.docx"):
    return [problem.message for problem in read(data, name).problems]


def control(content):
    return f"<w:sdt><w:sdtPr><w:alias w:val='Nom'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    "body",
    [
        control(paragraph("Nantes")),
        f"<w:p>{control(run('Nantes'))}</w:p>",
        control(control(paragraph("Nantes"))),
        f"<w:tbl><w:tr>{control(CELL(paragraph('Nantes')))}</w:tr></w:tbl>",
        f"<w:tbl>{control('<w:tr>' + CELL(paragraph('Nantes')) + '</w:tr>')}</w:tbl>",
        f"<w:tbl><w:tr>{CELL(control(paragraph('Nantes')))}</w:tr></w:tbl>",
        f"<w:tbl><w:tr>{CELL('<w:p>' + control(run('Nantes')) + '</w:p>')}</w:tr></w:tbl>",
        control(f"<w:tbl><w:tr>{CELL(paragraph('Nantes'))}</w:tr></w:tbl>"),
        f"<w:customXml w:element='ville'>{paragraph('Nantes')}</w:customXml>",
        f"<w:p><w:smartTag w:element='place'><w:smartTag w:element='city'>{run('Nantes')}</w:smartTag></w:smartTag></w:p>",
        f"<w:p><w:hyperlink r:id='x'>{run('Nan')}</w:hyperlink>{run('tes')}</w:p>",
        f"<w:p><w:fldSimple w:instr='AUTHOR'>{run('Nantes')}</w:fldSimple></w:p>",
        f"<w:p><w:ins w:id='1'>{run('Nantes')}</w:ins></w:p>",
        f"<w:p><w:moveTo w:id='1'>{run('Nantes')}</w:moveTo></w:p>",
        "<w:p><m:oMath><m:r><m:t>Nantes</m:t></m:r></m:oMath></w:p>",
        f"<mc:AlternateContent><mc:Choice Requires='w14'>{paragraph('Nantes')}</mc:Choice><mc:Fallback>{paragraph('Nantes')}</mc:Fallback></mc:AlternateContent>",
        f"<w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>Nantes</w:t></mc:Fallback></mc:AlternateContent></w:r>{run('Nantes')}</w:p>",
    ],
)  # fmt: skip
def test_words_are_read_once_whatever_wraps_them(body):
    assert texts(docx_of(body)) == ["Nantes"]


BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>".format
OLD_BOX = "<w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>".format


def test_a_floating_box_is_read_once_after_the_paragraph_that_anchors_it():
    both = f"<mc:Choice Requires='wps'>{BOX(paragraph('Encadré'))}</mc:Choice><mc:Fallback>{OLD_BOX(paragraph('Encadré'))}</mc:Fallback>"
    body = paragraph("Avant ", f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>", "après.")
    assert texts(docx_of(body)) == ["Avant après.", "Encadré"]
    assert texts(docx_of(paragraph("Avant", f"<w:r>{OLD_BOX(paragraph('Encadré'))}</w:r>"))) == ["Avant", "Encadré"]


def test_a_box_in_a_box_is_read_once():
    inner = paragraph("Milieu", f"<w:r>{OLD_BOX(paragraph('Dedans'))}</w:r>")
    assert texts(docx_of(paragraph("Dehors", f"<w:r>{OLD_BOX(inner)}</w:r>"))) == ["Dehors", "Milieu", "Dedans"]


HTML = "<html><meta charset=utf-8><body><p>E : Comment ?</p><p>R : Voilà.</p></body></html>".encode()


@pytest.mark.parametrize(
    ("name", "chunk"),
    [
        ("chunk_html", HTML),
        ("chunk_rtf", rb"{\rtf1\ansi E : Comment ?\par R : Voil\'e0.\par}"),
        ("chunk_txt", "E : Comment ?\nR : Voilà.".encode()),
        ("chunk_docx", docx_of(paragraph("E : Comment ?") + paragraph("R : Voilà."))),
        ("chunk_mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; "
                      b"charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>E : Comment ?</p><p>R : Voil=C3=A0=\n."
                      b"</p>\n--x--\n"),
    ],
)  # fmt: skip
def test_a_document_that_was_inserted_as_a_file_is_in_its_place(name, chunk):
    data = docx_of(paragraph("Avant.") + f"<w:altChunk r:id='{name}'/>" + paragraph("Après."), **{name: chunk})
    words = " ".join(texts(data)).split()
    assert words == "Avant. E : Comment ? R : Voilà. Après.".split()


def test_an_inserted_file_that_cannot_be_read_is_said_to_be_missing():
    data = docx_of(paragraph("Avant.") + "<w:altChunk r:id='chunk_bin'/>", chunk_bin=b"\x00\x01\x02" * 40)
    assert texts(data) == ["Avant."]
    assert "chunk_bin" in doubts(data)[0]


def test_a_document_in_itself_ends():
    data = docx_of("<w:altChunk r:id='chunk_docx'/>", chunk_docx=b"")
    for _ in range(6):
        data = docx_of(paragraph("Encore") + "<w:altChunk r:id='chunk_docx'/>", chunk_docx=data)
    assert texts(data) == ["Encore"] * 4
    assert "missing" in doubts(data)[0]


def test_strict_open_xml_and_another_main_part():
    bold = paragraph(run("E :", "<w:b/>"), " Comment ?")
    for data in (docx_of(bold, strict=True), docx_of(bold, main="parts/text1.xml"), docx_of(bold, main="document.xml")):
        [block] = read(data, "a.docx").blocks
        assert (block.text, block.bold) == ("E : Comment ?", 3)


def test_styles_are_found_by_their_relationship():
    styles = "<w:style w:type='paragraph' w:styleId='Titre1'><w:name w:val='heading 1'/></w:style>"
    data = docx_of(paragraph("Entretien", properties="<w:pStyle w:val='Titre1'/>"), styles=styles, strict=True)
    assert [(b.form, b.level) for b in read(data, "a.docx").blocks] == [("heading", 1)]


def test_hidden_words_are_left_out_and_counted():
    styles = (
        "<w:style w:type='character' w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='character' w:styleId='Secret2'><w:basedOn w:val='Secret'/></w:style>"
    )
    data = docx_of(
        paragraph("Visible ", run("caché un ", "<w:vanish/>"), run("caché deux ", "<w:rStyle w:val='Secret2'/>"))
        + paragraph(run("montré", "<w:rStyle w:val='Secret'/><w:vanish w:val='0'/>"))
        + f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>{CELL(paragraph('trois'))}</w:tr></w:tbl>",
        styles=styles,
    )
    assert texts(data) == ["Visible", "montré"]
    assert doubts(data) == ["has 5 hidden words, which were left out. To keep them, make them visible and save the file again."]  # fmt: skip


def test_deleted_and_moved_words_are_left_out_and_counted():
    deleted = "<w:del w:id='1'><w:r><w:delText>supprimé ici</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom w:id='2'>{run('déplacé')}</w:moveFrom>"
    row = f"<w:tbl><w:tr><w:trPr><w:del w:id='3'/></w:trPr>{CELL(paragraph('rangée'))}</w:tr></w:tbl>"
    data = docx_of(paragraph("Reste", deleted, moved) + row)
    assert texts(data) == ["Reste"]
    [doubt] = doubts(data)
    assert doubt.startswith("has 4 words that tracked changes delete or move")


def test_paragraphs_whose_border_was_deleted_are_one():
    data = docx_of(paragraph("R : Une ", properties="<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph("adjointe."))
    assert texts(data) == ["R : Une adjointe."]


def test_notes_and_comments_are_counted_and_comments_kept_apart():
    notes = (
        "<w:footnote w:type='separator'><w:p/></w:footnote><w:footnote w:id='2'>" + paragraph("Note.") + "</w:footnote>"
    )
    comment = f"<w:comment w:id='0' w:author='Ana'>{paragraph('À vérifier')}</w:comment>"
    data = docx_of(paragraph("Texte.", "<w:r><w:footnoteReference w:id='2'/></w:r>"), footnotes=notes, comments=comment)
    extract = read(data, "a.docx")
    assert [block.text for block in extract.blocks] == ["Texte."]
    assert extract.notes == ("Ana: À vérifier",)
    assert [p.message.split(",")[0] for p in extract.problems] == [
        "has 1 footnote or endnote",
        "has 1 comment in its margin",
    ]


def field(instruction, result):
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
    return f"{mark('begin')}{instruction}{mark('separate')}{result}{mark('end')}"


def test_of_a_field_only_its_result_is_read():
    plain = field("<w:r><w:instrText>PAGEREF _x</w:instrText></w:r>", run("douze"))
    nested = field(
        run("IF ") + field("<w:r><w:instrText>MERGEFIELD a</w:instrText></w:r>", run("caché")), run("montré")
    )
    broken = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + run(" gardé")
    assert texts(docx_of(paragraph("Page ", plain, " et ", nested, broken))) == ["Page douze et montré gardé"]


def test_ticked_boxes_and_chosen_answers_of_forms_are_words():
    box = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:checked w:val='{}'/></w:checkBox></w:ffData></w:fldChar></w:r>".format
    choice = (
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Non'/>"
        "<w:listEntry w:val='Oui'/></w:ddList></w:ffData></w:fldChar></w:r>"
    )
    end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    assert texts(docx_of(paragraph(box(1), end, " vrai ", box(0), end, " faux ", choice, end))) == ["☒ vrai ☐ faux Oui"]


def test_signs_tabs_and_hyphens():
    signs = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t>"
        "<w:sym w:font='Wingdings' w:char='F04A'/><w:sym w:font='Arial' w:char='00E9'/><w:br/><w:t>e</w:t></w:r>"
    )
    assert texts(docx_of(paragraph(signs))) == ["a\tb\u2011c\u00add☺é\ne"]


def table(*rows):
    cells = [
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row) for row in rows
    ]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


TALK = [
    ("Claire", "Qui vend ici ?"),
    ("Marie", "Ma sœur, puis moi."),
    ("Claire", "Et l'hiver ?"),
    ("Marie", "On ferme."),
]
LINES = "".join(paragraph(f"{who} : {words}") for who, words in TALK)
PAGE = f"<table>{''.join(f'<tr><td>{who}</td><td>{words}</td></tr>' for who, words in TALK)}</table>"
MAIL = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{PAGE}"
AROUND = "<w:p><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p>".format


@pytest.mark.parametrize(
    "data",
    [
        docx_of("<w:altChunk r:id='chunk_html'/>", chunk_html=PAGE.encode()),
        docx_of("<w:altChunk r:id='chunk_mht'/>", chunk_mht=MAIL.encode()),
        docx_of("<w:altChunk r:id='chunk_docx'/>", chunk_docx=docx_of(LINES)),
        docx_of(LINES, strict=True, main="word/document2.xml"),
        docx_of(table(("Intervenant", "Propos"), *TALK), strict=True),
        docx_of(table(*TALK), strict=True),
        docx_of(AROUND(LINES)),
        docx_of("".join(AROUND(paragraph(f"{who} : {words}")) for who, words in TALK)),
        docx_of(AROUND(table(*TALK))),
        docx_of(table(("Entretien", table(*TALK) + paragraph("")))),
        docx_of(table(("Thème 1", table(("Qui", "Quoi"), *TALK)))),
        docx_of(table((TALK[0][0], paragraph(TALK[0][1]) + table(("Note", "Elle rit."))), *TALK[1:])),
    ],
    ids=[
        *("page inserted", "mail inserted", "document inserted", "strict", "strict table", "strict table, no titles"),
        *("one box", "a box for each", "a table in a box", "a table in a table", "with a theme", "a table in a speech"),
    ],
)
def test_a_conversation_whatever_word_wraps_it_in(written, data):
    text, _ = read_text(written("a.docx", data))
    assert [(who, words.partition("\n")[0]) for who, words in spoken(text)] == TALK
