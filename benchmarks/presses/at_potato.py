"""The forty codings in Potato: spans with the codebook's codes as labels, in its mode for qualitative analysis."""

import json
import subprocess
from pathlib import Path

from benchmarks.presses.forty import Task, Wanted
from benchmarks.presses.hands import Count, Hands
from benchmarks.presses.others import answering
from benchmarks.serving import chromium

PORT = 8421


def at_potato(python: Path, folder: Path, task: Task) -> Count:
    """Make the codings in a Potato of its own, and see that it holds them and nothing else.

    `python` is the interpreter of an environment with potato-annotation. A text is one instance: with a passage each,
    every passage in between would be a press more. Labels cannot have keys: spans ignore them (version 2.12.1).
    """
    count, port = Count(), PORT
    _configure(folder, task, port)
    command = [str(python.parent / "potato"), "start", "config.yaml", "-p", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        base = answering(f"http://127.0.0.1:{port}")
        with chromium(base) as (_, page):
            page.locator("#login-email").fill("anna")
            page.keyboard.press("Enter")
            page.wait_for_selector(".shadcn-span-option")
            close = page.locator(".memo-panel-close, [aria-label='Close notes']")
            if close.count():
                close.first.click()
            hands = Hands(page, count, top=70, bottom=20)
            made = set()
            for number, text in enumerate(task.texts):
                if number:
                    with page.expect_navigation():
                        page.locator("#next-btn").click()
                hands.until(f"document.getElementById('instance_id').value === {json.dumps(text)}")
                hands.until("window.spanManager?.isInitialized === true")
                page.wait_for_timeout(1500)
                for one in task.of(text):
                    with count.coding():
                        _make(hands, one)
                answer = page.evaluate("(text) => fetch(`/api/spans/${text}`).then((one) => one.json())", text)
                made |= {(text, "".join(one["text"].split()), one["label"]) for one in answer["spans"]}
    finally:
        process.terminate()
        process.wait(20)
    wanted = {(one.text, "".join(one.quote.split()), one.code) for one in task.wanted}
    assert made == wanted, (sorted(made - wanted), sorted(wanted - made))
    return count


def _make(hands: Hands, one: Wanted) -> None:
    """The label, where it is not chosen still, then the words."""
    label = hands.page.locator(f'[id="codes_{one.code}"]')
    if not label.is_checked():
        hands.click(hands.page.locator(f'label[for="codes_{one.code}"]'))
    before = hands.page.locator(".span-overlay-pure").count()
    with hands.page.expect_response("**/api/spans/**"):
        hands.drag("#text-content", one.quote)
    hands.until(f"document.querySelectorAll('.span-overlay-pure').length > {before}")


def _configure(folder: Path, task: Task, port: int) -> None:
    """A project of Potato: the texts and the codes."""
    folder.mkdir()
    lines = [{"id": name, "text": text.content} for name, text in task.texts.items()]
    (folder / "texts.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    scheme = {"annotation_type": "span", "name": "codes", "description": "Codes", "codebook": True}
    config = {
        "port": port,
        "annotation_task_name": "forty",
        "task_dir": ".",
        "output_annotation_dir": "out/",
        "output_annotation_format": "json",
        "data_files": ["texts.jsonl"],
        "item_properties": {"id_key": "id", "text_key": "text"},
        "user_config": {"allow_all_users": True, "users": []},
        "require_password": False,
        "alert_time_each_instance": 10_000_000,
        "qda_mode": {"enabled": True},
        "annotation_ui": {"memos": False},
        "annotation_schemes": [{**scheme, "labels": list(task.names), "sequential_key_binding": True}],
        "site_dir": "default",
    }
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
