"""What a table or a list of one instrument must add up to: its points and percent, its five days and its week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.model import Finding
from reportgen.review.contradictions.identities import RULE as POINTS_RULE
from reportgen.review.contradictions.identities import Move
from reportgen.review.contradictions.intervals import Interval
from reportgen.review.contradictions.nouns import Saying, When
from reportgen.review.contradictions.scene import Scene
from reportgen.review.contradictions.telling import finding, place_of

RULE = "A week is the product of its days, for some unrounded values (study of trust, section 4.3)"


def weeks(sayings: Iterable[Saying], scene: Scene) -> Iterator[Finding]:
    """A finding where five days printed in one part cannot make the week that is printed with them or elsewhere."""
    days = {scene.weekday(number): number for number in range(5)}
    printed: dict[tuple[int, str], dict[int, Saying]] = {}
    whole: dict[str, list[Saying]] = {}
    for saying in sayings:
        key, when, measure = saying.measured
        if (
            measure != "percent"
            or not saying.told
            or len(saying.values) != 1
            or not (saying.values[0].low.is_finite() and saying.values[0].high.is_finite())
        ):
            continue
        if when in days:
            printed.setdefault((saying.part, key), {})[days[when]] = saying
        elif when == When("week"):
            whole.setdefault(key, []).append(saying)
    for (part, key), five in printed.items():
        if len(five) < 5:
            continue
        made = product([five[number].values[0] for number in range(5)])
        week = next((one for one in whole.get(key, ()) if one.part == part), None) or next(
            iter(whole.get(key, ())), None
        )
        if week and not made.meets(week.values[0]):
            first = five[0]
            where = place_of(first.manuscript, first.part, first.span)
            message = f"“{week.words}” cannot be the week of the five days at {where}: together they make {made.low:+.2f}% to {made.high:+.2f}%"
            evidence = "; ".join(five[number].words for number in range(5))
            yield finding(
                week.manuscript,
                week.part,
                week.span,
                message,
                evidence=evidence,
                suggestion="Correct the week, or one of its days.",
                rule=RULE,
            )


def steps(sayings: Iterable[Saying], scene: Scene) -> Iterator[Finding]:
    """A finding where a day's change cannot lead from what was gained by the day before to what was gained by its own."""
    last = scene.end.weekday() if scene.end else -1
    days = {scene.weekday(number): number for number in range(5)}
    printed: dict[str, tuple[dict[int, Saying], dict[int, Saying]]] = {}
    for saying in sayings:
        key, when, measure = saying.measured
        if (
            measure != "percent"
            or not saying.told
            or len(saying.values) != 1
            or not (saying.values[0].low.is_finite() and saying.values[0].high.is_finite())
        ):
            continue
        day, by = printed.setdefault(key, ({}, {}))
        if when in days:
            day.setdefault(days[when], saying)
        elif when.kind == "by" or when == When("week"):
            by.setdefault(last if when == When("week") else when.number, saying)
    for day, by in printed.values():
        for number, change in day.items():
            before, after = by.get(number - 1), by.get(number)
            if after is None or (before is None and number):
                continue
            made = product([before.values[0], change.values[0]] if before else [change.values[0]])
            if before and not made.meets(after.values[0]) and after.told:
                where, other = (
                    place_of(one.manuscript, one.part, one.span, change.manuscript) for one in (before, after)
                )
                message = (
                    f"“{change.words}” does not lead from “{before.words}” at {where} to “{after.words}” at {other}"
                )
                yield finding(
                    change.manuscript,
                    change.part,
                    change.span,
                    message,
                    evidence=f"{before.words}; {after.words}",
                    suggestion="One of the three changes is wrong: correct it.",
                    rule=RULE,
                )
            elif before is None and not made.meets(after.values[0]):
                other = place_of(after.manuscript, after.part, after.span, change.manuscript)
                message = f"“{change.words}” on the first day contradicts “{after.words}” at {other}"
                yield finding(
                    change.manuscript,
                    change.part,
                    change.span,
                    message,
                    evidence=after.words,
                    suggestion="One of the two changes is wrong: correct it.",
                    rule=RULE,
                )


def product(changes: Iterable[Interval]) -> Interval:
    """The change that changes in percent make one after the other."""
    low = high = Decimal(1)
    for change in changes:
        low, high = low * (1 + change.low / 100), high * (1 + change.high / 100)
    return Interval((low - 1) * 100, (high - 1) * 100)


def moves(sayings: Iterable[Saying]) -> Iterator[Finding]:
    """A finding for each table row whose close, points and percent of one period cannot be of one move."""
    held: dict[tuple[int, str], dict[str, list[Saying]]] = {}
    for saying in sayings:
        if saying.manuscript.parts[saying.part].role == "row":
            row = held.setdefault((saying.part, saying.measured.key), {})
            if saying.values[0].high.is_finite() and saying.values[0].low.is_finite():
                row.setdefault(saying.measured.measure, []).append(saying)
    for row in held.values():
        points, closes = row.get("points", []), row.get("level", [])
        if len(points) != 1 or len(closes) != 1 or closes[0].measured.when.kind != "end":
            continue
        percents = [one for one in row.get("percent", []) if one.measured.when == points[0].measured.when]
        if len(percents) != 1 or len(points[0].values) != len(percents[0].values):
            continue
        if any(_fits(x, p, closes[0].values[0]) for x in points[0].values for p in percents[0].values):
            continue
        move = Move(points[0].values[0], percents[0].values[0], closes[0].values[0])
        if move.level.low <= move.points.high:
            continue
        implied = move.implied()
        message = f"“{percents[0].words}” does not go with “{points[0].words}” points to {closes[0].words.rpartition(': ')[2]}, which are {implied.low:+.2f}% to {implied.high:+.2f}%"
        yield finding(
            percents[0].manuscript,
            percents[0].part,
            percents[0].span,
            message,
            evidence=f"{points[0].words}; {closes[0].words}",
            suggestion="One of the three numbers is wrong: correct it.",
            rule=POINTS_RULE,
        )


def _fits(points: Interval, percent: Interval, level: Interval) -> bool:
    return level.low <= points.high or Move(points, percent, level).possible()
