"""Files as people and tools write them, invented for this: each is read as `files/expected.json` says.

`turns` are the voices and words in order (the names of the voices are free, but each stays with its own); `interviewer`
is the voice that asks. `must` stands in the text, `must_not` nowhere, `once` a single time, `in_passages` in a passage.
`doubted` is what a doubt names where a file is not read as it may be meant.
"""

import json
from pathlib import Path

import pytest

from corpus.read import read_text

FILES = Path(__file__).parent / "files"
EXPECTED = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))


def words(said):
    return " ".join(said.split())


def test_every_file_has_what_is_expected_of_it():
    assert {path.name for path in FILES.iterdir()} == {*EXPECTED, "expected.json"}


@pytest.mark.parametrize("name", EXPECTED)
def test_read_as_expected(name):
    expected = EXPECTED[name]
    text, problems = read_text(FILES / name)
    assert text is not None, problems
    assert text.words_outside == 0
    if "turns" in expected:
        assert_turns(text, expected)
    content = words(text.content)
    passages = words(" ".join(text.quote(passage) for passage in text.passages))
    assert [said for said in expected.get("must", []) if words(said) not in content] == []
    assert [said for said in expected.get("must_not", []) if words(said) in content] == []
    assert [said for said in expected.get("once", []) if content.count(words(said)) != 1] == []
    assert [said for said in expected.get("in_passages", []) if words(said) not in passages] == []
    if "doubted" in expected:
        assert any(expected["doubted"] in problem.message for problem in problems)


def assert_turns(text, expected):
    said = [(turn.speaker, words(" ".join(text.quote(p) for p in text.passages if p.turn == turn.number))) for turn in text.turns]  # fmt: skip
    assert [what for _, what in said] == [words(what) for _, what in expected["turns"]]
    names = {(voice, speaker) for (voice, _), (speaker, _) in zip(expected["turns"], said, strict=True)}
    voices = {voice for voice, _ in names}
    assert len(names) == len(voices) == len({speaker for _, speaker in names})
    if "interviewer" in expected:
        asks = {
            voice for (voice, _), turn in zip(expected["turns"], text.turns, strict=True) if turn.role == "interviewer"
        }
        assert asks == {expected["interviewer"]}
