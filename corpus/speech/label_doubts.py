"""Doubts about labels: lines that look like speakers but were not taken, and stated labels that no line has."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from corpus.label_words import is_interviewer_word, is_respondent_word, is_role_word
from corpus.problem import Problem, shortened
from corpus.speech.layout import TextLayout
from corpus.speech.line_labels import labels_of_lines
from corpus.speech.speaker_label import SpeakerLabel
from corpus.speech.speakers import IGNORED, Speakers, may_be_stated
from wording.messages import tr

_FORMS = ("colon", "bracket", "own line", "stop", "numbered", "hearing", "counted")
"""Forms that a reader takes for a label at sight; a dash, a tab or a word alone may be anything."""

_SHOWN = 8
_LONG = 400
"""Among more lines than this, one that looks like a label says nothing of the rest of a document."""
_NEARLY_ALL = 0.8
"""Where this share of a document's lines has labels, they are doubted although none recurs."""


def label_doubts(
    layout: TextLayout,
    labels: Mapping[int, SpeakerLabel],
    name: str,
    *,
    speakers: Speakers,
    taken: Mapping[int, SpeakerLabel],
) -> Iterator[Problem]:
    """A doubt that names those of these `labels` which look like speakers but were not `taken`, if there are any.

    Both are by number of line. In a document, where none was taken, they are named when words for roles or several
    names recur, and where even one label says that an interviewer speaks.
    """
    left = {n: label for n, label in labels.items() if n not in taken and _looks_like_one(label, speakers)}
    shown = _doubtful(left, layout, taken)
    if not shown:
        return
    first = next(n for n, label in left.items() if label.name in shown)
    place = f"{name}:{layout.line_number(layout.lines[first].start)}"
    listed = ", ".join(f"{shortened(label)} ({number})" for label, number in list(shown.items())[:_SHOWN])
    option = ",".join(f"{label}={_role(label)}" for label in list(shown)[:_SHOWN] if may_be_stated(label))
    if taken:
        message = tr(
            "these labels look like speakers and were left in the text: {labels}. If they are speakers, add the file "
            "with --speakers {option!r}.",
            labels=listed,
            option=option,
        )
    else:
        message = tr(
            "was read as a document, but these labels look like speakers: {labels}. If they are, add the file with "
            "--speakers {option!r}.",
            labels=listed,
            option=option,
        )
    yield Problem(place, message, "warning")


def _doubtful(
    left: Mapping[int, SpeakerLabel], layout: TextLayout, taken: Mapping[int, SpeakerLabel]
) -> dict[str, int]:
    """The labels among those that are left which a doubt has to name, with their numbers."""
    if not any(label.form == "counted" and is_interviewer_word(label.name) for label in left.values()):
        left = {n: label for n, label in left.items() if label.form != "counted"}  # R1), R2) are points of a list
    counts = Counter(label.name for label in left.values())
    known = {label.name.casefold() for label in taken.values()}
    shown = {
        label: number
        for label, number in counts.most_common()
        if number > 1 or is_role_word(label) or label.casefold() in known
    }
    if taken:
        return shown
    if len(counts) > 1 and len(left) >= max(2, _NEARLY_ALL * len(layout.lines)):
        return dict(counts.most_common())
    if shown:
        return shown if _may_be_talk(shown) or _says_a_role(left, layout) else {}
    if len(layout.lines) > _LONG:
        return {}
    return dict(Counter(label.name for label in _spoken(left, layout).values()).most_common())


def unknown_labels(
    layout: TextLayout, voices: Iterable[str | None], name: str, speakers: Speakers
) -> Iterator[Problem]:
    """An error where the file has nothing that was stated about its speakers, a doubt that names the labels it lacks.

    `voices` are the speakers of its turns.
    """
    labels = labels_of_lines(layout, speakers)
    if speakers.pattern is not None:
        if not labels:
            message = tr(
                "no line matches the regular expression {pattern!r} of --speakers. Compare it with the lines of the "
                "file, or leave it out.",
                pattern=speakers.pattern.pattern,
            )
            yield Problem(name, message)
        return
    found = {label.name.casefold() for label in labels.values()} | {(voice or "").casefold() for voice in voices}
    missing = [
        label for label in speakers.names if label not in found and speakers.names[label].casefold() not in found
    ]
    if not missing:
        return
    lacking = ", ".join(shortened(speakers.written.get(label, label)) for label in missing[:_SHOWN])
    if len(missing) == len(speakers.names):
        seen = Counter(label.name for label in labels.values() if label.name).most_common(_SHOWN)
        listed = ", ".join(f"{shortened(label)} ({number})" for label, number in seen) or tr("none")
        message = tr(
            "has none of the labels that --speakers names ({labels}). Labels in the file: {found}.",
            labels=lacking,
            found=listed,
        )
        yield Problem(name, message)
    else:
        message = tr(
            "has no label {labels}, which --speakers names.",
            labels=lacking,
        )
        yield Problem(name, message, "warning")


def _looks_like_one(label: SpeakerLabel, speakers: Speakers) -> bool:
    known = label.form in _FORMS or (label.form == "dash" and is_role_word(label.name))
    if not known or not label.name or speakers.roles.get(label.name.casefold()) == IGNORED:
        return False
    if is_role_word(label.name):
        return True
    return label.form != "stop" and len(label.name.split()) <= 3 and not label.name[0].islower()


def _spoken(labels: Mapping[int, SpeakerLabel], layout: TextLayout) -> dict[int, SpeakerLabel]:
    """Those of these labels of a document that are names with capitals, before words that somebody says to somebody."""
    return {
        number: label
        for number, label in labels.items()
        if label.form in ("colon", "bracket")
        and layout.lines[number].opens
        and all(word[0].isupper() or word[0].isdigit() for word in label.name.split())
        and _SAID.search(layout.text(layout.lines[number]), label.speech)
    }


_SAID = re.compile(r"\b(?:je|j['’]\w+|tu|vous|merci|moi|I|I['’]m|you|thanks|thank|me)\b|\?\W*$", re.IGNORECASE)


def _may_be_talk(counts: Mapping[str, int]) -> bool:
    """Whether these labels of a document, with their numbers, can be voices: one who asks or two others recur."""
    asks = any(number > 1 and is_interviewer_word(label) for label, number in counts.items())
    return asks or sum(number > 2 for number in counts.values()) >= 2


def _says_a_role(labels: Mapping[int, SpeakerLabel], layout: TextLayout) -> bool:
    """Whether, of these labels of a document (by number of line), one with a role recurs, or an interviewer's has a
    sentence after it; in `Animateur : Jean Dupont` nobody speaks, and `A.` may be an item of a list.
    """
    plain = {n: la for n, la in labels.items() if la.form in ("colon", "bracket", "dash") and is_role_word(la.name)}
    if any(number > 1 for number in Counter(label.name for label in plain.values()).values()):
        return True
    return any(
        (is_interviewer_word(label.name) if len(label.name) > 3 else label.name in _LETTERS)
        and layout.text(layout.lines[number])[label.speech :].rstrip(' »"').endswith((".", "?", "!", "…"))
        for number, label in plain.items()
    )


_LETTERS = ("E", "R", "Q", "ENQ", "Enq", "REP", "Rép")
"""Short labels for a role that are no items of a list."""


def _role(label: str) -> str:
    if is_interviewer_word(label):
        return "interviewer"
    return "respondent" if is_respondent_word(label) else "other"
