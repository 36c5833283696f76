"""A desk in this process, asked as a browser asks it; and a desk as people start it, for a real browser."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from coding.suggesting.suggestion import Suggestion
from desk.app import application
from desk.desk import Desk
from desk.sessions import Session
from desk.suggesting import Suggesting

ADDRESS = "http://desk.test"
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class AtDesk:
    """Somebody at a desk: what they ask and send, and what it answers."""

    desk: Desk
    client: TestClient

    def get(self, path: str, code: int = 200) -> Any:
        """Ask for JSON; the status must be the one expected."""
        return self._taken(self.client.get(path), code)

    def page(self, path: str, code: int = 200) -> str:
        """Ask for a page."""
        answer = self.client.get(path)
        assert answer.status_code == code, answer.text
        return answer.text

    def post(self, path: str, body: Any, code: int = 200, **headers: str) -> Any:
        """Send JSON; the status must be the one expected."""
        return self._taken(self.client.post(path, json=body, headers={"origin": ADDRESS, **headers}), code)

    def decide(self, *rows: dict[str, Any], code: int = 200, **headers: str) -> Any:
        """Send decisions."""
        return self.post("/api/decisions", list(rows), code, **headers)

    @staticmethod
    def _taken(answer: httpx2.Response, code: int) -> Any:
        assert answer.status_code == code, f"{answer.status_code}: {answer.text[:500]}"
        return answer.json()


Seat = Callable[..., AtDesk]


@pytest.fixture
def seat(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seat]:
    """`seat(folder, coder="anna", role="lead")`: somebody at a desk over a study. No suggestions are made by themselves.

    `suggestions` are those that the desk has; none by default, so that no pipeline is loaded.
    """
    made: list[AtDesk] = []

    def take(
        folder: Path, coder: str = "anna", role: str = "lead", *, suggestions: list[Suggestion] | None = None
    ) -> AtDesk:
        def known(self: Suggesting) -> None:
            found: dict[str, list[Suggestion]] = {}
            for one in suggestions or []:
                found.setdefault(one.place.text, []).append(one)
            self._by_text = found

        monkeypatch.setattr(Suggesting, "start", known)
        desk = Desk(folder, coder=coder or None)
        client = TestClient(application(desk, hosts=["desk.test"]), base_url=ADDRESS)
        client.cookies.set(desk.sessions.cookie, desk.sessions.written(Session(coder, role)))
        desk.place_of(coder or None).suggesting.start()
        made.append(AtDesk(desk, client))
        return made[-1]

    yield take
    for one in made:
        one.client.close()
        one.desk.close()


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """A desk as a person starts it, in a process of its own; gives the address with its token."""
    command = [sys.executable, "-m", "cli", "desk", "--json", "--no-browser", "--study", str(folder), *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.terminate()
        process.communicate(timeout=10)
