"""How the indexes fared: a sentence for each over the day, the week and the year, as the Associated Press sets it."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen import formats
from reportgen.compose.blocks.asked import known
from reportgen.compose.blocks.tables import as_of, reason, source_line
from reportgen.compose.markdown import inline
from reportgen.compose.prose import Desk
from reportgen.errors import TemplateError
from reportgen.model import Absent, Figure, Listing, Project, Prose

PARTS = (("day", "On {end:%A}"), ("week", "For the week"), ("year", "For the year"))


def fared(args: Sequence[str], project: Project, desk: Desk) -> Listing:
    """`[[fared]]` or `[[fared GROUP]]`: points and percent on the day, for the week and for the year, and the level."""
    if len(args) > 1:
        raise TemplateError("[[fared GROUP]] takes one group")
    group = known(args[0], "group", project.groups) if args else ""
    keys = [k for k, one in project.instruments.items() if one.kind == "index" and group in ("", one.group)]
    if not keys:
        raise TemplateError("[[fared]] has nothing to print: no index is in the group")
    market, absent = desk.ink.market, []
    end, parts = market.week.end, []
    for period, title in PARTS:
        lines: dict[str, list[Prose]] = {}
        for key in sorted(keys, key=lambda k: -market.week_of(k).end.toordinal() if period == "day" else 0):
            line, own = _line(key, period, desk), market.week_of(key).end
            head = title.format(end=own) + (f", {formats.us_date(own, year=False)}" if own != end else "")
            head = head if period == "day" else title
            if isinstance(line, Absent):
                absent.append(reason(line, desk))
            else:
                lines.setdefault(f"{head}:", []).append(inline(line, desk.ink.printed))
        parts += [(head, tuple[Prose, ...](some)) for head, some in lines.items()]
    footnotes = ("Price changes, dividends excluded.", *as_of(project, keys, desk), *dict.fromkeys(absent))
    return Listing(f"How they fared, {formats.weekday_date(end)}", tuple(parts), footnotes, source_line(desk))


def _line(key: str, period: str, desk: Desk) -> str | Absent:
    ink, one = desk.ink, desk.ink.instruments[key]
    change, points, close = (ink.figure(key, m) for m in (period, f"{period}_points", "close"))
    for found in (change, points, close):
        if isinstance(found, Absent):
            return found
    assert isinstance(change, Figure) and isinstance(points, Figure) and isinstance(close, Figure)
    assert isinstance(change.value, float) and isinstance(points.value, float)
    name = f"The {one.short}" if one.articled else one.short
    if not change.value or not formats.rounded(points.value, one.decimals):
        verb = "was unchanged" if period == "day" else "is unchanged"
        return f"{name} {verb} at {ink.usual(close)}." if period == "day" else f"{name} {verb}."
    gained = ink.print(points, formats.level(abs(points.value), one.decimals))
    move = f"{gained} points, or {ink.print(change, formats.size(change.value))}"
    if period == "day":
        return f"{name} {'rose' if change.value > 0 else 'fell'} {move}, to {ink.usual(close)}."
    return f"{name} is {'up' if change.value > 0 else 'down'} {move}."
