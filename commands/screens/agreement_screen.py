"""`glose agree` on the terminal: the codes, worst first, each with a sentence on why coders differ; disagreements."""

from typing import TYPE_CHECKING

from rich.table import Table

from coding.quality.agreement.measured import Undefined
from commands.printing import console, styled, tell
from commands.screens.agreement_printing import reason_words
from wording.messages import counted, decimal, quoted, share, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coding.quality.agreement.by_code import CodeAgreement
    from workbench.agreeing import Disagreement, StudyAgreement
    from workbench.study import Study

ALPHA = "krippendorff_alpha_nominal"


def show_agreement(
    compared: "StudyAgreement", by_code: "Sequence[CodeAgreement]", together: "Sequence[CodeAgreement]"
) -> None:
    """Print what was compared, the codes worst first, and a sentence for each on which coders differ."""
    from workbench.agreeing import codes_of

    used = codes_of(by_code)
    out = console()
    out.print(_lead(compared, [*together, *by_code]))
    if used:
        out.print(_table(compared, [*used, *together]) if together else _spans_table(used))
        out.print()
        for one in used if together else ():
            if words := sentence(compared, one):
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


def _spans_table(rows: "Sequence[CodeAgreement]") -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(tr("code"), overflow="fold")
    for head in (tr("characters"), tr("spans"), "alpha 1995/2004", "alpha 2016"):
        table.add_column(head, justify="right")
    for one in rows:
        numbers = (counted(one.n), counted(one.units), _value(one, "u_alpha_1995"), _value(one, "u_alpha_2016"))
        table.add_row(one.code, *numbers)
    return table


def _value(one: "CodeAgreement", measure: str) -> str:
    value = one.value(measure)
    return "–" if value is None else decimal(round(value, 2) + 0.0)


def _interval(one: "CodeAgreement") -> str:
    found = one.measures[ALPHA].interval
    return "–" if found is None else tr("{low} to {high}", low=decimal(found[0]), high=decimal(found[1]))


def sentence(compared: "StudyAgreement", one: "CodeAgreement") -> str:
    """Why coders differ on a code, or why alpha is undefined; empty where they agree on all."""
    parts = []
    found = one.measures[ALPHA].value
    if isinstance(found, Undefined):
        parts.append(tr("alpha is undefined: {reason}.", reason=reason_words(found.reason)))
    why = compared.explained(one)
    if not why.differing:
        return " ".join(parts)
    if why.uneven:
        parts.append(_uneven(*why.most, *why.least))
    parts.append(tr_n("They differ on {n} unit.", "They differ on {n} units.", why.differing))
    if why.instead:
        code, n = why.instead
        words = {"code": code, "n": counted(n)}
        parts.append(tr("Border cases with {code}: {n}.", **words))
    if why.neighbour:
        beside = counted(why.neighbour)
        parts.append(tr("Borders differ, not the code: {n}.", n=beside))
    if why.paradox:
        parts.append(_paradox(one))
    return " ".join(parts)


def _uneven(most: str, many: int, least: str, few: int) -> str:
    numbers = {"many": counted(many), "few": counted(few)}
    if few and abs(many / few - 2) < 0.25:
        return tr("{most} gives it twice as often as {least} ({many} to {few}).", most=most, least=least, **numbers)
    return tr("{most} gives it more often than {least} ({many} to {few}).", most=most, least=least, **numbers)


def _paradox(one: "CodeAgreement") -> str:
    return tr(
        "Prevalence paradox: they agree on {agreed} of units and alpha is {alpha} all the same, because nearly all "
        "judgements are the same. Look at positive agreement ({positive}) and AC1 ({ac1}) as well.",
        agreed=share(one.value("po")),
        alpha=_value(one, ALPHA),
        positive=_value(one, "positive_agreement"),
        ac1=_value(one, "gwet_ac1"),
    )


def show_disagreements(study: "Study", found: "Sequence[Disagreement]") -> None:
    """Print each unit on which coders differ, with the quotes of those who gave the code and what others gave."""
    out = console()
    held = study.ledger.codings_by_id([coding for one in found for ids in one.codings.values() for coding in ids])
    for one in found:
        source = tr("{text}, unit {number}", text=one.text, number=one.unit_number)
        out.print(styled("[bold]{code}[/bold]  [dim]{source}[/dim]", code=one.code, source=source))
        out.print(f"  {quoted(one.quote)}")
        for coder, there in one.coders.items():
            mine = [held[coding] for coding in one.codings[coder]]
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
