"""Measure the desk in a real Chromium: drawing, scrolling, from a key to what is saved, pages of a large study.

Usage: python -m benchmarks.desk [text|pages|desks]
All are measured without a word, and written into their section of docs/benchmarks.md.
"""

import contextlib
import io
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

import httpx2

import cli
from benchmarks.sections import paragraph, write_section
from benchmarks.serving import chromium, served
from benchmarks.studies import SAMPLE, large_study, sample_study
from benchmarks.timing import ROOT
from coding.codebook.file import load_codebook
from coding.deciding.pending import pending_coding
from corpus.place import Place
from corpus.text import Text
from desk.accounts import Accounts
from tests.server import Server, binaries
from workbench.study import Study

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

WORDS, CODINGS, SUGGESTIONS = 20_000, 500, 500
LARGE = 100_000
KEYS = 100
PEOPLE, SECONDS = 20, 30
ROUNDS = 30
Row = tuple[str, str, str]


def main(wanted: str = "") -> None:
    """Run the measurements asked for and print them; all of them are written down."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, measure in {"text": text, "pages": pages, "desks": desks}.items():
            if wanted in ("", name):
                for row in measure(Path(scratch)):
                    print(" | ".join(row), flush=True)
                    rows.append(row)
    if not wanted:
        write_section("desk", _page(rows))


def text(folder: Path) -> Iterator[Row]:
    """One long text: its answer, its drawing, scrolling it, and what a key takes until the ledger has it."""
    study = folder / "text"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        words = long_text(study)
    with served(study) as url, chromium(url) as (context, page):
        base = url.split("/enter")[0]
        answer = context.request.get(f"{base}/api/texts/long", timeout=600_000).json()
        told = f"{words:,} words, {len(answer['codings'])} codings, {len(answer['suggestions'])} suggestions"
        yield (
            f"a text of {told}: answer of the server, p95",
            f"**{_p95(context, f'{base}/api/texts/long'):.0f} ms**",
            "100 ms",
        )
        drawn = [_drawn(page, f"{base}/texts/long#p1") for _ in range(8)]
        told = f"**{median(drawn):.0f} ms**; {drawn[0]:.0f} ms the first time, with nothing kept by the browser"
        yield ("the same drawn: from asking to the last bar, suggestions too, median of eight", told, "500 ms")
        frames = _scrolled(page)
        yield (
            "frames within 34 ms while it is scrolled",
            f"**{100 * sum(f <= 34 for f in frames) / len(frames):.1f} %** of {len(frames)}",
            "95 %",
        )
        page.goto(f"{base}/texts/long")
        page.wait_for_selector("[data-suggestion]")
        saved = _saved(page)
        yield (f"from a key to what is saved, p95 of {len(saved)}", f"**{_at95(saved):.0f} ms**", "50 ms")


def pages(folder: Path) -> Iterator[Row]:
    """A large study: how long the server takes for each page, p95."""
    study = folder / "large"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        large_study(study, LARGE, cases=15)
    from desk.pages.frame import PAGES

    with served(study) as url, chromium(url) as (context, _page_of_browser):
        base = url.split("/enter")[0]
        first = context.request.get(f"{base}/texts").text()
        found = re.search(r'href="(/texts/[^"]+)"', first)
        addresses = [address for _, address in PAGES] + ([found.group(1)] if found else [])
        for address in addresses:
            status = context.request.get(base + address, timeout=600_000).status
            if status != 200:
                yield (f"`{address}` with {LARGE:,} codings", f"answered {status}", "300 ms")
                continue
            yield (f"`{address}` with {LARGE:,} codings, p95", f"**{_p95(context, base + address):.0f} ms**", "300 ms")


def desks(folder: Path) -> Iterator[Row]:
    """Twenty people over a ledger on PostgreSQL, each with a decision a second: p95 until it is saved.

    First at one desk with accounts, then each at a desk of their own, as twenty computers would have them.
    """
    programs = binaries()
    if programs is None:
        return
    study = folder / "team"
    server = Server(programs, "fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_connections=150")
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            sample_study(study)
            _run("move", server.url, "--study", study)
        accounts = Accounts(study)
        for number in range(PEOPLE):
            accounts.add(f"p{number}", "analyst", "a long password")
        with Study.open(study) as opened:
            texts = [text for text in opened.texts.values() if len(text.content) > 3000]
            codes = list(opened.codebook.codes)
        with served(study, "--host", "0.0.0.0", "--port", "8419") as url, ThreadPoolExecutor(PEOPLE) as pool:
            base = f"http://127.0.0.1:{url.rstrip('/').rpartition(':')[2]}"
            taken = _all_code(pool, [_signed_in(base, f"p{number}") for number in range(PEOPLE)], texts, codes)
        told = f"{PEOPLE} people at one desk on PostgreSQL, {len(taken)} decisions: saved, p95"
        yield (told, f"**{_at95(taken):.0f} ms**", "200 ms")
        with contextlib.ExitStack() as opened_desks, ThreadPoolExecutor(PEOPLE) as pool:
            clients = [
                _come_in(opened_desks.enter_context(served(study, "--coder", f"p{number}"))) for number in range(PEOPLE)
            ]
            taken = _all_code(pool, clients, texts, codes)
        told = f"{PEOPLE} desks, each a process, on one PostgreSQL, {len(taken)} decisions: saved, p95"
        yield (told, f"**{_at95(taken):.0f} ms**", "200 ms")
    finally:
        server.remove()


def _signed_in(base: str, name: str) -> httpx2.Client:
    client = httpx2.Client(base_url=base, headers={"origin": base}, timeout=60, follow_redirects=True)
    client.post("/sign-in", data={"name": name, "password": "a long password"}).raise_for_status()
    return client


def _come_in(url: str) -> httpx2.Client:
    base = url.split("/enter")[0]
    client = httpx2.Client(base_url=base, headers={"origin": base}, timeout=60)
    client.get(url)  # not the page behind it: twenty desks would make their suggestions on one computer
    return client


def _all_code(
    pool: ThreadPoolExecutor, clients: list[httpx2.Client], texts: list[Text], codes: list[str]
) -> list[float]:
    """What each decision took, in milliseconds, while all of them code."""
    jobs = [pool.submit(_codes_for, one, texts[n % len(texts)], codes, n) for n, one in enumerate(clients)]
    return [one for job in jobs for one in job.result()]


def _codes_for(client: httpx2.Client, text: Text, codes: list[str], seed: int) -> list[float]:
    """Record a decision a second; how long each took, in milliseconds."""
    chance = random.Random(seed)
    taken = []
    time.sleep(seed / PEOPLE)
    for _ in range(SECONDS):
        start = chance.randrange(0, len(text.content) - 60)
        row = {"decision": "code", "text": text.id, "code": chance.choice(codes), "start": start, "end": start + 50}
        began = time.perf_counter()
        answer = client.post("/api/decisions", json=[row])
        taken.append(1000 * (time.perf_counter() - began))
        answer.raise_for_status()
        time.sleep(max(0.0, 1 - taken[-1] / 1000))
    client.close()
    return taken


def long_text(folder: Path) -> int:
    """A study with one long text, coded five hundred times, whose codebook suggests some five hundred codes more."""
    sample_study(folder)
    with Study.open(folder) as study:
        spoken = [study.texts[name] for name in study.texts if study.texts[name].kind == "interview"]
    lines: list[str] = []
    words = 0
    while words < WORDS:
        for one in spoken:
            for turn in one.turns:
                said = " ".join(one.quote(turn).split())
                lines.append(f"{'Q' if turn.role == 'interviewer' else 'R'} : {said}")
                words += len(said.split())
            if words >= WORDS:
                break
    shutil.rmtree(folder)
    _run("start", folder, "--codebook", ROOT / "codebook.yaml")
    shutil.copy(SAMPLE / "cases.csv", folder / "cases.csv")
    (folder / "long.txt").write_text(
        "Entretien\n\nCollectivité : Nice\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8"
    )
    _run("add", folder / "long.txt", "--study", folder)
    book = folder / "codebook.yaml"
    chance = random.Random(11)
    with Study.open(folder) as study:
        text = study.texts["long"]
        codes = list(study.codebook.codes)
        coded = []
        for _ in range(CODINGS):
            passage = chance.choice([p for p in text.passages if p.end - p.start > 80])
            start = chance.randrange(passage.start, passage.end - 60)
            place = Place("long", start, start + 50, text.content[start : start + 50])
            code = chance.choice(codes)
            coded.append(pending_coding(place, code, case="Nice", degree=None, memo="", revision=study.revision))
        study.note_revisions("lead")
        study.ledger.append("lead", coded)
        scores = sorted((s.score for s in _suggested(study)), reverse=True)
    threshold = round(scores[min(SUGGESTIONS, len(scores)) - 1], 3)
    written = book.read_text(encoding="utf-8")
    book.write_text(re.sub(r"threshold: [\d.]+", f"threshold: {threshold}", written), encoding="utf-8")
    load_codebook(book.read_text(encoding="utf-8"))
    return words


def _suggested(study: Study) -> list:  # type: ignore[type-arg]
    from workbench.suggesting import suggester_of

    return suggester_of(study).suggest(min_score=0.004)


def _run(*arguments: object) -> None:
    assert cli.run([str(argument) for argument in arguments]) == 0


def _p95(context: "BrowserContext", address: str) -> float:
    """How long the server takes to answer, in milliseconds: 95 of a hundred are faster."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        context.request.get(address).body()
        taken.append(1000 * (time.perf_counter() - began))
    return _at95(taken)


