"""Adding texts: a file is sent, read, shown with its doubts, read again as the person corrects it, and then frozen."""

from collections.abc import Sequence
from typing import Any, get_args

from starlette.responses import Response
from starlette.routing import Route

from corpus.answers import Columns
from corpus.file_content import BYTES_AT_MOST
from corpus.readers.registry import suffixes
from corpus.speech.speakers import IGNORED, Speakers
from corpus.text import Role, Text, TextKind
from desk.sent import Line, Sent, Ticked, Words
from desk.uploads import Upload
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from wording.catalogues import say
from wording.messages import LANGUAGES, tr
from workbench.adding import AddOptions, AddResult, add_files, preview

_SHOWN = 8
"""Turns, or passages of a document, that are shown of a text."""
_LONG = 320
"""Characters of each."""
_FIELDS = {
    "--speakers": "speakers",
    "--case-column": "field_case_column",
    "--case": "field_case",
    "--text": "field_columns",
    "--row": "field_row",
    "--kind": "field_kind",
    "--lang": "field_language",
    "--id": "field_id",
    "--mend-letters": "mend_letters",
}
"""The fields of the page that do what an option of `glose add` does."""
_ROLES = (*get_args(Role), IGNORED)


class _Waiting(Sent):
    upload: Words


class _Speaker(Sent):
    label: Line = ""
    name: Line = ""
    role: Line = ""
    case: Line = ""


class _Stated(_Waiting):
    id: Line = ""
    case: Line = ""
    kind: Line = ""
    language: Line = ""
    columns: tuple[str, ...] = ()
    row: Line = ""
    case_column: Line = ""
    mend: Ticked = False
    speakers: tuple[_Speaker, ...] = ()


def send(visit: Visit) -> Response:
    """Keep a file that is sent as it is (`?name=`), and say how it is read."""
    name = visit.asked.get("name", "")
    if not visit.sent:
        raise Refused(422, tr("{name} is empty.", name=name))
    upload = visit.desk.uploads.put(visit.coder, name, visit.sent)
    return reply(_shown(visit, upload, AddOptions()), 201)


def read_again(visit: Visit, given: _Stated) -> Response:
    """How a file is read with what the person states."""
    upload = visit.desk.uploads.of(visit.coder, given.upload)
    return reply(_shown(visit, upload, _wish(given)))


def add(visit: Visit, given: _Stated) -> Response:
    """Add a file to the study as it was shown, with the same keys; the file waits no more if it was added."""
    upload = visit.desk.uploads.of(visit.coder, given.upload)
    if upload.answer is None:
        results = list(add_files(visit.study, [upload.path], _wish(given), coder=visit.coder))
        visit.study.reload()
        answer = _answer(visit, upload, results)
        if any(result.refused for result in results):
            return reply(answer, 422)
        visit.desk.uploads.done(upload, answer)
        visit.place.suggesting.decided()
    assert upload.answer is not None
    return reply(upload.answer)


def leave_out(visit: Visit, given: _Waiting) -> Response:
    """Remove a file that waits."""
    visit.desk.uploads.remove(visit.desk.uploads.of(visit.coder, given.upload))
    return reply({"upload": given.upload})


def kinds(visit: Visit) -> Response:
    """Which files can be read, and how much at once; the cases that a text may be about."""
    return reply({"suffixes": suffixes(), "most": BYTES_AT_MOST, "cases": list(visit.study.cases)})


def _wish(given: _Stated) -> AddOptions:
    """What the person states; what is empty the file decides."""
    kind, language = given.kind or None, given.language or None
    if kind not in (None, *get_args(TextKind)):
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(get_args(TextKind))))
    if language not in (None, *LANGUAGES):
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join(LANGUAGES)))
    return AddOptions(
        text_id=given.id or None,
        case=given.case or None,
        kind=kind,  # type: ignore[arg-type]
        language=language,
        speakers=_speakers(given.speakers),
        mend=given.mend,
        columns=Columns(tuple(given.columns), given.row or None, given.case_column or None),
    )


def _speakers(rows: Sequence[_Speaker]) -> Speakers | None:
    """The speakers, with what is stated of each."""
    plain = []
    for row in rows:
        kept = {key: found for key, found in row if found}
        if "label" not in kept:
            raise Refused(422, tr("the label is empty. Write the label as it appears in the file."))
        if kept.get("role", "other") not in _ROLES:
            message = tr("{role!r} is not a role. Choose one of: {roles}.", role=kept["role"], roles=", ".join(_ROLES))
            raise Refused(422, message)
        plain.append(kept)
    return Speakers.of_rows(plain)


def _shown(visit: Visit, upload: Upload, wish: AddOptions) -> dict[str, Any]:
    return _answer(visit, upload, preview(visit.study, upload.path, wish))


def _answer(visit: Visit, upload: Upload, results: list[AddResult]) -> dict[str, Any]:
    """What became, or would become, of a file: its texts, the beginning of the first, and every doubt."""
    first = results[0]
    problems = [
        {"place": problem.place, "message": _on_the_page(problem.message, visit.language), "level": problem.level}
        for problem in dict.fromkeys(problem for result in results for problem in result.problems)
    ]
    return {
        "upload": upload.id,
        "file": upload.path.name,
        "texts": len(results) if first.text else 0,
        "known": first.text is not None and first.text.id in visit.study.texts and not first.added,
        "added": first.added,
        "text": first.as_json() if first.text else None,
        "ids": [result.text.id for result in results if result.text],
        "beginning": _beginning(first.text) if first.text else [],
        "problems": problems,
        "doubled": any("--mend-letters" in problem.message for result in results for problem in result.problems),
    }


def _on_the_page(message: str, language: str) -> str:
    """The message with the fields of the page instead of the command's options that do the same."""
    for option, key in _FIELDS.items():
        if option in message:
            field = say(f"desk_{key}", language)
            message = message.replace(option, f"«\u00a0{field}\u00a0»" if language == "fr" else f"“{field}”")
    return message


def _beginning(text: Text) -> list[dict[str, str | None]]:
    if text.turns:
        return [
            {"speaker": turn.speaker, "role": turn.role, "words": _short(text.content[turn.start : turn.end])}
            for turn in text.turns[:_SHOWN]
        ]
    return [
        {"speaker": None, "role": None, "words": _short(text.content[one.start : one.end])}
        for one in text.passages[:_SHOWN]
    ]


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONG else f"{plain[:_LONG].rstrip()}…"


ROUTES = [
    Route("/api/uploads", visited(kinds), methods=["GET"]),
    Route(
        "/api/uploads",
        visited(send, roles=DECIDES, takes="application/octet-stream", most=BYTES_AT_MOST, beside=True),
        methods=["POST"],
    ),
    Route("/api/uploads/read", taking(_Stated, read_again, roles=DECIDES, beside=True), methods=["POST"]),
    Route("/api/uploads/add", taking(_Stated, add, roles=DECIDES), methods=["POST"]),
    Route("/api/uploads/leave", taking(_Waiting, leave_out, roles=DECIDES), methods=["POST"]),
]
