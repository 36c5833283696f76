"""The entry point: the group of commands, and the one place where an error becomes a message and an exit code."""

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from commands.names import COMMANDS
from commands.printing import tell, tell_error, tell_usage
from wording.case_term import call_cases
from wording.messages import LANGUAGES, ask_for_language, take_language_of_study, tr


class Commands(click.Group):
    """A group that imports the module of a command only when that command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """Name the commands in working order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command."""
        if cmd_name not in COMMANDS:
            return None
        name = {"import": "import_"}.get(cmd_name, cmd_name)
        command: click.Command = getattr(import_module(f"commands.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands, in working order"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="glose", prog_name="glose")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of messages; default: the study's, else the locale's."
)
def glose(lang: str | None) -> None:
    """Code qualitative interviews: suggestions you confirm, tables whose every cell quotes the text.

    Example: glose start my-study; glose add interviews/*.docx; glose confirm; glose tables
    """
    ask_for_language(lang)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave: 0 done, 1 a known error, 2 wrong usage, 3 unexpected (with a log)."""
    # A command is soon over: looking for cyclic garbage often costs a tenth of its time and frees next to nothing.
    gc.set_threshold(100_000, 50, 50)
    # Threads inside one product of matrices wait for each other while texts are parsed beside, and round otherwise.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command and give the exit code; every error becomes a message on stderr here and nowhere else."""
    from corpus.problem import GloseError

    ask_for_language(None)
    take_language_of_study(None)
    call_cases(None)
    stdout = sys.stdout
    try:
        result: Any = glose.main(arguments, prog_name="glose", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as help_asked:
        tell(help_asked.format_message(), err=True)
        return 2
    except click.UsageError as error:
        tell_usage(error)
        return 2
    except click.ClickException as error:
        tell(f"glose: {error.format_message()}", err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        tell("\n" + tr("glose: stopped; what was recorded before is kept."), err=True)
        return 1
    except GloseError as error:
        tell_error(error)
        return 1
    except SystemExit:
        # click leaves so, with stdout wrapped, when the reader of our output has left (`| head`); this is not an error.
        # Stdout is redirected so that closing it prints nothing.
        if sys.stdout is stdout:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        problem = f"{error.filename}: " if error.filename else ""
        problem += error.strerror or str(error)
        tell(tr("glose: {problem}. Nothing was recorded by this step.", problem=problem), err=True)
        return 1
    except Exception as error:  # noqa: BLE001 - the entry point catches everything, once
        return _unexpected(error)
    return result if isinstance(result, int) else 0


def _unexpected(error: Exception) -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="glose-", suffix=".log", delete=False) as log:
        traceback.print_exception(error, file=log)
    message = tr(
        "glose: unexpected {kind}: {error}. Details are in {log}; please report them without your texts.",
        kind=type(error).__name__,
        error=error,
        log=log.name,
    )
    tell(message, err=True)
    return 3


if __name__ == "__main__":
    main()
