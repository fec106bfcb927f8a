"""Which disclosures must stand: the content calls for them, by triggers that each name their evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from reportgen.compose.ink import Ink
from reportgen.formats import listed
from reportgen.model import Block, Disclosure, Project
from reportgen.reference import owner_marks, wordings

Trigger = Callable[[Project, Sequence[Block], Ink, str], str]


def standing(project: Project, ink: Ink, blocks: Sequence[Block], text: str) -> tuple[Disclosure, ...]:
    """The disclosures that this issue's content calls for, in the library's order.

    `text` is the whole issue as plain text. A wording of the publication's own (`disclosures:` in config.yaml)
    stands in for the library's; a statement that only the publisher can make has no text until it is made.
    """
    out = []
    for wording in wordings():
        because = TRIGGERS[wording.trigger](project, blocks, ink, text)
        words = project.wordings.get(wording.id, wording.text)
        if because:
            out.append(
                Disclosure(wording.id, wording.version, wording.title, _filled(words, project), because, wording.risk)
            )
    return tuple(out)


def _filled(text: str, project: Project) -> str:
    indexes = [one for one in project.instruments.values() if one.kind == "index"]
    marks = " ".join(dict.fromkeys(filter(None, (one.marks or owner_marks(one.owner) for one in indexes))))
    defined = " ".join(f"The {one.name} measures {one.tracks}." for one in indexes if one.tracks)
    names = listed([one.name for one in indexes])
    return (
        text.replace("{definitions}", defined).replace("{marks}", marks).replace("{indexes}", names)
        .replace("{publisher}", project.publication.publisher).strip()
    )  # fmt: skip


def _kinds(blocks: Sequence[Block]) -> set[str]:
    return {block.kind for block in blocks}


def _word(pattern: str, what: str) -> Trigger:
    compiled = re.compile(pattern, re.IGNORECASE)

    def trigger(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
        found = compiled.search(text)
        return f"{what}: “{found[0]}”" if found else ""

    return trigger


def _index(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
    named = [one.name for one in project.instruments.values() if one.kind == "index"]
    return f"names an index: {listed(named)}" if named else ""


def _return(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
    found = next((p for p in ink.printed if p.figure.unit == "fraction"), None)
    return f"prints a computed return: {found.text} ({found.figure.id})" if found else ""


def _total_return(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
    found = next((p for p in ink.printed if p.figure.period.endswith("_total")), None)
    return f"prints a total return: {found.text} ({found.figure.id})" if found else ""


_of_rates = _word(r"federal funds|Federal Reserve|interest[- ]rates?", "speaks of interest rates")


def _rates(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
    found = next((p for p in ink.printed if p.figure.unit in ("yield", "yield_difference")), None)
    printed = f"prints a rate: {found.text} ({found.figure.id})" if found else ""
    return _of_rates(project, blocks, ink, text) or printed


_of_small = _word(r"small[- ]caps?\b|smaller companies", "speaks of small companies")


def _small(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
    found = next((one.name for one in project.instruments.values() if one.symbol == "^RUT"), "")
    return f"names a small-company index: {found}" if found else _of_small(project, blocks, ink, text)


def _fund(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
    rows = [one.name for one in project.instruments.values() if one.kind == "fund"]
    rows += [f.ticker for b in blocks if b.kind == "instruments" for f in b.content.rows]
    rows += [t for t in project.funds if t not in rows and re.search(rf"\b{re.escape(t)}\b", text)]
    return (
        f"names a fund: {listed(rows)}" if rows else _word(r"\bETFs?\b", "speaks of funds")(project, blocks, ink, text)
    )


def _factor(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
    found = next((f.name for b in blocks if b.kind == "instruments" for f in b.content.rows if "actor" in f.name), "")
    return f"names a factor fund: {found}" if found else ""


def _quote(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
    found = next((b.content.speaker for b in blocks if b.kind == "quote"), "")
    return f"quotes {found}" if found else ""


def _cited(ink: Ink) -> list[str]:
    """The facts that are printed or whose notes are called, by key."""
    printed = [p.figure.id.removeprefix("facts.") for p in ink.printed if p.figure.id.startswith("facts.")]
    return list(dict.fromkeys([*printed, *ink.called]))


_of_future = _word(r"\b(forecasts?|projected|estimates?|outlook|expected to)\b", "speaks of the future")


def _fact(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
    cited = _cited(ink)
    return f"cites {ink.facts[cited[0]].source}" if cited else ""


def _forecast(project: Project, blocks: Sequence[Block], ink: Ink, text: str) -> str:
    kinds = {"forecast", "estimate"}
    found = next((f for k, f in project.issue.facts.items() if k in _cited(ink) and f.kind in kinds), None)
    if found:
        return f"prints {'an' if found.kind == 'estimate' else 'a'} {found.kind}: {found.about}"
    return _of_future(project, blocks, ink, text)


TRIGGERS: Mapping[str, Trigger] = {
    "always": lambda *_: "stands in every issue",
    "index": _index,
    "return": _return,
    "total_return": _total_return,
    "small_caps": _small,
    "fund": _fund,
    "factor": _factor,
    "active": _word(r"\bactive(ly)?[- ](manage\w*|funds?)\b", "speaks of active management"),
    "quote": _quote,
    "forecast": _forecast,
    "rates": _rates,
    "fact": _fact,
}
"""Trigger names of the library's files, and the functions that find their evidence (empty: not called for)."""
