"""The records desk in words: a sentence for each milestone, which names since when, or the history it was judged on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reportgen import formats
from reportgen.compose.ink import USUAL, Ink
from reportgen.measure.records import QUARTER, Milestone
from reportgen.model import Figure, Instrument, Unit

SHARED = ("record_close", "highest_close", "lowest_close", "record_low")
COUNTED = {"up_of_past": 1, "down_of_past": -1}
EACH = 2
"""No more than so many sentences on one instrument, so that a list is not all about the widest swing."""


def ranked(ink: Ink, keys: Iterable[str], count: int) -> tuple[str, ...]:
    """The `count` rarest items of the instruments as marked sentences, the rarest first.

    Instruments of which the same is to be said (a highest close since the same day) share a sentence.
    """
    groups = [(rank, group) for key in keys for rank, group in enumerate(_groups(ink.milestones(key))) if rank < EACH]
    groups.sort(key=lambda pair: (-pair[1][0].rarity, pair[0]))
    shared: dict[tuple[object, ...], list[list[Milestone]]] = {}
    for _, group in groups:
        one = group[0]
        alike = (one.kind, one.on, one.since, one.begins, one.whole, ink.instruments[one.key].kind == "rate")
        shared.setdefault(
            alike if one.kind in SHARED else (one.key, *alike, one.period, one.count, one.unit), []
        ).append(group)
    same = list(shared.values())[:count]
    return tuple(told(one[0], ink) if len(one) == 1 else _together([group[0] for group in one], ink) for one in same)


def told(group: Sequence[Milestone], ink: Ink) -> str:
    """A milestone and its companions as a sentence or two, with figures marked."""
    first, *rest = group
    twins = [one for one in rest if _twin(one, first)]
    counted = next((one for one in rest if one.kind == "record_of_year" and one.whole), None)
    words = _sentence(first, ink, twins)
    if counted and counted.count > 1:
        words += f" It was the {formats.ordinal(counted.count)} record close of {counted.on.year}."
    return words


def _together(found: Sequence[Milestone], ink: Ink) -> str:
    """Instruments that closed at their highest or lowest since the same day, in one sentence."""
    one = found[0]
    names = [
        f"{_inner(_name(ink.instruments[m.key]))} ({ink.usual(_figure(m, ink.instruments[m.key]))})" for m in found
    ]
    words = formats.listed(names)
    words = f"{words[0].upper()}{words[1:]}" if words.startswith("the ") else words
    if one.kind == "record_close" and one.whole:
        return f"{words} each closed on {one.on:%A} at a record."
    which = "highest" if one.kind in ("record_close", "highest_close") else "lowest"
    return f"{words} each closed on {one.on:%A} at their {which} {_since(one)}."


def judged_on(ink: Ink, keys: Iterable[str]) -> str:
    """The histories that the items were judged on, in a sentence."""
    begins: dict[date, list[str]] = {}
    for key in keys:
        for one in ink.milestones(key)[:1]:
            begins.setdefault(one.begins, []).append(ink.instruments[key].short)
    spans = [f"{formats.us_date(day)} ({formats.listed(names)})" for day, names in sorted(begins.items())]
    return f"Judged on every close since {'; since '.join(spans)}." if spans else ""


def _groups(found: Sequence[Milestone]) -> list[list[Milestone]]:
    """Each milestone with its companions behind it.

    Gains in eight of ten weeks that came to a loss in all are true and would mislead: they are left out.
    """
    out: list[list[Milestone]] = []
    for one in found:
        if one.kind in COUNTED and one.value * COUNTED[one.kind] <= 0:
            continue
        if one.companion and out:
            out[-1].append(one)
        else:
            out.append([one])
    return out


def _twin(one: Milestone, other: Milestone) -> bool:
    """Whether the one says in points what the other says in percent, since the same day."""
    same = (one.kind, one.period, one.count, one.since) == (other.kind, other.period, other.count, other.since)
    return same and one.unit != other.unit


def _sentence(one: Milestone, ink: Ink, twins: Sequence[Milestone]) -> str:
    instrument = ink.instruments[one.key]
    name, figure, since = _name(instrument), _figure(one, instrument), _since(one)
    run, rises = ("winning", "rises") if "winning" in one.kind else ("losing", "falls")
    unit = "week" if one.period == "week" else "session"
    match one.kind:
        case "record_close" if one.whole:
            also = [f"{day:%A}" for day in one.sessions if day != one.on]
            days = f"; so was that of {formats.listed(also)}" if also else ""
            return f"{name} closed at {ink.usual(figure)} on {one.on:%A}, a record close{days}."
        case "record_close" | "highest_close":
            return f"{name} closed at {ink.usual(figure)} on {one.on:%A}, its highest close {since}."
        case "record_low" | "lowest_close":
            return f"{name} closed at {ink.usual(figure)} on {one.on:%A}, its lowest close {since}."
        case "record_of_year":
            return (
                f"{name} closed at {ink.usual(figure)}, its {formats.ordinal(one.count)} record close of {one.on.year}."
            )
        case "above" | "below":
            round_level = ink.print(figure, USUAL[figure.unit](one.value, figure).removesuffix(".00"))
            if one.since is None:
                return f"{name} ended the week {one.kind} {round_level} for the first time {since}."
            before = formats.us_date(one.since)
            return f"{name} ended the week {one.kind} {round_level}, where before this week it last closed on {before}."
        case "gain" | "loss":
            return _change(one, ink, twins)
        case "winning_streak" | "losing_streak":
            verb = "rose" if run == "winning" else "fell"
            streak = f"run of {rises}" if instrument.kind == "rate" else f"{run} streak"
            longest = f", its longest {streak} {since}" if one.rarity >= QUARTER else ""
            return (
                f"{name} {verb} for the {formats.ordinal(one.count)} {unit} in a row, {ink.usual(figure)} in "
                f"all{longest}."
            )
        case "ended_winning_streak" | "ended_losing_streak":
            when = "The week" if one.period == "week" else f"{one.on:%A}"
            span = f"{formats.numeral(one.count)} {unit}s"
            if instrument.kind == "rate":
                return f"{when}’s {ink.usual(figure)} ended {span} of {rises} in {_inner(name)}."
            return f"{when}’s {ink.usual(figure)} ended a {run} streak of {span} for {_inner(name)}."
        case "up_of_past" | "down_of_past":
            verb = "rose" if one.kind == "up_of_past" else "fell"
            span = f"{formats.numeral(one.count)} of the past {formats.numeral(one.of)} {unit}s"
            return f"{name} {verb} in {span}, {ink.usual(figure)} over all of them."
        case _:
            which = "best" if one.kind == "best_start" else "worst"
            span = f"{formats.numeral(one.count)} session{'' if one.count == 1 else 's'} of {one.on.year}"
            last = f"since {one.since.year}" if one.since else since
            return f"After {span} {_inner(name)} stands at {ink.usual(figure)}, its {which} start of a year {last}."


def _change(one: Milestone, ink: Ink, twins: Sequence[Milestone]) -> str:
    """A gain or a loss over days or weeks: how much, and since when none was as large."""
    instrument = ink.instruments[one.key]
    name = _name(instrument)
    amount, *more = [ink.print(f, _size(f)) for f in (_figure(m, instrument) for m in (one, *twins))]
    moved = f"{amount}, or {more[0]}," if more else amount
    unit = "percentage and point" if twins else {"fraction": "percentage", "points": "point"}.get(one.unit, "")
    if instrument.kind == "rate":
        unit, verbs = "", ("rose", "fell")
    else:
        verbs = ("gained", "lost")
    verb = verbs[one.kind == "loss"]
    kind = {"rose": "rise", "fell": "fall", "gained": "gain", "lost": "loss"}[verb]
    largest = " ".join(filter(None, ("its largest", f"{formats.numeral(one.count)}-{one.period}", unit, kind)))
    if one.count == 1:
        when = "for the week" if one.period == "week" else f"on {one.on:%A}"
        return f"{name} {verb} {moved} {when}, {largest} {_since(one)}."
    past = f"Over the past {formats.numeral(one.count)} {one.period}s"
    return f"{past} {_inner(name)} {verb} {moved.rstrip(',')}, {largest} {_since(one)}."


def _size(figure: Figure) -> str:
    """A change without its sign, for a verb to carry the direction."""
    assert isinstance(figure.value, float)
    if figure.unit == "fraction":
        return formats.size(figure.value)
    if figure.unit == "yield_difference":
        return formats.rate_size(figure.value)
    return f"{formats.level(abs(figure.value))} points"


def _name(instrument: Instrument) -> str:
    if instrument.kind == "rate":
        return f"The {instrument.short} yield"
    return f"The {instrument.short}" if instrument.articled else instrument.short


def _inner(name: str) -> str:
    """A name within a sentence."""
    return f"the{name[3:]}" if name.startswith("The ") else name


def _since(one: Milestone) -> str:
    """Since when the like did not stand; or on which history it never did."""
    if one.since is not None:
        if one.period == "week" and one.kind in ("gain", "loss"):
            return f"since the week ended {formats.us_date(one.since)}"
        return f"since {formats.us_date(one.since)}"
    if one.whole:
        return f"in its history, which begins on {formats.us_date(one.begins)}"
    return f"since data begin on {formats.us_date(one.begins)}"


def _figure(one: Milestone, instrument: Instrument) -> Figure:
    """The milestone's value as a figure, in the unit of its instrument."""
    unit: Unit = one.unit
    if instrument.kind == "rate":
        unit = "yield" if one.unit == "level" else "yield_difference"
    elif instrument.kind != "index" and one.unit == "level":
        unit = "price"
    parts = (one.kind, one.period, str(one.count) if one.count else "", one.unit if one.unit == "points" else "")
    since = f"since {one.since}" if one.since else f"since data begin on {one.begins}"
    return Figure(
        f"{one.key}.records.{'_'.join(filter(None, parts))}", one.value, unit, f"{one.kind}, {since}", one.inputs,
        one.on.isoformat(), "; ".join(dict.fromkeys(i.source for i in one.inputs)), instrument.short, one.kind,
        instrument.currency, instrument.decimals,
    )  # fmt: skip
