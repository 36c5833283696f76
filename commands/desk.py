"""glose desk: the study in the browser."""

from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study
from commands.printing import print_json, tell
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Open the study in the browser: read, code, confirm, look at tables.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; default: one that is free.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen at; beyond this computer people sign in."
)
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A further name of the desk, e.g. that of the proxy."
)
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
@click.option("--json", "as_json", is_flag=True, help='Print {"url": …} on the first line, once the desk answers.')
@coder_option
@in_study
def desk(
    study: "Study", port: int, host: str, names: tuple[str, ...], no_browser: bool, as_json: bool, coder: str | None
) -> int:
    """Open the study in the browser, on this computer alone, until Ctrl-C.

    The desk does what the commands do, and records it in the same ledger: both can be used at once. Its address has a
    token that opens it once. Nothing is sent anywhere, and no page of another site can speak to it.

    \b
    Example:
      glose desk
      glose desk --coder anna --port 8420
      glose desk --json --no-browser --port 0
    """
    from desk.serving import serve

    folder, ledger = study.folder, study.settings.ledger
    who = coder or study.settings.coder
    study.close()

    def opened(url: str) -> None:
        if as_json:
            print_json([{"url": url}])
        else:
            tell(tr("The desk is open at {url}", url=url))
            tell(tr("Ctrl-C closes it; everything is recorded already."), err=True)

    serve(folder, ledger=ledger, coder=who, host=host, port=port, names=names, opened=opened, browse=not no_browser)
    return 0
