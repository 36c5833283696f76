"""A table in LaTeX: a longtable that breaks over pages, with its notes; for pdflatex, xelatex and lualatex alike."""

import re
import unicodedata
from collections.abc import Iterator

from reports.figures.lettering import printable, width_of
from reports.formats.fitting import TALL, Page, Panel, panels
from reports.formats.plain import cells_of, legend_line
from reports.tables.rendering import RenderedTable
from wording.catalogues import say
from wording.typography import typeset

_UPRIGHT = Page(width=370, largest=9, least=8)
_LYING = Page(width=590, largest=9, least=7)
"""Within the margins that LaTeX's own classes have on A4, in points."""
_EM = 1.05
"""Letters of LaTeX are about so much wider than those that were measured."""
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
    "[": "{[}",  # after the end of a line it would begin an option
    "*": "{*}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "●": r"$\bullet$",
    "○": r"$\circ$",
    "∅": r"$\emptyset$",
    "−": "$-$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "≠": r"$\neq$",
    "≈": r"$\approx$",
    "×": r"$\times$",
    "→": r"$\to$",
    "χ": r"$\chi$",
    "\u202f": r"\,",
    "\u2009": r"\,",
    "\u2011": "-",
    "\u200b": "",
    "\u00a0": "~",
    "\0": "{}",
    "\u2003": r"\quad{}",
    "\u2028": " ",
    "\u2029": " ",
    **{raised: rf"\textsuperscript{{{at}}}" for at, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
}
_JOINED = re.compile("(?<=([-,']))(?=\\1)")
"""Between two signs that LaTeX would make one of: a dash, or a quotation mark."""
_STRANGE = re.compile(
    "[^\\s!-~\u00a0-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017eȘșȚț…‐–—‘’‚“”„†‡•‰‹›€№™←↑↓]"
)
"""What the fonts of pdflatex do not have, `_SPECIAL` aside."""
_APART = r"\addlinespace[2pt]"
"""Between rows of several lines, so that it is seen where one ends."""


def latex(rendered: RenderedTable, *, study: str) -> Iterator[str]:
    """The table as LaTeX; it needs the packages named in its first line, and its second names letters that need more.

    A table that is too wide for an upright page lies on its side, one that is too wide for that too comes in parts.
    Nothing in it is changed by LaTeX: two hyphens stay two, and no blank is set before the colon of a time.
    """
    fitted = panels(rendered, _UPRIGHT)
    lying = len(fitted) > 1 or rendered.landscape
    fitted = panels(rendered, _LYING) if lying else fitted
    strange = _strange(rendered)
    yield "% \\usepackage{longtable,booktabs,array,graphicx,pdflscape}"
    yield "  (and, with pdflatex, \\usepackage[T1]{fontenc} and [utf8]{inputenc})\n"
    yield f"% pdflatex has no {strange}: use lualatex or xelatex, with a font that does\n" if strange else ""
    yield f"% {_plain(study)}\n"
    yield "\\begin{landscape}\n" if lying else ""
    yield "\\begingroup\\setlength{\\tabcolsep}{2pt}\\setlength{\\LTcapwidth}{\\linewidth}"
    yield "\\ifdefined\\NoAutoSpacing\\NoAutoSpacing\\fi\n"  # of babel in French
    for panel in fitted:
        yield from _panel(panel, rendered, of=len(fitted))
    yield from _below(rendered)
    yield "\\endgroup\n"
    yield "\\end{landscape}\n" if lying else ""


def _panel(panel: Panel, rendered: RenderedTable, *, of: int) -> Iterator[str]:
    part = panel.rendered
    title = rendered.title if of == 1 else rendered.part_title(panel.at, of)
    label = _plain(rendered.id) + ("" if panel.at == 1 else f"-{panel.at}")
    yield f"{{{_size(panel.size)}\n\\begin{{longtable}}{{{_shape(panel)}}}\n"
    head = "".join(_line(part.heads(), upright=panel.upright, last=len(part.columns)))
    yield f"\\caption{{{escape(title)}}}\\label{{tab:{label}}}\\\\\n\\toprule\n{head}\\midrule\n\\endfirsthead\n"
    yield f"\\toprule\n{head}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n\\bottomrule\n\\endlastfoot\n"
    for row in part.rows:
        yield _line(cells_of(part, row), apart=rendered.wide)
    if part.totals:
        yield "\\midrule\n" + _line(cells_of(part, part.totals))
    yield "\\end{longtable}}\n"


def _below(rendered: RenderedTable) -> Iterator[str]:
    """Legend and notes in small letters, which end with them."""
    for sentence in (*((legend_line(rendered),) if rendered.legend else ()), *rendered.notes):
        yield f"{{\\noindent\\footnotesize {escape(sentence)}\\par}}\n"
    if rendered.sources:
        yield f"{{\\noindent\\footnotesize\\textbf{{{escape(say('sources', rendered.language))}}}\\par}}\n"
    for sentence in rendered.sources:
        yield f"{{\\noindent\\scriptsize {escape(sentence)}\\par}}\n"


def _size(points: float) -> str:
    """The name of the largest letters that are no larger, in a document of ten or eleven points."""
    return next(
        (name for least, name in ((9, "\\small"), (8, "\\footnotesize"), (7, "\\scriptsize")) if points >= least),
        "\\tiny",
    )


def _shape(panel: Panel) -> str:
    rendered = panel.rendered
    middle = "\\raggedright" if rendered.wide else "\\centering"
    aligned = ["\\raggedright", *[middle] * len(rendered.columns)]
    aligned += ["\\raggedleft"] * (len(panel.widths) - len(aligned))
    return "".join(
        f">{{{how}\\arraybackslash}}p{{\\dimexpr {width:.4f}\\linewidth-2\\tabcolsep\\relax}}"
        for how, width in zip(aligned, panel.widths, strict=True)
    )


def _line(cells: list[str], *, upright: bool = False, last: int = 0, apart: bool = False) -> str:
    written = [escape(cell) for cell in cells]
    if upright:
        high = min(TALL, max(width_of(cell, _EM) for cell in cells[1 : last + 1]) + 0.5)
        turned = (
            f"\\rotatebox{{90}}{{\\parbox[c]{{{high:.1f}em}}{{\\raggedright {cell}}}}}"
            for cell in written[1 : last + 1]
        )
        written = [written[0], *turned, *written[last + 1 :]]
    return " & ".join(written) + r" \\" + (_APART if apart else "") + "\n"


def escape(text: str) -> str:
    """The text so that LaTeX prints it as it is; line breaks become blanks, marks are part of their letters."""
    words = typeset(unicodedata.normalize("NFC", " ".join(printable(text).split("\n"))))
    return "".join(_SPECIAL.get(character, character) for character in _JOINED.sub("\0", words))


def _strange(rendered: RenderedTable) -> str:
    """The letters of the table that pdflatex does not have, each once, with blanks between."""
    rows = [*rendered.rows, *((rendered.totals,) if rendered.totals else ())]
    lines = (
        *rendered.heads(),
        *rendered.notes,
        *rendered.sources,
        *(cell for row in rows for cell in cells_of(rendered, row)),
    )
    words = unicodedata.normalize("NFC", printable(" ".join((rendered.title, *lines))))
    return " ".join(sorted(set(_STRANGE.findall(words)) - _SPECIAL.keys()))


def _plain(text: str) -> str:
    return re.sub(r"[^\w .:()'’,-]", "", text)
