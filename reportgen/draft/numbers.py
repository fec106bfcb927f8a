"""The numbers section: how many rose, from the first to the last, each other one's week, the change in points."""

from __future__ import annotations

from reportgen.draft.board import Board, benchmark
from reportgen.draft.sight import Sight
from reportgen.draft.speech import against, begun, capital, clauses, fig, the
from reportgen.formats import listed, numeral

NAMED = 8
POINTS = 5


def numbers(sight: Sight, board: Board) -> list[str]:
    """Paragraphs for under the table."""
    if len(board.keys) < 2:
        return [" ".join(_points(sight, board))]
    first = [_range(sight, board)]
    told = (board.subject, benchmark(sight, board))
    rest = [key for key in board.order if key not in told]
    first += clauses(sight, rest if len(rest) <= NAMED else [k for k in (board.leader, board.last) if k in rest])
    points = [] if "week_points" in sight.project.columns else _points(sight, board)
    second = [*_spread(sight, board), *points]
    return [" ".join(first), " ".join(second)] if len(second) > 1 else [" ".join([*first, *second])]


def _range(sight: Sight, board: Board) -> str:
    """All of them in one sentence, from end to end."""
    everyone, _ = board.all
    ends = [(key, board.tied(sight, key)) for key in (board.order[0], board.order[-1])]
    (high, those), (low, these) = ends
    if those == these:
        return f"{capital(everyone)} ended the week with the same change, {fig(board.subject, 'week')}."
    if board.mood in ("up", "down"):
        verb = "rose" if board.mood == "up" else "fell"
        start, end = ((low, these), (high, those)) if board.mood == "up" else ((high, those), (low, these))
        spans = [f"{fig(key, 'week', 'size')} for {names}" for key, names in (start, end)]
        return f"{capital(everyone)} {verb}, by anything from {spans[0]} to {spans[1]}."
    spans = [f"{fig(key, 'week')} for {names}" for key, names in ends]
    return f"{_split(board)}, from {spans[0]} down to {spans[1]}."


def _split(board: Board) -> str:
    """How many went which way."""
    if board.mood == "flat":
        return f"{capital(board.all[0])} ended the week little changed"
    words = {1: "rose", -1: "fell", 0: "little changed"}
    counted = [(way, len(board.those(way))) for way in (1, -1, 0) if board.those(way)]
    if len(board.keys) == 2:
        return (
            "One rose and one fell"
            if board.mood == "mixed"
            else f"One {words[counted[0][0]]} and one was little changed"
        )
    if not board.countable:
        return {
            "mixed": f"Some of the {board.noun} rose and others fell", "firm": f"None of the {board.noun} fell",
        }.get(board.mood, f"None of the {board.noun} rose")  # fmt: skip
    said = []
    for position, (way, count) in enumerate(counted):
        number = f"{numeral(count)} of the {numeral(len(board.keys))} {board.noun}" if not position else numeral(count)
        verb = words[way] if way else f"{'was' if count == 1 else 'were'} little changed"
        said.append(f"{number} {verb}")
    return capital(listed(said))


def _spread(sight: Sight, board: Board) -> list[str]:
    """The first against the last, where the lead has not said so."""
    leader, last = board.leader, board.last
    if not leader or not last:
        return []
    if {leader, last} == {board.subject, benchmark(sight, board)}:
        return []
    gap = against(sight, leader, last)
    return [f"Between first and last, {the(sight.one(leader))} finished {gap}."] if gap else []


def _points(sight: Sight, board: Board) -> list[str]:
    """The week in index points."""
    keys = [key for key in board.keys if sight.one(key).kind == "index" and sight.value(key, "week_points") is not None]
    keys = keys if len(keys) <= POINTS else [board.subject]
    if not keys:
        return (
            [f"{begun(sight.one(board.subject))} ended at {fig(board.subject, 'close')}."]
            if len(board.keys) < 2
            else []
        )
    if len(keys) == 1:
        return [f"In points, the week's change for {the(sight.one(keys[0]))} came to {fig(keys[0], 'week_points')}."]
    said = listed([f"{fig(key, 'week_points')} for {the(sight.one(key))}" for key in keys])
    return [f"In points, the week came to {said}."]
