"""How `glose explore` shows cases, texts and places: similarity, portraits, contradictions, what is missing."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from commands.printing import console, styled, titled
from commands.screens.explore_codes import add, cropped, paragraph, show_notes, table_of
from commands.screens.terms import contradiction_word, degree_said, role_word, text_kind_word
from wording.case_term import case_term
from wording.messages import counted, decimal, language, quoted, share, tr, tr_n

if TYPE_CHECKING:
    from rich.text import Text

    from reports.citations import Citation
    from reports.contradictions import Contradiction
    from reports.explore.code_portrait import CodePortrait, CodeTally
    from reports.explore.missing import MissingCodings
    from reports.explore.similarity import CasePair, CaseSimilarity
    from reports.explore.text_portrait import TextPortrait
    from reports.study_material import StudyMaterial

QUOTES_PER_VALUE = 3
"""How many quotes are shown for one value of a contradiction."""


def show_similarity(found: "CaseSimilarity") -> None:
    """The tree of cases, then the pairs that are most similar and most different."""
    from reports.explore.branches import branches

    out = console()
    for line in branches(found.cases, found.links, width=max(out.width - 30, 30)):
        out.print(line, no_wrap=True, overflow="crop")
    pairs = found.pairs()
    chosen = min(5, (len(pairs) + 1) // 2)
    _show_pairs(tr("most similar"), pairs[:chosen])
    _show_pairs(tr("most different"), pairs[::-1][: min(chosen, len(pairs) - chosen)])
    show_notes(found.notes)


def _show_pairs(title: str, pairs: "Sequence[CasePair]") -> None:
    if not pairs:
        return
    shown = table_of(title, "", right=[tr("similarity"), tr("shared"), tr("1st only"), tr("2nd only")])
    for pair in pairs:
        counts = (len(pair.shared), len(pair.only_first), len(pair.only_second))
        add(shown, pair.first, pair.second, decimal(pair.similarity), *map(str, counts))
    console().print(shown)


def show_similar_cases(found: "CaseSimilarity", case: str) -> None:
    """The other cases by similarity, with what the nearest shares and what distinguishes the most different."""
    out = console()
    if case not in found.cases:
        out.print(tr("{case} has no code, so it cannot be compared.", case=case))
        return
    pairs = found.pairs(case)
    headings = [tr("similarity"), tr("shared"), tr("only {case}", case=case), tr("only the other")]
    shown = table_of(case, right=headings)
    for pair in pairs:
        counts = (len(pair.shared), len(pair.only_first), len(pair.only_second))
        add(shown, pair.second, decimal(pair.similarity), *map(str, counts))
    out.print(shown)
    nearest, opposite = pairs[0], pairs[-1]
    _codes(tr("shared with {case}, the most similar", case=nearest.second), nearest.shared)
    only = tr("only {case}, not {other}, the most different", case=case, other=opposite.second)
    _codes(only, opposite.only_first)
    _codes(tr("only {case}, not {other}", case=opposite.second, other=case), opposite.only_second)
    show_notes(found.notes)


def _codes(title: str, codes: Sequence[str], shown: int = 20) -> None:
    more = len(codes) - shown
    left = f" {tr_n('… and {n} more (--json)', '… and {n} more (--json)', more)}" if more > 0 else ""
    out = console()
    out.print(styled("[bold]{title}[/bold] ({n})", title=title, n=len(codes)))
    paragraph(f"{', '.join(codes[:shown]) or '–'}{left}", indent=2)


def show_code_portrait(found: "CodePortrait") -> None:
    """A code: its numbers, its cases, the codes that co-occur with it, its representative quotes."""
    out = console()
    out.print(styled("[bold]{label}[/bold]  [dim]{code}[/dim]", label=found.label, code=found.code))
    if found.definition:
        out.print(found.definition)
    out.print()
    out.print(_numbers(found))
    if found.absent:
        absent = tr("explicitly absent: {cases}", cases=", ".join(found.absent))
        out.print(absent, style="magenta")
    if found.unread:
        unread = tr("not found and not read to the end: {cases}", cases=", ".join(found.unread))
        out.print(unread, style="yellow")
    _show_tallies(tr("degrees"), found.degrees, degree_said)
    _show_tallies(tr("values"), found.values)
    _show_tallies(tr("kinds of text"), found.kinds, text_kind_word)
    _show_tallies(tr("coders"), found.coders)
    _show_tallies(tr("codes below"), found.below)
    cases = " · ".join(
        f"{c.case} {c.codings}{f' ({degree_said(c.strongest)})' if c.strongest else ''}" for c in found.cases
    )
    out.print(case_term(language()).many, style="bold")
    paragraph(cases or "–", indent=2)
    beside = " · ".join(f"{pair.second} {decimal(pair.c)} ({pair.together})" for pair in found.beside)
    what = {"what": tr("co-occurring in passages"), "unit": tr("(c, passages)")}
    out.print(styled("[bold]{what}[/bold] {unit}", **what))
    paragraph(beside or "–", indent=2)
    for quote in found.quotes:
        by = " · ".join(part for part in (quote.case, quote.text, quote.speaker, quote.code) if part)
        out.print()
        paragraph(quoted(" ".join(quote.quote.split())), indent=2)
        paragraph(by, indent=2, style="dim")
    show_notes(found.notes)


def _numbers(found: "CodePortrait") -> "Text":
    """Cases with the code, its codings, and how many of them were suggested."""
    whole = found.whole
    codings = tr(
        "{codings} in {texts}",
        codings=tr_n("{n} coding", "{n} codings", whole.codings),
        texts=tr_n("{n} text", "{n} texts", whole.texts),
    )
    suggested = tr("{n} from suggestions", n=counted(found.suggested))
    about = {"n": found.n, "total": found.total, "cases": case_term(language()).many, "codings": codings}
    return styled("[bold]{n}/{total}[/bold] {cases} · {codings} · {suggested}", **about, suggested=suggested)


def _show_tallies(title: str, tallies: "Sequence[CodeTally]", named: Callable[[str], str] = str) -> None:
    if tallies:
        numbers = " · ".join(f"{named(t.name)} {counted(t.codings)} (n {t.cases})" for t in tallies)
        console().print(title, style="bold")
        paragraph(numbers, indent=2)


def show_text_portrait(found: "TextPortrait") -> None:
    """A text: how much of it is read and coded, its speakers, and a line along it for each code."""
    from reports.explore.text_portrait import strip

    out = console()
    about = " · ".join(part for part in (text_kind_word(found.kind), found.case, found.date) if part)
    out.print(styled("[bold]{text}[/bold]  [dim]{about}[/dim]", text=found.text, about=about))
    passages = tr(
        "passages: {read}/{count} read, {coded}/{count} coded",
        read=found.passages_read,
        coded=found.passages_coded,
        count=found.passages,
    )
    codings = tr_n(
        "{n} coding on {share} of it", "{n} codings on {share} of it", found.codings, share=share(found.coded)
    )
    out.print(f"{tr_n('{n} word', '{n} words', found.words)} · {passages} · {codings}")
    if found.speakers:
        headings = [tr("turns"), tr("words"), tr("share"), tr("codings")]
        shown = table_of(tr("speaker"), tr("role"), right=headings)
        for s in found.speakers:
            numbers = (str(s.turns), counted(s.words), share(s.share), str(s.codings))
            add(shown, s.speaker or "–", role_word(s.role), *numbers)
        out.print(shown)
    room = min(max((len(line.code) for line in found.codes), default=0), out.width // 2)
    width = max(out.width - room - 6, 20)
    for line in found.codes:
        drawn = strip(line.spans, found.characters, width=width)
        along = {"code": f"{cropped(line.code, room):<{room}}", "drawn": drawn, "n": line.codings}
        out.print(styled("{code} [cyan]{drawn}[/cyan] {n}", **along), no_wrap=True, overflow="crop")
    show_notes(found.notes)


def show_contradictions(found: "Sequence[Contradiction]", material: "StudyMaterial", *, whole: bool) -> None:
    """Each contradiction with its quotes by value; degrees in a line each unless they are asked for (`whole`)."""
    from reports.citations import Citations

    out = console()
    citations = Citations(material)
    listed = [c for c in found if whole or c.kind != "degree"]
    citations.prepare(c.evidence for c in listed)
    for contradiction in listed:
        facts = [
            contradiction_word(contradiction.kind),
            tr_n("in {n} text", "in {n} texts", contradiction.texts),
            *([] if contradiction.one_coder else [tr("by different coders")]),
        ]
        about = {
            "code": contradiction.code,
            "case": contradiction.case or tr("no {term.one}", term=case_term(language())),
            "facts": " · ".join(facts),
        }
        out.print(styled("[bold]{code}[/bold] · [bold]{case}[/bold]  [dim]{facts}[/dim]", **about))
        _show_sides(contradiction, citations.of(contradiction), material)
    _show_degrees([c for c in found if not whole and c.kind == "degree"])
    out.print(_in_numbers(found))


def _show_degrees(graded: "Sequence[Contradiction]") -> None:
    """Codes with several degrees for a case, one line each."""
    if not graded:
        return
    out = console()
    term = case_term(language())
    unit = term.one if len(graded) == 1 else term.many
    title = tr_n(
        "{n} code and {unit} with several degrees", "{n} codes and {unit} with several degrees", len(graded), unit=unit
    )
    out.print(title, style="bold")
    for contradiction in graded:
        about = f"{contradiction.code} · {contradiction.case or tr('no {term.one}', term=case_term(language()))}"
        paragraph(
            tr("{what}: {detail}", what=about, detail=", ".join(map(degree_said, contradiction.values))), indent=2
        )
    out.print(tr("--kind degree shows their quotes.") + "\n", style="dim")


def _in_numbers(found: "Sequence[Contradiction]") -> str:
    """How many there are of each kind, in one line."""
    if not found:
        return tr("No code has two values for one {term.one} at two places.", term=case_term(language()))
    kinds = Counter[str](contradiction.kind for contradiction in found)
    numbers = ", ".join(f"{n} {contradiction_word(kind)}" for kind, n in kinds.items())
    count = tr_n("{n} contradiction", "{n} contradictions", len(found))
    return tr("{what}: {detail}.", what=count, detail=numbers)


def _show_sides(contradiction: "Contradiction", cited: "Sequence[Citation]", material: "StudyMaterial") -> None:
    out = console()
    for value in contradiction.values:
        places = [c for side, c in zip(contradiction.sides, cited, strict=True) if side.value == value]
        said = degree_said(value) if contradiction.kind in ("degree", "presence") else value
        paragraph(said, indent=2, style="magenta" if value == "absent" else "cyan")
        for citation in places[:QUOTES_PER_VALUE]:
            text = material.texts.get(citation.text)
            page = tr("p. {page}", page=citation.page) if citation.page else None
            kind = text_kind_word(text.kind) if text else None
            parts = (citation.text, kind, page, citation.speaker, citation.coder)
            paragraph(quoted(" ".join(citation.quote.split())), indent=4)
            paragraph(" · ".join(part for part in parts if part), indent=4, style="dim")
        if (more := len(places) - QUOTES_PER_VALUE) > 0:
            left = tr_n("and {n} more place (--json)", "and {n} more places (--json)", more)
            out.print(f"    {left}", style="dim")
    out.print()


def show_missing(found: "MissingCodings") -> None:
    """What is missing, one heading per kind; what is complete is not listed."""
    term = case_term(language())
    named = {
        tr("codes never used"): found.codes_unused,
        tr("codes about no {term.one}", term=term): found.codes_without_case,
        tr("codes that the codebook no longer has"): [f"{code} ({n})" for code, n in found.outdated.items()],
        tr("{term.many} without a code", term=term): found.cases_without_code,
        tr("{term.many} without a text", term=term): found.cases_without_text,
        tr("texts without a coding"): found.texts_without_coding,
        tr("texts of no {term.one}", term=term): found.texts_without_case,
    }
    out = console()
    for title, names in named.items():
        if names:
            out.print(styled("[bold]{title}[/bold] ({n})", title=title, n=len(names)))
            paragraph(", ".join(names), indent=2)
    if found.codings_without_case:
        out.print(titled(tr("codings about no {term.one}", term=term), counted(found.codings_without_case)))
    if found.unread:
        shown = table_of(tr("not read to the end"), tr("texts"), right=[tr("unread cells")])
        for case in found.unread:
            add(shown, case.case, ", ".join(case.texts) or tr("no text"), str(case.cells))
        out.print(shown)
    if not found.unread and not found.codings_without_case and not any(named.values()):
        out.print(
            tr("Nothing is missing: every code is used, all {term.many} have codings, every text is read.", term=term)
        )
    show_notes(found.notes)
