"""Which column of a table means what: by its heading in any language, else by what is in it, else by asking."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from corpus.problem import GloseError
from exchange.tables.reading import Table
from wording.messages import tr
from wording.spelling import folded

Role = Literal[
    "document",
    "code",
    "words",
    "coder",
    "time",
    "memo",
    "start",
    "end",
    "id",
    "number",
    "parent",
    "definition",
    "colour",
]
ROLES: tuple[Role, ...] = get_args(Role)
NEEDED: tuple[Role, ...] = ("document", "code", "words")
"""What a table of codings must have."""

_HEADINGS: dict[Role, str] = {
    "document": "document|document name|documento|dokument|dokumentname|nom du document|nombre del documento|"
    "nome do documento|nazwa dokumentu|documentnaam|nome documento|source|file|file name|filename|fichier|texte source|"
    "transcript|transcription|entretien|interview|text id|source name|media|media title",
    "code": "code|codes|code name|codename|tag|tags|kod|kode|codigo|codigos|codice|codierung|nom du code|theme|themes|"
    "thema|node|nodes|noeud|label|category|categorie|codes applied|code applied|codigo/s|knoten|koda",
    "words": "content|segment|segments|coded segment|coded segments|segment code|segment codiert|codiertes segment|"
    "quote|quotation|quotation content|text content|fragment|citation|verbatim|extrait|excerpt|excerpts|highlight|"
    "segmento|segmento codificado|texto|conteudo|contenu|contenu du texte|contenido|inhalt|textinhalt|passage|quotes|"
    "conteudo do texto|contenido de texto|zitatinhalt|coded text|words|segmenttext",
    "coder": "author|autor|auteur|coder|codeur|codeuse|created by|user|owner|bearbeiter|coded by|cree par|creador|"
    "creado por|erstellt von|utworzyl|autore|who|excerpt creator|creator|createur|ersteller|criador",
    "time": "creation date|created|date created|date|data utworzenia|erstellt|erstellt am|fecha de creacion|"
    "data de criacao|date de creation|cree le|datum|excerpt date|time",
    "memo": "comment|comments|komentarz|commentaire|memo|kommentar|comentario|note|notes|remark|remarque|commento",
    "start": "start offset|pos0|start char|start position|start|debut|begin",
    "end": "end offset|pos1|end char|end position|end|fin",
    "id": "id|number|quotation id|highlight|numero|nummer|highlight id|zitat id|id da citacao",
    "number": "number of codes|codes count",
    "parent": "parent|parent code|above|code parent|parent name|superior|folder",
    "definition": "description|definition|meaning|comment|memo|code memo|beschreibung|descripcion|descricao|komentarz|"
    "commentaire|kommentar|definition du code|comentario",
    "colour": "colour|color|couleur|farbe|kolor|cor",
}
_KNOWN = {role: frozenset(folded(one) for one in names.split("|")) for role, names in _HEADINGS.items()}


class UnclearColumns(GloseError):
    """A table whose columns do not say what they are. `headings` are its columns, `missing` what is to be named."""

    def __init__(self, message: str, headings: Sequence[str], missing: Sequence[Role]) -> None:
        super().__init__(message)
        self.headings, self.missing = tuple(headings), tuple(missing)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands in the rows of a table, by its role."""

    at: Mapping[Role, int]

    def cell(self, row: Sequence[str], role: Role) -> str:
        """What a row has for that role; empty where the table has no such column."""
        place = self.at.get(role)
        return row[place] if place is not None else ""

    def has(self, *roles: Role) -> bool:
        """Whether the table has a column for all of these."""
        return all(role in self.at for role in roles)


_PATH = re.compile(r" > |\\|->")


def path_of(name: str) -> tuple[str, ...]:
    r"""The names that a code's written path leads through, from the top: `A > B`, `A\B` and `A->B` are two."""
    return tuple(part.strip() for part in _PATH.split(name) if part.strip()) or (name,)


def plain(heading: str) -> str:
    """A heading as it is compared."""
    return " ".join(re.findall(r"[^\W_]+|/", folded(heading)))


def columns_by_name(headings: Sequence[str], stated: Mapping[str, str] | None = None) -> Columns:
    """The columns that their headings tell; `stated` says some of them by role."""
    named = [plain(heading) for heading in headings]
    at: dict[Role, int] = {}
    for role, heading in (stated or {}).items():
        wanted = plain(heading)
        if role not in ROLES or wanted not in named:
            choice = ", ".join(filter(None, headings))
            raise UnclearColumns(
                tr(
                    "--columns: there is no column {name!r} or role {role!r}. Columns: {columns}.",
                    name=heading,
                    role=role,
                    columns=choice,
                ),
                headings,
                (),
            )
        at[role] = named.index(wanted)
    for role, names in _KNOWN.items():
        free = [n for n, heading in enumerate(named) if heading in names and n not in at.values()]
        if role not in at and free:
            at[role] = free[0]
    return Columns(at)


def columns_of_codings(table: Table, stated: Mapping[str, str] | None = None) -> Columns:
    """The columns of a table of codings: by name, and what is missing by content. Raises UnclearColumns."""
    found = columns_by_name(table[0], stated)
    at = dict(found.at)
    missing = [role for role in NEEDED if role not in at]
    if missing:
        at |= _by_content(table, at, missing)
    missing = [role for role in NEEDED if role not in at]
    if missing:
        message = tr(
            "The table has no column for: {missing}. Its columns: {columns}. Say which is which, e.g. "
            "--columns document=…,code=…,words=….",
            missing=", ".join(missing),
            columns=", ".join(filter(None, table[0])),
        )
        raise UnclearColumns(message, table[0], missing)
    return Columns(at)


def _by_content(table: Table, at: Mapping[Role, int], missing: Sequence[Role]) -> dict[Role, int]:
    """Words are the longest cells; documents and codes are short and recur, documents in runs."""
    rows = table[1:2000]
    free = [n for n in range(len(table[0])) if n not in at.values() and any(row[n] for row in rows)]
    found: dict[Role, int] = {}
    if not rows:
        return found
    length = {n: sum(len(row[n]) for row in rows) / len(rows) for n in free}
    if "words" in missing:
        longest = max(free, key=lambda n: length[n], default=None)
        if longest is not None and length[longest] >= 20 and _is_text(rows, longest):
            found["words"] = longest
            free.remove(longest)
    recurring = [n for n in free if _is_text(rows, n) and length[n] < 80 and len({row[n] for row in rows}) < len(rows)]
    if {"document", "code"} <= set(missing) and len(recurring) == 2:
        runs = {n: sum(a[n] == b[n] for a, b in pairwise(rows)) for n in recurring}
        first, second = recurring
        if runs[first] != runs[second]:
            found["document"], found["code"] = (first, second) if runs[first] > runs[second] else (second, first)
    elif len(recurring) == 1:
        left = [role for role in ("document", "code") if role in missing]
        if len(left) == 1:
            found[left[0]] = recurring[0]  # type: ignore[index]
    return found


def _is_text(rows: Table, column: int) -> bool:
    cells = [row[column] for row in rows if row[column]]
    return sum(any(letter.isalpha() for letter in cell) for cell in cells) > 0.8 * len(cells) > 0
