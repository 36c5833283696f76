"""Survey answers: each row of a table is one answer, with its texts in some columns and attributes in the others."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

from corpus.cases import CASE_KEYS, case_column
from corpus.file_content import bytes_of
from corpus.parse.language import detect_language
from corpus.problem import Problem
from corpus.read import without_name
from corpus.readers.doubled import doubts as doubled_doubts
from corpus.readers.doubled import undoubled
from corpus.readers.encoding import UnreadableFile
from corpus.readers.sheets import Sheet, read_sheets, with_titles
from corpus.readers.speech_table import is_conversation
from corpus.text import Passage, Text
from wording.messages import tr

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
_LONG = 40
"""A column whose cells have this many characters on average holds free answers, not values."""

_IDS = ("id", "identifiant", "participant", "répondant", "respondent", "numéro", "numero", "n°", "code", *CASE_KEYS)
TEXTS = re.compile(
    r"free ?text|texte?|verbatim|r[ée]ponses?|answers?|body|commentaires?|comments?|contributions?|propositions?|avis",
    re.IGNORECASE,
)
"""Titles of columns of free answers."""

NOT_TEXT = re.compile(r"https?://\S+|[\w.+-]+@\S+|[\d\s.,:/+-]+")
"""Cells of addresses and numbers."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are for; where `texts` is empty, the columns that look like free answers are used."""

    texts: tuple[str, ...] = ()
    row: str | None = None
    case: str | None = None


def is_survey(path: Path) -> bool:
    """Whether a table file has one answer per row: a header, free answers in a column, values in another."""
    if path.suffix.lower() not in SUFFIXES:
        return False
    try:
        sheets, _ = read_sheets(bytes_of(path), path.name)
    except UnreadableFile:
        return False
    if len(sheets) != 1 or is_conversation(sheets[0].rows):
        return False
    sheet = with_titles(sheets[0])
    columns = free_columns(sheet)
    return bool(columns) and len(columns) < len(sheet.rows[0])


def free_columns(sheet: Sheet) -> tuple[str, ...]:
    """The columns that hold sentences: those called so, or those whose cells are long and rarely the same."""
    header, rows = sheet.rows[0], sheet.rows[1:]
    if len(header) < 2 or not rows or not all(header):
        return ()
    if any(page_like(cell) for cell in header) and len(rows) < 30:
        return ()
    columns: list[str] = []
    for number, title in enumerate(header):
        cells = [row[number] for row in rows if number < len(row) and row[number]]
        if not cells or all(NOT_TEXT.fullmatch(cell) for cell in cells):
            continue
        words = mean(len(cell.split()) for cell in cells)
        free = mean(map(len, cells)) >= _LONG and words >= 6 and len(set(cells)) >= 0.5 * len(cells)
        if free or (TEXTS.fullmatch(title) and words >= 3):
            columns.append(title)
    return tuple(columns)


def read_answers(
    path: Path,
    columns: Columns,
    *,
    language: str | None = None,
    usual: str = "fr",
    mend: bool = False,
    case: str | None = None,
) -> tuple[tuple[Text, ...], tuple[Problem, ...]]:
    """A text for each answer in a table, and every problem found; no texts where one of the problems is an error.

    The id of a text is the file's name and the row's id (from the chosen column, from one called `id` or `case`, or
    the row's number), followed by the column where there are several. Empty answers give no text. An answer is a
    document with one passage per paragraph. `usual` and `mend` are as for `read_text`.
    """
    name = path.name
    try:
        data = bytes_of(path)
        sheets, problems = read_sheets(data, name)
        if mend:
            sheets = tuple(_mended(sheet) for sheet in sheets)
        if not sheets or len(sheets[0].rows) < 2:
            raise UnreadableFile(
                tr("{name} has no rows below its header. Put the names of the columns in the first row.", name=name)
            )
        sheet = with_titles(sheets[0])
        chosen = _chosen(sheet, columns, name)
    except UnreadableFile as error:
        return (), (Problem(name, without_name(str(error), name)),)
    digest = hashlib.sha256(data).hexdigest()
    languages = _Languages(sheet, chosen, language, usual)
    every = "\n".join(cell for row in sheet.rows for cell in row)
    notes = [*problems, *doubled_doubts(every, name), _note(sheet, chosen, columns, name)]
    texts: list[Text] = []
    for number, row in enumerate(sheet.rows[1:], 1):
        values = dict(zip(sheet.rows[0], row, strict=False))
        key = _row_key(sheet, chosen, values, number)
        facts = {k: v for k, v in values.items() if v and k not in chosen.texts and k != chosen.case}
        about = case or (values.get(chosen.case, "") if chosen.case else "") or None
        for column in chosen.texts:
            content = _without_tags(values.get(column, "")).strip()
            if content:
                suffix = f"-{_slug(column)}" if len(chosen.texts) > 1 else ""
                identity = unicodedata.normalize("NFC", f"{path.stem}-{key}{suffix}")
                texts.append(
                    Text(
                        id=identity,
                        kind="document",
                        content=content,
                        language=languages.of(content, values),
                        case=about,
                        file=name,
                        file_sha256=digest,
                        passages=_paragraphs(content),
                        marks=(),
                        metadata={**facts, "question": column},
                    )
                )
    answers, told = _without_doubles(texts, name, notes)
    return answers, (*told, *(languages.doubts(name) if answers else ()))


def _mended(sheet: Sheet) -> Sheet:
    return replace(sheet, rows=tuple(tuple(map(undoubled, row)) for row in sheet.rows))