def _at95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]


def _drawn(page: "Page", address: str) -> float:
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-drawn]")
    page.wait_for_selector("[data-suggestion]")
    return float(page.evaluate("Number(document.documentElement.dataset.drawn)"))


def _scrolled(page: "Page") -> list[float]:
    """The length of each frame while the text is scrolled with the wheel."""
    page.evaluate("""() => {
        window.frames34 = []; let last = performance.now();
        const tick = (now) => {
            window.frames34.push(now - last); last = now; window.ticking = requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
    }""")
    page.mouse.move(500, 500)
    for _ in range(60):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(25)
    return [
        float(one)
        for one in page.evaluate("() => { cancelAnimationFrame(window.ticking); return window.frames34.slice(2); }")
    ]


def _saved(page: "Page") -> list[float]:
    """From the key to the answer, that it is recorded, having come; for accepting and rejecting in turn."""
    page.evaluate("""() => {
        performance.setResourceTimingBufferSize(5000); performance.clearResourceTimings();
        window.pressed = []; let last = 0;
        addEventListener('keydown', (event) => { last = event.timeStamp; }, true);
        const before = window.fetch;
        window.fetch = (...given) => {
            if (String(given[0]).includes('/api/decisions')) window.pressed.push(last);
            return before(...given);
        };
    }""")
    decided = 0
    for _ in range(10 * KEYS):
        suggested = page.locator("#suggestion-panel .suggestion-card").count()
        page.keyboard.press(("a" if decided % 2 else "r") if suggested else "Space")
        page.wait_for_timeout(120)
        decided += 1 if suggested else 0
        if decided == KEYS:
            break
    page.wait_for_timeout(1000)
    taken = page.evaluate("""() => performance.getEntriesByType('resource')
        .filter((one) => one.name.includes('/api/decisions')).sort((a, b) => a.startTime - b.startTime)
        .map((one, at) => one.responseEnd - window.pressed[at])""")
    return [float(one) for one in taken]


def _page(rows: list[Row]) -> list[str]:
    said = f"""`python -m benchmarks.desk` opens the desk in a real Chromium. The text of {WORDS:,} words is made of the
    sample's invented interviews; codings lie where chance puts them, and the threshold is set so that as many codes are
    suggested."""
    return [
        "## The desk",
        "",
        *paragraph(said),
        "",
        "| what | measured | bar |",
        "|---|---|---|",
        *(f"| {a} | {b} | {c} |" for a, b, c in rows),
    ]


if __name__ == "__main__":
    main(*sys.argv[1:2])
