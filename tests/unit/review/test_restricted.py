"""Series of FRED that their owners restrict are told, whatever name the source has; the others are not."""

from dataclasses import replace

import pytest

from reportgen.model import Close, Instrument, MarketWeek, SourcePlan
from reportgen.review import restricted_series
from unit.made import LEVELS, WEEK, project


def told(symbol, source="fred", sources=None, read_from="https://fred.stlouisfed.org/series/"):
    one = Instrument("small", symbol, "A level", "A level", source=source)
    week = {"small": {day: Close(day, level, "FRED", f"{read_from}{symbol}") for day, level in LEVELS["small"].items()}}
    made = project(instruments=(one,))
    made = replace(made, market=replace(made.market, sources=sources or {}))
    return restricted_series(made, MarketWeek(WEEK, week, "FRED"))


@pytest.mark.parametrize("symbol", ["VIXCLS", "SP500", "DJIA", "NASDAQCOM", "BAMLH0A0HYM2"])
def test_a_restricted_series_is_told_with_its_owner_and_what_to_do(symbol):
    (one,) = told(symbol)
    assert (one.code, one.severity) == ("restricted-series", "warning")
    assert one.message.startswith(f"instruments.small is FRED's series {symbol} (")
    assert "Copyright" in one.message
    assert one.evidence == f"https://fred.stlouisfed.org/series/{symbol}"
    assert "licence" in one.suggestion and "take the closes from" in one.suggestion


@pytest.mark.parametrize("symbol", ["DGS10", "DFEDTARU", "DCOILWTICO", "GDP"])
def test_others_are_not(symbol):
    assert told(symbol) == []


def test_a_source_s_own_name_does_not_hide_it_and_a_licence_settles_it():
    rates = SourcePlan("rates", "fred")
    (one,) = told("VIXCLS", "rates", {"rates": rates})
    assert one.code == "restricted-series"
    assert told("VIXCLS", "rates", {"rates": replace(rates, licence="licensed")}) == []


def test_closes_that_are_not_fred_s_are_not_told():
    """The same symbol elsewhere, or a record of made-up closes."""
    assert told("VIXCLS", read_from="https://example.org/") == []
