"""Laws for any text, any line ends, any Unicode: every place reads its quote, turns and passages do not overlap."""

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.read import read_text
from corpus.text import Text

PIECES = st.sampled_from(
    ["Q : ", "R : ", "A: ", "Enquêtrice : ", "[Élu] (0:01 - 0:11)", "M. Perrot. ", "M. le président. ", "//S02: oui // ",
     ">> ", "— ", "00:01:02 ", "#00:01:02-3#", "Marie\t", "<v A>", "**** *a_b", "Note : ", "10:30", "https://x.fr/a:b ",
     "Bonjour. ", "é", "e\u0301", "\u00a0", "\u00ad", "“oui” ", "😀", "👩‍👩‍👧", "\u200b", "\ufeff", "\u2028", "?", "(rires) ", "[L : oui.] ", "\t"]
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\x85", "\u2028", " "])
ANY = st.lists(st.one_of(PIECES, ENDS, st.text(max_size=8)), min_size=1, max_size=60).map("".join)
COMMON = settings(max_examples=settings().max_examples * 5 // 2)


def laws(text: Text) -> None:
    end = 0
    for turn in text.turns:
        assert text.content[turn.start : turn.end] == text.quote(turn) != ""
        assert turn.start >= end
        assert text.quote(turn) == text.quote(turn).strip()
        end = turn.end
    end = 0
    for passage in text.passages:
        assert text.content[passage.start : passage.end] == text.quote(passage) != ""
        assert passage.start >= end
        end = passage.end
        if passage.turn is not None:
            turn = text.turns[passage.turn - 1]
            assert turn.number == passage.turn
            assert turn.start <= passage.start < passage.end <= turn.end
    places = sorted([(p.start, p.end) for p in text.passages] + list(text.marks))
    assert all(first[1] <= second[0] for first, second in pairwise(places))
    outside = "".join(
        text.content[end:start] for (_, end), (start, _) in pairwise([(0, 0), *places, (len(text.content),) * 2])
    )
    assert not re.findall(r"\w+", outside), "every word lies in a passage, or in a label or time"
    assert text.words_outside == 0
    for turn in text.turns:
        mine = [p for p in text.passages if p.turn == turn.number]
        assert (mine[0].start, mine[-1].end) == (turn.start, turn.end)


def read(path: Path, data: bytes, **given: object) -> Text | None:
    path.write_bytes(data)
    text, problems = read_text(path, **given)  # type: ignore[arg-type]
    assert text is not None or problems[0].place == path.name
    return text


@COMMON
@given(
    ANY,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
    st.sampled_from([None, "interview", "document"]),
)
def test_a_text_file_is_kept_and_cut_by_the_laws(tmp_path, written, encoding, kind):
    written = written.encode("utf-8", "replace").decode()
    text = read(tmp_path / "a.txt", written.encode(encoding), kind=kind)
    if text is None:
        return
    laws(text)
    if encoding in ("utf-8-sig", "utf-16") and "\x00" not in written:
        kept = re.sub("\r+\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", written).rstrip("\x1a").removeprefix("\ufeff")
        assert text.content.removeprefix("\ufeff") == kept


@COMMON
@given(ANY, st.sampled_from([".md", ".html", ".srt", ".vtt", ".sbv", ".csv", ".tsv"]))
def test_other_formats_obey_the_same_laws(tmp_path, written, suffix):
    text = read(tmp_path / f"a{suffix}", written.encode("utf-8", "replace"))
    if text is not None:
        laws(text)


@COMMON
@given(
    st.lists(
        st.tuples(st.sampled_from("QR"), st.text(alphabet="abé 😀\u00a0e\u0301.?!", min_size=1, max_size=30)),
        min_size=4,
        max_size=12,
    )
)
def test_labelled_speech_is_covered_to_the_last_letter(tmp_path, said):
    said = [(who, words.strip()) for who, words in said]
    said = [(who, words) for who, words in said if unicodedata.normalize("NFC", words).strip(" .?!\u00a0\u0301")]
    source = "\n\n".join(f"{who} : {words}" for who, words in said)
    if len({who for who, _ in said}) < 2 or len(said) < 4:
        return
    text = read(tmp_path / "a.txt", source.encode(), kind="interview")
    assert text is not None
    laws(text)
    if {turn.speaker for turn in text.turns} == {"Q", "R"}:
        spoken = "".join(text.quote(p) for p in text.passages)
        assert spoken == "".join(words for _, words in said)
