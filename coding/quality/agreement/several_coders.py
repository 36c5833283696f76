"""Measures of two coders or more; a unit that a coder did not go through is missing, and never a disagreement."""

from collections.abc import Sequence

import numpy as np

from coding.quality.agreement.measured import Ratio, ratio
from coding.quality.agreement.tally import Tally
from corpus.arrays import FloatArray


def percent(tally: Tally) -> Ratio:
    """The mean over units of the share of pairs of coders that say the same; with two coders, the share of units."""
    return ratio(_agreeing(tally), tally.compared)


def unanimous(tally: Tally) -> Ratio:
    """The share of units of which all who rated them say the same."""
    return ratio(tally.unanimous, tally.compared)


def by_pair(tally: Tally) -> Ratio:
    """Percent agreement of each pair of coders, in the order AB, AC, BC."""
    return ratio(np.trace(tally.pairs, axis1=-2, axis2=-1), tally.pairs.sum(axis=(-1, -2)))


def category_agreement(tally: Tally, category: int) -> Ratio:
    """How likely another coder says the category of a unit where one does; with two coders 2a / (2a + b + c).

    Positive agreement is that of yes, negative that of no (Cicchetti & Feinstein 1990, J. Clin. Epidemiol.
    43:551-558). With two coders it is Dice's coefficient, and F1 with either taken for the truth.
    """
    return ratio(tally.coincidences[..., category, category], tally.coincidences[..., category, :].sum(axis=-1))


def mean_f1(tally: Tally, category: int = 0) -> Ratio:
    """The mean of F1 over the pairs of coders that have one (Hripcsak & Rothschild 2005, JAMIA 12:296-298)."""
    both = 2 * tally.pairs[..., category, category]
    given = tally.pairs[..., category, :].sum(axis=-1) + tally.pairs[..., :, category].sum(axis=-1)
    each = np.divide(both, given, out=np.zeros_like(both), where=given > 0)
    return ratio(each.sum(axis=-1), (given > 0).sum(axis=-1))


def fleiss_kappa(tally: Tally) -> Ratio:
    """(po - pe) / (1 - pe), pe = sum of pk²: Fleiss 1971, Psychol. Bull. 76:378-382.

    With missing ratings as Gwet 2014 (Handbook of Inter-Rater Reliability, 4th ed., ch. 2) has it: po over units with
    two ratings or more, pk the mean over rated units of the share of category k.
    """
    n, total = tally.compared, tally.rated
    apart = total**2 - (tally.shares**2).sum(axis=-1)
    exact = _apart(tally.shares, tally.shares)
    return ratio(np.where(n > 0, _agreeing(tally) * total**2 - n * (total**2 - exact), apart * 0), n * exact)


def conger_kappa(tally: Tally) -> Ratio:
    """Cohen's kappa for more coders: pe is the mean over pairs of coders (Conger 1980, Psychol. Bull. 88:322-328).

    With missing ratings, each coder's marginals are those of all units that coder rated (Gwet 2014, ch. 2).
    """
    each = tally.by_coder
    total = each.sum(axis=-1)
    share = np.divide(each, total[..., None], out=np.zeros_like(each), where=total[..., None] > 0)
    there = total > 0
    first, second = np.triu_indices(tally.coders, 1)
    both = there[..., first] & there[..., second]
    apart = (both * _apart(share[..., first, :], share[..., second, :])).sum(axis=-1)
    number = np.maximum(both.sum(axis=-1), 1)
    n = tally.compared
    return ratio(np.where(n > 0, _agreeing(tally) * number - n * (number - apart), 0), n * apart)


def brennan_prediger(tally: Tally) -> Ratio:
    """(po - 1/q) / (1 - 1/q): Brennan & Prediger 1981, Educ. Psychol. Meas. 41:687-699; it is S of Bennett et al. 1954
    and the free-marginal kappa of Randolph 2005. q is the number of categories of the codebook.
    """
    q, n = tally.categories, tally.compared
    return ratio(q * _agreeing(tally) - n, n * (q - 1))


def pabak(tally: Tally) -> Ratio:
    """2 po - 1, of a yes or no: Byrt, Bishop & Carlin 1993, J. Clin. Epidemiol. 46:423-429."""
    if tally.categories != 2:
        raise ValueError("PABAK is of two categories")
    return brennan_prediger(tally)


def gwet_ac(tally: Tally, disagreement: FloatArray | Sequence[Sequence[float]] | None = None) -> Ratio:
    """AC1, or with weights AC2: Gwet 2008, Br. J. Math. Stat. Psychol. 61:29-48; Gwet 2014, ch. 3 and 4.

    pe = T / (q (q - 1)) sum of pk (1 - pk), T the sum of the weights of agreement; AC1 has 1 for the same, else 0.
    """
    q, n = tally.categories, tally.compared
    w = np.eye(q) if disagreement is None else 1 - np.asarray(disagreement, np.float64)
    total = np.where(tally.rated > 0, tally.rated, 1)[..., None]
    share = tally.shares / total
    chance = w.sum() * (share * (1 - share)).sum(axis=-1) / max(q * (q - 1), 1)
    agreed = (w * tally.pair_shares).sum(axis=(-1, -2))
    return ratio(agreed - n * chance, n * (1 - chance) * (q > 1))


def holsti(agreed: float, decisions: Sequence[float]) -> Ratio:
    """2M / (N1 + N2), M decisions agreed of N1 and N2 made: Holsti 1969, Content Analysis, p. 140."""
    return ratio(2 * agreed, sum(decisions))


def holsti_mean(tally: Tally) -> Ratio:
    """Holsti's coefficient of each pair of coders over the units both rated, and the mean of these."""
    each = by_pair(tally)
    there = each.denominator > 0
    shares = np.divide(each.numerator, each.denominator, out=np.zeros_like(each.numerator), where=there)
    return ratio(shares.sum(axis=-1), there.sum(axis=-1))


def holsti_composite(pairwise: Sequence[float], coders: int) -> float:
    """N m / (1 + (n - 1) m), m the mean of the pairs: Holsti 1969, p. 137. Always above m: it is no agreement."""
    mean = sum(pairwise) / len(pairwise)
    return coders * mean / (1 + (coders - 1) * mean)


def _agreeing(tally: Tally) -> FloatArray:
    found: FloatArray = np.trace(tally.pair_shares, axis1=-2, axis2=-1)
    return found


def _apart(first: FloatArray, second: FloatArray) -> FloatArray:
    """The sum over different categories of the products: exactly 0 where there is one category only."""
    q = first.shape[-1]
    products = first[..., :, None] * second[..., None, :] * (1 - np.eye(q))
    found: FloatArray = products.sum(axis=(-1, -2))
    return found
