"""The codebook in words: its codes by family, the degrees of its scales, and the classes of its typologies."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from coding.codebook.model import Code, Codebook, Typology, label_of, word
from coding.records.columns import CodedColumns
from reports.section import Section
from wording.catalogues import say
from wording.degree_word import degree_word
from wording.numbers import number

INDENT = "\u2003"
"""An em space a level: what shows that a code or class lies below another."""
_IDS = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+|(?:(?<=: )|(?<=typologie )|(?<=typology ))[a-z0-9_]+(?=[.,;]|$)")


CodeUse = tuple[int, int]
"""How many codings a code has, and in how many texts; those of codes below it aside."""


def uses_of(codings: CodedColumns) -> dict[str, CodeUse]:
    """The uses of every code that has codings."""
    wide = len(codings.text.names)
    coded = codings.code.numbers >= 0
    pairs = np.unique(codings.code.numbers[coded].astype(np.int64) * wide + codings.text.numbers[coded]).tolist()
    texts = Counter(codings.code.names[pair // wide] for pair in pairs)
    return {code: (n, texts[code]) for code, n in codings.code.counts().items() if n}


def codebook_sections(
    codebook: Codebook, language: str, *, whole: bool = False, uses: Mapping[str, CodeUse] | None = None
) -> tuple[Section, ...]:
    """For each family its codes with definition, when to use them and when not, and an example; then scales, classes.

    `whole` gives every example, and the quotes that look like a code and are not, with the reason; with `uses` each
    code has its number of codings and of texts.
    """
    families = [code for code in codebook.codes.values() if code.parent is None]
    sections = [_family(family, codebook, language, whole=whole, uses=uses) for family in families]
    if uses is not None and sections:
        sections[0] = replace(sections[0], paragraphs=(say("codebook_uses", language),))
    return (
        *sections,
        *_scales(codebook, language),
        *(_typology(typology, codebook, language, whole=whole) for typology in codebook.typologies.values()),
    )


def _family(
    family: Code, codebook: Codebook, language: str, *, whole: bool, uses: Mapping[str, CodeUse] | None
) -> Section:
    counted = ("codebook_n",) if uses is not None else ()
    head = tuple(say(key, language) for key in ("code", "definition", "use_when", "avoid_when", "example", *counted))
    rows = [head]
    for code_id in codebook.subtree(family.id):
        code = codebook.codes[code_id]
        retired = [say("retired_code", language, why=code.retired)] if code.retired else []
        avoid = [*retired, *code.avoid_when, *(_near_misses(code, language) if whole else ())]
        rows.append(
            (
                INDENT * code.depth + label_of(codebook, code_id, language),
                _named(word(code.definition, language), codebook, language),
                _named(" ".join(code.use_when), codebook, language),
                _named(" ".join(avoid), codebook, language),
                _examples([example.quote for example in code.examples], language, whole=whole),
                *((_used(uses.get(code_id, (0, 0)), language),) if uses is not None else ()),
            )
        )
    return Section(label_of(codebook, family.id, language), rows=tuple(rows))


def _used(use: CodeUse, language: str) -> str:
    codings, texts = (number(n, language) for n in use)
    return f"{codings} ({texts})" if use[0] else codings


def _filled(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The rows (the first is the head) without the columns in which nobody has written anything."""
    kept = [at for at in range(len(rows[0])) if at == 0 or any(row[at] for row in rows[1:])]
    return tuple(tuple(row[at] for at in kept) for row in rows)


def _near_misses(code: Code, language: str) -> Iterator[str]:
    colon = say("figure_colon", language)
    for near in code.near_misses:
        yield f"{say('in_quotes', language, words=near.quote)}{colon}{near.because}"


def _examples(quotes: list[str], language: str, *, whole: bool) -> str:
    return " ".join(say("in_quotes", language, words=quote) for quote in (quotes if whole else quotes[:1]))


def _scales(codebook: Codebook, language: str) -> Iterator[Section]:
    """The degrees of each scale that a code uses, from the weakest to the strongest."""
    used = {code.scale for code in codebook.codes.values()}
    rows = tuple(
        (say(name, language), ", ".join(degree_word(degree, language) for degree in degrees))
        for name, degrees in codebook.scales.items()
        if name in used
    )
    if rows:
        head = (say("scale", language), say("degrees_in_order", language))
        yield Section(say("scales", language), rows=(head, *rows))


def _typology(typology: Typology, codebook: Codebook, language: str, *, whole: bool) -> Section:
    head = tuple(say(key, language) for key in ("class", "definition", "example"))
    rows = [
        (
            INDENT * len(typology.above(one.id)) + (word(one.label, language) or one.id),
            _named(word(one.definition, language), codebook, language),
            _examples([example.quote for example in one.examples], language, whole=whole),
        )
        for one in typology.classes
    ]
    definition = word(typology.definition, language)
    told = (_named(definition, codebook, language),) if definition else ()
    return Section(word(typology.label, language) or typology.id, told, _filled([head, *rows]))


def _named(text: str, codebook: Codebook, language: str) -> str:
    """The text with the labels of codes and typologies where it names them by their ids."""

    def label(found: re.Match[str]) -> str:
        name = found[0]
        if name in codebook.codes:
            shown = label_of(codebook, name, language)
        elif name in codebook.typologies:
            shown = word(codebook.typologies[name].label, language) or name
        else:
            return name
        return say("in_quotes", language, words=shown)

    return _IDS.sub(label, text)
