"""What a person says about an import, where the file should not decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.file_content import bytes_of
from corpus.problem import GloseError, Problem
from corpus.readers.encoding import UnreadableFile
from corpus.readers.sheets import read_sheets
from wording.messages import tr

NAMES = ("name", "code name", "from", "file", "nom", "nom du code", "de")
CODES = ("code", "id", "to", "study", "vers")


class BadCodeMap(GloseError):
    """A file for `--map` that cannot be read."""


@dataclass(frozen=True, slots=True)
class ImportWishes:
    """`who` imports, and codes where the file names nobody; `coders` renames people of the file.

    `codes` maps a code of the file (its name, its path `A > B`, or its GUID) to an id of the study, or to nothing: then
    it is left out, with its codings.
    """

    who: str
    nameless: str
    coders: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)


def read_code_map(path: Path) -> dict[str, str]:
    """The mapping in a csv or xlsx file with the columns `name` and `code`; raises BadCodeMap with every fault."""
    try:
        sheets, _ = read_sheets(bytes_of(path), path.name)
    except UnreadableFile as error:
        raise BadCodeMap(str(error)) from error
    rows = sheets[0].rows if sheets else ()
    header = [cell.casefold() for cell in rows[0]] if rows else []
    name_at = next((header.index(name) for name in NAMES if name in header), None)
    code_at = next((header.index(name) for name in CODES if name in header), None)
    if name_at is None or code_at is None or name_at == code_at:
        raise BadCodeMap(
            tr(
                "{file}: its first row must name the columns `name` (the code in the file) and `code` (its id in the "
                "study).",
                file=path.name,
            )
        )
    found: dict[str, str] = {}
    problems = []
    for row, line in zip(rows[1:], sheets[0].lines[1:], strict=True):
        cells = [*row, *[""] * (len(header) - len(row))]
        name, code = cells[name_at], cells[code_at]
        if name in found and found[name] != code:
            problems.append(Problem(f"{path.name}:{line}", tr("{name!r} is mapped twice.", name=name)))
        if name:
            found[name] = code
    if problems:
        raise BadCodeMap(tr("{file} was not used.", file=path.name), tuple(problems))
    return found


def read_coders(given: tuple[str, ...]) -> tuple[dict[str, str], str | None]:
    """What `--coder` says: renamed people (`A=anna`), and who codes where the file names nobody (`anna`)."""
    renamed: dict[str, str] = {}
    nameless = None
    for one in given:
        before, equals, after = one.partition("=")
        if equals and before.strip() and after.strip():
            renamed[before.strip()] = after.strip()
        else:
            nameless = one.strip() or nameless
    return renamed, nameless
