"""Every word that a page or script of the desk asks for is there, in both languages."""

import re
from pathlib import Path

import pytest

import desk
from wording.catalogues import translations

FOLDER = Path(desk.__file__).parent
PLAIN = re.compile(r"""\bsay(?:_number|Number)?\(\s*["']([a-z][a-z0-9_-]*[a-z0-9])["']\s*[,)]""")


def asked_for():
    files = [*(FOLDER / "templates").glob("*.j2"), *(FOLDER / "static" / "js").rglob("*.js")]
    return {(key, path.name) for path in files for key in PLAIN.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_word_that_is_asked_for_is_there(language):
    known = {key if isinstance(key, str) else key[0] for key in translations(language)._catalog}
    missing = sorted((key, file) for key, file in asked_for() if f"desk_{key}" not in known)
    assert len(asked_for()) > 100
    assert missing == []
