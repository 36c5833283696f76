"""glose desk: the study in the browser, and the accounts of those who reach it from other computers."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import Steps, coder_option, in_study, json_option
from commands.printing import console, print_json, tell
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


ROLES = ("lead", "analyst", "reviewer", "reader")


def _or_lobby(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command in its study; outside of any, a desk on which one is chosen or started."""

    @wraps(command)
    def chosen(*args: Any, folder: Path | None, **options: Any) -> Any:
        from workbench.study import NoStudy, find_study

        if folder is None:
            try:
                find_study(None)
            except NoStudy:
                return _lobby(**options)
        return command(*args, folder=folder, **options)

    return chosen


def _lobby(*, port: int, host: str, names: tuple[str, ...], no_browser: bool, as_json: bool, **more: Any) -> int:
    from desk.serving import serve_lobby

    outside = names[0] if names else host
    serve_lobby(Path.cwd(), coder=more["coder"], host=outside, port=port, opened=_told(as_json), browse=not no_browser)
    return 0


def _told(as_json: bool) -> Callable[[str], None]:
    """Says where the desk is open."""

    def opened(url: str) -> None:
        if as_json:
            print_json([{"url": url}])
        else:
            tell(tr("The desk is open at {url}", url=url))
            tell(tr("Ctrl-C closes it; everything is recorded already."), err=True)

    return opened


@click.group(
    cls=Steps, default="serve", short_help="Open the study in the browser: read, code, confirm, look at tables."
)
def desk() -> None:
    """Open the study in the browser. Without a command it is opened: `glose desk --port 8420` is `glose desk serve
    --port 8420`.

    \b
    Example:
      glose desk
      glose desk accounts add anna --role analyst
    """


@desk.command(short_help="Open it, until Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; default: one that is free.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen at; beyond this computer people sign in."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name under which a proxy passes the desk on by HTTPS, e.g. desk.example.org; people sign in.",
)
@click.option(
    "--proxy", metavar="ADDRESS", help="Address of the proxy, which is believed whom it passes on, e.g. 127.0.0.1."
)
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
@click.option("--json", "as_json", is_flag=True, help='Print {"url": …} on the first line, once the desk answers.')
@coder_option
@_or_lobby
@in_study
def serve(
    study: "Study",
    port: int,
    host: str,
    names: tuple[str, ...],
    proxy: str | None,
    no_browser: bool,
    as_json: bool,
    coder: str | None,
) -> int:
    """Open the study in the browser, on this computer alone, until Ctrl-C.

    The desk does what the commands do, and records it in the same ledger: both can be used at once. Its address has a
    token that opens it once. Nothing is sent anywhere, and no page of another site can speak to it.

    Outside a study the desk offers those below this folder, or to start one.

    \b
    Example:
      glose desk
      glose desk --coder anna --port 8420
      glose desk --json --no-browser --port 0
    """
    from corpus.loopback import is_loopback
    from desk.serving import serve as run

    folder, ledger = study.folder, study.settings.ledger
    who = coder or study.settings.coder
    study.close()

    if not names and not is_loopback(host):
        tell(tr("Passwords travel unencrypted unless a proxy with HTTPS passes the desk on: see --name."), err=True)
    run(
        folder,
        ledger=ledger,
        coder=who,
        host=host,
        port=port,
        names=names,
        proxy=proxy,
        opened=_told(as_json),
        browse=not no_browser,
    )
    return 0


@desk.group(cls=Steps, default="list", short_help="Who may sign in from other computers.")
def accounts() -> None:
    """Make, list and remove the accounts of people who sign in. They lie in desk-accounts.json of the study, passwords
    as Argon2 hashes.

    \b
    Example:
      glose desk accounts add anna --role analyst
      glose desk accounts list
    """


@accounts.command(short_help="Make an account, or give one another role and password.")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    required=True,
    help="A lead does all, an analyst codes, a reviewer reads and decides audits, a reader reads.",
)
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of stdin.")
@in_study
def add(study: "Study", name: str, role: str, password_stdin: bool) -> None:
    """Make an account. NAME is recorded with what the person decides. The password is asked twice.

    An account of that name gets the new role and password, and whoever is signed in as it has to sign in again.

    \b
    Example:
      glose desk accounts add anna --role analyst
      glose desk accounts add ben --role reader --password-stdin < password.txt
    """
    from desk.accounts import Accounts

    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _asked_twice()
    Accounts(study.folder).add(name, role, password)
    tell(tr("{name} may sign in as {role}.", name=name.strip(), role=role))


def _asked_twice() -> str:
    """A password that was typed twice alike; it is not shown."""
    while True:
        first = click.prompt(tr("Password"), hide_input=True, err=True)
        if first == click.prompt(tr("Once more"), hide_input=True, err=True):
            return str(first)
        tell(tr("The two passwords are not the same."), err=True)


@accounts.command("list", short_help="List them with their roles.")
@json_option
@in_study
def list_(study: "Study", as_json: bool) -> None:
    """List who may sign in, and in which role.

    \b
    Example:
      glose desk accounts list --json
    """
    from desk.accounts import Accounts

    known = Accounts(study.folder).all().values()
    if as_json:
        print_json({"name": one.name, "role": one.role} for one in known)
        return
    if not known:
        tell(tr("Nobody may sign in yet. `glose desk accounts add NAME` makes an account."), err=True)
        return
    from rich.table import Table

    table = Table(tr("name"), tr("role"), box=None, header_style="bold", pad_edge=False)
    for one in known:
        table.add_row(one.name, one.role)
    console().print(table)


@accounts.command(short_help="Remove one; what it recorded stays.")
@click.argument("name")
@in_study
def remove(study: "Study", name: str) -> None:
    """Remove an account: whoever is signed in as it is out at once. What it recorded stays.

    \b
    Example:
      glose desk accounts remove ben
    """
    from desk.accounts import Accounts

    Accounts(study.folder).remove(name)
    tell(tr("{name} may sign in no more.", name=name))
