"""The week ahead as an iCalendar file, by the icalendar library."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from reportgen.formats import DRAFT
from reportgen.model import Report, WeekAhead


def week_ahead(report: Report) -> bytes | None:
    """The events of the report's week ahead, a day each; None where it has none.

    The stamp and the ids come from the issue, never from the clock: the same issue is the same file.
    """
    found = next((b.content for b in report.blocks if isinstance(b.content, WeekAhead)), None)
    if found is None:
        return None
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//reportgen//week ahead//EN")
    calendar.add("version", "2.0")
    sort = DRAFT * report.draft
    calendar.add("x-wr-calname", f"{sort}{report.publication.name}: the week ahead")
    stamp = datetime.combine(report.week.end, time(), UTC)
    for number, (day, summary, source) in enumerate(found.events, 1):
        event = Event()
        event.add("uid", f"{report.week.end}-{number}@reportgen.invalid")
        event.add("dtstamp", stamp)
        event.add("dtstart", date.fromisoformat(day))
        event.add("summary", f"{sort}{summary}")
        event.add("description", f"Source: {source}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
