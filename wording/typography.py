"""Words as a printer sets them."""

import re

_APOSTROPHE = re.compile(r"(?<=\w)(?:'|&#39;)(?=[\w«“{])")
"""Between two letters, or before words in quotation marks or a value that is filled in; elsewhere it may be code.

The second is how a page writes it.
"""


_NARROW = re.compile(r"(?<=\S) (?=[;!?%](?!\w))")
"""A space typed before a sign that may not begin a line; that of print is narrow."""
_ROOM = re.compile(r"(?<=\S) (?=[:»](?!\w))|(?<=«) (?=\S)")
"""One before a colon or inside of quotation marks, which is as wide as others."""


def typeset(words: str) -> str:
    """The words with the apostrophe of print, where they were typed with that of a keyboard: `l’étude`.

    A space that was typed before `; : ! ? » %`, or after `«`, is one that no line breaks at.
    """
    return _ROOM.sub("\u00a0", _NARROW.sub("\u202f", _APOSTROPHE.sub("’", words)))
