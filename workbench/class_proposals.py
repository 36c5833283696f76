"""What is known of the class of each case in a typology: what is decided, what is proposed and on which quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from coding.classing.choice import Decided, agreed_class, decided_classes
from coding.classing.proposing import Proposal, Proposed, outcome, propose
from coding.codebook.model import Example, Typology
from coding.records.replay import Classification, Coding, Unclassed
from corpus.place import Place
from corpus.problem import GloseError
from reports.study_material import StudyMaterial
from wording.messages import tr
from workbench.study import Study
from workbench.tabulating import material_of

AT_MOST = 4
"""How many quotes are shown for a proposal; more on demand."""


class UnknownTypology(GloseError):
    """A typology that the codebook does not have."""


CaseCoverage = Literal["no text", "unread", "read"]
"""How far a case's texts are read."""


@dataclass(frozen=True, slots=True)
class NumberedQuote:
    """A place that a proposal rests on, with the number it is decided by, and the codings that are there."""

    number: int
    place: Place
    codings: tuple[Coding, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes coded there, each once."""
        return tuple(dict.fromkeys(coding.code for coding in self.codings))


@dataclass(frozen=True, slots=True, eq=False)
class CaseProposals:
    """What is known of one case in one typology.

    `decided` is what every coder decided, including those who do not count (`counted`); `quotes` are the places of the
    proposals that are shown; `examples` quote the case in the codebook as typical of a class that nobody put it in.
    """

    typology: Typology
    case: str
    decided: tuple[Decided, ...]
    counted: frozenset[str]
    proposed: Proposed
    quotes: Mapping[int, NumberedQuote]
    examples: tuple[tuple[str, Example], ...]
    reading: CaseCoverage

    @property
    def state(self) -> Literal["decided", "disputed", "proposed", "silent", "uncoded"]:
        """How far it is: `uncoded` without codings, `silent` where nothing is proposed from them."""
        if self.decided:
            return "decided" if len({one.class_id for one in self.decided}) == 1 else "disputed"
        if not self.proposed.coded:
            return "uncoded"
        return "proposed" if self.proposed.proposals else "silent"

    @property
    def inferred(self) -> str | None:
        """The typology's default, where nobody decided."""
        return None if self.decided else self.typology.default

    def proposal(self, class_id: str) -> tuple[int, Proposal] | None:
        """The rank (from 1) and the proposal of that class, if it is proposed."""
        ranked = enumerate(self.proposed.proposals, 1)
        return next(((rank, p) for rank, p in ranked if p.class_id == class_id), None)

    def as_json(self) -> dict[str, Any]:
        """The file as a JSON line says it."""
        return {
            "typology": self.typology.id,
            "case": self.case,
            "state": self.state,
            "class": self.decided[0].class_id if self.state == "decided" else None,
            "inferred": self.inferred,
            "reading": self.reading,
            "decided": [self._decided_json(one) for one in self.decided],
            "proposals": [{**p.as_json(), "quotes": list(p.numbers)} for p in self.proposed.proposals],
            "quotes": [_quote_json(quote) for quote in self.quotes.values()],
            "examples": [
                {"class": name, "text": example.text, "quote": example.quote} for name, example in self.examples
            ],
        }

    def _decided_json(self, one: Decided) -> dict[str, Any]:
        return {
            "coder": one.coder,
            "class": one.class_id,
            "counts": one.coder in self.counted,
            "memos": list(one.memos),
            "quotes": [place.as_json() for place in one.quotes],
        }


def _quote_json(quote: NumberedQuote) -> dict[str, Any]:
    place = {name: getattr(quote.place, name) for name in ("text", "start", "end", "quote")}
    return {"n": quote.number, **place, "codes": list(quote.codes), "codings": [c.id for c in quote.codings]}


def typologies_of(study: Study, name: str | None) -> list[Typology]:
    """The typology with that id, or all; raises UnknownTypology naming those there are."""
    known = study.codebook.typologies
    if not known:
        raise UnknownTypology(tr("The codebook has no typologies. Add `typologies:` to it; see docs/typologies.md."))
    if name is not None and name not in known:
        raise UnknownTypology(
            tr("The codebook has no typology {name!r}. Choose one of: {names}.", name=name, names=", ".join(known))
        )
    return [known[name]] if name is not None else list(known.values())


def case_files(
    study: Study,
    typologies: Sequence[Typology],
    cases: Sequence[str] = (),
    *,
    every_quote: bool = False,
    material: StudyMaterial | None = None,
) -> list[CaseProposals]:
    """The files of these cases (or all) in each typology, from the codings that count; raises UnknownCase.

    `material` is what `material_of` gives, where it is at hand.
    """
    material = material or material_of(study)
    wanted = [study.case(case) for case in cases] or list(study.cases)
    records: list[Classification | Unclassed] = [*study.ledger.classifications(), *study.ledger.unclassed()]
    decided = decided_classes(records)
    files: list[CaseProposals] = []
    for typology in typologies:
        proposed = propose(typology, material.codebook, material.codings, _agreed(material, typology))
        files += [
            _file(material, typology, case, decided.get((typology.id, case), ()), proposed.get(case), every_quote)
            for case in wanted
        ]
    return files


def _agreed(material: StudyMaterial, typology: Typology) -> dict[str, str]:
    """The class of each case on which the coders who count agree."""
    counted = decided_classes([*material.classifications, *material.unclassed])
    agreed = {case: agreed_class(decided) for (name, case), decided in counted.items() if name == typology.id}
    known = {c.id for c in typology.classes}
    return {case: class_id for case, class_id in agreed.items() if class_id in known}


def _file(
    material: StudyMaterial,
    typology: Typology,
    case: str,
    decided: tuple[Decided, ...],
    proposed: Proposed | None,
    every_quote: bool,
) -> CaseProposals:
    proposed = proposed or Proposed()
    limit = None if every_quote else AT_MOST
    shown = sorted({number for p in proposed.proposals for number in p.numbers[:limit]})
    return CaseProposals(
        typology=typology,
        case=case,
        decided=decided,
        counted=frozenset(material.coders),
        proposed=proposed,
        quotes=_quotes(material, proposed, shown),
        examples=_examples(material, typology, case, {one.class_id for one in decided}),
        reading=_reading(material, case),
    )


def _quotes(material: StudyMaterial, proposed: Proposed, numbers: Sequence[int]) -> dict[int, NumberedQuote]:
    if not numbers:
        return {}
    groups = [proposed.places[number - 1] for number in numbers]
    codings = iter(material.fetch(np.concatenate(groups)))
    quotes = {}
    for number, group in zip(numbers, groups, strict=True):
        here = tuple(next(codings) for _ in group)
        quotes[number] = NumberedQuote(number, here[0].place, here)
    return quotes


def _examples(
    material: StudyMaterial, typology: Typology, case: str, said: set[str]
) -> tuple[tuple[str, Example], ...]:
    texts = set(material.texts_of.get(case, ()))
    return tuple((c.id, e) for c in typology.classes if c.id not in said for e in c.examples if e.text in texts)


def _reading(material: StudyMaterial, case: str) -> CaseCoverage:
    texts = material.texts_of.get(case, ())
    if not texts:
        return "no text"
    return "read" if material.read_texts.issuperset(texts) else "unread"


@dataclass(frozen=True, slots=True)
class ClassTally:
    """How proposals compare with what is decided: cases `same`, `other`, or `none` where no class stands out."""

    decided: int
    same: int
    other: int
    none: int


def tally(files: Sequence[CaseProposals], *, by: Literal["rules", "likeness"]) -> ClassTally:
    """How far one would come with the first proposal of the rules, or of likeness, on the cases decided."""
    agreed = [(file, agreed_class(file.decided)) for file in files]
    found = [outcome(file.proposed.proposals, said, by=by) for file, said in agreed if said is not None]
    return ClassTally(len(found), found.count("same"), found.count("other"), found.count("none"))
