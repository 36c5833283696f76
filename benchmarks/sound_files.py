"""A small sound file of every format, with invented words: what the damaged files are made from."""

import io
import zipfile
from collections.abc import Callable

TURNS = [
    ("Enquêtrice", "Comment la démarche est-elle née dans votre ville, et qui la porte aujourd'hui ?"),
    ("Élue", "Elle est née en 2010, avec les premiers essais. C'est le maire qui la porte, « depuis le début »."),
    ("Enquêtrice", "Quels sont les freins ? (silence)"),
    ("Élue", "Le budget, d'abord. Et puis les silos… 😀 on n'en sort pas facilement."),
] * 6


def transcript() -> str:
    """The conversation as plain text."""
    return "Collectivité : Nice\n\n" + "\n\n".join(f"{who} : {said}" for who, said in TURNS) + "\n"


def _markdown() -> bytes:
    body = "\n\n".join(f"**{who} :** {said}" for who, said in TURNS)
    head, tail = "---\ntitle: Essai\ncase: Nice\n---\n\n# Entretien", "- un\n- deux\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    return f"{head}\n\n{body}\n\n{tail}\n".encode()


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Entretien", 1)
    for who, said in TURNS:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{who} : ").bold = True
        paragraph.add_run(said)
    table = document.add_table(2, 3)
    table.cell(1, 2).text = "cellule"
    return _saved(document.save)


def _odt() -> bytes:
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Entretien"))
    for who, said in TURNS:
        document.text.addElement(P(text=f"{who} : {said}"))
    return _saved(document.save)


def _pdf() -> bytes:
    from fpdf import FPDF

    document = FPDF()
    for page in range(3):
        document.add_page()
        document.set_font("Helvetica", size=11)
        for who, said in TURNS[page : page + 8]:
            words = f"{who} : {said}".encode("latin-1", "replace").decode("latin-1")
            document.multi_cell(0, 6, words, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def _xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["id", "locuteur", "propos"])
    for number, (who, said) in enumerate(TURNS):
        book.active.append([number, who, said])
    return _saved(book.save)


def _epub() -> bytes:
    pages = "".join(f"<p>{said}</p>" for _, said in TURNS)
    files = {
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>",
        "b.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
        "a.xhtml": f"<html><body><h1>Guide</h1>{pages}</body></html>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _rtf() -> bytes:
    body = "".join(f"{who} : {said}\\par\n" for who, said in TURNS)
    coded = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in body if ord(c) < 32768)
    return ("{\\rtf1\\ansi\\ansicpg1252\n" + coded + "}").encode("ascii")


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def _cues(arrow: str, voice: Callable[[str], str]) -> str:
    return "\n".join(
        f"{n + 1}\n00:{n:02d}:01{arrow[0]}000 --> 00:{n:02d}:09{arrow[0]}000\n{voice(who)}{said}\n"
        for n, (who, said) in enumerate(TURNS)
    )


MAKERS: dict[str, Callable[[], bytes]] = {
    ".txt": lambda: transcript().encode(),
    ".md": _markdown,
    ".docx": _docx,
    ".odt": _odt,
    ".rtf": _rtf,
    ".pdf": _pdf,
    ".html": lambda: (
        "<html><head><meta charset=utf-8></head><body><h1>Entretien</h1>"
        + "".join(f"<p><b>{who} :</b> {said}</p>" for who, said in TURNS)
        + "<table><tr><td>a<td>b</table></body></html>"
    ).encode(),
    ".epub": _epub,
    ".srt": lambda: _cues(",", lambda who: f"{who}: ").encode(),
    ".vtt": lambda: ("WEBVTT\n\n" + _cues(".", lambda who: f"<v {who}>")).encode(),
    ".ttml": lambda: (
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
        + "".join(f'<p begin="{n}s" end="{n + 1}s">{who}: {said}</p>' for n, (who, said) in enumerate(TURNS))
        + "</div></body></tt>"
    ).encode(),
    ".csv": lambda: (
        "id;locuteur;propos\n" + "".join(f'{n};{who};"{said}"\n' for n, (who, said) in enumerate(TURNS))
    ).encode(),
    ".xlsx": _xlsx,
}
"""How a sound file of each suffix is made."""


def sound_files() -> dict[str, bytes]:
    """A sound file of every suffix."""
    return {suffix: make() for suffix, make in MAKERS.items()}
