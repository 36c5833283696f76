"""Tables in LaTeX: nothing in them is taken for a command, nothing of them leaks into the article."""

from reports.cell import Header
from reports.formats.latex import escape, latex
from reports.tables.rendering import RenderedCell, RenderedPart, RenderedRow, RenderedTable


def written(*labels, columns=2, notes=("n = cas codés.",)):
    rows = tuple(
        RenderedRow(
            label, label, 0, tuple(RenderedCell((RenderedPart("●"),), "coded", "codé") for _ in range(columns)), 1
        )
        for label in labels
    )
    heads = tuple(Header(str(at), f"Communauté {at}") for at in range(columns))
    legend = (("coded", "●", "codé"),)
    return "".join(latex(RenderedTable("t", "Titre", "Code", heads, rows, legend, notes, "fr"), study="Étude"))


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
    assert escape("50 % & 3 $ _ # {x} ~ ^ \\") == (
        r"50 \% \& 3 \$ \_ \# \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{}"
    )
    assert escape("a\x00b\nc") == "ab c"


def test_a_table_over_several_pages_has_its_caption_and_label_once_and_its_head_on_each():
    made = written("Vision")
    first, _, rest = made.partition("\\endfirsthead")
    assert first.count("\\caption{") == first.count("\\label{") == 1
    assert "\\caption" not in rest
    assert rest.partition("\\endhead")[0].count("\\toprule") == 1
