"""A wire to a database server that breaks when it is told to: answers are lost, or nobody is reached."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path


class LossyWire:
    """Listens on `port`. With `loses_answer` the next COMMIT reaches the server and its answer is not passed on.

    `swallows` loses the COMMIT itself. `after` says what happens to the wire then: "up" or "down". While it is `down`
    every connection ends at once; while it is `silent`, none is ever answered.
    """

    def __init__(self, socket_folder: Path) -> None:
        self.socket = str(socket_folder / ".s.PGSQL.5432")
        self.loses_answer = self.swallows = self.down = self.silent = False
        self.after = "up"
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started.set,))
        self._thread.start()
        started.wait()

    def _run(self, started: Callable[[], None]) -> None:
        async def serve() -> None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
            self.port = self._server.sockets[0].getsockname()[1]
            started()

        self._loop.run_until_complete(serve())
        self._loop.run_forever()
        self._end()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _end(self) -> None:
        """Let go of everything, in the thread of the loop: in the test's own, a browser's loop may be running."""
        self._server.close()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        if left:
            self._loop.run_until_complete(asyncio.wait(left))
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _serve(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        try:
            if self.silent:
                await asyncio.sleep(60)
            if not self.down:
                await self._carry(client, to_client)
        finally:
            to_client.close()

    async def _carry(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        server, to_server = await asyncio.open_unix_connection(self.socket)
        answers = asyncio.create_task(_pass_on(server, to_client))
        try:
            while said := await client.read(65536):
                if b"COMMIT" in said.replace(b"COMMITTED", b"") and (self.loses_answer or self.swallows):
                    answers.cancel()
                    await asyncio.wait([answers])
                    if self.loses_answer:
                        to_server.write(said)
                        await to_server.drain()
                        await server.read(65536)
                    self.loses_answer = self.swallows = False
                    self.down = self.after == "down"
                    break
                to_server.write(said)
                await to_server.drain()
        finally:
            answers.cancel()
            to_server.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while said := await reader.read(65536):
        writer.write(said)
        await writer.drain()
