"""One record item in numbers: what stands, since when, and how rare it is. Its words are made elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportgen.measure.records.history import History
from reportgen.model import Input

QUARTER = 63
KINDS: Mapping[str, str] = {
    "record_close": "The week's last close that was above every earlier close of the history",
    "record_low": "The week's last close that was below every earlier close of the history",
    "record_of_year": "How many record closes the year has had with the week's last one; the year's base is known",
    "highest_close": "The week's end: no close since `since` was as high or higher, and that one was",
    "lowest_close": "The week's end: no close since `since` was as low or lower, and that one was",
    "above": "A round level above which the week ended, the week before did not, and no close since `since` stood",
    "below": "A round level below which the week ended, the week before did not, and no close since `since` stood",
    "gain": "The gain of the last `count` days or weeks: none that ended since `since` was as large",
    "loss": "The loss of the last `count` days or weeks: none that ended since `since` was as large",
    "winning_streak": "`count` gains in a row, at the week's end; the last run as long ended on `since`",
    "losing_streak": "`count` losses in a row, at the week's end; the last run as long ended on `since`",
    "ended_winning_streak": "`count` gains in a row that the day or week ending on `on` did not continue",
    "ended_losing_streak": "`count` losses in a row that the day or week ending on `on` did not continue",
    "up_of_past": "`count` gains among the last `of` days or weeks; the last as many before these ended on `since`",
    "down_of_past": "`count` losses among the last `of` days or weeks; the last as many before these ended on `since`",
    "best_start": "The gain of the year's first `count` sessions: the last year's that was as large ended on `since`",
    "worst_start": "The loss of the year's first `count` sessions: the last year's that was as large ended on `since`",
}


@dataclass(frozen=True)
class Milestone:
    """One record item.

    `value` in full precision: a level (records, highest and lowest closes; of `above` and `below` the round level),
    else a change as a fraction or in points, as `unit` says: of the days or weeks that `count` counts, of all `of`
    for N of the past M, and for an ended streak of the day or week that ended it. `on` is the session on which it
    stands, `since` the last one on which the like stood (for weeks the week's last session), None where it never
    did since the history `begins`. `since_count` is the length of that earlier streak, None where it began before
    the history. `whole` says that the history is all there is: only then may a None be read as "ever".
    `rarity` is the wait in sessions: from `since` to the week's end, and the length of the history for a None; of a
    change in points never more than that of the same change in percent. Below `QUARTER` "since" is not worth words.
    `sessions` are those of this week that were records. A `companion` says once more, in another unit or number,
    what the item before it says. `inputs` are the closes that value and since were computed from.
    """

    key: str
    kind: str
    value: float
    unit: Literal["level", "fraction", "points"]
    period: Literal["", "day", "week", "year"]
    on: date
    since: date | None
    begins: date
    whole: bool
    rarity: int
    inputs: tuple[Input, ...]
    count: int = 0
    of: int = 0
    since_count: int | None = None
    sessions: tuple[date, ...] = ()
    companion: bool = False

    @property
    def family(self) -> str:
        """What it is about: `level`, `day` or `week` (changes), `streak` or `start`."""
        if self.kind in ("gain", "loss"):
            return self.period
        return "streak" if self.period in ("day", "week") else "start" if self.kind.endswith("start") else "level"


def milestone(
    history: History,
    kind: str,
    value: float,
    unit: Literal["level", "fraction", "points"],
    period: Literal["", "day", "week", "year"],
    since: int,
    closes: Iterable[int],
    *,
    on: int | None = None,
    count: int = 0,
    of: int = 0,
    since_count: int | None = None,
    sessions: tuple[date, ...] = (),
    whole: bool | None = None,
) -> Milestone:
    """The item of `kind`; `since` (-1: never), `closes` (what it rests on) and `on` are indexes of the history."""
    return Milestone(
        history.key,
        kind,
        value,
        unit,
        period,
        history.sessions[history.last if on is None else on],
        history.sessions[since] if since >= 0 else None,
        history.sessions[0],
        history.whole if whole is None else whole,
        history.wait(since),
        tuple(map(history.input, dict.fromkeys(closes))),
        count,
        of,
        since_count,
        sessions,
    )
