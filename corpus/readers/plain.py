"""txt: every line as it stands; blank lines part paragraphs."""

from corpus.block import Block, Extract
from corpus.encoding import decode


def read(data: bytes, name: str) -> Extract:
    """One block for the whole file: its characters are kept, and the lines are told apart later."""
    text, problems = decode(data, name)
    return Extract((Block(text),), problems=problems)
