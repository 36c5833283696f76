"""Suggestions: what a cue finds, what turns it around, where a suggestion lies, and that it says why."""

import pytest

from coding.codebook.file import load_codebook
from coding.suggesting.suggester import SUGGESTER, Suggester, suggest
from coding.suggesting.suggestion import Suggestion
from coding.suggesting.training_decision import TrainingDecision
from corpus.parse.analysis import analyse
from corpus.parse.meaning import meanings

pytestmark = pytest.mark.slow
"""They need a language pipeline."""

BOOK = """\
codebook: {languages: [fr]}
codes:
  - id: goals
    label: Buts
    definition: "Ce que la ville veut atteindre."
    codes:
      - id: attract
        label: Attractivité
        definition: "Faire venir des entreprises."
        cues: [attirer des entreprises, industrie 4.0, investisseur, talent, implantation, siège social, usine, emploi]
      - id: green
        label: Environnement
        definition: "Gérer les ressources avec mesure."
        near_misses: [{quote: "l'environnement de travail des agents", because: "Il s'agit du bureau."}]
        cues: [environnement, climat, écologie, ressource naturelle, pollution, carbone, énergie, biodiversité]
      - id: open
        label: Ouverture
        cues: [ouverture, {pattern: [{LEMMA: ouvrir}, {POS: DET}, {LEMMA: donnée}]}, porte ouverte, c1, c2, c3, c4, c5]
"""


@pytest.fixture
def suggested(read, tmp_path):
    """The suggestions on one sentence said by a respondent, by code."""

    def run(sentence, *, min_score=0.0, question="Bonjour, on commence ?", book=BOOK, **options):
        content = f"Q : {question}\n\nR : {sentence}\n\nQ : Merci bien.\n\nR : Au revoir.\n"
        text = read("t.txt", content)
        cache = tmp_path / "cache"
        found = suggest(
            [text], analyse([text], cache=cache), load_codebook(book), min_score=min_score, cache=cache, **options
        )
        return {s.code: s for s in found if s.place.start >= text.turns[1].start}

    return run


def kinds(suggestion):
    return [evidence.kind for evidence in suggestion.evidence]


@pytest.mark.parametrize(
    "sentence",
    [
        "On veut attirer des entreprises.",
        "La ville attire de nouvelles entreprises.",
        "Nous avons attiré ici plusieurs grandes entreprises.",
        "Attirer l'entreprise qui manque, voilà.",
    ],
)
def test_a_cue_is_found_whatever_its_inflection_and_small_words_between(suggested, sentence):
    found = suggested(sentence)["goals.attract"]
    assert "cue" in kinds(found)
    assert found.score > 0.35


@pytest.mark.parametrize(
    "sentence", ["Les entreprises attirent.", "On attire. Des entreprises viennent.", "L'industrie va bien."]
)
def test_a_cue_needs_all_its_words_in_order_in_one_sentence(suggested, sentence):
    found = suggested(sentence).get("goals.attract")
    assert found is None or "cue" not in kinds(found)


@pytest.mark.parametrize(
    "sentence",
    [
        "On ne veut pas attirer des entreprises.",
        "On n'attire pas d'entreprises.",
        "L'environnement, ce n'est pas une priorité.",
        "L'environnement n'est pas notre affaire.",
        "Ce n'est pas un sujet ici, l'environnement.",
        "On avance sans investisseur.",
        "Il n'y a aucun investisseur.",
        "Il n'y a plus d'usine.",
        "Personne ne veut attirer des entreprises.",
        "C'est pas l'écologie qui nous guide.",
    ],
)
def test_a_negated_cue_says_so_and_counts_less(suggested, sentence):
    best = max(suggested(sentence).values(), key=lambda s: "negated" in kinds(s))
    assert "negated" in kinds(best)
    assert best.score < 0.35


@pytest.mark.parametrize(
    "sentence",
    [
        "Ce n'est pas seulement pour attirer des entreprises.",
        "On ne fait qu'attirer des entreprises.",
        "On pense sans doute à attirer des entreprises.",
        "Ce n'est pas simple, mais on veut attirer des entreprises.",
        "Une personne ne fait qu'attirer des entreprises.",
        "Pourquoi pas attirer des entreprises ?",
        "Il y a plus d'investisseurs qu'avant.",
    ],
)
def test_what_only_looks_like_a_negation_is_none(suggested, sentence):
    found = suggested(sentence)["goals.attract"]
    assert "negated" not in kinds(found)
    assert found.score > 0.35


