"""The bottom line: the subject's place for the week and for the year."""

from __future__ import annotations

from reportgen.draft.board import Board
from reportgen.draft.sight import Sight
from reportgen.draft.speech import fig, the
from reportgen.formats import listed, numeral


def bottom_line(sight: Sight, board: Board) -> list[str]:
    """A sentence to end on; none where there is nobody to compare with."""
    subject = board.subject
    rated = [key for key, one in sight.project.instruments.items() if (one.kind == "rate") == (board.kind == "rate")]
    out = []
    if len(board.keys) > 2 and set(rated) == set(board.keys) and board.countable:
        said = [f"{fig(subject, 'week_rank', 'ordinal')} for the week"]
        if sight.value(subject, "year_rank") is not None and _older(sight, subject):
            same = sight.shown(subject, "year_rank") == sight.shown(subject, "week_rank")
            said.append(f"{'also ' if same else ''}{fig(subject, 'year_rank', 'ordinal')} for the year so far")
        of = f"Of the {numeral(len(board.keys))} {board.noun}"
        out.append(f"{of}, {the(sight.one(subject))} ranks {listed(said)}.")
    return out


def _older(sight: Sight, key: str) -> bool:
    """Whether the year began before the week did."""
    year, week = sight.figure(key, "year"), sight.figure(key, "week")
    return bool(year and week and year.inputs[0].session != week.inputs[0].session)
