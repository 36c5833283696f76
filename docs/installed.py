"""The distributions that `pip install glose` brings along with its extras: those whose licences count."""

from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def installed(name: str, extras: frozenset[str] = frozenset(), seen: dict[str, str] | None = None) -> dict[str, str]:
    """The distribution with that name and all it requires here, by canonical name."""
    seen = {} if seen is None else seen
    try:
        required = metadata.requires(name) or ()
    except metadata.PackageNotFoundError:
        return seen  # of an extra that is not installed here
    seen[canonicalize_name(name)] = name
    for line in required:
        needed = Requirement(line)
        wanted = needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras or {""})
        if wanted and canonicalize_name(needed.name) not in seen:
            installed(needed.name, frozenset(needed.extras), seen)
    return seen


def of_all_extras() -> list[str]:
    """The names of Glose, of all it requires and of all that its extras require, as far as they are installed here."""
    extras = metadata.metadata("glose").get_all("Provides-Extra") or []
    return sorted(installed("glose", frozenset({*extras, ""})).values())
