"""Groups of quotes of one code become codes below it: a split of the code, with every choice in one act.

What was put into no group stays with the code, and that is recorded as a choice as well: the split is then done, and
another one can follow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coding.codebook.edit import CannotEdit, NewCode, id_from
from coding.records.entry import Entry
from coding.records.study_acts import CodesChanged
from corpus.problem import GloseError
from wording.messages import tr, tr_n
from workbench.changing_codes import NothingToChange, make
from workbench.splitting import (
    UnsoundSplit,
    codings_of,
    going_on,
    losing_degrees,
    open_act,
    plan_split,
    record_choices,
    with_choices,
)
from workbench.study import Study


class WouldLoseDegrees(GloseError):
    """Codings would lose their degree, and nobody said that they may."""


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """Codings, by id, that go to a code: one that the codebook has (`code`), or a new one below with this label."""

    codings: tuple[str, ...]
    code: str = ""
    label: str = ""
    definition: str = ""


def into_sub_codes(
    study: Study, code: str, groups: Sequence[QuoteGroup], *, coder: str, reason: str, drop_degrees: bool = False
) -> tuple[Entry, int]:
    """Make the new codes and move the codings, whoever made them; returns the act and how many codings moved.

    Where a split of the code is under way it is gone on with, and ended. Raises UnknownCode, UnsoundSplit, CannotEdit,
    NothingToChange, WouldLoseDegrees, BlindHere, and what recording raises.
    """
    code = study.codebook.code(code).id
    study.must_not_be_blind()
    codings = codings_of(study, code)
    known = {one.id for one in codings}
    news: list[NewCode] = []
    chosen: dict[str, str] = {}
    for group in groups:
        if group.codings:
            target = group.code or _new(study, code, group, news).full_id
            chosen.update({one: target for one in group.codings if one in known and one not in chosen})
    if not chosen:
        raise NothingToChange(tr("No quote was put into a group."))
    losing = losing_degrees(study, codings, chosen, news)
    if losing and not drop_degrees:
        raise WouldLoseDegrees(
            tr_n(
                "{n} coding would lose its degree: the code that it goes to has no such degree.",
                "{n} codings would lose their degree: the codes that they go to have no such degree.",
                losing,
            )
        )
    whole = {**{one.id: code for one in codings}, **chosen}
    act = open_act(study, code)
    if act is not None:
        return _ended(study, code, act, whole, coder=coder), len(chosen)
    into = dict.fromkeys((code, *chosen.values()))
    change = with_choices(study, plan_split(study, code, list(into), news), whole)
    return make(study, change, coder=coder, reason=reason).act, len(chosen)


def _ended(study: Study, code: str, act: Entry, whole: dict[str, str], *, coder: str) -> Entry:
    into = act.says(CodesChanged).into
    other = sorted(set(whole.values()) - {code, *into})
    if other:
        raise UnsoundSplit(
            tr(
                "A split of {code} into {into} is under way: end it first, with these codes alone.",
                code=code,
                into=", ".join(into),
            )
        )
    record_choices(going_on(study, code, coder=coder), whole)
    return act


def _new(study: Study, code: str, group: QuoteGroup, news: list[NewCode]) -> NewCode:
    label = " ".join(group.label.split())
    if not label:
        raise CannotEdit(tr("A group needs a name: it becomes the label of a code."))
    taken = {*study.codebook.codes, *(one.full_id for one in news)}
    made = NewCode(
        id=id_from(label, taken, code),
        label=label,
        parent=code,
        definition=" ".join(group.definition.split()),
        scale=study.codebook.code(code).scale,
        language=study.codebook.languages[0],
    )
    news.append(made)
    return made
