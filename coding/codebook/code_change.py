"""Whether a code still means what it did: the wording of its definition in two revisions of the codebook."""

import hashlib
from typing import Any

from coding.codebook.model import Codebook
from coding.records.entry import canonical

PARTS = ("label", "definition", "use_when", "avoid_when", "scale")
"""What makes a code mean what it means. Examples and cues show or find it, they do not define it."""


def fingerprint(codebook: Codebook, code_id: str) -> str:
    """SHA-256, in hexadecimal, of what defines a code: its label, definition, use_when, avoid_when and scale.

    The scale counts with its degrees in order. Line breaks and runs of blanks count as one blank, so that a
    codebook that was only laid out anew has the same fingerprints. Raises UnknownCode.
    """
    return hashlib.sha256(canonical(_wording(codebook, code_id)).encode()).hexdigest()


def changed_parts(then: Codebook, now: Codebook, code_id: str, today: str | None = None) -> tuple[str, ...]:
    """Which of PARTS differ between two revisions; ("code",) where one of them lacks the code.

    `today` is its id in the second, where it has another there.
    """
    today = today or code_id
    if code_id not in then.codes or today not in now.codes:
        return ("code",) if (code_id in then.codes) != (today in now.codes) else ()
    before, after = _wording(then, code_id), _wording(now, today)
    return tuple(part for part in PARTS if before[part] != after[part])


def _wording(codebook: Codebook, code_id: str) -> dict[str, Any]:
    code = codebook.code(code_id)
    return {
        "label": {language: _plain(words) for language, words in code.label.items()},
        "definition": {language: _plain(words) for language, words in code.definition.items()},
        "use_when": [_plain(words) for words in code.use_when],
        "avoid_when": [_plain(words) for words in code.avoid_when],
        "scale": list(codebook.degrees(code_id)),
    }


def _plain(words: str) -> str:
    return " ".join(words.split())
