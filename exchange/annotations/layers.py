"""Annotations of layers (WebAnno, INCEpTION, UIMA) as codings: the code is the layer and the value of a feature."""

from collections.abc import Mapping
from pathlib import PurePath

from exchange.gathering import Gathering
from exchange.offsets import Unit
from wording.messages import tr

STRUCTURE = frozenset(
    "Sentence Token DocumentMetaData DocumentAnnotation TagsetDescription Sofa Heading Paragraph Div "
    "TagDescription LayerDefinition CASMetadata".split()
)
"""Layers that say how a document is built, not what somebody saw in it."""
_FIRST = ("value", "label", "category", "code", "name", "posvalue", "chunkvalue")


def short(layer: str) -> str:
    """The name of a layer without its package."""
    return layer.rpartition(".")[2].rpartition(":")[2]


def add_annotation(
    made: Gathering,
    source: str,
    layer: str,
    features: Mapping[str, str],
    place: tuple[int, int],
    *,
    unit: Unit,
    person: str | None,
    own: object = "",
    quote: str = "",
) -> None:
    """A coding for an annotation at a place in the file's unit; features other than the value are its memo."""
    made.counts["codings"] += 1
    name = short(layer)
    if name in STRUCTURE:
        made.leave("codings", name, tr("says how the document is built; it is not a code"))
        return
    said = {key: value for key, value in features.items() if value}
    first = next((key for key in said if key.casefold() in _FIRST), next(iter(said), None))
    path = (name,) if first is None else (name, said[first])
    memo = "\n".join(f"{key}: {value}" for key, value in said.items() if key != first)
    at = made.stretch(source, *place, unit)
    made.coding(source, made.code(path), at, own=own, person=person, memo=memo, quote=quote)


def document_name(written: str, otherwise: str) -> str:
    """The name of a document, without folders."""
    return PurePath(written.replace("\\", "/")).name or otherwise
