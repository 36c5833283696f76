"""GUIDs: the form in which they are compared, and stable ones for things whose file gives them none."""

import re
import uuid
from functools import lru_cache

_NAMESPACE = uuid.UUID("5a1d6f0e-5b2e-4f0b-9c60-7d1f7c3e9b11")
_GUID = re.compile(r"\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}?")


def guid_of(*parts: object) -> str:
    """The GUID of what these parts name: the same parts give the same GUID, on every machine and for ever."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(map(str, parts)))).upper()


@lru_cache(maxsize=4_096)
def plain_guid(written: str) -> str:
    """A GUID as it is compared: capitals, without braces; what is not one is only stripped.

    Those that were asked for last are kept: a project names its people and codes with every coding.
    """
    found = _GUID.fullmatch(written.strip())
    return found.group(1).upper() if found else written.strip()
