"""The payload of an entry: what every kind has in common, and the one way in which its JSON is read and written."""

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar, Self

from corpus.place import Place
from corpus.problem import GloseError
from wording.messages import tr


class UnreadablePayload(GloseError):
    """An entry that lacks what every entry of its kind has."""


class Payload:
    """What one act records; each kind of entry has its own frozen dataclass.

    A field is a key of the JSON object; `place` is the four keys of a place. Keys that no field has are not lost: the
    entry keeps its JSON as it was written.
    """

    __slots__ = ()
    kind: ClassVar[str] = ""
    """The kind of the entry."""
    renamed: ClassVar[Mapping[str, str]] = {}
    """Fields whose key in the JSON is another."""
    optional: ClassVar[frozenset[str]] = frozenset()
    """Fields that the JSON leaves out where they are None; the others are written as null."""
    parsed: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    """How the value of a field is read, where it is more than a value of JSON."""

    def as_json(self) -> dict[str, Any]:
        """The object that the ledger keeps."""
        written: dict[str, Any] = {}
        for name, key, _ in _fields(type(self)):  # type: ignore[arg-type]
            value = getattr(self, name)
            if name == "place":
                written |= value.as_json() if value else {}
            elif value is not None or name not in self.optional:
                written[key] = value.as_json() if name in self.parsed and value else value
        return written

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """The payload that the object says; raises UnreadablePayload where it lacks something."""
        try:
            return cls(**{name: cls._value(name, key, default, written) for name, key, default in _fields(cls)})  # type: ignore[arg-type]
        except KeyError as missing:
            key = str(missing).strip("'")
            message = tr(
                "an entry of kind {kind} lacks “{key}”. Restore a backup, or update Glose.", kind=cls.kind, key=key
            )
            raise UnreadablePayload(message) from None

    @classmethod
    def _value(cls, name: str, key: str, default: Any, written: Mapping[str, Any]) -> Any:
        if name == "place":
            return Place.from_json(written) if default is dataclasses.MISSING or "quote" in written else default
        value = written[key] if default is dataclasses.MISSING else written.get(key, default)
        if value and name in cls.parsed:
            return cls.parsed[name](value)
        return _as_tuple(value) if isinstance(value, list) else value


def _as_tuple(value: Any) -> Any:
    return tuple(_as_tuple(inner) for inner in value) if isinstance(value, list) else value


@cache
def _fields(cls: type[Payload]) -> tuple[tuple[str, str, Any], ...]:
    """Name, key in the JSON and default of each field."""
    fields = dataclasses.fields(cls)  # type: ignore[arg-type]
    return tuple((field.name, cls.renamed.get(field.name, field.name), field.default) for field in fields)
