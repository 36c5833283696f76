"""Suggestions for one person, made beside the requests and made again as that person decides."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Condition, RLock, Thread
from typing import TYPE_CHECKING

from coding.suggesting.suggestion import Suggestion
from corpus.place import Place
from corpus.problem import GloseError
from desk.opened import OpenStudy
from wording.messages import ask_for_language
from workbench.parsing_beside import parse_beside
from workbench.study import Study
from workbench.suggesting import provenance, suggester_of, teach

if TYPE_CHECKING:
    from coding.suggesting.suggester import Suggester

_PAUSE = 1.5
"""Seconds without a decision before what was decided is learned from: nobody is to wait for it."""


class Suggesting:
    """The suggestions of a study as `opened.viewer` learns; people whom the same decisions teach may share them."""

    def __init__(self, opened: OpenStudy) -> None:
        self.opened = opened
        self._tells: list[Callable[[], None]] = []
        self._changed = Condition()
        self._making = RLock()
        self._by_text: Mapping[str, Sequence[Suggestion]] | None = None
        self._gone: Mapping[str, Suggestion] = {}
        self._suggester: Suggester | None = None
        self._stale = False
        self._closed = False
        self._thread: Thread | None = None
        self._language = ""
        self._spoken = ""
        self.made_with: dict[str, str] = {}
        """The versions of what made them, as they are recorded with decisions; empty until they are made."""
        self.problem = ""
        """Why there are no suggestions, where they could not be made."""

    def start(self) -> None:
        """Begin to make them, once."""
        with self._changed:
            if self._thread is None:
                self._thread = Thread(target=self._work, daemon=True, name="suggesting")
                self._thread.start()

    def told(self, tell: Callable[[], None]) -> None:
        """Let somebody hear when there are new ones."""
        if tell not in self._tells:
            self._tells.append(tell)

    def speak(self, language: str) -> None:
        """Give the reasons in that language from now on; where several people share them, in the first one's."""
        if language != self._language and (not self._language or len(self._tells) < 2):
            self._language = language
            if self.ready and language != self._spoken:
                self.decided()

    def close(self) -> None:
        """Make no more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def decided(self) -> None:
        """Something was decided, or the codebook or a text changed: make them again when there is a pause."""
        with self._changed:
            self._stale = True
            self._changed.notify_all()

    @property
    def ready(self) -> bool:
        """Whether they were made."""
        return self._by_text is not None

    def wait(self, seconds: float) -> bool:
        """Wait until they are made or cannot be; whether they are."""
        self.start()
        with self._changed:
            self._changed.wait_for(lambda: self._by_text is not None or self.problem or self._closed, seconds)
        return self.ready

    def of_text(self, text: str) -> Sequence[Suggestion]:
        """Those on a text, by passage and rank; none until they are made."""
        return (self._by_text or {}).get(text, ())

    def shown(self, text: str, name: str) -> Suggestion | None:
        """The suggestion with that id on a text: one that is made, or was until they were made last.

        Who decides saw it a moment ago; that others are suggested since takes no decision away.
        """
        return next((one for one in self.of_text(text) if one.id == name), self._gone.get(name))

    def at(self, place: Place, code: str) -> list[Suggestion]:
        """Those of a code that share words with a place, listed ones first; waits until they are made."""
        self.wait(60)
        found = [s for s in self.of_text(place.text) if s.code == code and s.place.overlaps(place.start, place.end)]
        if found or not self.ready or self._suggester is None:
            return found
        with self.use() as suggester:
            return suggester.at(place, code)

    @contextmanager
    def use(self) -> "Iterator[Suggester]":
        """What makes them, for questions of one's own, while nothing else uses it; they have been made by then."""
        with self._making:
            assert self._suggester is not None
            yield self._suggester

    def _work(self) -> None:
        made_for: tuple[str, tuple[str, ...]] | None = None
        while not self._closed:
            try:
                with self.opened.fresh_copy() as study:
                    self._spoken = self._language or study.settings.language
                    ask_for_language(self._spoken)
                    made_for = self._make(study, made_for)
                if self._language not in ("", self._spoken):  # it was chosen while they were being made
                    self.decided()
                self.problem = ""
            except GloseError as error:
                self.problem = str(error)
            except Exception as error:  # noqa: BLE001 - a thread's end would otherwise be seen by nobody
                self.problem = f"{type(error).__name__}: {error}"
            with self._changed:
                self._changed.notify_all()
            for tell in list(self._tells):
                tell()
            self._rest()

    def _make(self, study: Study, made_for: tuple[str, tuple[str, ...]] | None) -> tuple[str, tuple[str, ...]]:
        now = (study.revision, tuple(text.sha256 for text in study.texts.values()))
        who = self.opened.viewer
        with self._making:
            if self._suggester is None or now != made_for:
                parse_beside(study)
                self._suggester = suggester_of(study, coder=who)
                self.made_with = provenance(study)
            else:
                teach(study, self._suggester, coder=who, anew=False)
            found: dict[str, list[Suggestion]] = {}
            for one in self._suggester.suggest():
                found.setdefault(one.place.text, []).append(one)
        names = {one.id for some in found.values() for one in some}
        before = (one for some in (self._by_text or {}).values() for one in some) if now == made_for else ()
        self._gone = {one.id: one for one in before if one.id not in names}
        self._by_text = found
        return now

    def _rest(self) -> None:
        """Wait for something to be decided, and then for a pause."""
        with self._changed:
            self._changed.wait_for(lambda: self._stale or self._closed)
            while self._stale and not self._closed:
                self._stale = False
                self._changed.wait_for(lambda: self._stale or self._closed, _PAUSE)
