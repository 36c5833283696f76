"""What keeps strangers out: only the desk's own pages may speak to it, and they load nothing from elsewhere."""

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wording.messages import tr

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script or style, nothing from another address, no frames."""
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_READING = frozenset({"GET", "HEAD"})


def too_much() -> str:
    """That more was sent than is taken."""
    return tr("That is more than the desk takes at once.")


class Guard:
    """Refuses requests under another host's name, and writes that come from another page; bounds what is sent.

    `hosts` are the names under which the desk is reached, with the port where it is not the usual one; those of
    `secure` are reached by HTTPS, at a proxy. A page that lets its own name point here (DNS rebinding) sends that name,
    and is refused.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], largest: int, secure: Collection[str] = ()) -> None:
        self.app = app
        self.origins = {host.lower(): f"http://{host.lower()}" for host in hosts}
        self.origins |= {host.lower(): f"https://{host.lower()}" for host in secure}
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or answer why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope["path"], scope["method"], Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        # For the cookie: whether it may travel by plain HTTP.
        scope["scheme"] = self.origins[Headers(scope=scope).get("host", "").lower()].partition(":")[0]
        await self.app(scope, self._bounded(receive), _with_headers(send))

    def _refusal(self, path: str, method: str, headers: Headers) -> PlainTextResponse | None:
        origin = self.origins.get(headers.get("host", "").lower())
        if origin is None:
            return PlainTextResponse(tr("This desk is not reached under that name."), 421)
        reads = method in _READING
        if reads and not path.startswith("/api/"):
            return None
        ours = headers.get("origin", origin).lower() == origin
        if not ours or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse(tr("Only the desk's own pages may change the study."), 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.largest:
            return PlainTextResponse(too_much(), 413)
        return None

    def _bounded(self, receive: Receive) -> Receive:
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.largest:
                raise HTTPException(413, too_much())
            return message

        return bounded


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sent
