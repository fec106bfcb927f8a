"""A small market of our own making, so that a test says only what it is about."""

from datetime import date, timedelta
from pathlib import Path

from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.config.look import shipped as typeface
from reportgen.marks import plain
from reportgen.model import (
    Close,
    Fact,
    Fund,
    Group,
    Instrument,
    Issue,
    Look,
    MarketPlan,
    MarketWeek,
    Passage,
    Project,
    Publication,
    Quote,
    Risk,
    TradingWeek,
)
from reportgen.yamlfile import parse

ROOT = Path(__file__).resolve().parents[2]
FRIDAY = date(2026, 1, 9)
MONDAY = date(2026, 1, 5)
BASE = date(2026, 1, 2)


def weekdays(start, end, closed=()):
    """The weekdays from `start` to `end`, both included, save those that are closed."""
    days = (start + timedelta(days=i) for i in range((end - start).days + 1))
    return tuple(d for d in days if d.weekday() < 5 and d not in closed)


def week_of(calendar, exchange="XNYS", **more):
    """The week at the end of a calendar."""
    end = calendar[-1]
    monday = end - timedelta(days=end.weekday())
    return TradingWeek(
        exchange,
        tuple(d for d in calendar if d >= monday),
        max(d for d in calendar if d < monday),
        tuple(calendar),
        **more,
    )


CALENDAR = weekdays(date(2025, 1, 1), FRIDAY, {date(2025, 1, 1), date(2025, 12, 25), date(2026, 1, 1)})
WEEK = week_of(CALENDAR)


def closes(levels, source="The Exchange", url="https://example.org/closes"):
    return {day: Close(day, float(level), source, url) for day, level in levels.items()}


def market(levels, week=WEEK, source="a made-up feed", **more):
    """A market week from {key: {session: level}}."""
    return MarketWeek(week, {key: closes(by, **more) for key, by in levels.items()}, source)


# Small: 100 before the week, then 101, 103, 102, 104, 105. Large: 200, 201, 202, 203, 204, 203 before the week's
# end at 202: it rose by one percent, and fell on Thursday and Friday.
SMALL = dict(zip((BASE, *WEEK.sessions), (100.0, 101.0, 103.0, 102.0, 104.0, 105.0), strict=True))
LARGE = dict(zip((BASE, *WEEK.sessions), (200.0, 201.0, 202.0, 204.0, 203.0, 202.0), strict=True))
LEVELS = {"small": SMALL, "large": LARGE}

SMALL_ONE = Instrument("small", "^SML", "Small Companies 250", "Small 250", tracks="250 small companies")
LARGE_ONE = Instrument("large", "^LRG", "Large Companies 50", "Large 50", tracks="50 large companies")
THIRD_ONE = Instrument("third", "^TRD", "Third Companies 30", "Third 30")
TEN_ONE = Instrument("ten", "DGS10", "10-year Treasury", "10-year Treasury", "rate")
TWO_ONE = Instrument("two", "DGS2", "2-year Treasury", "2-year Treasury", "rate")
FUND_ONE = Instrument("fund", "FND", "Example Fund", "FND", "fund", currency="USD")
EURO_ONE = Instrument("euro", "EURUSD=X", "Euro in dollars", "Euro", "currency", decimals=4)

RATE = Fact("rate", "3.50% to 3.75%", "Target range", "fact", "The Board", "December 10, 2025", "https://example.org/a")
GROWTH = Fact("growth", "14.6%", "Growth of earnings", "estimate", "A House", "January 2026", "https://example.org/b")
VIEW = Fact("view", "two cuts", "Cuts to come", "forecast", "Another House", "January 2026", "")
TASTE = Fact("taste", "fair value", "What it thinks", "opinion", "A Third House", "January 2026", "")
FACTS = {f.key: f for f in (RATE, GROWTH, VIEW, TASTE)}

SAID = Quote(
    "said", "We are at the gates", "Ada Example", "strategist", "Example Bank", "December 2025", "The Paper",
    "https://example.org/q", "the day is not known",
)  # fmt: skip
ALPHA = Fund("ALF", "Alpha Fund", "Alpha Index", "0.10%", "plain", "Paper A", "https://example.org/alf", "2026")
BETA = Fund("BTF", "Beta Factor Fund", "Beta Index 2000", "0.20%", "by factors", "Paper B", "https://example.org/btf", "2025")  # fmt: skip


def record(key, value, session, source="The Annals"):
    """A cited earlier record close."""
    return Fact(
        f"{key}_record", f"{value:,.2f}", f"Record of {key}", "fact", source, session.isoformat(),
        "https://example.org/r", key, session,
    )  # fmt: skip


def passage(text):
    """Words with themselves as their source."""
    return Passage(text, "config.yaml", text)


def in_yaml(source, key="text"):
    """A passage as it stands in YAML: with its place in the file."""
    read = parse(source, "config.yaml")
    return read.passage((key,), read.content[key])


def issue(
    body="A word.", title="A title", deck="", key_points=(), risks=(), facts=FACTS, quotes=None, events=(), economy=()
):
    return Issue(
        FRIDAY, None, passage(title), passage(deck), "By a hand", tuple(map(passage, key_points)), passage(body),
        tuple(Risk(passage(a), passage(b)) for a, b in risks), {"said": SAID} if quotes is None else quotes, facts,
        events, economy,
    )  # fmt: skip


def project(
    *,
    instruments=(SMALL_ONE, LARGE_ONE),
    benchmark="large",
    columns=("close", "week"),
    charts=(),
    funds=(ALPHA, BETA),
    wordings=None,
    folder=Path("/nowhere"),
    **words,
):
    """A project around an issue; `words` are those of `issue`."""
    look = Look("#0b5d4b", "letter", typeface("Source Serif 4"), typeface("Inter"))
    return Project(
        folder, "config.yaml", Publication("The Weekly", "The Press", "", "en-US", (), "", look),
        MarketPlan("csv", folder / "closes.csv", "", "XNYS", benchmark), {one.key: one for one in instruments},
        {f.ticker: f for f in funds}, {plan.key: plan for plan in charts}, tuple(columns), wordings or {},
        issue(**words), {one.group: Group(one.group, one.group.title(), tuple(columns)) for one in instruments},
    )  # fmt: skip


def desk(levels=None, week=WEEK, **words):
    """A desk at which prose is run, in this small market."""
    return Desk(Ink(project(**words), market(levels or LEVELS, week)))


def said(text, table=None, **words):
    """What a text prints, notes as [1]; its mistakes fail the test."""
    table = table or desk(**words)
    out = table.run(passage(text) if isinstance(text, str) else text)
    assert not table.errors, [error.lines() for error in table.errors]
    return plain(out, table.ink.printed, notes=True)


def refused(text, table=None, **words):
    """The mistakes of a text as (line, column, message)."""
    table = table or desk(**words)
    out = table.run(passage(text) if isinstance(text, str) else text)
    assert out == ""
    assert table.errors
    return [(e.place.line, e.place.column, e.message) for e in table.errors]
