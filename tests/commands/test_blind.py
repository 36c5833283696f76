"""Blind means blind: no command shows a coder what another recorded about a text that both still have to finish."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from coding.records.proposals import Proposed
from coding.records.study_acts import MemoWritten
from commands.names import COMMANDS
from tests.conftest import INTERVIEW
from tests.decisions import HEAD
from workbench.agenda import AgendaOptions
from workbench.confirming import open_session
from workbench.study import Study
from workbench.suggesting import suggester_of

pytestmark = pytest.mark.slow

SECRET = "zibeline"
"""A word in everything that basile and the lead wrote about the text that is blind for anna, and nowhere else."""

LYON = """\
Collectivité : Lyon

Q : Et chez vous ?

R : On veut attirer des entreprises, et le climat compte aussi.
"""

ANNA = HEAD.replace("coder", "coder,memo") + (
    'nice-entretien,"faire venir des entreprises",objectives.attractiveness,code,anna,note d\'anna\n'
    'lyon-entretien,"attirer des entreprises",objectives.attractiveness,code,anna,\n'
    "lyon-entretien,,,read,anna,\n"
)

BASILE = "text,quote,code,decision,case,degree,value,coder,memo,reason\n" + (
    f'nice-entretien,"faire venir des entreprises",challenges,code,,,"{SECRET} 1",basile,{SECRET},\n'
    f'nice-entretien,"Le travail en silos",objectives.environment,code,,axis,,basile,{SECRET},\n'
    f'nice-entretien,"attirer des entreprises",objectives.environment,reject,,,,basile,,{SECRET}\n'
    f'nice-entretien,"faire venir des entreprises",maturity.pioneer,classify,Nice,,,basile,{SECRET},\n'
    'lyon-entretien,"le climat",objectives.environment,code,,,,basile,visible\n'
).replace(",visible\n", ",visible,\n")


@pytest.fixture
def shared(coded, by, written, once):
    """The study of anna and basile, who share nice-entretien, blind, with what anna decided."""

    def make():
        with Path("study.yaml").open("a", encoding="utf-8") as settings:
            settings.write("\nlead: [lead]\n")
        by("lead", "add", written("lyon-entretien.txt", LYON))
        by("lead", "assign", "nice-entretien", "--to", "anna,basile")
        by("lead", "assign", "lyon-entretien", "--to", "anna,basile", "--visible")
        by("anna", "decide", written("anna.csv", ANNA))
        by("lead", "audit", "draw", "--size", "1", "--seed", "1")

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(coded)
        once(make)
    return coded


def others_say(by, written, *, secrets):
    """What basile and the lead say, with or without what they say about the text that is blind for anna."""
    lines = BASILE.splitlines(keepends=True)
    by("basile", "decide", written("basile.csv", BASILE if secrets else lines[0] + lines[-1]))
    if secrets:
        plant(by, written)


def plant(by, written):
    """What basile and the lead say in all other ways: a summary, a memo, a class that is not there, a settlement."""
    by("basile", "classify", "openness", "Nice", "no_evidence", "--memo", SECRET)
    [cell] = by("basile", "summarise", "challenges", "Nice", "--show", "--json").lines
    number = cell["quotes"][0]["number"]
    by("basile", "summarise", "challenges", "Nice", "--text", f"La {SECRET} freine.[^{number}]")
    by("basile", "summarise", "challenges", "Nice", "--sign")
    with Study.open() as study:
        about = (("text", "nice-entretien"), ("case", "Nice"))
        study.ledger.append("basile", [MemoWritten(title=SECRET, wording=SECRET, about=(one,)) for one in about])
        [coding, *_] = study.ledger.whole.codings(text="nice-entretien", coder="basile")
        proposed = Proposed(asks="change", codes=("challenges",), wording=SECRET, codings=(coding.id,))
        study.ledger.append("basile", [proposed])
    by("lead", "audit", "draw", "--size", "9", "--seed", "1")
    for line in by("lead", "audit", "show", "--json").lines:
        if line["coder"] == "basile":
            by("lead", "audit", "object", line["number"], "--reason", SECRET)
    [dispute, *_] = by("lead", "adjudicate", "--list", "--json").lines
    settled = f"text,passage,outcome,note\n{dispute['text']},{dispute['passage']},neither,{SECRET}\n"
    by("lead", "adjudicate", "--from", written("settled.csv", settled))
    by("basile", "code", "nice-entretien", "challenges", "--quote", "D'accord", "--memo", SECRET)
    by("basile", "undo")


@pytest.fixture
def blind(shared, by, written, once):
    """The study with the secrets planted; nobody has read nice-entretien to the end."""
    once(lambda: others_say(by, written, secrets=True))
    return shared


LOOKS = (
    "cases",
    "cases --json",
    "turns nice-entretien",
    "text nice-entretien --json",
    "check",
    "check --json",
    "suggest --json --threshold 0",
    "suggest",
    "history",
    "history --json --as-recorded",
    "history --json --text nice-entretien",
    "history --json --coder basile",
    "history --json --code challenges",
    "classify",
    "classify --json",
    "classify maturity Nice --all",
    "classify openness Nice --json",
    "summarise --list --json",
    "summarise challenges Nice --show",
    "quotes --json",
    "quotes challenges",
    "quotes maturity.pioneer",
    "quotes --at 2100-01-01 --json",
    "quotes --coder basile --json",
    "memos --json",
    "memos",
    "suggestions --json",
    "suggestions --by basile",
    "cues --json",
    "codebook show",
    "codebook diff --list",
    "progress --json --all",
    "progress --coder basile",
    "tables --json",
    "tables --show",
    "tables --format html,xlsx,docx,csv,md,tex --out OUT",
    "table codes coders --cell count",
    "table codes texts --cell places",
    "table codes cases --cell quotes --format html --out OUT",
    "statements",
    "statements --json",
    "explore cross objectives --by case --json",
    "explore cross challenges --by coder",
    "explore cooccurrence --json",
    "explore timeline challenges --json",
    "explore similarity",
    "explore saturation --json",
    "explore portrait challenges --json",
    "explore portrait nice-entretien --json",
    "explore contradictions --json",
    "explore missing --json",
    "figure --out OUT",
    "changes --since 2000-01-01 --json",
    "changes --since 2000-01-01",
    "trace challenges challenges Nice",
    "trace maturity Nice --json",
    "audit show",
    "audit rate --json",
    "audit findings --json",
    "agree --json",
    "agree",
    "agree --disagreements --json",
    "adjudicate --list",
    "adjudicate --list --json",
    "methods",
    "methods --json",
    "transcript --format html,docx --memos --out OUT",
    "report --memos --format html,docx,md,xlsx,csv --out OUT",
    "report --for reader --quotes all --format html --out OUT",
    "export qdpx --out OUT/s.qdpx",
    "export csv --out OUT/csv",
    "export jsonl --out OUT/s.jsonl",
    "assign",
    "assign --json",
    "seal --out -",
    "undo",
)
"""What anna runs, in this order; OUT is a folder of its own."""

NOT_LOOKED_AT = {
    "start": "makes another study",
    "add": "reads a file",
    "import": "reads a file; what it says is about that file",
    "correct": "refused where a text is blind: below",
    "read": "refused where a text is blind: below",
    "pseudonyms": "refused where a text is blind: below",
    "confirm": "needs a terminal: its session is looked at below",
    "desk": "serves until it is stopped: what it shows is looked at in tests/desk/",
    "code": "says what was coded just now",
    "decide": "says what was decided just now",
    "archive": "refused where a text is blind: below",
    "keys": "shows keys, and nothing of what was recorded with them",
    "backup": "copies the whole file and shows nothing of it",
    "restore": "copies the whole file and shows nothing of it",
    "merge": "copies entries and shows nothing of them",
    "move": "copies the whole ledger and shows nothing of it",
}


def test_every_command_is_looked_at():
    seen = {look.split()[0] for look in LOOKS}
    assert seen | set(NOT_LOOKED_AT) == set(COMMANDS)
    assert not seen & set(NOT_LOOKED_AT)


TOLD = (
    (re.compile(r"ledger:\d+:"), "ledger:"),
    (re.compile(r"\b[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\b"), "GUID"),
    (re.compile(r"\b[0-9a-f]{6,64}\b"), "ID"),
    (re.compile(r'"arrived_after": "ID", |(?<="previous": )(null|"ID")'), ""),
    (re.compile(r"\d{4}-\d\d-\d\d[T ][0-9:]+(\.\d+)?Z?"), "TIME"),
)
"""What differs between two studies that say the same: how many entries there are, their ids, when they were made."""


def without_ids(words, tmp_path):
    words = words.replace(str(tmp_path), "")
    for pattern, instead in TOLD:
        words = pattern.sub(instead, words)
    return words


TELL_OF_ENTRIES = ("seal --out -",)
"""A seal is of the whole ledger: it says how many entries each coder made, and nothing of what they say."""

PAGES = tuple(look for look in LOOKS if look.startswith(("tables --f", "tables --s", "report")) or look == "methods")
"""What is written to be sent on: it says itself what it lacks."""


def shown(by, who, tmp_path, looks=LOOKS):
    """What each command shows to somebody, on the terminal and in the files that it writes."""
    found = {}
    for look in looks:
        out = tmp_path / f"out-{len(found)}"
        out.mkdir(parents=True)
        answer = by(who, *look.replace("OUT", str(out)).split(), code=None)
        files = "".join(words_of(file) for file in sorted(out.rglob("*")) if file.is_file())
        assert answer.code in (0, 1), answer.err
        found[look] = without_ids(f"{answer.out}\n{answer.err}\n{files}", tmp_path)
    return found


def words_of(file):
    """What a file says, with what is packed in it."""
    content = file.read_bytes()
    if not zipfile.is_zipfile(file):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def test_blind_is_as_if_the_others_had_said_nothing(shared, by, written, tmp_path, monkeypatch):
    """Two studies that differ in what basile and the lead say about the text that is blind for anna look the same."""
    twin = Path(shutil.copytree(shared, tmp_path / "twin" / shared.name))
    seen = []
    for folder, secrets in ((shared, True), (twin, False)):
        monkeypatch.chdir(folder)
        others_say(by, written, secrets=secrets)
        out = tmp_path / f"out-{secrets}"
        out.mkdir()
        seen.append(shown(by, "anna", out))
    with_secrets, without = seen
    assert {look for look, words in with_secrets.items() if SECRET in words} == set()
    assert {look for look in LOOKS if with_secrets[look] != without[look]} <= set(TELL_OF_ENTRIES)
    told = {look for look, words in with_secrets.items() if "nice-entretien (anna, basile)" in words}
    assert told == set(LOOKS)
    for look in PAGES:
        assert re.search("is coded blind by whoever|est codé en aveugle", with_secrets[look]), look


FOR_THE_LEAD = (
    "history --json",
    "classify openness Nice --json",
    "summarise --list --json",
    "quotes --json",
    "memos --json",
    "audit show",
    "trace maturity Nice --json",
    "agree --disagreements --json",
    "export csv --out OUT/csv",
)
"""Commands in which the lead reads what basile wrote."""


def test_the_lead_sees_all_and_who_is_not_named_nothing(blind, by, tmp_path):
    for_lead = shown(by, "lead", tmp_path / "lead", FOR_THE_LEAD)
    assert [look for look, words in for_lead.items() if SECRET not in words] == []
    for_nobody = shown(by, "", tmp_path / "nobody", FOR_THE_LEAD)
    assert [look for look, words in for_nobody.items() if SECRET in words] == []
    for_basile = shown(by, "basile", tmp_path / "basile", FOR_THE_LEAD)
    assert "note d'anna" not in "".join(for_basile.values())
    assert "note d'anna" in "".join(for_lead.values())


def test_an_entry_cannot_be_named_either(blind, by):
    hidden = {line["entry"] for line in by("lead", "history", "--json", "--coder", "basile").lines}
    hidden -= {line["entry"] for line in by("anna", "history", "--json", "--coder", "basile").lines}
    assert len(hidden) > 5
    for entry in sorted(hidden):
        by("lead", "trace", entry)
        by("anna", "trace", entry, code=1)
    [number] = [
        line["number"] for line in by("lead", "summarise", "challenges", "Nice", "--show", "--json").lines[0]["quotes"]
    ]
    by("anna", "summarise", "challenges", "Nice", "--text", f"Un frein.[^{number}]", code=1)


def test_suggestions_learn_from_their_own_decisions_alone(blind, monkeypatch):
    found = {}
    for who in ("anna", "lead"):
        monkeypatch.setenv("GLOSE_CODER", who)
        with Study.open() as study:
            suggester = suggester_of(study, coder=who)
            found[who] = {decision.code for decision in suggester.decisions}, study.learn
    assert found["anna"] == ({"objectives.attractiveness"}, "own")
    assert found["lead"] == ({"objectives.attractiveness", "objectives.environment", "challenges"}, "all")


def test_the_session_of_confirm_shows_nothing_of_the_others(blind, monkeypatch):
    monkeypatch.setenv("GLOSE_CODER", "anna")
    with Study.open() as study:
        assert {coding.coder for coding in study.ledger.codings(text="nice-entretien")} == {"anna"}
        wanted = AgendaOptions(texts=frozenset({"nice-entretien"}))
        session = open_session(study, suggester_of(study, coder="anna"), wanted, coder="anna")
        assert {item.passage.number for item in session.items} == _passages_asked(study)
        assert session.coded_before("challenges") == []


def _passages_asked(study):
    """The passages of the interview that are not questions or its head: nobody has read any."""
    text = study.text("nice-entretien")
    roles = {turn.number: turn.role for turn in text.turns}
    return {p.number for p in text.passages if p.turn and roles[p.turn] != "interviewer"}


@pytest.mark.parametrize(
    "words",
    [
        "correct nice-entretien corrected.txt --yes",
        "read nice-entretien --speakers Q=respondent --yes",
        "cases set nice-entretien Lyon --yes",
        "codebook rename challenges obstacles --reason mot",
        "codebook merge challenges into objectives.environment --reason mot",
        "archive archive",
    ],
)
def test_what_must_know_all_is_refused_to_a_blind_coder(blind, by, words):
    Path("corrected.txt").write_text(INTERVIEW.replace("silos", "silo"), encoding="utf-8")
    before = Path("codebook.yaml").read_text(encoding="utf-8")
    refused = by("anna", *words.split(), code=1)
    assert "blind for you" in refused.err
    assert SECRET not in refused.out + refused.err
    assert Path("codebook.yaml").read_text(encoding="utf-8") == before
    by("lead", *words.split())
