"""RQDA projects (.rqda): rows with status 1 are live; offsets count characters."""

from pathlib import Path

from exchange.databases.reading import Database, Row, is_database, number_in, opened, text_in
from exchange.gathering import Gathering
from exchange.guids import guid_of
from exchange.moments import moment
from exchange.offsets import Stated, Unit
from exchange.project import Attribute, Group, Project, ProjectCase, ProjectMemo
from wording.messages import tr


def sees_rqda(path: Path) -> bool:
    """Whether a file is an RQDA project."""
    if not is_database(path):
        return False
    with opened(path) as database:
        return database.has("freecode", "coding", "source")


def read_rqda(path: Path, *, offsets: Unit | None = None) -> Project:
    """The project in an .rqda file; raises UnreadableProject."""
    with opened(path) as database:
        version = text_in((database.rows("project") or [{}])[0], "databaseversion")
        return _Reading(database, Gathering.of(path, "rqda", f"RQDA {version}".strip())).project(offsets)


def _live(row: Row) -> bool:
    return number_in(row, "status", 1) == 1


class _Reading:
    def __init__(self, database: Database, made: Gathering) -> None:
        self.rows, self.made = database.rows, made
        self.sources: dict[int, str] = {}
        self.codes: dict[int, str] = {}

    def project(self, offsets: Unit | None) -> Project:
        self._codes()
        self._sources()
        self._codings(offsets)
        self._cases()
        self._memos()
        return self.made.project()

    def _codes(self) -> None:
        above: dict[int, list[str]] = {}
        categories = {number_in(row, "catid"): text_in(row, "name") for row in self.rows("codecat") if _live(row)}
        for row in filter(_live, self.rows("treecode")):
            if name := categories.get(number_in(row, "catid")):
                above.setdefault(number_in(row, "cid"), []).append(name)
        for name in categories.values():
            self.made.code((name,), codable=False)
        for row in self.rows("freecode"):
            name, own = text_in(row, "name"), number_in(row, "id")
            if not _live(row):
                self.made.leave("codes", name, tr("deleted in the program"))
                continue
            parents = above.get(own, [])
            path = (parents[0], name) if len(parents) == 1 else (name,)
            if len(parents) > 1:
                message = tr("is in several categories ({names}); it stands on its own.", names=", ".join(parents))
                self.made.doubt(name, message)
            colour = text_in(row, "color")
            self.codes[own] = self.made.code(
                path, description=text_in(row, "memo"), colour=colour if colour.startswith("#") else ""
            )
        self.made.counts["codes"] = len(self.rows("freecode")) + len(categories)

    def _sources(self) -> None:
        for row in self.rows("source"):
            self.made.counts["texts"] += 1
            name = text_in(row, "name")
            if not _live(row):
                self.made.leave("texts", name, tr("deleted in the program"))
                continue
            values = self._values("fileattr", "fileid", number_in(row, "id"))
            self.sources[number_in(row, "id")] = self.made.source(
                name, text_in(row, "file"), description=text_in(row, "memo"), time=moment(text_in(row, "date")),
                attributes=values,
            )  # fmt: skip
        names = {number_in(row, "catid"): text_in(row, "name") for row in self.rows("filecat") if _live(row)}
        for number, name in names.items():
            inside = [row for row in self.rows("treefile") if _live(row) and number_in(row, "catid") == number]
            members = tuple(self.sources[n] for row in inside if (n := number_in(row, "fid")) in self.sources)
            self.made.groups.append(Group(guid_of("group", name), name, members))

    def _values(self, table: str, key: str, own: int) -> dict[str, str]:
        found = {}
        for row in self.rows(table):
            if _live(row) and number_in(row, key) == own and text_in(row, "value") not in ("", "NA"):
                found[text_in(row, "variable")] = text_in(row, "value")
        return found

    def _codings(self, offsets: Unit | None) -> None:
        rows = self.rows("coding")
        places: dict[str, list[Stated]] = {}
        for row in rows:
            if (source := self.sources.get(number_in(row, "fid"))) and _live(row):
                stated = Stated(number_in(row, "selfirst"), number_in(row, "selend"), text_in(row, "seltext"))
                places.setdefault(source, []).append(stated)
        unit = self.made.unit(places, usual="codepoints", asked=offsets)
        for row in rows:
            self.made.counts["codings"] += 1
            source, code = self.sources.get(number_in(row, "fid")), self.codes.get(number_in(row, "cid"))
            if not _live(row) or source is None or code is None:
                self.made.leave("codings", text_in(row, "seltext")[:60], tr("deleted in the program"))
                continue
            self.made.coding(
                source,
                code,
                self.made.stretch(source, number_in(row, "selfirst"), number_in(row, "selend"), unit),
                person=self.made.person(text_in(row, "owner")),
                time=moment(text_in(row, "date")),
                memo=text_in(row, "memo"),
                quote=text_in(row, "seltext"),
            )

    def _cases(self) -> None:
        links = [row for row in self.rows("caselinkage") if _live(row)]
        names = []
        for row in filter(_live, self.rows("cases")):
            own, name = number_in(row, "id"), text_in(row, "name")
            files = (number_in(link, "fid") for link in links if number_in(link, "caseid") == own)
            sources = tuple(dict.fromkeys(self.sources[one] for one in files if one in self.sources))
            values = self._values("caseattr", "caseid", own)
            names += list(values)
            self.made.cases.append(ProjectCase(guid_of("case", name), name, text_in(row, "memo"), values, sources))
        known = [text_in(row, "name") for row in self.rows("attributes") if _live(row)]
        of_texts = [name for source in self.made.sources.values() for name in source.attributes]
        for name in dict.fromkeys([*known, *names, *of_texts]):
            self.made.attributes.append(Attribute(guid_of("attribute", name), name))

    def _memos(self) -> None:
        for row in filter(_live, self.rows("journal")):
            title, wording = text_in(row, "name"), text_in(row, "journal")
            if wording.strip():
                person, time = self.made.person(text_in(row, "owner")), moment(text_in(row, "date"))
                self.made.memos.append(ProjectMemo(guid_of("memo", title, wording), title, wording, person, time))
        for row in filter(_live, self.rows("annotation")):
            source, wording = self.sources.get(number_in(row, "fid")), text_in(row, "annotation")
            if source and wording.strip():
                own = guid_of("memo", source, number_in(row, "position"), wording)
                person, time = self.made.person(text_in(row, "owner")), moment(text_in(row, "date"))
                self.made.memos.append(ProjectMemo(own, "", wording, person, time, (("texts", source),)))
