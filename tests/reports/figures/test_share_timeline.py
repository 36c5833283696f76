"""The share of texts by period: never raw counts, for a year of many interviews has more of everything."""

from lxml import etree

from reports.figures.share_timeline import PeriodShare, share_timeline

SVG = "{http://www.w3.org/2000/svg}"
SHARES = [
    PeriodShare("2015", "Climat", 5, 20),
    PeriodShare("2016", "Climat", 3, 4),
    PeriodShare("2017", "Climat", 0, 0),
]


def test_a_bar_is_as_high_as_the_share():
    spec = share_timeline("T", SHARES, language="fr").chart.to_dict()
    bars = [row for data in spec["datasets"].values() for row in data if "of" in row]
    high = [bar["y2"] - bar["y"] for bar in bars]
    assert [round(one / high[1], 2) for one in high] == [0.33, 1.0, 0.0]


def test_the_number_of_texts_stands_below_each_period():
    root = etree.fromstring(share_timeline("T", SHARES, language="fr").svg())
    assert {"2015", "N = 20", "N = 4", "N = 0", "5/20", "3/4"} <= {one.text for one in root.iter(f"{SVG}text")}


def test_the_text_alternative_says_the_sum_and_the_most():
    said = share_timeline("T", SHARES, language="en").alt
    assert said == "Share of texts, 2015 – 2017: 8 of 24 texts in all, at most 75% (3 of 4, 2016)."
