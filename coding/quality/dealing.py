"""Dealing texts out to coders by hash: the same seed, texts and coders give the same draw on every machine.

Each text has a random number of its own, the SHA-256 of the seed and the text's id (permanent random numbers, as
`sampling.py` has them for codings), and texts are handed out in the order of these numbers.
"""

import hashlib
from collections.abc import Sequence

from coding.records.assigning import Pair, TextDraw, pairs_of


def dealt(draw: TextDraw) -> tuple[Pair, ...]:
    """Which coder gets which text, as pairs of text and coder, in the order drawn.

    Of the pool the first `share` is handed out. Of these the first `overlap` goes to every coder, the rest to one coder
    each, in turn, in the order of the coders. Numbers of texts are rounded, halves up; one text at least is handed out,
    and shared, where a share above 0 is asked for.
    """
    chosen = in_drawn_order(draw.pool, draw.seed)[: part(draw.share, len(draw.pool))]
    if draw.overlap is None:
        return pairs_of(chosen, draw.coders)
    shared = part(draw.overlap, len(chosen))
    alone = chosen[shared:]
    turns = tuple((text, draw.coders[at % len(draw.coders)]) for at, text in enumerate(alone))
    return (*pairs_of(chosen[:shared], draw.coders), *turns)


def in_drawn_order(texts: Sequence[str], seed: int) -> list[str]:
    """The texts in the order of SHA-256("SEED:TEXT"), as hexadecimal digits."""
    return sorted(texts, key=lambda text: hashlib.sha256(f"{seed}:{text}".encode()).hexdigest())


def part(share: float, number: int) -> int:
    """That share of so many texts: rounded, halves up; at least one where the share is above 0 and there are any."""
    return min(number, max(int(share * number + 0.5), 1)) if share > 0 else 0
