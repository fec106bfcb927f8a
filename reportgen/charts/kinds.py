"""The three first chart kinds: bars of the week, lines day by day, lines since a date."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from reportgen.charts.labels import spread_apart
from reportgen.charts.style import BASE, DASHES, HAIR, INK, MARKERS, MUTED, Style, bare
from reportgen.model import Chart, Point

NEIGHBOURS = 5


def bars(axes: Any, chart: Chart, style: Style) -> None:
    """Horizontal bars from zero, names to the left, values at the ends: no axis is needed."""
    values = [s.points[0].value * 100 for s in chart.series]
    rows = range(len(values))
    for row, value, one in zip(rows, values, chart.series, strict=True):
        axes.barh(row, value, height=0.56, color=style.accent if one.lead else BASE, linewidth=0)
        side = "left" if value >= 0 else "right"
        axes.annotate(
            one.end, (value, row), xytext=(5 if value >= 0 else -5, 0), textcoords="offset points", va="center",
            ha=side,             size=style.text + 0.8,
            weight=600, color=style.accent if one.lead else INK,
        )  # fmt: skip
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low or 1) * (0.22 if style.narrow else 0.12)
    axes.set_xlim(low - (room if low < 0 else 0), high + (room if high > 0 else room / 4))
    axes.set_ylim(len(values) - 0.5, -0.5)
    axes.set_yticks(list(rows), [s.name for s in chart.series])
    axes.set_xticks([])
    bare(axes)
    axes.axvline(0, color=BASE, linewidth=0.8)
    axes.tick_params(axis="y", pad=6 if low >= 0 else 10)
    for text, one in zip(axes.get_yticklabels(), chart.series, strict=True):
        text.set(color=INK, size=style.text + 0.4, weight=600 if one.lead else 400)


def lines(axes: Any, chart: Chart, style: Style) -> None:
    """Lines by session with labels at their ends; a line stops where closes are missing for more than a week."""
    position = {session: index for index, session in enumerate(chart.sessions)}
    last = len(chart.sessions) - 1
    ends, colours, others = [], [], 0
    held = max(len(s.points) for s in chart.series) <= 40
    for one in chart.series:
        colour = style.colour(others, one.lead)
        look: dict[str, Any] = {"linewidth": 2.2, "zorder": 3} if one.lead else {"linewidth": 1.3, "zorder": 2}
        if held:
            marker = "o" if one.lead else MARKERS[others % len(MARKERS)]
            look |= {"marker": marker, "markersize": 4.2 if one.lead else 3.6, "markeredgewidth": 0}
        elif not one.lead:
            look["linestyle"] = DASHES[others % len(DASHES)]
        colours.append(style.label(others, one.lead))
        others += not one.lead
        for run in _runs(one.points, position):
            axes.plot([position[p.label] for p in run], [p.value * 100 for p in run], color=colour, **look)
        ends.append(one.points[-1].value * 100)
    values = [p.value * 100 for s in chart.series for p in s.points]
    low, high = min(0.0, *values), max(0.0, *values)
    margin = (high - low or 1) * 0.06
    axes.set_ylim(low - margin, high + margin)
    axes.set_xlim(-0.02 * last, last + 0.01 * last)
    bare(axes)
    _percent_axis(axes, low, high)
    _session_axis(axes, chart, style)
    height = axes.get_position().height * axes.figure.get_figheight() * 72
    gap = (style.text + 3.4) / height * (high - low + 2 * margin)
    for place, one, colour in zip(spread_apart(ends, gap, low, high), chart.series, colours, strict=True):
        axes.text(
            last * 1.03, place, f"{_brief(one.name) if style.narrow else one.name} {one.end}", va="center",
            color=colour, weight=600 if one.lead else 400, size=style.text + (0.4 if one.lead else 0),
        )  # fmt: skip


def _runs(points: tuple[Point, ...], position: dict[str, int]) -> list[list[Point]]:
    """The points in runs whose neighbours are at most a trading week apart."""
    runs: list[list[Point]] = []
    for point in points:
        if runs and position[point.label] - position[runs[-1][-1].label] <= NEIGHBOURS:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _percent_axis(axes: Any, low: float, high: float) -> None:
    """Three to six round ticks with hairlines; the unit stands at the top one only."""
    step = next(s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000, 1e9) if (high - low) / s <= 5)
    first, final = int(low // step), int(high // step)
    ticks = [i * step for i in range(first, final + 1) if low <= i * step <= high]
    axes.set_yticks(ticks, [_tick(t, step) + ("%" if t == ticks[-1] else "") for t in ticks])
    axes.grid(axis="y", color=HAIR, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.axhline(0, color=BASE, linewidth=0.9, zorder=1)


def _tick(value: float, step: float) -> str:
    text = f"{value:.1f}" if step < 1 else f"{value:,.0f}"
    return text.replace("-", "−") if float(text) else "0"


def _session_axis(axes: Any, chart: Chart, style: Style) -> None:
    """A week's sessions by weekday; longer spans by month, at each month's first session."""
    days = [date.fromisoformat(s) for s in chart.sessions]
    if len(days) <= 8:
        labels = [f"{d:%a} {d.day}" if not style.narrow else f"{d:%a}" for d in days]
        axes.set_xticks(range(len(days)), labels)
    else:
        firsts = [
            next(group)[0] for _, group in groupby(enumerate(days), key=lambda pair: (pair[1].year, pair[1].month))
        ]
        step = -(-len(firsts) // (4 if style.narrow else 8))
        early = len(firsts) > 1 and firsts[1] - firsts[0] < len(days) / 12
        shown = firsts[1 if early else 0 :: step]
        years = [i == shown[0] or days[i].month == 1 for i in shown]
        labels = [
            f"{days[i]:%b}\n{days[i].year}" if year else f"{days[i]:%b}" for i, year in zip(shown, years, strict=True)
        ]
        axes.set_xticks(shown, labels)
        for text in axes.get_xticklabels():
            text.set_horizontalalignment("left")
    for text in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        text.set(color=MUTED, size=style.text)


def _brief(name: str) -> str:
    return name if len(name) <= 12 else name.split()[0]
