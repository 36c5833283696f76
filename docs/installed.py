"""Prints the distributions that `pip install glose[en]` brings along, one per line: those whose licences count."""

import sys
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def installed(name: str, extras: frozenset[str] = frozenset(), seen: dict[str, str] | None = None) -> dict[str, str]:
    """The distribution with that name and all it requires here, by canonical name."""
    seen = {} if seen is None else seen
    seen[canonicalize_name(name)] = name
    for line in metadata.requires(name) or ():
        needed = Requirement(line)
        wanted = needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras or {""})
        if wanted and canonicalize_name(needed.name) not in seen:
            installed(needed.name, frozenset(needed.extras), seen)
    return seen


if __name__ == "__main__":
    sys.stdout.write("\n".join(sorted(installed("glose", frozenset({"en", ""})).values())))
