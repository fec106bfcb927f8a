"""Lines that do nothing but say when: headings, list heads and run-ins such as "For the year", "October losers"."""

from __future__ import annotations

from reportgen.claims.heads import unit_of
from reportgen.claims.mention import Mention
from reportgen.claims.names import Names
from reportgen.claims.nouns import Unit, Window
from reportgen.claims.sentence import Context, Sentence
from reportgen.claims.tagging import mentions
from reportgen.claims.windows import window_at
from reportgen.model import Part

LONGEST = 60
PLAIN = frozenset(
    """a action at and best benchmarks big board by card changes charts close closing day did ended ending fared figures
    finish finished for gainers glance how in indexes indices it laggards leaders leading loser losers losses gains gain loss
    main major market markets move movers moves numbers of on performance recap report result results return returns review
    roundup scorecard scoreboard session snapshot so far stock stocks stood street summary table tally the their they top
    totals trading u.s us wall week weekly winner winners worst wrap wrapup damage""".split()  # noqa: SIM905
)
"""Words that say nothing of their own beside a period."""
SAYING = "PWYd"


def first_period(row: tuple[Mention, ...], text: str, names: Names) -> Window | None:
    """The first period that a line names."""
    tags = "".join(one.tag for one in row)
    sentence = Sentence(row, names, Context(), 0, tags, ((0, len(tags)),), text)
    return next((window for j in range(len(row)) if (window := window_at(sentence, j))), None)


def label(text: str, names: Names) -> Window | None:
    """The period of a line that says only when; None of any other."""
    if len(text) > LONGEST:
        return None
    row = mentions(text.rstrip(":"), 0, len(text.rstrip(":")), names)
    if not any(one.tag in SAYING for one in row) or not all(
        one.tag in SAYING or one.tag in ",:-()" or PLAIN.issuperset(one.low.replace("-", " ").split()) for one in row
    ):
        return None
    return first_period(row, text, names)


def label_above(path: tuple[str, ...], names: Names) -> Window | None:
    """The period of the innermost heading that only says when."""
    return apart(next((window for one in reversed(path) if (window := label(one, names))), None))


def apart(window: Window | None) -> Window | None:
    """A label's period, if it is not the week: below "The week" days are told too."""
    return None if window and window.kind == "week" else window


def unit_above(part: Part) -> Unit:
    """What the plain numbers of an item count by the line above its list: "Week, %:"."""
    if part.role != "item":
        return ""
    above = part.caption or (part.path[-1] if part.path else "")
    return unit_of(above.lower()) if len(above) <= LONGEST and not any(one.isdigit() for one in above) else ""
