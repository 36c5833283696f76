"""Tables in LaTeX: nothing in them is taken for a command, nothing of them leaks into the article."""

import re

from reports.cell import Header
from reports.formats.fitting import TALL
from reports.formats.latex import escape, latex
from reports.tables.rendering import RenderedCell, RenderedPart, RenderedRow, RenderedTable


def written(*labels, columns=2, notes=("n = cas codés.",), head="Communauté", wide=False):
    rows = tuple(
        RenderedRow(
            label, label, 0, tuple(RenderedCell((RenderedPart("●"),), "coded", "codé") for _ in range(columns)), 1
        )
        for label in labels
    )
    heads = tuple(Header(str(at), f"{head} {at}") for at in range(columns))
    legend = (("coded", "●", "codé"),)
    rendered = RenderedTable("t", "Titre", "Code", heads, rows, legend, notes, "fr", wide=wide)
    return "".join(latex(rendered, study="Étude"))


def test_a_label_in_brackets_or_with_a_star_is_no_option_of_the_line_before():
    source = written("Vision", "[crochets]", "*étoile*")
    assert "\\\\\n{[}crochets]" in source
    assert "\\\\\n{*}étoile{*}" in source


def test_small_letters_end_with_the_legend_and_the_notes():
    source = written("Vision")
    assert source.count("\\begingroup") == source.count("\\endgroup") == 1
    for line in source.splitlines():
        if "footnotesize" in line and "noindent" in line:
            assert line.startswith("{")
            assert line.endswith("\\par}")


def test_the_legend_has_a_french_colon():
    assert "Légende : " in written("Vision").replace("~", " ").replace("\\,", " ")


def test_a_wide_table_lies_on_its_side_and_a_wider_one_comes_in_parts():
    assert "landscape" not in written("Vision").partition("\n")[2]
    assert "\\begin{landscape}" in written("Vision", columns=30)
    parts = written("Vision", columns=150)
    assert parts.count("\\begin{longtable}") > 1
    assert parts.count("\\label{tab:t}") == 1


def test_what_means_something_to_latex_is_printed_as_it_is():
    assert escape("50% & 3 $ _ # {x} ~ ^ \\") == (
        r"50\% \& 3 \$ \_ \# \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{}"
    )
    assert escape("a\x00b\nc") == "ab c"


def test_latex_makes_no_dash_and_no_quotation_mark_of_what_was_typed():
    assert escape("a--b") == "a-{}-b"
    assert escape("c---d ,,e''") == "c-{}-{}-d ,{},e'{}'"
    assert escape("``f?`g") == r"\textasciigrave{}\textasciigrave{}f?\textasciigrave{}g"


def test_french_signs_are_set_here_and_not_by_latex():
    assert escape("trois axes : l'énergie ; 10:30") == r"trois axes~: l’énergie\,; 10:30"
    assert r"\begingroup" in (line := next(at for at in written("Vision").splitlines() if "NoAutoSpacing" in at))
    assert r"\ifdefined\NoAutoSpacing" in line


def test_letters_that_pdflatex_lacks_are_named_at_the_beginning():
    assert "pdflatex has no" not in written("Vision : « l’Œuvre » → 5 €, Łódź, e\u0301tude", "≥ 3 ● \u202f")
    assert "% pdflatex has no β ж 中: use lualatex" in written("жж β 中").splitlines()[1]


def test_heads_that_stand_upright_are_as_high_as_the_longest():
    def height(head):
        return {float(at) for at in re.findall(r"parbox.c.{([\d.]+)em}", written("Vision", columns=30, head=head))}

    (low,), (high,), (highest,) = height("Nice"), height("Issy-les-Moulineaux"), height("Établissement public " * 3)
    assert low < high / 2
    assert highest == TALL


def test_rows_of_several_lines_stand_apart():
    assert written("Vision", "Objectifs", wide=True).count(r"\\\addlinespace") == 2
    assert "addlinespace" not in written("Vision")


def test_a_table_over_several_pages_has_its_caption_and_label_once_and_its_head_on_each():
    made = written("Vision")
    first, _, rest = made.partition("\\endfirsthead")
    assert first.count("\\caption{") == first.count("\\label{") == 1
    assert "\\caption" not in rest
    assert rest.partition("\\endhead")[0].count("\\toprule") == 1
