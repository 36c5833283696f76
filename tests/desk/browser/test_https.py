"""A desk behind a proxy that speaks HTTPS: people sign in, the cookie travels by HTTPS alone, events arrive at once."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desk.accounts import Accounts
from tests.desk.conftest import served

TEXT = "nice-entretien"
PASSWORD = "a long password, long enough"


def certificate(folder: Path, name: str) -> ssl.SSLContext:
    """A certificate of our own for that name, which the test's browser is told to believe."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file = folder / "proxy.pem"
    file.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@contextmanager
def proxied(context: ssl.SSLContext, outer: int, inner: int) -> Iterator[None]:
    """What comes to one port by HTTPS is passed on to another as it is, and back as it comes."""
    ready, stop = threading.Event(), list[Callable[[], object]]()
    ends: list[asyncio.StreamWriter] = []

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends.append(writer)
        there, back = await asyncio.open_connection("127.0.0.1", inner)
        ends.append(back)

        async def flow(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            try:
                while part := await source.read(65_536):
                    sink.write(part)
                    await sink.drain()
            except OSError:
                pass
            finally:
                sink.close()

        await asyncio.gather(flow(reader, back), flow(there, writer))

    async def serve() -> None:
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        async with await asyncio.start_server(pass_on, "127.0.0.1", outer, ssl=context):
            stop.append(lambda: loop.call_soon_threadsafe(ended.set))
            ready.set()
            await ended.wait()
            for end in ends:  # a browser keeps some open: none may outlive the loop that closes it
                end.transport.abort()
            await asyncio.sleep(0.1)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(10)
    yield
    stop[0]()
    thread.join(10)
    assert not thread.is_alive()


def free_port() -> int:
    """A port that nobody listens on now."""

    async def found() -> int:
        async with await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0) as server:
            return int(server.sockets[0].getsockname()[1])

    with ThreadPoolExecutor(1) as pool:  # the browser has the loop of this thread
        return pool.submit(lambda: asyncio.run(found())).result()


def test_people_sign_in_and_work_together_by_https(coded, tmp_path, chromium):
    for who, role in (("anna", "lead"), ("basile", "analyst")):
        Accounts(coded).add(who, role, PASSWORD)
    inner, outer = free_port(), free_port()
    name = f"desk.localhost:{outer}"  # a browser finds such names at this computer
    with (
        served(coded, "--port", str(inner), "--name", name, "--proxy", "127.0.0.1") as url,
        proxied(certificate(tmp_path, "desk.localhost"), outer, inner),
    ):
        assert url == f"https://{name}/"
        pages = []
        for who in ("anna", "basile"):
            page = chromium.new_context(ignore_https_errors=True).new_page()
            page.goto(f"https://{name}/texts/{TEXT}")
            page.fill("[name=name]", who)
            page.fill("[type=password]", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_selector("html[data-drawn]")
            [cookie] = page.context.cookies()
            assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")
            pages.append(page)
        anna, basile = pages
        status = anna.evaluate(
            """async (row) => (await fetch("/api/decisions", { method: "POST",
                headers: { "content-type": "application/json" }, body: JSON.stringify([row]) })).status""",
            {"decision": "code", "text": TEXT, "code": "challenges", "quote": "travail en silos"},
        )
        assert status == 200
        basile.wait_for_selector("[data-coding]")
        for page in pages:
            page.context.close()
