"""Word documents coded with comments: each line of a comment names a code; Dedoose writes its exports so."""

import re
from pathlib import Path

from exchange.archive import UnreadableProject
from exchange.documents.outline import has_outline, read_outline
from exchange.documents.taguette_document import is_highlights, read_highlights
from exchange.documents.word_text import Comment, WordText, word_text
from exchange.gathering import Gathering
from exchange.guids import guid_of
from exchange.project import Project, ProjectMemo
from wording.messages import tr

_DEDOOSE = re.compile(r"Codes? ?\((\d+)-(\d+)\)(.*)", re.DOTALL)
_MARKS = re.compile(r"[\n;]")
_HASHTAGS = re.compile(r"(?:#[^\s#,;]+[,;\s]*)+")
_NAME_AT_MOST = 80


def sees_word(path: Path) -> bool:
    """Whether a file is a Word document."""
    return path.is_file() and path.suffix.casefold() in (".docx", ".docm")


def read_word(path: Path) -> Project:
    """What is coded in a Word document: by comments, else Taguette's highlights, else the outline of a codebook."""
    text = word_text(path)
    if text.comments:
        return _commented(path, text)
    if is_highlights([paragraph.text for paragraph in text.paragraphs]):
        return read_highlights(path)
    if has_outline(path):
        return read_outline(path)
    raise UnreadableProject(
        tr(
            "{file} has no comments that name codes, and no outline of codes. Use `glose add` for its text.",
            file=path.name,
        )
    )


def _commented(path: Path, text: WordText) -> Project:
    made = Gathering.of(path, "word-comments")
    made.counts["texts"] += 1
    source = made.source(path.name, text.content)
    dedoose = False
    for own, comment in text.comments.items():
        codes, remark = _codes(comment)
        dedoose = dedoose or bool(comment.paragraphs and _DEDOOSE.match(comment.paragraphs[0]))
        person = made.person(comment.author)
        if remark:
            guid = guid_of("memo", source, own, remark)
            made.memos.append(ProjectMemo(guid, "", remark, person, comment.time, (("texts", source),)))
        made.counts["codings"] += len(codes)
        if codes and not 0 <= comment.start < comment.end:
            made.leave("codings", ", ".join(codes)[:60], tr("its comment is on no words"), len(codes))
            continue
        at = (comment.start, comment.end)
        for code in codes:
            path_of = tuple(part.strip() for part in code.split(" > ") if part.strip()) or (code,)
            made.coding(source, made.code(path_of), at, own=(own, code), person=person, time=comment.time)
    if dedoose:
        made.notes.append(tr("The comments are those of Dedoose; codings are where the comments are."))
    return made.project()


def _codes(comment: Comment) -> tuple[list[str], str]:
    """The codes that a comment names, and what of it is a remark: words too long for a name, or a sentence."""
    paragraphs = comment.paragraphs
    if paragraphs and (found := _DEDOOSE.fullmatch(paragraphs[0])):
        paragraphs = [found[3].strip(" :\n"), *paragraphs[1:]]
    pieces = [piece.strip() for paragraph in paragraphs for piece in _MARKS.split(paragraph) if piece.strip()]
    codes, remarks = list[str](), list[str]()
    for piece in pieces:
        if _HASHTAGS.fullmatch(piece):
            codes.extend(one for one in re.findall(r"#([^\s#,;]+)", piece))
        elif len(piece) > _NAME_AT_MOST or piece.endswith((".", "?", "!")):
            remarks.append(piece)
        else:
            codes.append(piece)
    return list(dict.fromkeys(codes)), "\n".join(remarks)
