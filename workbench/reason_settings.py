"""`adjudication:` in study.yaml: the reasons that may be given where coders' differences are settled."""

from coding.records.adjudications import REASONS
from corpus.marked_yaml import Marked
from corpus.problem import Problem
from wording.messages import tr


def read_reasons(written: object, marked: Marked) -> tuple[tuple[str, ...], list[Problem]]:
    """All reasons, those of the study last, each once; and what is wrong with them."""
    problems: list[Problem] = []
    values = written if isinstance(written, dict) else {}
    for key in values:
        if key != "reasons":
            place = marked.place(("adjudication", key))
            problems.append(Problem(place, tr("unknown key {key!r}. Choose from: {keys}.", key=key, keys="reasons")))
    added = values.get("reasons") or []
    if not isinstance(added, list) or not all(isinstance(one, str) and one.strip() for one in added):
        place = marked.place(("adjudication", "reasons"))
        problems.append(Problem(place, tr("reasons must be a list of words, e.g. [irony, two speakers].")))
        added = []
    return tuple(dict.fromkeys([*REASONS, *(" ".join(one.split()) for one in added)])), problems
