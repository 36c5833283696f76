"""A small material by hand: texts of numbered words, and codings said as `text first-last code …`."""

import numpy as np
import pytest

from coding.codebook.file import load_codebook
from coding.records.columns import columns_of
from coding.records.replay import Classification, Coding, Reading
from corpus.cases import Case
from corpus.place import Place
from corpus.text import Passage, Text, Turn
from reports.study_material import StudyMaterial, kept_in_memory
from tests.notation import notes_of

BOOK = """\
codebook: {title: Essai, languages: [fr, en]}
scales: {degree: [absent, wanted, mentioned, strong]}
codes:
  - id: aims
    label: {fr: Buts, en: Aims}
    scale: degree
    codes:
      - {id: green, label: {fr: Vert, en: Green}, definition: {fr: "Moins de ressources."}, scale: degree}
      - {id: jobs, label: {fr: Emplois, en: Jobs}, scale: degree}
  - {id: obstacles, label: {fr: Freins, en: Obstacles}}
  - {id: staff, label: {fr: Effectif, en: Staff}}
typologies:
  - id: maturity
    label: Maturité
    classes:
      - {id: pioneer, label: Pionnière, classes: [{id: early, label: Précoce}, {id: lone, label: Isolée}]}
      - {id: late, label: Tardive}
"""

WORD = 6
"""Every word of these texts, with the blank behind it, has so many characters; a passage has ten words."""


def text(name, passages=3, *, case=None, kind="interview", **metadata):
    """A text of ten words a passage; the first passage is the interviewer's where it is an interview."""
    content = "\n".join(" ".join(f"w{p}{w:03}" for w in range(10)) for p in range(passages))
    spans = [(number * 10 * WORD, (number + 1) * 10 * WORD - 1) for number in range(passages)]
    turns = ()
    if kind == "interview":
        turns = (
            Turn(1, *spans[0], "Q", "interviewer"),
            Turn(2, spans[1][0], spans[-1][1], "Mme X", "respondent"),
        )
    return Text(
        id=name,
        kind=kind,
        content=content,
        language="fr",
        case=case,
        file=f"{name}.txt",
        file_sha256="0" * 64,
        turns=turns if passages > 1 else (),
        passages=tuple(
            Passage(n, *span, turn=min(n, 2) if turns and passages > 1 else None) for n, span in enumerate(spans, 1)
        ),
        metadata=metadata,
    )


@pytest.fixture
def material():
    """Make a material: `material(texts, [("a", 0, 2, "aims.green", "Nice", {"degree": "strong"}), …])`.

    A coding covers words `first` to `last`, the last not included; each is a minute later than the one before.
    """

    def make(texts, codings, *, cases=None, classes=(), read=(), codebook=BOOK):
        known = {t.id: t for t in texts}
        made = []
        for number, (where, first, last, code, case, *given) in enumerate(codings):
            start, end = first * WORD, last * WORD - 1
            said = {"degree": None, "coder": "anna", "value": None, "suggested": False, **(given[0] if given else {})}
            made.append(
                Coding(
                    id=f"{number:064}",
                    place=Place(where, start, end, known[where].content[start:end]),
                    code=code,
                    case=case,
                    time=f"2020-01-01T{number // 60:02}:{number % 60:02}:00.000000Z",
                    **said,
                )
            )
        named = dict.fromkeys([*(t.case for t in texts if t.case), *(c.case for c in made if c.case)])
        return StudyMaterial(
            codebook=load_codebook(codebook),
            cases=cases or {case: Case(case) for case in named},
            texts=known,
            codings=columns_of(made),
            by_id=kept_in_memory(made),
            classifications=[
                Classification(
                    f"c{n:063}", "maturity", class_id, case, Place(where, 0, 5, "w0000"), coder, f"2020-02-0{n + 1}"
                )
                for n, (class_id, case, where, coder) in enumerate(classes)
            ],
            readings=[Reading(f"r{t}", t, 0, len(known[t].content), "anna", "2020") for t in read],
            coders=("anna", "basile"),
        )

    return make


@pytest.fixture
def told(request, material):
    """The material that the test's own docstring tells, in the notation of tests/notation.py."""
    notes = notes_of(request.function.__doc__)
    texts = [text(name, **given) for name, given in notes.texts]
    return material(texts, notes.codings, classes=notes.classes, read=notes.read, codebook=notes.codebook or BOOK)


@pytest.fixture
def a_text():
    """Make a text of numbered words."""
    return text


@pytest.fixture
def random_numbers():
    """A generator that gives the same numbers every time."""
    return np.random.default_rng(7)
