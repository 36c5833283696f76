"""The texts of a study as TEI: turns, passages, codings, and the variables of text and case."""

from collections.abc import Iterator

from corpus.text import Passage, Text
from exchange.tei import TeiCoding, TeiPassage, TeiText
from wording.messages import tr
from workbench.exporting.choice import Exported


def tei_texts(exported: Exported) -> Iterator[TeiText]:
    """Each text with its passages and codings; what its case says comes first, then what the text says itself."""
    for text in exported.texts.values():
        case = exported.cases.get(text.case or "")
        facts = {"case": text.case or "", **(case.attributes if case else {}), **text.metadata}
        yield TeiText(
            id=text.id,
            title=f"{exported.title}: {text.id}",
            content=text.content,
            language=text.language,
            passages=[_passage(text, passage) for passage in text.passages],
            codings=list(_codings(exported, text)),
            facts={name: value for name, value in facts.items() if value},
        )


def _passage(text: Text, passage: Passage) -> TeiPassage:
    turn = text.turn_at(passage.start)
    return TeiPassage(
        passage.number,
        passage.start,
        passage.end,
        turn.number if turn else None,
        turn.speaker if turn else None,
        turn.role if turn else "",
        heading=bool(passage.level),
    )


def _codings(exported: Exported, text: Text) -> Iterator[TeiCoding]:
    for coding in exported.by_text[text.id]:
        own = text.case_at(coding.place.start)
        said = (
            (tr("degree"), coding.degree),
            (tr("value"), coding.value),
            (tr("case"), coding.case if coding.case != own else None),
        )
        details = "; ".join(
            [f"{name}: {value}" for name, value in said if value] + ([coding.memo] if coding.memo else [])
        )
        yield TeiCoding(coding.place.start, coding.place.end, coding.code, coding.coder, details)
