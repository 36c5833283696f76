"""glose summarise with an editor: what it shows, drafts that were refused, and what changed meanwhile."""

import io
import os
import sys
from pathlib import Path

import click

from tests.commands.conftest import GREEN, shown, text


def with_editor(monkeypatch, change):
    """An editor that saves what `change` makes of the file, or closes it where that is None; gives what it saw."""
    seen = []

    def edit(*, filename):
        path = Path(filename)
        seen.append(path.read_text(encoding="utf-8"))
        changed = change(seen[-1])
        if changed is not None:
            later = path.stat().st_mtime_ns + 1
            path.write_text(changed, encoding="utf-8")
            os.utime(path, ns=(later, later))

    monkeypatch.setenv("EDITOR", "an-editor")
    monkeypatch.setattr(click, "edit", edit)
    return seen


def test_the_editor_has_the_quotes_below_and_closing_it_records_nothing(cell, glose, summarise, monkeypatch):
    seen = with_editor(monkeypatch, lambda _: None)
    assert "nothing was recorded" in summarise().err
    assert f"# [^{cell.wanted}] nice-entretien" in seen[0]
    assert f"#     “{GREEN}”" in seen[0]
    assert list((cell.folder / "drafts").iterdir()) == []
    assert shown(glose)["state"] == "missing"


def test_a_real_editor_is_run(cell, glose, summarise, monkeypatch, written):
    script = written("ed.py", "import sys; p = sys.argv[1]; s = open(p, encoding='utf-8').read()\n"
                     f"open(p, 'w', encoding='utf-8').write('Elle attire[^{cell.wanted}].' + s)\n")  # fmt: skip
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    assert "cites 1 quote" in summarise().out


def test_without_an_editor_the_other_ways_are_named(cell, summarise, monkeypatch):
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    assert "--text or --file" in summarise(code=1).err


def test_a_refused_draft_is_opened_again_at_once_on_a_terminal(cell, glose, summarise, monkeypatch):
    turns = iter(["Sans preuve.", f"Avec preuve[^{cell.wanted}]."])
    seen = with_editor(monkeypatch, lambda content: next(turns) + content[content.index("\n# ---") :])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "y")
    summarise()
    assert seen[1].startswith("Sans preuve.")
    assert "# ! summary, sentence 1: “Sans preuve.” cites nothing" in seen[1]
    assert shown(glose)["summary"] == f"Avec preuve[^{cell.wanted}]."


def test_whoever_wrote_over_what_changed_meanwhile_is_told_and_sees_both(cell, glose, summarise, monkeypatch):
    def meanwhile(content):
        summarise("--text", f"Basile a écrit[^{cell.wanted}].", coder="basile")
        return f"Anna a écrit[^{cell.green}]." + content

    with_editor(monkeypatch, meanwhile)
    said = summarise(code=1)
    assert "written meanwhile by basile" in said.err
    assert shown(glose)["coder"] == "basile"
    seen = with_editor(monkeypatch, lambda content: content + " ")
    summarise()
    assert seen[0].startswith(f"Anna a écrit[^{cell.green}].")
    assert f"#     Basile a écrit[^{cell.wanted}]." in seen[0]
    assert shown(glose)["summary"] == f"Anna a écrit[^{cell.green}]."


def test_what_was_piped_in_and_refused_is_kept_but_no_other_draft_is_overwritten(cell, summarise, monkeypatch):
    for words, kept in (("Sans preuve.", True), ("Toujours sans preuve.", False)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
        assert ("Your text is kept in" in summarise("--file", "-", code=1).err) is kept
    [draft] = (cell.folder / "drafts").iterdir()
    assert draft.read_text(encoding="utf-8").startswith("Sans preuve.")


def test_an_emptied_file_records_nothing_and_a_draft_only_looked_at_stays(cell, glose, summarise, monkeypatch):
    with_editor(monkeypatch, lambda content: content[content.index("# ---") :])
    assert "Nothing new" in summarise().err
    assert list((cell.folder / "drafts").iterdir()) == []
    summarise("--text", "Sans preuve.", code=1)
    with_editor(monkeypatch, lambda _: None)
    assert "your draft stays" in summarise().err
    assert len(list((cell.folder / "drafts").iterdir())) == 1


def test_a_draft_over_a_summary_that_was_taken_back_is_not_recorded_over_nothing(cell, glose, summarise, monkeypatch):
    summarise("--text", text(cell))

    def meanwhile(content):
        glose("undo", "--coder", "anna")
        return content + " "

    with_editor(monkeypatch, meanwhile)
    assert "was undone meanwhile" in summarise(code=1, coder="basile").err


def test_what_is_refused_is_said_by_sentence_and_kept(cell, glose, summarise, monkeypatch):
    said = summarise("--text", f"Rien ne va. Des silos[^{cell.silos}].", code=1)
    assert "sentence 1: “Rien ne va.” cites nothing" in said.err
    assert f"sentence 2: [^{cell.silos}] is coded challenges" in said.err
    [draft] = (cell.folder / "drafts").iterdir()
    assert str(draft) in said.err
    assert shown(glose)["state"] == "missing"
    with_editor(
        monkeypatch,
        lambda content: content.replace("Rien ne va. Des silos", "Elle attire").replace(
            str(cell.silos), str(cell.wanted), 1
        ),
    )
    assert "cites 1 quote" in summarise().out
    assert list((cell.folder / "drafts").iterdir()) == []
    assert shown(glose)["summary"] == f"Elle attire[^{cell.wanted}]."
