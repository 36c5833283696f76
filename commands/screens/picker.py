"""A list to choose from by typing: which choices fit what is typed, and how they are shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text as Words

from wording.messages import tr
from wording.spelling import folded

if TYPE_CHECKING:
    from commands.screens.screen import Screen


def matching(choices: Sequence[tuple[str, str]], typed: str) -> list[tuple[str, str]]:
    """The choices that fit what is typed, best first; all where nothing is typed. Accents may be left out."""
    if not typed.strip():
        return list(choices)
    from rapidfuzz import fuzz, process

    names = {
        number: folded(f"{value.replace('.', ' ').replace('_', ' ')} {label}")
        for number, (value, label) in enumerate(choices)
    }
    ranked = process.extract(folded(typed), names, scorer=fuzz.WRatio, limit=30, score_cutoff=55)
    whole = [n for n, name in names.items() if all(part in name for part in folded(typed).split())]
    order = dict.fromkeys([*whole, *(number for _, _, number in ranked)])
    return [choices[number] for number in order]


def containing(choices: Sequence[tuple[str, str]], typed: str) -> list[tuple[str, str]]:
    """The choices that contain each word typed, in their order; first those whose id ends with what is typed."""
    wanted = folded(typed.strip())
    if not wanted:
        return list(choices)
    parts = wanted.split()
    found = [one for one in choices if all(part in folded(" ".join(one)) for part in parts)]
    return sorted(
        found,
        key=lambda one: f":{folded(one[0])}".rpartition(wanted)[0][-1:] != ":" or not folded(one[0]).endswith(wanted),
    )


def picker_screen(
    title: str,
    typed: str,
    found: Sequence[tuple[str, str]],
    *,
    at: int,
    taken: Sequence[str],
    screen: "Screen",
    several: bool = True,
    about: "Sequence[Words]" = (),
    more: Sequence[str] = (),
) -> list[Words]:
    """The list: `found` are ids and labels, `at` the one the cursor is on, `taken` those selected so far.

    `about` are lines that say what is chosen for, `more` further keys.
    """
    lines = [Words(title, style="bold"), *about, Words.assemble("> ", (typed, "bold"), ("▏", "blink")), Words()]
    keys = [tr("↑ ↓ move"), *([tr("Tab select several")] if several else []), *more, tr("Enter done"), tr("Esc back")]
    below = [Words(), *screen.legend("  ".join(keys))]
    room = max(screen.height - len(lines) - len(below), 3)
    first = max(0, at - room + 1)
    for number, (value, label) in list(enumerate(found))[first : first + room]:
        mark = "●" if value in taken else " "
        style = "reverse" if number == at else ""
        lines.append(Words.assemble(f" {mark} ", (value, style), ("  " + label, "dim")))
    if not found:
        lines.append(Words("   " + tr("nothing fits; Backspace deletes a letter"), style="yellow"))
    return [*lines, *below]
