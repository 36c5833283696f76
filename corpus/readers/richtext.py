"""rtf: the text without its formatting."""

import re

from corpus.block import Block, Extract
from corpus.readers.encoding import UnreadableFile
from wording.messages import tr


def read(data: bytes, name: str) -> Extract:
    """One block per paragraph; raises UnreadableFile where the file is not RTF."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFile(
            tr("{name} is not RTF, although its suffix says so. Save it again as rtf or docx.", name=name)
        )
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), errors="replace"
        )
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise UnreadableFile(
            tr("{name} is damaged RTF ({error}). Save it again as rtf or docx.", name=name, error=error)
        ) from error
    paragraphs = (line.strip() for line in re.split(r"\r?\n", text))
    return Extract(tuple(Block(paragraph) for paragraph in paragraphs if paragraph))
