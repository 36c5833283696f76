"""The message catalogues: one folder per language, its `.po` files compiled into one file when they are newer than it.

A message's id is either a key (`statement_all`, worded in both languages) or the English sentence itself (worded in
French only; see `wording/messages.py`). Catalogues are GNU gettext files, read and compiled by Babel; whichever
apostrophe they are typed with, people read that of print.
"""

import contextlib
import io
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from wording.case_term import case_term
from wording.typography import typeset

CATALOGUES = Path(__file__).parent / "catalogue"
"""A folder for each language with `.po` files."""
TERMINAL = "terminal"
"""The gettext context of sentences (`messages_*.po`): there "case" is the word, and in other files it is a key."""
COMPILED = Path(__file__).parent / "compiled"
"""The compiled catalogues: made when first needed, and again when a `.po` file is newer. They may be deleted."""


@cache
def translations(language: str) -> GNUTranslations:
    """Every message of that language.

    Reading the `.po` files takes a third of a second, the compiled file a few milliseconds. Where it cannot be
    written (an installation that is read-only) each process reads the `.po` files.
    """
    sources = sorted((CATALOGUES / language).glob("*.po"))
    compiled = COMPILED / f"{language}.mo"
    with contextlib.suppress(OSError):
        if compiled.stat().st_mtime_ns > max(path.stat().st_mtime_ns for path in (*sources, Path(__file__))):
            with compiled.open("rb") as file:
                return GNUTranslations(file)
    content = compile_catalogues(sources, language)
    with contextlib.suppress(OSError):
        _keep(compiled, content)
    return GNUTranslations(io.BytesIO(content))


def compile_catalogues(sources: list[Path], language: str) -> bytes:
    """The messages of these `.po` files as the bytes of one `.mo` file."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=language)
    for path in sources:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        merged.mime_headers = catalogue.mime_headers  # its own plural forms, not those the locale has by now
        context = TERMINAL if path.name.startswith("messages_") else None
        for message in catalogue:
            if message.id:
                forms = message.string or ""
                said = typeset(forms) if isinstance(forms, str) else tuple(typeset(form) for form in forms)
                merged.add(message.id, said, context=context)
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    return compiled.getvalue()


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)  # noqa: PTH105 - another process may write the same file at this moment


def say(key: str, language: str, **values: object) -> str:
    """The wording of `key` in that language with the values filled in; the key itself where it is unknown.

    `{term}` is what the study calls its cases, unless another noun is given.
    """
    return translations(language).gettext(key).format(**{"term": case_term(language)} | values) if key else ""


def say_number(key: str, count: int, language: str, **values: object) -> str:
    """The wording of `key` for that many, singular or plural; `{n}` is the number as the language writes it."""
    from wording.numbers import number

    wording = translations(language).ngettext(key, key, count)
    return wording.format(n=number(count, language), **{"term": case_term(language)} | values)


NAMED_AT_MOST = 8
"""A sentence names no more than this many; the JSON names them all."""


def listed(names: Sequence[str], language: str) -> str:
    """`Nice, Lyon et Paris`; of very many the first, and how many others there are."""
    from babel.lists import format_list

    shown = list(names)
    if len(shown) > NAMED_AT_MOST:
        more = say_number("statement_more", len(shown) - NAMED_AT_MOST + 1, language)
        shown = [*shown[: NAMED_AT_MOST - 1], more]
    return str(format_list(shown, locale={"en": "en_GB"}.get(language, language)))
