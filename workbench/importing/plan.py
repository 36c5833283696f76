"""An import planned as a whole: what the study will have afterwards, and what is recorded to get there."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from coding.codebook.model import Codebook
from coding.records.decisions import Imported
from coding.records.payload import Payload
from coding.records.study_acts import CasesRevised, CodebookRevised, MemoWritten, ProjectImported
from corpus.problem import Problem
from exchange.project import Group, LeftOut, Part, Project
from ledger.frozen_text import blob_id, freeze
from wording.messages import tr, tr_n
from workbench.importing.cases import CasePlan, plan_cases
from workbench.importing.codes import CodePlan, plan_codes
from workbench.importing.codings import CodingPlan, CodingPlanner
from workbench.importing.known import KnownThings, known_things, with_own_things, written_names
from workbench.importing.report import ImportReport, Tally
from workbench.importing.texts import TextPlan, plan_texts
from workbench.importing.wishes import ImportWishes
from workbench.starting import STARTER
from workbench.study import Study


@dataclass(slots=True)
class ImportPlan:
    """`batches` and `blobs` are for the ledger, in one transaction; the sources and files for the study's folder."""

    report: ImportReport
    batches: list[tuple[str, list[Payload]]] = field(default_factory=list)
    blobs: list[bytes] = field(default_factory=list)
    codebook: str = ""
    cases: str = ""
    files: dict[str, bytes] = field(default_factory=dict)


def plan_import(study: Study, project: Project, wishes: ImportWishes) -> ImportPlan:
    """What importing the project into the study would do; nothing is written.

    Raises LostThings, BadMapping, and BrokenCodebook where the study's codebook has faults.
    """
    return _Planning(study, project, wishes).plan()


