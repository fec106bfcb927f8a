"""Which week a waiting build waits for, and from when on it can be complete."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reportgen.errors import UsageError
from reportgen.market.chosen import due
from reportgen.model import Instrument, MarketPlan

PLAN = MarketPlan("csv", None, "", "XNYS", "x")
ONE = {"x": Instrument("x", "X", "X", "X")}
BELL = datetime(2026, 1, 9, 21, 30, tzinfo=UTC)


def waits(now, hours=3, *, ending=None, asked=None):
    return due(PLAN, ONE, ending, None, asked, now=now, until=now + timedelta(hours=hours))


def test_this_week_where_it_can_be_complete_in_time():
    assert waits(BELL - timedelta(hours=2)) == (date(2026, 1, 9), BELL)
    assert waits(BELL + timedelta(hours=20)) == (date(2026, 1, 9), BELL)


def test_the_last_complete_week_where_it_cannot():
    last = (date(2026, 1, 2), datetime(2026, 1, 2, 21, 30, tzinfo=UTC))
    assert waits(BELL - timedelta(hours=4)) == last
    assert waits(datetime(2026, 1, 5, 9, tzinfo=UTC)) == last


def test_the_week_that_is_named():
    early = datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert waits(early, ending=date(2026, 1, 9)) == (date(2026, 1, 9), BELL)
    assert waits(early, asked="2026-W02") == (date(2026, 1, 9), BELL)
    with pytest.raises(UsageError):
        waits(early, asked="2026-01-08")


def test_a_week_without_trading_is_passed_over():
    plan = MarketPlan("csv", None, "", "XSHG", "x")
    now = datetime(2024, 2, 14, 9, tzinfo=UTC)
    assert due(plan, ONE, None, None, None, now=now, until=now + timedelta(days=5))[0] == date(2024, 2, 8)
