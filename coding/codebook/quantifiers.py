"""Quantifiers of statements (all, most, several …): from how many cases of N each may be used, by the team's bounds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal, get_args

from corpus.problem import Problem
from wording.messages import tr

Quantifier = Literal["all", "nearly_all", "most", "several", "few", "only", "none"]
QUANTIFIERS: tuple[Quantifier, ...] = get_args(Quantifier)

SETTABLE = ("nearly_all", "most", "several", "few")
"""Those whose bound a team may set; `all` means every case, `none` no case, `only` exactly the cases named."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The smallest number of cases: `share` of N plus `cases`, or strictly `beyond` that. N-1 is share 1, cases -1."""

    share: Fraction = Fraction(0)
    cases: int = 0
    beyond: bool = False

    def at_least(self, total: int) -> int:
        """The smallest number of cases, out of `total`, that reaches the bound; never less than one."""
        exact = self.share * total + self.cases
        return max(floor(exact) + 1 if self.beyond else ceil(exact), 1)

    def __str__(self) -> str:
        """As it is written in a codebook: `N-1`, `>1/2`, `3`."""
        whole = "N" if self.share == 1 else str(self.share) if self.share else ""
        cases = f"{self.cases:+d}" if self.share and self.cases else str(self.cases) if self.cases else ""
        return (">" if self.beyond else "") + whole + cases


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The bounds of a study. The defaults are rules of thumb, not a standard: a team sets its own in the codebook."""

    nearly_all: Bound = Bound(Fraction(1), -1)
    most: Bound = Bound(Fraction(1, 2), beyond=True)
    several: Bound = Bound(cases=3)
    few: Bound = Bound(cases=1)

    def at_least(self, quantifier: Quantifier, total: int) -> int:
        """How many cases of `total` the quantifier asks for. Nearly all is never less than most."""
        match quantifier:
            case "all":
                return total
            case "nearly_all":
                return max(self.nearly_all.at_least(total), self.most.at_least(total))
            case "most":
                return self.most.at_least(total)
            case "several":
                return self.several.at_least(total)
            case "few":
                return self.few.at_least(total)
            case "only":
                return 1
            case "none":
                return 0

    def holds(self, quantifier: Quantifier, n: int, total: int) -> bool:
        """Whether the quantifier holds for n cases of `total`.

        All, nearly all, most and several hold from their bound upward; a few ends where several begins.
        """
        if quantifier == "none":
            return n == 0
        if quantifier == "few" and n >= self.several.at_least(total):
            return False
        return n > 0 and n >= self.at_least(quantifier, total)

    def reachable(self, quantifier: Quantifier, n: int, *, possible: int, total: int) -> bool:
        """Whether the quantifier holds of n cases or could once more are found, up to `possible` of `total`."""
        if quantifier == "none":
            return n == 0
        if quantifier == "few":
            return n < self.several.at_least(total) and possible >= self.few.at_least(total)
        return self.holds(quantifier, possible, total)


def quantifier_of(n: int, total: int, thresholds: Thresholds) -> Quantifier:
    """The strongest quantifier that holds for n cases of `total`; `only` for fewer than a few."""
    if n == 0:
        return "none"
    strongest: tuple[Quantifier, ...] = ("all", "nearly_all", "most", "several", "few")
    return next((q for q in strongest if thresholds.holds(q, n, total)), "only")


_MANY = 100
"""The number of cases at which bounds are compared with each other; with very few, N-1 is less than a half."""

_BOUND = re.compile(
    r"(?P<operator>>=|≥|>)?(?:N(?:-(?P<less>\d+))?|(?P<over>\d+)/(?P<under>\d+)(?:N)?|N/(?P<part>\d+)"
    r"|(?P<percent>\d+(?:[.,]\d+)?)%|(?P<cases>\d+))",
    re.IGNORECASE,
)


def read_bound(written: str) -> Bound:
    """The bound in `N`, `N-1`, `>1/2`, `>=2/3`, `80%` or `3`; raises ValueError saying what is wrong."""
    found = _BOUND.fullmatch(re.sub(r"\s", "", written).replace("−", "-"))
    if not found:
        raise ValueError(tr('is not a bound. Write N-1, "1/2", ">1/2", 80% or 3'))
    parts = found.groupdict()
    beyond = parts["operator"] == ">"
    if parts["cases"]:
        bound = Bound(cases=int(parts["cases"]), beyond=beyond)
    elif parts["less"] or not (parts["over"] or parts["part"] or parts["percent"]):
        bound = Bound(Fraction(1), -int(parts["less"] or 0), beyond)
    else:
        bound = Bound(_share(parts), 0, beyond)
    if not bound.share and not bound.cases and not beyond:
        raise ValueError(tr("would hold with no cases at all. The minimum is 1"))
    if bound.share > 1 or (bound.share == 1 and beyond and not bound.cases):
        raise ValueError(tr("is more than all cases. Write a share of at most 1"))
    return bound


def _share(parts: Mapping[str, str | None]) -> Fraction:
    if parts["percent"]:
        return Fraction(parts["percent"].replace(",", ".")) / 100
    under = int(parts["under"] or parts["part"] or 0)
    if not under:
        raise ValueError(tr("divides by zero"))
    return Fraction(int(parts["over"] or 1), under)


def read_quantifiers(given: Mapping[str, str], place: Callable[[str], str]) -> tuple[Thresholds, tuple[Problem, ...]]:
    """The thresholds that `quantifiers:` of a codebook sets over the defaults, and what is wrong with it.

    `place` gives the place of a key in the file.
    """
    bounds: dict[str, Bound] = {}
    problems: list[Problem] = []
    for name, written in given.items():
        try:
            bound = read_bound(written)
        except ValueError as error:
            problems.append(Problem(place(name), f"{name}: {written!r} {error}."))
            continue
        if name in SETTABLE:
            bounds[name] = bound
        elif (name, bound) != ("all", Bound(Fraction(1))):
            problems.append(Problem(place(name), _unsettable(name)))
    thresholds = Thresholds(**bounds)
    problems += [Problem(place(name), message) for name, message in _disorder(thresholds, bounds)]
    return thresholds, tuple(problems)


def _unsettable(name: str) -> str:
    if name in QUANTIFIERS:
        return tr(
            "the bound of {name} cannot be set: all means every case, none no case, only exactly those named.",
            name=name,
        )
    return tr("there is no quantifier {name!r}. Choose one of: {known}.", name=name, known=", ".join(SETTABLE))


def _disorder(thresholds: Thresholds, given: Mapping[str, Bound]) -> list[tuple[str, str]]:
    """Bounds that leave a quantifier nothing to say, each with the key that was given for it."""
    found = []
    if thresholds.nearly_all.at_least(_MANY) < thresholds.most.at_least(_MANY):
        message = tr(
            "nearly_all ({nearly_all}) is less than most ({most}), so the range between them is empty.",
            nearly_all=thresholds.nearly_all,
            most=thresholds.most,
        )
        found.append(("nearly_all", "most", message))
    if thresholds.several.at_least(_MANY) <= thresholds.few.at_least(_MANY):
        message = tr(
            "several ({several}) is not more than few ({few}), so the range between them is empty.",
            several=thresholds.several,
            few=thresholds.few,
        )
        found.append(("several", "few", message))
    return [(key if key in given else other, message) for key, other, message in found]
