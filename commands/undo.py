"""glose undo: take back one's last decisions."""

from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study
from commands.printing import tell
from wording.messages import apart, tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study
    from workbench.taking_back import TakenBack


@click.command(short_help="Undo your last decisions.")
@click.option("-n", "--number", type=click.IntRange(1), default=1, show_default=True, help="How many decisions.")
@coder_option
@in_study
def undo(study: "Study", number: int, coder: str | None) -> int:
    """Undo your last decision, or the last --number of them; the undo itself is recorded.

    A change of codes (`glose codebook rename …`) is one decision: every record has its former code again, and
    codebook.yaml is as before if nobody changed it since. So is an edit of the codebook or of the case list that was
    made in Glose: the file is as before, unless it was changed since.

    \b
    Example:
      glose undo --coder anna
      glose undo -n 5
    """
    from commands.screens.terms import kind_word
    from workbench.taking_back import take_back

    who = study.coder(coder)
    taken_back = take_back(study, number, coder=who)
    if not taken_back:
        tell(tr("{coder} has nothing to undo.", coder=who), err=True)
        return 1
    for one in taken_back:
        entry = one.entry
        if one.stays:
            tell(tr("not undone {entry}: {why}", entry=entry.id[:12], why=one.stays), err=True)
            continue
        about = (word for word in (kind_word(entry.kind), entry.code, entry.text) if word)
        tell(f"{tr('undone')} {entry.id[:12]}  {' '.join(about)}")
        if entry.kind == "revise":
            _tell_change(one)
        elif one.restored:
            tell("  " + tr("{files} as before", files=", ".join(one.restored)))
    return 0


def _tell_change(one: "TakenBack") -> None:
    """What was put back with a change of codes, and what was not."""
    from commands.screens.terms import change_words

    back = tr_n("{n} record has its former code again", "{n} records have their former codes again", one.followed)
    files = tr("{files} as before", files=", ".join(one.restored))
    told = apart([*([back] if one.followed else []), *([files] if one.restored else [])])
    tell(f"  {change_words(one.entry)}" + (f": {told}" if told else ""))
    for name in one.changed_since:
        tell(tr("  {file} was changed since and stays as it is: change it by hand.", file=name), err=True)
