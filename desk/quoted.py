"""A quote as pages and scripts show it: its words, where it is from, what was decided on it, and the way to it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import quote as quoted

from coding.codebook.model import label_of
from corpus.place import Place
from desk.visit import Visit
from reports.citations import Citation
from wording.catalogues import say
from wording.degree_word import degree_word
from wording.numbers import day


def place_of(text: str, start: int, end: int) -> str:
    """The address of words in the page of their text."""
    return f"/texts/{quoted(text, safe='')}#c{start}-{end}"


def code_label(visit: Visit, code: str | None) -> str:
    """The label of a code, or its id where the codebook has it no more."""
    known = code is not None and code in visit.study.codebook.codes
    return label_of(visit.study.codebook, code, visit.language) if code and known else code or ""


def pieces_of(content: str, start: int, end: int, places: Sequence[Place]) -> list[tuple[str, int]]:
    """The words from `start` to `end`, cut where places begin and end, each with how many of these lie on it."""
    borders = {start, end}
    for one in places:
        borders |= {min(max(one.start, start), end), max(min(one.end, end), start)}
    return [
        (content[first:last], sum(one.start < last and first < one.end for one in places))
        for first, last in pairwise(sorted(borders))
    ]


def quote_json(visit: Visit, citation: Citation) -> dict[str, Any]:
    """A quote behind a cell; `about` and `decided` are words for people, the rest is for programs."""
    language = visit.language
    how = {"accept": "accepted", "code": "by_hand", "classify": "classified"}[citation.decision]
    about = (
        citation.speaker,
        say("turn", language, number=citation.turn) if citation.turn else None,
        say("page", language, number=citation.page) if citation.page else None,
    )
    shown = citation.value if citation.value and citation.decision != "classify" else None
    return {
        "text": citation.text,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "code": citation.code,
        "label": code_label(visit, citation.code) if citation.decision != "classify" else None,
        "degree": shown,
        "degree_words": degree_word(shown, language) if shown else None,
        "value": citation.given,
        "case": citation.case,
        "coder": citation.coder,
        "time": citation.time,
        "memo": citation.memo,
        "entry": citation.entry,
        "decision": citation.decision,
        "about": " · ".join(part for part in about if part),
        "decided": f"{citation.coder} · {say(how, language)} {day(citation.time[:10], language)}",
        "address": place_of(citation.text, citation.start, citation.end),
    }
