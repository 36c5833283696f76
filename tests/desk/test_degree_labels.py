"""Degrees that a study labels, as people at the desk read them; what is recorded keeps their ids."""

import pytest

from tests.desk.conftest import Seat

TEXT = "nice-entretien"
CODE = "objectives.attractiveness"


@pytest.fixture
def labelled(coded):
    path = coded / "codebook.yaml"
    source = path.read_text(encoding="utf-8")
    assert source.count(" strong,") == 1
    label = " {id: strong, label: {fr: marqué, en: pronounced}},"
    path.write_text(source.replace(" strong,", label), encoding="utf-8")
    return coded


@pytest.mark.parametrize(("language", "word"), [("fr", "marqué"), ("en", "pronounced")])
def test_pages_have_the_label_and_records_the_id(labelled, seat: Seat, language, word):
    anna = seat(labelled)
    anna.post("/api/me", {"language": language})
    said = {"decision": "code", "text": TEXT, "code": CODE, "quote": "attirer des entreprises", "degree": "strong"}
    [coding] = anna.decide(said)["codings"]
    assert coding["degree"] == "strong"
    [known] = [one for one in anna.get("/api/codes")["codes"] if one["id"] == CODE]
    assert known["degrees"][-2] == "strong"
    assert known["degree_words"]["strong"] == word
    assert f'<span class="chip">{word}</span>' in anna.page("/codings")
    assert word in anna.page(f"/codebook?code={CODE}")
    assert word in anna.page(f"/history?entry={coding['id']}")
    assert word in anna.get(f"/api/codebook?code={CODE}")["scales"]["degree"]
