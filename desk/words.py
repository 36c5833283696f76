"""The words of the desk's scripts: every message of the desk, in one language, as a module that they import."""

import json
from functools import cache

from wording.catalogues import translations

PREFIX = "desk_"


@cache
def module(language: str) -> str:
    """The module's source: `words` by key without the prefix, a plural as the list of its forms.

    Values are filled in by the scripts. What the study calls its cases is not known here, so messages that name them
    are for templates only.
    """
    catalogue = translations(language)._catalog  # type: ignore[attr-defined]
    words: dict[str, str | list[str]] = {}
    for key, wording in catalogue.items():
        name, number = key if isinstance(key, tuple) else (key, None)
        if not name.startswith(PREFIX):
            continue
        if number is None:
            words[name.removeprefix(PREFIX)] = wording
        else:
            forms = words.setdefault(name.removeprefix(PREFIX), ["", ""])
            assert isinstance(forms, list)
            forms[number] = wording
    return f"export const words = {json.dumps(words, ensure_ascii=False)};\n"
