"""glose check: list what is wrong with the study."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import in_study, json_option
from commands.printing import print_json, show_problems, tell
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.problem import Problem
    from workbench.sealing import Claim
    from workbench.study import Study


def _or_archive(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command, or with --archive the check of an archive, for which no study is needed."""

    @wraps(command)
    def chosen(*args: Any, archive: Path | None, **options: Any) -> Any:
        return _check_archive(archive, as_json=options["as_json"]) if archive else command(*args, **options)

    return chosen


@click.command(short_help="Check the codebook, the ledger and every place in the texts.")
@click.option("--rebuild", is_flag=True, help="First rebuild the index of current codings from the entries.")
@click.option(
    "--against",
    metavar="FILE|HEAD",
    help="Only verify the ledger, and that what it held when this report, table or seal was written stands.",
)
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Only verify an archive of `glose archive`, folder or zip: every file there, no other, unchanged.",
)
@_or_archive
@json_option
@in_study
def check(study: "Study", rebuild: bool, against: str | None, as_json: bool) -> int:
    """Check the study and list everything that is wrong: errors (exit code 1) and warnings (advice).

    The codebook is validated (unknown keys, duplicate ids, bad patterns, shared cues, examples that no longer
    resolve), every chain and payload of the ledger is hashed again, and every quote is compared with its text.

    \b
    Example:
      glose check
      glose check --json
      glose check --against report/report.html
      glose check --archive study-archive.zip
    """
    from ledger.ed25519 import is_installed
    from workbench.checking import check_study
    from workbench.sealing import claims_of, ledger_against

    if rebuild:
        study.ledger.rebuild_index()
    claims = claims_of(against) if against else []
    problems = list(ledger_against(study, claims) if claims else check_study(study))
    errors = sum(problem.level == "error" for problem in problems)
    if as_json:
        print_json(_as_json(problems))
    else:
        show_problems(problems)
        for signed in (claim for claim in claims if claim.signed and is_installed() and not errors):
            tell(_signed(signed))
        tell(_standing(claims, errors) if claims else _summary(study, errors, len(problems) - errors))
    return 1 if errors else 0


def _check_archive(path: Path, *, as_json: bool) -> int:
    from workbench.exporting.archive_check import check_archive

    files, problems = check_archive(path)
    if as_json:
        print_json(_as_json(problems))
    else:
        show_problems(problems)
        good = tr_n("{n} file is there, unchanged.", "{n} files are there, all unchanged.", files)
        tell(tr_n("{n} error.", "{n} errors.", len(problems)) if problems else good)
    return 1 if problems else 0


def _as_json(problems: "Iterable[Problem]") -> "Iterator[dict[str, str]]":
    return ({"place": p.place, "message": p.message, "level": p.level} for p in problems)


def _signed(claim: "Claim") -> str:
    """Who signed a seal, which was verified."""
    from coding.records.keys import in_groups

    assert claim.signed is not None
    return tr(
        "{source}: signed by {coder} on {moment} with the key {key}.",
        source=claim.source,
        coder=claim.signed.coder,
        moment=claim.signed.made[:16].replace("T", " ") + " UTC",
        key=in_groups(claim.signed.key),
    )


def _standing(claims: "Sequence[Claim]", errors: int) -> str:
    """What the comparison with printed heads comes to."""
    most = max(claim.head.entries for claim in claims)
    if errors:
        return tr_n("{n} error: not all stands as it was.", "{n} errors: not all stands as it was.", errors)
    return tr_n(
        "{n} entry stands, unchanged and in its order.", "{n} entries stand, unchanged and in their order.", most
    )


def _summary(study: "Study", errors: int, warnings: int) -> str:
    """How many problems there are and, in a study without errors, how much was checked."""
    problems = tr(
        "{errors}, {warnings}.",
        errors=tr_n("{n} error", "{n} errors", errors),
        warnings=tr_n("{n} warning", "{n} warnings", warnings),
    )
    if errors:
        return problems
    codes = tr_n("{n} code", "{n} codes", len(study.codebook.codes))
    texts = tr_n("{n} text", "{n} texts", len(study.texts))
    return tr("{what}: {detail}", what=f"{codes}, {texts}", detail=problems)
