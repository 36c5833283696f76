"""One desk: the study it is about, who is at it, and what it keeps for each of them between requests."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from desk.accounts import Accounts
from desk.attempts import Attempts
from desk.opened import OpenStudy
from desk.sessions import Session, Sessions
from desk.suggesting import Suggesting
from desk.uploads import Uploads
from desk.watching import Watcher
from workbench.study import Study


@dataclass(slots=True)
class Place:
    """What the desk keeps for one person: their study, its suggestions, who listens, and what was answered already."""

    opened: OpenStudy
    suggesting: Suggesting
    watcher: Watcher
    answered: dict[str, tuple[int, dict[str, object]]] = field(default_factory=dict)
    kept: dict[str, tuple[object, object]] = field(default_factory=dict)
    """What was computed for one state of the study, with that state: tables are made of all codings that count."""


class Desk:
    """A desk over one study. With `accounts` people sign in; without, whoever has the token is at this computer.

    `coder` is the name that is recorded unless the person says another, None where nobody said.
    """

    def __init__(
        self, folder: Path, *, ledger: str | None = None, coder: str | None = None, accounts: bool = False
    ) -> None:
        self.folder = folder
        self.ledger = ledger
        self.coder = coder
        self.accounts = accounts
        self.sessions = Sessions(folder)
        self.known = Accounts(folder)
        self.attempts = Attempts()
        self.uploads = Uploads(folder)
        self._places: dict[str | None, Place] = {}
        self._common: Suggesting | None = None
        self._lock = Lock()

    def session_of(self, cookie: str | None) -> Session | None:
        """Who has this cookie; None where it is none, or the account is no more or has another role or password."""
        session = self.sessions.read(cookie)
        if session is None or not self.accounts:
            return session if session and not session.account else None
        account = self.known.all().get(session.coder)
        return session if account and account.stamp == session.account else None

    def place_of(self, coder: str | None) -> Place:
        """What is kept for this person (None: nobody said who)."""
        with self._lock:
            if coder not in self._places:
                opened = OpenStudy(self.folder, coder, self.ledger)
                self._places[coder] = Place(opened, Suggesting(opened), Watcher(opened))
            return self._places[coder]

    def seat(self, place: Place, study: Study) -> None:
        """Give a person their suggestions: those of all whom the same decisions teach, or who codes blind their own."""
        common = study.learn == "all" and study.hidden is None
        with self._lock:
            if common and self._common is None:
                self._common = place.suggesting
            if common and self._common is not None:
                place.suggesting = self._common
            elif place.suggesting is self._common:
                # Whoever began it is blind from now on: the others' is begun anew by the next of them.
                if self._common.opened is place.opened:
                    self._common = None
                place.suggesting = Suggesting(place.opened)
            place.suggesting.told(place.watcher.suggested)

    def close(self) -> None:
        """Let go of everything."""
        self.uploads.close()
        with self._lock:
            for place in self._places.values():
                place.suggesting.close()
                place.watcher.close()
                place.opened.close()
            self._places.clear()
