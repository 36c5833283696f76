"""What changed from one recorded version of the codebook to another: codes added, removed, redefined."""

from collections.abc import Mapping
from dataclasses import dataclass

from coding.codebook.code_change import changed_parts
from coding.codebook.model import Code, Codebook


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """Ids of codes by what became of them.

    `redefined` are those whose label, definition, rules of use or scale changed; `shown_anew` are defined as before,
    but their cues, examples or near-misses changed. `typologies` were added, removed or changed. `renamed` are pairs of
    an id and what became of it on purpose: renamed, moved or merged; whatever else changed in such a code is told as of
    any other. `retired` were taken out of use, `in_use_again` put back into it; neither is another definition.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    redefined: tuple[str, ...] = ()
    shown_anew: tuple[str, ...] = ()
    typologies: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    retired: tuple[str, ...] = ()
    in_use_again: tuple[str, ...] = ()


def codebook_change(then: Codebook, now: Codebook, names: Mapping[str, str] | None = None) -> CodebookChange:
    """What differs between two versions, in the order of the newer one (codes removed in that of the older).

    `names` has the ids that codes of the older one have in the newer.
    """
    names = {old: new for old, new in (names or {}).items() if old in then.codes and new in now.codes}
    was = {code: code for code in then.codes if code not in names}
    for old, new in names.items():
        was.setdefault(new, old)
    kept = [code for code in now.codes if code in was]
    redefined = tuple(code for code in kept if changed_parts(then, now, was[code], code))
    typologies = dict.fromkeys((*now.typologies, *then.typologies))
    return CodebookChange(
        added=tuple(code for code in now.codes if code not in was),
        removed=tuple(code for code in then.codes if code not in now.codes and code not in names),
        redefined=redefined,
        shown_anew=tuple(c for c in kept if c not in redefined and _shown(then.codes[was[c]]) != _shown(now.codes[c])),
        typologies=tuple(name for name in typologies if _classes(then, name) != _classes(now, name)),
        renamed=tuple(names.items()),
        retired=tuple(code for code in kept if now.codes[code].retired and not then.codes[was[code]].retired),
        in_use_again=tuple(code for code in kept if then.codes[was[code]].retired and not now.codes[code].retired),
    )


def _shown(code: Code) -> object:
    """What shows or finds a code, without its line numbers."""
    cues = [(cue.kind, cue.phrase, cue.pattern, cue.weight) for cue in code.cues]
    examples = [(example.quote, example.text) for example in code.examples]
    return cues, examples, [(miss.quote, miss.because) for miss in code.near_misses]


def _classes(codebook: Codebook, name: str) -> object:
    """What a typology says, without its line numbers; None where there is no such typology."""
    typology = codebook.typologies.get(name)
    if typology is None:
        return None
    classes = [(one.id, one.label, one.definition, one.parent) for one in typology.classes]
    return typology.label, typology.definition, classes, typology.default