class _Languages:
    """The language of each answer: as stated, else that of all answers unless its own words clearly say otherwise.

    `usual` is the language of answers that are too short, all together, to tell.
    """

    def __init__(self, sheet: Sheet, chosen: Columns, stated: str | None, usual: str) -> None:
        self.stated = stated
        self.column = next((title for title in sheet.rows[0] if title.casefold() in _LANGUAGE_TITLES), None)
        places = [number for number, title in enumerate(sheet.rows[0]) if title in chosen.texts]
        every = "\n".join(row[number] for number in places for row in sheet.rows[1:])
        self.common, self.certain = detect_language(every, usual)

    def of(self, content: str, values: Mapping[str, str]) -> str:
        """The language of an answer in a row with these values."""
        said = _LANGUAGE_NAMES.get((values.get(self.column, "") if self.column else "").casefold()[:2])
        if self.stated or said:
            return self.stated or said or self.common
        language, certain = detect_language(content, self.common)
        return language if certain else self.common

    def doubts(self, name: str) -> Iterator[Problem]:
        """A doubt where not even all answers together show their language."""
        if not (self.stated or self.column or self.certain):
            message = tr(
                "its language is uncertain; treated as {language}. If that is wrong, pass --lang.", language=self.common
            )
            yield Problem(name, message, "warning")


_LANGUAGE_TITLES = ("langue", "language", "lang", "langue de réponse", "response language")
_LANGUAGE_NAMES = {"fr": "fr", "en": "en", "an": "en"}
"""The first two letters of what such a column holds: `fr`, `français`, `French`, `en`, `English`, `anglais`."""


def _without_doubles(
    texts: list[Text], name: str, notes: list[Problem | None]
) -> tuple[tuple[Text, ...], tuple[Problem, ...]]:
    known = [note for note in notes if note is not None]
    ids = [text.id for text in texts]
    double = next((i for i in ids if ids.count(i) > 1), None) if len(set(ids)) != len(ids) else None
    if double:
        return (), (
            *known,
            Problem(
                name, tr("two rows would both be the text {text!r}. Choose another column with --row.", text=double)
            ),
        )
    if not texts:
        return (), (*known, Problem(name, tr("has no answers in the chosen columns. Choose others with --text.")))
    return tuple(texts), tuple(known)


def _chosen(sheet: Sheet, columns: Columns, name: str) -> Columns:
    header = sheet.rows[0]
    twice = next((title for title in header if header.count(title) > 1), None)
    if twice is not None:
        raise UnreadableFile(
            tr(
                "{name}:1: two columns are called {column!r}. Rename one of them, so that each answer "
                "and value has its own.",
                name=name,
                column=twice,
            )
        )
    for wanted in (*columns.texts, columns.row, columns.case):
        if wanted is not None and wanted not in header:
            raise UnreadableFile(
                tr(
                    "{name}:1: there is no column {column!r}. Choose one of: {columns}.",
                    name=name,
                    column=wanted,
                    columns=", ".join(header),
                )
            )
    texts = columns.texts or free_columns(sheet)
    if not texts:
        raise UnreadableFile(tr("{name}: no column looks like free answers. Choose one with --text COLUMN.", name=name))
    case_at = case_column(header)
    case = columns.case or (None if case_at is None else header[case_at])
    return Columns(texts, columns.row or _identifying(sheet, texts), case)


def _identifying(sheet: Sheet, texts: Sequence[str]) -> str | None:
    for number, title in enumerate(sheet.rows[0]):
        cells = [row[number] if number < len(row) else "" for row in sheet.rows[1:]]
        if title.casefold() in _IDS and title not in texts and all(cells) and len(set(cells)) == len(cells):
            return title
    return None


def _row_key(sheet: Sheet, chosen: Columns, values: dict[str, str], number: int) -> str:
    width = len(str(len(sheet.rows) - 1))
    return (values.get(chosen.row, "") if chosen.row else "") or f"{number:0{width}d}"


def _note(sheet: Sheet, chosen: Columns, asked: Columns, name: str) -> Problem | None:
    if asked.texts:
        return None
    columns = ", ".join(chosen.texts)
    if len(sheet.rows[0]) > len(chosen.texts):
        message = tr(
            "was read as one answer per row: texts from {columns}, attributes from the other columns. "
            "Choose other columns with --text COLUMN, or --kind document for a single text.",
            columns=columns,
        )
    else:
        message = tr(
            "was read as one answer per row: texts from {columns}. "
            "Choose other columns with --text COLUMN, or --kind document for a single text.",
            columns=columns,
        )
    return Problem(name, message, "warning")


def _without_tags(cell: str) -> str:
    """The text of a cell that a web form filled with HTML; any other cell as it is."""
    if not re.search(r"</?(?:p|br|strong|em|ul|ol|li|div|span)\b[^>]*>", cell):
        return cell
    from corpus.readers import web

    return "\n\n".join(block.text for block in web.read(cell.encode(), "cell").blocks)


def _paragraphs(content: str) -> tuple[Passage, ...]:
    places = [m.span() for m in re.finditer(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*", content)]
    trimmed = [(start, start + len(content[start:end].rstrip())) for start, end in places]
    return tuple(Passage(number, start, end) for number, (start, end) in enumerate(trimmed, 1))


def _slug(title: str) -> str:
    plain = "".join(c if c.isalnum() else "-" for c in title.casefold())
    return re.sub(r"-{2,}", "-", plain).strip("-")[:40]


def page_like(title: str) -> bool:
    """Whether the title belongs to a table of pages."""
    return bool(re.fullmatch(r"page[_ ]?(?:number|num|no|order|id|text)?", title, re.IGNORECASE))
