"""Tables of instruments: performance by group, the best and the worst."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportgen import formats
from reportgen.compose.blocks.asked import known, sentence
from reportgen.compose.blocks.spark import HEADING, spark
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.measure import base_of
from reportgen.model import Absent, Column, Figure, Instrument, Project, Row, Section, Spark, Table

HEADINGS = {
    "close": "Close", "day": "{end:%A}", "week": "Week", "month": "Month", "quarter": "Quarter", "year": "{end:%Y}",
    "one_year": "1 year", "from_52_weeks_ago": "52 weeks", "record_close": "Record close", "off_record": "Off record",
    "high_52_weeks": "52-week high", "low_52_weeks": "52-week low", "off_high": "Off high", "off_low": "Off low",
    "volatility": "Volatility", "drawdown": "Drawdown", "largest_drawdown": "Largest drawdown", "range": "Range",
    "average_50": "50-day average", "average_200": "200-day average", "sparkline": HEADING,
}  # fmt: skip
SUFFIXES = {"points": "{} pts", "spread": "{} spread", "rank": "{} rank", "total": "{}, total return"}
COUNTED = {"week": "", "month": "month to date", "quarter": "quarter to date", "year": "", "one_year": ""}
"""Columns whose base is footnoted, and what is said of them beside their heading."""
NOT_APPLICABLE = "— where a column does not apply."
MOVERS = 3


def performance(args: Sequence[str], project: Project, desk: Desk) -> Table:
    """`[[performance]]` or `[[performance GROUP …]]`: instruments by group, with the columns that config.yaml names."""
    groups = [known(name, "group", project.groups) for name in args] or list(project.groups)
    same = args and len({project.groups[name].columns for name in groups}) == 1
    keys = project.groups[groups[0]].columns if same else project.columns
    week = desk.ink.market.week
    shown = [key for key, one in project.instruments.items() if one.group in groups]
    alike = all(desk.ink.market.week_of(key).end == week.end for key in shown)
    columns = tuple(Column(key, heading(key, alike=alike).format(end=week.end)) for key in keys)
    lead = next(iter(project.instruments))
    sections: list[Section] = []
    absent: list[str] = []
    for group in groups:
        rows = []
        for key, one in project.instruments.items():
            if one.group != group:
                continue
            cells = tuple(_cell(key, column, desk, absent) for column in columns)
            rows.append(Row(one.name, cells, key == lead))
        if rows:
            sections.append(Section(project.groups[group].title if len(groups) > 1 else "", tuple(rows)))
    corner = project.groups[groups[0]].title if len(groups) == 1 else ""
    return Table(
        caption=_caption(project, args, desk),
        corner="Index" if corner == "Indexes" else corner,
        columns=columns,
        sections=tuple(sections),
        footnotes=(
            " ".join(_basis(project, shown, columns, desk)),
            *as_of(project, shown, desk),
            *own_bases(project, shown, columns, desk),
            *absent,
        ),
        source=source_line(desk),
    )


def movers(args: Sequence[str], project: Project, desk: Desk) -> Table:
    """`[[movers]]`, `[[movers GROUP]]`, `[[movers GROUP 5]]`: the week's largest gains and losses."""
    count, names = MOVERS, list(args)
    if names and names[-1].isdigit():
        count = int(names.pop())
    if len(names) > 1 or not count:
        raise TemplateError("[[movers GROUP NUMBER]] takes a group and how many on each side")
    group = known(names[0], "group", project.groups) if names else ""
    keys = [k for k, one in project.instruments.items() if group in ("", one.group)]
    found = {k: f for k in keys if isinstance(f := desk.ink.figure(k, "week"), Figure) and f.unit == "fraction"}
    if not found:
        raise TemplateError("[[movers]] has nothing to print: no change of the week is known")
    order = sorted(found, key=lambda k: (-float(found[k].value), keys.index(k)))
    moved = {k: formats.rounded(float(found[k].value), 3) for k in order}
    best = [k for k in order if moved[k] > 0][:count]
    worst = sorted((k for k in order if moved[k] < 0), key=lambda k: (float(found[k].value), keys.index(k)))[:count]
    columns = (Column("close", "Close"), Column("week", "Week"))
    absent: list[str] = []

    def rows(chosen: list[str]) -> tuple[Row, ...]:
        return tuple(
            Row(project.instruments[k].name, tuple(_cell(k, c, desk, absent) for c in columns)) for k in chosen
        )

    sections = [("Largest gains", best), ("Largest losses", worst)]
    footnotes = ["Price changes, dividends excluded."]
    footnotes += [f"Nothing {verb} as much as 0.05%." for verb, some in (("gained", best), ("lost", worst)) if not some]
    return Table(
        "Movers of the week" + (f": {project.groups[group].title.lower()}" if group else ""), "", columns,
        tuple(Section(title, rows(chosen)) for title, chosen in sections if chosen),
        (" ".join(footnotes), *as_of(project, [*best, *worst], desk), *absent), source_line(desk),
    )  # fmt: skip


def heading(key: str, *, alike: bool = True) -> str:
    """A column's heading, with {end} for the week's last session; unless the last session of all shown is that
    (`alike`), a change on the day is of no one weekday.
    """
    if not alike and key.partition("_")[0] == "day":
        return heading(key).replace("{end:%A}", "Day")
    if key in HEADINGS:
        return HEADINGS[key]
    period, _, suffix = key.rpartition("_")
    if suffix == "points" and period == "week":
        return "Points"
    return SUFFIXES[suffix].format(HEADINGS[period]) if suffix in SUFFIXES else key.title()


