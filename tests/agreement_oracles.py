"""Worked examples of agreement (oracles.json), and what this project finds for each, by the names of the data."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from coding.quality.agreement import alpha as alphas
from coding.quality.agreement import several_coders as several
from coding.quality.agreement import two_coders as two
from coding.quality.agreement import unitizing_2016 as of_2016
from coding.quality.agreement.alignment import Marked, Weights, disorder, distances, place_distance
from coding.quality.agreement.code_sets import alpha_of_sets, between, equal, jaccard, masi
from coding.quality.agreement.gamma import Chance, gamma
from coding.quality.agreement.measured import Measured, Ratio, Undefined
from coding.quality.agreement.resampling import draws
from coding.quality.agreement.tally import MISSING, Tally, tally_of_counts, tally_of_ratings, tally_of_table
from coding.quality.agreement.unitizing_1995 import disagreements, squared_difference, u_alpha_1995
from corpus.spans import joined

ORACLES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "coding" / "quality" / "agreement" / "oracles.json").read_text(encoding="utf-8")
)
BY_ID = {oracle["id"]: oracle for oracle in ORACLES}

Found = dict[str, Callable[[], Any]]

masi_rounded = partial(masi, held=0.67, crossing=0.33)


def plain(found: Ratio | Measured, why: Any = "no_variation") -> Any:
    """A number, a list of them, or None where it is undefined."""
    if isinstance(found, Ratio):
        if found.denominator.ndim:
            return [plain(Ratio(n, d)) for n, d in zip(found.numerator, found.denominator, strict=True)]
        found = found.value(why)
    return None if isinstance(found, Undefined) else found


def of_tally(tally: Tally, values: list[Any] | None = None, weights: list[list[float]] | None = None) -> Found:
    """Every measure of a tally by its name in the data."""
    q = tally.categories
    lazily: dict[str, Callable[[], Ratio]] = {
        "po": lambda: several.percent(tally),
        "po_gwet": lambda: several.percent(tally),
        "po_mean_pairwise": lambda: several.percent(tally),
        "po_pairs": lambda: several.by_pair(tally),
        "po_unanimous": lambda: several.unanimous(tally),
        "holsti_mean_pairwise": lambda: several.holsti_mean(tally),
        "cohen_kappa": lambda: two.cohen_kappa(tally),
        "cohen_kappa_max": lambda: two.cohen_kappa_max(tally),
        "cohen_kappa_se": lambda: two.kappa_error(tally),
        "scott_pi": lambda: two.scott_pi(tally),
        "weighted_kappa": lambda: two.weighted_kappa(tally, weights or []),
        "weighted_kappa_linear": lambda: two.weighted_kappa(tally, two.linear(q)),
        "weighted_kappa_linear_se": lambda: two.kappa_error(tally, two.linear(q)),
        "weighted_kappa_quadratic": lambda: two.weighted_kappa(tally, two.quadratic(q)),
        "bennett_s": lambda: several.brennan_prediger(tally),
        "brennan_prediger": lambda: several.brennan_prediger(tally),
        "pabak": lambda: several.pabak(tally),
        "prevalence_index": lambda: two.prevalence_index(tally),
        "prevalence_index_signed": lambda: two.prevalence_index(tally, signed=True),
        "bias_index": lambda: two.bias_index(tally),
        "bias_index_signed": lambda: two.bias_index(tally, signed=True),
        "bias_adjusted_kappa": lambda: two.kappa_without_bias(tally),
        "kappa_from_indices": lambda: two.kappa_from_indices(tally),
        "positive_agreement": lambda: several.category_agreement(tally, 0),
        "holsti_cr_positive": lambda: several.mean_f1(tally),
        "negative_agreement": lambda: several.category_agreement(tally, 1),
        "fleiss_kappa": lambda: several.fleiss_kappa(tally),
        "fleiss_kappa_gwet": lambda: several.fleiss_kappa(tally),
        "conger_kappa": lambda: several.conger_kappa(tally),
        "gwet_ac1": lambda: several.gwet_ac(tally),
        "gwet_ac2_quadratic": lambda: several.gwet_ac(tally, two.quadratic(q)),
        "krippendorff_alpha_nominal": lambda: alphas.alpha(tally, alphas.nominal),
        "krippendorff_alpha_ordinal": lambda: alphas.alpha(tally, alphas.ordinal),
        "krippendorff_alpha_interval": lambda: alphas.alpha(tally, alphas.interval(values or [])),
        "krippendorff_alpha_ratio": lambda: alphas.alpha(tally, alphas.ratio_scale(values or [])),
        "krippendorff_alpha_weighted": lambda: alphas.alpha(tally, alphas.custom(weights or [])),
        "D_o": lambda: alphas.disagreements(tally, alphas.nominal)[0],
        "D_e": lambda: alphas.disagreements(tally, alphas.nominal)[1],
    }
    found: Found = {name: (lambda measure=measure: plain(measure())) for name, measure in lazily.items()}

    def by_category(measure: Callable[[Tally], Ratio]) -> list[Any]:
        return [plain(measure(tally.against_rest(k))) for k in range(q)]

    def limits(kappa: str) -> list[float]:
        value, error = found[kappa](), found[f"{kappa}_se"]()
        return [value - 1.959963984540054 * error, value + 1.959963984540054 * error]

    def chance_of(kappa: Callable[[Tally], Ratio]) -> float:
        """pe, as kappa has it: its fraction is (po - pe) / (1 - pe) times some number."""
        one, po = kappa(tally), found["po"]()
        times = (one.denominator - one.numerator) / (1 - po) if po < 1 else one.denominator / (1 - _simple_pe())
        return float(1 - one.denominator / times)

    def _simple_pe() -> float:
        first, second = tally.pairs[0].sum(axis=1), tally.pairs[0].sum(axis=0)
        return float((first * second).sum() / first.sum() ** 2) if first.max() < first.sum() else 0.0

    more: Found = {
        "scott_pi_by_category": lambda: by_category(several.fleiss_kappa),
        "fleiss_kappa_by_category": lambda: by_category(several.fleiss_kappa),
        "cohen_kappa_by_category": lambda: by_category(two.cohen_kappa),
        "cohen_kappa_ci95": lambda: limits("cohen_kappa"),
        "weighted_kappa_linear_ci95": lambda: limits("weighted_kappa_linear"),
        "pe_cohen": lambda: 1.0 if found["cohen_kappa"]() is None else chance_of(two.cohen_kappa),
        "pe_scott": lambda: chance_of(two.scott_pi),
        "pe_fleiss": lambda: chance_of(several.fleiss_kappa),
        "pairable_values": lambda: float(alphas.pairable(tally).sum()),
        "n_c": lambda: alphas.pairable(tally).tolist(),
        "units_with_2_or_more": lambda: float(tally.compared),
        "a_both": lambda: tally.pairs[0, 0, 0],
        "b_first_only": lambda: tally.pairs[0, 0, 1],
        "c_second_only": lambda: tally.pairs[0, 1, 0],
        "d_neither": lambda: tally.pairs[0, 1, 1],
    }
    return {**found, **more}


def numbered(rows: list[list[Any]], known: list[Any] | None = None) -> tuple[np.ndarray, list[Any]]:
    """Ratings as numbers of categories, and the categories."""
    names = known or sorted({value for row in rows for value in row if value is not None})
    numbers = [[MISSING if value is None else names.index(value) for value in row] for row in rows]
    return np.array(numbers, np.int64).reshape(len(rows), -1), names


def of_ratings(rows: list[list[Any]], known: list[Any] | None = None) -> Found:
    ratings, names = numbered(rows, known)
    return of_tally(tally_of_ratings(ratings, len(names)), names)


def characters(length: int, coders: dict[str, list[list[int]]]) -> Tally:
    """Yes (0) or no (1) of each character."""
    rows = np.ones((len(coders), length), np.int64)
    for row, spans in zip(rows, coders.values(), strict=True):
        for start, end in joined(map(tuple, spans)):  # type: ignore[arg-type]
            row[start:end] = 0
    return tally_of_ratings(rows, 2)


def of_span_texts(texts: list[dict[str, Any]]) -> Found:
    tallies = [characters(text["length"], text["coders"]) for text in texts]
    pooled = of_tally(_added(tallies))
    each = [plain(two.cohen_kappa(one)) for one in tallies]
    defined = [(kappa, text["length"]) for kappa, text in zip(each, texts, strict=True) if kappa is not None]
    return {
        "cohen_kappa_by_text": lambda: each,
        "cohen_kappa_pooled": pooled["cohen_kappa"],
        "po_pooled": pooled["po"],
        "cohen_kappa_mean": lambda: sum(kappa for kappa, _ in defined) / len(defined),
        "cohen_kappa_weighted_by_length": lambda: (
            sum(kappa * size for kappa, size in defined) / sum(size for _, size in defined)
        ),
    }


def _added(tallies: list[Tally]) -> Tally:
    names = Tally.__dataclass_fields__
    return Tally(**{name: np.stack([getattr(one, name) for one in tallies]) for name in names}).total()


def of_spans(given: dict[str, Any]) -> Found:
    begin, length, coders = given["begin"], given["length"], list(given["coders"].values())
    labels = given.get("labels") or sorted({span[2] for spans in coders for span in spans})
    by_code = [
        [sorted((a - begin, b - begin) for a, b, label in spans if label == code) for spans in coders]
        for code in labels
    ]
    apart = [disagreements(spans, length) for spans in by_code]
    marked = [sorted((a - begin, b - begin, labels.index(label)) for a, b, label in spans) for spans in coders]
    met = of_2016.intersections(marked, len(labels), length)
    return {
        "u_alpha_1995": lambda: plain(u_alpha_1995(by_code, length)),
        "u_alpha_1995_by_category": lambda: [plain(u_alpha_1995([spans], length)) for spans in by_code],
        "D_o_by_category": lambda: [one for one, _ in apart],
        "D_e_by_category": lambda: [other for _, other in apart],
        "D_o": lambda: apart[0][0],
        "D_e": lambda: apart[0][1],
        "u_alpha_2016": lambda: plain(of_2016.u_alpha_2016(met)),
        "u_alpha_2016_binary": lambda: plain(of_2016.u_alpha_2016_binary(met)),
        "cu_alpha_2016": lambda: plain(of_2016.cu_alpha_2016(met)),
        "cu_coverage": lambda: plain(of_2016.cu_coverage(met, len(coders), length)),
        "ku_alpha_2016": lambda: [plain(of_2016.ku_alpha_2016(met, k)) for k in range(len(labels))],
        "ku_coverage": lambda: [plain(of_2016.ku_coverage(met, k)) for k in range(len(labels))],
    }


def marked_spans(coders: dict[str, list[Any]]) -> Marked:
    """Spans of several coders as gamma compares them; all in one text."""
    labels = sorted({label for spans in coders.values() for _, _, label in spans})
    rows = [
        (row, start, end, labels.index(label))
        for row, spans in enumerate(coders.values())
        for start, end, label in spans
    ]
    coder, start, end, category = np.array(sorted(rows), np.int64).T
    return Marked(len(coders), coder, start * 1.0, end * 1.0, category, np.zeros(len(coder), np.int64))


def of_gamma(given: dict[str, Any]) -> Found:
    marked, said = marked_spans(given["coders"]), given["gamma"]
    weights, draws = Weights(said["alpha"], said["beta"]), said.get("n_samples", 100)

    def drawn(seed: int) -> Any:
        return plain(gamma(marked, Chance(seed, least=draws, most=draws), weights).value)

    def aligned() -> list[float]:
        first, second = (np.arange(len(marked.coder))[marked.of_coder(number)] for number in (0, 1))
        return distances(marked, first, second, weights).tolist()

    return {
        "d_pairs": aligned,
        "observed_disorder": lambda: disorder(marked, weights),
        "mean_units_per_annotator": lambda: marked.each,
        "gamma": lambda: drawn(20),
        "gamma_by_seed": lambda: [drawn(seed) for seed in said["seeds"]],
    }


def of_unit_pairs(pairs: list[Any]) -> Found:
    (start, end), (other_start, other_end) = np.array(pairs, np.float64).transpose(1, 2, 0)
    return {"d_pos": lambda: place_distance(start, end, other_start, other_end).tolist()}


def of_span_pairs(given: dict[str, Any]) -> Found:
    times = given["stretch"]
    pairs = [
        [[(a * times, (a + size) * times) for a, size in spans] for spans in (pair["first"], pair["second"])]
        for pair in given["pairs"].values()
    ]
    apart = [disagreements(pair, given["length"] * times) for pair in pairs]
    return {
        "D_o_by_pair": lambda: [one for one, _ in apart],
        "D_e_by_pair": lambda: [other for _, other in apart],
        "u_alpha_1995_by_pair": lambda: [plain(u_alpha_1995([pair], given["length"] * times)) for pair in pairs],
    }


def sets_of(rows: list[list[str | None]]) -> tuple[np.ndarray, np.ndarray]:
    """Each different set once (rows), codes in alphabetical order; and which of them each coder gave each unit."""
    every = sorted({frozenset(one) for row in rows for one in row if one is not None}, key=sorted)
    codes = sorted({code for one in every for code in one})
    given = [[MISSING if one is None else every.index(frozenset(one)) for one in row] for row in rows]
    return np.array([[code in one for code in codes] for one in every], bool), np.array(given, np.int64)


def of_sets(rows: list[list[str | None]]) -> Found:
    sets, given = sets_of(rows)

    def by_code() -> list[Any]:
        said = [np.where(given == MISSING, MISSING, np.where(column[given], 0, 1)) for column in sets.T]
        return [plain(alphas.alpha(tally_of_ratings(one, 2), alphas.nominal)) for one in said]

    def apart(distance: Any, which: int) -> float:
        ratings, names = numbered([[int(n) if n >= 0 else None for n in row] for row in given])
        square = [[between(sets[[a]], sets[[b]], distance)[0] for b in names] for a in names]
        found = alphas.disagreements(tally_of_ratings(ratings, len(names)), alphas.custom(square))
        return float(plain(found[which]))

    return {
        "alpha_jaccard": lambda: plain(alpha_of_sets(sets, given, jaccard)),
        "alpha_masi": lambda: plain(alpha_of_sets(sets, given, masi)),
        "alpha_masi_rounded_weights": lambda: plain(alpha_of_sets(sets, given, masi_rounded)),
        "alpha_nominal_whole_sets": lambda: plain(alpha_of_sets(sets, given, equal)),
        "alpha_by_code": by_code,
        "D_o_jaccard": lambda: apart(jaccard, 0),
        "D_e_jaccard": lambda: apart(jaccard, 1),
        "D_o_masi": lambda: apart(masi, 0),
        "D_e_masi": lambda: apart(masi, 1),
    }


def of_set_pairs(pairs: list[list[list[str]]]) -> Found:
    codes = sorted({code for pair in pairs for one in pair for code in one})
    first, second = (np.array([[code in pair[at] for code in codes] for pair in pairs]) for at in (0, 1))
    return {
        "jaccard_distance": lambda: between(first, second, jaccard).tolist(),
        "masi_distance": lambda: between(first, second, masi).tolist(),
        "masi_distance_rounded_weights": lambda: between(first, second, masi_rounded).tolist(),
    }


def ratings_by_text(texts: list[list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Ratings of the passages of all texts, and the text of each."""
    signs = np.array([list("".join(text[coder] for text in texts)) for coder in range(len(texts[0]))])
    ratings = np.where(signs == ".", MISSING, np.char.replace(signs, ".", "0").astype(np.int64))
    return ratings, np.repeat(np.arange(len(texts)), [len(text[0]) for text in texts])


