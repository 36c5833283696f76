"""Running a desk: a port of this computer, the address with its token, the browser, until Ctrl-C."""

import socket
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import uvicorn
from starlette.types import ASGIApp

from corpus.loopback import is_loopback
from corpus.problem import GloseError
from desk.accounts import Accounts
from desk.app import application
from desk.desk import Desk
from desk.lobby import Lobby, Switch, lobby_application, put_desk
from wording.messages import tr

LOOPBACK = "127.0.0.1"
_TURN = 0.0005
"""Seconds after which suggestions that are being made let a request go on: it asks for its turn some twenty times."""


class CannotServe(GloseError):
    """The desk cannot be opened there."""


def serve(
    folder: Path,
    *,
    ledger: str | None,
    coder: str | None,
    host: str = LOOPBACK,
    port: int = 0,
    names: tuple[str, ...] = (),
    proxy: str | None = None,
    opened: Callable[[str], None],
    browse: bool = True,
) -> None:
    """Run the desk of a study until it is stopped. `opened` hears the address once the desk answers.

    Beyond this computer people sign in: where `host` is no address of this computer alone, or a proxy passes on what
    comes under one of `names`, by HTTPS. `proxy` is the address of the proxy, which is then believed who asks. Raises
    CannotServe where the port is taken, or where there is nobody who could sign in.
    """
    secure = [name for name in names if not is_loopback(_without_port(name))]
    near = is_loopback(host) and not secure
    if not near and not Accounts(folder).all():
        message = tr("Beyond this computer people sign in. Make an account first: `glose desk accounts add NAME`.")
        raise CannotServe(message)
    desk = Desk(folder, ledger=ledger, coder=coder, accounts=not near)
    more = [name for name in names if name not in secure]

    def ready(address: str) -> None:
        reached = f"https://{secure[0]}" if secure else address
        _tell(f"{address}/enter?token={desk.sessions.token()}" if near else f"{reached}/", opened, browse)
        desk.place_of(desk.coder).suggesting.start()

    try:
        _run(lambda hosts: application(desk, hosts=[*hosts, *more], secure=secure), ready, host, port, proxy)
    finally:
        desk.close()


def serve_lobby(
    folder: Path, *, coder: str | None, host: str, port: int, opened: Callable[[str], None], browse: bool
) -> None:
    """Run a desk without a study: one below `folder` is chosen or started there, and goes on at the same address.

    Raises CannotServe beyond this computer, for accounts are those of a study.
    """
    if not is_loopback(host):
        raise CannotServe(tr("Beyond this computer a desk needs a study: name it with --study."))
    switch, desks, hosts = Switch(), list[Desk](), list[str]()

    def put(desk: Desk) -> None:
        desks.append(desk)
        put_desk(switch, desk, hosts)

    lobby = Lobby(folder, coder, put)

    def app(reached: list[str]) -> Switch:
        hosts.extend(reached)
        switch.app = lobby_application(lobby, hosts=hosts)
        return switch

    def ready(address: str) -> None:
        _tell(f"{address}/enter?token={lobby.sessions.token()}", opened, browse)

    try:
        _run(app, ready, host, port, None)
    finally:
        for desk in desks:
            desk.close()


def _run(
    app: Callable[[list[str]], ASGIApp], ready: Callable[[str], None], host: str, port: int, proxy: str | None
) -> None:
    """Serve the application that is made for the names under which it is reached; `ready` hears its address."""
    config = uvicorn.Config(
        "",
        host=host,
        port=port,
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=1,
        proxy_headers=proxy is not None,
        forwarded_allow_ips=proxy,
        server_header=False,
    )
    try:
        listening = config.bind_socket()
    except SystemExit:
        raise CannotServe(tr("Port {port} is taken: choose another with --port, or 0 for any.", port=port)) from None
    # An answer goes in two pieces: without this the second waits for the first to be acknowledged, 40 ms.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    real = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    config.app = app([f"{shown}:{real}", f"localhost:{real}", f"127.0.0.1:{real}", f"[::1]:{real}"])
    server = _Server(config, lambda: ready(f"http://{shown}:{real}"))
    sys.setswitchinterval(_TURN)
    try:
        server.run(sockets=[listening])
    finally:
        listening.close()


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Begin to answer, then say so."""
        await super().startup(sockets=sockets)  # type: ignore[arg-type]
        if self.started:
            self._ready()


def _tell(url: str, opened: Callable[[str], None], browse: bool) -> None:
    opened(url)
    if browse:
        # In a thread of its own, for a browser may wait for the page before it lets go.
        Timer(0.1, lambda: webbrowser.open(url)).start()


def _without_port(name: str) -> str:
    return name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
