"""What changed from one recorded version of the codebook to another: codes added, removed, redefined."""

from dataclasses import dataclass

from coding.codebook.code_change import changed_parts
from coding.codebook.model import Code, Codebook


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """Ids of codes by what became of them.

    `redefined` are those whose label, definition, rules of use or scale changed; `shown_anew` are defined as before,
    but their cues, examples or near-misses changed. `typologies` were added, removed or changed.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    redefined: tuple[str, ...] = ()
    shown_anew: tuple[str, ...] = ()
    typologies: tuple[str, ...] = ()


def codebook_change(then: Codebook, now: Codebook) -> CodebookChange:
    """What differs between two versions, in the order of the newer one (codes removed in that of the older)."""
    kept = [code for code in now.codes if code in then.codes]
    redefined = tuple(code for code in kept if changed_parts(then, now, code))
    typologies = dict.fromkeys((*now.typologies, *then.typologies))
    return CodebookChange(
        added=tuple(code for code in now.codes if code not in then.codes),
        removed=tuple(code for code in then.codes if code not in now.codes),
        redefined=redefined,
        shown_anew=tuple(c for c in kept if c not in redefined and _shown(then.codes[c]) != _shown(now.codes[c])),
        typologies=tuple(name for name in typologies if _classes(then, name) != _classes(now, name)),
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
