"""The draws by which texts were handed out, done again: whoever recorded one may have handed out something else."""

from collections.abc import Iterator

from coding.quality.dealing import dealt
from coding.records.assigning import TextsAssigned
from corpus.problem import Problem
from wording.messages import tr, tr_n
from workbench.study import Study


def draws_that_differ(study: Study) -> Iterator[Problem]:
    """An error for each draw that holds and whose seed, texts and coders give other texts than were handed out."""
    for entry in study.ledger.current(TextsAssigned.kind):
        said = entry.says(TextsAssigned)
        if said.draw is None:
            continue
        wrong = sorted(set(dealt(said.draw)) ^ set(said.given))
        if wrong:
            message = tr_n(
                "entry {entry}, by {by}: with seed {seed} the draw gives something else than was handed out; {n} "
                "differs ({text} to {coder}). Ask {by}, and hand the texts out again.",
                "entry {entry}, by {by}: with seed {seed} the draw gives something else than was handed out; {n} "
                "differ, first {text} to {coder}. Ask {by}, and hand the texts out again.",
                len(wrong),
                entry=entry.id[:8],
                by=entry.coder,
                seed=said.draw.seed,
                text=wrong[0][0],
                coder=wrong[0][1],
            )
            yield Problem(tr("texts handed out on {day}", day=entry.time[:10]), message)
