"""Intervals over texts: of two texts one is drawn twice in a quarter of the resamples, so the ends are what that gives."""

import numpy as np
import pytest

from coding.quality.agreement.by_code import Resampling
from coding.quality.agreement.judgements import NOT_THERE, THERE, Judged
from coding.quality.agreement.more_than_presence import degrees_agreement, sets_agreement
from coding.quality.agreement.spans import span_agreement
from coding.quality.agreement.tally import MISSING

DRAWN = Resampling(200)


def judged(*texts):
    """From what each coder said of the pieces of each text: `x` there, `.` not there, `?` not gone through."""
    signs = {"x": THERE, ".": NOT_THERE, "?": MISSING}
    ratings = np.array([[signs[sign] for sign in "".join(row)] for row in zip(*texts, strict=True)], np.int64)
    text = np.repeat(np.arange(len(texts)), [len(rows[0]) for rows in texts])
    return Judged(ratings, np.arange(len(text)), text, np.full(len(text), 3.0), len(texts))


def ends(found, name):
    interval = found[name].interval
    assert interval is not None
    return pytest.approx(interval)


FIRST, SECOND = ("xx..xx...x", ".xx.xx..xx"), ("x.....xx..", "x...xx.xx.")
OTHER_FIRST, OTHER_SECOND = (".xx...xx..", ".xx..xx..."), ("..xx..x...", ".xx...x.x.")


def test_of_unitizing_alphas():
    def alpha(name, *texts):
        return span_agreement("a", judged(*texts), ("anna", "basile"), Resampling()).value(name)

    found = span_agreement("a", judged(FIRST, SECOND), ("anna", "basile"), DRAWN).measures
    for name in ("u_alpha_1995", "u_alpha_2016"):
        assert sorted([alpha(name, FIRST, FIRST), alpha(name, SECOND, SECOND)]) == ends(found, name)


def test_of_alphas_of_code_sets():
    def alphas(*pairs):
        some, others = zip(*pairs, strict=True)
        return sets_agreement([judged(*some), judged(*others)], DRAWN)

    one, two = (FIRST, OTHER_FIRST), (SECOND, OTHER_SECOND)
    found = alphas(one, two)
    for name in ("alpha_jaccard", "alpha_masi"):
        assert sorted(alphas(pair, pair)[name].value for pair in (one, two)) == ends(found, name)


def test_of_measures_of_degrees():
    def degrees(*texts):
        ranks = np.concatenate([np.array(text) for text in texts], axis=1)
        return degrees_agreement(ranks, 3, np.repeat(np.arange(len(texts)), 5), len(texts), DRAWN)

    one = [[0, 1, 2, 2, MISSING], [0, 2, 2, 1, 0]]
    two = [[0, 0, 1, 2, 1], [1, 0, 1, 0, 1]]
    found = degrees(one, two)
    assert len(found) == 4
    for name in found:
        assert sorted(degrees(text, text)[name].value for text in (one, two)) == ends(found, name)


def test_what_not_all_went_through_is_not_drawn():
    unread = ("xx........", "??????????")
    found = span_agreement("a", judged(FIRST, SECOND, unread), ("anna", "basile"), DRAWN).measures
    assert found == span_agreement("a", judged(FIRST, SECOND), ("anna", "basile"), DRAWN).measures
    alone = span_agreement("a", judged(FIRST, unread), ("anna", "basile"), DRAWN).measures
    assert alone["u_alpha_2016"].interval is None
