"""Where a newsletter stands, for people and as JSON."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from reportgen.cli.ending import mistake
from reportgen.cli.told.paper import Segment, put, width_of
from reportgen.cli.told.screen import cells, shown, wrapped
from reportgen.errors import ReportgenError
from reportgen.status.nouns import ClosesStanding, IssueStanding, Looked, SentStanding, Standing, WeekStanding

LABEL = 13
"""Cells of the labels to the left."""
ROOMY = 60
"""Cells from which on labels stand to the left of what they are for; on narrower terminals they stand above it."""
WIDE = 88
MARKS = {
    "done": ("✓", "v", "green"),
    "here": ("▸", ">", "bold cyan"),
    "open": ("·", ".", "dim"),
    "later": ("·", ".", "dim"),
}
Lines = Iterator[list[Segment]]


def put_on_screen(one: Standing, *, brief: bool) -> None:
    """Print the round and where the newsletter stands; `brief` is what is to be typed next, and nothing else."""
    width = min(width_of(sys.stdout), WIDE)
    put([[(one.next, "")]] if brief else _page(one, width, _draws(sys.stdout.encoding)))


def plain(one: Standing) -> dict[str, Any]:
    """The same for programs: keys as in docs/json.md, moments in UTC."""
    return {
        "now": _iso(one.now), "config": one.config, "publication": one.publication or None,
        "issue": _plain(one.issue) if one.issue else None,
        "week": _week_plain(one.week) if one.week else None,
        "round": [_plain(step) for step in one.round], "next": one.next, "because": one.because,
        "mistakes": [mistake(error) for error in one.mistakes],
    }  # fmt: skip


def _week_plain(one: WeekStanding) -> dict[str, Any]:
    closed = [{"date": day.isoformat(), "name": name} for day, name in one.closed]
    early = [{"date": day.isoformat(), "time": time} for day, time in one.early]
    return {"ending": one.end.isoformat(), **_plain(one), "closed": closed, "early": early}


def _page(one: Standing, width: int, drawn: bool) -> Lines:
    yield [(shown(one.publication) or ("No newsletter here yet" if one.config == "missing" else "config.yaml"), "bold")]
    yield []
    yield from _round(one, width, drawn)
    yield []
    for error in one.mistakes:
        yield from _mistake(error, width)
    if one.mistakes:
        yield []
    if one.issue:
        yield from _entry("Last issue", _issue(one.issue), width)
    elif one.config == "found":
        yield from _entry("Last issue", iter([("none yet", "")]), width)
    if one.week:
        yield from _entry("This week", _week(one.week, one.now), width)
    if one.issue or one.week:
        yield []
    yield from _entry("Next", iter([(one.next, "bold"), (_because(one), "")]), width)


def _round(one: Standing, width: int, drawn: bool) -> Lines:
    """A line for each step: its mark, its name, what it is, and the command where it is the one to take."""
    for step in one.round:
        mark, letter, style = MARKS[step.state]
        what = step.what
        head = f"  {mark if drawn else letter} {step.name:<8}  "
        rows = wrapped(what, max(12, width - cells(head)))
        tone = {"here": "bold", "done": "", "open": "", "later": "dim"}[step.state]
        yield [(head, style if step.state != "open" else ""), (rows[0], tone)]
        yield from ([(" " * cells(head), ""), (row, tone)] for row in rows[1:])


def _issue(one: IssueStanding) -> Iterator[Segment]:
    if titled := bool(one.title) and "{%" not in one.title:
        yield shown(one.title), ""
    week = f", week to {_day(one.week_ending)}" if one.week_ending else ""
    yield f"{shown(one.file)}{week}", "dim" if titled else ""
    yield _state(one)
    if one.found:
        yield _found(one.found)
    if one.sent:
        yield _sent(one.sent)


def _state(one: IssueStanding) -> Segment:
    when = _local(one.built) if one.built else ""
    if one.state == "built":
        return f"built clean {when}: {one.folder}", "green"
    if one.state == "changed":
        return f"built clean {when}, but {one.changed} was changed since", "yellow"
    if one.state == "draft":
        later = f", and {one.changed} was changed since" if one.changed else ""
        return f"a draft, built {when}{later}: {one.folder}", "yellow"
    return ("cannot be read" if one.state == "unreadable" else "not built yet"), "yellow"


def _sent(one: SentStanding) -> Segment:
    parts = {
        "pending": one.pending, "uncertain": one.uncertain, "refused": one.refused, "suppressed": one.suppressed,
        "cancelled": one.cancelled,
    }  # fmt: skip
    rest = "".join(f", {many:,} {name}" for name, many in parts.items() if many)
    told = f"sent to {one.sent:,} reader{'s' * (one.sent != 1)}{rest}; signed off by {shown(one.signed_by)}"
    return f"{told} {_local(one.signed_at)}", "yellow" if one.pending or one.uncertain else "green"


def _found(one: Looked) -> Segment:
    counts = [f"{n} {name}{'s' * (n != 1)}" for n, name in ((one.errors, "error"), (one.warnings, "warning")) if n]
    style = "" if not one.current else "red" if one.errors else "yellow" if one.warnings else "green"
    then = "" if one.current else "; not checked since it was changed"
    return f"{' and '.join(counts) or 'nothing'} found by reportgen {one.by} {_local(one.at)}{then}", style


def _week(one: WeekStanding, now: datetime) -> Iterator[Segment]:
    early = dict(one.early)
    days = [f"{day:%a}{f' (until {early[day]})' if day in early else ''}" for day in one.sessions]
    yield f"to {_short(one.end)}: {', '.join(days)}", ""
    if one.closed:
        without = ", ".join(f"{_short(day)} ({name})" if name else _short(day) for day, name in one.closed)
        yield f"{one.exchange} is closed on {without}", ""
    if one.complete:
        yield f"complete since {_moment(one)}", "green"
    else:
        yield f"complete {_in(one.complete_at, now)}: {_moment(one)}", "yellow"
    if one.closes:
        yield from _closes(one.closes, one)
    if one.issue:
        yield f"its issue is {shown(one.issue)}", ""


def _closes(one: ClosesStanding, week: WeekStanding) -> Iterator[Segment]:
    if one.store:
        sessions = "the whole week" if week.complete else f"{week.over} of {len(week.sessions)} sessions"
        yield f"closes of {sessions}: {one.held} of {one.wanted} instruments in {shown(one.store)}", ""
    if one.local:
        yield f"closes are read from {shown(', '.join(one.local))} at every build", ""


def _because(one: Standing) -> str:
    if not any(step.state == "here" for step in one.round) and one.week and not one.week.complete:
        return f"{one.because} Draft the next one from {_moment(one.week)}."
    return one.because


def _mistake(error: ReportgenError, width: int) -> Lines:
    for number, line in enumerate(error.lines()):
        rows = wrapped(shown(line.strip()), width - 2 * bool(number))
        yield from ([("  " * bool(number), ""), (row, "" if number else "red")] for row in rows)


def _entry(label: str, lines: Iterator[Segment], width: int) -> Lines:
    """A label, and lines beside it; below it where the terminal is narrow."""
    roomy = width >= ROOMY
    indent = LABEL if roomy else 2
    if not roomy:
        yield [(label, "bold")]
    first = roomy
    for text, style in lines:
        for row in wrapped(text, width - indent):
            yield [(label.ljust(indent) if first else " " * indent, "bold"), (row, style)]
            first = False


def _moment(one: WeekStanding) -> str:
    """When a week is complete, by the exchange's clock and in UTC: Fri Nov 27, 1:30 PM EST (18:30 UTC)."""
    utc = f"{one.complete_at:%H:%M} UTC"
    try:
        local = one.complete_at.astimezone(ZoneInfo(one.zone))
    except (KeyError, ValueError, OSError):
        return f"{_short(one.complete_at.date())}, {utc}"
    return f"{_short(local.date())}, {local:%-I:%M %p %Z} ({utc})"


def _in(then: datetime, now: datetime) -> str:
    minutes = max(1, round((then - now).total_seconds() / 60))
    days, hours = minutes // 1440, minutes // 60
    if days >= 2:
        return f"in {days} days"
    return f"in {hours} hours" if hours >= 2 else f"in {minutes} minutes"


def _local(moment: datetime) -> str:
    here = moment.astimezone()
    return f"on {_short(here.date())} at {here:%H:%M}"


def _short(day: date) -> str:
    return f"{day:%a} {day:%b} {day.day}"


def _day(day: date) -> str:
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def _draws(encoding: str | None) -> bool:
    try:
        "".join(mark for mark, *_ in MARKS.values()).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _plain(one: Any) -> Any:
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        return {field.name: _plain(getattr(one, field.name)) for field in dataclasses.fields(one)}
    if isinstance(one, tuple):
        return [_plain(each) for each in one]
    if isinstance(one, datetime):
        return _iso(one)
    return one.isoformat() if isinstance(one, date) else one


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
