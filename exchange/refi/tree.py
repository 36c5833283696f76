"""The parts of a project that are no texts: people, codes, variables, cases, sets, notes' references."""

from collections.abc import Iterator
from typing import Any

from exchange.guids import plain_guid
from exchange.markup import child, children, local, words
from exchange.project import Attribute, Group, Kind, Person, ProjectCase, TreeCode

_MEMBERS = ("MemberCode", "MemberSource", "MemberNote")
KIND_OF: dict[str, Kind] = {
    "Project": "texts",
    "Code": "codes",
    "Case": "cases",
    "Coding": "codings",
}


def guid(element: Any, name: str = "guid") -> str:
    """The GUID in an attribute; empty where there is none."""
    return plain_guid(element.get(name, ""))


def people_in(root: Any) -> tuple[Person, ...]:
    """The users, in order."""
    users = child(root, "Users")
    found = () if users is None else children(users, "User")
    return tuple(
        Person(guid(user), user.get("name") or user.get("id") or f"user {number}")
        for number, user in enumerate(found, 1)
    )


def codes_in(root: Any) -> Iterator[TreeCode]:
    """The codes, parents before children; whatever the namespace."""
    codes = next((element for element in root.iter() if local(element) == "Codes"), None)
    waiting: list[tuple[Any, str | None]] = [
        (code, None) for code in reversed([] if codes is None else list(children(codes, "Code")))
    ]
    while waiting:
        code, parent = waiting.pop()
        own = guid(code)
        description = words(child(code, "Description"))
        codable = code.get("isCodable", "true").casefold() not in ("false", "0")
        yield TreeCode(own, code.get("name", ""), parent, description, code.get("color", ""), codable)
        waiting.extend((below, own) for below in reversed(list(children(code, "Code"))))


def groups_in(root: Any) -> tuple[Group, ...]:
    """The sets, of a project and of its codebook."""
    return tuple(
        Group(
            guid(element),
            element.get("name", ""),
            tuple(guid(m, "targetGUID") or guid(m) for m in children(element, *_MEMBERS)),
            words(child(element, "Description")),
        )
        for element in root.iter()
        if local(element) == "Set"
    )


def attributes_in(root: Any) -> tuple[Attribute, ...]:
    """The variables."""
    variables = child(root, "Variables")
    found = () if variables is None else children(variables, "Variable")
    return tuple(Attribute(guid(one), one.get("name", ""), one.get("typeOfVariable", "Text")) for one in found)


def values_in(element: Any, names: dict[str, str]) -> dict[str, str]:
    """The values of variables on a case or source, by the variable's name; empty ones are left out."""
    found: dict[str, str] = {}
    for value in children(element, "VariableValue"):
        reference = child(value, "VariableRef")
        name = names.get(guid(reference, "targetGUID")) if reference is not None else None
        written = next((words(one) for one in children(value) if local(one) != "VariableRef"), "")
        if name and written:
            found[name] = written
    return found


def cases_in(root: Any, names: dict[str, str]) -> tuple[ProjectCase, ...]:
    """The cases, with what belongs to them; `names` are those of the variables by GUID."""
    cases = child(root, "Cases")
    return tuple(
        ProjectCase(
            guid(case),
            case.get("name") or "",
            words(child(case, "Description")),
            values_in(case, names),
            tuple(guid(one, "targetGUID") for one in children(case, "SourceRef")),
            tuple(guid(one, "targetGUID") for one in children(case, "SelectionRef")),
        )
        for case in ([] if cases is None else children(cases, "Case"))
    )
