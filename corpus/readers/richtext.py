"""rtf: the text without its formatting."""

import re

from corpus.block import Block, Extract
from corpus.readers.encoding import UnreadableFile


def read(data: bytes, name: str) -> Extract:
    """One block a paragraph; raises UnreadableFile where the file is no RTF."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFile(f"{name} is not RTF, whatever its suffix says. Save it anew as rtf or docx.")
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), errors="replace"
        )
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise UnreadableFile(f"{name} is damaged RTF ({error}). Save it anew as rtf or docx.") from error
    paragraphs = (line.strip() for line in re.split(r"\r?\n", text))
    return Extract(tuple(Block(paragraph) for paragraph in paragraphs if paragraph))
