"""A person with a configuration folder and a key of their own."""

import pytest

from tests.commands.keys.signed import key_file
from workbench.signing import PASSPHRASE


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """The configuration folder of this test's person."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(PASSPHRASE, raising=False)
    return tmp_path / "home"


@pytest.fixture
def code(coded, glose):
    """Code a quote in a study (default: the one here) by a coder (default: anna)."""

    def run(quote, *options, coder="anna", folder=coded, exit_code=0):
        given = ("--quote", quote, "--coder", coder, "--study", folder, *options)
        return glose("code", "nice-entretien", "challenges", *given, code=exit_code)

    return run


@pytest.fixture
def anna(coded, glose):
    """anna's key, made after the text was added; gives its file."""
    glose("keys", "make", "--coder", "anna")
    return key_file(glose, "anna")
