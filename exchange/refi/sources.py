"""The sources of a project: their texts from the archive, and the codings on them, in the file's own offsets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from exchange.guids import guid_of
from exchange.markup import child, children, everywhere, local, words
from exchange.moments import moment
from exchange.offsets import RawText, Stated
from exchange.project import LeftOut, PlacedCoding, Source
from exchange.refi.tree import guid, values_in
from wording.messages import tr

SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
_PLAIN = "PlainTextSelection"


@dataclass(frozen=True, slots=True)
class FoundCoding:
    """A coding as it stands in the file: its place is still in the file's unit (`stated`), or only words are known.

    `whole` is a coding of the whole source.
    """

    coding: PlacedCoding
    stated: Stated | None
    whole: bool = False


@dataclass(slots=True)
class FoundText:
    """A source with its text as the file holds it, and its codings."""

    source: Source
    raw: RawText
    codings: list[FoundCoding] = field(default_factory=list)


@dataclass(slots=True)
class SourceReader:
    """Reads the sources one after another; `content` gives the characters of a text element, or why there are none."""

    content: Callable[[Any], "RawText | str"]
    variables: dict[str, str]
    texts: dict[str, FoundText] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    quotations: int = 0
    selections_of: dict[str, set[str]] = field(default_factory=dict)
    _by_path: dict[str, str] = field(default_factory=dict)

    def read(self, element: Any) -> None:
        """Take one source in, or say why it is left out."""
        kind = local(element)
        if kind == "TextSource":
            self._text(element, element, (_PLAIN,))
        elif kind == "PDFSource":
            self._pdf(element)
        elif kind == "PictureSource":
            self._picture(element)
        else:
            self._recording(element)

    def _pdf(self, element: Any) -> None:
        representation = child(element, "Representation")
        if representation is None:
            why = tr("a PDF whose plain text is not in the file; export the project with its texts")
            self._without_text(element, why)
            return
        if not self._text(element, representation, (_PLAIN,)):
            return
        for selection in children(element, "PDFSelection"):
            self._areas(element, selection, tr("on an area of a PDF page"))

    def _picture(self, element: Any) -> None:
        described = child(element, "TextDescription")
        if described is not None and self._text(element, described, (_PLAIN,)):
            for selection in children(element, "PictureSelection"):
                self._areas(element, selection, tr("on an area of a picture"))
            return
        self._without_text(element, tr("a picture; it is kept with the import"))

    def _recording(self, element: Any) -> None:
        transcripts = list(children(element, "Transcript"))
        sound = tr("sound or video; it is kept with the import")
        read = False
        for number, transcript in enumerate(transcripts):
            known = self._by_path.get(transcript.get("plainTextPath", "") or "-")
            if known is not None:
                self._codings(transcript, known, ("TranscriptSelection",))
                continue
            owner = element if number == 0 else transcript
            read = self._text(owner, transcript, ("TranscriptSelection",), missing=False) or read
        if not read:
            seen = any(transcript.get("plainTextPath") in self._by_path for transcript in transcripts)
            why = tr("sound or video; its transcript is one of the texts") if seen else sound
            self.left_out.append(LeftOut("texts", element.get("name") or local(element), why))
        for selection in children(element, "AudioSelection", "VideoSelection"):
            self._areas(element, selection, tr("on a stretch of sound or video"))

    def _text(self, owner: Any, element: Any, selections: tuple[str, ...], *, missing: bool = True) -> bool:
        """Take the text of an element in as the source that `owner` is; False where it has none."""
        raw = self.content(element)
        if isinstance(raw, str):
            if missing:
                self._without_text(owner, raw)
            return False
        source = Source(
            guid(owner),
            owner.get("name") or element.get("name") or _file_name(element),
            raw.content,
            words(child(owner, "Description")),
            guid(owner, "creatingUser") or None,
            moment(owner.get("creationDateTime")),
            attributes=values_in(owner, self.variables),
        )
        self.texts[source.guid] = FoundText(source, raw)
        if path := element.get("plainTextPath"):
            self._by_path[path] = source.guid
        self._codings(element, source.guid, selections)
        if owner is not element:
            self._codings(owner, source.guid, selections)
        return True

    def _without_text(self, element: Any, why: str) -> None:
        name = element.get("name") or local(element)
        self.left_out.append(LeftOut("texts", name, why))
        self.left_out.extend(LeftOut("codings", name, why) for _ in everywhere(element, "Coding"))
        marked = [one for one in element.iter() if local(one).endswith("Selection")]
        self.quotations += sum(child(one, "Coding") is None for one in marked)

    def _codings(self, element: Any, source: str, selections: tuple[str, ...]) -> None:
        found = self.texts[source]
        points = {guid(one): one.get("position") for one in children(element, "SyncPoint")}
        for selection in children(element, *selections):
            stated = _stated(selection, points)
            self.quotations += child(selection, "Coding") is None
            found.codings.extend(FoundCoding(one, stated) for one in self._of(selection, source))
        for coding in children(element, "Coding"):
            found.codings.append(FoundCoding(self._coding(coding, element, source, whole=True), None, whole=True))

    def _areas(self, owner: Any, selection: Any, why: str) -> None:
        """Codings on an area or stretch: at their words where the file has these, else left out."""
        if child(selection, "Coding") is None:
            self.quotations += 1
        own = child(selection, "Representation")
        content = None if own is None else child(own, "PlainTextContent")
        there = guid(owner) in self.texts
        known = {one.coding.selection for one in self.texts[guid(owner)].codings} if there else set()
        for coding in self._of(selection, guid(owner)):
            if there and guid(selection) in known:
                same = tr("{where}; the same coding is at its words in the text", where=why)
                self.left_out.append(LeftOut("codings", owner.get("name", ""), same))
            elif there and words(content):
                placed = replace(coding, quote=words(content))
                self.texts[guid(owner)].codings.append(FoundCoding(placed, None))
            else:
                self.left_out.append(LeftOut("codings", owner.get("name", ""), why))

    def _of(self, selection: Any, source: str) -> Iterator[PlacedCoding]:
        for coding in children(selection, "Coding"):
            yield self._coding(coding, selection, source)

    def _coding(self, coding: Any, selection: Any, source: str, *, whole: bool = False) -> PlacedCoding:
        reference = child(coding, "CodeRef")
        code = "" if reference is None else guid(reference, "targetGUID")
        person = guid(coding, "creatingUser") or guid(selection, "creatingUser")
        remark = "" if whole else words(child(selection, "Description"))
        of_coding = words(child(coding, "Description"))
        return PlacedCoding(
            guid=guid(coding) or guid_of(guid(selection), code, person),
            source=source,
            code=code,
            person=person or None,
            time=moment(coding.get("creationDateTime") or selection.get("creationDateTime")),
            memo="\n\n".join(dict.fromkeys(part for part in (of_coding, remark) if part)),
            selection=guid(selection),
        )


def _stated(selection: Any, points: dict[str, str | None]) -> Stated:
    start, end = selection.get("startPosition"), selection.get("endPosition")
    if start is None and points:
        start = points.get(guid(selection, "fromSyncPoint"))
        end = points.get(guid(selection, "toSyncPoint"))
    return Stated(_number(start), _number(end), selection.get("name") or "")


def _number(written: str | None) -> int:
    """The number, or -1 where it is none."""
    return int(written) if written and written.strip().isdecimal() and len(written) < 12 else -1


def _file_name(element: Any) -> str:
    """The name of the file that holds a text without a name."""
    return (element.get("plainTextPath") or "").replace("\\", "/").rpartition("/")[2] or guid(element)