class _Planning:
    def __init__(self, study: Study, project: Project, wishes: ImportWishes) -> None:
        self.study, self.project, self.wishes = study, project, wishes
        self.known: KnownThings = with_own_things(known_things(study), study)
        self.people = {
            one.guid: wishes.coders.get(one.name, one.name).strip() or wishes.nameless for one in project.people
        }

    def plan(self) -> ImportPlan:
        project, study, known = self.project, self.study, self.known
        codes = self._codes()
        cases = plan_cases(project.cases, project.attributes, study.listed_cases, known, study.cases_source)
        texts = plan_texts(
            project.sources,
            study.texts,
            known,
            cases=cases.case_of(project.cases),
            groups=project.groups,
            language=study.settings.language,
            files_there=[path.name for path in (study.folder / "texts").glob("*")],
        )
        codings = self._codings(codes, texts, cases)
        memos = self._memos(codes, texts, cases)
        tally = Tally(project)
        self._count(tally, codes, texts, cases, codings, memos)
        problems = [
            *project.problems, *codes.problems, *texts.problems, *cases.problems, *self._cases_in_doubt(cases),
            *codings.problems, *self._nobody(codings),
        ]  # fmt: skip
        report = ImportReport(project.origin, tally.lines(), project.notes, tuple(problems), study.settings.title)
        plan = ImportPlan(report, codebook=codes.source, cases=cases.source, files=texts.files)
        self._entries(plan, codes, texts, cases, codings, memos)
        return plan

    def _codes(self) -> CodePlan:
        study, project = self.study, self.project
        remark = tr("The codebook, imported from {file}.", file=project.origin.file)
        current: Codebook | None = None if self._untouched() and project.codes else study.codebook
        return plan_codes(
            project.codes,
            current,
            self.known,
            self.wishes.codes,
            title=project.title or study.settings.title,
            language=study.settings.language,
            remark=remark,
        )

    def _untouched(self) -> bool:
        """Whether the codebook is the one that a new study begins with, and nothing was coded with it."""
        return self.study.codebook_source in STARTER.values() and not self.study.ledger.whole.codings()

    def _codings(self, codes: CodePlan, texts: TextPlan, cases: CasePlan) -> CodingPlan:
        ledger = self.study.ledger.whole
        there = {text.id for text in texts.texts.values()} & set(self.study.texts)
        holding = [coding for text in sorted(there) for coding in ledger.codings(text=text)]
        standing = {one.id: one for one in (ledger.codings() if self.known.codings else holding)}
        planner = CodingPlanner(
            sources={one.guid: one for one in self.project.sources},
            texts=texts.texts,
            codes=codes.ids,
            names={one.guid: one.name for one in self.project.codes},
            people=self.people,
            cases=cases.case_of(self.project.cases, selections=True),
            known=self.known,
            held={(one.coder, one.place, one.code, one.case, one.value): one for one in holding},
            nameless=self.wishes.nameless,
            revision=blob_id(codes.source.encode()),
        )
        return planner.take(self.project.codings, standing)

    def _memos(self, codes: CodePlan, texts: TextPlan, cases: CasePlan) -> list[tuple[str, MemoWritten]]:
        made = []
        for memo in self.project.memos:
            if memo.guid not in self.known.memos:
                about = tuple(found for one in memo.about if (found := self._about(one, codes, texts, cases)))
                coder = self.people.get(memo.person or "", self.wishes.nameless)
                written = MemoWritten(
                    title=memo.title, wording=memo.wording, about=about, imported=Imported(memo.guid, memo.time)
                )
                made.append((coder, written))
        return made

    def _about(
        self, what: tuple[str, str], codes: CodePlan, texts: TextPlan, cases: CasePlan
    ) -> tuple[str, str] | None:
        kind, guid = what
        text = texts.texts.get(guid)
        found = {
            "texts": text.id if text else None,
            "codes": codes.ids.get(guid),
            "cases": cases.ids.get(guid),
            "codings": guid,
        }.get(kind)
        return (kind, found) if found else None

    def _count(
        self,
        tally: Tally,
        codes: CodePlan,
        texts: TextPlan,
        cases: CasePlan,
        codings: CodingPlan,
        memos: Sequence[tuple[str, MemoWritten]],
    ) -> None:
        project, known = self.project, self.known
        tally.count("texts", study=len(texts.texts), new=len(texts.new), left_out=texts.left_out)
        tally.count("codes", study=len(codes.ids), new=len(codes.new), left_out=codes.left_out)
        tally.count("codings", study=codings.new + codings.there, new=codings.new, left_out=codings.left_out)
        new_people = [one for one in project.people if known.id("coders", one.guid) is None]
        tally.count("coders", study=len(project.people), new=len(new_people))
        tally.count("cases", study=len(project.cases), new=len(cases.new))
        new_attributes = [one for one in project.attributes if known.id("attributes", one.guid) is None]
        tally.count("attributes", study=len(project.attributes), new=len(new_attributes))
        tally.count("memos", study=len(project.memos), new=len(memos))
        of_texts = [one for one in project.groups if any(member in texts.texts for member in one.members)]
        left = [LeftOut("groups", one.name, _why_no_group(one)) for one in project.groups if one not in of_texts]
        new_groups = [one for one in of_texts if known.id("groups", one.guid) is None]
        tally.count("groups", study=len(of_texts), new=len(new_groups), left_out=left)

    def _cases_in_doubt(self, cases: CasePlan) -> list[Problem]:
        """Texts that belong to several cases: a text has one case here."""
        owners: dict[str, list[str]] = {}
        for case in self.project.cases:
            for member in case.sources:
                owners.setdefault(member, []).append(cases.ids[case.guid])
        names = {one.guid: one.name for one in self.project.sources}
        return [
            Problem(
                names[guid],
                tr(
                    "belongs to several cases ({cases}), and a text has one here; say which with `glose cases set`.",
                    cases=", ".join(found),
                ),
                "warning",
            )
            for guid, found in owners.items()
            if guid in names and len(set(found)) > 1
        ]

    def _nobody(self, codings: CodingPlan) -> list[Problem]:
        """A doubt where the file does not say who coded."""
        nobody = sum(one.person is None or one.person not in self.people for one in self.project.codings)
        if not nobody or not codings.new:
            return []
        message = tr_n(
            "{n} coding names nobody and is recorded as that of {coder}. If somebody else coded, pass --coder NAME.",
            "{n} codings name nobody and are recorded as those of {coder}. If somebody else coded, pass --coder NAME.",
            nobody,
            coder=self.wishes.nameless,
        )
        return [Problem(self.project.origin.file, message, "warning")]

    def _entries(
        self,
        plan: ImportPlan,
        codes: CodePlan,
        texts: TextPlan,
        cases: CasePlan,
        codings: CodingPlan,
        memos: Sequence[tuple[str, MemoWritten]],
    ) -> None:
        who, first = self.wishes.who, list[Payload]()
        names, parts = self._names(codes, texts, cases), self._parts()
        fresh = {kind: {g: n for g, n in found.items() if self.known.id(kind, g) != n} for kind, found in names.items()}
        if not plan.report.new and not any(fresh.values()):
            plan.codebook, plan.cases = self.study.codebook_source, self.study.cases_source
            return
        ledger = self.study.ledger
        if (sha256 := blob_id(plan.codebook.encode())) != ledger.revision("codebook"):
            first.append(CodebookRevised(sha256=sha256))
            plan.blobs.append(plan.codebook.encode())
        if plan.cases and (sha256 := blob_id(plan.cases.encode())) != ledger.revision("cases"):
            first.append(CasesRevised(sha256=sha256))
            plan.blobs.append(plan.cases.encode())
        for text in texts.new:
            added, blobs = freeze(text)
            first.append(added)
            plan.blobs.extend(blobs)
        kept = [json.dumps(parts, ensure_ascii=False).encode()] if parts else []
        written = written_names({kind: found for kind, found in fresh.items() if found})
        plan.blobs.extend([written, *kept])
        origin = self.project.origin
        first.append(
            ProjectImported(
                format=origin.format,
                program=origin.program,
                file=origin.file,
                file_sha256=origin.sha256,
                names=blob_id(written),
                parts=blob_id(kept[0]) if kept else None,
                counts={line.kind: (line.file, line.study) for line in plan.report.lines},
            )
        )
        plan.batches.append((who, first))
        coders = [coder for coder, _ in memos]
        plan.batches.extend((coder, list(entries)) for coder, entries in codings.entries.items())
        plan.batches.extend((coder, [memo for who, memo in memos if who == coder]) for coder in dict.fromkeys(coders))

    def _names(self, codes: CodePlan, texts: TextPlan, cases: CasePlan) -> dict[str, dict[str, str]]:
        """What each GUID is in the study."""
        return {
            "texts": {guid: text.id for guid, text in texts.texts.items()},
            "codes": dict(codes.ids),
            "coders": dict(self.people),
            "cases": dict(cases.ids),
            "attributes": dict(cases.columns),
            "groups": {one.guid: one.name for one in self.project.groups},
        }

    def _parts(self) -> list[dict[str, str]]:
        """What the study has no place for, as it was, so that an export can give it back."""
        not_codable = [one.guid for one in self.project.codes if not one.codable]
        own = [Part("groups", json.dumps([_written(one) for one in self.project.groups], ensure_ascii=False))]
        own += [Part("not_codable", json.dumps(not_codable))]
        types = {one.guid: one.type for one in self.project.attributes if one.type != "Text"}
        own += [Part("attribute_types", json.dumps(types))]
        kept = [*(one for one in own if one.content not in ("[]", "{}")), *self.project.parts]
        return [{"name": one.name, "content": one.content} for one in kept]


def _written(group: Group) -> dict[str, object]:
    return {"guid": group.guid, "name": group.name, "members": list(group.members), "description": group.description}


def _why_no_group(group: Group) -> str:
    if not group.members:
        return tr("an empty group; it is kept with the import")
    return tr("a group of codes, or of texts that are left out; it is kept with the import")
