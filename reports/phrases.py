"""One language and one domain of the catalogue, so that a report that is mostly sentences reads as sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from wording.catalogues import say, say_number
from wording.numbers import day, number, percent


@dataclass(frozen=True, slots=True)
class Phrases:
    """Says the wordings whose keys begin with `domain` and a full stop, in `language`."""

    domain: str
    language: str

    def say(self, key: str, **values: object) -> str:
        """The wording of that key with the values put in; whole numbers are written as the language writes them."""
        written = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return say(f"{self.domain}.{key}", self.language, **written)

    def count(self, key: str, count: int, **values: object) -> str:
        """The wording for that many, singular or plural; `{n}` is the number."""
        written = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return say_number(f"{self.domain}.{key}", count, self.language, **written)

    def head(self, *keys: str) -> tuple[str, ...]:
        """The head of a table: the wordings of `head_` and each key."""
        return tuple(self.say(f"head_{key}") for key in keys)

    def number(self, value: float, digits: int | None = None) -> str:
        """A number as the language writes it, a minus as a minus."""
        rounded = value if digits is None else round(value, digits) or 0
        return number(rounded, self.language, digits).replace("-", "\u2212")

    def share(self, part: float, whole: float, digits: int = 0) -> str:
        """A part of a whole as a percentage; an en dash where there is no whole."""
        return percent(part / whole, self.language, digits) if whole else "–"

    def day(self, time: str) -> str:
        """The day of a time in ISO 8601."""
        return day(time, self.language)

    def period(self, first: str, last: str) -> str:
        """From the day of one time to the day of another, or that one day."""
        begin, end = self.day(first), self.day(last)
        return self.say("on_day", day=begin) if begin == end else self.say("from_to", first=begin, last=end)

    def listed(self, names: Sequence[str]) -> str:
        """`anna, basile et lead`."""
        from babel.lists import format_list

        return str(format_list(list(names), locale={"en": "en_GB"}.get(self.language, self.language)))

    def languages(self, codes: Sequence[str]) -> str:
        """The names of languages: `français et anglais`."""
        from babel import Locale

        known = Locale.parse(self.language).languages
        return self.listed([known.get(code, code) for code in codes])
