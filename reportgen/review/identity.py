"""A project's instruments and funds against the registry: another's name, another index or cost, leverage unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportgen.formats import us_date
from reportgen.model import Finding, Fund, MarketWeek, Place, Project
from reportgen.naming import right_name
from reportgen.naming.compared import FAMILIES, bears, names, tokens, tracks
from reportgen.naming.described import DESCRIBED, GEARED, INVERSE
from reportgen.naming.instruments import NAMED
from reportgen.reference import Identity, Registry, registry
from reportgen.sayings.dates import latest


def fund_identities(project: Project, market: MarketWeek, known: Registry | None = None) -> list[Finding]:
    """A finding for each statement of `funds:` that the registry contradicts, save where the project's source is the
    newer one: an error on name and index, a warning on the cost.
    """
    known = known or registry(project.folder)
    out = []
    for fund in project.funds.values():
        identity = known.fund(fund.ticker)
        if identity:
            place = project.places.get(f"funds.{fund.ticker}", Place(project.config))
            out += [*_contradicted(fund, identity, place, market.week.end), *_unsaid(fund, identity, place)]
    return out


def instrument_names(project: Project, known: Registry | None = None) -> list[Finding]:
    """An error for each instrument of `instruments:` that bears a name of another one, or of another family."""
    known = known or registry(project.folder)
    out = []
    for key, one in project.instruments.items():
        identity = known.identity(one.symbol)
        for role, name in (("name", one.name), ("short", one.short)) if identity else ():
            assert identity is not None
            if not bears(tokens(name), identity) and (whose := _whose(name, identity, known)):
                place = project.places.get(f"instruments.{key}", Place(project.config))
                message = f"instruments.{key}.{role}: {one.symbol} is {identity.name}, and “{name}” is {whose}"
                right = identity.short if role == "short" else identity.name
                out.append(Finding("instrument-name", "error", place, message, identity.source, right, rule=NAMED))
    return out


def _whose(name: str, identity: Identity, known: Registry) -> str:
    """Of what other instrument or family a name is; empty where it is only a name of one's own."""
    other = known.named(name)
    if other and other.identity.symbol != identity.symbol:
        return f"a name of {other.identity.symbol}"
    own = FAMILIES.intersection(word for known_as in names(identity) for word in tokens(known_as))
    printed = FAMILIES.intersection(tokens(name))
    return "of another family" if own and printed and not own & printed else ""


def _contradicted(fund: Fund, identity: Identity, place: Place, end: date) -> Iterator[Finding]:
    key, source = f"funds.{fund.ticker}", ", ".join(one for one in (identity.source, identity.as_of) if one)
    newer = _newer(fund.as_of, identity.as_of)
    printed = tokens(fund.name)
    past = next((one for one in identity.former if tokens(one.name) == printed), None)
    if past and not bears(printed, identity) and past.until and past.until <= end:
        message = f"{key}.name: {past.name} is a former name; since {us_date(past.until)} it is {identity.name}"
        yield Finding("instrument-name", "error", place, message, source, identity.name, rule=NAMED)
    elif not past and not bears(printed, identity) and not newer:
        message = f"{key}.name: {right_name(identity, fund.ticker)}"
        hint = f"Print {identity.name}, or state a newer source and its date."
        yield Finding("instrument-name", "error", place, message, source, hint, rule=NAMED)
    if identity.tracks and not tracks(fund.tracks, identity) and not newer:
        message = f"{key}.tracks: {fund.ticker} follows the {identity.tracks}"
        hint = f"Print {identity.tracks}, or state a newer source and its date."
        yield Finding("instrument-tracks", "error", place, message, source, hint, rule=DESCRIBED)
    if identity.expense_ratio and _cost(fund.expense_ratio) != _cost(identity.expense_ratio) and not newer:
        message = f"{key}.expense_ratio: the registry has {identity.expense_ratio}"
        hint = "Compare both with the issuer's page, and state the newer source and its date."
        yield Finding("instrument-cost", "warning", place, message, source, hint, rule=DESCRIBED)


def _unsaid(fund: Fund, identity: Identity, place: Place) -> Iterator[Finding]:
    said = f"{fund.approach} {fund.tracks}"
    for is_so, words, what in ((identity.leveraged, GEARED, "leveraged"), (identity.inverse, INVERSE, "inverse")):
        if is_so and not words.search(said):
            message = f"funds.{fund.ticker} is {what}, and neither approach: nor tracks: says so"
            hint = f"Say it in approach:, such as “{what}, reset every day”."
            yield Finding("instrument-leveraged", "error", place, message, fund.name, hint, rule=DESCRIBED)


def _newer(own: str, registered: str) -> bool:
    """Whether a project's source is newer than the registry's; the same date is not."""
    mine, theirs = latest(own), latest(registered)
    return bool(mine and (theirs is None or mine > theirs))


def _cost(text: str) -> float | None:
    try:
        return float(text.strip().rstrip("%"))
    except ValueError:
        return None
