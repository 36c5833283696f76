"""The sentences of a table as a report prints them: what nobody has in one sentence, and each leading to its row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.statements.sentence import StatementSentence
from wording.catalogues import listed, say
from wording.numbers import number


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A sentence as printed, and the id of the table's row that it is about, where it is about one."""

    text: str
    row: str | None = None


def merged(sentences: Sequence[StatementSentence], labels: Mapping[str, str], language: str) -> Iterator[StatementLine]:
    """The sentences in order; themes of which no case speaks, all cases being read, come last in one sentence.

    `labels` are those of the table's rows; a sentence on anything else leads to no row.
    """
    silent = [sentence for sentence in sentences if _is_silent(sentence) and sentence.row in labels]
    fold = len(silent) > 1
    for sentence in sentences:
        if not (fold and sentence in silent):
            yield StatementLine(sentence.text, sentence.row if sentence.row in labels else None)
    if fold:
        total = number(silent[0].total, language)
        names = listed([say("statement_quoted", language, label=labels[one.row]) for one in silent], language)
        yield StatementLine(say("statement_none_of", language, total=total, names=names))


def _is_silent(sentence: StatementSentence) -> bool:
    return (sentence.kind, sentence.quantifier, sentence.unit) == ("theme", "none", "case") and not sentence.unread
