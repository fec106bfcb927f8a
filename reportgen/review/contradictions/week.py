"""A week and its days: what is printed of each must multiply to what is printed of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.model import Finding
from reportgen.review.contradictions.intervals import Interval
from reportgen.review.contradictions.nouns import Saying, When
from reportgen.review.contradictions.scene import Scene
from reportgen.review.contradictions.telling import finding, place_of

RULE = "A week is the product of its days, for some unrounded values (study of trust, section 4.3)"
ALL = 5
"""Sessions that must all be printed; a shortened week is left alone."""


def weeks(sayings: Iterable[Saying], scene: Scene) -> Iterator[Finding]:
    """A finding where five days printed in one part cannot make the week that is printed with them or elsewhere."""
    days = {scene.weekday(number): number for number in range(ALL)}
    printed: dict[tuple[int, str], dict[int, Saying]] = {}
    whole: dict[str, dict[int, Saying]] = {}
    for saying in sayings:
        key, when, _ = saying.measured
        if not saying.exact:
            continue
        if when in days:
            printed.setdefault((saying.part, key), {})[days[when]] = saying
        elif when == When("week"):
            whole.setdefault(key, {}).setdefault(saying.part, saying)
    for (part, key), five in printed.items():
        week = whole.get(key, {}).get(part) or next(iter(whole.get(key, {}).values()), None)
        if week is None or len(five) < ALL:
            continue
        made = product(five[number].values[0] for number in range(ALL))
        if not made.meets(week.values[0]):
            where = place_of(five[0].manuscript, five[0].part, five[0].span)
            message = (
                f"“{week.words}” cannot be the week of the five days at {where}: "
                f"together they make {made.low:+.2f}% to {made.high:+.2f}%"
            )
            hint, evidence = "Correct the week, or one of its days.", "; ".join(five[at].words for at in range(ALL))
            yield finding(week.manuscript, week.part, week.span, message, evidence=evidence, suggestion=hint, rule=RULE)


def steps(sayings: Iterable[Saying], scene: Scene) -> Iterator[Finding]:
    """A finding where a day's change cannot lead from the gain by the day before to the gain by its own."""
    last = scene.end.weekday() if scene.end else -1
    days = {scene.weekday(number): number for number in range(ALL)}
    printed: dict[str, tuple[dict[int, Saying], dict[int, Saying]]] = {}
    for saying in sayings:
        key, when, _ = saying.measured
        if not saying.exact:
            continue
        day, by = printed.setdefault(key, ({}, {}))
        if when in days:
            day.setdefault(days[when], saying)
        elif when.kind == "by" or when == When("week"):
            by.setdefault(last if when.kind == "week" else when.number, saying)
    for day, by in printed.values():
        for number, change in day.items():
            before, after = by.get(number - 1), by.get(number)
            if before and after and not product([before.values[0], change.values[0]]).meets(after.values[0]):
                start, end = (place_of(one.manuscript, one.part, one.span) for one in (before, after))
                message = f"“{change.words}” does not lead from “{before.words}” at {start} to “{after.words}” at {end}"
                hint, evidence = "One of the three changes is wrong: correct it.", f"{before.words}; {after.words}"
                here = change.manuscript
                yield finding(here, change.part, change.span, message, evidence=evidence, suggestion=hint, rule=RULE)


def product(changes: Iterable[Interval]) -> Interval:
    """The change that changes in percent make one after the other."""
    low = high = Decimal(1)
    for change in changes:
        low, high = low * (1 + change.low / 100), high * (1 + change.high / 100)
    return Interval((low - 1) * 100, (high - 1) * 100)
