"""The window that a mention tells: a week, a month, a date, a time since one."""

from __future__ import annotations

from reportgen.claims.nouns import CURRENT, Window, WindowKind
from reportgen.claims.sentence import Sentence

SAME_DAY = ("that day", "on that day", "that session", "in that session", "the same day", "on the same day")
UNITS = {"weekly": "week", "monthly": "month", "quarterly": "quarter"}


def since_when(window: Window) -> Window:
    """The period from a date, a month or a year up to the week's end."""
    if window.kind == "date":
        return Window("since", window.number, window.start, year=window.year, part=window.part)
    if window.kind == "named month":
        return Window("since month", window.number, year=window.year)
    if window.kind == "named quarter":
        return Window("since start", 3 * window.number - 2, year=window.year)
    return Window("since start", 1, year=window.year)


def window_at(sentence: Sentence, j: int) -> Window | None:
    """The window that mention `j` tells; None where it tells none."""
    mention = sentence.mentions[j]
    if mention.tag not in "PWYd" or j in sentence.spent:
        return None
    tags = sentence.tags
    before = tags[j - 1] if j else ""
    if mention.tag == "P" and mention.low in SAME_DAY:
        days = [m.value for m in sentence.mentions[:j] if m.tag == "W"]
        return Window("weekday", days[-1]) if days else sentence.context.day or sentence.context.window or mention.value
    if mention.tag == "P" and mention.value.kind == "none":
        if mention.low.endswith("the day after") and tags[j + 1 : j + 2] in ("x", "X", "Y", "R"):
            return None  # "the day after the election" describes a day that is told elsewhere
        days = [m.value for m in sentence.mentions[:j] if m.tag == "W"]
        return Window("weekday", days[-1] + 1) if days and days[-1] < 4 else None
    if mention.tag == "P":
        return mention.value  # type: ignore[no-any-return]
    if mention.tag == "W":
        if before in ("w", "x") and sentence.mentions[j - 1].low in (
            "before",
            "until",
            "after",
            "through",
            "ahead",
            "next",
            "till",
        ):
            return None
        kind: WindowKind = (
            "by" if before == "b" or (before == "r" and sentence.mentions[j - 1].low == "through") else "weekday"
        )
        return Window(kind, mention.value)
    if (
        mention.tag == "d"
        and mention.low in UNITS
        and before not in ("E", "O", "H", "I", "K", "k", "L")
        and "S" not in tags[j : j + 5]
        and tags[j + 1 : j + 2] not in ("E", "R")
    ):
        return CURRENT[UNITS[mention.low]]
    if mention.tag == "Y":
        window: Window = mention.value
        if (
            window.kind == "date"
            and any(m.tag == "z" and m.low in ("ended", "ending") for m in sentence.mentions[max(0, j - 3) : j])
            and any("week" in m.low for m in sentence.mentions[max(0, j - 4) : j])
        ):
            return Window("week")
        if window.kind == "date" and j > 1 and _week_to(sentence, j):
            return window._replace(kind="week of")
        if window.kind == "named year" and (
            tags[j + 1 : j + 2] in ("U", "D")
            or (
                sentence.mentions[j + 1 : j + 2]
                and sentence.mentions[j + 1].low in ("return", "returns", "performance")
            )
        ):
            return window
        if before in ("o",) and window.kind != "date":
            return None
        if before == "S":
            return since_when(window)
        if window.kind == "named month" and before == "x" and sentence.mentions[j - 1].low == "last":
            return window._replace(part="last")
        if window.kind == "named month" and before == "x" and sentence.mentions[j - 1].low in ("early", "mid", "late"):
            return Window("none")  # a part of a month has no closes of its own
        if window.kind in ("named year", "named month", "named quarter") and before not in ("r", "S", "f", "") and j:
            return None
        if before in ("f", "V") and window.kind == "date":
            return None
        return window
    return None


def _week_to(sentence: Sentence, j: int) -> bool:
    """ "In the week to Jan. 9", "for the week of Jan. 5"."""
    week, joint = sentence.mentions[j - 2], sentence.mentions[j - 1]
    return joint.low in ("to", "through", "of") and week.tag in "Pd" and week.low.endswith("week")


def timed(sentence: Sentence) -> list[int]:
    """The mentions that may tell a window."""
    return [j for j, tag in enumerate(sentence.tags) if tag in "PWYd"]


def window_told(sentence: Sentence, j: int) -> Window | None:
    """The window that mention `j` names, whatever it is used for."""
    mention = sentence.mentions[j]
    if mention.tag == "P" and mention.value.kind == "none":
        return window_at(sentence, j)
    if mention.tag == "P":
        return mention.value  # type: ignore[no-any-return]
    if mention.tag == "W":
        return Window("weekday", mention.value)
    return mention.value if mention.tag == "Y" else None
