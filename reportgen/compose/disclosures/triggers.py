"""The triggers of the library's files: each finds its evidence in the typed content, and in words where that is silent.

A trigger answers with what in the issue calls for its disclosures, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen.compose.disclosures.content import Content, some
from reportgen.formats import listed
from reportgen.model import Figure, Printed
from reportgen.statements import Call

Trigger = Callable[[Content], Call | None]
CHANGES = ("fraction",)
ARTICLED = {"index": "an index", "fund": "a fund", "stock": "a share"}


def _always(content: Content) -> Call | None:
    return Call("stands in every issue", content.issue)


def _named(trigger: str, what: str, *, every: bool = False) -> Trigger:
    """Instruments of a class (all that are named, or the first), else words that speak of it."""

    def found(content: Content) -> Call | None:
        named = content.of(trigger)
        if not named:
            return content.spoken(trigger)
        return Call(f"{what}: {some([one.short for one in named]) if every else named[0].name}", named[0].place)

    return found


def _words(trigger: str) -> Trigger:
    return lambda content: content.spoken(trigger)


def _index(content: Content) -> Call | None:
    named = content.of("index")
    return Call(f"names an index: {some([one.short for one in named])}", named[0].place) if named else None


def _printed(content: Content, *units: str, total: bool = False) -> Printed | None:
    found = (one for one in content.ink.printed if one.figure.unit in units)
    return next((one for one in found if not total or one.figure.period.endswith("_total")), None)


def _return(content: Content) -> Call | None:
    found = _printed(content, *CHANGES)
    return content.figure(found, "prints a computed return") if found else None


def _total_return(content: Content) -> Call | None:
    found = _printed(content, *CHANGES, total=True)
    return content.figure(found, "prints a total return") if found else None


def _return_of(*kinds: str) -> Trigger:
    """A printed change of an instrument of one of the kinds."""

    def found(content: Content) -> Call | None:
        for one in content.ink.printed:
            kind = _kind(content, one.figure)
            if one.figure.unit in CHANGES and kind in kinds:
                return content.figure(one, f"prints the return of {ARTICLED[kind]}")
        return None

    return found


def _kind(content: Content, figure: Figure) -> str:
    one = content.project.instruments.get(figure.inputs[0].key) if figure.inputs else None
    return one.kind if one else ""


def _rates(content: Content) -> Call | None:
    found = _printed(content, "yield", "yield_difference")
    return content.spoken("rates") or (content.figure(found, "prints a rate") if found else None)


def _quote(content: Content) -> Call | None:
    for block in content.blocks:
        if block.kind == "quote":
            keys = [key for key, one in content.project.issue.quotes.items() if one.speaker == block.content.speaker]
            place = next((p for key in keys if (p := content.words(f"[[quote {key}]]"))), None)
            return Call(f"quotes {block.content.speaker}", place or content.issue)
    return None


def _cited(content: Content) -> list[str]:
    """The facts that are printed or whose notes are called, by key."""
    ink = content.ink
    printed = [p.figure.id.removeprefix("facts.") for p in ink.printed if p.figure.id.startswith("facts.")]
    return list(dict.fromkeys([*printed, *ink.called]))


def _fact(content: Content) -> Call | None:
    cited = _cited(content)
    if not cited:
        return None
    place = content.words(f"facts.{cited[0]}") or content.entry("facts", cited[0])
    return Call(f"cites {content.ink.facts[cited[0]].source}", place)


def _forecast(content: Content) -> Call | None:
    cited = _cited(content)
    for key, fact in content.project.issue.facts.items():
        if key in cited and fact.kind in ("forecast", "estimate"):
            article = "an" if fact.kind == "estimate" else "a"
            place = content.words(f"facts.{key}") or content.entry("facts", key)
            return Call(f"prints {article} {fact.kind}: {fact.about}", place)
    return content.spoken("forecast")


def _consensus(content: Content) -> Call | None:
    told = next((r.what for r in content.project.issue.economy if r.consensus), "")
    if told and any(block.kind == "economy" for block in content.blocks):
        return Call(f"prints a consensus: {told}", content.words("[[economy]]") or content.issue)
    return content.spoken("consensus")


def _jurisdictions(content: Content) -> Call | None:
    places = content.project.profile.jurisdictions
    return Call(f"is read in {listed(list(places))}", content.entry("publisher")) if len(places) > 1 else None


TRIGGERS: Mapping[str, Trigger] = {
    "always": _always,
    "index": _index,
    "return": _return,
    "index_return": _return_of("index", "fund", "stock"),
    "total_return": _total_return,
    "instrument": _named("instrument", "names an instrument", every=True),
    "small_caps": _named("small_caps", "names a small-company index"),
    "mid_caps": _named("mid_caps", "names an index or a fund of medium-sized companies"),
    "micro_caps": _named("micro_caps", "names an index or a fund of the smallest companies"),
    "international": _named("international", "names a foreign index or fund"),
    "emerging": _named("emerging", "names an index or a fund of emerging markets"),
    "currency": _named("currency", "names what is in a foreign currency"),
    "fund": _named("fund", "names a fund", every=True),
    "fund_return": _return_of("fund"),
    "leveraged": _named("leveraged", "names a leveraged or inverse fund"),
    "factor": _named("factor", "names a factor fund"),
    "active": _words("active"),
    "bonds": _named("bonds", "names a bond, a bond fund or a yield"),
    "high_yield": _named("high_yield", "names high-yield bonds"),
    "municipal": _named("municipal", "names municipal bonds"),
    "inflation_linked": _named("inflation_linked", "names inflation-linked bonds"),
    "rates": _rates,
    "sector": _named("sector", "names a sector"),
    "real_estate": _named("real_estate", "names real estate"),
    "commodities": _named("commodities", "names a commodity"),
    "gold": _named("gold", "names gold"),
    "crypto": _named("crypto", "names a cryptocurrency"),
    "options": _words("options"),
    "diversification": _words("diversification"),
    "hypothetical": _words("hypothetical"),
    "quote": _quote,
    "fact": _fact,
    "forecast": _forecast,
    "consensus": _consensus,
    "drafted": _words("drafted"),
    "jurisdictions": _jurisdictions,
}
"""Trigger names of the library's files, and the functions that find their evidence."""
