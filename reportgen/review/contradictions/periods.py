"""Periods in words, as the messages name them."""

from __future__ import annotations

from calendar import month_name

from reportgen.review.contradictions.nouns import When

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def day_words(number: int) -> str:
    """A day told as month * 100 + day: 109 is January 9."""
    month, day = divmod(number, 100)
    return f"{month_name[month]} {day}" if 1 <= month <= 12 else "that day"


def period_words(when: When) -> str:
    """A period: "for the week", "on Thursday", "since December 12"."""
    match when.kind:
        case "week":
            return f"for the week to {day_words(when.number)}" if when.number else "for the same week"
        case "day":
            return "for the same day"
        case "month" | "quarter" | "year":
            return f"for the same {when.kind}"
        case "weekday":
            return f"for {DAYS[when.number]}" if when.number < 5 else "for the same day"
        case "date":
            return f"for {day_words(when.number)}"
        case "by":
            return f"by {DAYS[when.number]}" if when.number < 5 else "by the same day"
        case "end":
            return "for the same close"
        case "since":
            return f"since {day_words(when.number)}"
        case "named year":
            return f"for {when.number}"
        case "weeks" | "months" | "years" | "sessions":
            return f"over {when.number} {when.kind}"
        case "last week" | "last month" | "last quarter" | "last year":
            return f"for {when.kind}"
    return "for the same period"
