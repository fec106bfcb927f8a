"""The headline: the first of a ranked list that fits, without a number unless the move is striking."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.draft.board import Board
from reportgen.draft.sight import Sight
from reportgen.draft.speech import PRESENT, bare, capital, fig, nouns
from reportgen.formats import numeral

LONGEST = 70
STRIKING = ("jumped", "tumbled")


def headline(sight: Sight, board: Board) -> str:
    """At most 70 characters as printed."""
    fitting = (words for words in _ranked(sight, board) if 0 < len(sight.text(words)) <= LONGEST)
    return next(fitting, "The week in figures")


def at_record(sight: Sight, key: str) -> bool:
    """Whether the week's last close is provably the highest of all."""
    return sight.value(key, "off_record") == 0


def _ranked(sight: Sight, board: Board) -> Iterator[str]:
    """The candidates, the most telling first."""
    if not board.keys:
        return
    subject, moods = _name(sight, board.subject), _moods(board)
    verb = sight.verb(board.subject, "week") if board.subject in board.ways else ""
    record = at_record(sight, board.subject)
    if verb in STRIKING:
        leap = f"{subject} {PRESENT[verb]} {fig(board.subject, 'week', 'size')}"
        leap += " to a record" if record else ""
        yield from (f"{leap} {tail}" for tail in moods)
        yield f"{leap} for the week"
    elif record:
        yield from (f"{subject} ends week at a record {tail}" for tail in moods)
        yield f"{subject} ends the week at a record close"
    if len(board.keys) > 1:
        yield from _compared(sight, board)
    else:
        yield f"{subject} {PRESENT[verb]} for the week" if verb in PRESENT else f"{subject} ends week little changed"
    yield from _nameless(board)


def _moods(board: Board) -> list[str]:
    """What the rest did, behind the subject's own move."""
    everyone, plural = board.all
    match board.mood:
        case "up" if len(board.keys) > 1:
            return [f"as {everyone} rise{'' if plural else 's'}"]
        case "down" if len(board.keys) > 1:
            return [f"as {everyone} fall{'' if plural else 's'}"]
        case "mixed":
            return [f"in a mixed week for {board.noun}", "in a mixed week"]
    return []


def _compared(sight: Sight, board: Board) -> Iterator[str]:
    """Who leads and who trails."""
    subject, leader, last = board.subject, board.leader, board.last
    name = _name(sight, subject)
    everyone, plural = board.all
    s = "" if plural else "s"
    match board.mood:
        case "up":
            yield from [f"{name} leads as {everyone} rise{s}"] * (leader == subject)
            yield from [f"{name} trails as {everyone} rise{s}"] * (last == subject)
            if leader:
                yield f"{_name(sight, leader)} leads as {everyone} rise{s}"
            yield from (f"{pair} lead as {everyone} rise{s}" for pair in _pair(sight, board))
        case "down":
            yield from [f"{name} holds up best as {everyone} fall{s}"] * (leader == subject)
            yield from [f"{name} falls furthest as {everyone} lose{s} ground"] * (last == subject)
            if last:
                yield f"{_name(sight, last)} falls furthest as {everyone} lose{s} ground"
        case "mixed":
            yield from _split(sight, board)
            yield from [f"{name} leads in a mixed week for {board.noun}"] * (leader == subject)
            yield from [f"{name} trails in a mixed week for {board.noun}"] * (last == subject)
            if leader and last:
                yield f"{_name(sight, leader)} leads and {_name(sight, last)} trails in a mixed week"
            yield from (f"{_name(sight, end)} {verb} in a mixed week for {board.noun}"
                        for end, verb in ((leader, "leads"), (last, "trails")) if end)  # fmt: skip
            yield from (f"{pair} lead in a mixed week for {board.noun}" for pair in _pair(sight, board))
        case "firm" | "soft":
            yield from _apart(sight, board)


def _pair(sight: Sight, board: Board) -> Iterator[str]:
    """Two that share the first place."""
    tied = [key for key in board.keys if board.shown[key] == board.shown[board.order[0]]]
    if len(tied) == 2 < len(board.keys):
        yield " and ".join(_name(sight, key) for key in tied)


def _split(sight: Sight, board: Board) -> Iterator[str]:
    """One against all others."""
    for way, verb, opposite in ((1, "rises", "fall"), (-1, "falls", "rise")):
        alone, rest = board.those(way), board.those(-way)
        if len(alone) == 1 and len(alone) + len(rest) == len(board.keys):
            if len(rest) == 1 and board.subject == rest[0]:
                alone, rest, verb, opposite = rest, alone, {"rises": "falls", "falls": "rises"}[verb], verb[:-1]
            them = _name(sight, rest[0]) if len(rest) == 1 else board.rest(len(rest))
            yield f"{_name(sight, alone[0])} {verb} as {them} {opposite}{'s' if len(rest) == 1 else ''}"


def _apart(sight: Sight, board: Board) -> Iterator[str]:
    """Some moved one way, the rest hardly at all."""
    moved = board.those(1 if board.mood == "firm" else -1)
    verb, none = ("rise", "falls") if board.mood == "firm" else ("fall", "rises")
    still = board.those(0)
    if len(moved) == 1:
        them = _name(sight, still[0]) if len(still) == 1 else board.rest(len(still))
        yield f"{_name(sight, moved[0])} {verb}s, {them} little changed"
    elif board.countable:
        count = f"{numeral(len(moved))} of {numeral(len(board.keys))} {board.noun}"
        if board.mood == "firm" and board.leader in moved:
            yield f"{_name(sight, board.leader)} leads as {count} rise"
        if board.mood == "soft" and board.last in moved:
            yield f"{_name(sight, board.last)} falls furthest as {count} lose ground"
        yield f"{capital(count)} {verb}; none {none}"


def _nameless(board: Board) -> Iterator[str]:
    """Where names are too long, or nobody stands out."""
    everyone, plural = board.all
    if len(board.keys) == 1:
        everyone, plural = f"the {nouns(board.kind, 1)}", False
    s = "" if plural else "s"
    match board.mood:
        case "up":
            yield f"{capital(everyone)} rise{s} for the week"
        case "down":
            yield f"{capital(everyone)} fall{s} for the week"
        case "flat":
            yield f"{capital(everyone)} end{s} the week little changed"
        case "mixed":
            yield f"A mixed week for {board.noun}"
        case "firm":
            yield f"A week without a loss for {board.noun}"
        case "soft":
            yield f"A week without a gain for {board.noun}"


def _name(sight: Sight, key: str) -> str:
    return bare(sight.one(key)).replace("{", "(").replace("}", ")")
