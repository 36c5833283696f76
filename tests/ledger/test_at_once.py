"""Programs that write at once: ids and versions are looked at within the transaction, and everybody gets their turn."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coding.deciding.pending import pending_coding
from coding.records.decisions import Moved
from corpus.place import Place, QuoteMismatch
from ledger.integrity import faults_of
from ledger.known_texts import OutdatedVersion, TextTaken
from ledger.ledger import Ledger
from tests.server import BOTH

pytestmark = BOTH

ROOT = Path(__file__).parents[2]


@pytest.fixture
def two(ledger_url):
    """The same ledger, opened by two programs before either writes."""
    url = ledger_url
    Ledger.create(url).close()
    with Ledger.open(url) as one, Ledger.open(url) as other:
        yield one, other


def errors(ledger):
    return [str(problem) for problem in faults_of(ledger) if problem.level == "error"]


def test_a_text_is_added_once(two, read):
    one, other = two
    one.add_text("anna", read("t.txt", "Un texte.\n"))
    with pytest.raises(TextTaken, match="has a text 't' already"):
        other.add_text("basile", read("t.txt", "Un autre texte.\n"))
    assert [text.content.strip() for text in one.texts().values()] == ["Un texte."]
    assert errors(one) == []


def test_of_several_texts_none_is_added_where_one_is_there(two, read):
    one, other = two
    one.add_text("anna", read("b.txt", "Un texte.\n"))
    with pytest.raises(TextTaken):
        other.add_texts("basile", [read("a.txt", "Un.\n"), read("b.txt", "Deux.\n")])
    assert list(one.texts()) == ["b"]


def test_an_entry_tells_an_add_from_a_correction(two, read):
    one, _ = two
    text = read("t.txt", "Un texte.\n")
    one.add_text("anna", text)
    one.correct("anna", replace(text, content="Un texte!\n"), [], version=2)
    assert [entry.payload.version for entry in one.entries(kind="text")] == [1, 2]


def test_of_two_corrections_at_once_the_second_is_refused(two, read):
    one, other = two
    text = read("t.txt", "Un texte.\n")
    one.add_text("anna", text)
    one.correct("anna", replace(text, content="Un texte!\n"), [], version=2)
    with pytest.raises(OutdatedVersion):
        other.correct("basile", replace(text, content="Un texte?\n"), [], version=2)
    assert one.texts()["t"].content == "Un texte!\n"


def coding(quote, at):
    place = Place("t", at, at + len(quote), quote)
    return pending_coding(place, "goals", case=None, degree=None, memo="", revision="r")


def test_a_correction_is_refused_where_something_was_coded_since_it_was_worked_out(two, read):
    one, other = two
    text = read("t.txt", "Un texte.\n")
    one.add_text("anna", text)
    other.append("basile", [coding("texte", 3)])
    with pytest.raises(OutdatedVersion, match="Something was recorded on t meanwhile"):
        one.correct("anna", replace(text, content="Ce texte.\n"), [], version=2)


def test_a_quote_is_compared_with_the_text_as_another_program_left_it(two, read):
    """The second program read the text before it was corrected."""
    one, other = two
    text = read("t.txt", "Un texte.\n")
    one.add_text("anna", text)
    other.append("basile", [coding("texte", 3)])
    [made] = other.codings()
    move = Moved(
        subject=made.id, target=made.id, text="t", version=2, fate="moved", start=7, end=12, quote="texte", lost=None
    )
    one.correct("anna", replace(text, content="Voici, texte.\n"), [move], version=2)
    with pytest.raises(QuoteMismatch):
        other.append("basile", [coding("texte", 3)])
    other.append("basile", [coding("texte", 7)])
    assert errors(one) == []


def test_every_record_is_compared_with_its_text_as_it_is_now(two, read, monkeypatch):
    """As a text added twice under one id would leave it: the coding reads its words in the first, not in the last."""
    one, _ = two
    one.add_text("anna", read("t.txt", "Un texte.\n"))
    one.append("anna", [coding("texte", 3)])
    monkeypatch.setattr("ledger.known_texts.KnownTexts.admit", lambda *_: None)
    one.add_text("anna", read("t.txt", "Tout autre chose.\n"))
    said = " ".join(errors(one))
    assert "adds the text t, which the study had already" in said
    assert "the text at 3–8 is not “texte”" in said


def test_the_codebook_is_recorded_once_however_many_notice_that_it_changed(two, monkeypatch):
    one, other = two
    assert one.add_codebook("anna", "codes: []") is not None
    # The second looked before the first had recorded it.
    monkeypatch.setattr(other, "revision", lambda _kind: None)
    assert other.add_codebook("basile", "codes: []") is None
    assert len(list(one.entries(kind="codebook"))) == 1


@pytest.mark.slow
def test_many_writers_at_once_all_get_their_turn(ledger_url):
    """Ten writers; `python -m benchmarks.writers 10 200` tries more."""
    command = [sys.executable, "-m", "benchmarks.writers", "10", "10", ledger_url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "10 writers × 10: 100 entries" in done.stdout
    assert "0 refused, 0 faults" in done.stdout
    assert done.returncode == 0
