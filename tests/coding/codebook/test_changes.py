"""What changed between two versions of a codebook."""

from coding.codebook.changes import CodebookChange, codebook_change
from coding.codebook.file import load_codebook
from coding.codebook.model import Codebook

FIRST = """\
codes:
  - {id: a, label: A, definition: "La première.", cues: [un]}
  - {id: b, label: B}
  - {id: c, label: C, cues: [trois]}
typologies:
  - {id: t, label: T, classes: [{id: one, label: Un}]}
"""


def book(source: str) -> Codebook:
    return load_codebook(source)


def test_the_same_codebook_laid_out_anew_has_not_changed():
    assert codebook_change(book(FIRST), book("# A note above.\n\n" + FIRST)) == CodebookChange()


def test_codes_added_removed_redefined_and_shown_anew_are_told_apart():
    now = FIRST.replace("La première", "La toute première").replace("[trois]", "[trois, quatre]")
    now = now.replace("  - {id: b, label: B}\n", "  - {id: d, label: D}\n").replace("label: Un", "label: Une")
    found = codebook_change(book(FIRST), book(now))
    assert found == CodebookChange(("d",), ("b",), ("a",), ("c",), ("t",))


def test_codes_taken_out_of_use_and_put_back_are_told():
    out = FIRST.replace("label: B}", "label: B, retired: Plus dit.}")
    away, back = codebook_change(book(FIRST), book(out)), codebook_change(book(out), book(FIRST))
    assert (away.retired, away.in_use_again) == (back.in_use_again, back.retired)
    assert (away.retired, away.in_use_again) == (("b",), ())
