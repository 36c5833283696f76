"""glose merge: copies that went home on laptops come back, and no decision is lost or counted twice."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from ledger.connection import file_url
from ledger.integrity import faults_of
from ledger.ledger import Ledger

pytestmark = pytest.mark.usefixtures("coded")


def code(glose, folder, quote, *, coder="anna", code="challenges", **given):
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    glose("code", "nice-entretien", code, "--quote", quote, "--coder", coder, "--study", folder, *options)


@pytest.fixture
def laptop(coded, glose, tmp_path):
    """The study on another computer: a copy made after anna's first coding."""
    code(glose, coded, "un frein")
    return Path(shutil.copytree(coded, tmp_path / "laptop"))


def merged(glose, folder, *others, code=0, coder="lead", **options):
    given = [word for name, value in options.items() for word in (f"--{name}", value)]
    return glose("merge", *others, "--study", folder, "--coder", coder, "--json", *given, code=code)


def one(glose, folder, other, **options):
    [said] = merged(glose, folder, other, **options).lines
    return said


def sound(folder):
    with Ledger.open(file_url(folder / "study.db")) as ledger:
        assert [str(p) for p in faults_of(ledger) if p.level == "error"] == []
        return ledger.ids()


def quotes(glose, folder):
    return sorted(
        (line["coder"], line["quote"]) for line in glose("quotes", "challenges", "--json", "--study", folder).lines
    )


def test_what_another_coder_did_comes_and_the_second_time_nothing(coded, laptop, glose):
    code(glose, laptop, "silos reste", coder="basile")
    code(glose, laptop, "on travaille", coder="basile")
    before = sound(coded)
    said = one(glose, coded, laptop)
    assert (said["entries"], said["coders"], said["texts"], said["conflicts"]) == (2, {"basile": 2}, 0, [])
    assert said["already"] == len(before)
    assert quotes(glose, coded) == [("anna", "un frein"), ("basile", "on travaille"), ("basile", "silos reste")]
    after = sound(coded)
    assert after[: len(before)] == before
    again = one(glose, coded, laptop)
    assert (again["entries"], again["conflicts"]) == (0, [])
    assert sound(coded) == after


def test_the_other_copy_catches_up_and_both_are_alike(coded, laptop, glose):
    code(glose, laptop, "silos reste", coder="basile")
    code(glose, coded, "on travaille", coder="claire")
    one(glose, coded, laptop)
    one(glose, laptop, coded)
    assert set(sound(coded)) == set(sound(laptop))
    assert quotes(glose, coded) == quotes(glose, laptop)
    assert one(glose, coded, laptop)["entries"] == 0


def test_one_coder_on_two_laptops(coded, laptop, glose):
    """Both chains stay, the fork is joined and told, and the coder goes on from there."""
    code(glose, coded, "silos reste")
    code(glose, laptop, "on travaille")
    code(glose, laptop, "depuis toujours")
    said = one(glose, coded, laptop)
    assert said["coders"] == {"anna": 2}
    assert [(c["kind"], c["what"]) for c in said["conflicts"]] == [("chain", "anna")]
    code(glose, coded, "Le travail")
    sound(coded)
    assert len(quotes(glose, coded)) == 5
    with Ledger.open(file_url(coded / "study.db")) as ledger:
        [join] = ledger.entries(kind="join")
        assert (join.coder, join.as_json()["by"], len(join.as_json()["ends"])) == ("anna", "lead", 1)
    assert one(glose, coded, laptop)["entries"] == 0
    one(glose, laptop, coded)
    assert set(sound(laptop)) == set(sound(coded))


def test_forks_that_both_sides_joined_are_joined_again(coded, laptop, glose, tmp_path):
    code(glose, coded, "silos reste")
    code(glose, laptop, "on travaille")
    third = shutil.copytree(coded, tmp_path / "third")
    one(glose, coded, laptop)
    one(glose, laptop, third)
    one(glose, coded, laptop)
    sound(coded)
    one(glose, laptop, coded)
    assert set(sound(coded)) == set(sound(laptop))


def test_the_same_decision_in_two_copies_counts_once(coded, laptop, glose):
    for folder in (coded, laptop):
        code(glose, folder, "silos reste")
    said = one(glose, coded, laptop)
    assert [c["kind"] for c in said["conflicts"]] == ["chain", "twice"]
    assert quotes(glose, coded) == [("anna", "silos reste"), ("anna", "un frein")]
    sound(coded)


