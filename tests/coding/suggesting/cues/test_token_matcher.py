"""Token patterns: what spaCy's matcher finds, found in a time that no pattern can spoil."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.suggesting.cues.token_matcher import SlowExpression, TokenMatcher, repeats
from coding.suggesting.features.token_index import TokenIndex
from corpus.text import Passage, Text

WORDS = ("a", "b", "c")
ONE = st.one_of(
    st.fixed_dictionaries({"LOWER": st.sampled_from(WORDS)}),
    st.fixed_dictionaries({"LOWER": st.fixed_dictionaries({"IN": st.lists(st.sampled_from(WORDS), max_size=2)})}),
    st.fixed_dictionaries({"LOWER": st.fixed_dictionaries({"NOT_IN": st.lists(st.sampled_from(WORDS), max_size=2)})}),
    st.fixed_dictionaries({"TEXT": st.fixed_dictionaries({"REGEX": st.sampled_from(["^[ab]$", "c", "A"])})}),
    st.just({}),
)
TOKEN = st.builds(
    lambda one, operator: {**one, **({"OP": operator} if operator else {})},
    ONE,
    st.sampled_from(["", "?", "*", "+", "{2}", "{1,2}", "{,2}"]),
)


def index_of(content):
    """The index of one passage whose words stand between blanks, without a pipeline."""
    text = Text("t", "document", content, "fr", None, "t.txt", "", passages=(Passage(1, 0, len(content), None),))
    starts, at = [], 0
    for word in content.split():
        at = content.index(word, at)
        starts.append(at)
        at += len(word)
    words = content.split()
    strings = sorted({word.lower() for word in words})
    lower = np.array([strings.index(word.lower()) for word in words], np.int64)
    zeros = np.zeros(len(words), np.int64)
    index = TokenIndex([text], strings, text=zeros, passage=zeros, sentence=zeros, head=zeros, lower=lower, lemma=lower)
    index.pos, index.dep = zeros, zeros
    index.start = np.array(starts, np.int64)
    index.end = index.start + np.array([len(word) for word in words], np.int64)
    index.first_token, index.first_passage, index.passages = {"t": 0}, {"t": 0}, 1
    return index


def found(pattern, content):
    return TokenMatcher(index_of(content), lambda *_: None).find(pattern, [0])


@settings(max_examples=150)
@given(st.lists(TOKEN, min_size=1, max_size=3), st.lists(st.sampled_from([*WORDS, "A"]), min_size=1, max_size=7))
def test_each_match_is_the_longest_that_spacy_finds_from_its_first_word(pattern, words):
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank("fr")
    matcher = Matcher(nlp.vocab)
    matcher.add("cue", [pattern])
    longest = {}
    for _, start, end in matcher(nlp.make_doc(" ".join(words))):
        longest[start] = max(longest.get(start, 0), end - 1)
    ours = found(pattern, " ".join(words))
    assert all(longest[first] == last for first, last in ours)
    covered = {n for first, last in ours for n in range(first, last + 1)}
    assert all({first, last} & covered for first, last in longest.items())


@pytest.mark.parametrize("operator", ["?", "*", "{0,20}"])
def test_thirty_optional_words_are_found_in_a_hundred(operator):
    pattern = [{"LOWER": "a", "OP": operator}] * 30
    assert found(pattern, " ".join(["a"] * 100))[0][0] == 0


def test_an_expression_that_never_ends_is_stopped():
    with pytest.raises(SlowExpression):
        found([{"TEXT": {"REGEX": "(a|aa)+$"}}], "a" * 60 + "b")


def test_a_dependency_gets_the_words_in_place_of_its_expression():
    matcher = TokenMatcher(index_of("ville villes bourg"), lambda *_: None)
    assert matcher.listed("LOWER", {"REGEX": "^ville"}) == {"IN": ["ville", "villes"]}
    assert matcher.listed("LOWER", "ville") == "ville"


def test_how_often_a_word_stands():
    assert repeats("{2,}") == (2, None)
    assert repeats("{,3}") == (0, 3)
    for wrong in ("!!", "{3,2}", "{999}", "{}", "{,}"):
        with pytest.raises(ValueError, match=re.escape(wrong)):
            repeats(wrong)