def as_of(project: Project, keys: Sequence[str], desk: Desk) -> tuple[str, ...]:
    """For instruments whose week is not the exchange's own: from which close to which, a sentence for each span."""
    market = desk.ink.market
    house = (market.week.base, market.week.end)
    spans: dict[tuple[date, date], list[str]] = {}
    for key in keys:
        week = market.week_of(key)
        if (week.base, week.end) != house:
            spans.setdefault((week.base, week.end), []).append(project.instruments[key].short)
    return tuple(
        f"{formats.listed(names)}: as of the close of {formats.us_date(end)}, "
        + (f"the week from that of {formats.us_date(base)}." if base < end else "with no session in the week.")
        for (base, end), names in sorted(spans.items())
    )


def own_bases(project: Project, keys: Sequence[str], columns: Sequence[Column], desk: Desk) -> tuple[str, ...]:
    """For instruments whose month, quarter or year is counted from another close than the exchange's: from which."""
    market = desk.ink.market
    spans: dict[tuple[date, tuple[str, ...]], list[str]] = {}
    for key in keys:
        bases: dict[date, list[str]] = {}
        for column in columns:
            if column.key == "week" or column.key not in COUNTED:
                continue
            base = base_of(market.week_of(key), column.key)
            other = base and base != base_of(market.week, column.key)
            if base and other and isinstance(desk.ink.figure(key, column.key), Figure):
                bases.setdefault(base, []).append(COUNTED[column.key] or column.heading)
        for base, names in bases.items():
            spans.setdefault((base, tuple(names)), []).append(project.instruments[key].short)
    return tuple(
        f"{formats.listed(who)}: {formats.listed(list(names))} from the close of {formats.us_date(base)}."
        for (base, names), who in sorted(spans.items())
    )


def reason(found: Absent, desk: Desk) -> str:
    """Why a figure is not there, as a sentence that calls an instrument by its name and not by its key."""
    first, space, rest = found.reason.partition(" ")
    one = desk.ink.instruments.get(first)
    return sentence(f"{one.short if one else first}{space}{rest}")


def source_line(desk: Desk) -> str:
    """Where the closes come from and as of when."""
    market = desk.ink.market
    return f"Source: {market.source}. As of the close of {formats.us_date(market.week.end)}."


def _cell(key: str, column: Column, desk: Desk, absent: list[str]) -> str | Spark:
    one = desk.ink.instruments[key]
    if not _applies(one, column.key, desk):
        absent += [NOT_APPLICABLE] if NOT_APPLICABLE not in absent else []
        return "—"
    if column.key == "sparkline":
        line = spark(key, desk)
        if isinstance(line, Spark):
            return line
        found: Figure | Absent = line
    else:
        found = desk.ink.figure(key, "range" if column.key == "close" and one.lower else column.key)
    if isinstance(found, Absent):
        absent.append(f"— {one.short}, {column.heading}: {reason(found, desk)}")
        return "—"
    return desk.ink.usual(found)


def _applies(one: Instrument, column: str, desk: Desk) -> bool:
    """Whether an instrument of this kind has such a figure at all."""
    if column.endswith("_spread"):
        return (one.kind == "rate") == (desk.ink.instruments[desk.ink.benchmark].kind == "rate")
    if column.endswith("_total"):
        return one.kind in ("fund", "stock")
    return bool(one.lower) if column == "range" else column != "volatility" or one.kind != "rate"


def _caption(project: Project, args: Sequence[str], desk: Desk) -> str:
    when = f"eek ended {formats.weekday_date(desk.ink.market.week.end)}"
    if not args:
        return f"W{when}"
    return f"{formats.listed([project.groups[name].title for name in args])}, w{when}"


def _basis(project: Project, shown: Sequence[str], columns: Sequence[Column], desk: Desk) -> list[str]:
    """What the columns mean: price or total return, basis points, and the close that each period is counted from."""
    kinds = {project.instruments[key].kind for key in shown}
    week, out = desk.ink.market.week, []
    if kinds != {"rate"}:
        out.append("Price changes, dividends excluded.")
    reinvesting = [project.instruments[key].short for key in shown if project.instruments[key].total_return]
    if reinvesting:
        out.append(f"{formats.listed(reinvesting)}: with dividends, by the index's own rules.")
    if any(c.key.endswith("_total") for c in columns):
        out.append("Total return: distributions reinvested.")
    if any(c.key.endswith("_spread") for c in columns):
        short = desk.ink.instruments[desk.ink.benchmark].short
        out.append(f"Spread: the change less that of {short}, in percentage points (pp).")
    if any(c.key.endswith("_rank") for c in columns) and len(kinds) > 1 and "rate" in kinds:
        out.append("Rank: rates among rates, the others among themselves.")
    if "rate" in kinds:
        out.append("Rates: percent a year, changes in basis points (bp).")
    bases: dict[date, list[str]] = {}
    for column in columns:
        base = base_of(week, column.key) if column.key in COUNTED else None
        if base:
            bases.setdefault(base, []).append(COUNTED[column.key] or column.heading)
    out += [f"{_listed(names)}: from the close of {formats.us_date(base)}." for base, names in bases.items()]
    return out


def _listed(names: list[str]) -> str:
    words = formats.listed(names)
    return f"{words[0].upper()}{words[1:]}"
