"""Places for the nodes of a network: near those they are tied to, no label on another, the same at every drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.arrays import FloatArray

Places = FloatArray
Ties = Sequence[tuple[int, int, float]]

_ROUNDS = 120
_PUSHES = 2_000
_PATIENCE = 40
_SPREAD = 1.05
_GAP = 6.0
_LYING = (1.15, 0.9)
"""How much wider than high a group is drawn: labels are wider than high, too."""


@dataclass(frozen=True, slots=True)
class Box:
    """What a node takes with its label, in pixels around its place."""

    width: float
    up: float
    down: float


def lay_out(ties: Ties, boxes: Sequence[Box], *, length: float = 140, room: float = 640) -> Places:
    """A place in pixels for each node, from (0, 0) on: shape (nodes, 2).

    Every group of connected nodes is laid out by stress majorisation on the lengths of the shortest paths (Gansner,
    Koren & North 2004), where a tie of strength 1 is half as long as one of strength 0; then labels that overlap are
    pushed apart, and the groups are put side by side in `room` pixels; nodes without ties follow in rows of their own.
    """
    from scipy.sparse.csgraph import shortest_path

    places = np.zeros((len(boxes), 2))
    direct = _tie_lengths(ties, len(boxes))
    groups = _groups(direct)
    level = max((box.up for box in boxes), default=0.0)
    alone = {group[0] for group in groups if len(group) == 1}
    boxes = [replace(box, up=level) if node in alone else box for node, box in enumerate(boxes)]
    for group in groups:
        if len(group) > 1:
            paths = shortest_path(direct[np.ix_(group, group)], method="FW", directed=False)
            places[group] = _majorised(paths * length) * _LYING
        places[group] = _apart(places[group], [boxes[node] for node in group])
    _pack(places, groups, boxes, room)
    return places


def _groups(lengths: Places) -> list[list[int]]:
    """The nodes that are connected, the largest group first."""
    from scipy.sparse.csgraph import connected_components

    count, group_of = connected_components(lengths, directed=False)
    groups = [np.flatnonzero(group_of == number).tolist() for number in range(count)]
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _tie_lengths(ties: Ties, nodes: int) -> Places:
    """The length of each tie between two nodes, 0 where there is none; shape (nodes, nodes)."""
    lengths: Places = np.zeros((nodes, nodes))
    for first, second, strength in ties:
        if first != second:
            lengths[first, second] = lengths[second, first] = 1 - min(max(strength, 0.0), 1.0) / 2
    return lengths


def _majorised(lengths: Places) -> Places:
    """Places whose distances are as near to the lengths as a plane allows, weighted by 1/length²."""
    nodes = len(lengths)
    turn = 2 * np.pi * np.arange(nodes) / nodes
    places: Places = _scaled(lengths) + 1e-3 * lengths.max() * np.column_stack([np.cos(turn), np.sin(turn)])
    weights = np.zeros_like(lengths)
    apart = lengths > 0
    weights[apart] = lengths[apart] ** -2
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    for _ in range(_ROUNDS):
        distances = np.linalg.norm(places[:, None] - places[None], axis=2)
        ratio = np.divide(weights * lengths, distances, out=np.zeros_like(lengths), where=distances > 1e-9)
        places = inverse @ ((np.diag(ratio.sum(axis=1)) - ratio) @ places)
    return places


def _scaled(lengths: Places) -> Places:
    """Where majorisation starts: the first two axes of classical scaling (Torgerson 1952), signs made the same."""
    nodes = len(lengths)
    centred = np.eye(nodes) - 1 / nodes
    values, vectors = np.linalg.eigh(-0.5 * centred @ lengths**2 @ centred)
    axes = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0))
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), range(2)])
    return np.asarray(np.round(axes * np.where(signs == 0, 1, signs), 6))


def _apart(places: Places, boxes: Sequence[Box]) -> Places:
    """The places with overlapping boxes pushed apart the shorter way; where that is not enough, all spread a little."""
    places = places.copy()
    half = np.array([[(box.width + _GAP) / 2, (box.up + box.down + _GAP) / 2] for box in boxes])
    drop = np.array([[0.0, (box.down - box.up) / 2] for box in boxes])
    for push in range(_PUSHES):
        gaps = (places + drop)[:, None] - (places + drop)[None]
        both = np.triu(((half[:, None] + half[None] - np.abs(gaps)) > 1e-6).all(axis=2), k=1)
        if not both.any():
            break
        for first, second in np.argwhere(both):
            _push(places, half, drop, int(first), int(second))
        if push % _PATIENCE == _PATIENCE - 1:
            places *= _SPREAD
    return places


def _push(places: Places, half: Places, drop: Places, first: int, second: int) -> None:
    """Part two boxes along the axis on which they overlap less, half the way each."""
    gap = places[first] + drop[first] - places[second] - drop[second]
    over = half[first] + half[second] - np.abs(gap)
    if over.min() > 0:
        axis = int(over[1] <= over[0])
        way = (over[axis] / 2 + 0.5) * (1 if gap[axis] >= 0 else -1)
        places[first, axis] += way
        places[second, axis] -= way


def _pack(places: Places, groups: Sequence[Sequence[int]], boxes: Sequence[Box], room: float) -> None:
    """Move the groups side by side, in rows of at most `room` pixels unless one alone is wider."""
    across = down = high = 0.0
    tied = True
    for group in groups:
        left = min(places[node, 0] - boxes[node].width / 2 for node in group)
        right = max(places[node, 0] + boxes[node].width / 2 for node in group)
        top = min(places[node, 1] - boxes[node].up for node in group)
        bottom = max(places[node, 1] + boxes[node].down for node in group)
        if across and (across + right - left > room or (tied and len(group) == 1)):
            across, down, high = 0.0, down + high + _GAP, 0.0
        tied = len(group) > 1
        for node in group:
            places[node] += (across - left, down - top)
        across, high = across + right - left + 3 * _GAP, max(high, bottom - top + 2 * _GAP)
