"""What study.yaml says: the study's title, languages, coders, attributes and suggesters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from coding.records.adjudications import REASONS
from coding.suggesting.plugins.hints import SECONDS_AT_MOST, WEIGHT, PluginUse
from corpus.attributes import Attribute
from corpus.declared_attributes import read_declared
from corpus.marked_yaml import Marked, read_marked
from corpus.problem import Problem
from reports.figures.style import FigureStyle
from reports.title_page import TitlePage
from wording.case_term import Term
from wording.messages import tr
from workbench.archive_settings import ArchiveNotes, read_archive
from workbench.desk_settings import DESK_KEYS, read_desk_keys
from workbench.reason_settings import read_reasons
from workbench.style_settings import read_style
from workbench.title_settings import read_title_page
from workbench.unit_settings import read_unit

SETTINGS = {
    "title": str,
    "language": str,
    "coder": str,
    "lead": (str, list),
    "count": (str, list),
    "ledger": str,
    "attributes": dict,
    "learn": str,
    "suggesters": list,
    "shared": bool,
    "report": dict,
    "unit": dict,
    "style": dict,
    "adjudication": dict,
    "archive": dict,
    "desk": dict,
}
"""The keys of study.yaml and the types they take."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What study.yaml says. `count` is "all" or the ids of the coders whose codings count.

    With `consensus` what was adjudicated counts, and what all agree on. `reasons` are those that adjudication may give.

    `leads` hand out texts and see all; where nobody is named, whoever handed out texts first.
    `learn` says whose decisions suggestions learn from: everybody's, each coder's own (so that two who code
    independently stay so), or nobody's. `suggesters` are the plug-ins asked, in order. Files of a study that
    is `shared` are made as the system makes them; others are for their owner alone.
    """

    title: str = ""
    language: Literal["fr", "en"] = "fr"
    coder: str | None = None
    leads: tuple[str, ...] = ()
    count: Literal["all"] | tuple[str, ...] = "all"
    consensus: bool = False
    reasons: tuple[str, ...] = REASONS
    ledger: str | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    learn: Literal["all", "own", "none"] = "all"
    suggesters: tuple[PluginUse, ...] = ()
    count_place: str = field(default="study.yaml", compare=False)
    shared: bool = False
    title_page: TitlePage = field(default_factory=TitlePage)
    unit: Mapping[str, Term] = field(default_factory=dict)
    style: FigureStyle | None = None
    archive: ArchiveNotes = field(default_factory=dict)
    desk_keys: Mapping[str, str] = field(default_factory=lambda: DESK_KEYS)
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def titled(self, language: str) -> str:
        """The study's title in that language: that of the title page where it has one, else the title."""
        return self.title_page.said("title", language) or self.title


def read_settings(source: str, folder: str, name: str = "study.yaml") -> Settings:
    """What study.yaml says, with every fault in it as a problem; `folder` names a study without a title."""
    marked = read_marked(source, name)
    problems = list(marked.problems)
    values: dict[str, Any] = marked.value if isinstance(marked.value, dict) else {}
    if marked.value is not None and not isinstance(marked.value, dict):
        problems.append(Problem(name, tr("must contain `key: value` lines, e.g. `language: fr`.")))
    for key, value in values.items():
        expected = SETTINGS.get(key)
        if expected is None:
            message = tr("unknown setting {key!r}. Choose from: {keys}.", key=key, keys=", ".join(SETTINGS))
            problems.append(Problem(marked.place((key,)), message))
        elif value is not None and not isinstance(value, expected):  # type: ignore[arg-type]
            problems.append(
                Problem(marked.place((key,)), tr("{key}: {value!r} is not of the right type.", key=key, value=value))
            )
    if values.get("language", "fr") not in ("fr", "en"):
        problems.append(Problem(marked.place(("language",)), tr("language must be fr or en.")))
    declared, faults = read_declared(values.get("attributes"), marked)
    problems.extend(faults if isinstance(values.get("attributes"), dict) else ())
    count = values.get("count") or "all"
    consensus = count == "consensus"
    if consensus:
        count = "all"
    if isinstance(count, str) and count != "all":
        count = [count]
    lead = values.get("lead") or []
    lead = lead if isinstance(lead, list) else [lead]
    if values.get("learn", "all") not in ("all", "own", "none"):
        problems.append(Problem(marked.place(("learn",)), tr("learn must be all, own or none.")))
    uses, wrong = _read_uses(values.get("suggesters"), marked)
    problems.extend(wrong)
    title_page, untitled = read_title_page(values.get("report"), marked)
    problems.extend(untitled if isinstance(values.get("report"), dict) else ())
    unit, uncalled = read_unit(values.get("unit"), marked)
    problems.extend(uncalled if isinstance(values.get("unit"), dict) else ())
    reasons, unreasoned = read_reasons(values.get("adjudication"), marked)
    problems.extend(unreasoned if isinstance(values.get("adjudication"), dict) else ())
    style, unstyled = read_style(values.get("style"), marked)
    problems.extend(unstyled if isinstance(values.get("style"), dict) else ())
    archive, unarchived = read_archive(values.get("archive"), marked)
    problems.extend(unarchived if isinstance(values.get("archive"), dict) else ())
    desk_keys, unkeyed = read_desk_keys(values.get("desk"), marked)
    problems.extend(unkeyed if isinstance(values.get("desk"), dict) else ())
    return Settings(
        title=str(values.get("title") or folder),
        language=values.get("language", "fr"),
        coder=values.get("coder"),
        leads=tuple(str(name).strip() for name in lead),
        count="all" if count == "all" else tuple(str(coder) for coder in count),
        consensus=consensus,
        reasons=reasons,
        ledger=values.get("ledger"),
        attributes=declared,
        learn=values.get("learn") or "all",
        suggesters=uses,
        count_place=marked.place(("count",)),
        shared=values.get("shared") is True,
        title_page=title_page,
        unit=unit,
        style=style,
        archive=archive,
        desk_keys=desk_keys,
        problems=tuple(problems),
    )


def _read_uses(written: object, marked: Marked) -> tuple[tuple[PluginUse, ...], list[Problem]]:
    """The lines of `suggesters:`: `{use: trained, path: model}`, with `weight`, `seconds` and the plug-in's options."""
    uses: list[PluginUse] = []
    problems: list[Problem] = []
    for number, line in enumerate(written if isinstance(written, list) else []):
        place = marked.place(("suggesters", number))
        options = {"use": line} if isinstance(line, str) else dict(line) if isinstance(line, dict) else {}
        plugin, weight, seconds = (
            options.pop("use", None),
            options.pop("weight", WEIGHT),
            options.pop("seconds", SECONDS_AT_MOST),
        )
        if not isinstance(plugin, str):
            problems.append(
                Problem(
                    place,
                    tr(
                        "needs `use:` with the name of a suggester, e.g. {example}.",
                        example="{use: trained, path: model}",
                    ),
                )
            )
        elif not _is_amount(weight) or not _is_amount(seconds):
            problems.append(Problem(place, tr("weight and seconds must be numbers above 0.")))
        else:
            uses.append(PluginUse(plugin, float(weight), float(seconds), options))
    return tuple(uses), problems


def _is_amount(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
