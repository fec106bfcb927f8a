"""The one calendar of a text: the week that it is about, and which wordings mean the same period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from reportgen.claims import Claim, Window
from reportgen.claims.times import MONTHS
from reportgen.model import Part
from reportgen.review.contradictions.nouns import When

NAMED = "|".join(sorted(MONTHS, key=len, reverse=True))
DATED = re.compile(
    rf"^\s*(?:,|\(|that)?\s*(?:(?:ended|ending|to|through)\s+)?(?:on\s+)?(?:\w+day,?\s+)?({NAMED})\b\.?\s+(\d{{1,2}})\b",
    re.I,
)
ELSEWHEN = re.compile(
    r"^\s*(?:,\s*)?(?:earlier|before|ago|after|prior|previous|of|following|beginning|starting|from|in|last)\b", re.I
)
OTHER = re.compile(
    r"\b(?:last|next|previous|prior|preceding|each|every|that|following|final|ago|earlier|"
    r"before|another|second|third|fourth|closing)\b",
    re.I,
)
SPANS = re.compile(r"\b(?:past|last|over|previous)\b", re.I)
ON = re.compile(r"(?:\bon|\bfor|\bday,?|\(|[.;:]|^)\s*$", re.I)
AWAY = re.compile(r"\b(?:last|next|previous|prior|each|every|that|following|good|black|by)\s*$", re.I)


ALONE = ("title", "heading", "caption", "alt", "meta")
"""Roles of parts that speak for the whole, or for a picture or table."""
SHORT = 20
"""Letters: a line of its own, such as a masthead, begins within so many and ends within four times as many."""


@dataclass(frozen=True)
class Scene:
    """The days that the text's week ends on, as they are told (month * 100 + day), and the day itself with its year."""

    ends: tuple[int, ...] = ()
    end: date | None = None

    def when(self, window: Window, before: str = "", words: str = "", after: str = "") -> When | None:
        """The period that a window means, by its own words and those around them; None where they leave doubt."""
        if window.kind in ("week", "day", "month", "quarter", "year"):
            return self._current(window, words, after)
        if window.kind == "weekday":
            return self._weekday(window.number, before, after)
        if window.kind == "date":
            return When("date", window.number) if window.number and ON.search(before) else None
        if window.kind == "named year":
            ytd = self.end is not None and self.end.year == window.number
            return When("year") if ytd else When("named year", window.number)
        if window.kind == "since":
            return When("since", window.number, str(window.year or self._year(window.number)))
        if window.kind == "span":
            return (
                When("span", window.number, f"{window.start}:{window.end}:{window.year}")
                if window.start and window.end
                else None
            )
        if window.kind in ("weeks", "months", "years", "sessions"):
            since = "year" if "year" in words.lower() else ""  # a year ago and 52 weeks ago are two days
            return When(window.kind, window.number, since) if not words or SPANS.search(words) else None
        if window.kind == "by" and self.end and window.number == self.end.weekday():
            return When("week")
        if window.kind in (
            "by",
            "last week",
            "last month",
            "last quarter",
            "last year",
            "named month",
            "named quarter",
        ):
            return When(window.kind, window.number, str(window.year or ""))
        return None

    def _current(self, window: Window, words: str, after: str) -> When | None:
        if not words:
            return When(window.kind)
        if window.kind == "day" or OTHER.search(words) or any(month in words.lower().split() for month in MONTHS):
            return None
        if window.kind == "week" and (dated := DATED.match(after)):
            number = MONTHS[dated[1].lower()] * 100 + int(dated[2])
            return When("week") if self.ends == (number,) else When("week", number)
        if ELSEWHEN.match(after) or (window.kind == "week" and len(self.ends) > 1):
            return None
        return When(window.kind)

    def _weekday(self, number: int, before: str, after: str) -> When | None:
        if dated := DATED.match(after):
            return When("date", MONTHS[dated[1].lower()] * 100 + int(dated[2]))
        if AWAY.search(before) or len(self.ends) > 1 or ELSEWHEN.match(after):
            return None
        return self.weekday(number)

    def weekday(self, number: int) -> When:
        """A weekday of the week: its date where the week's end is known."""
        if self.end and number <= self.end.weekday():
            day = self.end - timedelta(days=self.end.weekday() - number)
            return When("date", day.month * 100 + day.day)
        return When("weekday", number)

    def close(self, when: When) -> When:
        """The session whose close is the level at a period's end: the week's last one goes by one name."""
        if when.kind in ("week", "day"):
            return When("end", when.number)
        if when == When("weekday", 4) and self.end is None:
            return When("end")
        if self.end and when == When("date", self.ends[0]):
            return When("end")
        return (
            When("end of " + when.kind, when.number, when.since) if when.kind in ("month", "quarter", "year") else when
        )

    def _year(self, number: int) -> str:
        """The year of a day told without one: the last before the week's end."""
        if not self.end:
            return ""
        return str(self.end.year if number <= self.end.month * 100 + self.end.day else self.end.year - 1)


def scene(claims: Iterable[Claim], parts: tuple[Part, ...]) -> Scene:
    """What a text tells of its calendar: the week's end as its head, titles and captions have it.

    What a sentence says of a week's end may be of another week.
    """
    ended = [
        claim.windows[0]
        for claim in claims
        if claim.kind == "calendar" and claim.detail == "week ended" and _heads(parts[claim.part], claim)
    ]
    days = tuple(dict.fromkeys(window.number for window in ended if window.number))
    full = {window.start for window in ended if window.start}
    return Scene(days, full.pop() if len(days) == 1 and len(full) == 1 else None)


def _heads(part: Part, claim: Claim) -> bool:
    return part.role in ALONE or (claim.span.start < SHORT and len(part.text) < 4 * SHORT)
