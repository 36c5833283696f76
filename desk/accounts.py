"""The accounts of a desk that is reached from other computers: names, roles, and passwords as Argon2 hashes."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from corpus.problem import GloseError
from corpus.whole_file import write_whole
from desk.sessions import ROLES
from wording.messages import tr
from wording.spelling import did_you_mean

FILE = "desk-accounts.json"
"""Beside study.yaml, for its owner alone; never part of an export or archive."""
SHORTEST = 10
"""Characters of a password, at least."""


class AccountProblem(GloseError):
    """An account cannot be made, changed or found."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in: the name that is recorded with what they do, their role, and their password's hash."""

    name: str
    role: str
    hash: str

    @property
    def stamp(self) -> str:
        """What a session keeps of the account: another one as soon as role or password are others."""
        return hashlib.sha256(f"{self.name}\0{self.role}\0{self.hash}".encode()).hexdigest()[:16]


class Accounts:
    """The accounts of a study."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._hasher = PasswordHasher()
        self._read: tuple[tuple[int, int], dict[str, Account]] | None = None
        self._verifying = Lock()

    def all(self) -> dict[str, Account]:
        """The accounts by name; raises AccountProblem where the file cannot be read."""
        try:
            found = self._path.stat()
            now = (found.st_mtime_ns, found.st_ino)
            if self._read is None or self._read[0] != now:
                rows = json.loads(self._path.read_text(encoding="utf-8"))
                self._read = now, {row["name"]: Account(row["name"], row["role"], row["hash"]) for row in rows}
            return self._read[1]
        except FileNotFoundError:
            return {}
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise AccountProblem(tr("{file} cannot be read: {why}.", file=self._path.name, why=error)) from None

    def add(self, name: str, role: str, password: str) -> None:
        """Make an account, or give the one of that name another role and password; raises AccountProblem."""
        plain = name.strip()
        if not plain:
            raise AccountProblem(tr("An account needs a name: it is recorded with every decision."))
        if role not in ROLES:
            raise AccountProblem(tr("{role!r} is not a role. Choose from: {roles}.", role=role, roles=", ".join(ROLES)))
        if len(password) < SHORTEST:
            raise AccountProblem(tr("The password needs at least {n} characters.", n=SHORTEST))
        self._keep({**self.all(), plain: Account(plain, role, self._hasher.hash(password))})

    def remove(self, name: str) -> None:
        """Remove an account; what it recorded stays. Raises AccountProblem where there is none of that name."""
        known = self.all()
        if name not in known:
            raise AccountProblem(tr("There is no account {name!r}.", name=name) + did_you_mean(name, known))
        self._keep({one: account for one, account in known.items() if one != name})

    def signs_in(self, name: str, password: str) -> Account | None:
        """The account, where name and password are right; as slow where the name is wrong as where it is right.

        One password at a time is looked at: each takes 64 MB for a moment.
        """
        account = self.all().get(name.strip())
        try:
            with self._verifying:
                self._hasher.verify(account.hash if account else _nobody(), password)
        except (VerificationError, InvalidHashError):
            return None
        return account

    def _keep(self, accounts: dict[str, Account]) -> None:
        written = json.dumps([asdict(account) for account in accounts.values()], indent=1, ensure_ascii=False)
        write_whole(self._path, written + "\n", private=True)


@cache
def _nobody() -> str:
    """The hash that a name which nobody has is checked against."""
    return PasswordHasher().hash("nobody has this password")
