"""The keys of `glose confirm`, on one screen."""

from typing import TYPE_CHECKING

from rich.text import Text as Words

from wording.messages import tr

if TYPE_CHECKING:
    from commands.screens.screen import Screen


def help_screen(screen: "Screen") -> list[Words]:
    """The keys, as many as the window has lines for."""
    keys = {
        "a": tr("accept the suggestion"),
        "r R": tr("reject it · with a reason"),
        "s": tr("skip it: leave it open for another time"),
        "x": tr("other code instead of it (also o)"),
        "c": tr("code by hand, with one code or several, in addition to it"),
        "n v": tr("make a new code · one in vivo, named by the words said"),
        "w b": tr("the whole passage · borders, by sentence or word"),
        "[ ] { }": tr("start earlier, later · end earlier, later, by a word"),
        "g e m": tr("degree · case that it is about · memo"),
        "l": tr("list what is coded here: retract, recode, move, regrade, annotate"),
        "d": tr("definition of the code, when to use it, examples"),
        "u U": tr("undo the last decision · do it again"),
        tr("space j"): tr("next passage; this one is read"),
        "k": tr("previous passage (also p)"),
        ": /": tr("go to any passage, open ones first · search words"),
        "J K": tr("next, previous text; nothing is marked as read"),
        "q": tr("quit; everything is recorded already"),
    }
    lines = [Words(tr("Keys"), style="bold"), Words()]
    lines += [Words.assemble((f"  {key:>8}  ", "bold cyan"), what) for key, what in keys.items()]
    return [*lines[: screen.height - 2], Words(), Words(tr("Any key goes back."), style="dim")]
