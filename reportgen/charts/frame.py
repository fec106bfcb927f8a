"""What lines stand in: scales with few round ticks, days along the foot, labels at the ends that never collide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from reportgen.charts.labels import spread_apart
from reportgen.charts.sheet import Field, Sheet, baseline
from reportgen.charts.style import HAIR, MUTED, SIZES, Style
from reportgen.model import Chart, Point

NEIGHBOURS = 5
TWOFOLD = 5
"""Up to so many labels may take two lines."""
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 1e4, 1e5, 1e6, 1e9)
QUARTERS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 1e9)
SCALES: Mapping[str, tuple[float, str]] = {
    "fraction": (100, "%"), "share": (100, "%"), "yield_difference": (100, " bp"), "yield": (1, "%"),
}  # fmt: skip
"""By what a value is multiplied for its scale, and the sign at the top tick; other units stand as they are."""


def scaled(chart: Chart, points: Sequence[Point]) -> list[float]:
    """Values as their scale counts them: percent, basis points, levels."""
    factor, _ = SCALES.get(chart.unit, (1, ""))
    return [p.value * factor for p in points]


def line_height(chart: Chart, style: Style, *, labels: int | None = None) -> float:
    """Inches: the width's usual height, more where the labels at the lines' ends need it."""
    count = len(chart.series) if labels is None else labels
    return max(SIZES["narrow" if style.narrow else "wide"][1], (count * (style.text + 3.4) + 40) / 72)


def frame(
    sheet: Sheet, chart: Chart, low: float, high: float, *, right: float, zero: float | None = 0.0,
    foot: float | None = None, margin: float = 0.06,
) -> Field:  # fmt: skip
    """The field of a line chart between `low` and `high`, with its scale; `right` points are left for end labels."""
    _, sign = SCALES.get(chart.unit, (1, ""))
    steps = QUARTERS if chart.unit == "yield" else STEPS
    ticks = round_ticks(low, high, steps)
    words = [tick(t, ticks) + (sign if i == len(ticks) - 1 else "") for i, t in enumerate(ticks)]
    left = max((sheet.width_of(w) for w in words), default=0) + 6
    if foot is None:
        foot = 26 if len(chart.sessions) > 8 else 15
    room = (high - low or 1) * margin
    last = max(len(chart.sessions) - 1, 1)
    field = Field(
        left + 3, foot, sheet.width - right, sheet.height - 6, (-0.02 * last, last * 1.01), (low - room, high + room)
    )
    for value, text in zip(ticks, words, strict=True):
        sheet.text(left - 1, field.up(value), text, colour=MUTED, side="right")
    sheet.rules([(field.left, field.up(t), field.right, field.up(t)) for t in ticks], colour=HAIR)
    if zero is not None and low <= zero <= high:
        baseline(sheet, field, zero)
    return field


def round_ticks(low: float, high: float, steps: Sequence[float] = STEPS) -> list[float]:
    """Two to six round values between low and high."""
    step = next(s for s in steps if (high - low) / s <= 5)
    first, final = int(low // step), int(high // step) + 1
    return [i * step for i in range(first, final + 1) if low - step * 1e-9 <= i * step <= high + step * 1e-9]


def tick(value: float, ticks: Sequence[float]) -> str:
    """A tick with as many decimals as its neighbours need."""
    places = max((_places(t) for t in ticks), default=0)
    text = f"{value:,.{places}f}"
    return text.replace("-", "−") if float(text.replace(",", "")) else "0"


def _places(value: float) -> int:
    return next((n for n in (0, 1, 2) if abs(round(value, n) - value) < 1e-6), 2)


def positions(chart: Chart) -> dict[str, int]:
    """The place of each session along the foot."""
    return {session: index for index, session in enumerate(chart.sessions)}


def foot(sheet: Sheet, field: Field, sessions: Sequence[str]) -> None:
    """A week's sessions by weekday; longer spans by month, or year, at each one's first session."""
    days = [date.fromisoformat(s) for s in sessions]
    if len(days) <= 8:
        words = [f"{d:%a}" if sheet.style.narrow or len(days) > 6 else f"{d:%a} {d.day}" for d in days]
        for i, text in enumerate(words):
            half = sheet.width_of(text) / 2
            sheet.text(
                min(max(field.across(i), half), sheet.width - half), field.bottom - 9, text, colour=MUTED, side="center"
            )
        return
    years = days[-1].year - days[0].year
    firsts = [
        next(g)[0]
        for _, g in groupby(enumerate(days), key=lambda p: p[1].year if years > 3 else (p[1].year, p[1].month))
    ]
    early = len(firsts) > 1 and firsts[1] - firsts[0] < len(days) / 12
    firsts = firsts[early:]
    step = -(-len(firsts) // (4 if sheet.style.narrow else 8))
    shown = firsts[::step]
    for i in shown:
        text = f"{days[i].year}" if years > 3 else f"{days[i]:%b}"
        if field.across(i) + sheet.width_of(text) > sheet.width:
            continue
        sheet.text(field.across(i), field.bottom - 9, text, colour=MUTED)
        if years <= 3 and (i == shown[0] or days[i].year != days[shown[shown.index(i) - 1]].year):
            sheet.text(field.across(i), field.bottom - 19, f"{days[i].year}", colour=MUTED)


def runs(points: Sequence[Point], position: Mapping[str, int]) -> list[list[Point]]:
    """The points in runs whose neighbours are at most a trading week apart."""
    out: list[list[Point]] = []
    for point in points:
        if out and position[point.label] - position[out[-1][-1].label] <= NEIGHBOURS:
            out[-1].append(point)
        else:
            out.append([point])
    return out


def label_width(sheet: Sheet, names: Sequence[str], ends: Sequence[str]) -> tuple[list[str], float]:
    """Labels, their names cut or shortened so that the lines keep their room; and the points that the labels take.

    Where it is narrow the one line's name is left out (title and subtitle have it), and names of a few lines may stand
    above their ends.
    """
    most = sheet.width * (0.42 if sheet.style.narrow else 0.36)
    if sheet.style.narrow and len(names) == 1:
        names = [""]
    elif sheet.style.narrow:
        firsts = [n if len(n) <= 12 else n.split()[0] for n in names]
        if len(set(firsts)) == len(set(names)):
            names = firsts

    def wide(words: str) -> float:
        return sheet.width_of(words, size=sheet.style.text + 0.4, bold=True) * 1.03

    whole = [f"{n} {e}".strip() for n, e in zip(names, ends, strict=True)]
    if sheet.style.narrow and max(map(wide, whole)) > 0.36 * sheet.width and len(names) <= TWOFOLD:
        most *= 0.86
        words = [f"{fit(sheet, n, most, bold=True)}\n{e}".strip() for n, e in zip(names, ends, strict=True)]
    else:
        words = [
            f"{fit(sheet, n, most - wide(f' {e}'), bold=True)} {e}".strip() if n else e
            for n, e in zip(names, ends, strict=True)
        ]
    return words, max(wide(line) for w in words for line in w.split("\n")) + 12


def fit(sheet: Sheet, words: str, room: float, *, bold: bool = False, size: float = 0.0) -> str:
    """Words that take at most `room` points, cut with an ellipsis where they must be."""
    if sheet.width_of(words, bold=bold, size=size) <= room:
        return words
    while words and sheet.width_of(f"{words}…", bold=bold, size=size) > room:
        words = words[:-1].rstrip()
    return f"{words}…"


def end_labels(
    sheet: Sheet, field: Field, wanted: Sequence[float], words: Sequence[str], colours: Sequence[str],
    leads: Sequence[bool],
) -> None:  # fmt: skip
    """Labels beside the lines' ends (`wanted`, on the scale), pushed apart; one far from its line is tied to it."""
    places = [field.up(w) for w in wanted]
    edge = field.across(field.x[1] / 1.01)
    rows = 1 + any("\n" in w for w in words)
    gap, line = sheet.style.text + 3.4, sheet.style.text + 1.6
    half = sheet.style.text / 2 + 1 + (rows - 1) * line / 2
    put = spread_apart(places, gap + (rows - 1) * line, min(field.bottom + half - 3, *places), sheet.height - half)
    for place, at, text, colour, lead in zip(places, put, words, colours, leads, strict=True):
        if abs(place - at) > 5 and len(words) > 2:
            sheet.rules([(edge + 1, place, edge + 8, at)], colour=colour, width=0.5)
        lines = text.split("\n")
        for index, part in enumerate(lines):
            y = at + ((len(lines) - 1) / 2 - index) * line
            sheet.text(edge + 9, y, part, colour=colour, bold=lead, size=sheet.style.text + (0.4 if lead else 0))
