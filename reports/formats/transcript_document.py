"""A coded transcript as a Word document: a row for each passage, its words marked, its codings in the last column."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reports.figures.palette import MANY
from reports.formats.document_parts import add_heading, add_paragraph, put, written
from reports.formats.new_document import bytes_of, new_document
from reports.transcript_line import CodedTranscript, MarginCoding, Piece, TranscriptLine
from wording.catalogues import say

if TYPE_CHECKING:
    from docx.document import Document

_WIDTHS = (1_500, 5_700, 2_750)
"""Of who speaks, the words and the margin, in twentieths of a point: A4 between its margins."""
_TINTS = ("F1F5FA", "E2EAF3", "D0DEEC")
_SOFT = '<w:color w:val="5B6472"/><w:sz w:val="15"/>'
_BORDERS = '<w:tblBorders><w:insideH w:val="single" w:sz="2" w:space="0" w:color="EEF1F5"/></w:tblBorders>'
_BREAK = "<w:r><w:br/></w:r>"
_GAPS = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'


def transcript_document(transcript: CodedTranscript, *, study: str) -> bytes:
    """The document's bytes; `study` is the study's title."""
    language = transcript.language
    title = say("transcript_title", language, text=transcript.id)
    made = new_document(title, language=language, subject=study, upright=True)
    add_heading(made, title, 0)
    for fact in (study, *transcript.facts):
        add_paragraph(made, fact)
    _add_lines(made, transcript)
    if transcript.index:
        add_heading(made, say("transcript_index", language), 1)
        for label, codings in transcript.index:
            letters = ", ".join(coding.letter for coding in codings)
            add_paragraph(made, f"{label}{say('figure_colon', language)}{letters}")
    return bytes_of(made)


def _add_lines(document: "Document", transcript: CodedTranscript) -> None:
    language = transcript.language
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    heads = (say("speaker", language), say("transcript_said", language), say("transcript_margin", language))
    head = "".join(
        _cell([_paragraph(_run(words, "<w:b/>"))], width) for words, width in zip(heads, _WIDTHS, strict=True)
    )
    marks = iter(range(1, 1_000_000))
    body = "".join(_row(line, language, next(marks)) for line in transcript.lines)
    put(
        document,
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>{_BORDERS}<w:tblLayout w:type="fixed"/>{_GAPS}'
        f'<w:tblLook w:firstRow="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>",
    )
    put(document, "<w:p></w:p>")


def _row(line: TranscriptLine, language: str, mark: int) -> str:
    look = "<w:b/>" if line.level else "<w:i/>" if line.asks else ""
    words = "".join(_marked(piece, look) for piece in line.pieces)
    words = f'<w:bookmarkStart w:id="{mark}" w:name="{line.anchor}"/>{words}<w:bookmarkEnd w:id="{mark}"/>'
    cells = (_who(line, language), [_paragraph(words)], [_coding(coding, language) for coding in line.beginning])
    kept = "" if line.size > 1_500 else "<w:trPr><w:cantSplit/></w:trPr>"
    squares = "".join(_cell(cell, width) for cell, width in zip(cells, _WIDTHS, strict=True))
    return f"<w:tr>{kept}{squares}</w:tr>"


def _who(line: TranscriptLine, language: str) -> list[str]:
    found = []
    if line.voice:
        found.append(_paragraph(_run(line.voice.speaker, '<w:b/><w:sz w:val="17"/>')))
        turn = say("turn", language, number=line.voice.turn)
        timed = " · ".join(part for part in (turn, line.voice.time) if part)
        found += [_paragraph(_run(part, _SOFT)) for part in (line.voice.role, timed) if part]
    if line.page:
        found.append(_paragraph(_run(say("page", language, number=line.page), _SOFT)))
    return found


def _marked(piece: Piece, look: str) -> str:
    """The words, tinted where they are coded, between the letters of the codings that begin and end there."""
    begins = "".join(_letter(coding, f"{coding.letter}[") for coding in piece.begins)
    ends = "".join(_letter(coding, f"]{coding.letter}") for coding in piece.ends)
    if piece.codings:
        tint = _TINTS[min(len(piece.codings), len(_TINTS)) - 1]
        line = "double" if len(piece.codings) > 1 else "single"
        look += (
            f'<w:u w:val="{line}" w:color="{_hue(piece.codings[0])}"/>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>'
        )
    return f"{begins}{_run(piece.words, look)}{ends}"


def _letter(coding: MarginCoding, words: str) -> str:
    return _run(words, f'<w:b/><w:color w:val="{_hue(coding)}"/><w:vertAlign w:val="superscript"/>')


def _coding(coding: MarginCoding, language: str) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_hue(coding)}"/>'
    badge = f'<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="16"/>{fill}'
    more = (
        coding.degree,
        say("given", language, value=coding.given) if coding.given else "",
        say("transcript_about", language, case=coding.about) if coding.about else "",
    )
    named = " · ".join(part for part in (coding.label, *more) if part)
    source = f"{coding.coder} · {coding.day} · {coding.entry}"
    runs = [_run(f" {coding.letter} ", badge), _run(f" {named}", '<w:sz w:val="16"/>'), _BREAK, _run(source, _SOFT)]
    if coding.memo:
        runs += [_BREAK, _run(coding.memo, '<w:i/><w:sz w:val="15"/>')]
    return _paragraph("".join(runs))


def _hue(coding: MarginCoding) -> str:
    return MANY[coding.colour % len(MANY)].removeprefix("#").upper()


def _run(words: str, look: str = "") -> str:
    lines = words.split("\n")
    parts = "<w:br/>".join(f'<w:t xml:space="preserve">{written(line)}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{look}</w:rPr>{parts}</w:r>"


def _paragraph(runs: str) -> str:
    return f'<w:p><w:pPr><w:spacing w:before="20" w:after="40"/></w:pPr>{runs}</w:p>'


def _cell(paragraphs: Sequence[str], width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(paragraphs) or "<w:p/>"}</w:tc>'
