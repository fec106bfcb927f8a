"""Claims that look back: records, "since when", runs, counts of sessions, the week's best session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from reportgen.claims import Claim, Window
from reportgen.claims.tolerance import fits
from reportgen.formats import us_date
from reportgen.review.facts.moved import readings
from reportgen.review.facts.nouns import Judgement, Verdict
from reportgen.review.facts.sight import Sight, span_named
from reportgen.review.facts.words import DAYS, level_words, size_words

NEAR = timedelta(days=35)
HEDGED = {
    "more than": (1, 1.9),
    "just over": (1, 1.3),
    "nearly": (0.8, 1),
    "about": (0.85, 1.3),
    "less than": (0.4, 1),
    "at least": (1, 99),
}
"""How much of a length of time "in more than a year" and the like span, at least and at most."""
UNITS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


def recorded(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A record close: of the day named, or of any session of the week; provable only by a whole history or a record
    that somebody cited, and disprovable by any close above it.
    """
    if claim.detail == "none":
        yield from _no_record(claim, sight, key)
        return
    one = sight.instrument(key)
    sense = -1 if claim.detail == "low" else 1
    days = sight.sessions(key)
    cited = next((f for f in sight.evidence.facts.values() if f.record_of == key), None)
    for window in claim.windows:
        ends = _sessions_in(sight, key, window)
        best: Judgement | None = None
        if claim.number > 1 and window.kind == "week" and ends:
            levels = sight.evidence.market.closes[key]
            many = sum(
                all((levels[day].level - levels[end].level) * sense <= 0 for day in days if day < end) for end in ends
            )
            if many < claim.number:
                told = f"{one.short}: at most {many} of the week's closes were records"
                yield Judgement(claim, "wrong", told, sight.inputs(key, ends[0]), "direction")
                continue
        for end in ends:
            close = sight.close(key, end)
            if close is None:
                continue
            before = [day for day in days if day < end]
            above = [day for day in before if (sight.close(key, day).level - close.level) * sense > 0]  # type: ignore[union-attr]
            told = f"{one.short}: close of {level_words(Decimal(repr(close.level)), one)} on {DAYS[end.weekday()]}, {us_date(end)}"
            if above:
                top = max(above, key=lambda day: sight.close(key, day).level * sense)  # type: ignore[union-attr]
                held = sight.close(key, top)
                assert held is not None
                word = "higher" if sense > 0 else "lower"
                best = best or Judgement(
                    claim,
                    "wrong",
                    f"{told} is no record: {us_date(top)} closed {word}, at {level_words(Decimal(repr(held.level)), one)}",
                    sight.inputs(key, top, end),
                    "direction",
                    "",
                )
                continue
            if cited and cited.session and sense > 0:
                level = Decimal(cited.value.replace(",", ""))
                if Decimal(repr(close.level)) >= level or cited.session == end:
                    yield Judgement(
                        claim, "holds", f"{told}, above the cited record of {cited.value}", sight.inputs(key, end)
                    )
                    return
                if cited.session < end:
                    best = best or Judgement(
                        claim,
                        "wrong",
                        f"{told} is below the cited record of {cited.value} of {cited.date}",
                        sight.inputs(key, end),
                        "direction",
                    )
                    continue
            whole = one.begins is not None and bool(days) and days[0] <= one.begins + timedelta(days=7)
            if whole:
                yield Judgement(claim, "holds", told, sight.inputs(key, end))
                return
            since = f"the closes at hand begin on {us_date(days[0])}" if days else "there are no closes"
            yield Judgement(
                claim,
                "unverifiable",
                f"{told}, the {'highest' if sense > 0 else 'lowest'} of the closes at hand; {since}, and no earlier record is cited",
                sight.inputs(key, end),
            )
            return
        if best:
            yield best


