"""A study as a project: what other programs know of it, each thing with a GUID that is the same in every export."""

from collections.abc import Iterator, Mapping
from typing import cast

from coding.codebook.model import Codebook, label_of, word
from coding.records.replay import Coding
from coding.records.study_acts import MemoWritten, TextAdded
from exchange.guids import guid_of
from exchange.project import (
    Attribute,
    Kind,
    Origin,
    Person,
    PlacedCoding,
    Project,
    ProjectCase,
    ProjectMemo,
    Source,
    TreeCode,
)
from wording.messages import tr
from workbench.exporting.choice import Exported
from workbench.importing.known import known_things, own_guid, salt_of
from workbench.memos import standing_memos


def as_project(exported: Exported) -> Project:
    """The project of a study. What was imported keeps the GUID that it came with."""
    return _Making(exported).project()


_ENTRY = 64
"""Digits of the id of an entry: what a memo calls a coding that no other program made."""


class _Making:
    """One project being made."""

    def __init__(self, exported: Exported) -> None:
        self.exported, self.study, self.hidden = exported, exported.study, exported.disguise
        self.own = {
            "texts": exported.own,
            "cases": {shown: own for own, shown in self.hidden.case_names.items()},
            "coders": self.hidden.own_coders,
        }
        self.language = self.study.settings.language
        known = known_things(self.study)
        self.known: dict[str, Mapping[str, str]] = {kind: known.guids(kind) for kind in known.names}
        self.entry_guids = {entry: guid for guid, entry in known.codings.items()}
        self.salt = salt_of(self.study)

    def guid(self, kind: Kind, name: str) -> str:
        """The GUID of a thing by its name in the export: that of its import, else one made of the study and its id."""
        name = self.own.get(kind, {}).get(name, name)
        return self.known.get(kind, {}).get(name) or own_guid(self.salt, kind, name)

    def project(self) -> Project:
        """The whole of it."""
        codings = tuple(map(self._coding, self.exported.codings))
        memos = tuple(self._memos())
        coders = {coding.coder for coding in self.exported.codings} | {
            self.hidden.coder(entry.coder) for entry in self.study.ledger.current("memo")
        }
        values = {case: self._values(case) for case in self.exported.cases}
        return Project(
            origin=Origin("qdpx", "", "Glose"),
            title=self.exported.title,
            people=tuple(Person(self.guid("coders", name), name) for name in sorted(coders)),
            codes=tuple(tree_codes(self.exported.codebook, self.language, self.known.get("codes", {}), self.salt)),
            sources=tuple(self._sources()),
            codings=codings,
            cases=tuple(self._cases(values)),
            attributes=tuple(
                Attribute(self.guid("attributes", name), name)
                for name in dict.fromkeys(name for facts in values.values() for name in facts)
            ),
            memos=memos,
        )

    def _sources(self) -> Iterator[Source]:
        added = {
            entry.says(TextAdded).text: entry.time
            for entry in self.study.ledger.entries(kind="text")
            if entry.says(TextAdded).version in (None, 1)
        }
        for text in self.exported.texts.values():
            time = added.get(self.exported.own[text.id], "")
            yield Source(self.guid("texts", text.id), text.id, text.content, time=time, language=text.language)

    def _coding(self, coding: Coding) -> PlacedCoding:
        details = [coding.memo or ""]
        own = self.exported.texts[coding.place.text].case_at(coding.place.start)
        facts = (
            (tr("degree"), coding.degree),
            (tr("value"), coding.value),
            (tr("case"), coding.case if coding.case != own else None),
        )
        details += [f"{name}: {fact}" for name, fact in facts if fact]
        guid = self._coding_guid(coding.id)
        return PlacedCoding(
            guid=guid,
            source=self.guid("texts", coding.place.text),
            code=self.guid("codes", coding.code),
            at=(coding.place.start, coding.place.end),
            quote=coding.place.quote,
            person=self.guid("coders", coding.coder),
            time=coding.time,
            memo="\n".join(filter(None, details)),
            selection=guid_of("selections", guid),
        )

    def _values(self, case: str) -> dict[str, str]:
        """The attributes of a case, and its class in each typology."""
        found = {name: value for name, value in self.exported.cases[case].attributes.items() if value}
        for one in self.study.ledger.classifications(case=self.own["cases"].get(case, case)):
            typology = self.exported.codebook.typologies.get(one.typology)
            classes = {known.id: known for known in typology.classes} if typology else {}
            if typology and one.class_id in classes:
                name = word(typology.label, self.language) or typology.id
                found[name] = word(classes[one.class_id].label, self.language) or one.class_id
        return found

    def _cases(self, values: Mapping[str, Mapping[str, str]]) -> Iterator[ProjectCase]:
        for case, facts in values.items():
            sources = tuple(self.guid("texts", t.id) for t in self.exported.texts.values() if case in t.cases)
            yield ProjectCase(self.guid("cases", case), case, attributes=facts, sources=sources)

    def _memos(self) -> Iterator[ProjectMemo]:
        for entry in standing_memos(self.study):
            memo = entry.says(MemoWritten)
            guid = memo.imported.guid if memo.imported else own_guid(self.salt, "memos", entry.id)
            time = (memo.imported.time if memo.imported else "") or entry.time
            named = cast("tuple[tuple[Kind, str], ...]", memo.about)
            about = tuple((kind, self._about(kind, name)) for kind, name in named)
            person = self.guid("coders", self.hidden.coder(entry.coder))
            title, wording = self.hidden.words(memo.title), self.hidden.words(memo.wording)
            yield ProjectMemo(guid, title, wording, person, time, about)

    def _about(self, kind: Kind, name: str) -> str:
        """The GUID of what a memo is about, which it names as the study does."""
        if kind == "codings":
            return self._coding_guid(name) if len(name) == _ENTRY else name
        return self.known.get(kind, {}).get(name) or own_guid(self.salt, kind, name)

    def _coding_guid(self, entry: str) -> str:
        return self.entry_guids.get(entry) or own_guid(self.salt, "codings", entry)


def tree_codes(book: Codebook, language: str, known: Mapping[str, str], salt: str) -> Iterator[TreeCode]:
    """The codes of a codebook with their labels, definitions and rules; codes that only group others may be coded."""

    def guid(code: str) -> str:
        return known.get(code) or guid_of(salt, "codes", code)

    for code in book.codes.values():
        rules = [
            word(code.definition, language) or "",
            *(f"+ {rule}" for rule in code.use_when),
            *(f"− {rule}" for rule in code.avoid_when),
        ]
        parent = guid(code.parent) if code.parent else None
        described = "\n".join(filter(None, rules))
        yield TreeCode(guid(code.id), label_of(book, code.id, language), parent, described, code.colour, id=code.id)
