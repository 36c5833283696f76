"""Words as a printer sets them."""

import re

_APOSTROPHE = re.compile(r"(?<=\w)(?:'|&#39;)(?=[\w«“{])")
"""Between two letters, or before words in quotation marks or a value that is filled in; elsewhere it may be code.

The second is how a page writes it.
"""


def typeset(words: str) -> str:
    """The words with the apostrophe of print, where they were typed with that of a keyboard: `l’étude`."""
    return _APOSTROPHE.sub("’", words)
