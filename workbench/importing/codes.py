"""The codes of a file in the study's codebook: those that are there, ids for the new ones, and the edited file."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coding.codebook.edit import NewCode, id_from, with_codes
from coding.codebook.model import Codebook
from coding.codebook.new_file import written_codebook
from corpus.problem import GloseError, Problem
from exchange.project import LeftOut, TreeCode
from wording.messages import tr
from workbench.importing.known import KnownThings

BETWEEN = " > "
"""Between the names of a path in `--map`."""
_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_LEVELS_AT_MOST = 50
_PATH_AT_MOST = 280
"""Characters of a code's id, with those above it, that every database has room for."""


class BadMapping(GloseError):
    """A code is mapped to what cannot be a code of the study."""


@dataclass(slots=True)
class CodePlan:
    """`ids` gives the id of each code by its GUID; `source` is the codebook file as it will be.

    `new` are the ids that the codebook did not have.
    """

    ids: dict[str, str] = field(default_factory=dict)
    source: str = ""
    new: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Node:
    """A new code with those below it, by its full id."""

    code: NewCode
    below: list[str] = field(default_factory=list)


def plan_codes(
    codes: Sequence[TreeCode],
    current: Codebook | None,
    known: KnownThings,
    wanted: Mapping[str, str],
    *,
    title: str,
    language: str,
    remark: str,
) -> CodePlan:
    """Where each code goes. `current` is the study's codebook, None where the file's is to be the first one.

    Codes are matched by GUID, then by the names of their path; `wanted` is what `--map` says. A new code keeps the id
    that it had in the study of Glose that wrote the file, where it is free and lies below the same code; others get one
    made from their name. Raises BadMapping.
    """
    return _Planner(codes, current, known, wanted).plan(title=title, language=language, remark=remark)