def test_a_near_miss_lowers_and_gives_its_reason(suggested):
    plain = suggested("On protège l'environnement.")["goals.green"]
    near = suggested("On soigne l'environnement de travail de nos agents.")["goals.green"]
    assert near.score < plain.score
    assert "near-miss: Il s'agit du bureau." in [evidence.why for evidence in near.evidence]


def test_a_token_pattern_finds_what_a_phrase_cannot(suggested):
    found = suggested("On a ouvert les données de la ville.")["goals.open"]
    assert "pattern" in kinds(found)
    assert found.place.quote == "On a ouvert les données de la ville."


def test_the_place_is_the_sentences_that_matter(suggested):
    said = "Il pleut souvent chez nous. On veut attirer des entreprises. Et puis voilà, on verra."
    assert suggested(said)["goals.attract"].place.quote == "On veut attirer des entreprises."


def test_evidence_lies_where_it_says(suggested, tmp_path):
    from corpus.read import read_text

    found = suggested("On veut attirer des entreprises, pour le climat.")
    text, _ = read_text(tmp_path / "t.txt")
    for suggestion in found.values():
        assert suggestion.evidence
        assert suggestion.place.quote == text.content[suggestion.place.start : suggestion.place.end]
        for evidence in suggestion.evidence:
            assert evidence.quote == text.content[evidence.start : evidence.end]
            assert evidence.why


def test_the_question_asked_counts_as_context(suggested):
    alone = suggested("Oui, bien sûr, c'est important depuis longtemps.").get("goals.green")
    asked = suggested(
        "Oui, bien sûr, c'est important depuis longtemps.",
        question="Et les ressources de la ville, la gestion du climat ?",
    )["goals.green"]
    assert asked.score > (alone.score if alone else 0)
    assert "question" in kinds(asked)


def test_the_question_fades_with_each_passage_that_comes_between(read, tmp_path):
    content = "Q : Et les ressources, la gestion du climat ?\n\nR : Oui.\n\nBien sûr.\n\nDepuis longtemps.\n"
    text = read("t.txt", content)
    suggester = Suggester([text], analyse([text], cache=tmp_path / "c"), load_codebook(BOOK))
    asked = suggester.fused.question[suggester.rows["goals.green"], 1:].tolist()
    assert len(asked) == 3
    assert asked[0] > asked[1] > asked[2] > 0
    assert asked[0] > 0


def test_interviewers_are_never_suggested_on_unless_asked(read, tmp_path):
    text = read("t.txt", "Q : Voulez-vous attirer des entreprises ?\n\nR : Oui.\n\nQ : Ah.\n\nR : Oui.\n")
    given = [text], analyse([text], cache=tmp_path / "c"), load_codebook(BOOK)
    assert {s.passage for s in suggest(*given, min_score=0)} == {2, 4}
    [found] = [s for s in suggest(*given, min_score=0.35, interviewers=True) if s.passage == 1]
    assert found.code == "goals.attract"


def test_ranks_count_within_the_passage_best_first(suggested):
    found = list(suggested("Attirer des entreprises, des talents, des investisseurs, et le climat.").values())
    assert [s.rank for s in found] == list(range(1, len(found) + 1))
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert found[0].code == "goals.attract"


def test_the_threshold_hides_and_zero_shows_every_pair_with_evidence(suggested):
    said = "On veut attirer des entreprises, avec mesure."
    assert set(suggested(said, min_score=0.6)) == {"goals.attract"}
    everything = suggested(said, min_score=0.0)
    assert "goals.green" in everything
    assert all(0 < s.score <= 1 for s in everything.values())


def test_an_example_does_not_vouch_for_its_own_text(read, tmp_path):
    text = read("t.txt", "Q : Alors, vos projets ?\n\nR : La girafe mange des acacias.\n\nQ : Oui.\n\nR : Voilà.\n")
    book = "codes:\n  - id: a\n    label: Animaux\n    examples: [{quote: La girafe mange des acacias., text: %s}]\n    cues: [lion]\n"
    analyses = analyse([text], cache=tmp_path / "c")
    assert suggest([text], analyses, load_codebook(book % "t"), min_score=0) == []
    assert suggest([text], analyses, load_codebook(book % "elsewhere"), min_score=0) != []


def test_the_same_suggestion_has_the_same_id_and_survives_json(suggested):
    one, two = (suggested("On veut attirer des entreprises.")["goals.attract"] for _ in range(2))
    assert one.id == two.id
    assert Suggestion.from_json(one.as_json()).id == one.id
    assert one.suggester == SUGGESTER


def test_a_parent_stands_below_the_child_that_shares_its_evidence(suggested):
    book = BOOK.replace(
        '    definition: "Ce que la ville veut atteindre."\n',
        "    cues: [{phrase: attirer des entreprises, weight: 3}, b1, b2, b3, b4, b5, b6, b7]\n",
    )
    found = suggested("On veut attirer des entreprises.", book=book)
    assert found["goals.attract"].rank < found["goals"].rank


