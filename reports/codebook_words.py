"""The codebook in words: its codes by family, the degrees of its scales, and the classes of its typologies."""

import re
from collections.abc import Iterator, Sequence

from coding.codebook.model import Code, Codebook, Typology, label_of, word
from reports.section import Section
from wording.catalogues import say

INDENT = "\u2003"
"""An em space a level: what shows that a code or class lies below another."""
_IDS = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+|(?:(?<=: )|(?<=typologie )|(?<=typology ))[a-z0-9_]+(?=[.,;]|$)")


def codebook_sections(codebook: Codebook, language: str, *, whole: bool = False) -> tuple[Section, ...]:
    """For each family its codes with definition, when to use them and when not, and an example; then scales, classes.

    `whole` gives every example, and the quotes that look like a code and are not, with the reason.
    """
    families = [code for code in codebook.codes.values() if code.parent is None]
    return (
        *(_family(family, codebook, language, whole=whole) for family in families),
        *_scales(codebook, language),
        *(_typology(typology, codebook, language, whole=whole) for typology in codebook.typologies.values()),
    )


def _family(family: Code, codebook: Codebook, language: str, *, whole: bool) -> Section:
    head = tuple(say(key, language) for key in ("code", "definition", "use_when", "avoid_when", "example"))
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
            )
        )
    return Section(label_of(codebook, family.id, language), rows=tuple(rows))


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
        (say(name, language), ", ".join(say(degree, language) for degree in degrees))
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
