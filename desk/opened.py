"""A study kept open between requests, as one person sees it; read anew where its files or its ledger changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from ledger.following import Follower
from wording.case_term import call_cases
from wording.degree_word import label_degrees
from wording.messages import ask_for_language, take_language_of_study
from workbench.acts import Acts
from workbench.study import Study

_FILES = ("study.yaml", "codebook.yaml", "cases.csv")
_WHOLE = frozenset({"text", "assign", "open"})
"""Kinds of entries after which texts, or who may see what, are read anew."""


class OpenStudy:
    """A study as `viewer` sees it; one request at a time has it. `ledger` overrides the ledger's URL."""

    def __init__(self, folder: Path, viewer: str | None, ledger: str | None = None) -> None:
        self.folder = folder
        self.viewer = viewer
        self._ledger = ledger
        self._lock = RLock()
        self._study: Study | None = None
        self._seen: tuple[object, ...] = ()
        self._follower: Follower | None = None
        self._acts: Acts | None = None

    @contextmanager
    def use(self, language: str | None = None, *, beside: bool = False) -> Iterator[Study]:
        """The study as it is now, for one request, with messages in that language (None: the study's).

        Whoever looks `beside` the other requests has the study opened once more, and nobody waits for them.
        """
        if beside:
            with self.fresh_copy() as study:
                yield _spoken(study, language)
            return
        with self._lock:
            yield _spoken(self._fresh(), language)

    @property
    def position(self) -> int:
        """The ledger's last position when the study was looked at last; asked for while it is in use."""
        return self._follower.mark[0] if self._follower else 0

    @property
    def acts(self) -> Acts:
        """What the viewer did; asked for while the study is in use."""
        assert self.viewer is not None
        if self._acts is None:
            self._acts = Acts(self.viewer)
        return self._acts

    @property
    def state(self) -> tuple[object, ...]:
        """What tells two states of the study apart, while it is in use: its files as they are, its last entry."""
        return (*self._seen, self._follower.mark if self._follower else None)

    def close(self) -> None:
        """Let go of the ledger."""
        with self._lock:
            if self._study is not None:
                self._study.close()
            self._study = None

    def fresh_copy(self) -> Study:
        """The study opened once more, for work beside the requests; the caller closes it."""
        return Study.open(self.folder, ledger=self._ledger, viewer=self.viewer)

    def _fresh(self) -> Study:
        seen = tuple(_signature(self.folder / name) for name in _FILES)
        if self._study is None or self._follower is None or seen[0] != self._seen[0]:
            self.close()
            self._study = self.fresh_copy()
            self._follower = Follower(self._study.ledger.whole)
        elif seen != self._seen or self._others_recorded(self._study, self._follower):
            self._study.reload()
        self._seen = seen
        return self._study

    @staticmethod
    def _others_recorded(study: Study, follower: Follower) -> bool:
        """Whether what was recorded since may concern texts, or who may see what."""
        new = follower.new(study.ledger.whole)  # the kinds alone are asked for: what is hidden may be about to change
        return bool(new) and (study.hidden is not None or not _WHOLE.isdisjoint(entry.kind for entry in new))


def _spoken(study: Study, language: str | None) -> Study:
    """The study; messages are in that language, or in its own, and cases and degrees are called as it calls them."""
    ask_for_language(language)
    take_language_of_study(study.settings.language)
    call_cases(study.settings.unit)
    label_degrees(lambda: study.degree_labels)
    return study


def _signature(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
