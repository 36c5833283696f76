"""Taguette's own database (.sqlite3): highlights count bytes of the UTF-8 text between the tags of a document."""

import json
from bisect import bisect_right
from html.parser import HTMLParser
from pathlib import Path

from exchange.archive import UnreadableProject
from exchange.databases.reading import Database, is_database, number_in, opened, text_in
from exchange.gathering import Gathering
from exchange.moments import moment
from exchange.project import Project
from wording.messages import tr

_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "pre", "table", "ul", "ol")
)


def sees_taguette(path: Path) -> bool:
    """Whether a file is Taguette's database."""
    if not is_database(path):
        return False
    with opened(path) as database:
        return database.has("documents", "highlights", "tags", "highlight_tags")


def read_taguette(path: Path) -> Project:
    """The project in Taguette's database; raises UnreadableProject, also where there are several projects."""
    with opened(path) as database:
        projects = database.rows("projects")
        used = {number_in(row, "project_id") for row in database.rows("documents")}
        names = [text_in(row, "name") for row in projects if number_in(row, "id") in used]
        if len(names) > 1:
            message = tr(
                "{file} holds several projects ({names}). Export the one you want from Taguette.",
                file=path.name,
                names=", ".join(names),
            )
            raise UnreadableProject(message)
        made = Gathering.of(path, "taguette", "Taguette")
        made.title = names[0] if names else made.title
        made.notes.append(tr("Offsets: bytes of UTF-8, as Taguette counts."))
        return _read(database, made)


def _read(database: Database, made: Gathering) -> Project:
    codes = {
        number_in(row, "id"): made.code((text_in(row, "path"),), description=text_in(row, "description"))
        for row in database.rows("tags")
    }
    texts: dict[int, tuple[str, Characters]] = {}
    for row in database.rows("documents"):
        characters = Characters.of(text_in(row, "contents"))
        name = text_in(row, "name") or text_in(row, "filename")
        time, remark = moment(text_in(row, "created")), text_in(row, "description")
        guid = made.source(name, characters.content, description=remark, time=time)
        texts[number_in(row, "id")] = guid, characters
    makers = _makers(database)
    tagged: dict[int, list[int]] = {}
    for row in database.rows("highlight_tags"):
        tagged.setdefault(number_in(row, "highlight_id"), []).append(number_in(row, "tag_id"))
    highlights = database.rows("highlights")
    lost = tr("its text or code is not in the file")
    for gone in tagged.keys() - {number_in(row, "id") for row in highlights}:
        made.leave("codings", f"highlight {gone}", lost, len(tagged[gone]))
    for row in highlights:
        own = number_in(row, "id")
        guid, characters = texts.get(number_in(row, "document_id"), ("", Characters()))
        if not tagged.get(own):
            made.leave(
                "quotations",
                tr("highlights without a tag"),
                tr("Glose has no place for it; it is kept with the import"),
            )
        for tag in tagged.get(own, []):
            if tag not in codes or not guid:
                made.leave("codings", f"highlight {own}", lost)
                continue
            start, end = (
                characters.place(number_in(row, "start_offset")),
                characters.place(number_in(row, "end_offset"), closing=True),
            )
            who, time = makers.get(own, ("", ""))
            at = (start, end) if start is not None and end is not None else (0, 0)
            made.coding(guid, codes[tag], at, own=own, person=made.person(who), time=time, selection=str(own))
    made.counts.update(
        {
            "texts": len(database.rows("documents")),
            "codes": len(database.rows("tags")),
            "codings": sum(map(len, tagged.values())),
        }
    )
    return made.project()


def _makers(database: Database) -> dict[int, tuple[str, str]]:
    """Who made each highlight last, and when, by its id: the log of commands says it."""
    found: dict[int, tuple[str, str]] = {}
    for row in database.rows("commands"):
        try:
            command = json.loads(text_in(row, "payload") or "{}")
        except ValueError:
            continue
        if isinstance(command, dict) and command.get("type") == "highlight_add":
            own = number_in(command, "highlight_id", number_in(command, "id"))
            found[own] = text_in(row, "user_login"), moment(text_in(row, "date"))
    return found


class Characters:
    """The characters of a document in HTML: its text nodes, a line end behind each block, and where bytes lie in it."""

    def __init__(self) -> None:
        self.content = ""
        self.bytes: list[int] = [0]
        self.places: list[int] = [0]

    @classmethod
    def of(cls, markup: str) -> "Characters":
        """The characters of that markup."""
        made, letters, offset = cls(), list[str](), 0
        made.bytes, made.places = [], []
        for piece in _pieces(markup):
            if piece is None:
                ends = 0 if not letters else 2 - sum(letter == "\n" for letter in letters[-2:])
                letters.extend("\n" * ends)
                continue
            for letter in piece:
                made.bytes.append(offset)
                made.places.append(len(letters))
                offset += len(letter.encode("utf-8", "replace"))
                if letter not in "\r\n" or letters[-2:] != ["\n", "\n"]:  # a line end between two blocks
                    letters.append("\n" if letter == "\r" else letter)
        made.bytes.append(offset)
        made.places.append(len(letters))
        made.content = "".join(letters).rstrip("\n") + "\n"
        return made

    def place(self, offset: int, *, closing: bool = False) -> int | None:
        """Where a byte lies; an end behind the last letter of a block stays before the line end that follows."""
        at = bisect_right(self.bytes, offset) - 1
        if at < 0 or self.bytes[at] != offset or offset > self.bytes[-1]:
            return None
        if closing and at > 0:
            return min(self.places[at - 1] + 1, len(self.content))
        return min(self.places[at], len(self.content))


def _pieces(markup: str) -> list[str | None]:
    """The text nodes in order, and None where a block ends."""
    pieces: list[str | None] = []

    class Nodes(HTMLParser):
        def handle_data(self, data: str) -> None:
            pieces.append(data)

        def handle_endtag(self, tag: str) -> None:
            if tag in _BLOCKS:
                pieces.append(None)

        def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            self.handle_starttag(tag, [])

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            if tag == "br" or tag in _BLOCKS:
                pieces.append(None)

    parser = Nodes(convert_charrefs=True)
    parser.feed(markup)
    parser.close()
    return pieces
