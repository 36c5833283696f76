"""A table in LaTeX: a longtable that breaks over pages, with its notes; for pdflatex, xelatex and lualatex alike."""

import re
from collections.abc import Iterator

from reports.formats.plain import cells_of
from reports.tables.paper import Sheet
from reports.wording import say

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "●": r"$\bullet$",
    "○": r"$\circ$",
    "∅": r"$\emptyset$",
    "\u202f": r"\,",
    "\u00a0": "~",
    "\u2003": r"\quad{}",
}


def latex(sheet: Sheet, *, study: str) -> Iterator[str]:
    """The table as LaTeX; it needs the packages named in its first line."""
    yield "% \\usepackage{longtable,booktabs,array,pdflscape}  (and, with pdflatex, \\usepackage[T1]{fontenc})\n"
    yield f"% {_plain(study)}\n"
    yield "\\begin{landscape}\n" if len(sheet.columns) > 6 else ""
    yield "{\\small\n" if len(sheet.columns) > 6 else ""
    yield f"\\begin{{longtable}}{{{_shape(sheet)}}}\n"
    yield f"\\caption{{{escape(sheet.title)}}}\\label{{tab:{_plain(sheet.id)}}}\\\\\n\\toprule\n"
    yield _line(sheet.heads(), rotated=not sheet.wide) + "\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot\n"
    for row in sheet.rows:
        yield _line(cells_of(sheet, row))
    if sheet.totals:
        yield "\\midrule\n" + _line(cells_of(sheet, sheet.totals))
    yield "\\end{longtable}\n"
    yield "}\n\\end{landscape}\n" if len(sheet.columns) > 6 else ""
    if sheet.legend:
        signs = "; ".join(f"{escape(sign)} {escape(words)}" for _, sign, words in sheet.legend)
        yield f"\\noindent\\footnotesize {escape(say('legend', sheet.language))}: {signs}.\\par\n"
    for note in sheet.notes:
        yield f"\\noindent\\footnotesize {escape(note)}\\par\n"


def _shape(sheet: Sheet) -> str:
    if sheet.wide:
        width = f"{0.68 / max(len(sheet.columns), 1):.3f}\\linewidth"
        middle = f">{{\\raggedright\\arraybackslash}}p{{{width}}}" * len(sheet.columns)
        first = "0.2"
    else:
        middle = "c" * len(sheet.columns)
        first = "0.3"
    more = len(sheet.heads()) - len(sheet.columns) - 1
    return f">{{\\raggedright\\arraybackslash}}p{{{first}\\linewidth}}{middle}{'r' * more}"


def _line(cells: list[str], *, rotated: bool = False) -> str:
    said = [escape(cell) for cell in cells]
    if rotated and len(cells) > 8:
        said = [said[0], *(f"\\rotatebox{{90}}{{{cell}}}" for cell in said[1:])]
    return " & ".join(said) + r" \\" + "\n"


def escape(text: str) -> str:
    """The text so that LaTeX prints it as it is; line breaks become blanks."""
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split("\n")))


def _plain(text: str) -> str:
    return re.sub(r"[^\w .:()'’,-]", "", text)
