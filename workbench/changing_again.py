"""Making a change of codes again that was taken back: with what it renames now, not with what it renamed then."""

from collections.abc import Mapping
from dataclasses import replace

from coding.records.decisions import Recoded
from coding.records.entry import Entry
from coding.records.study_acts import CodesChanged
from ledger.frozen_text import blob_id
from wording.messages import tr
from workbench.changing_codes import CODEBOOK, Change, Made, make, worked_out
from workbench.file_edits import EditStands
from workbench.splitting import codings_of
from workbench.study import Study


def change_again(study: Study, act: Entry, *, coder: str) -> Made:
    """Make the change again for the reason that was given; a split with the choices that were taken back with it.

    Raises EditStands where codebook.yaml is not what it was before the change, and as `make` does.
    """
    said = act.says(CodesChanged)
    return make(study, _planned(study, act, said), coder=coder, reason=said.reason, minor=said.minor)


def _planned(study: Study, act: Entry, said: CodesChanged) -> Change:
    before, after = said.files.get(CODEBOOK, (study.revision, study.revision))
    redefines = said.act == "redefine"
    if blob_id(study.codebook_source.encode()) != (after if redefines else before):
        raise EditStands(
            tr("{file} was changed since, so this cannot be done again as it was: decide it anew.", file=CODEBOOK)
        )
    if redefines:
        contents = (study.ledger.blob(before).decode(), study.ledger.blob(after).decode())
        return Change(said.act, said.codes, said.into, said.names, {CODEBOOK: contents})
    edited = study.ledger.blob(after).decode() if CODEBOOK in said.files else study.codebook_source
    change = worked_out(study, said.act, said.codes, said.into, said.names, edited)
    if said.act != "split":
        return change
    chosen = _chosen(study, act)
    records = [one for one in codings_of(study, said.codes[0]) if one.id in chosen]
    return replace(change, records=records, targets={one.id: chosen[one.id] for one in records})


def _chosen(study: Study, act: Entry) -> Mapping[str, str]:
    """Where a split had sent each coding, by id, when it was taken back."""
    undos = list(study.ledger.entries(kind="undo"))
    [moment] = {(one.coder, one.time) for one in undos if one.target == act.id}
    then = {one.target for one in undos if (one.coder, one.time) == moment}
    recoded = [one for one in study.ledger.entries(kind="recode") if one.id in then]
    of_act = [one for one in recoded if one.says(Recoded).act == act.id]
    of_act.sort(key=lambda one: one.says(Recoded).step)
    return {one.says(Recoded).subject: one.says(Recoded).code for one in of_act}
