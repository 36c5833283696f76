"""Parsing the XML of other programs without trusting it: no document types, no entities, nothing fetched."""

import re
from collections.abc import Iterator
from typing import Any

from exchange.archive import UnreadableProject, damaged
from wording.messages import tr

BYTES_AT_MOST = 200 << 20
ELEMENTS_AT_MOST = 5_000_000
_HEAD = 10_000


def parse_project_xml(data: bytes, name: str) -> Any:
    """The root element; raises UnreadableProject where it is damaged, too large, or declares a document type.

    No project file has a document type; entities are declared there, which may blow up or read other files.
    """
    from lxml import etree

    if len(data) > BYTES_AT_MOST or data.count(b"<") > 2 * ELEMENTS_AT_MOST:
        raise UnreadableProject(
            tr("{name} has more than {most} million elements. Split the project.", name=name, most=5)
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    if re.search(rb"<!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E", data[:_HEAD]) or b"<!ENTITY" in data[:BYTES_AT_MOST]:
        raise _document_type(name)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name, error) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise _document_type(name)
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    """The elements directly inside, of these names (without namespace), or all."""
    found: Iterator[Any] = element.iterchildren(*(f"{{*}}{name}" for name in names or "*"))
    return found


def everywhere(element: Any, *names: str) -> Iterator[Any]:
    """The elements of these names (without namespace) at any depth, the element itself among them."""
    found: Iterator[Any] = element.iter(*(f"{{*}}{name}" for name in names))
    return found


def child(element: Any, name: str) -> Any | None:
    """The first element of that name directly inside; None where there is none."""
    return next(children(element, name), None)


def words(element: Any | None) -> str:
    """All words inside an element, white space at the ends left out."""
    return "" if element is None else "".join(element.itertext()).strip()


def _document_type(name: str) -> UnreadableProject:
    return UnreadableProject(
        tr(
            "{name} declares a document type or entities, which no project file needs. It is not to be trusted; "
            "nothing was read.",
            name=name,
        )
    )
