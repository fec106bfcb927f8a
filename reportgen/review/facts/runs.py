"""Runs and counts against the history: so many in a row, so many of so many, the best session."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims import Claim
from reportgen.formats import us_date
from reportgen.review.facts.nouns import Judgement, Verdict
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import DAYS, size_words


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
