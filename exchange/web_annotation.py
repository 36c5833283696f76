"""Codings as W3C Web Annotations (JSON-LD): a body that tags, a target that quotes and counts code points."""

import json
from typing import Any

from exchange.project import Project

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters of the text before and after a quote that are given with it."""


def web_annotations(project: Project) -> str:
    """A collection of annotations, one a coding, in order of text and place (W3C Recommendation of 2017)."""
    people = {person.guid: person.name for person in project.people}
    codes = {code.guid: code.name for code in project.codes}
    sources = {source.guid: source for source in project.sources}
    items: list[dict[str, Any]] = []
    for coding in project.codings:
        assert coding.at is not None
        source, (start, end) = sources[coding.source], coding.at
        bodies: list[dict[str, Any]] = [
            {"type": "TextualBody", "purpose": "tagging", "value": codes[coding.code], "id": f"urn:uuid:{coding.code}"}
        ]
        if coding.memo:
            bodies.append({"type": "TextualBody", "purpose": "commenting", "value": coding.memo})
        quote = {
            "type": "TextQuoteSelector",
            "exact": source.content[start:end],
            "prefix": source.content[max(0, start - _AROUND) : start],
            "suffix": source.content[end : end + _AROUND],
        }
        place = {"type": "TextPositionSelector", "start": start, "end": end}
        items.append({
            "id": f"urn:uuid:{coding.guid}",
            "type": "Annotation",
            "motivation": "tagging",
            "created": coding.time,
            "creator": {"type": "Person", "name": people[coding.person]} if coding.person else None,
            "body": bodies,
            "target": {"source": f"urn:uuid:{source.guid}", "title": source.name, "selector": [quote, place]},
        })  # fmt: skip
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    whole = {"@context": CONTEXT, "type": "AnnotationCollection", "label": project.title, "total": len(items),
             "first": page}  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
