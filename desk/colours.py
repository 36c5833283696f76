"""The colour of each code, and a mark of letters beside it that tells the code without any colour."""

from coding.codebook.model import Codebook, label_of
from reports.figures.palette import MANY
from wording.spelling import folded


def colour_of(book: Codebook, code: str) -> str:
    """The colour that the codebook gives the code or one above it, else that of its family, as in the reports."""
    at = code
    while at in book.codes:
        if book.codes[at].colour:
            return book.codes[at].colour
        at = at.rpartition(".")[0]
    families = [name for name in book.codes if "." not in name]
    family = code.partition(".")[0]
    return MANY[families.index(family) % len(MANY)] if family in families else MANY[-1]


def marks_of(book: Codebook, language: str) -> dict[str, str]:
    """A mark of two or three letters for each code, from its label; no two codes have the same."""
    taken: set[str] = set()
    marks: dict[str, str] = {}
    for code in book.codes:
        letters = "".join(sign for sign in folded(label_of(book, code, language)) if sign.isalnum()) or code
        words = [
            word for word in folded(label_of(book, code, language)).replace("-", " ").split() if word[:1].isalnum()
        ]
        wished = [*(f"{w[0]}{o[0]}" for w in words[:1] for o in words[1:]), letters[:2], letters[:3]]
        wished += [f"{letters[:1]}{number}" for number in range(2, 1_000)]
        marks[code] = next(mark for mark in wished if mark not in taken)
        taken.add(marks[code])
    return {code: mark.capitalize() for code, mark in marks.items()}


def style_sheet(book: Codebook) -> str:
    """A style sheet in which every code has its `--hue`, and words that are coded are underlined in each of these."""
    hues = {code: colour_of(book, code) for code in book.codes}
    marked = "".join(f'[data-code="{code}"]{{--hue:{hue}}}\n' for code, hue in hues.items())
    lit = "".join(
        f".near .words::highlight(hue-{hue[1:].lower()})"
        f"{{text-decoration:underline 2px {hue};text-underline-offset:3px}}\n"
        for hue in dict.fromkeys(hues.values())
    )
    return marked + lit
