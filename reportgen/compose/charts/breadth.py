"""Breadth over time: the share of a universe's members above their 200-day average, or, where that needs more closes
than there are, their 50-day one.
"""

from __future__ import annotations

from reportgen import formats
from reportgen.compose.charts.shape import Drawn, number, since, there
from reportgen.compose.ink import Ink
from reportgen.errors import MarketError
from reportgen.measure.breadth import breadth as measured
from reportgen.measure.breadth import shares
from reportgen.measure.series import tallied
from reportgen.model import Absent, Census, ChartPlan, Figure, Panel, Point, Project, Series

AVERAGES = {"above_200_day": "200-day average", "above_50_day": "50-day average"}


def breadth(plan: ChartPlan, project: Project, ink: Ink) -> Drawn:
    """The share at each session since the plan's start, or a year back, or as far as the members' closes reach."""
    panel = _panel(plan, ink)
    week = ink.market.week
    found = {name: measured(panel, week, name) for name in AVERAGES}
    share = next((name for name, figure in found.items() if isinstance(figure, Figure)), "above_200_day")
    now = there(found[share])
    start = since(plan.start, ink)
    line = [t for t in shares(panel, week, share) if t.session >= start and t.covered]
    begin = max(start, line[0].session)
    sessions = tuple(s for s in week.calendar if s >= begin)
    of = f"members in {panel.file}" if panel.universe.proxy else f"{panel.universe.name} members"
    end = ink.print(now, formats.size(number(now)))
    low, high = (pick(line, key=lambda t: t.share) for pick in (min, max))
    named = [
        f"{what} {ink.print(figure, formats.size(number(figure)))} on {formats.us_date(t.session)}"
        for what, t in (("lowest", low), ("highest", high))
        for figure in [tallied(now, t)]
    ]
    known = line if panel.dated else []
    before = next((tallied(now, t) for t in known if t.session == week.base), None)
    backwards = "" if panel.dated else "; today’s members, also on earlier days"
    return Drawn(
        _finding(ink, now, before, of, AVERAGES[share], end),
        f"Share of {of} with a close above their {AVERAGES[share]}, percent{backwards}",
        (Series("", end, tuple(Point(t.session.isoformat(), t.share) for t in line), True),), sessions,
        f"{formats.us_date(begin)} to {formats.us_date(week.end)}: {end} at the end, {formats.listed(named)}; "
        f"{ink.print(now, f'{line[-1].judged:,}')} of {line[-1].members:,} members could be judged.",
        "Area chart", "share", f"{end} of {of}", source=panel.source,
    )  # fmt: skip


def _panel(plan: ChartPlan, ink: Ink) -> Panel | Census:
    panels = ink.market.breadth
    if plan.universe in panels:
        return panels[plan.universe]
    if plan.universe or len(panels) != 1:
        raise MarketError(
            f"there are no closes of a universe {plan.universe}" if plan.universe else "it names no universe"
        )
    return next(iter(panels.values()))


def _finding(ink: Ink, now: Figure, before: Figure | Absent | None, of: str, average: str, end: str) -> str:
    """How many, and whether that is more than a week before, where the list says who was a member then."""
    first = f"{end} of {of} closed above their {average}"
    if not isinstance(before, Figure):
        return first
    change = formats.rounded(number(now), 3) - formats.rounded(number(before), 3)
    if not change:
        return f"{first}, as a week before"
    earlier = ink.print(before, formats.size(number(before)))
    return f"{first}, {'up' if change > 0 else 'down'} from {earlier} a week before"
