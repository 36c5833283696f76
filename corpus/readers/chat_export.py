"""Exports of chats as JSON: the days of a Slack channel and the messages of Teams."""

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from corpus.readers.utterances import Utterance

_JOINED = re.compile(r"<@\w+>\s(?:has|have) (?:joined|left|set|renamed|archived)\b")


def slack_messages(value: Any) -> tuple[list[Utterance], int] | None:
    """The messages of a Slack channel (one of its days), and how many notices were left out; None for other files.

    The names are those that the file itself has; a person whom it does not name keeps the letters of Slack (U02…).
    """
    rows = value.get("messages") if isinstance(value, Mapping) else value
    if not isinstance(rows, list):
        return None
    messages = [
        row
        for row in rows
        if isinstance(row, Mapping)
        and row.get("type") == "message"
        and re.fullmatch(r"\d+(?:\.\d+)?", str(row.get("ts")))
    ]
    if not messages or len(messages) < 0.5 * len(rows):
        return None
    names = {str(row.get("user")): name for row in messages if (name := _slack_name(row))}
    spoken = [row for row in messages if not _is_notice(row)]
    said = [
        Utterance(_plain(str(row.get("text", "")), names), _who(row, names), _time_of_day(row["ts"]), continues=False)
        for row in sorted(spoken, key=lambda row: float(row["ts"]))
    ]
    return said, len(messages) - len(spoken)


def _slack_name(row: Mapping[str, Any]) -> str:
    profile: Any = row.get("user_profile")
    profile = profile if isinstance(profile, Mapping) else {}
    names = (profile.get("real_name"), profile.get("display_name"), profile.get("name"), row.get("username"))
    return str(next((name for name in names if name), ""))


def _who(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    user = str(row.get("user") or "")
    return names.get(user) or _slack_name(row) or user


def _is_notice(row: Mapping[str, Any]) -> bool:
    kind = str(row.get("subtype") or "")
    spoken = kind in ("", "thread_broadcast", "file_share", "me_message", "bot_message", "reply_broadcast")
    return not spoken or bool(_JOINED.match(str(row.get("text", ""))))


def _plain(text: str, names: Mapping[str, str]) -> str:
    """The text of a message without Slack's marks: people by name, addresses as they are written."""
    text = re.sub(r"<@(\w+)(?:\|([^>]*))?>", lambda m: "@" + (names.get(m[1]) or m[2] or m[1]), text)
    text = re.sub(r"<[#!](?:[^>|]*)\|([^>]*)>", r"\1", text)
    text = re.sub(r"<!(\w+)>", r"@\1", text)
    text = re.sub(r"<((?:https?|mailto)[^>|]*)\|([^>]*)>", r"\2", text)
    return html.unescape(re.sub(r"<((?:https?|mailto)[^>]*)>", r"\1", text))


def _time_of_day(stamp: str) -> float | None:
    try:
        moment = datetime.fromtimestamp(float(stamp), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def teams_messages(value: Any) -> tuple[list[Utterance], int] | None:
    """The messages of Teams by time, and how many notices were left out; None for other files."""
    rows = value.get("value") or value.get("messages") if isinstance(value, Mapping) else value
    if not isinstance(rows, list):
        return None
    messages = [row for row in rows if isinstance(row, Mapping) and "createdDateTime" in row and "body" in row]
    if not messages:
        return None
    spoken = [row for row in messages if row.get("messageType", "message") == "message" and _sender(row)]
    said = [
        Utterance(_body(row["body"]), _sender(row), _clock(str(row["createdDateTime"])), continues=False)
        for row in sorted(spoken, key=lambda row: str(row["createdDateTime"]))
    ]
    return said, len(messages) - len(spoken)


def _sender(row: Mapping[str, Any]) -> str:
    sender = row.get("from")
    who = sender.get("user") or sender.get("application") if isinstance(sender, Mapping) else None
    return str(who.get("displayName") or "") if isinstance(who, Mapping) else ""


def _body(body: Any) -> str:
    if not isinstance(body, Mapping):
        return str(body)
    content = str(body.get("content") or "")
    if body.get("contentType") != "html":
        return content
    return html.unescape(re.sub(r"<[^<>]+>", "", re.sub(r"(?i)<br\s*/?>|</(?:p|div|li)>", "\n", content)))


def _clock(written: str) -> float | None:
    found = re.search(r"T(\d{2}):(\d{2}):(\d{2})", written)
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3]) if found else None
