"""The consensus of any coders: one alone, all of one mind, and what was adjudicated."""

from hypothesis import given
from hypothesis import strategies as st

from coding.quality.agreement.judgements import Said
from coding.quality.consensus.differences import compared
from coding.quality.consensus.standing import Consensus, consensus_of
from coding.records.adjudications import Adjudicated
from coding.records.columns import CodedColumns, columns_of
from coding.records.replay import Coding, Reading
from coding.records.settled import Adjudication, in_force
from corpus.place import Place
from corpus.text import Passage, Text

LINES = ("Un deux trois.", "Quatre cinq.", "Six sept huit neuf.", "Dix.")
CONTENT = "\n".join(LINES)
STARTS = [CONTENT.index(line) for line in LINES]
PASSAGES = tuple(Passage(n, at, at + len(line)) for n, (at, line) in enumerate(zip(STARTS, LINES, strict=True), 1))
TEXT = Text("a", "interview", CONTENT, "fr", None, "a.txt", "0", (), PASSAGES)

places = st.tuples(st.integers(0, len(CONTENT) - 1), st.integers(1, 20)).map(
    lambda one: (one[0], min(one[0] + one[1], len(CONTENT)))
)
said = st.tuples(places, st.sampled_from("xyz"), st.sampled_from([None, "strong"]))


def coding(number: int, coder: str, place: tuple[int, int], code: str, degree: str | None = None) -> Coding:
    where = Place("a", *place, CONTENT[slice(*place)])
    return Coding(
        f"{coder}{number:04}".ljust(64, "0"), where, code, None, degree, coder, f"2026-01-01T00:00:00.{number:06}Z"
    )


def of(coder: str, sayings: list[tuple[tuple[int, int], str, str | None]]) -> list[Coding]:
    return [coding(number, coder, *one) for number, one in enumerate(sayings)]


def reads_all(*coders: str) -> list[Reading]:
    return [Reading(f"r{coder}", "a", 0, len(CONTENT), coder, "") for coder in coders]


def stands(codings: list[Coding], *coders: str, settled: list[Adjudication] | None = None) -> Consensus:
    columns = columns_of(codings)
    found = compared({"a": TEXT}, coders, Said(columns, reads_all(*coders), ()))
    return consensus_of(found, settled or [], {"a": TEXT})


def what(columns: CodedColumns) -> list[tuple[object, ...]]:
    """Everything that codings say but whose they are."""
    return sorted(
        (int(columns.start[at]), int(columns.end[at]), columns.code.at(at), columns.degree.at(at) or "")
        for at in range(len(columns))
    )


@given(st.lists(said, max_size=8))
def test_one_coders_consensus_is_what_that_coder_coded(sayings):
    alone = of("anna", sayings)
    found = stands(alone, "anna")
    assert found.columns.ids.tolist() == columns_of(alone).ids.tolist()
    assert (found.open, len(found.contested)) == ((), 0)


@given(st.lists(said, max_size=8), st.integers(2, 4))
def test_of_one_mind_it_is_what_each_of_them_coded(sayings, many):
    coders = ("anna", "basile", "chloe", "dora")[:many]
    found = stands([one for coder in coders for one in of(coder, sayings)], *coders)
    assert what(found.columns) == what(columns_of(of("anna", sayings)))
    assert found.open == ()


@given(st.lists(said, max_size=6), st.lists(said, max_size=6))
def test_every_coding_is_agreed_on_or_open_and_adjudicated_it_is_what_was_taken(mine, yours):
    codings = [*of("anna", mine), *of("basile", yours)]
    before = stands(codings, "anna", "basile")
    columns = before.columns_compared
    settled = [
        Adjudication(
            f"{number:064}",
            "lead",
            "2026-02-01",
            Adjudicated(
                outcome="take",
                considered=tuple(columns.id(at) for at in one.positions),
                kept=tuple(columns.id(at) for at in one.said.get("anna", ())),
            ),
        )
        for number, one in enumerate(before.open)
    ]
    after = stands(codings, "anna", "basile", settled=settled)
    assert after.open == ()
    assert what(after.columns) == what(columns_of(of("anna", mine)))


def test_blanks_and_a_full_stop_more_or_less_are_no_difference():
    whole = STARTS[1], STARTS[1] + len(LINES[1])
    found = stands(
        [coding(0, "anna", whole, "x"), coding(0, "basile", (whole[0], whole[1] - 1), "x")], "anna", "basile"
    )
    assert (found.open, len(found.columns)) == ((), 1)


def test_other_borders_stand_by_what_all_marked_until_they_are_settled():
    """Anna marks the second line and basile its first word, and he alone a word of the third."""
    second, word = (STARTS[1], STARTS[1] + len(LINES[1])), (STARTS[1], STARTS[1] + 6)
    codings = [
        coding(0, "anna", second, "x"),
        coding(0, "basile", word, "x"),
        coding(1, "basile", (STARTS[2], STARTS[2] + 3), "x"),
    ]
    found = stands(codings, "anna", "basile")
    assert what(found.columns) == [(*word, "x", "")]
    assert [(one.first, one.kind) for one in found.open] == [(2, "borders"), (3, "missed")]


def test_who_did_not_read_says_nothing():
    codings = [coding(0, "anna", (0, 2), "x")]
    columns = columns_of(codings)
    found = compared({"a": TEXT}, ("anna", "basile"), Said(columns, reads_all("anna"), ()))
    assert found.differences == ()
    assert len(consensus_of(found, [], {"a": TEXT}).columns) == 1


class Written:
    """Stands for an entry of the ledger."""

    def __init__(self, name: str, time: str, payload: Adjudicated) -> None:
        self.id, self.coder, self.time, self.payload = name, "lead", time, payload

    def says(self, _kind: type[Adjudicated]) -> Adjudicated:
        return self.payload


def test_of_two_that_look_at_one_coding_the_later_holds_whichever_arrived_first():
    early = Written("e1", "2026-01-01", Adjudicated(outcome="neither", considered=("c1", "c2")))
    late = Written("e2", "2026-01-02", Adjudicated(outcome="both", considered=("c2",), kept=("c2",)))
    put_off = Written("e3", "2026-01-03", Adjudicated(outcome="postpone", considered=("c2",)))
    assert [one.id for one in in_force([late, put_off, early])] == ["e2"]
