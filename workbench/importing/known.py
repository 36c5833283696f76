"""What earlier imports brought: what each GUID became in the study, and which codings and memos are there."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from coding.codebook.model import word
from coding.records.decisions import Coded
from coding.records.study_acts import MemoWritten, ProjectImported
from exchange.guids import guid_of
from exchange.project import Kind
from workbench.study import Study

Names = dict[str, dict[str, str]]
"""By kind (`texts`, `codes` …): the id that each GUID has in the study."""


@dataclass(slots=True)
class KnownThings:
    """The names by kind, the ids of the entries of codings by GUID, and the GUIDs of memos."""

    names: Names = field(default_factory=dict)
    codings: dict[str, str] = field(default_factory=dict)
    memos: set[str] = field(default_factory=set)
    typologies: set[str] = field(default_factory=set)
    """The GUIDs of variables that are typologies of the study itself: its classes are decided here."""

    def id(self, kind: str, guid: str) -> str | None:
        """What became of that GUID; None where it was never imported."""
        return self.names.get(kind, {}).get(guid)

    def guids(self, kind: str) -> dict[str, str]:
        """The GUID of each id, the first where several became one thing: what an export gives back."""
        found: dict[str, str] = {}
        for guid, name in self.names.get(kind, {}).items():
            found.setdefault(name, guid)
        return found


def known_things(study: Study) -> KnownThings:
    """What earlier imports into the study brought, to whomever: so that nothing comes twice."""
    known, called, ledger = KnownThings(), study.ledger.code_names(), study.ledger.whole
    for entry in ledger.current("import"):
        imported = entry.says(ProjectImported)
        for kind, names in json.loads(study.ledger.blob(imported.names)).items():
            if kind == "codes":
                names = {guid: called.today(code, entry.time) for guid, code in names.items()}
            known.names.setdefault(kind, {}).update(names)
    if not known.names:
        return known
    for kind in ("code", "accept"):
        for entry in ledger.entries(kind=kind):
            if '"imported":' in entry.written and (coded := entry.says(Coded)).imported is not None:
                known.codings[coded.imported.guid] = entry.id
    for entry in ledger.entries(kind="memo"):
        memo = entry.says(MemoWritten)
        if memo.imported is not None:
            known.memos.add(memo.imported.guid)
    return known


def own_guid(salt: str, kind: Kind, name: str) -> str:
    """The GUID with which an export names what was not imported: of the study whose `salt` it is, and its id there."""
    return guid_of(salt, kind, name)


def salt_of(study: Study) -> str:
    """What tells the GUIDs of one study from those of others: the id of its first entry."""
    first = next(iter(study.ledger.whole.entries()), None)
    return first.id if first else ""


def with_own_things(known: KnownThings, study: Study) -> KnownThings:
    """The same with what was made in the study, by the GUIDs that its exports have: it may come back from elsewhere."""
    salt, ledger = salt_of(study), study.ledger.whole
    if not salt:
        return known
    attributes = dict.fromkeys(name for case in study.cases.values() for name in case.attributes)
    own: dict[Kind, Iterable[str]] = {
        "texts": study.texts, "codes": study.codebook.codes, "cases": study.cases, "coders": ledger.coders(),
    }  # fmt: skip
    language = study.settings.language
    labels = [word(one.label, language) or one.id for one in study.codebook.typologies.values()]
    known.typologies.update(own_guid(salt, "attributes", label) for label in labels)
    own["attributes"] = [*attributes, *labels]
    for kind, ids in own.items():
        names = known.names.setdefault(kind, {})
        for name in ids:
            names.setdefault(own_guid(salt, kind, name), name)
    for made in ("code", "accept"):
        for entry in ledger.entries(kind=made):
            known.codings.setdefault(own_guid(salt, "codings", entry.id), entry.id)
    known.memos.update(own_guid(salt, "memos", entry.id) for entry in ledger.entries(kind="memo"))
    return known


def written_names(names: Mapping[str, Any]) -> bytes:
    """The names as the ledger keeps them."""
    return json.dumps(names, ensure_ascii=False, sort_keys=True).encode()