def test_what_was_taken_back_there_is_taken_back_here(coded, laptop, glose):
    glose("undo", "--coder", "anna", "--study", laptop)
    code(glose, coded, "silos reste", coder="basile")
    one(glose, coded, laptop)
    assert quotes(glose, coded) == [("basile", "silos reste")]
    sound(coded)


def test_two_classes_of_one_coder_are_told(coded, laptop, glose):
    for folder, chosen in ((coded, "pioneer"), (laptop, "turning_point")):
        rows = f"text,quote,code,case,decision\nnice-entretien,un frein,maturity.{chosen},Nice,classify\n"
        (folder / "d.csv").write_text(rows, encoding="utf-8")
        glose("decide", folder / "d.csv", "--coder", "anna", "--study", folder)
    said = one(glose, coded, laptop)
    [told] = [c for c in said["conflicts"] if c["kind"] == "class"]
    assert told["what"] == "maturity: Nice"
    assert "pioneer, turning_point" in told["message"]


# Texts


def corrected(glose, folder, old, new):
    text = (folder / "texts" / "nice-entretien.txt").read_text(encoding="utf-8").replace(old, new)
    path = folder.parent / f"corrected-{folder.name}.txt"
    path.write_text(text, encoding="utf-8")
    glose("correct", "nice-entretien", path, "--yes", "--coder", "lead", "--study", folder)


def added(glose, folder, name, content):
    path = folder.parent / folder.name / name
    path.write_text(content, encoding="utf-8")
    glose("add", path, "--case", "Nice", "--study", folder)


def test_a_new_text_comes_with_its_file_and_its_codings(coded, laptop, glose):
    added(glose, laptop, "lyon.txt", "Q : Et alors ?\n\nR : Le budget est un frein.\n")
    glose("code", "lyon", "challenges", "--quote", "est un frein", "--coder", "basile", "--study", laptop)
    assert one(glose, coded, laptop)["texts"] == 1
    assert (coded / "texts" / "lyon.txt").read_bytes() == (laptop / "texts" / "lyon.txt").read_bytes()
    assert ("basile", "est un frein") in quotes(glose, coded)
    sound(coded)
    assert "0 errors" in glose("check", "--study", coded).out


def test_a_text_corrected_here_moves_what_was_coded_there(coded, laptop, glose):
    code(glose, laptop, "silos reste", coder="basile")
    corrected(glose, coded, "R : La priorité", "R : Voyons. La priorité")
    assert one(glose, coded, laptop)["conflicts"] == []
    assert ("basile", "silos reste") in quotes(glose, coded)
    sound(coded)


def test_a_text_corrected_there_moves_what_was_coded_here(coded, laptop, glose):
    code(glose, coded, "silos reste", coder="basile")
    corrected(glose, laptop, "R : La priorité", "R : Voyons. La priorité")
    assert one(glose, coded, laptop)["conflicts"] == []
    assert ("basile", "silos reste") in quotes(glose, coded)
    sound(coded)
    one(glose, laptop, coded)
    sound(laptop)
    assert quotes(glose, laptop) == quotes(glose, coded)


@pytest.fixture
def both_corrected(coded, laptop, glose):
    code(glose, coded, "silos reste", coder="basile")
    code(glose, laptop, "on travaille", coder="claire")
    corrected(glose, coded, "R : La priorité", "R : Voyons. La priorité")
    corrected(glose, laptop, "R : La priorité", "R : Euh… La priorité")


def test_a_text_corrected_in_both_is_not_merged_before_somebody_says_which_holds(both_corrected, coded, laptop, glose):
    before = sound(coded)
    said = merged(glose, coded, laptop, code=1)
    assert "nice-entretien" in said.err
    assert "--texts ours" in said.err
    assert sound(coded) == before


@pytest.mark.parametrize(("choice", "reads"), [("ours", "Voyons."), ("theirs", "Euh…")])
def test_of_two_corrections_one_holds_and_every_coding_finds_its_words(
    both_corrected, coded, laptop, glose, choice, reads
):
    said = one(glose, coded, laptop, texts=choice)
    assert [(c["kind"], c["what"]) for c in said["conflicts"] if c["kind"] == "text"] == [("text", "nice-entretien")]
    assert reads in glose("text", "nice-entretien", "--study", coded).out
    assert {("basile", "silos reste"), ("claire", "on travaille"), ("anna", "un frein")} <= set(quotes(glose, coded))
    sound(coded)
    assert one(glose, coded, laptop)["entries"] == 0
    one(glose, laptop, coded)
    assert reads in glose("text", "nice-entretien", "--study", laptop).out
    sound(laptop)


