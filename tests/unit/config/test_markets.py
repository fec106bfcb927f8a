"""The market's part of config.yaml: sources, instruments by kind, groups, universes."""

from datetime import date

import pytest

from reportgen.model import Group, SourcePlan
from unit.config.minimal import MINIMAL, mistakes, written

RATES = """\
  rates_feed: {source: fred, label: FRED, licence: public-domain}
"""
MIXED = (
    MINIMAL.replace(
        "  path: closes.csv",
        "  path: closes.csv\n  history: 1987-09-10\n  tolerance: 0.001\n  store: kept.sqlite\n  licence: licensed\n"
        "  sources:\n  " + RATES,
    ).replace(
        "instruments:",
        """groups:
  sectors: {title: By sector, columns: [week, sparkline]}
  empty: {title: Nobody}
instruments:
  tech: {symbol: XLK, name: Technology, kind: fund, group: sectors, currency: USD, style: large growth}
  ten: {symbol: DGS10, name: 10-year Treasury, kind: rate, source: rates_feed, maturity: 10, lower: two}
  two: {symbol: DGS2, name: 2-year Treasury, kind: rate, source: fred, lag: 0, calendar: XNYS}
  euro: {symbol: EURUSD=X, name: Euro, kind: currency}
  coin: {symbol: BTC-USD, name: Bitcoin, kind: crypto, decimals: 0, check: {source: rates_feed, symbol: CBBTCUSD}}""",
    )
    + """\
universes:
  members: {members: members.csv, name: S&P 500, proxy: true}
"""
)


def test_each_kind_brings_its_calendar_lag_and_decimals(tmp_path):
    found = written(tmp_path, MIXED).instruments
    assert {k: (i.calendar, i.lag, i.decimals, i.group) for k, i in found.items()} == {
        "tech": ("XNYS", 0, 2, "sectors"), "ten": ("bonds", 1, 2, "rates"), "two": ("XNYS", 0, 2, "rates"),
        "euro": ("24/5", 1, 4, "currencies"), "coin": ("24/7", 1, 0, "crypto"),
        "small": ("XNYS", 0, 2, "indexes"), "large": ("XNYS", 0, 2, "indexes"),
    }  # fmt: skip
    assert (found["tech"].style, found["tech"].currency) == ("large growth", "USD")
    assert (found["ten"].source, found["ten"].maturity, found["ten"].lower) == ("rates_feed", 10, "two")
    assert found["coin"].check == ("rates_feed", "CBBTCUSD")


def test_groups_stand_in_the_order_of_the_config_then_of_the_instruments(tmp_path):
    project = written(tmp_path, MIXED)
    assert list(project.groups) == ["sectors", "rates", "currencies", "crypto", "indexes"]
    assert project.groups["sectors"] == Group("sectors", "By sector", ("week", "sparkline"))
    assert project.groups["rates"] == Group("rates", "Rates", project.columns)


def test_sources_store_and_universes(tmp_path):
    project = written(tmp_path, MIXED)
    plan = project.market
    assert plan.sources == {"rates_feed": SourcePlan("rates_feed", "fred", None, "FRED", "public-domain")}
    assert (plan.store, plan.history) == (tmp_path / "kept.sqlite", date(1987, 9, 10))
    assert (plan.tolerance, plan.licence) == (0.001, "licensed")
    one = project.universes["members"]
    assert (one.members, one.name, one.proxy) == (tmp_path / "members.csv", "S&P 500", True)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("source: rates_feed,", "source: rates_fed,", "there is no source 'rates_fed' (did you mean 'rates_feed'?)"),
        ("check: {source: rates_feed", "check: {source: nowhere", "there is no source 'nowhere'"),
        ("lower: two", "lower: too", "there is no instrument 'too' (did you mean 'two'?)"),
        ("source: fred, label", "source: freed, label", "'freed' is not known (did you mean 'fred'?)"),
        ("source: fred, label", "source: csv, label", "market.sources.rates_feed.path: a csv source needs one"),
        ("source: fred, label", "source: record, path: x, label", "a record is a whole week, not one source"),
        ("columns: [week, sparkline]", "columns: [weak]", "groups.sectors.columns[1]: there is no figure 'weak'"),
        ("style: large growth", "style: huge growth", "style"),
        ("history: 1987-09-10", "history: soon", "history"),
        ("tolerance: 0.001", "tolerance: 5", "tolerance"),
        ("  members: {members:", "  small: {members:", "universes.small: the name is taken"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path, old, new, words):
    assert old in MIXED
    lines = mistakes(tmp_path, MIXED.replace(old, new))
    assert any(words in line and line.startswith("config.yaml:") for line in lines), lines
