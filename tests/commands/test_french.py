"""A French study speaks French in the terminal; the person may ask for another language."""

import re

import pytest

import cli

ENGLISH = re.compile(
    r"\b(accept|reject|skip|the|and|of|is|are|with|quit|help|coded|passages? left|error|warning|Degree|Memo|by hand)\b"
)
"""Words that a French screen has no reason to show."""


@pytest.fixture
def by_study(monkeypatch):
    """Nobody asks for a language, and the machine's is English: the study alone says which it is."""
    monkeypatch.delenv("GLOSE_LANG")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)


def plain(text):
    """With plain blanks, as a reader sees it."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_study_made_in_french_is_welcomed_in_french(by_study, tmp_path, glose):
    assert "L’étude" in glose("start", tmp_path / "étude", "--lang", "fr").out
    assert "Made the study" in glose("start", tmp_path / "study", "--lang", "en").out


def test_add_says_its_doubts_in_french(by_study, study, written, glose):
    said = glose("add", written("sans-cas.txt", "Q : Et vous ?\n\nR : Rien de plus.\n"))
    assert "ajouté sans-cas: entretien" in plain(said.out).replace(" :", ":")
    assert "avertissement :" in plain(said.err)
    assert not ENGLISH.search(said.out + said.err)


def test_check_and_progress(by_study, coded, glose):
    assert re.fullmatch(r"4 codes, 1 texte : 0 erreur, 0 avertissement\.", plain(glose("check").out).splitlines()[-1])
    assert glose("progress").out.split()[:3] == ["texte", "codeur", "passages"]


def test_what_is_wrong_in_a_file_of_decisions(by_study, coded, written, glose):
    rows = "text,quote,code,decision\nnice-entretien,faire venir,objectifs,code\n"
    said = glose("decide", written("d.csv", rows), "--coder", "anna", code=1)
    assert "glose : 1 erreur dans d.csv ; rien n’a été enregistré." in plain(said.err)
    assert "erreur : d.csv" in plain(said.err)


def test_the_person_asks_for_another_language(by_study, coded, glose, monkeypatch):
    assert "texte" in glose("progress").out
    assert "text " in glose("progress", "--lang", "en").out
    assert "text " in glose("--lang", "en", "progress").out
    monkeypatch.setenv("GLOSE_LANG", "en")
    assert "text " in glose("progress").out
    assert "texte" in glose("progress", "--lang", "fr").out


@pytest.mark.parametrize(("locale", "said"), [("fr_FR.UTF-8", "erreur"), ("de_DE.UTF-8", "error"), ("C", "error")])
def test_without_a_study_the_locale_decides(by_study, locale, said, tmp_path, glose, monkeypatch):
    monkeypatch.setenv("LANG", locale)

    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("workbench.starting.start_study", broken)
    assert f"{said} inattendue" in glose("start", tmp_path / "x", code=3).err or said == "error"
    assert ("unexpected" in glose("start", tmp_path / "x", code=3).err) == (said == "error")


def test_help_stays_in_english(by_study, coded, glose):
    assert "Show the passages one by one" in glose("confirm", "--help").out


@pytest.mark.terminal
@pytest.mark.parametrize("size", [(24, 80), (40, 120)])
def test_confirm_is_all_french_and_nothing_is_cut(by_study, coded, glose, at_terminal, size):
    glose("suggest")
    person = at_terminal(coded, "confirm", "--coder", "anna", size=size)
    shown = person.sees("objectives.attractiveness", "passage 4/8", "q quitter")
    french_alone(shown)
    for key, words in {"?": "annuler la dernière décision", "d": "À utiliser quand", "c": "Coder à la main"}.items():
        person.press(key)
        french_alone(person.sees(words if key != "d" else "N’importe quelle touche"))
        person.press("escape")
        person.sees("passage 4/8", "q quitter")
    person.press("a")
    french_alone(person.sees("Degré", "7=priorité", "Échap=retour"))
    person.press("7")
    french_alone(person.sees("accepté", "passage 5/8"))
    person.press("m")
    french_alone(person.sees("Mémo"))
    person.press("escape", "b")
    french_alone(person.sees("Bornes", "Entrée"))
    person.press("enter", "q")
    assert "1 décision enregistrée" in person.ends()


@pytest.mark.terminal
def test_audit_and_classify_are_all_french_and_nothing_is_cut(by_study, coded, glose, at_terminal):
    glose("code", "nice-entretien", "challenges", "--quote", "frein", "--coder", "lead")
    glose("audit", "draw", "--size", 1, "--seed", 7, "--coder", "claire")
    person = at_terminal(coded, "audit", "review", "--coder", "claire")
    french_alone(person.sees("à la main", "a approuver", "q quitter"))
    person.press("o")
    french_alone(person.sees("Qu’est-ce qui ne va pas", "Échap retour"))
    person.press("escape", "a")
    assert "reste à juger : 0" in plain(person.ends())
    person = at_terminal(coded, "classify", "maturity", "--step", "--coder", "anna")
    french_alone(person.sees("Aucune citation", "1/3", "q quitter"))
    person.press("1")
    french_alone(person.sees("Cochez les citations"))
    person.press("d")
    french_alone(person.sees("sans définition", "N’importe quelle touche"))
    person.press("x", "q")
    person.ends()


def french_alone(screen):
    assert "…" not in screen
    assert not ENGLISH.search(re.sub(r"\w+\.\w+|\d=\w+", "", screen)), screen


@pytest.mark.terminal
def test_a_window_that_changes_its_size_is_drawn_again(coded, glose, at_terminal):
    glose("suggest")
    person = at_terminal(coded, "confirm", "--coder", "anna")
    person.sees("objectives.attractiveness", "q quit")
    person.resize(12, 50)
    shown = person.sees("objectives.attractiveness", "q quit")
    assert max(map(len, shown.splitlines())) <= 50
    person.press("?")
    person.sees("Any key goes back")  # so small a window shows the end of it
    person.resize(24, 80)
    person.sees("Keys", "quit; everything is recorded already")
    person.press("x", "q")
    person.ends()


def test_each_run_asks_anew(by_study, coded, glose):
    """A language asked for once is not kept for the next run in the same process."""
    cli.run(["--lang", "en", "progress"])
    assert "texte" in glose("progress").out