def test_two_texts_of_one_name_are_both_kept(coded, laptop, glose):
    """Each laptop added another interview under the same name."""
    added(glose, coded, "e1.txt", "Q : Quoi ?\n\nR : Le budget est serré ici.\n")
    added(glose, laptop, "e1.txt", "Q : Et vous ?\n\nR : Tout est en silos chez nous.\n")
    glose("code", "e1", "challenges", "--quote", "budget est serré", "--coder", "anna", "--study", coded)
    glose("code", "e1", "challenges", "--quote", "en silos chez", "--coder", "basile", "--study", laptop)
    assert "e1" in merged(glose, coded, laptop, code=1).err
    one(glose, coded, laptop, texts="both")
    found = {(line["text"], line["quote"]) for line in glose("quotes", "challenges", "--json", "--study", coded).lines}
    assert {("e1", "budget est serré"), ("e1-2", "en silos chez")} <= found
    sound(coded)
    # what is coded there later, in the copy that knows nothing of it, goes to the right text as well
    glose("code", "e1", "challenges", "--quote", "Tout est", "--coder", "basile", "--study", laptop)
    one(glose, coded, laptop)
    found = {(line["text"], line["quote"]) for line in glose("quotes", "challenges", "--json", "--study", coded).lines}
    assert ("e1-2", "Tout est") in found
    sound(coded)
    # and in that copy, once it has caught up, all lies as it does here
    glose("code", "e1", "challenges", "--quote", "chez nous", "--coder", "basile", "--study", laptop)
    one(glose, laptop, coded)
    sound(laptop)
    found = {(line["text"], line["quote"]) for line in glose("quotes", "challenges", "--json", "--study", laptop).lines}
    assert {("e1", "budget est serré"), ("e1-2", "Tout est"), ("e1-2", "chez nous")} <= found


def test_the_same_file_added_in_both_is_one_text(coded, laptop, glose):
    for folder in (coded, laptop):
        added(glose, folder, "e1.txt", "Q : Quoi ?\n\nR : Le budget est serré ici.\n")
    glose("code", "e1", "challenges", "--quote", "budget est serré", "--coder", "basile", "--study", laptop)
    assert [c["kind"] for c in one(glose, coded, laptop)["conflicts"]] in ([], ["chain"])
    assert ("basile", "budget est serré") in quotes(glose, coded)
    sound(coded)


# Codebook and cases


def reworded(folder, new):
    path = folder / "codebook.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Ce qui freine.", new), encoding="utf-8")


def test_a_codebook_that_both_changed_is_a_question(coded, laptop, glose):
    reworded(coded, "Ce qui freine ici.")
    reworded(laptop, "Ce qui freine là.")
    code(glose, laptop, "silos reste", coder="basile")
    before = sound(coded)
    said = merged(glose, coded, laptop, code=1)
    assert "--codebook ours|theirs" in said.err
    assert sound(coded) == before
    one(glose, coded, laptop, codebook="ours")
    assert "freine ici" in (coded / "codebook.yaml").read_text(encoding="utf-8")


def test_their_codebook_is_taken_where_it_was_said_and_ours_is_in_the_ledger(coded, laptop, glose):
    reworded(coded, "Ce qui freine ici.")
    reworded(laptop, "Ce qui freine là.")
    code(glose, laptop, "silos reste", coder="basile")
    one(glose, coded, laptop, codebook="theirs")
    assert "freine là" in (coded / "codebook.yaml").read_text(encoding="utf-8")
    with Ledger.open(file_url(coded / "study.db")) as ledger:
        kept = [ledger.blob(e.as_json()["sha256"]).decode() for e in ledger.entries(kind="codebook")]
    assert any("freine ici" in source for source in kept)


