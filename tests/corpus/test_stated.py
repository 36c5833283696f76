"""What a person stated about a reading comes back from JSON as it was."""

import json

from hypothesis import given
from hypothesis import strategies as st

from corpus.speech.speakers import Speakers
from corpus.stated import Stated

LABELS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"label": LABELS},
        optional={
            "name": LABELS,
            "role": st.sampled_from(["interviewer", "respondent", "other", "none"]),
            "case": LABELS,
        },
    ),
    max_size=5,
    unique_by=lambda row: row["label"].casefold(),
)
SPEAKERS = st.one_of(st.builds(Speakers.of_rows, ROWS), st.builds(Speakers.of_pattern, st.just(r"^<(\w+)>\s")))
STATED = st.builds(
    Stated,
    st.none() | SPEAKERS,
    st.sampled_from([None, "interview", "document"]),
    st.sampled_from([None, "fr", "en"]),
    st.booleans(),
)


@given(STATED)
def test_it_comes_back_as_it_was(stated):
    written = stated.as_json()
    assert Stated.from_json(json.loads(json.dumps(written)) if written else None) == stated


@given(STATED, STATED)
def test_what_is_stated_later_wins_and_the_rest_holds(later, before):
    both = later.over(before)
    assert both.speakers == (later.speakers or before.speakers)
    assert both.kind == (later.kind or before.kind)
    assert both.mend == (later.mend or before.mend)


def test_it_reads_as_the_options_that_would_state_it():
    named = Speakers.of_rows(
        [{"label": "Pause", "role": "none"}, {"label": "JD", "name": "Jean Dupont", "role": "respondent"}]
    )
    said = Stated(named, "interview", "fr", mend=True).options()
    assert said == '--speakers "Pause=none, JD=Jean Dupont (respondent)" --kind interview --lang fr --mend-letters'