def test_a_second_run_needs_no_spacy(read, tmp_path, monkeypatch):
    text = read("t.txt", "Q : Alors ?\n\nR : On veut attirer des entreprises.\n\nQ : Oui.\n\nR : Voilà.\n")
    first = analyse([text], cache=tmp_path / "c")

    def never(language):
        raise AssertionError(f"the parse of {language} was kept")

    monkeypatch.setattr("corpus.parse.analysis.load", never)
    again = analyse([text], cache=tmp_path / "c")
    book = load_codebook(BOOK)
    scores = [[s.as_json() for s in Suggester([text], parsed, book).suggest(min_score=0)] for parsed in (first, again)]
    assert scores[0] == scores[1]


@pytest.mark.parametrize("book", ["codes: [{id: a, label: Sans rien}]", "codes: [{id: a, label: ''}]"])
def test_a_thin_codebook_and_an_empty_study_work(suggested, book):
    assert isinstance(suggested("Une phrase.", book=book), dict)
    assert suggest([], {}, load_codebook(book)) == []


ENGLISH = """\
codebook: {languages: [en]}
codes:
  - id: attract
    label: Attractiveness
    definition: Bringing companies and jobs to the city.
    cues: [attract companies, investor, talent, settle here, headquarters, new jobs, factory, start-up]
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("We want to attract new companies to the city.", False),
        ("The city attracted several large companies last year.", False),
        ("It is not only about attracting companies.", False),
        ("We do not want to attract companies.", True),
        ("We never attracted companies.", True),
        ("There are no investors here.", True),
        ("Nobody wants to attract companies.", True),
    ],
)
def test_english_texts_are_suggested_on_alike(read, tmp_path, sentence, negated):
    text = read("t.txt", f"Interviewer: What are the aims of the city?\n\nRespondent: {sentence}\n", language="en")
    [found] = suggest([text], analyse([text], cache=tmp_path / "c"), load_codebook(ENGLISH), min_score=0)
    assert "cue" in kinds(found)
    assert ("negated" in kinds(found)) is negated
    assert (found.score > 0.35) is not negated


def test_a_language_without_a_pipeline_goes_on_word_by_word_and_says_how_to_get_one(glose, study, written, monkeypatch):
    from corpus.parse.pipelines import PIPELINES, load, pipeline_name

    monkeypatch.setitem(PIPELINES, "en", ("no_such_pipeline",))
    monkeypatch.setattr("corpus.parse.analysis.load", load)
    pipeline_name.cache_clear()
    try:
        talk = "Interviewer: And the climate?\n\nRespondent: The climat is environnement. Nothing else.\n"
        glose("add", written("t.txt", talk), "--lang", "en", "--case", "Nice")
        said = glose("suggest", "--json")
    finally:
        pipeline_name.cache_clear()
    assert "pip install en-core-web" in said.err
    [found] = said.lines
    assert (found["code"], found["quote"]) == ("objectives.environment", "The climat is environnement.")
    assert found["hidden"] is None


MEANT = """\
codebook: {languages: [fr]}
codes:
  - {id: firms, label: Entreprises, definition: "Attirer des sociétés et des emplois sur le territoire."}
  - {id: green, label: Environnement, definition: "Protéger la nature et le climat."}
  - {id: people, label: Participation, definition: "Associer les habitants aux décisions."}
