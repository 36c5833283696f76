"""Who is at the desk: the token of its address, good once, and the signed cookie that follows it."""

import secrets
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock

from itsdangerous import BadData, URLSafeSerializer

from corpus.whole_file import make_folder, write_whole

Role = str
ROLES = ("lead", "analyst", "reviewer", "reader")
"""What accounts may do: a lead all, an analyst code, a reviewer read all and decide audits, a reader read."""
LASTS = 12 * 3600
"""Seconds that a session lasts, from when somebody came in: choosing a language does not make it longer."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody at the desk: the name that is recorded (empty until it is told), the role, and the language chosen.

    `account` is the stamp of the account that signed in, empty for whoever has the token; `began` is in seconds since
    1970.
    """

    coder: str
    role: Role = "lead"
    language: str = ""
    account: str = ""
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    began: int = field(default_factory=lambda: int(time.time()))

    @property
    def left(self) -> int:
        """Seconds until the session ends."""
        return max(0, self.began + LASTS - int(time.time()))


class Sessions:
    """Gives and reads cookies. The secret lies in the study's cache, so that a desk started again knows its guests.

    Without a folder, where there is no study yet, it is forgotten when the desk is closed.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / ".cache" / "desk" if folder else None
        self._signer = URLSafeSerializer(_secret(self._folder) if self._folder else secrets.token_urlsafe(32), "desk")
        self._tokens: set[str] = set()
        self._ended: dict[str, int] = {}
        self._seen: tuple[int, int] | None = None
        self._lock = Lock()
        self.cookie = f"glose-{sha256(str(folder or secrets.token_hex(8)).encode()).hexdigest()[:10]}"
        """The cookie's name: browsers keep cookies by host, whatever the port, and each study may have a desk."""

    def token(self) -> str:
        """A new token that opens the desk once."""
        made = secrets.token_urlsafe(24)
        with self._lock:
            self._tokens.add(made)
        return made

    def take(self, token: str) -> bool:
        """Whether the token opens the desk; it does not do so again."""
        with self._lock:
            if token in self._tokens:
                self._tokens.remove(token)
                return True
        return False

    def written(self, session: Session) -> str:
        """The cookie's value."""
        kept = [session.coder, session.role, session.language, session.account, session.id, session.began]
        return self._signer.dumps(kept)

    def read(self, value: str | None) -> Session | None:
        """The session of a cookie's value; None where it is none of ours, has ended, or began twelve hours ago."""
        if not value:
            return None
        try:
            coder, role, language, account, name, began = self._signer.loads(value)
            session = Session(str(coder), str(role), str(language), str(account), str(name), int(began))
        except (BadData, ValueError, TypeError):
            return None
        return session if session.left and session.id not in self._signed_out() else None

    def end(self, session: Session) -> None:
        """Sign out: the cookie is good no more, also at other desks of the study."""
        with self._lock:
            ended = {**self._read_ended(), session.id: session.began}
            self._ended = {name: began for name, began in ended.items() if began + LASTS > time.time()}
            if self._folder:
                lines = "".join(f"{began} {name}\n" for name, began in self._ended.items())
                write_whole(self._folder / "ended", lines, private=True)

    def _signed_out(self) -> dict[str, int]:
        with self._lock:
            self._ended = self._read_ended()
            return self._ended

    def _read_ended(self) -> dict[str, int]:
        """Those that ended, also at other desks; read again where the file changed."""
        try:
            found = (self._folder / "ended").stat() if self._folder else None
        except OSError:
            return self._ended
        now = (found.st_mtime_ns, found.st_ino) if found else None
        if now == self._seen or self._folder is None:
            return self._ended
        self._seen = now
        lines = (self._folder / "ended").read_text(encoding="utf-8").split("\n")
        parts = [line.partition(" ") for line in lines if line]
        return {**self._ended, **{name: int(began) for began, _, name in parts if began.isdecimal()}}


def _secret(folder: Path) -> str:
    path = folder / "secret"
    if path.exists() and (kept := path.read_text(encoding="utf-8").strip()):
        return kept
    make_folder(folder.parent, private=True)
    make_folder(folder, private=True)
    write_whole(path, secrets.token_urlsafe(32), private=True)
    return path.read_text(encoding="utf-8").strip()
