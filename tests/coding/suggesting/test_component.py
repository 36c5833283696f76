"""The suggester inside a spaCy pipeline: spans with labels and scores, kept by DocBin, the same as the CLI's."""

import pytest

import corpus.parse.analysis
from workbench.study import Study
from workbench.suggesting import suggester_of

pytestmark = pytest.mark.slow
"""Importing spaCy is slow; so the tests import it, not this file."""

BOOK = """\
codes:
  - id: attract
    label: Attractivité
    definition: "Faire venir des entreprises."
    cues: [attirer des entreprises, investisseur, talent, implantation, siège social, usine, emploi, venir ici]
  - {id: green, label: Environnement, cues: [environnement, climat, écologie, pollution, carbone, énergie, eau, air]}
"""


@pytest.fixture
def nlp():
    pipeline = corpus.parse.analysis.load("fr")
    pipeline.add_pipe("glose_suggester", config={"codebook": BOOK, "threshold": 0.3})
    yield pipeline
    pipeline.remove_pipe("glose_suggester")


def test_codes_are_spans_with_scores_and_evidence(nlp):
    doc = nlp("Il pleut. On veut attirer des entreprises.\n\nLe climat change, la pollution monte.")
    spans = doc.spans["codes"]
    assert [(span.label_, span.text) for span in spans] == [
        ("attract", "On veut attirer des entreprises."),
        ("green", "Le climat change, la pollution monte."),
    ]
    assert len(spans.attrs["scores"]) == 2
    assert all(0.3 <= score <= 1 for score in spans.attrs["scores"])
    assert doc.user_data["glose"][0]["evidence"][0]["kind"] == "cue"


def test_docbin_and_displacy_take_them(nlp):
    from spacy import displacy
    from spacy.tokens import DocBin

    docs = list(nlp.pipe(["On veut attirer des entreprises.", "Rien à dire."]))
    kept = DocBin(docs=docs, store_user_data=True).to_bytes()
    [first, second] = DocBin().from_bytes(kept).get_docs(nlp.vocab)
    assert [span.label_ for span in first.spans["codes"]] == ["attract"]
    assert list(second.spans["codes"]) == []
    assert "attract" in displacy.render(first, style="span", options={"spans_key": "codes"}, jupyter=False)


def test_a_pipeline_without_a_parser_will_do():
    import spacy

    pipeline = spacy.blank("fr")
    pipeline.add_pipe("glose_suggester", config={"codebook": BOOK, "threshold": 0.3})
    doc = pipeline("Le climat change. Il pleut aussi.")
    assert [(s.label_, s.text) for s in doc.spans["codes"]] == [("green", "Le climat change.")]


def test_it_says_when_it_has_no_codebook():
    import spacy

    from coding.suggesting.component import NoCodebook

    with pytest.raises(NoCodebook, match="needs a codebook"):
        spacy.blank("fr").add_pipe("glose_suggester")


def test_the_verb_lists_what_the_component_writes(coded, glose):
    import spacy

    from coding.suggesting.component import GloseSuggester

    listed = [(s["code"], s["start"], s["end"], s["score"]) for s in glose("suggest", "--json").lines]
    with Study.open(coded) as study:
        component = GloseSuggester(study.codebook_source, study=lambda: suggester_of(study))
        doc = component(spacy.blank("fr")(study.texts["nice-entretien"].content))
    assert [(s["code"], s["start"], s["end"], s["score"]) for s in doc.user_data["glose"]] == listed
    assert listed