def of_texts(texts: list[list[str]]) -> Found:
    ratings, text = ratings_by_text(texts)
    each = tally_of_ratings(ratings, 4, group=text, groups=len(texts))
    by_text = {"krippendorff_alpha_nominal_by_text": lambda: plain(alphas.alpha(each, alphas.nominal))}
    return {**of_tally(each.total()), **by_text}


def of_resamples(given: dict[str, Any]) -> Found:
    ratings, text = ratings_by_text(BY_ID[given["same_data_as"]]["input"]["texts"])
    by_passage = given["resampling_unit"] == "passage"
    group = np.arange(ratings.shape[1]) if by_passage else text
    each = tally_of_ratings(ratings, 4, group=group, groups=int(group.max()) + 1)
    values = alphas.alpha(each.weighed(draws(given["draws_per_resample"], 10_000, seed=1)), alphas.nominal).defined()
    low, high = np.quantile(values, [0.025, 0.975])
    return {
        "ci95_low": lambda: low,
        "ci95_high": lambda: high,
        "bootstrap_mean": values.mean,
        "bootstrap_se": values.std,
    }


def of_counts(given: dict[str, Any]) -> Found:
    counts = np.array(given["counts"], np.float64)
    shares = [plain(several.percent(tally_of_counts(row[None]))) for row in counts]
    by_unit: Found = {"po_by_unit": lambda: shares, "po_by_unit_first5": lambda: shares[:5]}
    return {**of_tally(tally_of_counts(counts)), **by_unit}


