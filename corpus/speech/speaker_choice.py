"""Which labels in a file are speakers: those that recur, are set alike, or are clearly speakers by themselves."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby

from corpus.label_words import is_role_word
from corpus.problem import Problem, shortened
from corpus.speech import parliamentary_record as hearing
from corpus.speech.label_context import read_together
from corpus.speech.label_nouns import names_a_thing
from corpus.speech.label_phrases import opens_a_clause
from corpus.speech.layout import TextLayout, TextLine
from corpus.speech.speaker_label import SpeakerLabel
from corpus.speech.speakers import IGNORED, Speakers, may_be_stated
from wording.messages import tr

_UNNAMED = ("chevron",)
_ALWAYS = ("given", "message", "inside", "numbered")
_LOOSE = ("bare", "stop", "tab", "dash", "timed", *_UNNAMED)
_SHARE = 0.1
"""The minimum share of paragraphs that open with a label, where nothing else shows a conversation."""

_DENSE = 0.5
"""Where this share of lines opens with one form of label, a label need not open a paragraph."""


def choose_speakers(
    labels: Mapping[int, SpeakerLabel], layout: TextLayout, name: str, *, speakers: Speakers
) -> tuple[dict[int, SpeakerLabel], list[Problem]]:
    """The labels (by number of line) that are speakers, and a warning for each that might have been one."""
    labels = {n: label for n, label in labels.items() if speakers.roles.get(label.name.casefold()) != IGNORED}
    said = {n for n, label in labels.items() if label.form == "colon" and opens_a_clause(label.name)}
    labels = {n: label for n, label in labels.items() if n not in said or label.name.casefold() in speakers.names}
    if speakers.pattern:
        return dict(labels), []
    labels = _without_things(labels, speakers)
    labels = read_together(labels, layout)
    counts = Counter((label.form, _key(label)) for label in labels.values())
    dense = frozenset(
        form for form, n in Counter(label.form for label in labels.values()).items() if n >= _DENSE * len(layout.lines)
    )
    sure = {
        n: label
        for n, label in labels.items()
        if label.name.casefold() in speakers.names or _is_sure(label, counts, layout.lines[n], dense=dense)
    }
    forms = Counter(label.form for label in sure.values() if label.form != "inside")
    stated = Counter(label.form for label in sure.values() if label.name.casefold() in speakers.names)
    main = _main(forms, sure) or next((form for form, _ in stated.most_common(1)), None)
    if main is None:
        return {}, []
    accepted, problems = _of_a_kind(labels, sure, main, layout=layout, name=name, forms=forms, speakers=speakers)
    return (accepted, problems) if _is_talk(accepted, layout, speakers) else ({}, [])


def _without_things(labels: Mapping[int, SpeakerLabel], speakers: Speakers) -> dict[int, SpeakerLabel]:
    """The labels without those that say what is talked about, where two voices beside them recur."""
    things = {
        n for n, la in labels.items() if la.form in ("colon", "own line") and names_a_thing(la.name)
        if la.name.casefold() not in speakers.names
    }  # fmt: skip
    others = Counter(_key(label) for n, label in labels.items() if n not in things and label.name)
    recur = sum(number > 1 for number in others.values()) > 1
    return {n: label for n, label in labels.items() if not (recur and n in things)}


def _key(label: SpeakerLabel) -> str:
    return label.name.casefold().partition(" (")[0]


def _main(forms: Counter[str], sure: Mapping[int, SpeakerLabel]) -> str | None:
    """The form that most speakers have; None where there are too few labels to be sure of any."""
    for form in sorted(forms, key=lambda f: (f in ("timed", "bare", "stop"), -forms[f])):
        names = {label.name.casefold() for label in sure.values() if label.form == form}
        least = {"hearing": 3, "timed": 5, "dash": 4, "stop": 4, "bare": 3, "tab": 3}.get(form, 1)
        if forms[form] < least or (form in ("stop", "tab", "bare") and len(names) < 2):
            continue
        return form
    return None


def _of_a_kind(
    labels: Mapping[int, SpeakerLabel],
    sure: Mapping[int, SpeakerLabel],
    main: str,
    *,
    layout: TextLayout,
    name: str,
    forms: Counter[str],
    speakers: Speakers,
) -> tuple[dict[int, SpeakerLabel], list[Problem]]:
    looks = {_look(label, layout.lines[n]) for n, label in sure.items() if label.form == main} - {"plain"}
    share = sum(label.form == main for label in labels.values()) / len(layout.lines)
    loose = main in _LOOSE and not (main in ("dash", "tab") and share >= _DENSE)
    accepted: dict[int, SpeakerLabel] = {}
    problems: list[Problem] = []
    for number, label in labels.items():
        line = layout.lines[number]
        if number in sure:
            if label.name.casefold() in speakers.names or _fits(label, main, forms):
                accepted[number] = label
        elif main == label.form == "bare" and _look(label, line) == "bold" and "bold" in looks and number > min(sure):
            accepted[number] = label
            problems.append(once(label.name, f"{name}:{layout.line_number(line.start)}"))
        elif label.form == main and not loose and label.name and (number > min(sure) or share == 1):
            if main == "hearing" or (_look(label, line) in looks and not label.odd):
                accepted[number] = label
            elif main == "colon" and share == 1:
                accepted[number] = label
                problems.append(once(label.name, f"{name}:{layout.line_number(line.start)}"))
            elif line.opens or _begins(layout, number, label.name):
                place = f"{name}:{layout.line_number(line.start)}"
                message = tr(
                    "“{label}” stands once where others have a name, and was not treated as a speaker. If it is one, "
                    "name it with --speakers.",
                    label=shortened(label.name),
                )
                problems.append(Problem(place, message, "warning"))
    return accepted, problems


def once(label: str, place: str) -> Problem:
    """A doubt about a name that was taken for a speaker, although it occurs only once."""
    message = tr(
        "“{label}” occurs only once and was taken for a speaker, as it is set like the others. If it is none, add the "
        "file with --speakers {option!r}.",
        label=shortened(label),
        option=f"{label}=none" if may_be_stated(label) else "speakers.csv",
    )
    return Problem(place, message, "warning")


def _begins(layout: TextLayout, number: int, name: str) -> bool:
    """Whether a line below another begins with a name of its own: a sentence or a remark ends above it, and each word
    has a capital or the first is a role (`L'enquêtrice, en riant`); a wrapped line may hold any words before a colon.
    """
    above = layout.text(layout.lines[number - 1]) if number else ""
    words = [word for word in name.split() if word not in ("de", "du", "des", "la", "le", "d'", "van", "von")]
    like_a_name = all(word[0].isupper() or word[0].isdigit() for word in words) or is_role_word(name.partition(",")[0])
    return like_a_name and above.endswith((*'.?!…»”)]"', ":"))


def _fits(label: SpeakerLabel, main: str, forms: Counter[str]) -> bool:
    if label.form == main or label.form in _ALWAYS:
        return True
    if hearing.CHAIR.fullmatch(label.name):
        return True
    if main == "hearing" or label.form in ("timed", "bare", "stop", "tab"):
        return False
    return label.form in ("bracket", "own line") or is_role_word(label.name) or forms[label.form] >= 4


def _is_sure(label: SpeakerLabel, counts: Counter[tuple[str, str]], line: TextLine, *, dense: frozenset[str]) -> bool:
    if label.form in _ALWAYS:
        return True
    number = counts[label.form, _key(label)] + counts["inside", _key(label)]
    if label.odd:
        return (number >= 2 and (line.opens or label.form in dense)) or number >= 3
    if label.form == "hearing":
        return number >= 2 or hearing.is_certain(label.name)
    if label.form == "timed":
        return True
    if label.form == "bracket" and (label.timestamp or is_role_word(label.name)):
        return True
    if label.form == "bare":
        loud = line.bold >= len(label.name) or label.name.isupper()
        return (is_role_word(label.name) and len(label.name) > 2) or (loud and number >= 2) or number >= 4
    if label.form == "stop":
        return is_role_word(label.name) and number >= 2
    if label.form in (*_UNNAMED, "tab", "dash"):
        return number >= 2
    if is_role_word(label.name) or hearing.CHAIR.fullmatch(label.name):
        return True
    recurs = number >= 2 or (line.bold > 0 and label.timestamp is not None)
    return recurs and (line.opens or line.bold > 0 or number >= 3 or label.form in dense or label.form == "own line")


def _look(label: SpeakerLabel, line: TextLine) -> str:
    """How a label is set: speakers are set alike."""
    if line.bold >= len(label.name):
        return "bold"
    if label.timestamp:
        return "timed"
    return "capitals" if label.name.isupper() and len(label.name) > 1 else "plain"


def _is_talk(accepted: Mapping[int, SpeakerLabel], layout: TextLayout, speakers: Speakers) -> bool:
    """Whether the labels can be a conversation: names recur, and often enough for the length of the text."""
    labels = list(accepted.values())
    if not labels or any(label.name.casefold() in speakers.names for label in labels):
        return bool(labels)
    certain = [
        label for label in labels if label.timestamp or label.form in (*_ALWAYS, "hearing", "chevron", "bracket")
    ]
    if certain or any(is_role_word(label.name) for label in labels):
        return True
    counts = Counter(key for key, _ in groupby(_key(label) for label in labels))
    again = sum(number for number in counts.values() if number > 1)
    paragraphs = sum(line.opens for line in layout.lines[min(accepted) :])
    return again >= 0.5 * counts.total() and len(labels) >= _SHARE * paragraphs
