"""A typology: every case with its class, or with what is proposed for it, and one case open to be decided."""

from collections import Counter

from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.model import word
from coding.records.replay import NO_EVIDENCE, NOT_CLASSIFIED
from desk.address import ticked
from desk.api.typologies import case_json, class_label, decided_json, reasons_json, typology_asked
from desk.pages.frame import page
from desk.tabulated import tabulated
from desk.visit import Visit, visited
from wording.catalogues import say
from workbench.class_proposals import CaseProposals, case_files

STATES = ("disputed", "proposed", "silent", "uncoded", "decided")
"""How far cases are, what needs a person first."""


def typology(visit: Visit) -> Response:
    """The cases of a typology; `?case=` opens one, `?state=` narrows, `?all=1` lists all that is coded about it."""
    study, found = visit.study, typology_asked(visit)
    material = tabulated(visit).material
    files = case_files(study, [found], material=material)
    kinds = Counter[str](file.state for file in files)
    wanted, asked = visit.asked.get("state", ""), visit.asked.get("case", "")
    opened = None
    if asked in study.cases:
        [file] = case_files(study, [found], [asked], every_quote=True, material=material)
        opened = case_json(visit, file, every_quote=ticked(visit.asked, "all"))
    tables = [one.id for one in study.codebook.tables.values() if one.typology == found.id]
    others = [(one.id, word(one.label, visit.language) or one.id) for one in study.codebook.typologies.values()]
    return page(
        visit,
        "typology.html.j2",
        name="tables",
        title=word(found.label, visit.language) or found.id,
        typology=found,
        definition=word(found.definition, visit.language),
        others=others,
        lines=[_line(visit, file) for file in files if wanted in ("", file.state)],
        kinds=[(kind, kinds[kind]) for kind in STATES if kinds[kind]],
        number=len(files),
        wanted=wanted,
        opened=opened,
        table=tables[0] if tables else None,
        unclassed=[(name, say(name, visit.language)) for name in (NOT_CLASSIFIED, NO_EVIDENCE)],
        decides=visit.may_decide,
    )


def _line(visit: Visit, file: CaseProposals) -> dict[str, object]:
    """A case in the list: what is decided, else what is proposed first."""
    first = file.proposed.proposals[0] if file.proposed.proposals and not file.decided else None
    return {
        "case": file.case,
        "state": file.state,
        "decided": [decided_json(visit, file, one) for one in file.decided],
        "proposed": class_label(visit, file.typology, first.class_id) if first else None,
        "reasons": reasons_json(visit, first) if first else None,
        "inferred": class_label(visit, file.typology, file.inferred) if file.inferred else None,
        "reading": file.reading,
    }


ROUTES = [Route("/typologies/{typology}", visited(typology))]
