"""Day by day: the subject's best and worst session, one that rose even as another fell, a day when all went one way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import permutations

from reportgen.draft.board import Board
from reportgen.draft.sight import Sight
from reportgen.draft.speech import begun, capital, fig, the
from reportgen.draft.when import weekday
from reportgen.formats import listed

NAMED = 6


@dataclass(frozen=True)
class Days:
    """The sessions of the subject's week that have a measure by name, and its way on each."""

    sessions: tuple[date, ...]
    ways: tuple[int, ...]
    whole: bool

    def those(self, way: int) -> list[date]:
        """The sessions on which it went that way."""
        return [day for day, one in zip(self.sessions, self.ways, strict=True) if one == way]

    @property
    def exception(self) -> tuple[int, list[date]] | None:
        """The week's one way, and the single session that went the other; None where there was more of both."""
        if not self.whole or len(self.sessions) < 2:
            return None
        for way in (1, -1):
            against = self.those(-way)
            if len(self.those(way)) + len(against) == len(self.sessions) and len(against) < min(
                2, len(self.sessions) - 1
            ):
                return way, against
        return None


def days(sight: Sight, board: Board) -> Days:
    """The subject's sessions."""
    found = [(day, sight.way(board.subject, weekday(day))) for day in sight.market.week_of(board.subject).sessions
             if weekday(day)]  # fmt: skip
    known = [(day, way) for day, way in found if way is not None]
    whole = len(known) == len(sight.market.week_of(board.subject).sessions)
    return Days(tuple(d for d, _ in known), tuple(w for _, w in known), whole)


def only(sight: Sight, board: Board, days: Days) -> list[str]:
    """A week that went one way on every day, or on all but one."""
    if not days.exception:
        return []
    way, against = days.exception
    if against:
        verb = "gave ground" if way > 0 else "gained ground"
        measure = weekday(against[0])
        return [f"It {verb} only on {against[0]:%A}, when it {fig(board.subject, measure, 'moved')}."]
    best = _extreme(sight, board.subject, days.sessions, way)
    if best is None:
        return []
    verb = "rose" if way > 0 else "fell"
    return [f"It {verb} in every session, the most on {best:%A}, by {fig(board.subject, weekday(best), 'size')}."]


def story(sight: Sight, board: Board, days: Days) -> list[str]:
    """The sentences of the section, each on a day that the closes name."""
    contrast = even_as(sight, board)
    told = {contrast[1]} if contrast else set()
    out = _ends(sight, board, days)
    out += [contrast[0]] if contrast else []
    together = _together(sight, board, days, told)
    return [*out, *together, *([] if together else _close(sight, board, days, told))]


def _ends(sight: Sight, board: Board, days: Days) -> list[str]:
    """Its best and worst session, as far as the lead has not told them."""
    subject = board.subject
    best, worst = (_extreme(sight, subject, days.sessions, way) for way in (1, -1))
    up = best if best in days.those(1) else None
    down = worst if worst in days.those(-1) else None
    if days.exception:
        way, against = days.exception
        day = up if way > 0 else down
        if not against or day is None:
            return []
        what = "largest gain" if way > 0 else "largest loss"
        return [f"{begun(sight.one(subject))} had its {what} on {day:%A}, when it {_moved(subject, day)}."]
    if up and down:
        return [
            f"{begun(sight.one(subject))} had its best session on {up:%A}, when it {_moved(subject, up)}, "
            f"and its worst on {down:%A}, when it {_moved(subject, down)}."
        ]
    day = up or down
    if not day or len(days.sessions) < 2:
        return []
    return [f"The largest daily {'gain' if up else 'loss'} for {the(sight.one(subject))} came on {day:%A}, "
            f"{fig(subject, weekday(day), 'size')}."]  # fmt: skip


def even_as(sight: Sight, board: Board) -> tuple[str, date] | None:
    """One that rose in a session in which another fell, both by more than little: the widest such pair.

    Pairs with the subject come first. Both changes are of the very same session, from the very same one before it.
    """
    found = []
    for rank, (one, other) in enumerate(permutations(board.keys, 2)):
        for day in sight.market.week_of(one).sessions:
            measure = weekday(day)
            if (
                measure
                and sight.way(one, measure) == 1
                and sight.way(other, measure) == -1
                and _alike(sight, one, other, measure)
            ):
                least = min(abs(sight.value(k, measure) or 0.0) for k in (one, other))
                found.append((board.subject not in (one, other), -least, day, rank, one, other))
    if not found:
        return None
    _, _, day, _, one, other = min(found)
    rose, fell = (f"{the(sight.one(k))} {_moved(k, day)}" for k in (one, other))
    if one == board.subject or other != board.subject:
        return f"On {day:%A} {rose} even as {fell}.", day
    return f"On {day:%A} {fell} even as {rose}.", day


def _together(sight: Sight, board: Board, days: Days, told: set[date]) -> list[str]:
    """The last session on which all of them went the same way."""
    if not 1 < len(board.keys) <= NAMED:
        return []
    for day in reversed(sight.market.week_of(board.subject).sessions):
        measure = weekday(day)
        ways = {sight.way(key, measure) for key in board.keys} if measure else set()
        if day in told or len(ways) != 1 or not ways <= {1, -1}:
            continue
        if any(not _alike(sight, board.subject, key, measure) for key in board.keys):
            continue
        way = ways.pop()
        order = sorted(board.keys, key=lambda key: -abs(sight.value(key, measure) or 0.0))
        sizes = listed([f"{the(sight.one(k))} {fig(k, measure, 'size')}" for k in order])
        everyone, _ = board.all
        verb = "rose" if way == 1 else "fell"
        return [f"On {day:%A} {everyone} {verb}: {sizes}."]
    return []


def _close(sight: Sight, board: Board, days: Days, told: set[date]) -> list[str]:
    """The last session, where nothing else is told of it."""
    if len(days.sessions) < 2 or not days.whole or days.sessions[-1] in told or len(board.keys) == 1:
        return []
    day, shown = days.sessions[-1], board.keys[:NAMED]
    measure = weekday(day)
    known = [key for key in shown if sight.way(key, measure) is not None]
    changes = listed([f"{the(sight.one(k))} {fig(k, measure)}" for k in known])
    return [f"{capital(f'{day:%A}')}, the last session, brought these changes: {changes}."]


def _extreme(sight: Sight, key: str, sessions: tuple[date, ...], way: int) -> date | None:
    """The one session with the largest gain (or loss); None where two are printed the same."""
    values = [(way * value, day) for day in sessions if (value := sight.value(key, weekday(day))) is not None]
    if not values:
        return None
    _, day = max(values)
    shown = [sight.shown(key, weekday(d)) for _, d in values]
    return day if shown.count(sight.shown(key, weekday(day))) == 1 else None


def _alike(sight: Sight, one: str, other: str, measure: str) -> bool:
    """Whether two changes span the same sessions."""
    pair = [sight.figure(key, measure) for key in (one, other)]
    spans = [[i.session for i in found.inputs] for found in pair if found]
    return len(spans) == 2 and spans[0] == spans[1]


def _moved(key: str, day: date) -> str:
    return fig(key, weekday(day), "moved")
