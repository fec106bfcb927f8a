"""Which disclosures a text calls for, each by the words that call for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportgen.formats import listed
from reportgen.model import Manuscript, Profile
from reportgen.reference import Identity
from reportgen.statements.called import Call, Wanted, chosen
from reportgen.statements.mentions import Mention, mentions
from reportgen.statements.present import Present, on_sheet
from reportgen.statements.sheet import Sheet, laid
from reportgen.statements.speech import speeches, spoken_of
from reportgen.statements.ways import first, said

NAMED = {
    "index": "names an index", "fund": "names a fund", "instrument": "names an instrument",
    "factor": "names a factor fund", "leveraged": "names a leveraged or inverse fund",
    "small_caps": "names an index or a fund of small companies", "mid_caps": "names one of medium-sized companies",
    "micro_caps": "names one of the smallest companies", "international": "names a foreign one",
    "emerging": "names one of emerging markets", "bonds": "names a bond fund", "sector": "names a sector",
    "real_estate": "names one of real estate", "gold": "names one of gold", "commodities": "names one of commodities",
    "crypto": "names one of cryptocurrencies", "high_yield": "names one of high-yield bonds",
    "municipal": "names one of municipal bonds", "inflation_linked": "names one of inflation-linked bonds",
    "currency": "names one in a foreign currency",
}  # fmt: skip
SHOWN = 4
FUND_RETURN = 160
"""Letters between a fund's name and a change that is taken for its own."""


def wanted(manuscript: Manuscript, profile: Profile, names: Iterable[Identity]) -> tuple[Wanted, ...]:
    """The disclosures that a text calls for, in the library's order; `names` are the instruments that may be named.

    What disclosures in the text say calls for none, and neither does what somebody quoted says.
    """
    sheet = laid(manuscript)
    return wanted_on(sheet, on_sheet(sheet), profile, names)


def wanted_on(
    sheet: Sheet, standing: Iterable[Present], profile: Profile, names: Iterable[Identity]
) -> tuple[Wanted, ...]:
    """The disclosures that a sheet calls for, where some stand already."""
    small = [(start, end) for part, start, end in sheet.spans() if part.voice == "disclosure"]
    return chosen(calls(sheet.without([*small, *((one.start, one.end) for one in standing)]), profile, names), profile)


def calls(sheet: Sheet, profile: Profile, names: Iterable[Identity]) -> dict[str, Call]:
    """By trigger, what calls for it: an instrument that is named, else words."""
    out = {"always": sheet.whole("every text needs it")}
    for trigger, named in _by_class(mentions(sheet, names)).items():
        what = f"{NAMED[trigger]}: {_listed(named)}" if trigger in NAMED else ""
        if what:
            out[trigger] = sheet.call(what, named[0].start, named[0].end)
    for trigger, speech in speeches().items():
        match = None if trigger in out else spoken_of(trigger, sheet.low)
        if match:
            out[trigger] = sheet.call(f"{speech.says}: “{sheet.text[match.start() : match.end()]}”", *match.span())
    quoted = next((part for part in sheet.parts if part.voice == "quote" or part.speech), None)
    if quoted:
        at = quoted.speech[0].start if quoted.speech else 0
        out["quote"] = Call("quotes somebody", quoted.place(sheet.file, at))
    _joined(sheet, out, profile)
    return out


def _joined(sheet: Sheet, out: dict[str, Call], profile: Profile) -> None:
    """The triggers that follow from others: an index's or a fund's return, anything named, more than one place."""
    if "return" in out and "index" in out:
        out["index_return"] = replace(out["return"], because=f"{out['index'].because}; {out['return'].because}")
    if "fund" in out:
        out.setdefault("instrument", out["fund"])
        found = _fund_return(sheet) if "return" in out else None
        if found:
            out["fund_return"] = found
    if len(profile.jurisdictions) > 1:
        out["jurisdictions"] = sheet.whole(f"is read in {listed(list(profile.jurisdictions))}")


def _fund_return(sheet: Sheet) -> Call | None:
    """Where a change stands closely behind the word for a fund."""
    for part, start, _ in sheet.spans():
        text = sheet.low[start : start + len(part.text)]
        for fund in said(speeches()["fund"].ways, text):
            told = first(speeches()["return"].ways, text[fund.end() : fund.end() + FUND_RETURN])
            if told:
                low, high = start + fund.start(), start + fund.end() + told.end()
                return sheet.call(f"tells a fund’s return: “{sheet.text[low:high]}”", low, high)
    return None


def _by_class(found: Iterable[Mention]) -> dict[str, list[Mention]]:
    out: dict[str, list[Mention]] = {}
    for mention in found:
        for trigger in mention.classes:
            out.setdefault(trigger, []).append(mention)
    return out


def _listed(named: list[Mention]) -> str:
    words = [one.identity.short for one in named]
    more = len(words) - SHOWN
    return listed(words) if more < 2 else listed([*words[:SHOWN], f"{more} more"])
