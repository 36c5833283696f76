"""The picture of the imports as text: for each room and each package in it, its parts, the arrows, and the floors.

`python -m docs.floors` prints it for the checkout it runs in. A part is a module or a package directly inside; an arrow
is "one part imports another", counted once; the floors are the longest way down along the arrows.
"""

from collections.abc import Mapping
from functools import cache

import grimp

ROOMS = ("cli", "commands", "desk", "workbench", "reports", "exchange", "ledger", "coding", "corpus", "wording")


def picture() -> str:
    """The table of rooms and packages, and below it the floors of the house."""
    rooms = [room for room in ROOMS if room != "cli"]
    graph = grimp.build_graph(*rooms, cache_dir=None)
    lines = ["| room or package | parts | arrows between them | floors |", "|---|---|---|---|"]
    lines.append(_row("the house", {room: _below(graph, room, rooms) for room in rooms}))
    for room in rooms:
        for package in [room, *sorted(m for m in graph.find_descendants(room) if graph.find_children(m))]:
            parts = sorted(graph.find_children(package))
            if len(parts) > 1:
                lines.append(_row(package, {part: _below(graph, part, parts) for part in parts}))
    return "\n".join(lines) + "\n"


def _below(graph: grimp.ImportGraph, part: str, siblings: list[str]) -> set[str]:
    """The siblings that any module of the part imports from."""
    modules = {part, *graph.find_descendants(part)}
    imported = {target for module in modules for target in graph.find_modules_directly_imported_by(module)}
    return {s for s in siblings if s != part and any(t == s or t.startswith(f"{s}.") for t in imported)}


def _row(name: str, below: Mapping[str, set[str]]) -> str:
    @cache
    def depth(part: str) -> int:
        return 1 + max((depth(other) for other in below[part]), default=0)

    floors = _circle(below) or max(depth(part) for part in below)
    return f"| `{name}` | {len(below)} | {sum(map(len, below.values()))} | {floors} |"


def _circle(below: Mapping[str, set[str]]) -> str:
    """“a circle” where the arrows lead from a part back to itself, else nothing."""
    left = {part: set(others) for part, others in below.items()}
    while free := [part for part, others in left.items() if not others & left.keys()]:
        for part in free:
            del left[part]
    return "a circle" if left else ""


if __name__ == "__main__":
    print(picture(), end="")
