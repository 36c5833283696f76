"""`glose agree` on the terminal: the codes, worst first, each with a sentence on why coders differ; disagreements."""

from typing import TYPE_CHECKING

from rich.table import Table

from commands.printing import console, styled, tell
from reports.agreement.sentences import ALPHA, why_words
from wording.messages import counted, decimal, language, quoted, share, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coding.quality.agreement.by_code import CodeAgreement
    from coding.quality.agreement.explaining import Explanation
    from reports.agreement.report import AgreementReport, ShownDisagreement
    from reports.section import Section
    from workbench.agreeing import StudyAgreement


def show_agreement(
    compared: "StudyAgreement",
    by_code: "Sequence[CodeAgreement]",
    together: "CodeAgreement",
    explained: "Mapping[str, Explanation]",
) -> None:
    """Print what was compared, the codes worst first, and a sentence for each on which coders differ (`explained`)."""
    from workbench.agreeing import codes_of

    used = codes_of(by_code)
    out = console()
    out.print(_lead(compared, [together, *by_code]))
    if used:
        spans = compared.asked.unit == "span"
        out.print(_spans_table([*used, together], compared) if spans else _table(compared, [*used, together]))
        out.print()
        if spans:
            _say_gamma(together)
        for one in () if spans else used:
            if words := why_words(one, explained.get(one.code or ""), language()):
                out.print(styled("[bold]{code}[/bold]  {words}", code=one.code, words=words))
    unused = len(by_code) - len(used)
    if unused:
        message = tr_n(
            "{n} code that nobody gave on a unit compared is left out; --json has it.",
            "{n} codes that nobody gave on a unit compared are left out; --json has them.",
            unused,
        )
        tell(message, err=True)


def _lead(compared: "StudyAgreement", found: "Sequence[CodeAgreement]") -> str:
    unit = unit_word(compared.asked.unit)
    coders = ", ".join(next((one.coders for one in found if one.coders), compared.coders))
    line = tr("Coders: {coders}. Unit: {unit}.", coders=coders, unit=unit)
    return line if any(one.n for one in found) else f"{line} {tr('They share no unit that two of them went through.')}"


def unit_word(unit: str) -> str:
    """What is compared, in the terminal's language."""
    return {
        "turn": tr("turn"),
        "passage": tr("passage"),
        "sentence": tr("sentence"),
        "character": tr("character"),
        "span": tr("span"),
    }[unit]


def _table(compared: "StudyAgreement", rows: "Sequence[CodeAgreement]") -> Table:
    two = len(compared.coders) == 2
    kappa, kappa_name = ("cohen_kappa", tr("kappa")) if two else ("fleiss_kappa", "Fleiss")
    more = () if two else (("conger_kappa", "Conger"),)
    intervals = compared.asked.resampling.times > 0
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(tr("code"), overflow="fold")
    heads = [tr("n"), tr("coded"), tr("prevalence"), tr("agree"), "alpha"]
    heads += [tr("low–high")] if intervals else []
    for head in [*heads, kappa_name, *(name for _, name in more), "AC1"]:
        table.add_column(head, justify="right")
    for one in rows:
        cells = [
            counted(one.n),
            counted(one.units),
            share(one.prevalence, 1),
            share(one.value("po")),
            _value(one, ALPHA),
        ]
        cells += [_interval(one)] if intervals else []
        cells += [_value(one, name) for name in (kappa, *(name for name, _ in more), "gwet_ac1")]
        table.add_row(one.code or tr("all together"), *cells, style="" if one.code else "bold")
    return table


def _spans_table(rows: "Sequence[CodeAgreement]", compared: "StudyAgreement") -> Table:
    measures = {"u_alpha_1995": "alpha 1995/2004", "u_alpha_2016": "alpha 2016", "gamma": "gamma"}
    intervals = compared.asked.resampling.times > 0
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(tr("code"), overflow="fold")
    heads = [tr("characters"), tr("spans")]
    for name, head in measures.items():
        heads += [head, tr("low–high")] if intervals and name != "gamma" else [head]
    for head in heads:
        table.add_column(head, justify="right")
    for one in rows:
        cells = [counted(one.n), counted(one.units)]
        for name in measures:
            cells.append(_value(one, name))
            cells += [_interval(one, name)] if intervals and name != "gamma" else []
        table.add_row(one.code or tr("all together"), *cells, style="" if one.code else "bold")
    return table


def _say_gamma(together: "CodeAgreement") -> None:
    """How exact gamma is, or why there is none."""
    from coding.quality.agreement.measured import Undefined
    from reports.agreement.sentences import reason_words

    found = together.measures["gamma"]
    if isinstance(found.value, Undefined):
        tell(tr("Gamma has no value: {reason}.", reason=reason_words(found.value.reason, language())), err=True)
    elif found.precision:
        message = tr(
            "Gamma is drawn at random: another seed gives a value within {n} of it.", n=decimal(found.precision, 3)
        )
        tell(message, err=True)


def _value(one: "CodeAgreement", measure: str) -> str:
    value = one.value(measure)
    return "–" if value is None else decimal(round(value, 2) + 0.0)


def _interval(one: "CodeAgreement", measure: str = ALPHA) -> str:
    found = one.measures[measure].interval if measure in one.measures else None
    return "–" if found is None else tr("{low} to {high}", low=decimal(found[0]), high=decimal(found[1]))


def show_disagreements(found: "Sequence[ShownDisagreement]") -> None:
    """Print each unit on which coders differ, with the quotes of those who gave the code and what others gave."""
    out = console()
    for one in found:
        source = tr("{text}, unit {number}", text=one.text, number=one.unit_number)
        out.print(styled("[bold]{code}[/bold]  [dim]{source}[/dim]", code=one.code, source=source))
        out.print(f"  {quoted(one.quote)}")
        for coder, there in one.coders.items():
            mine = one.codings[coder]
            same = [quoted(coding.place.quote) for coding in mine if coding.code == one.code]
            others = list(dict.fromkeys(coding.code for coding in mine if coding.code != one.code))
            words = " · ".join(same) or (tr("yes") if there else tr("no"))
            if others:
                words = tr("{words} (also: {codes})", words=words, codes=", ".join(others))
            out.print(styled("  [bold]{coder}[/bold]: {words}", coder=coder, words=words))
            for coding in mine:
                if coding.memo:
                    out.print(styled("    [dim]{memo}[/dim]", memo=coding.memo))
        out.print()
    tell(tr_n("{n} disagreement.", "{n} disagreements.", len(found)), err=True)


def show_more(report: "AgreementReport") -> None:
    """Print what the report has besides the codes: before and after, pairs, codes confused, suggestions seen."""
    from reports.agreement.paper import comparisons

    for section in comparisons(report, language()):
        _show_section(section)


def _show_section(section: "Section") -> None:
    out = console()
    head, *rows = section.rows
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0))
    for at, name in enumerate(head):
        table.add_column(name, overflow="fold", justify="left" if at == 0 or not _is_number(rows, at) else "right")
    for row in rows[:_MOST]:
        table.add_row(*row)
    out.print()
    out.print(styled("[bold]{title}[/bold]", title=section.title))
    out.print(table)
    if len(rows) > _MOST:
        left = len(rows) - _MOST
        message = tr_n(
            "{n} more line: `--out agreement.html` has it.", "{n} more lines: `--out agreement.html` has them.", left
        )
        tell(message, err=True)


def _is_number(rows: "Sequence[Sequence[str]]", at: int) -> bool:
    return all(row[at][:1].isdigit() or row[at][:1] in "–−" for row in rows)


_MOST = 10
"""So many lines of a table are shown on the terminal; files have all."""
