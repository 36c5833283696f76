"""What the commands share: the options that name a study and a coder, JSON lines, and progress bars."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.printing import console, painted_level, show_problems, tell, tell_painted, visible
from corpus.problem import GloseError
from wording.case_term import call_cases
from wording.degree_word import label_degrees
from wording.messages import LANGUAGES, ask_for_language, take_language_of_study, tr, tr_n

if TYPE_CHECKING:
    from corpus.speech.speakers import Speakers
    from workbench.study import Study

ACTING = "glose.coder"
"""Where click's context keeps who acts: a study is opened as that coder may see it."""


UNSIGNED = "glose.unsigned"
"""Where click's context keeps that nothing is to be signed, because the person says so."""


def _acting(context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    context.meta[ACTING] = value
    return value


def _without_signature(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    context.meta[UNSIGNED] = value


_coder_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--coder",
    envvar="GLOSE_CODER",
    metavar="NAME",
    callback=_acting,
    help="Coder's name; default: $GLOSE_CODER, else study.yaml's.",
)
_unsigned_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--unsigned",
    is_flag=True,
    expose_value=False,
    callback=_without_signature,
    help="Record without a signature, although the coder has a key.",
)


def coder_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--coder`: who records; and `--unsigned`, for a coder whose key cannot be used now."""
    return _coder_option(_unsigned_option(command))


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")


class Steps(click.Group):
    """A command with commands of its own, listed in working order; `default` is the one meant where none is named."""

    def __init__(self, *args: Any, default: str | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse them as usual, once the default command is named."""
        return super().parse_args(ctx, self.named(ctx, args))

    def named(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words with the default command before them if they are its options, or nothing at all."""
        its_own = not args or (args[0].startswith("-") and args[0] not in self.get_help_option_names(ctx))
        return [self.default, *args] if self.default is not None and its_own else args

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """Name them as they were declared."""
        return list(self.commands)


def formats_option(*known: str, default: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--format a,b`: the formats to write, given to the command as the list `formats`."""

    def chosen(_context: click.Context, _parameter: click.Parameter, value: str) -> list[str]:
        wanted = [part.strip() for part in value.split(",") if part.strip()]
        unknown = [part for part in wanted if part not in known]
        if unknown or not wanted:
            raise click.BadParameter(not_one_of(unknown, known))
        return list(dict.fromkeys(wanted))

    shown = f"One or several of {', '.join(known)}."
    return click.option(
        "--format", "formats", metavar="LIST", default=default, show_default=True, callback=chosen, help=shown
    )


def format_of(kind: str | None, out: Path | None, known: Sequence[str]) -> str:
    """The format asked for, else that of the file's extension, else md; raises UsageError where it is none of these."""
    extension = out.suffix.lower().removeprefix(".") if out else ""
    chosen = kind or {"markdown": "md", "htm": "html", "jsonl": "json"}.get(extension, extension) or "md"
    if chosen not in known:
        formats = "|".join(known)
        raise click.UsageError(
            tr("Unknown extension {extension!r}; pass --format {known}.", extension=extension, known=formats)
        )
    return chosen


def raw_formats(formats: list[str]) -> list[str]:
    """The formats with csv as programs want it; raises UsageError where csv is not among them."""
    if "csv" not in formats:
        raise click.UsageError(tr("--raw is about csv. Add `--format csv`."))
    return ["raw" if kind == "csv" else kind for kind in formats]


def share_of(written: str, option: str) -> float:
    """The share that an option gives, `10%` or `0.1`, from 0 to 1; raises BadParameter."""
    try:
        share = float(written.removesuffix("%").replace(",", ".")) / (100 if written.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise click.BadParameter(
            tr("{written!r} is not a share; write 10% or 0.1.", written=written), param_hint=option
        )
    return share


def not_one_of(unknown: Iterable[str], known: Iterable[str]) -> str:
    """That words of a list are not among those it may hold, or that it holds none."""
    names = ", ".join(known)
    if wrong := ", ".join(unknown):
        return tr("{words}: unknown. Choose from: {names}.", words=wrong, names=names)
    return tr("The list is empty. Choose from: {names}.", names=names)


_folder_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--study",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The study's folder; default: this folder or the nearest above it.",
)
_ledger_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--ledger", metavar="URL", help="The ledger's URL, if it is not the study's own."
)


def _ask(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        ask_for_language(value)


_lang_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    callback=_ask,
    help="Language of messages; default: $GLOSE_LANG, else the study's.",
)


def _tell_left_behind(study: "Study") -> None:
    """Where a codebook was recorded that was edited by hand: which codings have codes that it no longer has."""
    if study.revised:
        from workbench.lost_names import codes_left_behind

        with suppress(GloseError):  # what is wrong with the codebook is told by whatever reads it
            show_problems(codes_left_behind(study))


