"""cha: transcripts in CHAT, the format of TalkBank and CHILDES: main lines are speech, dependent tiers are not."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.block import Extract
from corpus.problem import Problem
from corpus.readers.encoding import UnreadableFile, decode
from corpus.readers.utterances import Utterance, blocks_of
from corpus.text import Role
from wording.messages import tr

_MAIN = re.compile(r"\*(?P<code>[^\s:]{1,40}):\s*(?P<said>.*)", re.DOTALL)
_PARTICIPANT = re.compile(r"(?P<code>\S+)\s+(?:(?P<name>\S+)\s+)?(?P<role>\S+)")
_BULLET = re.compile('\\s*[\x1b•](?:%snd:"[^"]*"_)?(?P<start>\\d+)_\\d+[\x1b•]')
_ASKS = {"investigator", "interviewer", "experimenter", "clinician", "therapist", "teacher", "leader", "media"}
_BYSTANDERS = {"unidentified", "environment", "text", "narrator"}
_METADATA = {"languages": "language", "date": "date", "location": "location", "situation": "situation"}


@dataclass(frozen=True, slots=True)
class _Participant:
    name: str
    role: Role


def is_chat(data: bytes) -> bool:
    """Whether these bytes are a CHAT transcript, whatever the file is called."""
    head = data.lstrip(b"\xef\xbb\xbf\r\n \t")
    if not head.startswith((b"@", b"*")):
        return False
    lines = [line for line in re.split(rb"[\r\n]+", head) if line.strip()]
    main = sum(bool(re.match(rb"\*[^\s:*]{1,40}:\t", line)) for line in lines)
    beside = sum(bool(re.match(rb"%\w{2,7}:|@[A-Z]", line)) for line in lines)
    return main > 0 and beside > 0 and main + beside + sum(line[:1] == b"\t" for line in lines) >= 0.9 * len(lines)


def read(data: bytes, name: str) -> Extract:
    """The main lines with their voices; headers and dependent tiers are left out, and a problem says so.

    A time at the end of a line (a bullet) is that of its utterance. Marks of CHAT within a line are kept.
    Raises UnreadableFile where the file has no main line.
    """
    text, problems = decode(data.replace(b"\x15", b"\x1b"), name)
    lines = _unfolded(text)
    participants = _participants(lines)
    said: list[Utterance] = []
    left_out: Counter[str] = Counter()
    for line in lines:
        if found := _MAIN.match(line):
            said.append(_utterance(found, participants))
        elif line.startswith("%"):
            left_out[line.partition(":")[0].split()[0]] += 1
        elif not line.startswith("@"):
            left_out[tr("other lines")] += 1
    if not said:
        raise UnreadableFile(
            tr("{name} has no main line (*ABC: …), as a CHAT transcript has. Check that it is one.", name=name)
        )
    doubts = (Problem(name, _tiers_left_out(left_out), "warning"),) if left_out else ()
    return Extract(blocks_of(said), dict(_metadata(lines)), (*problems, *doubts))


def _tiers_left_out(left_out: Counter[str]) -> str:
    tiers = ", ".join(f"{tier} ({lines})" for tier, lines in left_out.most_common())
    return tr("lines that are not speech were left out, with their number: {tiers}.", tiers=tiers)


def _unfolded(text: str) -> list[str]:
    """The lines of the file, each with those that continue it (they begin with a tab)."""
    lines: list[str] = []
    for line in text.lstrip("\ufeff").split("\n"):
        if line[:1] in ("\t", " ") and lines:
            lines[-1] += " " + line.strip()
        elif line.strip():
            lines.append(line.rstrip())
    return lines


def _participants(lines: Sequence[str]) -> dict[str, _Participant]:
    """The participants by code: `@Participants: MAR Marie Target_Adult`; the role that `@ID` gives comes first."""
    named: dict[str, _Participant] = {}
    roles: dict[str, str] = {}
    for line in lines:
        if line.startswith("@ID:"):
            fields = line.removeprefix("@ID:").strip().split("|")
            if len(fields) > 7 and fields[7].strip():
                roles[fields[2].strip()] = fields[7].strip()
    for line in lines:
        if line.startswith("@Participants:"):
            for one in line.removeprefix("@Participants:").split(","):
                if found := _PARTICIPANT.fullmatch(one.strip()):
                    code = found["code"]
                    name = (found["name"] or code).replace("_", " ")
                    named[code] = _Participant(name, _role(roles.get(code, found["role"])))
    return named


def _role(word: str) -> Role:
    plain = word.casefold()
    if plain in _ASKS:
        return "interviewer"
    return "other" if plain in _BYSTANDERS else "respondent"


def _utterance(found: re.Match[str], participants: dict[str, _Participant]) -> Utterance:
    who = participants.get(found["code"])
    bullet = _BULLET.search(found["said"])
    text = _BULLET.sub("", found["said"])
    start = int(bullet["start"]) / 1000 if bullet else None
    return Utterance(text.strip(), who.name if who else found["code"], start, who.role if who else None)


def _metadata(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        key, colon, value = line.removeprefix("@").partition(":")
        if line.startswith("@") and colon and value.strip() and key.casefold() in _METADATA:
            field = _METADATA[key.casefold()]
            yield field, value.strip()[:2] if field == "language" else value.strip()
