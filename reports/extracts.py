"""Extracts for readers: each once, under one code, with what readers may know of who says it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coding.codebook.model import ABSENT, label_of
from corpus.text import facts
from reports.attribute_words import shown_value
from reports.citations import Citation, Citations
from reports.explore.representative_quotes import representative
from reports.study_material import StudyMaterial
from reports.title_page import Amount
from wording.catalogues import say

A_FEW = 4
"""Extracts per family of codes."""
THEME = 0
"""The depth of the codes that a few extracts are chosen for: the families of the codebook."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_DAYS = ("date", "year")


@dataclass(frozen=True, slots=True)
class Extract:
    """A quote and who says it, as readers may know it; `position` is that of its coding."""

    quote: str
    credit: str
    position: int


@dataclass(frozen=True, slots=True)
class ExtractGroup:
    """The extracts of a code: its label, its depth in the codebook, and how many more there are."""

    label: str
    depth: int
    extracts: tuple[Extract, ...] = ()
    left: int = 0


def extracts_by_code(
    material: StudyMaterial, citations: Citations, *, amount: Amount, participant: str = ""
) -> tuple[ExtractGroup, ...]:
    """The extracts under their codes, in the order of the codebook; families without any are left out.

    An extract that has several codes is under the one that fewest extracts have, where it says most. With `few` they
    are those of a family of codes that a person chose as examples in the codebook, then the most typical
    (`representative`), of different cases where there are some.
    """
    if amount == "none":
        return ()
    by_code = _each_once(material, citations)
    return tuple(_without_empty_heads(_groups(by_code, material, amount, participant)))


def _each_once(material: StudyMaterial, citations: Citations) -> dict[str, list[tuple[int, Citation]]]:
    """Every different extract with the position of its coding, by the code that it is shown under."""
    present = material.codings.degree.numbers != material.codings.degree.number(ABSENT)
    positions = material.left(present)
    cited = list(zip(positions.tolist(), citations.at(positions), strict=True))
    often = Counter(citation.code for _, citation in cited)
    places: dict[tuple[str, int, int], list[tuple[int, Citation]]] = defaultdict(list)
    for position, citation in cited:
        if citation.code in material.codebook.codes:
            places[citation.text, citation.start, citation.end].append((position, citation))
    by_code: dict[str, list[tuple[int, Citation]]] = defaultdict(list)
    words: set[str] = set()
    for alike in places.values():
        position, citation = min(alike, key=lambda one: (often[one[1].code], one[0]))
        quote = plain(citation.quote)
        if quote not in words:
            words.add(quote)
            by_code[citation.code].append((position, citation))
    return by_code


def _groups(
    by_code: dict[str, list[tuple[int, Citation]]], material: StudyMaterial, amount: Amount, participant: str
) -> Iterator[ExtractGroup]:
    book, language = material.codebook, material.language
    marked = _marked(material)
    for code_id, code in book.codes.items():
        found = by_code.get(code_id, [])
        if amount == "few":
            if code.depth > THEME:
                continue
            below = book.subtree(code_id) if code.depth == THEME else (code_id,)
            found = [one for name in below for one in by_code.get(name, ())]
        chosen = found if amount == "all" else _best(found, marked)
        shown = tuple(Extract(plain(c.quote), credit(c, material, participant), at) for at, c in chosen)
        yield ExtractGroup(label_of(book, code_id, language), code.depth, shown, len(found) - len(shown))


def _marked(material: StudyMaterial) -> set[tuple[str, str]]:
    """Text and words of the quotes that a person chose: those that the codebook gives as examples of a code."""
    return {
        (example.text, plain(example.quote))
        for code in material.codebook.codes.values()
        for example in code.examples
        if example.text
    }


def _best(found: Sequence[tuple[int, Citation]], marked: set[tuple[str, str]]) -> list[tuple[int, Citation]]:
    """Those that a person chose, and as many typical ones as are wanted beside them."""
    chosen = [one for one in found if (one[1].text, plain(one[1].quote)) in marked][:A_FEW]
    typical = [one for one in _typical(found) if one not in chosen] if len(chosen) < A_FEW else []
    return [*chosen, *typical[: A_FEW - len(chosen)]]


def _typical(found: Sequence[tuple[int, Citation]]) -> list[tuple[int, Citation]]:
    chosen = representative([c.quote for _, c in found], [c.case for _, c in found], most=A_FEW)
    return [found[at] for at in chosen]


def _without_empty_heads(groups: Iterator[ExtractGroup]) -> Iterator[ExtractGroup]:
    """The groups that have extracts, and the heads above these."""
    heads: list[ExtractGroup] = []
    for group in groups:
        heads = [head for head in heads if head.depth < group.depth]
        if group.extracts:
            yield from heads
            heads = []
            yield group
        else:
            heads.append(group)


def plain(quote: str) -> str:
    """The quote in one line."""
    return " ".join(quote.split())


def credit(citation: Citation, material: StudyMaterial, participant: str = "") -> str:
    """Who says it, as readers may know it: `élu, commune, 2015` for the template `{role}, {unit}, {year}`.

    A template may name any attribute of the text, of an interview also those of its case, `{case}`, `{case.unit}`,
    `{kind}`, `{date}`, `{year}` and `{speaker}`; what is not known leaves no comma behind, and where nothing says who
    speaks, the kind of text does. Without one it is the role, or else the kind of text, and the case: a speaker's label
    may be a name.
    """
    known = _known(citation, material)
    if not participant:
        who = known.get("role") or known["kind"]
        return ", ".join(part for part in (who, known["case"]) if part)
    parts = participant.split(",")
    filled = [_FIELD.sub(lambda found: known.get(found[1].strip(), ""), part).strip() for part in parts]
    text = material.texts.get(citation.text)
    document = text is not None and text.kind == "document"
    named = any(filled[at] and not _says_nobody(part, document=document) for at, part in enumerate(parts))
    return ", ".join(words for words in ("" if named else known["kind"], *filled) if words)


def _says_nobody(part: str, *, document: bool) -> bool:
    """Whether the part only has days, which do not say who speaks, or what a document is about."""
    fields = _FIELD.findall(part)
    return bool(fields) and all(field in _DAYS or (document and field.partition(".")[0] == "case") for field in fields)


def _known(citation: Citation, material: StudyMaterial) -> dict[str, str]:
    text = material.texts.get(citation.text)
    # Who speaks is of the text's case, whichever the words are about.
    name = (text.case_at(citation.start) if text else None) or citation.case or ""
    case = material.cases.get(name)
    of_text = {name: value for name, value in facts(text).items() if value} if text else {}
    date = of_text.get("date", "")
    of_case = _shown(case.attributes, material) if case else {}
    return {
        # What a case list says of the people who were heard is not true of who wrote a document.
        **(of_case if text is None or text.kind == "interview" else {}),
        **{f"case.{name}": value for name, value in of_case.items()},
        **_shown(of_text, material),
        "case": name,
        "speaker": citation.speaker or "",
        "kind": say(f"a_{text.kind}", material.language) if text else "",
        "date": date,
        "year": date[:4],
    }


def _shown(facts: Mapping[str, str], material: StudyMaterial) -> dict[str, str]:
    """The facts as readers see them: the study's labels of values."""
    return {name: shown_value(name, value, material) for name, value in facts.items()}
