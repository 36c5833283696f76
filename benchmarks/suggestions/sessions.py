"""Whole usability interviews with their task lines and the moderator's turns, from the Taguette file of their authors.

The highlights of the same sessions, one by one, are another set (public_sets.py); there no passage has a question.
"""

import html
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

from benchmarks.suggestions.coded_sets import Coded
from corpus.text import Passage, Role, Text, Turn

_TAG = re.compile(r"<[^>]+>")
_TASK = re.compile(r"\d+(?:\.[a-z])?\.?\s")
CUES = {
    "Moderator assist": "help me|am I supposed to|what should I do|I am stuck|is that right|how do I|go on|crash",
    "Home tab elements useful": "home tab|home page|diagram|overall understanding|good overview|the links|picture|"
    "explain what it does",
    "System issue": "loading|it crashed|not responding|error message|it is slow|takes a while|frozen|not working",
    "Simple export": "easy to export|simple to export|download|exported|csv file|zip file|save the data|export button",
    "Search feature simple": "search|find the word|control F|look for|easy to find|search box|search bar|found it",
    "Data table features useful": "data table|hide the column|sort|order the column|colour|filter the table|restore|"
    "columns and rows",
    "Event concept and approach not clear": "what is an event|meaning of event|definite event|possible event|"
    "particular event|event date|kind of event|event type",
    "Additional feature suggestion": "it would be nice|I would like to|would be good to have|could add|suggest|"
    "would be useful to|missing feature|improvement",
    "Export (meta)data useful": "export the data|export the metadata|analysis later|use it in R|further analysis|"
    "reuse|for publication|own analysis",
    "Visualization useful": "heat map|box plot|polar plot|interactive|compare the plots|nice plot|see the pattern|"
    "zoom in",
    "Overall positive experience": "I like it|very good|great tool|happy with|enjoyed|nice tool|overall good|impressed",
    "Wording not clear": "what does it mean|the word|the term|wording|terminology|unclear name|acronym|phrase",
    "Query inputs and elements useful": "tooltip|drop down|input options|question mark icon|description is useful|"
    "help text|select several|clear options",
    "Additional explanation": "more explanation|needs explaining|more information|I would explain|not explained|"
    "explanation of|what is this for|clarify",
    "Query process complex": "time window|lag|aggregation method|confusing query|hard to choose|do not understand|"
    "spatial|temporal unit",
    "Search information process complex": "hard to find|cannot find|difficult to find|where is it|scroll|too much text|"
    "looking for the information|takes time to find",
    "Query process clear": "easy to query|straightforward|clear query|submit the query|easy to select|quite clear|"
    "understand the query|simple to use",
    "Plot design complex": "axis|label of the plot|legend|tick|scale|hard to read|difficult to interpret",
    "Metadata content clear and useful": "data provenance|lineage|full metadata|where the data comes from|"
    "useful metadata|data source|licence|documentation",
    "Metadata content not useful or confusing": "confusing metadata|not useful|too technical|graph of the lineage|"
    "do not need|meaningless|too much information|do not know what this shows",
    "Task sequence complex": "read the task again|wrong task|which task|the task is|already done|next task|"
    "order of the tasks|task completed before",
    "Navigation complex": "which tab|pop up|where do I click|button|go back|new window|lost|cannot close",
}
"""Cues of the codes, written from their labels and descriptions, with bars between them."""
_ROLES: dict[str, Role] = {"Task": "other", "Moderator": "interviewer", "Participant": "respondent"}


def sessions(path: Path) -> tuple[list[tuple[str, str, str]], list[tuple[Text, list[Coded]]]]:
    """The codes (id, label, definition), and each session with its passages' words and codes, in order.

    A passage is all that a participant says between two task lines or turns of the moderator.
    """
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as taguette:
        codes = [(f"t{tag}", label, told) for tag, label, told in taguette.execute(
            "SELECT id, path, description FROM tags ORDER BY id")]  # fmt: skip
        found = []
        for number, name, contents in taguette.execute("SELECT id, name, contents FROM documents ORDER BY id"):
            marked = taguette.execute(
                "SELECT start_offset, end_offset, tag_id FROM highlights JOIN highlight_tags ON id = highlight_id "
                "WHERE document_id = ?", (number,))  # fmt: skip
            found.append(_session(Path(name).stem, contents, marked.fetchall()))
    return codes, found


def _session(name: str, contents: str, marked: list[tuple[int, int, int]]) -> tuple[Text, list[Coded]]:
    """Offsets count the bytes of what is written, without its marks."""
    written = html.unescape(_TAG.sub("", contents)).encode()
    turns: list[Turn] = []
    passages: list[Passage] = []
    parts: list[str] = []
    coded: list[Coded] = []
    at = 0
    for speaker, lines in groupby(_lines(written), key=lambda line: _speaker(line[2])):
        said = list(lines) if speaker == "Participant" else None
        for group in [said] if said else [[line] for line in lines]:
            words = " ".join(" ".join(line.split()) for _, _, line in group).removeprefix("MODERATOR:").strip()
            begin, end, number = group[0][0], group[-1][1], len(turns) + 1
            turns.append(Turn(number, at, at + len(words), speaker, _ROLES[speaker]))
            passages.append(Passage(number, at, at + len(words), turn=number))
            codes = {f"t{tag}" for start, stop, tag in marked if start < end and begin < stop}
            coded.append((words, frozenset(codes if speaker == "Participant" else ())))
            parts.append(words)
            at += len(words) + 2
    text = Text(name, "interview", "\n\n".join(parts), "en", None, name, "", tuple(turns), passages=tuple(passages))
    return text, coded


def _lines(written: bytes) -> Iterator[tuple[int, int, str]]:
    """Where each line that says something begins and ends, in bytes, and its words."""
    at = 0
    for line in written.split(b"\n"):
        if line.strip():
            yield at, at + len(line), line.decode()
        at += len(line) + 1


def _speaker(line: str) -> str:
    if line.strip().startswith("MODERATOR"):
        return "Moderator"
    return "Task" if _TASK.match(line.strip()) else "Participant"
