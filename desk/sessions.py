"""Who is at the desk: the token of its address, good once, and the signed cookie that follows it."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

from itsdangerous import BadSignature, URLSafeTimedSerializer

from corpus.whole_file import make_folder, write_whole

Role = str
ROLES = ("lead", "analyst", "reviewer", "reader")
"""What accounts may do: a lead all, an analyst code, a reviewer read all and decide audits, a reader read."""
_HOURS = 12


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody at the desk: the name that is recorded (empty until it is told), the role, and the language chosen."""

    coder: str
    role: Role = "lead"
    language: str = ""


class Sessions:
    """Gives and reads cookies. The secret lies in the study's cache, so that a desk started again knows its guests."""

    def __init__(self, folder: Path) -> None:
        self._signer = URLSafeTimedSerializer(_secret(folder), salt="desk")
        self._tokens: set[str] = set()
        self._lock = Lock()
        self.cookie = f"glose-{sha256(str(folder).encode()).hexdigest()[:10]}"
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
        return self._signer.dumps([session.coder, session.role, session.language])

    def read(self, value: str | None) -> Session | None:
        """The session of a cookie's value; None where it is none of ours, or from more than twelve hours ago."""
        if not value:
            return None
        try:
            coder, role, language = self._signer.loads(value, max_age=_HOURS * 3600)
        except (BadSignature, ValueError, TypeError):
            return None
        return Session(str(coder), str(role), str(language))


def _secret(folder: Path) -> str:
    path = folder / ".cache" / "desk" / "secret"
    if path.exists() and (kept := path.read_text(encoding="utf-8").strip()):
        return kept
    make_folder(path.parent.parent, private=True)
    make_folder(path.parent, private=True)
    write_whole(path, secrets.token_urlsafe(32), private=True)
    return path.read_text(encoding="utf-8").strip()
