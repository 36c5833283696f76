"""How `glose explore` shows cases, texts and places in the terminal: likeness, portraits, contradictions, gaps."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.markup import escape

from commands.options import console, counted
from commands.screens.explore_codes import add, cropped, paragraph, show_notes, table_of

if TYPE_CHECKING:
    from reports.citations import Citation
    from reports.contradictions import Contradiction
    from reports.explore.code_portrait import CodePortrait, CodeTally
    from reports.explore.missing import MissingCodings
    from reports.explore.similarity import CasePair, CaseSimilarity
    from reports.explore.text_portrait import TextPortrait
    from reports.study_material import StudyMaterial

A_VALUE = 3
"""So many quotes are shown for one value of a contradiction."""


def show_likeness(found: "CaseSimilarity") -> None:
    """The tree of cases, then the pairs most alike and most opposite."""
    from reports.explore.branches import branches

    out = console()
    for line in branches(found.cases, found.links, width=max(out.width - 30, 30)):
        out.print(line, markup=False, no_wrap=True, overflow="crop")
    pairs = found.pairs()
    chosen = min(5, (len(pairs) + 1) // 2)
    _show_pairs("most alike", pairs[:chosen])
    _show_pairs("most opposite", pairs[::-1][: min(chosen, len(pairs) - chosen)])
    show_notes(found.notes)


def _show_pairs(title: str, pairs: "Sequence[CasePair]") -> None:
    if not pairs:
        return
    shown = table_of(title, "", right=["likeness", "shared", "1st only", "2nd only"])
    for pair in pairs:
        counts = (len(pair.shared), len(pair.only_first), len(pair.only_second))
        add(shown, pair.first, pair.second, f"{pair.similarity:.2f}", *map(str, counts))
    console().print(shown)


def show_case_likeness(found: "CaseSimilarity", case: str) -> None:
    """The other cases by likeness, with what the nearest shares and what tells the most opposite apart."""
    out = console()
    if case not in found.cases:
        out.print(f"{case} has no code, so it is like no other case.", markup=False)
        return
    pairs = found.pairs(case)
    shown = table_of(case, right=["likeness", "shared", f"only {case}", "only the other"])
    for pair in pairs:
        counts = (len(pair.shared), len(pair.only_first), len(pair.only_second))
        add(shown, pair.second, f"{pair.similarity:.2f}", *map(str, counts))
    out.print(shown)
    nearest, opposite = pairs[0], pairs[-1]
    _codes(f"shared with {nearest.second}, the nearest", nearest.shared)
    _codes(f"only {case}, not {opposite.second}, the most opposite", opposite.only_first)
    _codes(f"only {opposite.second}, not {case}", opposite.only_second)
    show_notes(found.notes)


def _codes(title: str, codes: Sequence[str], most: int = 20) -> None:
    more = f" … and {len(codes) - most} more (--json)" if len(codes) > most else ""
    out = console()
    out.print(f"[bold]{escape(title)}[/bold] ({len(codes)})")
    paragraph(f"{', '.join(codes[:most]) or '–'}{more}", indent=2)


def show_code_portrait(found: "CodePortrait") -> None:
    """A code: its numbers, its cases, what stands beside it, its typical quotes."""
    out = console()
    out.print(f"[bold]{escape(found.label)}[/bold]  [dim]{found.code}[/dim]")
    if found.definition:
        out.print(found.definition, markup=False)
    whole = found.whole
    numbers = f"{counted(whole.codings, 'coding')} in {counted(whole.texts, 'text')}"
    out.print(f"\n[bold]{found.n}/{found.total}[/bold] cases · {numbers} · {found.suggested:,} from suggestions")
    if found.absent:
        out.print(f"said to be absent: {', '.join(found.absent)}", style="magenta", markup=False)
    if found.unread:
        out.print(f"not found and not read to the end: {', '.join(found.unread)}", style="yellow", markup=False)
    parts = {"degrees": found.degrees, "values": found.values, "kinds": found.kinds, "coders": found.coders}
    for title, tallies in {**parts, "below": found.below}.items():
        _show_tallies(title, tallies)
    cases = " · ".join(f"{c.case} {c.codings}{f' ({c.strongest})' if c.strongest else ''}" for c in found.cases)
    out.print("[bold]cases[/bold]")
    paragraph(cases or "–", indent=2)
    beside = " · ".join(f"{pair.second} {pair.c:.2f} ({pair.together})" for pair in found.beside)
    out.print("[bold]beside it in passages[/bold] (c, passages)")
    paragraph(beside or "–", indent=2)
    for quote in found.quotes:
        by = " · ".join(part for part in (quote.case, quote.text, quote.speaker, quote.code) if part)
        out.print()
        paragraph(f"“{' '.join(quote.quote.split())}”", indent=2)
        paragraph(by, indent=2, style="dim")
    show_notes(found.notes)


def _show_tallies(title: str, tallies: "Sequence[CodeTally]") -> None:
    if tallies:
        told = " · ".join(f"{t.name} {t.codings:,} (n {t.cases})" for t in tallies)
        console().print(f"[bold]{title}[/bold]")
        paragraph(told, indent=2)


def show_text_portrait(found: "TextPortrait") -> None:
    """A text: how far it is read and coded, who speaks, and a line along it for each code."""
    from reports.explore.text_portrait import strip

    out = console()
    about = " · ".join(part for part in (found.kind, found.case, found.date) if part)
    out.print(f"[bold]{escape(found.text)}[/bold]  [dim]{escape(about)}[/dim]")
    out.print(
        f"{counted(found.words, 'word')} · passages {found.passages_read}/{found.passages} read, "
        f"{found.passages_coded}/{found.passages} coded · {counted(found.codings, 'coding')} on {found.coded:.0%} of it"
    )
    if found.speakers:
        shown = table_of("speaker", "role", right=["turns", "words", "share", "codings"])
        for s in found.speakers:
            add(shown, s.speaker or "–", s.role, str(s.turns), f"{s.words:,}", f"{s.share:.0%}", str(s.codings))
        out.print(shown)
    room = min(max((len(line.code) for line in found.codes), default=0), out.width // 2)
    width = max(out.width - room - 6, 20)
    for line in found.codes:
        drawn = strip(line.spans, found.characters, width=width)
        out.print(
            f"{cropped(line.code, room):<{room}} [cyan]{drawn}[/cyan] {line.codings}", no_wrap=True, overflow="crop"
        )
    show_notes(found.notes)


def show_contradictions(found: "Sequence[Contradiction]", material: "StudyMaterial", *, whole: bool) -> None:
    """Each contradiction with its quotes by value; degrees in a line each unless they are asked for (`whole`)."""
    from reports.citations import Citations

    out = console()
    citations = Citations(material)
    told = [c for c in found if whole or c.kind != "degree"]
    citations.prepare(c.evidence for c in told)
    for contradiction in told:
        by = "" if contradiction.one_coder else " · by different coders"
        where = counted(contradiction.texts, "text")
        head = f"[bold]{contradiction.code}[/bold] · [bold]{escape(contradiction.case or 'no case')}[/bold]"
        out.print(f"{head}  [dim]{contradiction.kind} · in {where}{by}[/dim]")
        _show_sides(contradiction, citations.of(contradiction), material)
    graded = [c for c in found if not whole and c.kind == "degree"]
    if graded:
        out.print(f"[bold]{counted(len(graded), 'code and case', 'codes and cases')} with several degrees[/bold]")
        for contradiction in graded:
            case = contradiction.case or "no case"
            paragraph(f"{contradiction.code} · {case}: {', '.join(contradiction.values)}", indent=2)
        out.print("--kind degree shows their quotes.\n", style="dim")
    out.print(_in_numbers(found), markup=False)


def _in_numbers(found: "Sequence[Contradiction]") -> str:
    """How many there are of each kind; the last line, for who looks at no other."""
    if not found:
        return "No code has two values for one case at two places."
    kinds = Counter[str](contradiction.kind for contradiction in found)
    told = ", ".join(f"{n} of {kind}" for kind, n in kinds.items())
    return f"{counted(len(found), 'contradiction')}: {told}."


def _show_sides(contradiction: "Contradiction", cited: "Sequence[Citation]", material: "StudyMaterial") -> None:
    out = console()
    for value in contradiction.values:
        places = [c for side, c in zip(contradiction.sides, cited, strict=True) if side.value == value]
        paragraph(value, indent=2, style="magenta" if value == "absent" else "cyan")
        for citation in places[:A_VALUE]:
            text = material.texts.get(citation.text)
            page = f"p. {citation.page}" if citation.page else None
            parts = (citation.text, text.kind if text else None, page, citation.speaker, citation.coder)
            paragraph(f"“{' '.join(citation.quote.split())}”", indent=4)
            paragraph(" · ".join(part for part in parts if part), indent=4, style="dim")
        if len(places) > A_VALUE:
            out.print(f"    and {len(places) - A_VALUE} more places (--json)", style="dim")
    out.print()


def show_gaps(found: "MissingCodings") -> None:
    """What is missing, a heading a kind; what is whole is not listed."""
    named = {
        "codes never used": found.codes_unused,
        "codes never about a case": found.codes_without_case,
        "codes the codebook no longer has": [f"{code} ({n})" for code, n in found.outdated.items()],
        "cases without a code": found.cases_without_code,
        "cases without a text": found.cases_without_text,
        "texts without a coding": found.texts_without_coding,
        "texts without a case": found.texts_without_case,
    }
    out = console()
    for title, names in named.items():
        if names:
            out.print(f"[bold]{title}[/bold] ({len(names)})")
            paragraph(", ".join(names), indent=2)
    if found.codings_without_case:
        out.print(f"[bold]codings about no case[/bold]: {found.codings_without_case:,}")
    if found.unread:
        shown = table_of("not read to the end", "texts", right=["cells unread"])
        for case in found.unread:
            add(shown, case.case, ", ".join(case.texts) or "no text", str(case.cells))
        out.print(shown)
    if not found.unread and not found.codings_without_case and not any(named.values()):
        out.print("Nothing is missing: every code is used, every case coded, every text read.")
    show_notes(found.notes)
