"""A table file is taken apart once when it is added, however many questions are asked about it."""

import pytest

from corpus.readers import sheets

TALK = "speaker,text\n" + "Q,Comment allez-vous aujourd'hui ?\nR,Je vais bien.\n" * 4
SURVEY = "id,âge,avis\n" + "".join(f"{n},3{n},Il faut garder le marché de la place {n}.\n" for n in range(5))
LIST = "rue,numéro\n" + "".join(f"Rue {n},{n}\n" for n in range(5))


@pytest.mark.parametrize(
    ("name", "source"), [("a.csv", TALK), ("b.csv", SURVEY), ("c.csv", LIST), ("d.tsv", TALK.replace(",", "\t"))]
)
def test_a_table_is_read_once(study, glose, written, monkeypatch, name, source):
    sheets.read_sheets.cache_clear()
    calls = []
    original = sheets._delimited
    monkeypatch.setattr(sheets, "_delimited", lambda data, named: (calls.append(named), original(data, named))[1])
    glose("add", written(name, source), "--case", "Nice")
    assert calls == [name]
