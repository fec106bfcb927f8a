"""What a records desk says, by the same histories that its sentences are made from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportgen.claims import Claim
from reportgen.claims.tolerance import fits
from reportgen.formats import us_date
from reportgen.measure.records.history import History, Track
from reportgen.review.facts.moved import changed
from reportgen.review.facts.nouns import Judgement
from reportgen.review.facts.periods import dated
from reportgen.review.facts.reaches import begins_of, past
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import level_words


def largest(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The largest gain (loss) over so many days or weeks, up to the week's end, since a day or of all at hand."""
    run, sense = past(sight, key), claim.direction
    track: Track = run.weeks if claim.windows[0].kind == "weeks" else run.days
    count, (reach, unit) = claim.windows[0].number, claim.detail.split()
    moves = _moves(track, count, points=unit == "points" or sight.rate(key))
    if not moves:
        yield Judgement(claim, "unverifiable", "the closes at hand do not reach that far")
        return
    last = next((i for i in range(len(moves) - 2, -1, -1) if (moves[i] - moves[-1]) * sense >= 0), -1)
    at = run.sessions[track.at[last + count]] if last >= 0 else None
    yield _reached(
        claim,
        sight,
        key,
        reach,
        at,
        f"the last one as large ended on {us_date(at)}" if at else "none at hand was as large",
        moves[-1] * sense > 0,
    )


