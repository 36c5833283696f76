"""QualCoder project folders (.qda): `data.qda`, a database; offsets are characters of `source.fulltext`."""

from pathlib import Path

from exchange.databases.reading import Database, Row, is_database, number_in, opened, text_in
from exchange.gathering import Gathering
from exchange.guids import guid_of
from exchange.moments import moment
from exchange.offsets import Stated, Unit
from exchange.project import Attribute, Project, ProjectCase, ProjectMemo
from wording.messages import tr

_TYPES = {"numeric": "Float", "character": "Text"}


def file_of(path: Path) -> Path:
    """The database of a project folder."""
    return path / "data.qda" if path.is_dir() else path


def sees_qualcoder(path: Path) -> bool:
    """Whether a folder is a QualCoder project, or a file its database."""
    if not is_database(file_of(path)):
        return False
    with opened(file_of(path)) as database:
        return database.has("code_text", "code_name", "source")


def read_qualcoder(path: Path, *, offsets: Unit | None = None) -> Project:
    """The project in the folder; raises UnreadableProject."""
    with opened(file_of(path)) as database:
        made = Gathering.of(path, "qualcoder", _version(database))
        made.title = path.name.removesuffix(".qda")
        return _Reading(database, made).project(offsets)


def _version(database: Database) -> str:
    about = next(iter(database.rows("project")), {})
    return f"QualCoder {text_in(about, 'about').removeprefix('QualCoder').strip()}".strip()


class _Reading:
    def __init__(self, database: Database, made: Gathering) -> None:
        self.rows, self.made = database.rows, made
        self.codes: dict[int, str] = {}
        self.sources: dict[int, str] = {}
        self.cases: dict[int, tuple[str, str]] = {}

    def project(self, offsets: Unit | None) -> Project:
        self._codes()
        self._sources()
        self._codings(offsets)
        self._cases()
        self._memos()
        return self.made.project()

    def _codes(self) -> None:
        categories = {number_in(row, "catid"): row for row in self.rows("code_cat")}
        names = {number_in(row, "cid"): row for row in self.rows("code_name")}
        for own, row in categories.items():
            path = self._path(categories, own)
            self.made.code(path, description=text_in(row, "memo"), codable=False)
        for own, row in names.items():
            above, seen = row, {own}
            path = [text_in(row, "name")]
            # Since version 4 a code may lie below another code (supercid).
            while (upper := number_in(above, "supercid")) in names and upper not in seen:
                seen.add(upper)
                above = names[upper]
                path.insert(0, text_in(above, "name"))
            path = [*self._path(categories, number_in(above, "catid")), *path]
            colour = text_in(row, "color")
            self.codes[own] = self.made.code(path, description=text_in(row, "memo"), colour=colour)
        self.made.counts["codes"] = len(self.made.codes)

    def _path(self, categories: dict[int, Row], own: int) -> list[str]:
        path: list[str] = []
        seen: set[int] = set()
        while own in categories and own not in seen:
            seen.add(own)
            path.insert(0, text_in(categories[own], "name"))
            own = number_in(categories[own], "supercatid")
        return path

    def _sources(self) -> None:
        for row in self.rows("source"):
            self.made.counts["texts"] += 1
            name, words = text_in(row, "name"), text_in(row, "fulltext")
            if not words.strip():
                self.made.leave("texts", name, tr("a picture, sound or video, or a text without words"))
                continue
            values = self._values("file", number_in(row, "id"))
            self.sources[number_in(row, "id")] = self.made.source(
                name, words, description=text_in(row, "memo"), time=moment(text_in(row, "date")), attributes=values
            )

    def _values(self, kind: str, own: int) -> dict[str, str]:
        found = {}
        for row in self.rows("attribute"):
            if text_in(row, "attr_type") == kind and number_in(row, "id") == own and text_in(row, "value").strip():
                found[text_in(row, "name")] = text_in(row, "value").strip()
        return found

    def _codings(self, offsets: Unit | None) -> None:
        rows = self.rows("code_text")
        places: dict[str, list[Stated]] = {}
        for row in rows:
            if source := self.sources.get(number_in(row, "fid")):
                stated = Stated(number_in(row, "pos0"), number_in(row, "pos1"), text_in(row, "seltext"))
                places.setdefault(source, []).append(stated)
        unit = self.made.unit(places, usual="codepoints", asked=offsets)
        for row in rows:
            self.made.counts["codings"] += 1
            source, code = self.sources.get(number_in(row, "fid")), self.codes.get(number_in(row, "cid"))
            if source is None or code is None:
                self.made.leave("codings", text_in(row, "seltext")[:60], tr("its text or code is not in the file"))
                continue
            self.made.coding(
                source,
                code,
                self.made.stretch(source, number_in(row, "pos0"), number_in(row, "pos1"), unit),
                own=number_in(row, "ctid", number_in(row, "rowid", 0)) or "",
                person=self.made.person(text_in(row, "owner")),
                time=moment(text_in(row, "date")),
                memo=text_in(row, "memo"),
                quote=text_in(row, "seltext"),
            )
        for table, what in (
            ("code_image", tr("on an area of a picture")),
            ("code_av", tr("on a stretch of sound or video")),
        ):
            number = len(self.rows(table))
            self.made.counts["codings"] += number
            self.made.leave("codings", table, what, number)

    def _cases(self) -> None:
        links = self.rows("case_text")
        names: list[str] = []
        for row in self.rows("cases"):
            own, name = number_in(row, "caseid"), text_in(row, "name")
            files = (number_in(link, "fid") for link in links if number_in(link, "caseid") == own)
            sources = tuple(dict.fromkeys(self.sources[one] for one in files if one in self.sources))
            values = self._values("case", own)
            names += values
            self.made.cases.append(ProjectCase(guid_of("case", name), name, text_in(row, "memo"), values, sources))
        types = {text_in(row, "name"): text_in(row, "valuetype") for row in self.rows("attribute_type")}
        of_texts = [name for source in self.made.sources.values() for name in source.attributes]
        for name in dict.fromkeys([*types, *names, *of_texts]):
            kind = _TYPES.get(types.get(name, ""), "Text")
            self.made.attributes.append(Attribute(guid_of("attribute", name), name, kind))
        self.made.counts["cases"] = len(self.rows("cases"))

    def _memos(self) -> None:
        for row in self.rows("journal"):
            self._memo(text_in(row, "name"), text_in(row, "jentry"), row, None)
        for row in self.rows("annotation"):
            self._memo("", text_in(row, "memo"), row, self.sources.get(number_in(row, "fid")))
        about = next(iter(self.rows("project")), {})
        self._memo(tr("project"), text_in(about, "memo"), about, None)

    def _memo(self, title: str, wording: str, row: Row, source: str | None) -> None:
        if wording.strip():
            own = guid_of("memo", title, wording, source, text_in(row, "pos0"))
            person, time = self.made.person(text_in(row, "owner")), moment(text_in(row, "date"))
            linked = (("texts", source),) if source else ()
            self.made.memos.append(ProjectMemo(own, title, wording, person, time, linked))  # type: ignore[arg-type]
