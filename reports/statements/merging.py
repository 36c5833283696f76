"""The sentences of a table as people read them: what nobody has, and what is unread, is said once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.statements.sentence import StatementSentence
from reports.statements.wording import Unit, noun, nouns_of
from wording.catalogues import listed, say, say_number
from wording.numbers import number


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A sentence as printed, and the id of the table's row that it is about, where it is about one."""

    text: str
    row: str | None = None


def merged(
    sentences: Sequence[StatementSentence],
    labels: Mapping[str, str],
    language: str,
    *,
    name_unread: bool = True,
    together: bool = False,
) -> Iterator[StatementLine]:
    """The sentences in order; themes of which no case speaks come last in one, then what several leave unread.

    `labels` are those of the table's rows; a sentence on anything else leads to no row. Without `name_unread` somebody
    else says what is unread. `together`, sentences that differ in nothing but their theme are one, where the first of
    them stands: who need not be led to every row reads once who it is that speaks of them.
    """
    unread = Counter((sentence.unit, sentence.unread) for sentence in sentences if sentence.unread and sentence.brief)
    once = {shared for shared, times in unread.items() if times > 1}
    silent: dict[tuple[str, ...], list[StatementSentence]] = {}
    for sentence in sentences:
        if _is_silent(sentence) and sentence.row in labels and (sentence.quantifier or _key(sentence) in once):
            silent.setdefault(sentence.unread, []).append(sentence)
    folded = [alike for alike in silent.values() if len(alike) > 1]
    lines: list[tuple[StatementSentence, StatementLine]] = []
    for sentence in sentences:
        if not any(sentence in alike for alike in folded):
            told = _key(sentence) in once or (not name_unread and sentence.brief)
            text = sentence.brief if told else sentence.text
            lines.append((sentence, StatementLine(text, sentence.row if sentence.row in labels else None)))
    yield from _by_theme(lines, labels, language) if together else (line for _, line in lines)
    for alike in folded:
        names = listed([say("statement_quoted", language, label=labels[one.row]) for one in alike], language)
        yield StatementLine(_nobody(alike[0], names, language))
    for unit, left in once if name_unread else ():
        yield StatementLine(_left_unread(unit, left, language))


def _by_theme(
    lines: Iterable[tuple[StatementSentence, StatementLine]], labels: Mapping[str, str], language: str
) -> Iterator[StatementLine]:
    """The lines; those on themes that the same cases have and that are worded alike are one: `« A » et « B »`."""
    alike: dict[object, tuple[StatementLine, list[str]]] = {}
    for at, (sentence, line) in enumerate(lines):
        name = say("statement_quoted", language, label=labels.get(line.row or "", ""))
        around = line.text.split(name)
        # A name that is there twice, or not at all, stands for something else as well.
        same = (sentence.found, *around) if sentence.kind == "theme" and line.row and len(around) == 2 else at
        alike.setdefault(same, (line, []))[1].append(name)
    for line, names in alike.values():
        yield line if len(names) == 1 else replace(line, text=line.text.replace(names[0], listed(names, language)))


def _key(sentence: StatementSentence) -> tuple[str, tuple[str, ...]]:
    return sentence.unit, sentence.unread


def _is_silent(sentence: StatementSentence) -> bool:
    return (sentence.kind, sentence.n, sentence.unit) == ("theme", 0, "case")


def _nobody(sentence: StatementSentence, names: str, language: str) -> str:
    """That no case, or none of those read so far, speaks of these themes."""
    if not sentence.unread:
        return say("statement_none_of", language, total=number(sentence.total, language), names=names)
    # It rests on the cells that were read; where there are none, "no case" says it better than "none of 0".
    return say_number("statement_none_of_so_far", len(sentence.cells) or 1, language, names=names)


def _left_unread(unit: Unit, names: Sequence[str], language: str) -> str:
    nouns = nouns_of(unit, language) | {"units": noun(unit, len(names), language)}
    return say_number("statement_left_unread", len(names), language, **nouns, names=listed(names, language))