def _tell_hidden(study: "Study") -> None:
    """Say which texts are blind for who looks, and until when: what follows lacks what others recorded about them."""
    with suppress(GloseError):  # what is wrong with the study is told by whatever the command reads
        if study.hidden:
            from workbench.assigning import blind_words

            tell(blind_words(study), err=True)


def _ask_passphrase(question: str) -> str:
    """Ask on stderr for the passphrase of a key; what is typed is not shown."""
    return str(click.prompt(visible(question), hide_input=True, err=True))


def _tell_unsigned(study: "Study") -> None:
    """Say what was recorded without a signature by somebody who has a key."""
    for coder, entries in study.signing.left_unsigned.items():
        why = (
            tr("as you asked")
            if study.signing.unsigned
            else tr("the key of {coder} is not on this computer", coder=coder)
        )
        message = tr_n(
            "{n} entry of {coder} is not signed: {why}.",
            "{n} entries of {coder} are not signed: {why}.",
            entries,
            coder=coder,
            why=why,
        )
        tell_painted(f"{painted_level('warning')} {visible(message)}", err=True)


def _tell_opened(study: "Study") -> None:
    """Record and say which texts are open now, because what was recorded just now finished them."""
    coder = study.ledger.recorded_by
    if coder is not None:
        from workbench.assigning import open_finished

        for opened in open_finished(study, coder=coder):
            coders = ", ".join(opened.coders)
            tell(tr("{text} is open: {coders} have all finished it.", text=opened.text, coders=coders), err=True)


def in_study(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command an open study as its first argument, with the options --study, --ledger and --lang.

    A command that takes `lang` itself means the language of what it reads or writes: there `glose --lang fr COMMAND`
    is the way to ask for messages in a language.
    """

    @wraps(command)
    def opened(*args: Any, folder: Path | None, ledger: str | None, **options: Any) -> Any:
        from reports.figures.style import style_figures
        from workbench.study import Study

        meta = click.get_current_context().meta
        with Study.open(folder, ledger=ledger, viewer=meta.get(ACTING)) as study:
            study.signing.unsigned = meta.get(UNSIGNED, False)
            study.signing.ask = _ask_passphrase if sys.stdin.isatty() else None
            take_language_of_study(study.settings.language)
            call_cases(study.settings.unit)
            label_degrees(lambda: study.degree_labels)
            style_figures(study.settings.style)
            _tell_hidden(study)
            answer = command(study, *args, **options)
            _tell_left_behind(study)
            _tell_opened(study)
            _tell_unsigned(study)
            return answer

    with_language = opened if "lang" in signature(command).parameters else _lang_option(opened)
    return _folder_option(_ledger_option(with_language))


def speakers_of(given: str | None) -> "Speakers | None":
    """What `--speakers` says; raises GloseError with every fault in it."""
    if given is None:
        return None
    from corpus.speech.speakers import read_speakers

    speakers, problems = read_speakers(given)
    if speakers is None:
        raise GloseError(tr("The speakers could not be read; nothing was added."), problems)
    return speakers


def warn_of_nothing(cases: Iterable[object], where: Iterable[str]) -> None:
    """Say on stderr that no case is left: what follows is then empty because of the question, not of the study."""
    if where and not any(True for _ in cases):
        conditions = tr(" and ").join(where)
        message = tr("no case meets {conditions}.", conditions=conditions)
        tell_painted(f"{painted_level('warning')} {visible(message)}", err=True)


def warn_of_others(study: "Study", texts: Iterable[str], coder: str) -> None:
    """Say on stderr which of these texts are handed out, and not to this coder: they can be coded all the same."""
    from workbench.assigning import not_theirs

    show_problems(not_theirs(study, texts, coder))


def asked(question: str, *, default: bool = False) -> bool:
    """Ask on stderr for yes or no, in the terminal's language; Enter alone is the default."""
    yes, no = tr("yes"), tr("no")
    letters = f"{yes[0].upper()}/{no[0]}" if default else f"{yes[0]}/{no[0].upper()}"
    while True:
        answer = click.prompt(
            f"{visible(question)} [{letters}]", default=yes if default else no, show_default=False, err=True
        )
        # "y" is understood in every language: fingers know it.
        if (first := answer.strip().casefold()[:1]) in (yes[0], "y"):
            return True
        if first == no[0]:
            return False


@contextmanager
def progress_bar(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on stderr with the time left, where stderr is a terminal; the caller reports the steps done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)

        def advance(steps: int = 1) -> None:
            progress.advance(task, steps)

        yield advance
