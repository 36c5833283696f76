"""What a cue's phrase finds: its own negation and not the opposite, signs and figures, spellings, forms of verbs."""

import pytest

from coding.codebook.file import load_codebook
from coding.suggesting.cues.cue_phrase import cue_phrase
from coding.suggesting.suggester import Suggester
from corpus.parse.analysis import analyse

SUGGESTED = 0.35
"""The threshold of a codebook that names none."""


@pytest.fixture
def suggested(read, tmp_path):
    """The suggestion of a code with this cue (and seven that are not in the text) on one sentence; None where none."""

    def run(cue, sentence, language="fr"):
        book = f"""\
codebook: {{languages: [{language}]}}
codes:
  - {{id: target, label: Zzz, cues: [{cue!r}, zza, zzb, zzc, zzd, zze, zzf, zzg]}}
  - {{id: other, label: Qqq, cues: [qqa]}}
"""
        text = read("t.txt", f"Q : Bonjour ?\n\nR : {sentence}\n\nQ : Merci.\n\nR : Voilà.\n", language=language)
        suggester = Suggester([text], analyse([text], cache=tmp_path / "cache"), load_codebook(book))
        found = [s for s in suggester.suggest(min_score=0) if s.code == "target" and s.place.quote in sentence]
        return max(found, key=lambda s: s.score, default=None)

    return run


def kinds(suggestion):
    return {evidence.kind for evidence in suggestion.evidence} if suggestion else set()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cue", "sentence", "language"),
    [
        ("pas de moyens", "On n'a pas de moyens.", "fr"),
        ("pas de moyens", "Y a pas de moyens.", "fr"),
        ("sans personnel", "On travaille sans personnel.", "fr"),
        ("sans personnel", "Il n'y a pas de personnel.", "fr"),
        ("plus de crédits", "On n'a plus de crédits.", "fr"),
        ("ne pas savoir", "On ne sait pas trop.", "fr"),
        ("non recours", "Le non-recours reste fort.", "fr"),
        ("don't know", "I don’t know.", "en"),
        ("don't know", "I do not know.", "en"),
        ("not enough staff", "There isn't enough staff.", "en"),
        ("can't", "We cannot.", "en"),
    ],
)
def test_a_cue_with_a_negation_of_its_own_finds_the_negated_words(suggested, cue, sentence, language):
    found = suggested(cue, sentence, language)
    assert found.score > SUGGESTED
    assert {"negated", "affirmed"}.isdisjoint(kinds(found))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cue", "sentence", "language"),
    [
        ("pas de moyens", "On a des moyens.", "fr"),
        ("sans personnel", "On travaille avec du personnel.", "fr"),
        ("plus de crédits", "On a obtenu des crédits.", "fr"),
        ("plus de crédits", "Il faut plus de crédits qu'avant.", "fr"),
        ("ne pas savoir", "On sait très bien.", "fr"),
        ("non recours", "Le recours reste possible.", "fr"),
        ("don't know", "I know.", "en"),
        ("no money", "We have money.", "en"),
    ],
)
def test_its_opposite_is_not_suggested_and_says_why(suggested, cue, sentence, language):
    found = suggested(cue, sentence, language)
    assert found.score < SUGGESTED
    assert "affirmed" in kinds(found)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cue", "sentence"),
    [
        ("R&D", "On fait de la R&D ici."),
        ("R&D", "La R & D est chez nous."),
        ("5G", "La 5G arrive."),
        ("5G", "La 5 G arrive."),
        ("C++", "On code en C++ depuis."),
        (".NET", "On est en .NET ici."),
        ("n°1", "On est n° 1 ici."),
        ("CO₂", "Le CO2 baisse."),
        ("CO2", "Le CO₂ baisse."),
        ("24h/24", "Ouvert 24 h / 24."),
        ("industrie 4.0", "L'industrie 4.0 ici."),
        ("100 %", "On est à 100% ici."),
        ("aujourd'hui", "Aujourd’hui on fait."),
        ("l’école", "L'école est là."),
        ("l'école", "L'ECOLE est là."),
        ("sécurité", "LA SECURITE avant tout."),
        ("sécurité", "La securite avant tout."),
        ("securite", "La sécurité avant tout."),
        ("cœur de ville", "Le coeur de ville change."),
        ("coeur", "Le cœur bat."),
        ("porte-parole", "Le porte‑parole parle."),
        ("porte-parole", "Le porte parole parle."),
        ("porte parole", "Le porte-parole parle."),
        ("porte‑parole", "Le porte-parole parle."),
        ("donner une vie", "On lui donne une vie."),
        ("changer de cap", "Nous changeons de cap."),
    ],
)
def test_signs_figures_and_spellings_are_found(suggested, cue, sentence):
    found = suggested(cue, sentence)
    assert "cue" in kinds(found)
    assert found.score > SUGGESTED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cue", "sentence"),
    [
        (".NET", "C'est net."),
        ("5G", "Il y a 5 gares."),
        ("C++", "On code en C."),
        ("n°1", "On y est allé 1 fois."),
        ("formé", "La forme change."),
        ("cote", "La cote est haute, le côté aussi."),
    ],
)
def test_what_only_looks_alike_is_not(suggested, cue, sentence):
    found = suggested(cue, sentence)
    assert [e.quote for e in found.evidence if e.kind == "cue"] in ([], ["cote"]) if found else True


def test_a_word_that_negates_elsewhere_may_belong_to_the_cue():
    assert [part.word for part in cue_phrase("pas seulement").parts] == ["pas", "seulement"]
    assert not cue_phrase("sans doute").negators


def test_more_or_no_more_is_ambiguous_without_a_ne():
    assert cue_phrase("plus de crédits").ambiguous
    assert not cue_phrase("n'avoir plus de crédits").ambiguous
    assert not cue_phrase("un peu plus").negators


@pytest.mark.parametrize("phrase", ["plus de dix élus", "plus de 300 capteurs", "plus d'une centaine d'agents"])
def test_more_than_a_number_is_no_negation(phrase):
    found = cue_phrase(phrase)
    assert (found.negators, found.ambiguous) == ((), False)
    assert found.parts


def test_no_more_than_a_number_is_one():
    assert cue_phrase("n'a plus de dix agents").negators == ("plus",)


def test_marks_around_a_phrase_are_not_looked_for():
    assert cue_phrase("« smart city » !") == cue_phrase("smart city")
    assert cue_phrase("« … »").parts == ()
