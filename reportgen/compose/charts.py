"""Charts as nouns: the data from measure, the finding as title, and the words for those who do not see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from reportgen import formats
from reportgen.charts import KINDS
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.errors import MarketError, TemplateError
from reportgen.marks import plain
from reportgen.measure import between
from reportgen.model import Absent, Chart, ChartPlan, Figure, Point, Project, Series

Drawn = tuple[str, str, tuple[Series, ...], tuple[date, ...], str]


def chart(plan: ChartPlan, project: Project, desk: Desk) -> Chart:
    """The chart that a plan asks for; TemplateError where its figures are not there."""
    shape = SHAPES[KINDS[plan.kind][1] if plan.kind in KINDS else "trend" if plan.start else "days"]
    try:
        title, subtitle, series, sessions, description = shape(plan, project, desk.ink)
    except MarketError as error:
        raise TemplateError(f"chart {plan.key} cannot be drawn: {error.message}") from None
    if plan.title is not None:
        title = desk.run(plan.title)
    ink, week = desk.ink, desk.ink.market.week
    kind = {"bars": "Bar chart", "days": "Line chart", "trend": "Line chart"}.get(plan.kind, "Chart")
    ends = ", ".join(f"{s.name} {plain(s.end, ink.printed)}" for s in series)
    return Chart(
        key=plan.key,
        kind=plan.kind,
        title=title,
        subtitle=subtitle,
        series=series,
        sessions=tuple(s.isoformat() for s in sessions),
        alt=f"{plain(title, ink.printed)}. {kind}: {ends}.",
        description=description,
        source=f"Source: {ink.market.source}. As of the close of {formats.us_date(week.end)}.",
        accent=project.publication.look.accent,
    )


def _bars(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """The week's change of each instrument, largest first."""
    found = {key: _there(ink.figure(key, "week")) for key in plan.instruments}
    order = sorted(found, key=lambda k: -_number(found[k]))
    lead = plan.instruments[0]
    series = tuple(
        Series(_short(project, k), ink.usual(found[k]), (Point("week", _number(found[k])),), k == lead) for k in order
    )
    week = ink.market.week
    words = [f"{_short(project, k)} {ink.usual(found[k])}" for k in order]
    description = f"Changes for the week ended {formats.us_date(week.end)}, largest first: {formats.listed(words)}."
    return (
        _ranking(project, ink, found, order, "the week"),
        f"Change from {_session(week.base)} to {_session(week.end)}, percent, price only",
        series, (), description,
    )  # fmt: skip


def _days(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """Each session of the week against the close before it began."""
    week = ink.market.week
    sessions = (week.base, *week.sessions)
    series, words = [], []
    paths: dict[str, list[Figure]] = {}
    for position, key in enumerate(plan.instruments):
        path = [_there(between(ink.market, key, week.base, s, _short(project, key))) for s in week.sessions]
        paths[key] = path
        points = (Point(week.base.isoformat(), 0.0), *(Point(f.as_of, _number(f)) for f in path))
        series.append(Series(_short(project, key), ink.usual(_there(ink.figure(key, "week"))), points, position == 0))
        days = [f"{ink.usual(f)} by {date.fromisoformat(f.as_of):%A}" for f in path]
        words.append(f"{_short(project, key)}: {formats.listed(days)}.")
    found = {key: _there(ink.figure(key, "week")) for key in plan.instruments}
    order = sorted(found, key=lambda k: -_number(found[k]))
    ahead = all(_ahead(paths, day) == order[0] for day in range(len(week.sessions)))
    title = (
        f"The {_short(project, order[0])} led at every close of the week"
        if ahead and len(order) > 1
        else f"The {_short(project, order[0])} ended the week at {ink.usual(found[order[0]])}"
    )
    return (
        title,
        f"Change since the close of {_session(week.base)}, percent, price only",
        tuple(series), sessions, f"Changes since the close of {formats.us_date(week.base)}. " + " ".join(words),
    )  # fmt: skip


def _trend(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """Closes since a session, as the change from it; a line joins only sessions that are there."""
    week, start = ink.market.week, plan.start
    assert start is not None
    sessions = tuple(s for s in week.calendar if s >= start)
    if not sessions or sessions[0] != start:
        raise MarketError(f"{start} is no session between {week.calendar[0]} and {week.end}")
    found, series, counts = {}, [], []
    for position, key in enumerate(plan.instruments):
        name = _short(project, key)
        found[key] = _there(between(ink.market, key, start, week.end, name))
        path = [_there(between(ink.market, key, start, s)) for s in sessions if s in ink.market.closes[key]]
        points = tuple(Point(f.as_of, _number(f)) for f in path)
        series.append(Series(name, ink.usual(found[key]), points, position == 0))
        counts.append(f"{name} {ink.usual(found[key])} from {len(points)} closes")
    order = sorted(found, key=lambda k: -_number(found[k]))
    held = min(len(s.points) for s in series)
    sparse = "" if held == len(sessions) else "; marks are the closes at hand"
    return (
        _ranking(project, ink, found, order, f"since {formats.us_date(start, year=False)}"),
        f"Change since the close of {formats.us_date(start)}, percent, price only{sparse}",
        tuple(series), sessions,
        f"{formats.us_date(start)} to {formats.us_date(week.end)}, {len(sessions)} sessions: {formats.listed(counts)}.",
    )  # fmt: skip


SHAPES: Mapping[str, Callable[[ChartPlan, Project, Ink], Drawn]] = {
    "bars": _bars,
    "days": _days,
    "trend": _trend,
}


def _ranking(project: Project, ink: Ink, found: Mapping[str, Figure], order: list[str], when: str) -> str:
    """The finding of a comparison: who leads, who trails."""
    top, last = order[0], order[-1]
    first = f"The {_short(project, top)}"
    since = when.startswith("since")
    if len(order) == 1:
        return f"{first}: {ink.usual(found[top])} {when if since else f'for {when}'}"
    tied = [key for key in order if _number(found[key]) == _number(found[top])]
    if len(tied) > 1:
        names = formats.listed([f"the {_short(project, key)}" for key in tied])
        span = when if since else f"for {when}"
        return f"{names[0].upper()}{names[1:]} share first place {span} at {ink.usual(found[top])}"
    tail = f"the {_short(project, last)} trailed at {ink.usual(found[last])}"
    if not formats.rounded(_number(found[top]), 3):
        return f"{first} held its ground{f' {when}' if since else ''}, {ink.usual(found[top])}; {tail}"
    if _number(found[top]) < 0:
        return f"{first} lost least{f' {when}' if since else ''}, {ink.usual(found[top])}; {tail}"
    return f"{first} led {when} at {ink.usual(found[top])}; {tail}"


def _ahead(paths: Mapping[str, list[Figure]], day: int) -> str:
    """Who alone is ahead at a session's close; nobody where two share it."""
    order = sorted(paths, key=lambda key: -_number(paths[key][day]))
    tied = len(order) > 1 and _number(paths[order[0]][day]) == _number(paths[order[1]][day])
    return "" if tied else order[0]


def _there(found: Figure | Absent) -> Figure:
    if isinstance(found, Absent):
        raise MarketError(found.reason)
    return found


def _number(found: Figure) -> float:
    assert isinstance(found.value, float)
    return found.value


def _short(project: Project, key: str) -> str:
    return project.instruments[key].short


def _session(day: date) -> str:
    return f"{day:%A}, {formats.us_date(day, year=False)}"
