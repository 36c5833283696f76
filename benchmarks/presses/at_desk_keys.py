"""The forty codings at the desk by keys alone: no mouse is touched."""

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.presses.at_desk import coded
from benchmarks.presses.forty import Task, Wanted, typings
from benchmarks.presses.hands import Count, Hands

if TYPE_CHECKING:
    from playwright.sync_api import Page

_MODULES = """
    const loaded = performance.getEntriesByType('resource').map((one) => one.name);
    const module = (name) => import(loaded.find((one) => one.includes(name)));
    const { here, suggestion, atHand } = await module('/text/model.js');
"""
_AT = (
    "async () => {"
    + _MODULES
    + """
    const open = here.suggestions.filter((one) => one.passage === here.passage).map((one) => one.code);
    return { passage: here.passage, code: suggestion()?.code ?? null, open };
}"""
)
_MARKING = (
    "async ([start, end]) => {"
    + _MODULES
    + """
    // The keys that choose these words, the fewest; null where keys do not reach their borders.
    const { bounds } = await module('/text/span.js');
    const passage = here.passages[here.passage - 1];
    const inside = (all) => all.filter(([from]) => from >= passage.start && from < passage.end);
    const words = inside(bounds('word', here.passage)), sentences = inside(bounds('sentence', here.passage));
    const first = words.findIndex(([from]) => from === start), ends = words.map(([, to]) => to);
    if (first < 0) return null;
    const times = (number, key) => Array(number).fill(key);
    const walk = (from, to) => times(Math.abs(to - from), to > from ? 'ArrowRight' : 'ArrowLeft');
    const ways = [times(first + 1, 'ArrowRight'), times(words.length - first, 'ArrowLeft')];
    const firsts = sentences.map(([from, to]) => words.findIndex(([at]) => at >= from && at < to));
    firsts.filter((at) => at >= 0).forEach((at, number, all) => {
        ways.push([...times(number + 1, 'Control+ArrowRight'), ...walk(at, first)]);
        ways.push([...times(all.length - number, 'Control+ArrowLeft'), ...walk(at, first)]);
    });
    const keys = ways.sort((one, other) => one.length - other.length)[0];
    for (let at = words[first][1]; at !== end;) {
        const sentence = sentences.map(([, to]) => to).find((to) => to > at), word = ends.find((to) => to > at);
        const back = ends.filter((to) => to >= end && to < (sentence ?? 0));
        const on = ends.filter((to) => to > at && to <= end);
        if (sentence !== undefined && sentence <= end) {
            keys.push('Shift+ArrowDown');
            at = sentence;
        } else if (ends.includes(end) && sentence !== undefined && 1 + back.length < on.length) {
            keys.push('Shift+ArrowDown', ...back.map(() => 'Shift+ArrowLeft'));
            at = end;
        } else if (word !== undefined && word <= end) {
            keys.push('Shift+ArrowRight');
            at = word;
        } else return null;
    }
    return keys;
}"""
)
_PICKING = (
    "async ([typed, code]) => {"
    + _MODULES
    + """
    // The keys that take a code in the picker, the fewest: a digit, arrows, or letters typed first.
    const { searchCodes } = await module('/code_search.js');
    const { recent, near } = atHand();
    const first = [...recent, ...near.map(([id]) => id)];
    const codes = [...here.codes.values()].filter((one) => !one.retired);
    const down = (times) => [...Array(times).fill('ArrowDown'), 'Enter'];
    const ways = typed.map((words) => {
        const at = searchCodes(words, codes, first).indexOf(code);
        return at < 0 ? null : [...words, ...down(at)];
    });
    const listed = first.indexOf(code);
    if (listed >= 0) ways.push(listed < recent.length ? [String(listed + 1)] : down(listed + 1));
    return ways.filter((one) => one).sort((one, other) => one.length - other.length)[0];
}"""
)


def at_desk_keys(study: Path, task: Task) -> Count:
    """Make the codings by keys."""
    return coded(study, task, _make)


def _make(hands: Hands, one: Wanted, name: str) -> None:
    """One coding: to its passage, accepted where it is suggested, else its words chosen and coded."""
    page = hands.page
    while (at := page.evaluate(_AT))["passage"] != one.passage:
        hands.press("j" if at["passage"] < one.passage else "k")
        hands.count.done["steps"] += 1
    if one.suggested and one.code in at["open"]:
        while page.evaluate(_AT)["code"] != one.code:
            hands.press(" ")
        hands.press("a")
    else:
        _by_hand(hands, page, one, name)


def _by_hand(hands: Hands, page: "Page", one: Wanted, name: str) -> None:
    keys = page.evaluate(_MARKING, [one.start, one.end])
    assert keys is not None, f"keys do not reach the borders of {one.quote!r}"
    for key in keys:
        hands.press(key)
    if not any("Shift" in key for key in keys):  # several words open the picker themselves
        hands.press("c")
    page.wait_for_selector("[role=combobox]")
    for key in page.evaluate(_PICKING, [typings(name, one.code), one.code]):
        hands.press(key)