def of_table(given: dict[str, Any]) -> Found:
    table, weights = given["table"], given.get("disagreement_weights")
    return of_tally(tally_of_table(table), list(range(len(table))), weights)


def of_units(units: list[str]) -> Found:
    return of_ratings([[None if sign == "." else int(sign) for sign in row] for row in zip(*units, strict=True)])


def of_holsti_pairs(given: dict[str, Any]) -> Found:
    mean = sum(given["pairwise"]) / len(given["pairwise"])
    composite = several.holsti_composite(given["pairwise"], given["coders"])
    return {"holsti_mean_pairwise": lambda: mean, "holsti_composite": lambda: composite}


def of_sections(pairs: list[Any]) -> Found:
    sections = [[(a, size, bool(unit)) for a, size, unit in pair] for pair in pairs]
    return {"delta_squared": lambda: [squared_difference(first, second) for first, second in sections]}


READERS: dict[str | None, Callable[[dict[str, Any]], Found]] = {
    "table": of_table,
    "counts": of_counts,
    "ratings": lambda given: of_ratings(given["ratings"], given.get("categories")),
    "ratings_by_unit": lambda given: of_units(given["units"]),
    "ratings_by_coder_string": lambda given: of_ratings([list(one) for one in given["strings"]], ["1", "0"]),
    "holsti": lambda given: {"holsti_cr": lambda: plain(several.holsti(given["M"], given["N"]))},
    "holsti_pairs": of_holsti_pairs,
    "section_pairs": lambda given: of_sections(given["pairs"]),
    "spans": lambda given: of_gamma(given) if "gamma" in given else of_spans(given),
    "unit_pairs": lambda given: of_unit_pairs(given["pairs"]),
    "span_pairs": of_span_pairs,
    "char_spans": lambda given: of_tally(characters(given["length"], given["coders"])),
    "char_spans_texts": lambda given: of_span_texts(given["texts"]),
    "set_pairs": lambda given: of_set_pairs(given["pairs"]),
    "set_ratings": lambda given: of_sets(given["ratings"]),
    "texts": lambda given: of_texts(given["texts"]),
    None: of_resamples,
}


def found_for(given: dict[str, Any]) -> Found:
    """What the project finds, by the names of the data."""
    return READERS[given.get("format")](given)
