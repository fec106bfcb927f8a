"""The filters on every unit: rates, prices, shares and counts beside changes and levels."""

from dataclasses import replace

import pytest

from reportgen import formats
from reportgen.compose import words
from reportgen.compose.ink import Ink
from reportgen.marks import plain
from reportgen.model import Figure
from unit.made import (
    BASE,
    CALENDAR,
    EURO_ONE,
    FRIDAY,
    FUND_ONE,
    LEVELS,
    SMALL_ONE,
    TEN_ONE,
    TWO_ONE,
    desk,
    market,
    project,
    record,
    refused,
    said,
)

SESSIONS = tuple(LEVELS["small"])
WORLD = {
    **LEVELS,
    "ten": dict(zip(SESSIONS, (4.15, 4.17, 4.16, 4.19, 4.2, 4.18), strict=True)),
    "two": dict(zip(SESSIONS, (3.5, 3.5, 3.5, 3.5, 3.5, 3.49), strict=True)),
    "fund": dict(zip(SESSIONS, (1248.0, 1249.0, 1250.0, 1251.0, 1252.0, 1310.4), strict=True)),
    "euro": dict(zip(SESSIONS, (1.16, 1.16, 1.161, 1.162, 1.165, 1.1702), strict=True)),
    "fed": dict.fromkeys(SESSIONS, 3.75),
}
FED_ONE = replace(TEN_ONE, key="fed", short="Federal funds target", lower="two")
INSTRUMENTS = (SMALL_ONE, TEN_ONE, TWO_ONE, FUND_ONE, EURO_ONE, FED_ONE)


def table(**more):
    return desk(WORLD, **{"instruments": INSTRUMENTS, "benchmark": "two", **more})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{ ten.close }}", "4.18%"),
        ("{{ ten.close | level }}", "4.18%"),
        ("{{ ten.close | percent }}", "4.18%"),
        ("{{ ten.close | percent(1) }}", "4.2%"),
        ("{{ ten.week }}", "+3 bp"),
        ("{{ ten.week_points }}", "+3 bp"),
        ("{{ ten.week | basis_points }}", "+3 bp"),
        ("{{ ten.week | basis_points(1) }}", "+3.0 bp"),
        ("{{ ten.week | percentage_points }}", "0.03 percentage points"),
        ("{{ ten.week | size }}", "3 basis points"),
        ("{{ two.week | size }}", "1 basis point"),
        ("{{ ten.week | moved }}", "edged up 3 basis points"),
        ("{{ two.week | moved }}", "edged down 1 basis point"),
        ("{{ ten.day | verb }}", "edged down"),
        ("{{ fed.week | moved }}", "was little changed"),
        ("{{ ten.week_spread }}", "+4 bp"),
        ("{{ fed.range }}", "3.49% to 3.75%"),
        ("{{ fund.close }}", "$1,310.40"),
        ("{{ fund.close | level }}", "$1,310.40"),
        ("{{ fund.close | level(0) }}", "$1,310"),
        ("{{ fund.week_points }}", "+$62.40"),
        ("{{ fund.week_points | points }}", "+$62.40"),
        ("{{ fund.week | moved }}", "jumped 5.0%"),
        ("{{ euro.close }}", "1.1702"),
        ("{{ euro.week_points }}", "+0.0102"),
        ("{% if ten.week is rising and two.week is falling %}apart{% endif %}", "apart"),
        ("{% if fed.week is rising or fed.week is falling %}moved{% else %}still{% endif %}", "still"),
    ],
)
def test_what_is_printed(text, wanted):
    assert said(text, table()) == wanted


def test_a_rate_against_its_record():
    cited = table(facts={"r": record("ten", 5.0, BASE)})
    assert said("{{ ten.off_record | against_record }}", cited) == "82 basis points below its record close"
    at = table(facts={"r": record("ten", 4.18, BASE)})
    assert said("{{ ten.record_close }}", at) == "4.20%"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ ten.week | percent }}", "ten.week is a change of a rate, not a change, a rate or a share"),
        ("{{ ten.week | versus(two.week) }}", "ten.week is a change of a rate, not a change"),
        ("{{ ten.close | points }}", "ten.close is a rate, not a change in points"),
        ("{{ fund.close | percent }}", "fund.close is a price, not a change, a rate or a share"),
        ("{{ fund.close | basis_points }}", "fund.close is a price, not a change or a spread"),
        ("{{ ten.close | moved }}", "ten.close is a rate, not a change"),
        (
            "{% if ten.close is rising %}{% endif %}",
            "ten.close is a rate, not a change, a spread or a change in points",
        ),
        ("{{ small.week | share }}", "small.week is a change, not a share"),
        ("{{ small.week | count }}", "small.week is a change, not a count"),
        ("{{ fund.week_total }}", "fund.week_total is absent: the source has no adjusted closes for fund"),
    ],
)
def test_what_cannot_be_printed_says_why(text, words):
    assert refused(text, table())[0][2] == words


def test_shares_and_counts():
    page = Ink(project(), market(LEVELS))
    up = Figure("m.up_day", 0.5659, "share", "up: 285 of 503", (), "2026-01-09", "A feed", "Members")
    rose = Figure("m.advancers", 1356.0, "count", "up: 1356 of 2400", (), "2026-01-09", "A feed", "Members")
    for filter, found, wanted in (
        ("share", up, "56.6%"), ("percent", up, "56.6%"), ("count", rose, "1,356"),
    ):  # fmt: skip
        assert plain(words.filters(page)[filter](found), page.printed) == wanted
    assert plain(words.filters(page)["share"](up, 2), page.printed) == "56.59%"
    assert plain(page.usual(up) + " " + page.usual(rose), page.printed) == "56.6% 1,356"


def test_verbs_know_what_is_usual_for_the_instrument():
    """3% is a jump for what moves 0.5% a day, and nothing to speak of for what moves 20%."""
    calm = {day: 100 * (1.005 if index % 2 else 1) for index, day in enumerate(CALENDAR)}
    wild = {day: 100 * (1.2 if index % 2 else 1) for index, day in enumerate(CALENDAR)}
    for held in (calm, wild):
        held[FRIDAY] = held[BASE] * 1.03
    text = "{{ small.week | moved }}; {{ large.week | moved }}"
    assert said(text, desk({"small": calm, "large": wild})) == "jumped 3.0%; was little changed"
    sparse = {key: {BASE: held[BASE], FRIDAY: held[FRIDAY]} for key, held in (("small", calm), ("large", wild))}
    assert said(text, desk(sparse)) == "rose 3.0%; rose 3.0%"
    assert formats.verb(0.03, "week") == "rose"
