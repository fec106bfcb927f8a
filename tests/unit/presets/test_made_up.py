"""Made-up closes: the same on every machine, on the days they should be, moving as their kind does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import MarketError
from reportgen.market import Request
from reportgen.presets.made_up import SOURCE, SPAN, closes, common, normal, walked, walks

FRIDAY = date(2026, 1, 9)
ends = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(st.sampled_from(sorted(walks())), ends)
def test_a_walk_goes_from_its_first_level_to_its_last(symbol, end):
    walk, found = walks()[symbol], walked(symbol, end)
    days = list(found)
    assert days == sorted(days)
    assert end - timedelta(days=SPAN) <= days[0] <= end - timedelta(days=SPAN - 3)
    assert end - timedelta(days=3) < days[-1] <= end
    assert all(day.weekday() < 5 for day in days) or walk.move == "always"
    assert found[days[0]] == pytest.approx(walk.first, abs=0.51 * 10**-walk.decimals)
    assert found[days[-1]] == pytest.approx(walk.last, abs=0.51 * 10**-walk.decimals)
    assert all(level == round(level, walk.decimals) > 0 for level in found.values())
    assert walked(symbol, end) == found


def test_no_day_doubles_and_no_two_symbols_walk_together():
    found = {symbol: tuple(walked(symbol, FRIDAY).values()) for symbol in walks()}
    for levels in found.values():
        assert all(0.6 < after / before < 1.7 for before, after in pairwise(levels))
    assert len(set(found.values())) == len(found)


def test_normal_numbers_are_normal():
    found = [normal(f"name {n}") for n in range(4000)]
    assert abs(fmean(found)) < 0.05
    assert abs(pstdev(found) - 1) < 0.03
    assert normal("name 1") == found[1]


def test_small_companies_move_with_large_ones():
    days = [FRIDAY - timedelta(days=n) for n in range(2000)]
    large, small = ([common(name, day) for day in days] for name in ("large", "small"))
    together = fmean(a * b for a, b in zip(large, small, strict=True))
    assert 0.7 < together < 0.95
    assert abs(pstdev(small) - 1) < 0.06


def test_a_policy_rate_goes_in_quarters_of_a_point_and_stands_a_month():
    upper, lower = (list(walked(symbol, FRIDAY).values()) for symbol in ("DFEDTARU", "DFEDTARL"))
    assert all(high - low == 0.25 for high, low in zip(upper, lower, strict=True))
    assert {round(after - before, 2) for before, after in pairwise(upper)} == {0.0, -0.25}
    assert (upper[0], upper[-1], len(set(upper[-20:]))) == (4.5, 3.75, 1)


def request(symbols: dict[str, str]) -> Request:
    return Request(symbols, date(2025, 12, 1), FRIDAY, datetime(2026, 1, 12, tzinfo=UTC))


def test_it_is_a_market_source():
    found = closes(request({"large": "^GSPC", "coin": "BTC-USD"}))
    assert set(found) == {"large", "coin"}
    assert (min(found["large"]), max(found["large"])) == (date(2025, 12, 1), FRIDAY)
    assert (len(found["large"]), len(found["coin"])) == (30, 40)
    assert {one.source for by in found.values() for one in by.values()} == {SOURCE}


def test_a_symbol_without_levels_is_named():
    with pytest.raises(MarketError, match=r"no made-up levels for NOPE, \^NONE"):
        closes(request({"a": "NOPE", "b": "^GSPC", "c": "^NONE"}))
