"""Reading a team's statements (statements.yaml), with every fault at its line and column."""

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
from wording.spelling import did_you_mean

KEYS = (
    "id",
    "text",
    "quantifier",
    "code",
    "class",
    "degree",
    "value",
    "cases",
    "except",
    "number",
    "where",
    "note",
)
"""What a statement may say; `note` is for the team and read by nobody."""


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
        message = "holds a list of statements, each with `- id: …` and what it claims; see docs/statements.md."
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
            self._fault(here, "a statement is a mapping with the keys id, text, quantifier, code ….")
            return None
        for key in entry:
            if key not in KEYS:
                self._fault((*here, key), f"unknown key {key!r}. There are: {', '.join(KEYS)}.")
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
        )
        for key, message in self._misfits(statement, entry):
            self._fault((*here, key), message)
        return statement if len(self.marked.problems) == before else None

    def _fault(self, path: Path, message: str) -> None:
        self.marked.problems.append(Problem(self.marked.place(path), message))

    def _word(self, entry: Mapping[str, Any], key: str, here: Path) -> str | None:
        """A word or number under that key, as text."""
        said = entry.get(key)
        if said is None and key in entry:
            self._fault((*here, key), f"{key} is empty. Write a value, or leave the key out.")
        if isinstance(said, list | dict | bool):
            self._fault((*here, key), f"{key} is one word or number, not {said!r}.")
            return None
        return str(said).strip() or None if said is not None else None

    def _id(self, entry: Mapping[str, Any], here: Path) -> str:
        said = self._word(entry, "id", here)
        if said is None:
            if "id" not in entry:
                self._fault(here, "a statement needs an id, by which it is told from the others.")
            return ""
        earlier = self.marked.value[: here[0]]
        first = next((n for n, e in enumerate(earlier) if isinstance(e, dict) and str(e.get("id")) == said), None)
        if first is not None:
            self._fault((*here, "id"), f"the id {said!r} is taken (line {self.marked.mark((first, 'id')).line}).")
        return said

    def _text(self, entry: Mapping[str, Any], here: Path) -> Words:
        said = entry.get("text", "")
        if isinstance(said, dict) and all(isinstance(word, str) for word in said.values()):
            return dict(said)
        if isinstance(said, str):
            return {self.codebook.languages[0]: said.strip()} if said.strip() else {}
        self._fault((*here, "text"), "text is the sentence as you wrote it, or one a language: {fr: …, en: …}.")
        return {}

    def _quantifier(self, entry: Mapping[str, Any], here: Path) -> Quantifier | None:
        said = self._word(entry, "quantifier", here)
        if said is not None and said not in QUANTIFIERS:
            self._fault((*here, "quantifier"), f"there is no quantifier {said!r}.{_of(said, QUANTIFIERS)}")
        return next((known for known in QUANTIFIERS if known == said), None)

    def _code(self, entry: Mapping[str, Any], here: Path) -> str | None:
        said = self._word(entry, "code", here)
        if ("code" in entry) == ("class" in entry):
            self._fault(here, "a statement is about a `code`, or about a `class` (typology.class): name one of them.")
        elif said is not None:
            self._look_up((*here, "code"), lambda: self.codebook.code(said))
        return said

    def _group(self, entry: Mapping[str, Any], here: Path) -> str | None:
        said = self._word(entry, "class", here)
        if said is not None and "code" not in entry:
            whole = said in self.codebook.typologies
            self._look_up((*here, "class"), lambda: whole or self.codebook.typology_class(said))
        return said

    def _look_up(self, path: Path, look: Any) -> None:
        try:
            look()
        except UnknownCode as error:
            self._fault(path, str(error))

    def _degree(self, entry: Mapping[str, Any], here: Path) -> str | None:
        said = self._word(entry, "degree", here)
        code = entry.get("code")
        if said is None or not isinstance(code, str) or code not in self.codebook.codes:
            return said
        known = list(dict.fromkeys(d for below in self.codebook.subtree(code) for d in self.codebook.degrees(below)))
        if said == "absent":
            message = "absent is what a case without it is said to be. Write `quantifier: none`, without a degree."
            self._fault((*here, "degree"), message)
        elif said not in known:
            self._fault((*here, "degree"), f"{code} has no degree {said!r}.{_of(said, known)}")
        return said

    def _cases(self, entry: Mapping[str, Any], key: str, here: Path) -> tuple[str, ...]:
        said = entry.get(key, [])
        if isinstance(said, str):
            said = [said]
        if not isinstance(said, list):
            self._fault((*here, key), f"{key} is a list of cases: [{', '.join(list(self.listed)[:2])}].")
            return ()
        found: list[str] = []
        for number, name in enumerate(said):
            case = self._case(str(name))
            if case is None:
                self._fault((*here, key, number), f"the study has no case {name!r}.{_of(str(name), self.listed)}")
            elif case in found:
                self._fault((*here, key, number), f"{case} is named twice. Keep one.")
            else:
                found.append(case)
        return tuple(found)

    def _case(self, name: str) -> str | None:
        return case_named(name, self.listed.values())

    def _number(self, entry: Mapping[str, Any], here: Path) -> int | None:
        said = entry.get("number")
        if said is not None and (isinstance(said, bool) or not isinstance(said, int) or said < 0):
            self._fault((*here, "number"), f"number is how many cases the statement counts, not {said!r}.")
            return None
        return said

    def _where(self, entry: Mapping[str, Any], here: Path) -> tuple[Condition, ...]:
        said = entry.get("where", [])
        given = [said] if isinstance(said, str) else said
        if not isinstance(given, list):
            self._fault((*here, "where"), "where is a condition or a list of them: unit=commune.")
            return ()
        found: list[Condition] = []
        for number, words in enumerate(given):
            try:
                found += read_conditions([str(words)], self.attributes)
            except BadCondition as error:
                self._fault((*here, "where", number), str(error))
        return tuple(found)

    def _misfits(self, statement: Statement, entry: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """What does not go together in a statement, each with the key it is told at."""
        cases, number, quantifier = statement.cases, statement.number, statement.quantifier
        if not {"quantifier", "cases", "number"} & set(entry):
            yield "quantifier", "nothing is claimed. Give a quantifier, or the cases or number it speaks of."
        if quantifier == "only" and not cases and number is None:
            yield "quantifier", "only which? Name the cases, or say the number."
        if quantifier == "only" and cases and number not in (None, len(cases)):
            yield "number", f"the statement names {len(cases)} and says that there are only {number}."
        if quantifier == "none" and (cases or statement.exceptions or number is not None):
            yield "quantifier", "none names and counts no cases. Write `only` with the cases that are the exception."
        if statement.group and (statement.degree or statement.value):
            yield "class", "degree and value are of codes; a class has neither."
        for case in sorted(set(cases) & set(statement.exceptions)):
            yield "except", f"{case} is named both as a case and as an exception."
        for case in (*cases, *statement.exceptions):
            if not self._meets(case, statement.where):
                yield "where", f"{case} does not meet the conditions, so the statement is not about it."

    def _meets(self, case: str, where: Sequence[Condition]) -> bool:
        return all(condition.holds(self.listed[case].facts) for condition in where)


def _line_and_column(problem: Problem) -> tuple[int, ...]:
    return tuple(int(part) for part in problem.place.rsplit(":", 2)[1:])


def _of(said: str, known: Iterable[str]) -> str:
    """A hint at what there is: what looks like it, else all where they are few."""
    names = list(known)
    near = did_you_mean(said, names)
    return near or (f" There are: {', '.join(names)}." if names and len(names) <= 30 else "")
