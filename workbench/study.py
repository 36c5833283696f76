"""A study on disk: its folder, settings, codebook, cases and ledger, opened once for both hands.

It lies below `commands/` so that the browser desk and the commands open a study by the same functions.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from coding.codebook.file import load_codebook
from coding.codebook.meaning import Meaning
from coding.codebook.model import Codebook
from coding.records.hidden import Hidden
from corpus.cases import Case, case_named, read_cases
from corpus.problem import GloseError
from corpus.readers.encoding import UnreadableFile, decode
from corpus.text import Text
from ledger.connection import file_url
from ledger.frozen_text import blob_id
from ledger.ledger import Ledger
from ledger.past import PastLedger
from ledger.witness import Witness
from wording.messages import tr
from wording.spelling import did_you_mean
from workbench.blindness import hidden_from
from workbench.settings import Settings, read_settings
from workbench.signing import KeysHere


class NoStudy(GloseError):
    """There is no study where one was looked for."""


class BrokenStudy(GloseError):
    """A file of the study is missing or wrong."""


class NobodyCodes(GloseError):
    """A decision needs a coder and none was named."""


class BlindHere(GloseError):
    """Something would show, or need to know, what is hidden from a coder who codes blind."""


class Study:
    """An open study, as `viewer` may see it (None: nobody said who looks). Close it, or use it in a `with`."""

    def __init__(self, folder: Path, settings: Settings, ledger: Ledger, viewer: str | None = None) -> None:
        self.folder = folder
        self.settings = settings
        self.ledger = ledger
        self.asked_coders: tuple[str, ...] = ()
        self.revised = False
        """Whether a version of the codebook was recorded since the study was opened."""
        self.viewer = viewer
        self.past_meanings: dict[str, dict[str, Meaning]] = {}
        """What the codes of earlier codebooks meant, by the hashes of those that were asked for since it was opened."""
        self.signing = KeysHere()
        """The keys on this computer that what is recorded is signed with."""
        ledger.case_names = lambda: self.former_names
        ledger.hidden = lambda: self.hidden

    @classmethod
    def open(cls, folder: Path | None = None, *, ledger: str | None = None, viewer: str | None = None) -> Self:
        """The study in `folder`, or in the working directory or the nearest folder above it.

        `ledger` overrides the ledger's URL. `viewer` is who looks, by default the coder that GLOSE_CODER or study.yaml
        names. Raises NoStudy, BrokenStudy, LedgerUnavailable.
        """
        root = find_study(folder)
        settings = read_settings(_read(root / "study.yaml"), root.name)
        if settings.problems:
            raise BrokenStudy(
                tr("{file} has errors; correct them and try again.", file="study.yaml"), settings.problems
            )
        url = ledger or settings.ledger
        who = (viewer or os.environ.get("GLOSE_CODER") or settings.coder or "").strip()
        study = cls(root, settings, Ledger.open(url or default_url(root)), who or None)
        study.ledger.signing = study.signing
        if url is None:
            study.ledger.witness = Witness(study.cache / "ledger-seen")
        return study

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def look_back(self, until: str) -> None:
        """Look at texts, codings, classes and readings as they were then (UTC, ISO 8601); the files stay today's."""
        self.ledger = PastLedger(self.ledger, until)
        self.reload()

    def count_only(self, coders: Sequence[str]) -> None:
        """Count the decisions of these coders alone, whoever counts in study.yaml; the file stays as it is."""
        self.asked_coders = tuple(dict.fromkeys(coders))
        self.settings = replace(self.settings, count=self.asked_coders, consensus=False)

    @cached_property
    def hidden(self) -> Hidden | None:
        """What is hidden from who looks, because texts are coded blind; None where nothing is.

        Whoever looks back sees no more: what counts is what is blind now.
        """
        return hidden_from(
            self.viewer,
            self.ledger.whole,
            lambda: self.ledger.whole.texts() if isinstance(self.ledger, PastLedger) else self.texts,
            leads=self.settings.leads,
            former_names=self.former_names,
        )

    def must_not_be_blind(self, texts: Iterable[str] | None = None) -> None:
        """Raise BlindHere where one of these texts (None: any) is hidden from who looks."""
        hidden = self.hidden.texts if self.hidden else frozenset()
        found = sorted(hidden if texts is None else hidden.intersection(texts))
        if found:
            raise BlindHere(
                tr(
                    "{texts}: blind for you, so this cannot be done now: it concerns what others recorded there. Ask "
                    "the lead, or wait until all have finished; `glose assign` shows who codes what.",
                    texts=", ".join(found),
                )
            )

    @property
    def learn(self) -> str:
        """Whose decisions suggestions learn from: as study.yaml says, but only their own for who codes blind."""
        return "own" if self.hidden and self.settings.learn == "all" else self.settings.learn

    @property
    def cache(self) -> Path:
        """Where parses are kept; it may be deleted at any time."""
        return self.folder / ".cache"

    @cached_property
    def codebook_source(self) -> str:
        """The current codebook file."""
        return _read(self.folder / "codebook.yaml")

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook; raises BrokenCodebook with every fault in the file."""
        return load_codebook(self.codebook_source)

    @property
    def degree_labels(self) -> Mapping[str, Mapping[str, str]]:
        """How the study labels its degrees, by degree and language; nothing where the codebook cannot be read."""
        try:
            return self.codebook.degree_labels
        except GloseError:
            return {}

    @cached_property
    def revision(self) -> str:
        """The hash of the current codebook: decisions are stamped with it."""
        return blob_id(self.codebook_source.encode())

    @cached_property
    def cases_source(self) -> str:
        """The current case list; empty where the study has none."""
        path = self.folder / "cases.csv"
        if not path.exists():
            return ""
        try:
            return decode(path.read_bytes(), path.name)[0]
        except (UnreadableFile, OSError) as error:
            raise BrokenStudy(tr("{file} cannot be read: {why}.", file=path, why=error)) from error

    @cached_property
    def listed_cases(self) -> dict[str, Case]:
        """The cases of cases.csv; raises BrokenStudy with every fault in the file."""
        if not self.cases_source.strip():
            return {}
        cases, problems = read_cases(self.cases_source)
        if problems:
            raise BrokenStudy(tr("{file} has errors; correct them and try again.", file="cases.csv"), problems)
        return cases

    @cached_property
    def former_names(self) -> dict[str, str]:
        """Today's name for each alias of a case, so that what was recorded before it was renamed is still about it.

        A case that is listed under a name itself keeps it. Where the case list has faults nothing is renamed.
        """
        try:
            listed = self.listed_cases
        except BrokenStudy:
            return {}
        return {alias: case.id for case in listed.values() for alias in case.aliases if alias not in listed}

    @cached_property
    def texts(self) -> dict[str, Text]:
        """Every text of the study, in order of adding."""
        return self.ledger.texts()

    def reload(self) -> None:
        """Read files and texts anew when they are next asked for: after a text or a file of the study was changed."""
        self.reload_codebook()
        for name in ("cases_source", "listed_cases", "former_names", "texts", "hidden"):
            self.__dict__.pop(name, None)

    def reload_codebook(self) -> None:
        """Read the codebook anew when it is next asked for."""
        for name in ("codebook_source", "codebook", "revision"):
            self.__dict__.pop(name, None)

    @property
    def cases(self) -> dict[str, Case]:
        """The listed cases, then those that only a text names."""
        named = {case: Case(case) for text in self.texts.values() for case in text.cases}
        return {**self.listed_cases, **{k: v for k, v in named.items() if k not in self.listed_cases}}

    def text(self, text_id: str) -> Text:
        """The text with that id; raises UnknownText naming the nearest."""
        if text_id in self.texts:
            return self.texts[text_id]
        hint = did_you_mean(text_id, self.texts) or " " + tr("`glose progress` lists the texts.")
        raise UnknownText(tr("The study has no text {text!r}.", text=text_id) + hint)

    def case(self, name: str) -> str:
        """The id of the case with that name or alias; raises UnknownCase."""
        case = case_named(name, self.cases.values())
        if case is not None:
            return case
        raise UnknownCase(
            tr("The study has no case {name!r}. Its cases: {cases}.", name=name, cases=", ".join(self.cases) or "–")
        )

    def coder(self, named: str | None = None) -> str:
        """Who decides: the name given, else study.yaml's; raises NobodyCodes, UnusableKey."""
        coder = named or self.settings.coder
        if not coder or not coder.strip():
            raise NobodyCodes(
                tr("No coder given. Pass --coder NAME, set GLOSE_CODER, or write `coder: NAME` in study.yaml.")
            )
        self.ledger.open_key(coder.strip())  # a passphrase is asked for before work begins, not amidst it
        return coder.strip()

    def counted(self, coders: Sequence[str]) -> tuple[str, ...]:
        """Which of these coders the tables count."""
        count = self.settings.count
        return tuple(coders) if count == "all" else tuple(c for c in coders if c in count)

    def note_revisions(self, coder: str) -> None:
        """Record the codebook and the case list if they changed since they were last recorded."""
        self.revised = self.ledger.add_codebook(coder, self.codebook_source) is not None or self.revised
        if self.cases_source:
            self.ledger.add_cases(coder, self.cases_source)


class UnknownText(GloseError):
    """A text that the study does not have."""


class UnknownCase(GloseError):
    """A case that the study does not have."""


def default_url(folder: Path) -> str:
    """The URL of the ledger that lies in the study's folder."""
    return file_url(folder / "study.db")


def find_study(folder: Path | None) -> Path:
    """The folder itself if it holds a study.yaml, else (none given) the nearest one from here upwards."""
    if folder is not None:
        if not (folder / "study.yaml").is_file():
            raise NoStudy(
                tr("{folder} is not a study (it has no study.yaml). `glose start {folder}` makes one.", folder=folder)
            )
        return folder.resolve()
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if (candidate / "study.yaml").is_file():
            return candidate
    raise NoStudy(tr("This folder is not in a study. `glose start DIR` makes one; --study DIR names one elsewhere."))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BrokenStudy(
            tr("{file} is missing. Put it back, or make a new study with `glose start`.", file=path)
        ) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BrokenStudy(
            tr("{file}:{line}: not UTF-8. Save the file as UTF-8 and try again.", file=path.name, line=line)
        ) from None
    except OSError as error:
        raise BrokenStudy(tr("{file} cannot be read: {why}.", file=path, why=error.strerror)) from error
