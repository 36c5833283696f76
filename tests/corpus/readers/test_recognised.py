"""JSON of speech recognition and chats, and oTranscribe: the same four speeches in the shape of each tool."""

import json
from contextlib import suppress

import pytest

from corpus.read import read_text
from corpus.readers.encoding import UnreadableFile
from corpus.readers.recognised import read as read_json
from tests.talk import AGAIN, ASKED, REPLIED, SAID

FOUR = [("A", 0.5, ASKED), ("B", 4.0, SAID), ("A", 9.2, AGAIN), ("B", 15.0, REPLIED)]


def words_of(said, **more):
    return [{"word": word, **more} for word in said.split()]


SHAPES = {
    "WhisperX": {
        "segments": [
            {"start": t, "end": t + 1, "text": f" {s}", "speaker": v, "words": words_of(s, speaker=v)} for v, t, s in FOUR
        ],
        "language": "fr",
    },
    "WhisperX, voices at the words only": {
        "segments": [{"start": 0.5, "text": " ".join(s for _, _, s in FOUR), "words": [
            {"word": w, "start": t, "speaker": v} for v, t, s in FOUR for w in s.split()]}]
    },
    "aTrain": {"segments": [{"start": t, "end": t + 1, "text": f" {s}", "speaker": v} for v, t, s in FOUR]},
    "whisper.cpp": {
        "transcription": [
            {"timestamps": {"from": f"00:00:{t:06.3f}".replace(".", ",")}, "offsets": {"from": int(t * 1000)},
             "text": f" {s}", "speaker": v} for v, t, s in FOUR
        ]
    },
    "AssemblyAI": {"utterances": [{"speaker": v, "start": int(t * 1000), "text": s} for v, t, s in FOUR], "text": "…"},
    "Rev": {
        "monologues": [
            {"speaker": v, "elements": [{"type": "text", "value": s[:-1], "ts": t}, {"type": "punct", "value": s[-1]},
                                        {"type": "punct", "value": " "}]} for v, t, s in FOUR
        ]
    },
    "Sonix": {"name": "a", "transcript": [{"speaker": v, "start_time": t, "text": s} for v, t, s in FOUR]},
    "Trint": {
        "transcript": {"paragraphs": [{"speaker": v, "words": [
            {"value": w, "time": t} for w in s.split()]} for v, t, s in FOUR]}
    },
    "Happy Scribe": [{"speaker": v, "words": [{"text": w, "data_start": t} for w in s.split()]} for v, t, s in FOUR],
    "Deepgram": {
        "results": {"channels": [{"alternatives": [{"paragraphs": {"paragraphs": [
            {"speaker": v, "start": t, "sentences": [{"text": s}]} for v, t, s in FOUR]}}]}]}
    },
    "Amazon": {
        "results": {"transcripts": [{"transcript": "…"}], "items": [
            {"type": "pronunciation", "start_time": str(t), "speaker_label": v, "alternatives": [{"content": w}]}
            for v, t, s in FOUR for w in s.split()]}
    },
    "a plain list": [{"speaker": v, "start": t, "end": t, "text": s} for v, t, s in FOUR],
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape(read, shape):
    text = read("a.json", json.dumps(SHAPES[shape]))
    assert [(turn.speaker, text.quote(turn)) for turn in text.turns] == [(voice, said) for voice, _, said in FOUR]
    assert [turn.timestamp for turn in text.turns] == ["0:00:00", "0:00:04", "0:00:09", "0:00:15"]
    assert text.kind == "interview"


def test_each_word_comes_once(read):
    text = read("a.json", json.dumps(SHAPES["WhisperX"]))
    assert text.content.split() == " ".join(said for _, _, said in FOUR).split()


def test_a_numbered_voice_is_a_speaker(read):
    rows = [{"speaker": n % 2, "text": said} for n, (_, _, said) in enumerate(FOUR)]
    assert [turn.speaker for turn in read("a.json", json.dumps(rows)).turns] == ["Speaker 0", "Speaker 1"] * 2


def test_a_segment_without_a_voice_is_not_the_voices_before(written):
    rows = [{"speaker": v, "start": t, "text": s} for v, t, s in FOUR]
    del rows[2]["speaker"]
    text, problems = read_text(written("a.json", json.dumps({"segments": rows})))
    assert [turn.speaker for turn in text.turns] == ["A", "B", None, "B"]
    assert any(AGAIN in problem.message for problem in problems)


@pytest.mark.parametrize("keys", [("text",), ("text", "start"), ("text", "start", "end")])
def test_whisper_names_no_voices_and_it_is_said(written, keys):
    rows = [{key: {"text": s, "start": t, "end": t + 1}[key] for key in keys} for _, t, s in FOUR]
    text, problems = read_text(written("a.json", json.dumps({"text": "…", "segments": rows, "language": "fr"})))
    assert {turn.speaker for turn in text.turns} <= {None}
    assert text.content.split() == " ".join(said for _, _, said in FOUR).split()
    assert any("speakers" in problem.message for problem in problems)


@pytest.mark.parametrize(
    "value", ["{", "[1, 2]", '{"a": 1}', '{"segments": []}', "null", '{"type": "FeatureCollection"}']
)
def test_other_json_is_refused(written, value):
    text, problems = read_text(written("a.json", value))
    assert text is None
    assert "JSON" in problems[0].message


@pytest.mark.parametrize(
    "odd", [None, 1, "x", [], {}, True, 1e308, float("inf"), float("nan"), "1e999", "00:00:01,5", [1]]
)
def test_an_odd_value_anywhere_is_read_around_or_refused(odd):
    def places(value, path=()):
        yield path
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, one in inner:
            yield from places(one, (*path, key))

    def put(value, path):
        if not path:
            return odd
        copy = dict(value) if isinstance(value, dict) else list(value)
        copy[path[0]] = put(copy[path[0]], path[1:])
        return copy

    for shape in SHAPES.values():
        for path in places(shape):
            with suppress(UnreadableFile):
                read_json(json.dumps(put(shape, path)).encode(), "a.json")


PEOPLE = {"U1": "Claire Roux", "U2": "Paul Vidal"}


def slack(user, said, number, **more):
    profile = {"user_profile": {"real_name": PEOPLE[user]}} if number < 3 else {}
    return {"type": "message", "user": user, "text": said, "ts": f"16838865{number:02d}.000", **profile, **more}


def test_a_day_of_a_slack_channel(written):
    rows = [
        slack(user, said, n)
        for n, (user, said) in enumerate(zip(["U1", "U2"] * 2, [s for *_, s in FOUR], strict=True), 1)
    ]
    joined = {
        "type": "message",
        "subtype": "channel_join",
        "user": "U2",
        "text": "<@U2> has joined the channel",
        "ts": "1683886500.5",
    }
    rows[1]["text"] = "Oui &amp; non, <@U1>: <https://exemple.fr|la page>"
    text, problems = read_text(written("2023-05-12.json", json.dumps([joined, *rows])))
    assert [turn.speaker for turn in text.turns] == ["Claire Roux", "Paul Vidal"] * 2
    assert text.quote(text.turns[1]) == "Oui & non, @Claire Roux: la page"
    assert "joined the channel" not in text.content
    assert any("1" in problem.message and "chat" in problem.message for problem in problems)


@pytest.mark.parametrize("key", ["value", "messages"])
def test_messages_of_teams(written, key):
    rows = [
        {"messageType": "message", "createdDateTime": f"2023-05-12T10:1{n}:00Z", "from": {"user": {"displayName": who}},
         "body": {"contentType": "html", "content": f"<p>{said}</p>"}}
        for n, (who, _, said) in enumerate(FOUR)
    ]  # fmt: skip
    event = {
        "messageType": "systemEventMessage",
        "createdDateTime": "2023-05-12T10:00:00Z",
        "from": None,
        "body": {"content": "<systemEventMessage/>"},
    }
    text, _ = read_text(written("a.json", json.dumps({key: [event, *reversed(rows)]})))
    assert [(turn.speaker, text.quote(turn)) for turn in text.turns] == [(voice, said) for voice, _, said in FOUR]
    assert text.turns[1].timestamp == "10:11:00"


OTRANSCRIBE = {
    "a paragraph each": '<p><span class="timestamp" data-timestamp="3.2">0:03</span> {0} : {1}</p>',
    "line breaks": '<span class="timestamp" data-timestamp="3.2">0:03</span> {0} : {1}<br /><br />',
    "bold names": '<p><span class="timestamp" data-timestamp="3.2">0:03</span> <b>{0} :</b> {1}</p>',
}


@pytest.mark.parametrize("form", OTRANSCRIBE)
def test_otranscribe(read, form):
    page = "".join(OTRANSCRIBE[form].format(voice, said) for voice, _, said in FOUR)
    text = read("a.otr", json.dumps({"text": page, "media": "a.mp3", "media-time": 12.5}))
    assert [(turn.speaker, text.quote(turn)) for turn in text.turns] == [(voice, said) for voice, _, said in FOUR]
    assert {turn.timestamp for turn in text.turns} == {"0:00:03"}
    assert "<" not in text.content


def test_voices_that_amazon_lists_beside_the_words(read):
    words = [("spk_0", "Quand"), ("spk_0", "cela"), ("spk_1", "Hier"), ("spk_0", "Bien")]
    items = [
        {"type": "pronunciation", "start_time": f"{n}.0", "alternatives": [{"content": word}]}
        for n, (_, word) in enumerate(words)
    ]
    segments = [
        {"speaker_label": who, "items": [{"start_time": f"{n}.0", "speaker_label": who}]}
        for n, (who, _) in enumerate(words)
    ]
    value = {"results": {"speaker_labels": {"segments": segments}, "items": items}}
    text = read("a.json", json.dumps(value))
    assert [(turn.speaker, text.quote(turn)) for turn in text.turns] == [
        ("spk_0", "Quand cela"), ("spk_1", "Hier"), ("spk_0", "Bien")
    ]  # fmt: skip