def _no_record(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """ "Failed to set a record": wrong where it set one by every reading."""
    for window in claim.windows:
        found = list(recorded(replace(claim, windows=(window,), detail="high"), sight, key))
        verdict: Verdict = "wrong" if any(one.verdict == "holds" for one in found) else "holds"
        yield from (replace(one, claim=claim, verdict=verdict) for one in found[-1:])


def _sessions_in(sight: Sight, key: str, window: Window) -> list[date]:
    """The sessions of which a record may be meant: the one named, else each of the week, the last first."""
    if window.kind in ("weekday", "date", "by"):
        return [pair[1] for pair in sight.pairs(key, window)]
    if window.kind == "day":
        return [sight.week(key).end]
    if window.kind in ("week", "month", "quarter", "year"):
        pairs = sight.pairs(key, window)
        return [day for day in reversed(sight.sessions(key)) if pairs and pairs[0][0] < day <= pairs[0][1]]
    return [sight.week(key).end]


def between(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The lowest and the highest close of a period."""
    quantity = claim.quantity
    assert quantity is not None and quantity.high is not None
    for _window, pair in readings(claim, sight, key):
        held = [sight.close(key, day) for day in sight.sessions(key) if pair[0] < day <= pair[1]]
        levels = sorted((close.level, close.session) for close in held if close)
        if not levels:
            continue
        ends = (quantity.value, quantity.high) if claim.direction else sorted((quantity.value, quantity.high))
        one = replace(quantity, high=None)
        holds = all(
            fits(replace(one, value=end), Decimal(repr(level)), level=True) != "wrong"
            for end, (level, _) in ((ends[0], levels[0]), (ends[1], levels[-1]))
        )
        truth = f"{sight.instrument(key).short}: closes from {levels[0][0]:,} ({us_date(levels[0][1], year=False)}) to {levels[-1][0]:,} ({us_date(levels[-1][1], year=False)})"
        yield Judgement(
            claim,
            "holds" if holds else "wrong",
            truth,
            sight.inputs(key, levels[0][1], levels[-1][1]),
            "quantity",
            f"{levels[0][0]:,} and {levels[-1][0]:,}",
        )


def off_record(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """So much below the record close: of the history at hand, or of what was cited."""
    quantity = claim.quantity
    assert quantity is not None
    days = sight.sessions(key)
    for _, pair in readings(claim, sight, key):
        held = [sight.close(key, day) for day in days if day <= pair[1]]
        levels = [(close.level, close.session) for close in held if close]
        close = sight.close(key, pair[1])
        if not levels or close is None:
            continue
        top, day = max(levels)
        cited = next((f for f in sight.evidence.facts.values() if f.record_of == key), None)
        if cited and float(cited.value.replace(",", "")) > top:
            top, day = float(cited.value.replace(",", "")), cited.session or day
        below = (1 - Decimal(repr(close.level)) / Decimal(repr(top))) * 100
        truth = f"{sight.instrument(key).short}: {below:.2f}% below its highest close, {top:,} of {us_date(day)}"
        if quantity.unit != "percent":
            below = Decimal(repr(top)) - Decimal(repr(close.level))
            truth = (
                f"{sight.instrument(key).short}: {below:,.2f} points below its highest close, {top:,} of {us_date(day)}"
            )
        yield Judgement(
            claim,
            "holds" if fits(quantity, below) != "wrong" else "wrong",
            truth,
            sight.inputs(key, day, pair[1]),
            "quantity",
            f"{below:.1f}%",
        )


def since(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The highest (lowest) close, or the best (worst) move, since a time named: nothing like it in between, and in that
    time something as high, or so far back that the named time is no exaggeration.
    """
    target, *windows = claim.windows
    what, _, unit = claim.detail.partition(" ")
    for window in windows:
        if what in ("high", "low"):
            yield from _level_since(claim, sight, key, target, window, 1 if what == "high" else -1)
        else:
            for each in [unit] if unit != "any" else ["week", "day"]:
                yield from _move_since(claim, sight, key, target, window, each, 1 if what == "best" else -1)


def _level_since(
    claim: Claim, sight: Sight, key: str, target: Window, window: Window, sense: int
) -> Iterator[Judgement]:
    one = sight.instrument(key)
    days = sight.sessions(key)
    for end in _sessions_in(sight, key, window):
        close = sight.close(key, end)
        if close is None:
            continue
        before = [day for day in days if day < end]
        last = next((day for day in reversed(before) if (sight.close(key, day).level - close.level) * sense >= 0), None)  # type: ignore[union-attr]
        told = f"{one.short}: close of {level_words(Decimal(repr(close.level)), one)} on {us_date(end)}"
        truth = (
            f"{told}; the last one as {'high' if sense > 0 else 'low'} was on {us_date(last)}"
            if last
            else f"{told}, the {'highest' if sense > 0 else 'lowest'} of the closes at hand, which begin on {us_date(days[0])}"
        )
        inputs = sight.inputs(key, *([last] if last else []), end)
        verdict = _since_verdict(sight, key, target, last, end, days[0], unit="day")
        yield Judgement(
            claim,
            verdict,
            truth,
            inputs,
            "other",
            _month(last, end),
        )
        if verdict == "holds":
            return


def _move_since(
    claim: Claim, sight: Sight, key: str, target: Window, window: Window, unit: str, sense: int
) -> Iterator[Judgement]:
    runs = sight.runs(key, unit)
    ends = (
        [pair[1] for pair in sight.pairs(key, window)] if window.kind in ("weekday", "date") else [sight.week(key).end]
    )
    if unit == "day" and window.kind in ("week", "day"):
        ends = list(reversed(sight.week(key).sessions)) if window.kind == "week" else ends
    for end in ends:
        index = next((n for n, run in enumerate(runs) if run[1] == end), -1)
        if index < 0:
            continue
        base, _, change = runs[index]
        last = next((run for run in reversed(runs[:index]) if (run[2] - change) * sense >= 0), None)
        truth = f"{sight.instrument(key).short}: {size_words(change, 'percentage points' if sight.rate(key) else 'percent')} in the {unit} to {us_date(end)}"
        if claim.number > 1:
            yield _place_since(claim, sight, key, target, runs[: index + 1], sense, truth)
            continue
        truth += (
            f"; the last one as {'good' if sense > 0 else 'bad'} ended on {us_date(last[1])}, with {size_words(last[2], 'percentage points' if sight.rate(key) else 'percent')}"
            if last
            else "; none of the history at hand was as good"
            if sense > 0
            else "; none of the history at hand was as bad"
        )
        inputs = sight.inputs(key, base, end, *(last[:2] if last else ()))
        verdict = _since_verdict(sight, key, target, last[1] if last else None, end, runs[0][1], unit=unit)
        if change * sense <= 0:
            verdict = "wrong"
        yield Judgement(claim, verdict, truth, inputs, "other", _month(last[1] if last else None, end))
        if verdict == "holds":
            return


def _place_since(
    claim: Claim, sight: Sight, key: str, target: Window, runs: list[tuple[date, date, Decimal]], sense: int, truth: str
) -> Judgement:
    """A place from the second on: "the second-best week of the year"."""
    pairs = sight.pairs(key, target)
    if not pairs or runs[0][0] > pairs[0][0] + timedelta(
        days=UNITS["day" if runs[0][1] - runs[0][0] < timedelta(days=4) else "week"]
    ):
        return Judgement(claim, "unverifiable", truth)
    within = [run for run in runs if run[1] > pairs[0][0]]
    better = [run for run in within if (run[2] - within[-1][2]) * sense > 0]
    told = f"{truth}; {len(better)} of the time named {'was' if len(better) == 1 else 'were'} {'better' if sense > 0 else 'worse'}"
    holds = len(better) == claim.number - 1
    return Judgement(claim, "holds" if holds else "wrong", told, sight.inputs(key, *within[-1][:2]), "direction")


def _month(day: date | None, end: date) -> str:
    """The month of an earlier day; "" where it is so near that nobody would say "since"."""
    return f"{day:%B %Y}" if day and end - day > NEAR else ""


def _since_verdict(
    sight: Sight, key: str, target: Window, last: date | None, end: date, begin: date, *, unit: str
) -> Verdict:
    """`last` is the last time that it was as high: it must lie in the time named, or before it where a length of time is
    named ("in three months").
    """
    slack = timedelta(days=UNITS[unit])
    if target.kind == "none":
        return "unverifiable" if last is None else "note"
    if target.kind in ("weeks", "months", "years", "sessions"):
        if not target.number:
            return (
                "holds"
                if last is None or (end - last).days > {"weeks": 14, "months": 50, "years": 600}.get(target.kind, 1)
                else "wrong"
            )
        days = {"weeks": 7.0, "months": 30.44, "years": 365.25, "sessions": 1.45}[target.kind] * target.number
        if target.part and last is not None:
            least, most = HEDGED[target.part]
            return "holds" if days * least - slack.days < (end - last).days <= days * most + 31 else "wrong"
        reach = end - timedelta(days=int(days))
        if last is None:
            return "holds" if begin <= reach + slack else "unverifiable"
        return (
            "holds"
            if last <= reach + max(slack, timedelta(days=int(days * 0.08))) and (end - last).days <= days * 1.6 + 31
            else "wrong"
        )
    if target.kind in ("year", "month", "quarter", "week") or (target.kind == "named year" and target.part == "of"):
        pairs = sight.pairs(key, target)
        return "unverifiable" if not pairs else "holds" if last is None or last <= pairs[0][0] else "wrong"
    named = span_named(sight.week(key), target)
    if named is None:
        return "unverifiable"
    first, final = named
    if last is None:
        return "unverifiable" if first < begin else "wrong"
    if target.kind == "since":
        return "holds" if abs((last - first).days) <= (0 if unit == "day" else 6) else "wrong"
    spill = timedelta(days=6 if unit == "week" else 0)
    return "holds" if first <= last <= final + spill else "wrong"


def run_of(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """So many days, weeks or months in a row, up to the end named; or a run that the current one has ended."""
    unit = claim.detail.removeprefix("ended ").removeprefix("after ")
    ways = (False, True) if claim.detail.startswith("after ") else (claim.detail.startswith("ended "),)
    for each in (unit,) if unit != "any" else ("week", "day"):
        for ended in ways:
            yield from _run(claim, sight, key, each, ended)


def _run(claim: Claim, sight: Sight, key: str, unit: str, ended: bool) -> Iterator[Judgement]:
    runs = sight.runs(key, unit)
    ends = [
        pair[1]
        for w in claim.windows
        if w.kind in ("weekday", "date") and unit == "day"
        for pair in sight.pairs(key, w)
    ]
    for end in ends or [sight.week(key).end]:
        index = next((n for n, run in enumerate(runs) if run[1] == end), -1)
        if index < 0:
            yield Judgement(claim, "unverifiable", "the closes at hand do not reach that far")
            continue
        sense = claim.direction
        length, at = 0, index - 1 if ended else index
        while at - length >= 0 and runs[at - length][2] * sense > 0:
            length += 1
        broke = not ended or runs[index][2] * sense <= 0
        cut = at - length < 0
        way = "gains" if sense > 0 else "losses"
        truth = f"{sight.instrument(key).short}: {length} {unit}{'s' * (length != 1)} of {way} in a row {'before that' if ended else f'to {us_date(end)}'}"
        days = [runs[max(at - length, 0)][1], runs[index][1]]
        right = (
            length >= claim.number if claim.quantity and claim.quantity.hedge == "at least" else length == claim.number
        )
        whole = claim.detail == "any" and unit == "day" and claim.number == len(sight.week(key).sessions) <= length
        verdict: Verdict = (
            "holds" if (right and broke) or whole else "unverifiable" if cut and claim.number > length else "wrong"
        )
        back = 0
        while at - back >= 0 and runs[at - back][2] * sense < 0:
            back += 1
        blame = "direction" if back == claim.number and not length and "direction" in claim.marks else "quantity"
        yield Judgement(
            claim, verdict, truth, sight.inputs(key, *days), blame, str(length) if blame == "quantity" else ""
        )
        if verdict == "holds" or (ended and unit != "day"):
            return


def counted_sessions(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """How many of the last sessions or weeks moved one way; 0 of 0 stands for every session of the week."""
    unit = {"weeks": "week", "months": "month"}.get(claim.detail.removesuffix(" last"), "day")
    runs = sight.runs(key, unit)
    if claim.detail.startswith("except"):
        yield from _excepted(claim, sight, key)
        return
    total = claim.windows[0].number
    sessions = sight.week(key).sessions
    wanted = claim.number
    if claim.detail == "sessions" and total != len(sessions):
        yield Judgement(claim, "wrong", f"the week had {len(sessions)} sessions", (), "quantity", str(len(sessions)))
        return
    if claim.detail == "of week":
        held = [run for run in runs if run[1] in sessions]
        many = sum(change * claim.direction > 0 for _, _, change in held)
        verb = "rose" if claim.direction > 0 else "fell"
        yield Judgement(
            claim,
            "holds" if many == claim.number else "wrong",
            f"{sight.instrument(key).short} {verb} in {many} of the week's {len(sessions)} sessions",
            sight.inputs(key, *sessions),
            "quantity",
            str(many),
        )
        return
    if claim.quantity and claim.quantity.value != len(sessions) and unit == "day" and not total:
        yield Judgement(claim, "wrong", f"the week had {len(sessions)} sessions", (), "quantity", str(len(sessions)))
        return
    if not total and claim.number:
        some = [run for run in runs if run[1] in sessions][: claim.number]
        total = claim.number
    elif not total:
        total = wanted = len(sessions)
        some = runs[-total:]
    else:
        some = runs[-total:]
    if len(some) < total:
        yield Judgement(claim, "unverifiable", "the closes at hand do not reach that far")
        return
    many = sum(change * claim.direction > 0 for _, _, change in some)
    way = "rose" if claim.direction > 0 else "fell"
    truth = f"{sight.instrument(key).short} {way} in {many} of {total} {'sessions' if unit == 'day' else f'{unit}s'} to {us_date(some[-1][1])}"
    inputs = sight.inputs(key, some[0][0], some[-1][1])
    back = sum(change * claim.direction < 0 for _, _, change in some)
    blame = "direction" if back == wanted and many != wanted and "direction" in claim.marks else "quantity"
    if claim.detail.endswith(" last") and some[-1][2] * claim.direction <= 0:
        yield Judgement(claim, "wrong", f"{truth}, and not in the last", inputs, "direction")
        return
    yield Judgement(
        claim, "holds" if many == wanted else "wrong", truth, inputs, blame, str(many) if blame == "quantity" else ""
    )


def _excepted(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """Every session of the week but those named, or but so many."""
    week = sight.week(key)
    changes = {day: change for _, day, change in sight.runs(key, "day") if day in week.sessions}
    if len(changes) != len(week.sessions) or not changes:
        return
    out = [day for day, change in changes.items() if change * claim.direction <= 0]
    named = [w.number for w in claim.windows if w.kind == "weekday"]
    right = [day.weekday() for day in out] == named if named else len(out) == claim.number
    verb = "rose" if claim.direction > 0 else "fell"
    truth = f"{sight.instrument(key).short} {verb} on every session of the week but {', '.join(DAYS[day.weekday()] for day in out) or 'none'}"
    yield Judgement(claim, "holds" if right else "wrong", truth, sight.inputs(key, *week.sessions), "direction")


def best_session(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The week's best or worst session."""
    week = sight.week(key)
    changes = {day: change for _, day, change in sight.runs(key, "day") if day in week.sessions}
    if len(changes) != len(week.sessions) or not changes:
        return
    pick = max(changes, key=lambda day: changes[day] * claim.direction)
    named = next((day for day in week.sessions if day.weekday() == claim.windows[0].number), None)
    word = "best" if claim.direction > 0 else "worst"
    truth = f"{sight.instrument(key).short}: {word} session of the week on {DAYS[pick.weekday()]} ({size_words(changes[pick], 'percent')})"
    holds = named is not None and changes[named] == changes[pick]
    yield Judgement(
        claim, "holds" if holds else "wrong", truth, sight.inputs(key, pick), "window", DAYS[pick.weekday()]
    )


def exception(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The one session of the week on which it rose, or fell."""
    week = sight.week(key)
    changes = {day: change for _, day, change in sight.runs(key, "day") if day in week.sessions}
    if len(changes) != len(week.sessions) or not changes:
        return
    way = [day for day, change in changes.items() if change * claim.direction > 0]
    verb = "rose" if claim.direction > 0 else "fell"
    truth = f"{sight.instrument(key).short} {verb} on {', '.join(DAYS[day.weekday()] for day in way) or 'no day'} of the week"
    holds = [day.weekday() for day in way] == [claim.windows[0].number]
    yield Judgement(
        claim,
        "holds" if holds else "wrong",
        truth,
        sight.inputs(key, *way),
        "window",
        DAYS[way[0].weekday()] if len(way) == 1 else "",
    )
