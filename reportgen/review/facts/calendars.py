"""What a text says of the calendar: weekdays of dates, full, first and shortened weeks."""

from __future__ import annotations

from datetime import date, timedelta

from reportgen.claims import Claim
from reportgen.claims.times import MONTHS
from reportgen.formats import us_date
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.periods import dated
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import DAYS


def weekday(claim: Claim, sight: Sight) -> Judgement:
    """A weekday beside a date; a date without its year is of any year near the week's."""
    window = claim.windows[0]
    week = sight.evidence.market.week
    days = [window.start] if window.start else [_day(week.end.year + n, window.number) for n in (0, 1, -1)]
    near = [day for day in days if day and (window.start or abs((day - week.end).days) < 200)] or [
        day for day in days if day
    ][:1]
    if any(day.weekday() == claim.number for day in near):
        return Judgement(claim, "holds")
    if not near:
        return Judgement(claim, "wrong", "there is no such day", blame="window")
    day = near[0]
    return Judgement(claim, "wrong", f"{us_date(day)} is a {DAYS[day.weekday()]}", (), "direction", DAYS[day.weekday()])


def _day(year: int, number: int) -> date | None:
    try:
        return date(year, *divmod(number, 100))
    except ValueError:
        return None


def _in_week(end: date, number: int) -> date:
    """The weekday of that number, from Monday as 0, of the week that ends on a day."""
    return end + timedelta(days=number - end.weekday())


def calendar(claim: Claim, sight: Sight) -> Judgement:
    """What kind of week it was, and when it ended."""
    week = sight.evidence.market.week
    if claim.detail == "shortened":
        holds = week.shortened or len(week.sessions) < 5
        if claim.number:
            holds = len(week.sessions) == claim.number
        return Judgement(
            claim, "holds" if holds else "wrong", f"the week had {len(week.sessions)} sessions", (), "quantity"
        )
    if claim.detail == "closed":
        window = claim.windows[0]
        monday = week.end - timedelta(days=week.end.weekday())
        day = monday + timedelta(days=window.number) if window.kind == "weekday" else dated(week, window)
        inside = day is not None and monday <= day <= monday + timedelta(days=4)
        shut = ", ".join(DAYS[one.weekday()] for one, _ in week.closed)
        truth = (
            f"{DAYS[day.weekday()]}, {us_date(day)}, was a session; {f'the exchange was closed on {shut}' if shut else 'the exchange was open on every weekday of the week'}"
            if day
            else ""
        )
        return Judgement(claim, "wrong" if inside and day in week.sessions else "holds", truth, (), "window", shut)
    if claim.detail == "session":
        day = dated(week, claim.windows[0])
        monday = week.end - timedelta(days=week.end.weekday())
        near = day is not None and monday <= day <= monday + timedelta(days=4)
        holds = not near or day in week.sessions
        return Judgement(
            claim,
            "holds" if holds else "wrong",
            f"{us_date(day)} was no session; the week ended on {DAYS[week.end.weekday()]}, {us_date(week.end)}"
            if day
            else "",
            (),
            "quantity",
            us_date(week.end),
        )
    if claim.detail == "week ended":
        named = claim.windows[0]
        day = _in_week(week.end, named.number) if named.kind == "weekday" else dated(week, named)
        if day is None:
            return Judgement(claim, "unverifiable")
        monday = week.end - timedelta(days=week.end.weekday())
        holds = monday <= day <= monday + timedelta(days=6) and (day >= week.end)
        if not holds and day < monday:
            return Judgement(claim, "unverifiable", "another week")
        return Judgement(
            claim,
            "holds" if holds else "wrong",
            f"the week ended on {DAYS[week.end.weekday()]}, {us_date(week.end)}",
            (),
            "quantity",
            us_date(week.end),
        )
    first, _, of = claim.detail.partition(" of ")
    year = claim.number or week.end.year
    opening = date(year, MONTHS.get(of, 1), 1)
    sessions = [day for day in week.calendar if day >= opening and (day.month == opening.month or of not in MONTHS)]
    weeks: dict[date, int] = {}
    for day in week.calendar:
        if day >= opening - timedelta(days=7):
            weeks[day - timedelta(days=day.weekday())] = weeks.get(day - timedelta(days=day.weekday()), 0) + 1
    monday = week.end - timedelta(days=week.end.weekday())
    full = [start for start, many in weeks.items() if many == 5 and start >= opening]
    if first.endswith("full week") and first != "first full week":
        place = ("first", "second", "third").index(first.split()[0])
        holds = len(full) > place and full[place] == monday
        truth = (
            f"the {first} of {opening:%B %Y} began on {us_date(full[place])}"
            if len(full) > place
            else "there has been none so far"
        )
        return Judgement(claim, "holds" if holds else "wrong", truth)
    if first == "first full week":
        holds = bool(full) and full[0] == monday
        truth = (
            f"the first full week of {opening:%B %Y} began on {us_date(full[0])}"
            if full
            else "no week since has been full"
        )
        return Judgement(claim, "holds" if holds else "wrong" if sessions else "unverifiable", truth)
    holds = bool(sessions) and (
        sessions[0] - timedelta(days=sessions[0].weekday()) == monday or (bool(full) and full[0] == monday)
    )
    return Judgement(
        claim,
        "holds" if holds else "wrong",
        f"the first session was {us_date(sessions[0])}" if sessions else "it has not begun",
    )
