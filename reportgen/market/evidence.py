"""What a text is checked against, from a record.json or from a CSV of closes.

Unlike a week that is gathered to be printed, evidence may have holes: a figure whose close is missing is absent, and
whatever a text says of it is told to be unverifiable, never refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from reportgen.errors import MarketError, ReportgenError, UsageError, raise_all
from reportgen.market import calendar, gate, record
from reportgen.market.chosen import asked_week
from reportgen.market.noticed import leaps, no_sessions
from reportgen.market.sheets.spreadsheet import MOST, Sheet, scanned
from reportgen.market.weeks import own_sessions, own_week
from reportgen.model import Close, Closes, Evidence, Instrument, MarketWeek, Place, Project, TradingWeek
from reportgen.reference import Identity, Registry, registry
from reportgen.reference.instruments import key_for, recognised, usual

HOUSE = "XNYS"
FUND = re.compile(r"\b(ETF|Fund)$")
"""How the names of funds end that the registry does not know; a record does not tell them from indexes."""
SHAPE = "Write the file as date,^RUT,^GSPC: dates like 2026-01-09, closes like 2624.22."
OTHER = "Name a file with the closes of the week that the text is about, or another week."


def from_record(path: Path, asked: str | None = None, project: Project | None = None) -> Evidence:
    """The evidence of a record: its week, its closes, the facts and the quotes that it keeps.

    Instruments are those of `project` where key and symbol agree, else what the registry knows of them. Raises
    MarketError where the record cannot be read, UsageError where it holds another week than `asked`.
    """
    market, symbols = record.read(path)
    week = market.week
    if asked and asked_week(asked, week.exchange, week).isocalendar()[:2] != week.end.isocalendar()[:2]:
        raise UsageError(
            f"{path.name} holds the week ending {week.end}, but --week asks for {asked}",
            hint="Leave --week out, or name the record of that week.",
        )
    reference = registry(project.folder if project else None)
    named = record.described(path)
    instruments: dict[str, Instrument] = {}
    for key, symbol in symbols.items():
        ours = project.instruments.get(key) if project else None
        told = named[key]
        known = _as_told(symbol, told.name, told.kind, reference)
        known = replace(known, short=told.short or known.short)
        own = replace(usual(key, known, HOUSE), calendar=market.week_of(key).exchange, style=told.style)
        own = replace(own, group=told.group or own.group)
        instruments[key] = ours if ours and ours.symbol == symbol else own
    facts, quotes = record.cited(path)
    funds = project.funds if project else {}
    return Evidence(market, _ranged(instruments), path.name, facts, quotes, funds, own=True)


def from_csv(path: Path, week: str | None = None, project: Project | None = None) -> Evidence:
    """The evidence of a CSV of closes: wide (`date,^RUT,^GSPC`) or long (`date,symbol,close[,source,source_url]`).

    A column is headed by a symbol, or by a name that `project` or the registry knows; any other heading is the name of
    an index. The week is the one in which `week` lies, else the last one whose last session the file has closes of.
    Raises MarketError with every mistake and its place, UsageError where `week` is none.
    """
    errors: list[ReportgenError] = []
    try:
        sheet = scanned(path, errors)
    except MarketError as error:
        raise MarketError(error.message, hint=_hint(error.hint), place=error.place) from None
    reference = registry(project.folder if project else None)
    whose = _instruments(sheet, project, reference, errors)
    errors = [type(e)(e.message, hint=_hint(e.hint), place=e.place) for e in errors]
    raise_all(errors[:MOST])
    instruments = {one.key: one for one in whose.values()}
    exchange = project.market.exchange if project else _house(instruments.values())
    house = _week(sheet, week, exchange)
    own = own_sessions(house, instruments)
    found = {one.key: _closes(sheet, column) for column, one in whose.items()}
    weeks = {key: own_week(one, house, own[key], found[key]) for key, one in instruments.items()}
    closes = {k: Closes({day: found[k][day] for day in one.calendar if day in found[k]}) for k, one in weeks.items()}
    other = {key: one for key, one in weeks.items() if one != house}
    market = MarketWeek(house, closes, path.name, other)
    remarks = (*no_sessions(sheet, whose, own, house), *leaps(sheet, whose, market))
    funds = project.funds if project else {}
    return Evidence(replace(market, remarks=remarks), _ranged(instruments), path.name, funds=funds)


def week_of(asked: str, exchange: str) -> date:
    """The last session of the week that --week means: by any of its days, or as 2026-W02."""
    year, number, _ = asked_week(asked, exchange, None).isocalendar()
    return calendar.week_end(exchange, year, number)


def _as_told(symbol: str, name: str, kind: str, reference: Registry) -> Identity:
    """What the registry knows of a symbol, under the name and with the kind that the record has."""
    unknown = Identity(symbol, name, name, kind="fund" if FUND.search(name) else "index")
    known = recognised(symbol, reference) or unknown
    short = known.short if name in (known.name, known.short) else name
    return replace(known, symbol=symbol, name=name, short=short, kind=kind or known.kind)


def _instruments(
    sheet: Sheet, project: Project | None, reference: Registry, errors: list[ReportgenError]
) -> dict[str, Instrument]:
    """The instrument of each column of the sheet, by its heading; a level that is none is added to `errors`."""
    ours = {one.symbol: one for one in project.instruments.values()} if project else {}
    called = {name.casefold(): one for one in ours.values() for name in (one.short, one.name, one.key)}
    out: dict[str, Instrument] = {}
    taken = {one.key for one in ours.values()}
    for column, by in sheet.closes.items():
        known = recognised(column, reference) or Identity(column, column, column)
        one = ours.get(column) or called.get(column.casefold()) or ours.get(known.symbol)
        if one is None:
            one = usual(key_for(known, taken), known, project.market.exchange if project else "")
            taken.add(one.key)
        before = next((name for name, other in out.items() if other.symbol == one.symbol), None)
        if before is not None:
            place = sheet.place(column, next(iter(by)))
            errors.append(MarketError(f"{column} and {before} are both the {one.name}", place=place))
            continue
        out[column] = one
        if one.kind not in gate.SIGNED:
            errors.extend(
                MarketError(
                    f"{column} has the close {level:g}, which is not above zero",
                    place=sheet.place(column, day),
                )
                for day, (level, _) in by.items()
                if level <= 0
            )
    return out


def _closes(sheet: Sheet, column: str) -> dict[date, Close]:
    """The closes of a column, each with who printed it where the file says so."""
    name = Path(sheet.table.name).name
    sources, urls = sheet.beside(column, "source"), sheet.beside(column, "source_url")
    return {
        day: Close(day, level, sources.get(day) or name, urls.get(day, ""), adjusted=adjusted)
        for day, (level, adjusted) in sheet.closes[column].items()
    }


def _house(instruments: Collection[Instrument]) -> str:
    """The exchange whose week it is: New York's where any instrument follows it, else the first one's."""
    codes = [one.calendar or HOUSE for one in instruments]
    return HOUSE if HOUSE in codes else calendar.BASED_ON.get(codes[0], codes[0])


def _week(sheet: Sheet, asked: str | None, exchange: str) -> TradingWeek:
    """The week asked for, or the last one that is over in the file, with its calendar back to the first close."""
    held = {day for by in sheet.closes.values() for day in by}
    first, last = max(min(held), calendar.EARLIEST), min(max(held), date(2099, 12, 20))
    if asked is not None:
        end = week_of(asked, exchange)
    elif last < first:
        raise MarketError(f"holds no close since {calendar.EARLIEST}", hint=OTHER, place=Place(sheet.table.name))
    else:
        since = min(first, last - calendar.HISTORY) - timedelta(days=20)
        days = calendar.sessions(exchange, since, last + timedelta(days=20))  # all that will be asked of it, built once
        ends = {day.isocalendar()[:2]: day for day in days}
        weeks = sorted({day.isocalendar()[:2] for day in held.intersection(days) if first <= day}, reverse=True)
        if not weeks:
            raise MarketError(f"holds no close of a session of {exchange}", hint=OTHER, place=Place(sheet.table.name))
        end = ends[next((week for week in weeks if ends[week] in held), weeks[0])]
    house = calendar.trading_week(exchange, end, first)
    if not any(house.sessions[0] <= day <= end for day in held):
        message = f"holds no close of the week ending {end} (it has closes from {min(held)} to {max(held)})"
        raise MarketError(message, hint=OTHER, place=Place(sheet.table.name))
    return house


def _ranged(instruments: Mapping[str, Instrument]) -> dict[str, Instrument]:
    """The instruments, the upper end of the Federal Reserve's target range tied to its lower end."""
    lower = next((one.key for one in instruments.values() if one.symbol == "DFEDTARL"), "")
    return {
        key: replace(one, lower=lower) if one.symbol == "DFEDTARU" and not one.lower else one
        for key, one in instruments.items()
    }


def _hint(hint: str) -> str:
    """A hint of the importing of sheets, whose options there are not here."""
    return SHAPE if "--" in hint or "Head the closes" in hint else hint