def test_an_earlier_codebook_of_ours_is_no_question(coded, laptop, glose):
    reworded(coded, "Ce qui freine ici.")
    code(glose, coded, "on travaille")
    code(glose, laptop, "silos reste", coder="basile")
    assert [c for c in one(glose, coded, laptop)["conflicts"] if c["kind"] == "codebook"] == []
    assert "freine ici" in (coded / "codebook.yaml").read_text(encoding="utf-8")


# Copies that are not whole


def damaged(path, statement):
    with sqlite3.connect(path) as raw:
        for (name,) in list(raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entries WHERE kind = 'codebook'",
        "DELETE FROM entries WHERE position = (SELECT max(position) FROM entries)",
        "UPDATE entries SET payload = replace(payload, 'silos', 'sites') WHERE coder = 'basile'",
        "UPDATE entries SET time = '2001-01-01T00:00:00.000000Z' WHERE coder = 'basile'",
        "DELETE FROM heads WHERE coder = 'basile'",
        "UPDATE entries SET coder = 'zoé' WHERE coder = 'basile'",
    ],
)
def test_a_copy_that_was_cut_or_changed_is_refused_whole(coded, laptop, glose, statement):
    code(glose, laptop, "silos reste", coder="basile")
    code(glose, laptop, "on travaille", coder="claire")
    damaged(laptop / "study.db", statement)
    before = sound(coded)
    assert "not whole" in merged(glose, coded, laptop / "study.db", code=1).err
    assert sound(coded) == before


def test_a_copy_whose_content_is_gone_is_refused(coded, laptop, glose):
    added(glose, laptop, "lyon.txt", "Q : Et alors ?\n\nR : Le budget est un frein.\n")
    damaged(laptop / "study.db", "DELETE FROM blobs WHERE CAST(content AS TEXT) LIKE '%budget%'")
    before = sound(coded)
    assert "not whole" in merged(glose, coded, laptop, code=1).err
    assert sound(coded) == before


def test_half_a_file_is_refused(coded, laptop, glose):
    code(glose, laptop, "silos reste", coder="basile")
    whole = (laptop / "study.db").read_bytes()
    (laptop / "study.db").write_bytes(whole[: len(whole) // 2])
    before = sound(coded)
    assert merged(glose, coded, laptop / "study.db", code=1).err
    assert sound(coded) == before


def test_a_copy_that_lacks_what_its_folder_has_seen_is_refused(coded, laptop, glose, tmp_path):
    older = (laptop / "study.db").read_bytes()
    code(glose, laptop, "silos reste", coder="basile")
    for beside in laptop.glob("study.db-*"):
        beside.unlink()
    (laptop / "study.db").write_bytes(older)
    assert "lacks entries" in merged(glose, coded, laptop, code=1).err


def test_what_is_no_copy_is_said(coded, glose, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "no copy of a study" in merged(glose, coded, tmp_path / "empty", code=1).err
    assert "itself" in merged(glose, coded, coded, code=1).err
    assert "no ledger" in merged(glose, coded, tmp_path / "nowhere.db", code=1).err


def test_several_copies_are_merged_each_on_its_own(coded, laptop, glose, tmp_path):
    second = shutil.copytree(laptop, tmp_path / "second")
    code(glose, laptop, "silos reste", coder="basile")
    code(glose, second, "on travaille", coder="claire")
    said = merged(glose, coded, laptop, second / "study.db").lines
    assert [list(one["coders"]) for one in said] == [["basile"], ["claire"]]
    sound(coded)


@pytest.mark.server
def test_a_copy_in_a_server_and_into_a_server(coded, laptop, glose, new_schema):
    code(glose, coded, "silos reste")
    code(glose, laptop, "on travaille")
    code(glose, laptop, "depuis toujours", coder="basile")
    glose("move", new_schema, "--study", laptop)
    said = one(glose, coded, new_schema)
    assert said["coders"] == {"anna": 1, "basile": 1}
    sound(coded)
    one(glose, laptop, coded)
    with Ledger.open(new_schema) as ledger:
        assert [str(p) for p in faults_of(ledger) if p.level == "error"] == []
        assert set(ledger.ids()) == set(sound(coded))


def test_it_is_told_in_words(coded, laptop, glose):
    code(glose, coded, "silos reste")
    code(glose, laptop, "on travaille")
    said = glose("merge", laptop, "--study", coded, "--coder", "lead")
    assert "1 entry came" in said.out
    assert "anna: went on in two copies" in said.out
    assert json.dumps(said.out)
