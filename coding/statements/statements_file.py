"""Reading a team's statements (statements.yaml), with every error at its line and column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coding.codebook.model import Codebook, UnknownCode, Words
from coding.codebook.quantifiers import QUANTIFIERS, Quantifier
from coding.statements.statement import Statement
from corpus.attributes import Attribute, BadCondition, Condition, read_conditions
from corpus.cases import Case, case_named
from corpus.marked_yaml import Marked, Path, read_marked
from corpus.problem import Problem
from wording.messages import tr
from wording.spelling import did_you_mean

KEYS = (
    "id",
    "text",
    "quantifier",
    "code",
    "class",
    "degree",
    "exactly",
    "value",
    "cases",
    "except",
    "number",
    "where",
    "note",
)
"""The keys of a statement; `note` is for the team, Glose does not read it."""

_FEW = 30
"""With more names than this an unknown one is not answered with all of them."""


def read_statements(
    source: str,
    codebook: Codebook,
    *,
    cases: Mapping[str, Case],
    attributes: Mapping[str, Attribute],
    name: str = "statements.yaml",
) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """The statements of a YAML list, and everything wrong with the file; those with a fault are left out.

    Cases may be named by an alias; conditions of `where` are on the attributes of cases.
    """
    marked = read_marked(source, name)
    if not marked.problems and not (isinstance(marked.value, list) and marked.value):
        message = tr("must hold a list of statements, each with `- id: …` and its claim; see docs/statements.md.")
        marked.problems.append(Problem(marked.place(()), message))
    if marked.problems:
        return (), tuple(marked.problems)
    reader = _StatementsReader(marked, codebook, cases, attributes)
    statements = [reader.statement(entry, (number,)) for number, entry in enumerate(marked.value)]
    return tuple(s for s in statements if s is not None), tuple(sorted(marked.problems, key=_line_and_column))


@dataclass(frozen=True, slots=True)
class _StatementsReader:
    """Reads one entry after another, noting what is wrong with each."""

    marked: Marked
    codebook: Codebook
    listed: Mapping[str, Case]
    attributes: Mapping[str, Attribute]

    def statement(self, entry: object, here: Path) -> Statement | None:
        before = len(self.marked.problems)
        if not isinstance(entry, dict):
            self._fault(here, tr("a statement is a mapping with the keys id, text, quantifier, code …."))
            return None
        for key in entry:
            if key not in KEYS:
                self._fault(
                    (*here, key), tr("unknown key {key!r}. Choose from: {keys}.", key=key, keys=", ".join(KEYS))
                )
        where = self._where(entry, here)
        statement = Statement(
            id=self._id(entry, here),
            text=self._text(entry, here),
            quantifier=self._quantifier(entry, here),
            code=self._code(entry, here),
            group=self._group(entry, here),
            degree=self._degree(entry, here),
            value=self._word(entry, "value", here),
            cases=self._cases(entry, "cases", here),
            exceptions=self._cases(entry, "except", here),
            number=self._number(entry, here),
            where=where,
            mark=self.marked.mark((*here, "id")),
            exactly=self._exactly(entry, here),
        )
        for key, message in self._misfits(statement, entry):
            self._fault((*here, key), message)
        return statement if len(self.marked.problems) == before else None

    def _exactly(self, entry: Mapping[str, Any], here: Path) -> bool:
        given = entry.get("exactly", False)
        if not isinstance(given, bool):
            self._fault((*here, "exactly"), tr("exactly is true or false, not {value!r}.", value=given))
            return False
        if given and "degree" not in entry:
            self._fault((*here, "exactly"), tr("exactly needs a degree: it counts the cases with no stronger one."))
        return bool(given)

    def _fault(self, path: Path, message: str) -> None:
        self.marked.problems.append(Problem(self.marked.place(path), message))

    def _word(self, entry: Mapping[str, Any], key: str, here: Path) -> str | None:
        """A word or number under that key, as text."""
        given = entry.get(key)
        if given is None and key in entry:
            self._fault((*here, key), tr("{key} is empty. Write a value, or leave the key out.", key=key))
        if isinstance(given, list | dict | bool):
            self._fault((*here, key), tr("{key} must be one word or number, not {value!r}.", key=key, value=given))
            return None
        return str(given).strip() or None if given is not None else None

    def _id(self, entry: Mapping[str, Any], here: Path) -> str:
        given = self._word(entry, "id", here)
        if given is None:
            if "id" not in entry:
                self._fault(here, tr("a statement needs an id of its own."))
            return ""
        earlier = self.marked.value[: here[0]]
        first = next((n for n, e in enumerate(earlier) if isinstance(e, dict) and str(e.get("id")) == given), None)
        if first is not None:
            line = self.marked.mark((first, "id")).line
            self._fault((*here, "id"), tr("the id {id!r} is already taken (line {line}).", id=given, line=line))
        return given

    def _text(self, entry: Mapping[str, Any], here: Path) -> Words:
        given = entry.get("text", "")
        if isinstance(given, dict) and all(isinstance(word, str) for word in given.values()):
            return dict(given)
        if isinstance(given, str):
            return {self.codebook.languages[0]: given.strip()} if given.strip() else {}
        self._fault((*here, "text"), tr("text is the sentence as you wrote it, or one per language: `fr: …`, `en: …`."))
        return {}

    def _quantifier(self, entry: Mapping[str, Any], here: Path) -> Quantifier | None:
        given = self._word(entry, "quantifier", here)
        if given is not None and given not in QUANTIFIERS:
            message = tr("there is no quantifier {name!r}.", name=given) + _choice(given, QUANTIFIERS)
            self._fault((*here, "quantifier"), message)
        return next((known for known in QUANTIFIERS if known == given), None)

    def _code(self, entry: Mapping[str, Any], here: Path) -> str | None:
        given = self._word(entry, "code", here)
        if ("code" in entry) == ("class" in entry):
            self._fault(here, tr("a statement is about a `code` or a `class` (typology.class). Name one of them."))
        elif given is not None:
            self._look_up((*here, "code"), lambda: self.codebook.code(given))
        return given

    def _group(self, entry: Mapping[str, Any], here: Path) -> str | None:
        given = self._word(entry, "class", here)
        if given is not None and "code" not in entry:
            whole = given in self.codebook.typologies
            self._look_up((*here, "class"), lambda: whole or self.codebook.typology_class(given))
        return given

    def _look_up(self, path: Path, look: Any) -> None:
        try:
            look()
        except UnknownCode as error:
            self._fault(path, str(error))

    def _degree(self, entry: Mapping[str, Any], here: Path) -> str | None:
        given = self._word(entry, "degree", here)
        code = entry.get("code")
        if given is None or not isinstance(code, str) or code not in self.codebook.codes:
            return given
        known = list(dict.fromkeys(d for below in self.codebook.subtree(code) for d in self.codebook.degrees(below)))
        if given == "absent":
            message = tr("a statement cannot count absent cases. Write `quantifier: none`, without a degree.")
            self._fault((*here, "degree"), message)
        elif given not in known:
            message = tr("{code} has no degree {degree!r}.", code=code, degree=given) + _choice(given, known)
            self._fault((*here, "degree"), message)
        return given

    def _cases(self, entry: Mapping[str, Any], key: str, here: Path) -> tuple[str, ...]:
        given = entry.get(key, [])
        if isinstance(given, str):
            given = [given]
        if not isinstance(given, list):
            self._fault(
                (*here, key),
                tr("{key} must be a list of cases: [{some}].", key=key, some=", ".join(list(self.listed)[:2])),
            )
            return ()
        found: list[str] = []
        for number, name in enumerate(given):
            case = self._case(str(name))
            if case is None:
                message = tr("the study has no case {case!r}.", case=name) + _choice(str(name), self.listed)
                self._fault((*here, key, number), message)
            elif case in found:
                self._fault((*here, key, number), tr("{case} is named twice. Keep one.", case=case))
            else:
                found.append(case)
        return tuple(found)

    def _case(self, name: str) -> str | None:
        return case_named(name, self.listed.values())

    def _number(self, entry: Mapping[str, Any], here: Path) -> int | None:
        given = entry.get("number")
        if given is not None and (isinstance(given, bool) or not isinstance(given, int) or given < 0):
            self._fault(
                (*here, "number"),
                tr("number must be the number of cases that the statement counts, not {value!r}.", value=given),
            )
            return None
        return given

    def _where(self, entry: Mapping[str, Any], here: Path) -> tuple[Condition, ...]:
        given = entry.get("where", [])
        given = [given] if isinstance(given, str) else given
        if not isinstance(given, list):
            self._fault((*here, "where"), tr("where must be a condition or a list of conditions: unit=commune."))
            return ()
        found: list[Condition] = []
        for number, words in enumerate(given):
            try:
                found += read_conditions([str(words)], self.attributes)
            except BadCondition as error:
                self._fault((*here, "where", number), str(error))
        return tuple(found)

    def _misfits(self, statement: Statement, entry: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """What does not go together in a statement, each with the key that it is reported at."""
        cases, number, quantifier = statement.cases, statement.number, statement.quantifier
        if not {"quantifier", "cases", "number"} & set(entry):
            yield "quantifier", tr("nothing is claimed. Give a quantifier, or the cases or their number.")
        if quantifier == "only" and not cases and number is None:
            yield "quantifier", tr("only which? Name the cases, or give their number.")
        if quantifier == "only" and cases and number not in (None, len(cases)):
            message = tr("the statement names {named} cases but says only {number}.", named=len(cases), number=number)
            yield "number", message
        if quantifier == "none" and (cases or statement.exceptions or number is not None):
            message = tr("`none` takes neither cases nor a number. Write `only` with the cases that are the exception.")
            yield "quantifier", message
        if statement.group and (statement.degree or statement.value):
            yield "class", tr("degree and value go with codes; a class has neither.")
        for case in sorted(set(cases) & set(statement.exceptions)):
            yield "except", tr("{case} is named both as a case and as an exception.", case=case)
        for case in (*cases, *statement.exceptions):
            if not self._meets(case, statement.where):
                message = tr("{case} does not meet the conditions, so the statement is not about it.", case=case)
                yield "where", message

    def _meets(self, case: str, where: Sequence[Condition]) -> bool:
        return all(condition.holds(self.listed[case].facts) for condition in where)


def _line_and_column(problem: Problem) -> tuple[int, ...]:
    return tuple(int(part) for part in problem.place.rsplit(":", 2)[1:])


def _choice(given: str, known: Iterable[str]) -> str:
    """A hint for what to write: what is spelt nearly so, else all names where they are few."""
    names = list(known)
    near = did_you_mean(given, names)
    if near or not names or len(names) > _FEW:
        return near
    return " " + tr("Choose one of: {known}.", known=", ".join(names))
