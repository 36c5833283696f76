"""How the texts of a study were handed out to coders, counted for its methods section."""

from coding.quality.account import HandedOutTexts
from coding.records.assigning import TextOpened, TextsAssigned
from workbench.assigning import assignments_of, handed_out
from workbench.study import Study


def handed_out_texts(study: Study) -> HandedOutTexts:
    """Count it; nothing is read in a study in which everybody codes all texts."""
    if not assignments_of(study).by_text:
        return HandedOutTexts()
    lines = handed_out(study)
    shared = {one.text for one in lines if one.shared}
    opened = [entry.says(TextOpened).reason for entry in study.ledger.current("open")]
    draws = [entry.says(TextsAssigned).draw for entry in study.ledger.current("assign")]
    return HandedOutTexts(
        texts=len({one.text for one in lines}),
        coders=len({one.coder for one in lines}),
        shared=len(shared),
        blind=len({one.text for one in lines if one.blind} & shared),
        closed=len({one.text for one in lines if one.closed}),
        opened=tuple(reason for reason in opened if reason),
        seeds=tuple(draw.seed for draw in draws if draw),
    )
