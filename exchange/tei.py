"""Texts as TEI P5, one document each, as TXM reads them: who speaks, passages, and codings beside the words.

Turns are `u` with `who`, passages in them `seg`, those of documents `p`; each has in `ana` the codes that are in it.
Codings are `span`s of `standOff` between two `anchor`s in the words, so that they may overlap as they like. Source:
TEI P5 Guidelines 4, chapters 8 (speech), 16 (stand-off) and 17 (span).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lxml import etree

from exchange.project import TreeCode

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\\t\\n\\r -\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@dataclass(frozen=True, slots=True)
class TeiPassage:
    """A passage by its number, at its place in the text. `turn` is None for what nobody says."""

    number: int
    start: int
    end: int
    turn: int | None = None
    speaker: str | None = None
    role: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class TeiCoding:
    """A code (its id) at a place of the text, by a coder; `details` are in words: degree, value, case, memo."""

    start: int
    end: int
    code: str
    coder: str
    details: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeiText:
    """One text with what is coded in it; `facts` are its variables and those of its case."""

    id: str
    title: str
    content: str
    language: str
    passages: Sequence[TeiPassage]
    codings: Sequence[TeiCoding] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def tei(text: TeiText, codes: Sequence[TreeCode]) -> bytes:
    """The document of one text; `codes` are the tree, each with its `id`: those that it uses are described in it."""
    return _Writing(text, codes).document()


class _Writing:
    """One text on its way into XML."""

    def __init__(self, text: TeiText, codes: Sequence[TreeCode]) -> None:
        used = {
            ".".join(parts[: n + 1]) for c in text.codings for parts in [c.code.split(".")] for n in range(len(parts))
        }
        self.text, self.codes = text, [code for code in codes if code.id in used]
        self.coders = {name: f"coder.{n}" for n, name in enumerate(sorted({c.coder for c in text.codings}), 1)}
        voices = dict.fromkeys((p.speaker, p.role) for p in text.passages if p.turn is not None)
        self.voices = {voice: f"voice.{n}" for n, voice in enumerate(voices, 1)}
        self.spans = [(n, coding, self._inside(coding)) for n, coding in enumerate(text.codings, 1)]
        """Each coding with its number and the places in passages at which it begins and ends, None where in none."""
        self.anchored = [(n, coding, at) for n, coding, at in self.spans if at]

    def document(self) -> bytes:
        default: Any = {None: NAMESPACE}
        root = etree.Element("TEI", {_LANG: self.text.language}, nsmap=default)
        self._header(etree.SubElement(root, "teiHeader"))
        if self.spans:
            self._codings(etree.SubElement(root, "standOff"))
        division = _made(_made(_made(root, "text", id_="text"), "body"), "div")
        for turn, together in groupby(self.text.passages, key=lambda passage: passage.turn):
            said = list(together)
            parent = division
            if turn is not None:
                parent = _made(division, "u", n=str(turn), who=f"#{self.voices[said[0].speaker, said[0].role]}")
            for passage in said:
                self._passage(_made(parent, "p" if turn is None else "seg", n=str(passage.number)), passage)
        if not self.text.passages:
            _made(division, "p")
        written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
        return written + b"\n"

    def _header(self, header: Any) -> None:
        file = _made(header, "fileDesc")
        titles = _made(file, "titleStmt")
        _made(titles, "title", self.text.title)
        for name, own in self.coders.items():
            stated = _made(titles, "respStmt", id_=own)
            _made(stated, "resp", "coding")
            _made(stated, "name", name)
        _made(_made(file, "publicationStmt"), "p", "Glose")
        _made(_made(file, "sourceDesc"), "p", self.text.id)
        if self.codes:
            taxonomy = _made(_made(_made(header, "encodingDesc"), "classDecl"), "taxonomy", id_="codebook")
            categories: dict[str, Any] = {}
            for code in self.codes:
                category = _made(categories.get(code.parent or "", taxonomy), "category", id_=f"code.{code.id}")
                _made(category, "catDesc", f"{code.name}: {code.description}" if code.description else code.name)
                categories[code.guid] = category
        profile = _made(header, "profileDesc")
        language = _made(_made(profile, "langUsage"), "language", self.text.language)
        language.set("ident", self.text.language)
        if self.voices:
            persons = _made(_made(profile, "particDesc"), "listPerson")
            for (speaker, role), own in self.voices.items():
                _made(_made(persons, "person", id_=own, role=role or "other"), "persName", speaker or role)
        if self.text.facts:
            keywords = _made(_made(profile, "textClass"), "keywords")
            for name, value in self.text.facts.items():
                _made(keywords, "term", value, type=_word(name))

    def _codings(self, stand_off: Any) -> None:
        group = _made(stand_off, "spanGrp", type="codings")
        for number, coding, at in self.spans:
            where = {"from": f"#a.{number}", "to": f"#b.{number}"} if at else {"target": "#text"}
            words = "" if at == (coding.start, coding.end) else f"« {self.text.content[coding.start : coding.end]} »"
            said = "; ".join(filter(None, (words, coding.details)))
            coder = f"#{self.coders[coding.coder]}"
            _made(group, "span", said, **where, ana=f"#code.{coding.code}", resp=coder)

    def _inside(self, coding: TeiCoding) -> tuple[int, int] | None:
        """Where a coding begins and ends within passages; None where it has no word of any."""
        touched = [p for p in self.text.passages if p.start < coding.end and coding.start < p.end]
        return (max(coding.start, touched[0].start), min(coding.end, touched[-1].end)) if touched else None

    def _passage(self, element: Any, passage: TeiPassage) -> None:
        here = [(n, c, at) for n, c, at in self.anchored if at[0] < passage.end and passage.start < at[1]]
        if here:
            element.set("ana", " ".join(f"#code.{code}" for code in dict.fromkeys(c.code for _, c, _ in here)))
        if passage.heading:
            element.set("rend", "heading")
        marks = [(at[1], 0, f"b.{n}") for n, _, at in here if passage.start < at[1] <= passage.end]
        marks += [(at[0], 1, f"a.{n}") for n, _, at in here if passage.start <= at[0] < passage.end]
        done, last = passage.start, None
        for place, _, own in sorted(marks):
            last = _words(element, last, self.text.content[done:place])
            last, done = _made(element, "anchor", id_=own), place
        _words(element, last, self.text.content[done : passage.end])


def _words(element: Any, last: Any, words: str) -> Any:
    """Put words behind the last child, or at the beginning of the element where there is none yet."""
    clean = _FORBIDDEN.sub("", words)
    if last is None:
        element.text = (element.text or "") + clean
    else:
        last.tail = (last.tail or "") + clean
    return last


def _made(parent: Any, name: str, words: str = "", *, id_: str = "", **attributes: str) -> Any:
    named = {_ID: id_} if id_ else {}
    made = etree.SubElement(parent, name, {**named, **attributes})
    if words:
        made.text = _FORBIDDEN.sub("", words)
    return made


def _word(name: str) -> str:
    """A name as one word, as TEI wants the values of `type`."""
    return "_".join(re.findall(r"\w+", name)) or "variable"


def metadata_table(texts: Iterable[TeiText]) -> list[dict[str, str]]:
    """What TXM reads beside the texts as `metadata.csv`: a row a text, `id` first."""
    return [{"id": text.id, **{_word(name): value for name, value in text.facts.items()}} for text in texts]
