"""The texts of a file in the study: those that are there already, and the new ones with their files."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from corpus.problem import Problem
from corpus.read import text_of
from corpus.readers.registry import READERS
from corpus.text import Text
from exchange.project import Group, LeftOut, Source
from workbench.importing.known import KnownThings

SUFFIXES = (*READERS, ".xls", ".ods", ".mp3", ".mp4", ".wav", ".m4a", ".avi", ".mov", ".jpg", ".jpeg", ".png")
_ALIKE = 0.85
"""How alike (0 to 1, Indel on words) two texts of one name must be to be taken for one."""
_LONGEST = 150


@dataclass(slots=True)
class TextPlan:
    """`texts` gives the study's text for each source by GUID; `new` are those to be added, `files` their content."""

    texts: dict[str, Text] = field(default_factory=dict)
    new: list[Text] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def plan_texts(
    sources: Sequence[Source],
    there: Mapping[str, Text],
    known: KnownThings,
    *,
    cases: Mapping[str, str],
    groups: Iterable[Group],
    language: str,
    files_there: Iterable[str],
) -> TextPlan:
    """Where each source goes; `cases` gives a source's case by GUID, `files_there` are the names in texts/."""
    plan = TextPlan()
    by_content = {_content_key(text.content): text for text in there.values()}
    taken, files = set(there), {name.casefold() for name in files_there}
    in_groups: dict[str, list[str]] = {}
    for group in groups:
        for member in group.members:
            in_groups.setdefault(member, []).append(group.name)
    for source in sources:
        found = _there(source, there, by_content, known)
        if found is not None:
            plan.texts[source.guid] = found
            continue
        text_id = _free(text_id_of(source.name), taken)
        file = _free_file(text_id, files)
        facts = {key: value for key, value in source.attributes.items() if key and value}
        if source.description:
            facts.setdefault("description", source.description)
        if source.guid in in_groups:
            facts.setdefault("group", "; ".join(dict.fromkeys(in_groups[source.guid])))
        text, problems = text_of(
            source.content,
            file,
            text_id=text_id,
            case=cases.get(source.guid),
            usual=language,
            metadata=facts,
            language=source.language,
        )
        if text is None:
            plan.left_out.append(LeftOut("texts", source.name, "; ".join(problem.message for problem in problems)))
            continue
        plan.problems.extend(_without_speakers(problems))
        taken.add(text_id)
        files.add(file.casefold())
        plan.texts[source.guid] = text
        plan.new.append(text)
        plan.files[file] = source.content.encode("utf-8", "replace")
    return plan


def _there(
    source: Source, there: Mapping[str, Text], by_content: Mapping[str, Text], known: KnownThings
) -> Text | None:
    """The study's text that a source is: by GUID, by its characters, or by its name and nearly all of its words."""
    earlier = known.id("texts", source.guid)
    if earlier in there:
        return there[earlier or ""]
    same = by_content.get(_content_key(source.content))
    if same is not None:
        return same
    named = there.get(text_id_of(source.name)) or there.get(unicodedata.normalize("NFC", source.name))
    if named is None or source.excerpt:
        return named
    return named if _alike(source.content, named.content) >= _ALIKE else None


def _alike(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    words, others = one.split(), other.split()
    if not words or not others or min(len(words), len(others)) < _ALIKE * 0.5 * max(len(words), len(others)):
        return 0.0
    return float(Indel.normalized_similarity(words[:20_000], others[:20_000]))


def _without_speakers(problems: Sequence[Problem]) -> list[Problem]:
    """The doubts about reading; that a text has no speakers is usual for what was coded elsewhere."""
    return [problem for problem in problems if problem.level == "error"]


def _content_key(content: str) -> str:
    """What two copies of a text share: white space at the end differs from export to export."""
    return hashlib.sha256(content.rstrip().encode("utf-8", "replace")).hexdigest()


def text_id_of(name: str) -> str:
    """The id of a text with that name: without its suffix, in NFC, and without what cannot be part of a name."""
    plain = unicodedata.normalize("NFC", name).replace("/", "-").replace("\\", "-")
    plain = "".join(letter for letter in plain if letter.isprintable()).strip()
    suffix = PurePath(plain).suffix
    if suffix.casefold() in SUFFIXES and plain != suffix:
        plain = plain[: -len(suffix)].strip()
    return plain[:_LONGEST].strip() or "text"


def _free(wanted: str, taken: set[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _free_file(text_id: str, files: set[str]) -> str:
    """A file name that every system allows and that none in texts/ has."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", text_id).strip(". ") or "text"
    number, found = 1, f"{plain}.txt"
    while found.casefold() in files:
        number += 1
        found = f"{plain}-{number}.txt"
    return found
