"""The runs of a Word paragraph: letters and how they are set, without what is hidden, deleted or an instruction."""

from collections.abc import Iterator
from typing import Any

from corpus.readers.left_out import LeftOut
from corpus.readers.set_runs import Run
from corpus.readers.word_styles import Styles, is_marked
from corpus.readers.word_styles import W as _W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BOX = f"{_W}txbxContent"
REMOVED = (f"{_W}del", f"{_W}moveFrom")
"""What a tracked change takes away here."""
_NOT_TEXT = frozenset(
    (*(f"{_W}{tag}" for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rt", "fldData")), BOX)
)
_SIGNS = {
    f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}  # fmt: skip
_PICTOGRAMS = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x78: "☒", 0xA7: "▪", 0xA8: "☐",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
"""Signs of the typeface Wingdings that people type, or that Word puts for `:)` and `-->`."""


def chosen(alternatives: Any) -> Any:
    """The children of the first choice that is made for newer programs, or else of the fallback; never both."""
    choice = alternatives.find(f"{_MC}Choice")
    found = choice if choice is not None else alternatives.find(f"{_MC}Fallback")
    return () if found is None else found


def is_alternatives(element: Any) -> bool:
    """Whether an element offers the same content for newer and older programs."""
    return bool(element.tag == f"{_MC}AlternateContent")


def runs_of(paragraph: Any, styles: Styles, style: str, left_out: LeftOut) -> list[Run]:
    """The runs of a paragraph in this style. Words that are left out are counted."""
    runs: list[Run] = []
    fields: list[int | None] = []
    for node in _run_nodes(paragraph, left_out):
        hidden, run = _run(node, styles, style)
        for text in _texts(node):
            if isinstance(text, _FieldMark):
                _step(text, fields, runs)
            elif hidden:
                left_out.hide(text)
            elif text:
                runs.append(run._replace(text=text))
    return runs


class _FieldMark(str):
    """The beginning, middle or end of a field: its instruction is between the first two, its result after them."""

    __slots__ = ()


def _step(mark: _FieldMark, fields: list[int | None], runs: list[Run]) -> None:
    """Take out the instruction of a field, once it is known where it ends."""
    if mark == "begin":
        fields.append(len(runs))
    elif fields and (start := fields[-1]) is not None:
        del runs[start:]
        fields[-1] = None
    if mark == "end" and fields:
        fields.pop()


def _run_nodes(element: Any, left_out: LeftOut) -> Iterator[Any]:
    """The runs below an element in order, of words and of formulas, through whatever wraps them."""
    for child in element:
        if child.tag in (f"{_W}r", f"{_MATH}r"):
            yield child
        elif child.tag in REMOVED:
            left_out.delete(removed_words(child))
        elif isinstance(child.tag, str) and child.tag not in _NOT_TEXT:
            yield from _run_nodes(chosen(child) if is_alternatives(child) else child, left_out)


def removed_words(element: Any) -> str:
    """The words below an element that a tracked change takes away."""
    return "".join(node.text or "" for node in element.iter(f"{_W}delText", f"{_W}t"))


def _run(node: Any, styles: Styles, paragraph_style: str) -> tuple[bool, Run]:
    """Whether a run is hidden, and how it is set."""
    properties = node.find(f"{_W}rPr")
    if properties is None:
        return paragraph_style in styles.hidden, Run(
            "", paragraph_style in styles.bold, paragraph_style in styles.italic
        )
    named = {paragraph_style, value(properties, "rStyle")}
    bold, italic, hidden = (
        bool(named & by_style) if (marked := is_marked(node, mark)) is None else marked
        for mark, by_style in (("b", styles.bold), ("i", styles.italic), ("vanish", styles.hidden))
    )
    colour = value(properties, "color")
    colour = "" if colour.lower() in ("auto", "000000") else colour.upper()
    return hidden, Run("", bold, italic, bool(is_marked(node, "u")), colour, _other(properties))


def _other(properties: Any) -> str:
    """What else sets a run apart: capitals, a marker, a style for letters, another size or typeface."""
    marks = [mark for mark in ("caps", "smallCaps") if properties.find(f"{_W}{mark}") is not None]
    values = [f"{mark} {value(properties, mark)}" for mark in ("highlight", "rStyle", "sz") if value(properties, mark)]
    typeface = properties.find(f"{_W}rFonts")
    face = typeface.get(f"{_W}ascii") or typeface.get(f"{_W}hAnsi") if typeface is not None else None
    return ", ".join([*marks, *values, *([f"typeface {face}"] if face else [])])


def value(properties: Any, name: str) -> str:
    """The value of one property, empty where it is not set."""
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return "" if found is None else found.get(f"{_W}val", "")


def _texts(run: Any) -> Iterator[str]:
    """The pieces of text in a run, and where fields begin and end."""
    for child in run:
        if child.tag in (f"{_W}t", f"{_MATH}t"):
            yield (child.text or "").replace("\r", " ").replace("\n", " ")
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}sym":
            yield _symbol(child)
        elif child.tag == f"{_W}fldChar":
            yield from _form_answer(child)
            yield _FieldMark(child.get(f"{_W}fldCharType", ""))
        elif child.tag == f"{_W}ruby":
            yield "".join(node.text or "" for node in child.iterfind(f"{_W}rubyBase//{_W}t"))


def _symbol(element: Any) -> str:
    """The sign of a typeface of signs; one that is not known keeps its number, so that nothing vanishes."""
    try:
        code = int(element.get(f"{_W}char", ""), 16)
    except ValueError:
        return ""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if element.get(f"{_W}font", "").lower().startswith("wingdings") and low in _PICTOGRAMS:
        return _PICTOGRAMS[low]
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _form_answer(field: Any) -> Iterator[str]:
    """What was ticked or chosen in an old form field, which shows it without writing it as text."""
    box, choices = field.find(f"{_W}ffData/{_W}checkBox"), field.find(f"{_W}ffData/{_W}ddList")
    if box is not None:
        ticked = box.find(f"{_W}checked") if box.find(f"{_W}checked") is not None else box.find(f"{_W}default")
        on = ticked is not None and ticked.get(f"{_W}val", "true") not in ("0", "false", "off")
        yield "☒" if on else "☐"
    if choices is not None:
        entries = [entry.get(f"{_W}val", "") for entry in choices.iterfind(f"{_W}listEntry")]
        which = value(choices, "result") or value(choices, "default") or "0"
        yield entries[int(which)] if which.isdecimal() and int(which) < len(entries) else ""
