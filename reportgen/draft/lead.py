"""Deck, key points and the lead: what happened, in the order of weight."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.draft.board import Board, benchmark
from reportgen.draft.days import Days, only
from reportgen.draft.headline import at_record
from reportgen.draft.records import place
from reportgen.draft.sight import Sight
from reportgen.draft.speech import against, begun, fig, name
from reportgen.draft.when import closed, which
from reportgen.formats import listed, numeral

POINTS = 6


def deck(sight: Sight, board: Board) -> str:
    """One or two sentences: the subject's week, and who came last or first."""
    subject = board.subject
    when = which(sight.week) or "for the week"
    first = f"{begun(sight.one(subject))} {fig(subject, 'week', 'moved')} {when}"
    if at_record(sight, subject):
        first += f" and finished it at {fig(subject, 'off_record', 'against_record')}"
    return " ".join([f"{first}.", *_counterpart(sight, board)])


def _counterpart(sight: Sight, board: Board) -> list[str]:
    """The other end of the board, or the only other one."""
    if len(board.keys) == 1:
        return []
    them = f"of the {numeral(len(board.keys))}" if board.countable else f"of the {board.noun}"
    own = board.ways[board.subject]
    ends = sorted(((board.last, "last"), (board.leader, "first")), key=lambda end: board.ways.get(end[0]) == own)
    for end, word in ends:
        if end and end != board.subject:
            apposition = f", {word} {them}," if len(board.keys) > 2 else ""
            return [f"{begun(sight.one(end))}{apposition} {fig(end, 'week', 'moved')}."]
    if len(board.keys) == 2:
        return [f"{begun(sight.one(board.others[0]))} finished level with it, at {fig(board.others[0], 'week')}."]
    return []


def key_points(sight: Sight, board: Board) -> list[str]:
    """The week at a glance, the subject's close, the year so far."""
    out = []
    if len(board.keys) > 1:
        shown = board.keys if len(board.keys) <= POINTS else (board.subject, *_ends(board))
        out.append(f"For the week: {_changes(sight, shown, 'week')}.")
    subject, one = board.subject, sight.one(board.subject)
    said = [part for part in (place(sight, subject), _finished(sight, board)) if part]
    words = f"{begun(one)} closed at {fig(subject, 'close')}"
    if len(said) == 2:
        out.append(f"{words}, {said[0]}, and finished {said[1]}.")
    elif place(sight, subject):
        out.append(f"{words}, {said[0]}.")
    else:
        out.append(f"{words} and finished {said[0]}." if said else f"{words}.")
    year = [k for k in board.keys if sight.way(k, "year") is not None]
    if year and not _same(sight, subject, "year"):
        year = year if len(year) <= POINTS else [k for k in year if k == subject]
        out.append(f"For the year so far: {_changes(sight, year, 'year')}.")
    elif board.leader and board.last and against(sight, board.leader, board.last):
        out.append(f"{begun(sight.one(board.leader))} finished the week {against(sight, board.leader, board.last)}.")
    return out


def lead(sight: Sight, board: Board, days: Days) -> str:
    """The opening paragraph: close and change, the benchmark, the sessions that went the other way."""
    subject, one = board.subject, sight.one(board.subject)
    close = f"{begun(one)} closed on {{{{ week.end | weekday }}}} at {fig(subject, 'close')}"
    way = board.ways.get(subject)
    if way:
        gain, loss = ("rise", "decline") if one.kind == "rate" else ("gain", "loss")
        noun = gain if way > 0 else loss
        out = [f"{close}, a {noun} of {fig(subject, 'week', 'size')} for the week."]
    else:
        out = [f"{close}, little changed for the week ({fig(subject, 'week')})."]
    other = benchmark(sight, board)
    if other:
        out.append(_put(sight, board, other))
    out.extend(only(sight, board, days))
    return " ".join([*out, *closed(sight.week)])


def _changes(sight: Sight, keys: Sequence[str], measure: str) -> str:
    return listed([f"{name(sight.one(key))} {fig(key, measure)}" for key in keys])


def _put(sight: Sight, board: Board, other: str) -> str:
    """The subject against another, which moved so."""
    gap, change = against(sight, board.subject, other), fig(other, "week", "moved")
    close = f"{'to' if sight.way(other, 'week') else 'at'} {fig(other, 'close')}"
    if not gap:
        return f"{begun(sight.one(other))} {change} {close}."
    return f"That was {gap}, which {change} {close}."


def _finished(sight: Sight, board: Board) -> str:
    """The subject's week against the benchmark's."""
    gap = against(sight, board.subject, benchmark(sight, board))
    return f"{gap} for the week" if gap else ""


def _ends(board: Board) -> list[str]:
    return [key for key in dict.fromkeys((board.order[0], board.order[-1])) if key != board.subject]


def _same(sight: Sight, key: str, period: str) -> bool:
    """Whether a period began when the week did, so that it says nothing new."""
    one, week = sight.figure(key, period), sight.figure(key, "week")
    return bool(one and week and one.inputs[0].session == week.inputs[0].session)
