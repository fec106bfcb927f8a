"""Records and 52-week highs and lows, as far as the closes or a cited record prove them."""

from __future__ import annotations

from reportgen.draft.board import Board
from reportgen.draft.sight import Sight
from reportgen.draft.speech import begun, fig, the

NAMED = 5


def place(sight: Sight, key: str) -> str:
    """Where the week's last close stands, as an apposition: a record close; 2.0% below its 52-week high."""
    if sight.value(key, "off_record") is not None and sight.text(fig(key, "off_record", "against_record")):
        return fig(key, "off_record", "against_record")
    high, low = sight.value(key, "off_high"), sight.value(key, "off_low")
    if high is None or low is None or high == low or not sight.text(fig(key, "off_high", "size")):
        return ""
    if high == 0:
        return f"a 52-week high of {fig(key, 'high_52_weeks')}"
    if low == 0:
        return f"a 52-week low of {fig(key, 'low_52_weeks')}"
    return f"{_below(sight, key, 'off_high')} its 52-week high of {fig(key, 'high_52_weeks')}"


def records(sight: Sight, board: Board) -> list[str]:
    """A sentence for each: at a record, below one, or against the highest and lowest close of 52 weeks."""
    keys = [key for key in board.keys if len(board.keys) <= NAMED or key in (board.subject, board.leader, board.last)]
    at: list[str] = []
    below: list[str] = []
    high: list[str] = []
    low: list[str] = []
    inside: list[str] = []
    for key in keys:
        off = sight.value(key, "off_record")
        if off is not None and sight.text(fig(key, "off_record", "against_record")):
            (at if off == 0 else below).append(key)
            continue
        top, bottom = sight.value(key, "off_high"), sight.value(key, "off_low")
        if top is not None and bottom is not None and top != bottom and sight.text(fig(key, "off_high", "size")):
            (high if top == 0 else low if bottom == 0 else inside).append(key)
    return [
        *_at(sight, at), *(_under(sight, key) for key in below),
        *(f"{begun(sight.one(k))} closed at a 52-week high of {fig(k, 'high_52_weeks')}." for k in high),
        *(f"{begun(sight.one(k))} closed at a 52-week low of {fig(k, 'low_52_weeks')}." for k in low),
        *_inside(sight, sorted(inside, key=lambda k: -(sight.value(k, "off_high") or 0.0))), *_from_low(sight, board),
    ]  # fmt: skip


def _at(sight: Sight, keys: list[str]) -> list[str]:
    """Those that ended the week at a record close."""
    out = []
    for position, key in enumerate(keys):
        record, close = fig(key, "off_record", "against_record"), fig(key, "close")
        name = begun(sight.one(key))
        if position == 0:
            out.append(f"{name} ended the week at {record}{_note(sight, key)}.")
        elif position == 1:
            out.append(f"{name}, at {close}, also finished at {record}{_note(sight, key)}.")
        else:
            out.append(f"For {the(sight.one(key))}, {close} is likewise {record}{_note(sight, key)}.")
    return out


def _under(sight: Sight, key: str) -> str:
    """One that ended the week below its record close, and when that was set if this week set it."""
    name, record = begun(sight.one(key)), sight.figure(key, "record_close")
    day = record.inputs[-1].session if record and record.inputs else None
    if day in sight.market.week_of(key).sessions:
        return (
            f"{name} set its record close of {fig(key, 'record_close')}{_note(sight, key)} on {day:%A} and ended the "
            f"week {_below(sight, key, 'off_record')} it."
        )
    mark = f"its record close of {fig(key, 'record_close')}{_note(sight, key)}"
    return f"{name} ended the week {_below(sight, key, 'off_record')} {mark}."


def _inside(sight: Sight, keys: list[str]) -> list[str]:
    """Those between the highest and the lowest close of 52 weeks."""
    out = []
    for start in range(0, len(keys), 2):
        first, *rest = keys[start : start + 2]
        verb, high = ("stood", "high") if start else ("closed", "52-week high")
        size, mark = _below(sight, first, "off_high"), fig(first, "high_52_weeks")
        words = f"{begun(sight.one(first))} {verb} {size} its {high} of {mark}"
        for key in rest:
            size, mark = _below(sight, key, "off_high"), fig(key, "high_52_weeks")
            words += f", and {the(sight.one(key))} {size} its own, {mark}"
        out.append(f"{words}.")
    return out


def _from_low(sight: Sight, board: Board) -> list[str]:
    """How far the subject has come from its lowest close of 52 weeks, which this is not."""
    subject = board.subject
    if sight.way(subject, "off_low") != 1:
        return []
    low = f"its 52-week low of {fig(subject, 'low_52_weeks')}"
    return [f"Measured from {low}, {the(sight.one(subject))} is up {fig(subject, 'off_low', 'size')}."]


def _below(sight: Sight, key: str, measure: str) -> str:
    """By how much below; what would print nothing is told as "just"."""
    size = fig(key, measure, "size")
    return "just below" if not any(c in "123456789" for c in sight.text(size)) else f"{size} below"


def _note(sight: Sight, key: str) -> str:
    """The note of the cited record, which the claim rests on."""
    fact = next((f.key for f in sight.project.issue.facts.values() if f.record_of == key), "")
    return f"{{{{ facts.{fact} | note }}}}" if fact else ""
