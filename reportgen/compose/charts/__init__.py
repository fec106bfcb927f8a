"""Charts as nouns: the data from measure, the finding as title, and the words for those who do not see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen import formats
from reportgen.charts import KINDS
from reportgen.compose.charts.breadth import breadth
from reportgen.compose.charts.curve import curve
from reportgen.compose.charts.drawdown import drawdown
from reportgen.compose.charts.heat import heat
from reportgen.compose.charts.levels import steps
from reportgen.compose.charts.pairs import relative
from reportgen.compose.charts.paths import days, multiples, trend
from reportgen.compose.charts.ranges import ranges
from reportgen.compose.charts.ranking import bars, sectors
from reportgen.compose.charts.shape import Drawn, as_of
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.errors import MarketError, TemplateError
from reportgen.marks import plain
from reportgen.model import Chart, ChartPlan, Project

LISTENED = 150
"""Letters of an alternative text that one listens to, since it cannot be skipped."""
SHAPES: Mapping[str, Callable[[ChartPlan, Project, Ink], Drawn]] = {
    "bars": bars,
    "days": days,
    "trend": trend,
    "range": ranges,
    "relative": relative,
    "steps": steps,
    "curve": curve,
    "drawdown": drawdown,
    "breadth": breadth,
    "heat": heat,
    "sectors": sectors,
    "multiples": multiples,
}


def chart(plan: ChartPlan, project: Project, desk: Desk) -> Chart:
    """The chart that a plan asks for; TemplateError where its figures are not there."""
    shape = SHAPES[KINDS[plan.kind][1] if plan.kind in KINDS else "trend" if plan.start else "days"]
    try:
        drawn = shape(plan, project, desk.ink)
    except MarketError as error:
        raise TemplateError(f"chart {plan.key} cannot be drawn: {error.message}") from None
    title = drawn.title if plan.title is None else desk.run(plan.title)
    ink, week = desk.ink, desk.ink.market.week
    kind = drawn.kind if plan.kind in KINDS else "Chart"
    ends = drawn.ends or ", ".join(f"{s.name} {s.end}" for s in drawn.series)
    notes = as_of(ink, drawn.keys, weekly=drawn.weekly)
    return Chart(
        key=plan.key,
        kind=plan.kind,
        title=title,
        subtitle=drawn.subtitle,
        series=drawn.series,
        sessions=tuple(s.isoformat() for s in drawn.sessions),
        alt=_alt(plain(title, ink.printed), kind, plain(ends, ink.printed)),
        description=drawn.description,
        source=f"Source: {drawn.source or ink.market.source}. As of the close of {formats.us_date(week.end)}."
        f"{notes}{drawn.note}",
        accent=project.publication.look.accent,
        unit=drawn.unit,
    )


def _alt(title: str, kind: str, ends: str) -> str:
    """The finding and where the series end; too long to be listened to, the ends stand in the chart's words alone."""
    whole = f"{title}. {kind}: {ends}."
    return whole if len(whole) <= LISTENED else f"{title}. {kind}."
