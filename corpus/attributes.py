"""Attributes of cases and texts: their types, values read by type, and conditions on them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from corpus.dates import as_date
from corpus.problem import GloseError
from wording.messages import tr
from wording.spelling import did_you_mean, folded

Type = Literal["text", "number", "date", "category"]
Value = str | float | date
Comma = Literal["", "groups", "decimals"]
"""What a comma means in the numbers of a column: that of `130,000` or that of `2,5`; nothing where no value tells."""

_CATEGORIES_AT_MOST = 12

FILTERS = ("code", "coder", "degree", "value", "decision")
"""What `--where` asks of codings; no attribute of a case can have these names, nor those of RESERVED."""

FINISHED = "finished"
"""What `--where` asks of the reading of texts: yes or no."""
RESERVED = (*FILTERS, "kind", FINISHED)
"""Names that no attribute of a case can have."""


class BadCondition(GloseError):
    """A condition on attributes that cannot be understood, or that names an unknown attribute."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column of the case list: its type, the values of a category in order, and whether study.yaml declares it.

    `known` are the words that conditions may ask for, each with the value that it means: values as they are written,
    and labels of them. None where anything may be asked for. `label` and `value_labels` are what readers see, by
    language. `comma` is what a comma means in its numbers, `doubtful` a number of which that is not sure.
    """

    name: str
    type: Type = "text"
    categories: tuple[str, ...] = ()
    declared: bool = False
    known: tuple[tuple[str, str], ...] | None = None
    label: Mapping[str, str] = field(default_factory=dict, hash=False)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    comma: Comma = ""
    doubtful: str = ""

    def labelled(self, value: str, language: str) -> str:
        """What readers see for a value: its label in that language or, where it has none, the value."""
        return self.value_labels.get(value, {}).get(language) or value

    def knowing(self, values: Iterable[str], labels: Iterable[tuple[str, str]] = ()) -> "Attribute":
        """The attribute with these values (and labels of them) as those that may be asked for; if there are any."""
        pairs = dict.fromkeys([*(self.known or ()), *((value, value) for value in values if value), *labels])
        return replace(self, known=tuple(pairs) or None)

    def meant(self, word: str) -> str:
        """The value that a person means by a word; raises ValueError with what is wrong and, after that, a hint."""
        if not word or any(word == value for _, value in self.known or ()):
            return word
        if self.type in ("number", "date"):
            self.read(word)
        if self.type == "number" and not self.comma and in_two_ways(word):
            raise ValueError(self._two_senses(word))
        if self.type in ("number", "date") or self.known is None:
            return word
        alike = dict.fromkeys(value for known, value in self.known if folded(known) == folded(word))
        labels = {known for known, value in self.known if known != value}
        if len(alike) == 1 and any(folded(label) == folded(word) for label in labels):
            return next(iter(alike))
        values = list(dict.fromkeys(value for _, value in self.known))
        near = did_you_mean(word, alike or dict(self.known))
        few = " " + tr("Choose one of: {known}.", known=", ".join(values)) if len(values) <= _CATEGORIES_AT_MOST else ""
        raise ValueError(tr("fits nothing"), near or few)

    @property
    def doubt(self) -> str:
        """What is to be told about numbers that can be read in two ways; nothing where none can."""
        return "" if self.type != "number" or not self.doubtful else self._two_senses(self.doubtful)

    def _two_senses(self, written: str) -> str:
        whole, decimal = (f"{as_number(written, language=language):.10g}" for language in ("en", ""))
        return tr("may be {whole} or {decimal}: write one of these", whole=whole, decimal=decimal)

    def plain(self, written: str) -> str:
        """The value for programs: without the commas that group thousands, where it is a number that has them."""
        grouped = self.type == "number" and self.comma == "groups" and _GROUPED.fullmatch(_plain(written))
        return _plain(written).replace(",", "") if grouped else written

    def read(self, written: str) -> Value:
        """The value as its type; raises ValueError, which says what it should look like."""
        if self.type == "number":
            return as_number(written, language="en" if self.comma == "groups" else "")
        if self.type == "date":
            return as_date(written)
        if self.type == "category" and self.declared and written not in self.categories:
            raise ValueError(tr("is not one of {categories}", categories=", ".join(self.categories)))
        return written

    def alike(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """The values with one writing of each number and day, the first that is met: `22 000` and `22000` are one."""
        if self.type not in ("number", "date"):
            return values
        first: dict[tuple[int, float, str], str] = {}
        return {of: written and first.setdefault(self.rank(written), written) for of, written in values.items()}

    def rank(self, written: str) -> tuple[int, float, str]:
        """A key to sort by: size of numbers, order of dates, place in the list of categories, else spelling."""
        try:
            value = self.read(written)
        except ValueError:
            return (2, 0.0, written)
        if isinstance(value, float):
            return (0, value, "")
        if isinstance(value, date):
            return (0, float(value.toordinal()), "")
        listed = self.categories.index(written) if written in self.categories else 0
        return (1, float(listed), "" if self.categories else written)


_DOUBTFUL = re.compile(r"[-+−]?[1-9]\d{0,2},\d{3}")
_GROUPED = re.compile(r"[-+−]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


def as_number(written: str, *, language: str = "") -> float:
    """`1 234,5`, `1234.5`, `1,234,567`, `45 %` as a number; raises ValueError.

    `12,500` is twelve thousand five hundred where the language is English, else twelve and a half.
    """
    plain = _plain(written)
    if _GROUPED.fullmatch(plain) and (language == "en" or plain.count(",") > 1 or "." in plain):
        plain = plain.replace(",", "")
    if not re.fullmatch(r"[-+−]?\d+(?:[.,]\d+)?", plain):
        raise ValueError(tr("is not a number like 1234 or 12,5"))
    return float(plain.replace(",", ".").replace("−", "-"))


def in_two_ways(written: str) -> bool:
    """Whether a number is one of those that a comma makes large in English and small in French: `130,000`."""
    return bool(_DOUBTFUL.fullmatch(_plain(written)))


def _plain(written: str) -> str:
    return re.sub(r"[\s\u00a0\u202f'’]", "", written).removesuffix("%")


def detect_type(name: str, values: Iterable[str]) -> Attribute:
    """The type that nearly all values of a column share; text where they share none."""
    times = Counter(value for value in values if value)
    present = times.total()
    for kind in ("number", "date"):
        attribute = Attribute(name, kind)
        fitting = sum(often for value, often in times.items() if _reads(attribute, value))
        if (present and fitting == present) or (present >= 5 and fitting >= 0.8 * present):
            return attribute
    if 0 < len(times) <= min(_CATEGORIES_AT_MOST, present / 2):
        return Attribute(name, "category", tuple(times))
    return Attribute(name)


def _reads(attribute: Attribute, value: str) -> bool:
    try:
        attribute.read(value)
    except ValueError:
        return False
    return True


def type_attributes(
    columns: Mapping[str, Sequence[str]], declared: Mapping[str, Attribute], language: str = ""
) -> dict[str, Attribute]:
    """The attribute of each column (values in order): as declared, else detected from the values.

    `language` is the study's: `130,000` of an English one is 130000, unless the column has numbers like `2,5`.
    """
    typed = {
        name: _with_comma(declared.get(name) or detect_type(name, values), values, language)
        for name, values in columns.items()
    }
    return {name: one.knowing((*one.categories, *columns[name]), _labels(one)) for name, one in typed.items()}


def _with_comma(attribute: Attribute, values: Iterable[str], language: str) -> Attribute:
    """The attribute with what a comma means in its numbers: the values show it or, where none does, the language."""
    if attribute.type != "number":
        return attribute
    with_comma = [value for value in dict.fromkeys(values) if "," in value and _reads(attribute, value)]
    doubtful = [value for value in with_comma if in_two_ways(value)]
    telling = [bool(_GROUPED.fullmatch(_plain(value))) for value in with_comma if value not in doubtful]
    groups, decimals = any(telling), not all(telling)
    english = language == "en"
    comma: Comma = "decimals" if decimals else "groups" if groups or english else ""
    unsure = (groups == decimals) if groups or not english else decimals
    return replace(attribute, comma=comma, doubtful=doubtful[0] if doubtful and unsure else "")


def _labels(attribute: Attribute) -> list[tuple[str, str]]:
    return [(word, value) for value, words in attribute.value_labels.items() for word in words.values()]


_CONDITION = re.compile(r"\s*(?P<name>[^=<>!~]+?)\s*(?P<operator>!=|>=|<=|=|<|>|~)\s*(?P<value>.*?)\s*")


def condition_name(words: str) -> str:
    """What a condition asks about: `status` of `status=commune`; nothing where it is no condition."""
    found = _CONDITION.fullmatch(words)
    return found.group("name") if found else ""


@dataclass(frozen=True, slots=True)
class Condition:
    """`name operator value`, as in `population>=100000`; `~` means "contains", whatever the case of letters.

    `others` are further values, any of which meets `=` and none of which may meet `!=`: `unit=commune|métropole`.
    """

    attribute: Attribute
    operator: str
    value: str
    others: tuple[str, ...] = ()

    @property
    def values(self) -> str:
        """The values as they are written."""
        return "|".join((self.value, *self.others))

    def holds(self, facts: Mapping[str, str]) -> bool:
        """Whether the facts about a case or text meet the condition; a missing value meets only `!=`."""
        if self.others:
            each = [
                Condition(self.attribute, self.operator, value).holds(facts) for value in (self.value, *self.others)
            ]
            return any(each) if self.operator == "=" else all(each)
        written = facts.get(self.attribute.name, "")
        if self.operator == "~":
            return self.value.casefold() in written.casefold()
        if not written:
            return (self.operator == "!=") == bool(self.value)
        try:
            left, right = self.attribute.read(written), self.attribute.read(self.value)
        except ValueError:
            left, right = written, self.value
        order = self.attribute.categories if self.attribute.declared else ()
        if self.operator not in ("=", "!=") and left in order and right in order:
            left, right = float(order.index(str(left))), float(order.index(str(right)))
        if self.operator in ("=", "!="):
            return (left == right) == (self.operator == "=")
        if type(left) is not type(right):
            return False
        below = left < right  # type: ignore[operator]
        return {"<": below, ">=": not below, ">": not below and left != right, "<=": below or left == right}[
            self.operator
        ]


def read_conditions(given: Sequence[str], attributes: Mapping[str, Attribute]) -> tuple[Condition, ...]:
    """The conditions of `--where`; raises BadCondition, which names the known attributes."""
    conditions = []
    for words in given:
        found = _CONDITION.fullmatch(words)
        if not found:
            raise BadCondition(
                tr(
                    "{condition!r} is not a condition. Write status=commune, population>=100000 or role~maire.",
                    condition=words,
                )
            )
        if found.group("name") not in attributes:
            raise BadCondition(_unknown(found.group("name"), attributes))
        attribute, operator = attributes[found.group("name")], found.group("operator")
        value, *others = _values(found.group("value"), operator, attribute)
        if operator != "~":
            value, *others = [_meant(one, attribute, words) for one in (value, *others)]
        conditions.append(Condition(attribute, operator, value, tuple(dict.fromkeys(others))))
    return tuple(conditions)


def _values(written: str, operator: str, attribute: Attribute) -> list[str]:
    """The values of a condition, which a bar separates; a value that has one itself is a single value."""
    if operator not in ("=", "!=") or "|" not in written or written in dict(attribute.known or ()):
        return [written]
    return [part.strip() for part in written.split("|")]


def _meant(value: str, attribute: Attribute, words: str) -> str:
    try:
        return attribute.meant(value)
    except ValueError as error:
        fault, *hint = error.args
        message = tr("{condition!r}: {value!r} {fault}.", condition=words, value=value, fault=fault)
        raise BadCondition("".join((message, *hint))) from None


def _unknown(name: str, attributes: Mapping[str, Attribute]) -> str:
    if not attributes:
        return tr("There is no attribute {name!r}: the study has none.", name=name)
    message = tr("There is no attribute {name!r}. Choose one of: {names}.", name=name, names=", ".join(attributes))
    return message + did_you_mean(name, attributes)