"""
ANSWERS = [
    "Nous cherchons à faire venir des industriels qui embauchent.",
    "Il faut planter davantage d'arbres partout.",
    "Chacun vote son projet de quartier.",
    "La salle du conseil a été repeinte.",
    "Le tramway passe toutes les dix minutes.",
    "Les archives sont au sous-sol.",
    "Le budget est voté en mars.",
    "On a changé de logiciel de paie.",
    "Le maire a été réélu.",
    "La piscine ouvre en juin.",
    "Les cantines servent mille repas.",
]


def test_meaning_speaks_for_a_code_whose_words_the_passage_does_not_have(read, tmp_path):
    text = read("t.txt", "\n\n".join(f"Q : Et alors ?\n\nR : {answer}" for answer in ANSWERS) + "\n")
    analyses, book = analyse([text], cache=tmp_path), load_codebook(MEANT)
    meant = meanings([text], cache=tmp_path)

    def of_firms(**options):
        found = suggest([text], analyses, book, min_score=0, **options)
        return next((s for s in found if s.place.quote == ANSWERS[0] and s.code == "firms"), None)

    without, found = of_firms(), of_firms(meanings=meant)
    assert found is not None
    assert found.rank == 1
    assert found.parts["meaning"] > 0.2
    assert without is None or found.score > without.score
    [said] = [evidence for evidence in found.evidence if evidence.kind == "meaning"]
    assert said.quote == ANSWERS[0]
    assert said.why.startswith("it means much the same as the code's description (likeness 0.")


def test_the_nearest_codes_of_a_passage_score_as_their_suggestions_do(read, tmp_path):
    said = "On veut attirer des entreprises et l'environnement compte. L'ouverture aussi."
    text = read("t.txt", f"Q : Alors ?\n\nR : {said}\n\nQ : Merci bien.\n\nR : Au revoir.\n")
    book = load_codebook(
        BOOK.replace("- id: open\n    label: Ouverture", "- id: open\n    label: Ouverture\n    retired: oui")
    )
    suggester = Suggester([text], analyse([text], cache=tmp_path), book)
    listed = [s for s in suggester.suggest(min_score=0) if s.passage == 2]
    near = suggester.nearest("t", 2, 0.0)[2]
    assert near == [(s.code, s.score) for s in listed[:2]]
    assert all(code != "open" for code, _ in suggester.nearest("t", 9, 0.0)[2])
    assert suggester.nearest("t", 9, near[0][1] + 0.01) == {}
    assert not suggester.nearest("t", 9, 0.0).keys() & {1, 3}


def test_an_answer_that_only_its_question_gives_a_meaning_says_so(read, tmp_path):
    asked = "Cherchez-vous à attirer des entreprises sur votre territoire ?"
    turns = [f"Q : Et alors ?\n\nR : {answer}" for answer in ANSWERS[1:]]
    text = read("t.txt", "\n\n".join([*turns, f"Q : {asked}\n\nR : Voilà, exactement."]) + "\n")
    meant = meanings([text], cache=tmp_path)
    found = suggest([text], analyse([text], cache=tmp_path), load_codebook(MEANT), min_score=0, meanings=meant)
    answer = next(s for s in found if s.place.quote == "Voilà, exactement." and s.code == "firms")
    [said] = [evidence for evidence in answer.evidence if evidence.kind == "meaning"]
    assert said.why.startswith("with the question asked, it means much the same")


QUOTING = f"""\
{MEANT}  - id: school
    label: École
    definition: Les arbres, le tramway, les archives.
    avoid_when: ["{ANSWERS[3]}"]
    examples: [{{quote: "{ANSWERS[1]}", text: t}}]
"""


@pytest.mark.parametrize("decided", [0, 4])
def test_the_parts_of_a_score_add_up_to_it_so_none_is_counted_twice(read, tmp_path, decided):
    text = read("t.txt", "\n\n".join(f"Q : {answer}\n\nR : {answer}" for answer in ANSWERS) + "\n")
    meant = meanings([text], cache=tmp_path)
    suggester = Suggester([text], analyse([text], cache=tmp_path), load_codebook(QUOTING), meanings=meant)
    suggester.learn(
        TrainingDecision(("firms", "green")[n % 2], "t", 2 * n, True, "", "") for n in range(1, decided + 1)
    )
    answers = [number for number in range(2 * len(ANSWERS)) if number % 2]
    for number in answers:
        for code, row in suggester.rows.items():
            parts = suggester._parts_in(row, number)
            if suggester.fused.raw[row, number] > 0:
                assert sum(parts.values()) == pytest.approx(suggester.fused.raw[row, number]), (number, code)
    assert any(suggester._parts_in(0, number)["question"] for number in answers)
    assert any(suggester._parts_in(-1, number)["avoid"] for number in answers)


def test_no_part_of_a_score_is_the_questions_where_none_was_asked(read, tmp_path):
    text = read("t.txt", "\n\n".join(ANSWERS) + "\n")
    found = suggest([text], analyse([text], cache=tmp_path), load_codebook(QUOTING), min_score=0)
    assert found
    assert not any("question" in suggestion.parts for suggestion in found)


def test_the_parts_that_speak_for_a_code_make_up_the_whole_whatever_speaks_against_it(read, tmp_path):
    text = read("t.txt", "\n\n".join(f"Q : Et alors ?\n\nR : {answer}" for answer in ANSWERS) + "\n")
    meant = meanings([text], cache=tmp_path)
    found = suggest([text], analyse([text], cache=tmp_path), load_codebook(MEANT), min_score=0, meanings=meant)
    assert any(min(suggestion.parts.values()) < 0 for suggestion in found if suggestion.parts)
    for suggestion in found:
        assert sum(share for share in suggestion.parts.values() if share > 0) == pytest.approx(1, abs=0.01)