class _Planner:
    def __init__(
        self, codes: Sequence[TreeCode], current: Codebook | None, known: KnownThings, wanted: Mapping[str, str]
    ) -> None:
        self.codes = _parents_first(codes)
        self.current, self.known, self.wanted = current, known, wanted
        self.taken = set(current.codes) if current else set()
        self.by_path = _by_labels(current) if current else {}
        self.nodes: dict[str, _Node] = {}
        self.roots: dict[str | None, list[str]] = {}
        self.made = CodePlan()
        self.paths: dict[str, tuple[str, ...]] = {}
        self.dropped: set[str] = set()

    def plan(self, *, title: str, language: str, remark: str) -> CodePlan:
        for code in self.codes:
            self._take(code)
        source = self.current.source if self.current else ""
        if self.current is None and self.roots.get(None):
            trees = [self._tree(full) for full in self.roots[None]]
            source = written_codebook(trees, title=title, language=language, remark=remark)
        elif self.current is not None:
            for full_ids in self.roots.values():
                source = with_codes(source, [self._tree(full) for full in full_ids])
        self.made.source = source
        return self.made

    def _take(self, code: TreeCode) -> None:
        above = self.paths.get(code.parent or "", ())
        path = self.paths[code.guid] = (*above, _plain(code.name))
        if len(path) > _LEVELS_AT_MOST:
            message = tr("The file nests codes more than {most} deep; nothing was imported.", most=_LEVELS_AT_MOST)
            raise BadMapping(message)
        asked = self._asked(code, path)
        if asked is None and code.parent in self.dropped:
            asked = ""
        if asked == "":
            self.dropped.add(code.guid)
            self.made.left_out.append(LeftOut("codes", code.name, tr("left out by --map")))
            return
        parent = self._nearest(code.parent)
        there = asked or self._there(code, path)
        if there in self.taken:
            self.made.ids[code.guid] = there
            return
        full = self._new_id(code, parent) if asked is None else self._wanted_id(asked)
        self._add(code, full, full.rpartition(".")[0] or None)

    def _asked(self, code: TreeCode, path: tuple[str, ...]) -> str | None:
        for name in (code.guid, BETWEEN.join(path), code.name.strip(), path[-1]):
            if name in self.wanted:
                return self.wanted[name]
        return None

    def _there(self, code: TreeCode, path: tuple[str, ...]) -> str:
        earlier = self.known.id("codes", code.guid)
        if earlier in self.taken:
            return earlier or ""
        return self.by_path.get(path, "")

    def _nearest(self, guid: str | None) -> str | None:
        """The id of the nearest code above that is in the study."""
        parents = {code.guid: code.parent for code in self.codes}
        while guid and guid not in self.made.ids:
            guid = parents.get(guid)
        return self.made.ids[guid] if guid else None

    def _new_id(self, code: TreeCode, parent: str | None) -> str:
        free = _ID.fullmatch(code.id) and len(code.id) <= _PATH_AT_MOST and code.id not in self.taken
        if free and (code.id.rpartition(".")[0] or None) == parent:
            return code.id
        own = id_from(code.name, self.taken, parent)
        full = f"{parent}.{own}" if parent else own
        if len(full) > _PATH_AT_MOST:
            short = f"c{len(self.made.new) + 1}"
            full = f"{parent}.{short}" if parent else short
        return full

    def _wanted_id(self, asked: str) -> str:
        above = asked.rpartition(".")[0]
        if not _ID.fullmatch(asked):
            raise BadMapping(tr("--map: {id!r} is not an id: use lower-case letters a–z, digits and _ only.", id=asked))
        if above and above not in self.taken:
            raise BadMapping(tr("--map: {id!r} needs its parent {parent!r} in the codebook.", id=asked, parent=above))
        return asked

    def _add(self, code: TreeCode, full: str, parent: str | None) -> None:
        colour = code.colour.strip() if _COLOUR.fullmatch(code.colour.strip()) else ""
        if code.colour and not colour:
            message = tr("{colour!r} is not a colour; it was not kept.", colour=code.colour)
            self.made.problems.append(Problem(full, message, "warning"))
        label, definition = _kept(code.name) or full.rpartition(".")[2], _kept(code.description)
        new = NewCode(full.rpartition(".")[2], label, parent, definition, colour=colour)
        self.nodes[full] = _Node(new)
        if parent in self.nodes:
            self.nodes[parent].below.append(full)
        else:
            self.roots.setdefault(parent, []).append(full)
        self.taken.add(full)
        self.made.ids[code.guid] = full
        self.made.new.append(full)

    def _tree(self, full: str) -> NewCode:
        node = self.nodes[full]
        return replace(node.code, codes=tuple(self._tree(below) for below in node.below))


def _parents_first(codes: Sequence[TreeCode]) -> list[TreeCode]:
    """The codes in their order, but each behind its parent; a parent that is not there, or a circle, is none."""
    by_guid = {code.guid: code for code in codes}
    done: dict[str, TreeCode] = {}

    def put(code: TreeCode) -> None:
        line = [code]
        seen = {code.guid}
        while (parent := by_guid.get(line[-1].parent or "")) and parent.guid not in done and parent.guid not in seen:
            line.append(parent)
            seen.add(parent.guid)
        for one in reversed(line):
            known = one.parent in done
            done.setdefault(one.guid, one if known else replace(one, parent=None))

    for code in codes:
        put(code)
    return list(done.values())


def _by_labels(book: Codebook) -> dict[tuple[str, ...], str]:
    """The codes by the names on their path, in each language that names all of them."""
    found: dict[tuple[str, ...], str] = {}
    for language in {one for code in book.codes.values() for one in code.label}:
        for code in book.codes:
            parts = code.split(".")
            above = [".".join(parts[: n + 1]) for n in range(len(parts))]
            labels = tuple(_plain(book.codes[one].label.get(language, "")) for one in above if one in book.codes)
            if all(labels):
                found.setdefault(labels, code)
    return found


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _kept(words: str) -> str:
    """The words without what no YAML file can hold."""
    return "".join(c for c in words.strip() if c >= " " or c in "\n\t").replace("\x7f", "")
