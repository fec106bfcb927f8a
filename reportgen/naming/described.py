"""What a text says of a fund that it names: the index followed, the yearly cost, that it multiplies or turns round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportgen.model import Finding, Manuscript, Span
from reportgen.naming.compared import tokens, tracks
from reportgen.naming.mentions import Mention
from reportgen.naming.told import Severity, finding, source
from reportgen.reference import Identity

DESCRIBED = "What a fund follows, costs and multiplies is stated as its issuer does."
FOLLOWS = re.compile(
    r"\b(?:tracks?|tracking|follows?|following|replicates?|mirrors?|(?:is )?(?:benchmarked|pegged|linked|tied) to"
    r"|seeks? to (?:track|match|replicate)(?: the (?:performance|results|return|returns) of)?)\s+(?:the\s+)?",
    re.IGNORECASE,
)
PROPER = r"(?:(?:[A-Z]\.)+|[A-Z0-9][\w&’'+/-]*(?:\.\d+)?|of|and)"
INDEX = re.compile(rf"(?P<index>{PROPER}(?:[ -](?!Index|Average){PROPER})*(?: Index| Average)?)")
ALONE = frozenset(("dow", "nasdaq", "russell"))
"""Names that stand alone for an index."""
OWNED = frozenset((
    "sp", "russell", "crsp", "msci", "ftse", "nasdaq", "dow", "stoxx", "bloomberg", "ice", "solactive", "wilshire",
    "nyse", "morningstar",
))  # fmt: skip
CHARGE = r"(?:expense ratio|annual fee|yearly charge|yearly fee|management fee)"
COST = re.compile(
    rf"\b{CHARGE}s?(?: of| is| at|:)?(?: just| only)? (?P<cost>\d+(?:\.\d+)?)\s?%"
    rf"|\b(?P<cost2>\d+(?:\.\d+)?)\s?% {CHARGE}",
    re.IGNORECASE,
)
GEARED = re.compile(
    r"\b(?:leverag\w*|geared|\d(?:\.\d)?x|-?\d(?:\.\d)?[- ]times|two times|three times|twice|double[sd]?|tripl\w+"
    r"|\d00%|multiple of)\b",
    re.IGNORECASE,
)
INVERSE = re.compile(
    r"\b(?:inverse|opposite|short|bear|against|bet(?:s|ting)? on (?:a )?(?:fall|decline|drop))\b|-\d(?:\.\d)?x",
    re.IGNORECASE,
)


def describes(text: str) -> bool:
    """Whether a text says of anything what it follows or costs."""
    return bool(FOLLOWS.search(text) or COST.search(text))


def described(file: str, one: Mention, fund: Identity, end: date) -> Iterator[Finding]:
    """The index that the sentence says it follows, and the cost that it states."""
    text = one.part.text
    start = max(one.at.end, one.name.end if one.name else 0)
    ahead = text[start : start + 300]
    stop = re.search(r"\([A-Z]{2,5}\)|;|\bwhile\b|\bwhereas\b", ahead)
    ahead = ahead[: stop.start()] if stop else ahead
    follows = FOLLOWS.search(ahead)
    if follows and len(re.findall(r"[.!?] [A-Z]", ahead[: follows.start()])) <= 1:
        index = INDEX.match(ahead, follows.end())
        if index and _names_index(index["index"], fund) and not tracks(index["index"], fund):
            span = Span(start + index.start("index"), start + index.end("index"))
            message = f"{one.ticker} follows the {fund.tracks}"
            yield finding(
                file, one.part, span, "instrument-tracks", "error", message, fund.tracks, DESCRIBED, source(fund)
            )
    cost = COST.search(ahead)
    if cost and fund.expense_ratio:
        group = "cost" if cost["cost"] else "cost2"
        stated, right = cost[group], fund.expense_ratio.rstrip("%")
        if _differs(stated, right):
            span = Span(start + cost.start(group), start + cost.end(group))
            message = f"the expense ratio of {one.ticker} is {fund.expense_ratio} ({fund.source}, {fund.as_of})"
            hint = "Print the newer one, and state its source in the project's funds: or instruments.yaml."
            years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", fund.as_of)]
            severity: Severity = "error" if max(years, default=0) >= end.year - 1 else "warning"
            yield finding(file, one.part, span, "instrument-cost", severity, message, hint, DESCRIBED, source(fund))


def _differs(stated: str, right: str) -> bool:
    """Whether a printed cost is another one: as many decimals as are printed count."""
    decimals = len(stated.partition(".")[2])
    return bool(abs(float(stated) - float(right)) > 0.5 * 10**-decimals + 1e-9)


def _names_index(words: str, fund: Identity) -> bool:
    """Whether words name an index, so that it can be a wrong one, and the fund follows an index at all."""
    if not re.search(r"\b(?:Index|Average|S&P|Composite)\b", fund.tracks):
        return False
    found = tokens(words)
    if len(found) == 1:
        return found[0] in ALONE and found[0] not in tokens(fund.tracks)
    ends = re.search(r"\b(?:Index|Average|Composite)\b", words)
    return bool(ends and len(found) > 1) or (len(found) > 1 and bool(OWNED & set(found)))


def geared(manuscript: Manuscript, one: Mention, fund: Identity) -> bool:
    """Whether the text says near the fund that it multiplies or turns round a day's change."""
    parts = manuscript.parts
    index = next(i for i, part in enumerate(parts) if part is one.part)
    around = " ".join(
        (
            one.part.caption,
            *one.part.path[-1:],
            *one.part.heads,
            *(p.text for p in parts[max(0, index - 1) : index + 2]),
        )
    )
    said = re.sub(r"\b(?:Ultra(?:Pro|Short)?|Bull|Bear)\b", "", around)
    return bool((not fund.leveraged or GEARED.search(said)) and (not fund.inverse or INVERSE.search(said)))


def unsaid(file: str, one: Mention, fund: Identity) -> Finding:
    """The finding that a fund multiplies or turns round a day's change, unsaid."""
    what = " and ".join(w for w, is_so in (("leveraged", fund.leveraged), ("inverse", fund.inverse)) if is_so)
    message = (
        f"{one.ticker} is {what}, and the text does not say so: the {fund.name} rests on a day's change of the "
        f"{fund.tracks}"
    )
    hint = f"Say that it is {what} and that it is reset every day."
    return finding(file, one.part, one.at, "instrument-leveraged", "error", message, hint, DESCRIBED, source(fund))
