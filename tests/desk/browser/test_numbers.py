"""Numbers that scripts write are those that the browser's own formats write, in both languages."""

import pytest

from tests.desk.browser.conftest import base
from tests.desk.conftest import served

WRITTEN = """async ([address, language]) => {
    const { number } = await import(address);
    const differ = [];
    for (const digits of [0, 1, 2, 3]) {
        const own = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
        const all = [0.004, 0.005, 0.145, 0.285, 1.005, 999.995, 1234, 1234567.891, -3.145, -0.001, 1e-7];
        for (let one = 1; one < 2000; one++) all.push(one / 1000, one * 37.5, one / -7);
        for (const one of all) if (number(one, digits) !== own.format(one)) differ.push([one, number(one, digits)]);
    }
    return [number(0), differ];
}"""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_numbers_are_written_as_the_language_writes_them(coded, come, language):
    with served(coded) as url:
        page = come(url, "/confirm")
        page.request.post(base(url) + "/api/me", data={"language": language}, headers={"origin": base(url)})
        page.reload()
        assert page.evaluate("document.documentElement.lang") == language
        assert page.evaluate(WRITTEN, [base(url) + "/static/js/words.js", language]) == ["0", []]
