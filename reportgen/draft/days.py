"""Day by day: the subject's best and worst session, one that rose even as another fell, a day when all went one way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import permutations

from reportgen.draft.board import Board, benchmark
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


@dataclass(frozen=True)
class Contrast:
    """Two that went opposite ways in one session."""

    day: date
    first: str
    other: str


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
    name = begun(sight.one(board.subject))
    way, against = days.exception
    if against:
        verb = "gave ground" if way > 0 else "gained ground"
        measure = weekday(against[0])
        return [f"{name} {verb} only on {against[0]:%A}, when it {fig(board.subject, measure, 'moved')}."]
    best = _extreme(sight, board.subject, days.sessions, way)
    if best is None:
        return []
    verb = "rose" if way > 0 else "fell"
    return [f"{name} {verb} in every session, the most on {best:%A}, by {fig(board.subject, weekday(best), 'size')}."]


def story(sight: Sight, board: Board, days: Days) -> list[str]:
    """The sentences of the section, each on a day that the closes name."""
    contrast = even_as(sight, board)
    together, told = _together(sight, board)
    out = _ends(sight, board, days)
    if contrast:
        told.add(contrast.day)
        out.append(_contrasted(sight, board, contrast, " ".join(out)))
    return [*out, *_other_ends(sight, board), *together, *_close(sight, board, days, told)]


def _contrasted(sight: Sight, board: Board, contrast: Contrast, before: str) -> str:
    """The sentence of a contrast: shorter where the words before it have told its first half."""
    measure, ways = weekday(contrast.day), {1: "gain", -1: "loss"}
    other = f"even as {the(sight.one(contrast.other))} {fig(contrast.other, measure, 'moved')}"
    if f"{{{{ {contrast.first}.{measure} |" in before:
        return f"{contrast.day:%A}'s {ways[sight.way(contrast.first, measure) or 1]} came {other}."
    first = "it" if before and contrast.first == board.subject else the(sight.one(contrast.first))
    return f"On {contrast.day:%A} {first} {fig(contrast.first, measure, 'moved')} {other}."


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


def _other_ends(sight: Sight, board: Board) -> list[str]:
    """The benchmark's best and worst session, where it had a gain and a loss."""
    other = benchmark(sight, board)
    if not other:
        return []
    sessions = tuple(day for day in sight.market.week_of(other).sessions if weekday(day))
    ends = [_extreme(sight, other, sessions, way) for way in (1, -1)]
    if any(day is None or sight.way(other, weekday(day)) != way for day, way in zip(ends, (1, -1), strict=True)):
        return []
    up, down = (f"{day:%A} ({fig(other, weekday(day), '')})" for day in ends if day)
    return [f"For {the(sight.one(other))} the best day was {up}, the worst {down}."]


def even_as(sight: Sight, board: Board) -> Contrast | None:
    """One that rose in a session in which another fell, both by more than little: the widest such pair.

    Pairs with the subject come first, and it is named first. Both changes are of the very same session, from the
    very same one before it.
    """
    found = []
    for one, other in permutations(board.keys, 2):
        for day in sight.market.week_of(one).sessions:
            if _opposed(sight, one, other, weekday(day)):
                least = min(abs(sight.value(key, weekday(day)) or 0.0) for key in (one, other))
                found.append((board.subject not in (one, other), -least, day, one, other))
    if not found:
        return None
    _, _, day, one, other = min(found)
    return Contrast(day, other, one) if other == board.subject else Contrast(day, one, other)


def _opposed(sight: Sight, one: str, other: str, measure: str) -> bool:
    if not measure or sight.way(one, measure) != 1 or sight.way(other, measure) != -1:
        return False
    return _alike(sight, one, other, measure)


def _together(sight: Sight, board: Board) -> tuple[list[str], set[date]]:
    """The sessions on which all of them went one way, and the ends of the last one."""
    if len(board.keys) < 2:
        return [], set()
    everyone, out, told = board.all[0], [], set()
    for way, verb in ((1, "rose"), (-1, "fell")):
        found = [day for day in sight.market.week_of(board.subject).sessions if _all(sight, board, day, way)]
        if not found:
            continue
        told.update(found)
        measure = weekday(found[-1])
        values = [(way * (sight.value(key, measure) or 0.0), -board.keys.index(key), key) for key in board.keys]
        most, least = max(values)[2], min(values)[2]
        words = f"{capital(everyone)} {verb} on {listed([f'{day:%A}' for day in found])}"
        if sight.shown(most, measure) == sight.shown(least, measure):
            last = f"on {found[-1]:%A} " if len(found) > 1 else ""
            out.append(f"{words}, {last}by {fig(most, measure, 'size')} each.")
            continue
        when = f"{found[-1]:%A}'s" if len(found) > 1 else "the"
        ends = [f"{fig(key, measure, 'size')} for {board.tied_on(sight, key, measure)}" for key in (least, most)]
        noun = "gains" if way > 0 else "losses"
        out.append(f"{words}; {when} {noun} ran from {ends[0]} to {ends[1]}.")
    return out, told


def _all(sight: Sight, board: Board, day: date, way: int) -> bool:
    """Whether all of them went that way in this very session."""
    measure = weekday(day)
    return bool(measure) and all(
        sight.way(key, measure) == way and _alike(sight, board.subject, key, measure) for key in board.keys
    )


def _close(sight: Sight, board: Board, days: Days, told: set[date]) -> list[str]:
    """The last session, where nothing else is told of it."""
    if len(days.sessions) < 2 or not days.whole or days.sessions[-1] in told or len(board.keys) == 1:
        return []
    day, pair = days.sessions[-1], (board.subject, benchmark(sight, board))
    measure = weekday(day)
    shown = board.keys if len(board.keys) <= NAMED else pair
    known = [key for key in shown if sight.way(key, measure) is not None]
    if len({sight.shown(key, measure) for key in known}) < 2:
        return []
    changes = listed([f"{the(sight.one(k))} {fig(k, measure)}" for k in known])
    return [f"{day:%A} closed the week with these changes: {changes}."]


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
