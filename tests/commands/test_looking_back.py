"""`--at`: tables, statements and report of the study as it was, from what had been recorded by then."""

from datetime import UTC, datetime

import pytest

from ledger.past import PastIsReadOnly, PastLedger
from tests.server import BOTH
from workbench.study import Study
from workbench.tabulating import material_of

FIRST = "text,quote,code,decision\nnice-entretien,Le travail en silos,challenges,code\nnice-entretien,,,read\n"
LATER = (
    "text,quote,code,decision\nnice-entretien,attirer des entreprises et des emplois,objectives.attractiveness,code\n"
)


@pytest.fixture
def moments(coded, glose, written):
    """Moments before anything, after a first coding and reading, and after it was retracted and another was made."""
    found = [datetime.now(UTC).isoformat()]
    for rows in (FIRST, LATER + FIRST.splitlines()[1].replace(",code", ",retract") + "\n"):
        glose("decide", written("d.csv", rows), "--coder", "anna")
        found.append(datetime.now(UTC).isoformat())
    glose("add", written("lyon-entretien.txt", "Q : Et alors ?\n\nR : Rien.\n"), "--case", "Lyon")
    return found


def _states(glose, *options):
    cells = glose("tables", "challenges", "objectives", "--json", *options).lines
    return {(c["row"], c["column"]): c["state"] for c in cells if c["column"] == "Nice"}


@BOTH
def test_tables_statements_and_report_show_the_study_as_it_was(moments, glose, coded):
    before, first, second = (_states(glose, "--at", moment) for moment in moments)
    assert set(before.values()) == {"unread"}
    assert (first["challenges", "Nice"], first["objectives", "Nice"]) == ("coded", "read")
    assert (second["challenges", "Nice"], second["objectives.attractiveness", "Nice"]) == ("read", "coded")
    assert second == _states(glose)
    said = [line["n"] for line in glose("statements", "challenges", "--at", moments[1], "--json").lines]
    assert said == [1]
    glose("report", "--format", "md", "--at", moments[1], "--lang", "en")
    report = (coded / "report" / "report.md").read_text(encoding="utf-8")
    assert "The study as it was on" in report
    counts = {c["column"] for c in glose("tables", "counts", "--json", "--at", moments[2]).lines}
    assert counts == {"nice-entretien"}


def test_a_day_means_its_end_and_what_is_no_date_is_refused(moments, glose):
    assert _states(glose, "--at", datetime.now().date().isoformat()) == _states(glose)
    assert set(_states(glose, "--at", "2020-01-31").values()) == {"unread"}
    assert "not a date" in glose("tables", "--at", "Friday", code=2).err


def test_the_past_holds_what_the_index_held_then_and_takes_nothing(moments, coded):
    with Study.open(coded) as now, Study.open(coded) as then:
        then.look_back("9999")
        assert isinstance(then.ledger, PastLedger)
        for kind in ("codings", "readings", "classifications", "rejections", "unclassed"):
            assert getattr(then.ledger, kind)() == getattr(now.ledger, kind)()
        assert then.ledger.texts() == now.ledger.texts()
        assert (then.ledger.coders(), then.ledger.head()) == (now.ledger.coders(), now.ledger.head())
        assert (then.ledger.chains(), then.ledger.read_under()) == (now.ledger.chains(), now.ledger.read_under())
        assert then.ledger.revision("codebook") == now.ledger.revision("codebook")
        assert material_of(then).codings.ids.tolist() == material_of(now).codings.ids.tolist()
        with pytest.raises(PastIsReadOnly):
            then.ledger.add_cases("anna", "case\nX\n")


def test_tables_by_what_only_later_texts_say_of_themselves_are_empty_then(moments, glose, coded, written):
    settings, book = coded / "study.yaml", coded / "codebook.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}attributes: {{wave: number}}\n", encoding="utf-8")
    wave = "  - {id: waves, rows: challenges, columns: wave, cell: texts, where: [wave>=1], difference: ['1', '2']}\n"
    source = book.read_text(encoding="utf-8").replace("\ntables:\n", f"\ntables:\n{wave}", 1)
    book.write_text(source, encoding="utf-8")
    assert any("no text has it" in line["message"] for line in glose("check", "--json", code=1).lines)
    for number in ("1", "2"):
        head = f"Cas : Brest\nDate : 2016-01-0{number}\nWave : {number}\n"
        glose("add", written(f"brest-{number}.txt", f"{head}\nQ : Et alors ?\n\nR : Rien.\n"))
    assert glose("check", "--json").lines == []
    assert {line["column"] for line in glose("tables", "waves", "--json").lines} == {"1", "2"}
    assert glose("tables", "waves", "--json", "--at", moments[2]).lines == []
    assert "text added 3" in glose("changes", "--since", moments[2], "--lang", "en").out