def longest(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The longest run of gains (losses) since a day or of all at hand."""
    reach, unit = claim.detail.split()
    run = past(sight, key)
    track = run.weeks if unit == "week" else run.days
    lengths = _lengths(track, claim.direction)
    now = lengths[-1] if lengths else 0
    last = next((i for i in range(len(lengths) - 1 - now, -1, -1) if lengths[i] >= now), -1)
    at = run.sessions[track.at[last]] if last >= 0 else None
    yield _reached(
        claim,
        sight,
        key,
        reach,
        at,
        f"a run of {now}; one as long ended on {us_date(at)}" if at else f"a run of {now}, the longest at hand",
        now > 0,
    )


def crossed(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A round level that the week ended above (below), as it had not for so long."""
    quantity, sense, run = claim.quantity, claim.direction, past(sight, key)
    assert quantity is not None
    if not run.levels:
        yield Judgement(claim, "unverifiable", "a close is missing")
        return
    level = float(quantity.value)
    first = run.week
    before = next((i for i in range(first - 1, -1, -1) if (run.levels[i] - level) * sense > 0), -1)
    holds = (run.levels[-1] - level) * sense > 0 >= (run.levels[first - 1] - level) * sense
    at = run.sessions[before] if before >= 0 else None
    close = level_words(Decimal(repr(run.levels[-1])), sight.instrument(key))
    if not holds:
        base = level_words(Decimal(repr(run.levels[first - 1])), sight.instrument(key))
        over = (run.levels[-1] - level) * sense > 0
        yield Judgement(
            claim,
            "wrong",
            f"{sight.instrument(key).short} went from {base} to {close}",
            sight.inputs(key, run.sessions[-1]),
            "quantity" if over else "direction",
        )
        return
    yield _reached(
        claim,
        sight,
        key,
        claim.detail,
        at,
        f"it last closed so on {us_date(at)}" if at else "it never did in the closes at hand",
        True,
        strict=True,
    )


def start(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The best (worst) first sessions of a year since another one, and how many they are."""
    run, sense = past(sight, key), claim.direction
    year = sight.week(key).end.year
    first = run.first_of(year)
    count = len(run.sessions) - first
    starts = {}
    for one in range(run.sessions[0].year + 1, year + 1):
        at = run.first_of(one)
        if at > 0 and at + count - 1 < len(run.levels):
            starts[one] = _start(run, at, count, sight.rate(key))
    last = next(
        (
            one
            for one in range(year - 1, run.sessions[0].year, -1)
            if one in starts and (starts[one] - starts[year]) * sense >= 0
        ),
        None,
    )
    truth = (
        f"{count} sessions of {year}; the last start as {'good' if sense > 0 else 'bad'} was that of {last}"
        if last
        else f"{count} sessions of {year}, none at hand began {'better' if sense > 0 else 'worse'}"
    )
    if claim.number != count:
        yield Judgement(claim, "wrong", truth, (), "quantity", str(count))
        return
    target = claim.windows[0]
    named = (
        last == target.year
        if claim.detail != "data"
        else last is None and dated(sight.week(key), target) in begins_of(sight, key)
    )
    yield Judgement(
        claim, "holds" if named else "wrong", truth, (), "other" if named is False and last is not None else "direction"
    )


def record_of_year(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """Which of its year's record closes the week's last one is."""
    run = past(sight, key)
    year = claim.windows[0].year
    bar = max(run.levels[: max(1, run.first_of(year))]) if run.levels else 0.0
    count = 0
    for i in range(max(1, run.first_of(year)), len(run.levels)):
        known = run.record.level if run.record and run.record.session < run.sessions[i] else 0.0
        if run.sessions[i].year == year and run.levels[i] > max(bar, known):
            count += 1
        bar = max(bar, run.levels[i])
    blame = "quantity" if claim.number != count else "window"
    yield Judgement(
        claim,
        "holds" if claim.number == count else "wrong",
        f"{sight.instrument(key).short}: {count} record closes in {year}",
        (),
        blame,
    )


def tally(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A change over the last so many sessions or weeks, by the weeks that runs are counted in."""
    quantity = claim.quantity
    assert quantity is not None
    run, window = past(sight, key), claim.windows[0]
    track = run.weeks if window.kind == "weeks" else run.days
    if len(track.levels) > window.number:
        first, last = (Decimal(repr(track.levels[i])) for i in (-1 - window.number, -1))
        value = (last - first) * 100 if sight.rate(key) else (last / first - 1) * 100
        if sight.rate(key) and quantity.unit != "basis points":
            value /= 100
        sense = not quantity.sign or (value > 0) == (quantity.sign > 0)
        truth = f"{sight.instrument(key).short}: {value:+.2f} over {window.number} {window.kind}".replace("-", "−")
        if sense and fits(quantity, abs(value)) != "wrong":
            yield Judgement(
                claim, "holds", truth, sight.inputs(key, run.sessions[track.at[-1 - window.number]], run.sessions[-1])
            )
            return
    yield from changed(claim, sight, key)


def _reached(
    claim: Claim, sight: Sight, key: str, reach: str, at: date | None, told: str, moved: bool, *, strict: bool = False
) -> Judgement:
    """Whether a reach told is that of the last time the like stood."""
    named = dated(sight.week(key), next(w for w in claim.windows if w.kind == "date"))
    truth = f"{sight.instrument(key).short}: {told}"
    if not moved:
        return Judgement(claim, "wrong", f"{truth}; it went the other way", (), "direction")
    if reach == "data":
        if at is not None:
            return Judgement(claim, "wrong", truth, (), "direction")
        begins = past(sight, key).sessions[0]
        holds = named in begins_of(sight, key)
        return Judgement(
            claim,
            "holds" if holds else "wrong",
            f"{truth}, which begin on {us_date(begins)}",
            (),
            "other",
            us_date(begins),
        )
    if at is None or named is None:
        return Judgement(claim, "wrong", truth, (), "direction")
    slack = 0 if reach == "date" or strict else 6
    holds = abs((at - named).days) <= slack
    return Judgement(claim, "holds" if holds else "wrong", truth, (), "other", us_date(at))


def _moves(track: Track, count: int, *, points: bool) -> list[Decimal]:
    levels = [Decimal(repr(level)) for level in track.levels]
    pairs = zip(levels, levels[count:], strict=False)
    return [last - first if points else last / first - 1 for first, last in pairs]


def _lengths(track: Track, sense: int) -> list[int]:
    out, length = [], 0
    for i, level in enumerate(track.levels):
        length = length + 1 if i and (level - track.levels[i - 1]) * sense > 0 else 0
        out.append(length)
    return out


def _start(run: History, at: int, count: int, rate: bool) -> Decimal:
    first, last = (Decimal(repr(run.levels[i])) for i in (at - 1, at + count - 1))
    return last - first if rate else last / first - 1
