"""Which parts of a page are disclosures, and whether they can be read: text, seen, dark, no smaller than the body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element as Plain

from reportgen.editions.legible import needed, own_text, ratio
from reportgen.editions.looks import Look
from reportgen.editions.sheets import View
from reportgen.editions.told import PROMINENCE, SIZE_OF_RISKS, WCAG, Severity, shortened, told
from reportgen.editions.tree import Element, children, elements, parents_of, read, words
from reportgen.model import Finding
from reportgen.reference import wordings

NAMED = re.compile(
    r"(?:^|[\s_-])(?:disclosures?|disclaimers?|risks?|risk-?warnings?|smallprint|fineprint|legal)(?:$|[\s_-])", re.I
)
SPOKEN = re.compile(
    r"past (?:performance|results?)\b.{0,40}\b(?:not|no)\b|(?:may|can|could) lose (?:value|money|some|all|your)"
    r"|not (?:intended as |constitute |to be )?(?:investment|financial) advice"
    r"|invest(?:ing|ments?) (?:\w+ ){0,3}involves?"
    r"|get back less than|risk of loss|principal (?:value )?(?:is )?(?:at risk|not guaranteed)|capital (?:is )?at risk",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
RISK = re.compile(
    r"past (?:performance|results?)|lose (?:value|money|some|all|your)|involves?\b.{0,40}\brisks?|get back less than"
    r"|risk of loss|at risk|principal (?:is )?not guaranteed",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
"""Words that only a disclosure says, and those among them that tell a risk."""
RISKS = "risk "
"""What the ids of an issue's own risks begin with; a number follows."""
SLACK = 0.005
"""The share by which a size may be smaller before it is: browsers round."""
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "sup"])
"""Parts whose size is no part of what a disclosure says: its title, a note call."""
BESIDE = frozenset(["figure", "table", "svg", "details", "header", "footer", "nav", "style", "script", "title"])
"""Parts that are no running text."""
HIDERS = frozenset(["nav", "header", "form", "button", "menu"])


@dataclass(frozen=True)
class Disclosed:
    """A disclosure in a page: its id and version where the page tells them, its words, whether it tells a risk."""

    id: str
    version: str
    text: str
    risk: bool
    element: Element


def disclosed(root: Element) -> tuple[Disclosed, ...]:
    """The disclosures of a page: those it marks, or, where it marks none, those that its names and words give away."""
    parents = parents_of(root)
    marked: dict[Element, None] = {}
    for one in elements(root):
        if one.get("data-disclosure") and not _within(one, marked, parents):
            marked[one] = None
    if not marked:
        return _guessed(root)
    found = []
    for element in marked:
        id, _, version = element.get("data-disclosure", "").partition("@")
        text = _body(element)
        found.append(Disclosed(id, version, text, tells_risk(id, text), element))
    return (*found, *(Disclosed("", "", words(one), True, one) for one in _risks(root)))


def disclosures_in(html: bytes | str) -> dict[str, str]:
    """The words of the disclosures that a page marks, by id, and of its risks, by number: what its other editions must
    print as well.
    """
    root = read(html)
    found = {one.id: one.text for one in disclosed(root) if one.id}
    risks = [part for box in _risks(root) for part in children(box) if part.tag == "section"]
    return found | {f"{RISKS}{number}": _body(part) for number, part in enumerate(risks, 1)}


def _risks(root: Element) -> list[Element]:
    return [one for one in elements(root) if "risks" in one.get("class", "").split() and words(one)]


def _body(element: Element) -> str:
    """What a disclosure says below its title."""
    text = words(element)
    for heading in elements(element):
        if heading.tag in HEADINGS:
            text = text.replace(words(heading), "", 1)
    return " ".join(text.split())


def _within(element: Element, others: Collection[Element], parents: Mapping[Plain, Element]) -> bool:
    """Whether the element stands in one of these."""
    around = parents.get(element)
    while around is not None and around not in others:
        around = parents.get(around)
    return around is not None


def tells_risk(id: str, text: str) -> bool:
    """Whether a disclosure tells a risk: the library's word on it, or, for others, its own."""
    known = {wording.id: wording.risk for wording in wordings()}
    return known.get(id, id.startswith(RISKS) or bool(RISK.search(text)))


def _guessed(root: Element) -> tuple[Disclosed, ...]:
    found: list[Disclosed] = []
    parents = parents_of(root)
    taken: set[Element] = set()
    for element in elements(root):
        if element.tag in ("html", "head", "body", "main", "a", *HIDERS) or parents.get(element) in taken:
            if parents.get(element) in taken:
                taken.add(element)
            continue
        named = NAMED.search(f" {element.get('class', '')} {element.get('id', '')} ")
        if not (named or SPOKEN.search(own_text(element))):
            continue
        text = words(element)
        if len(text) >= 25:
            taken.add(element)
            found.append(
                Disclosed("", "", text, bool(RISK.search(text)) or "risk" in (named or [""])[0].lower(), element)
            )
    return tuple(found)


def smallprint(
    root: Element, seen: Mapping[View, Mapping[Element, Look]], required: Iterable[str], file: str
) -> Iterator[Finding]:
    """Findings on the disclosures of a page; `required` are the ids that must stand in it."""
    found = disclosed(root)
    there = {one.id for one in found}
    for id in required:
        if id not in there:
            yield told(
                "disclosure-missing", "error", file, None, f"the disclosure “{id}” does not stand in the page",
                PROMINENCE, suggestion="Build the page anew with a template that prints the disclosures.",
            )  # fmt: skip
    for one in found:
        yield from _as_image(one, file)
        yield from _hidden(one, seen, file)
        yield from _faint(one, seen, file)
    yield from _small(found, root, seen, file)


def _called(one: Disclosed) -> str:
    return (
        f"the disclosure “{one.id}”"
        if one.id
        else f"the {'risk' if one.risk else 'disclosure'} text {shortened(one.text)}"
    )


def _severity(one: Disclosed) -> Severity:
    return "error" if one.risk else "warning"


def _as_image(one: Disclosed, file: str) -> Iterator[Finding]:
    text = "".join(own_text(each) for each in elements(one.element))
    images = [each for each in elements(one.element) if each.tag in ("img", "svg", "canvas", "object")]
    if len(text) < 25 and images:
        yield told(
            "disclosure-image", "error", file, images[0], f"{_called(one)} is a picture, not text",
            f"{WCAG['images-of-text']}; {PROMINENCE}", suggestion="Set its words as text.",
        )  # fmt: skip
    elif not text and one.id:
        yield told("disclosure-missing", "error", file, one.element, f"{_called(one)} has no words", PROMINENCE)


def _hidden(one: Disclosed, seen: Mapping[View, Mapping[Element, Look]], file: str) -> Iterator[Finding]:
    for view, looks in seen.items():
        texts = [each for each in elements(one.element) if own_text(each)]
        unseen = [each for each in texts if not looks[each].shown]
        folded = [each for each in texts if looks[each].shown and looks[each].folded]
        if not unseen and not folded:
            continue
        where = f" in a window {view.width:g} pixels wide" if any(w.width != view.width for w in seen) else ""
        how = "cannot be seen" + where if unseen else "shows only when it is opened"
        yield told(
            "disclosure-hidden", _severity(one) if folded and not unseen else "error", file, one.element,
            f"{_called(one)} {how}", PROMINENCE, evidence=one.text,
            suggestion="Let it stand open in the page.",
        )  # fmt: skip
        return


def _faint(one: Disclosed, seen: Mapping[View, Mapping[Element, Look]], file: str) -> Iterator[Finding]:
    for view, looks in seen.items():
        for each in elements(one.element):
            found = ratio(looks[each]) if own_text(each) else None
            if found is not None and found < needed(looks[each]) - 0.005:
                at = ", in the dark" if view.scheme == "dark" else ""
                measured = f"{int(found * 100) / 100:.2f}:1{at}; it needs {needed(looks[each]):g}:1"
                yield told(
                    "disclosure-faint", "error", file, each, f"{_called(one)} has a contrast of {measured}",
                    f"{WCAG['contrast']}; {PROMINENCE}", evidence=one.text, suggestion="Set it in the body's colour.",
                )  # fmt: skip
                return


def _small(
    found: tuple[Disclosed, ...], root: Element, seen: Mapping[View, Mapping[Element, Look]], file: str
) -> Iterator[Finding]:
    """One finding for each size that is too small, at the first place: all that is set in it is mended at once."""
    apart = {each for one in found for each in elements(one.element)}
    told_of: set[Element] = set()
    for looks in seen.values():
        body = _predominant(root, apart, looks)
        sizes: dict[tuple[float, Severity], list[tuple[Disclosed, Element]]] = {}
        for one in found:
            least = _least(one, looks)
            if least is not None and one.element not in told_of and looks[least].size < body * (1 - SLACK):
                told_of.add(one.element)
                sizes.setdefault((looks[least].size, _severity(one)), []).append((one, least))
        for (size, severity), same in sizes.items():
            one, least = same[0]
            more = f" (and {len(same) - 1} more)" if len(same) > 1 else ""
            yield told(
                "disclosure-small", severity, file, least,
                f"{_called(one)}{more} is set in {size:.3g} px, smaller than the body's {body:.3g} px",
                SIZE_OF_RISKS, evidence=own_text(least), suggestion=f"Set it in {body:.3g} px or larger.",
            )  # fmt: skip


def _least(one: Disclosed, looks: Mapping[Element, Look]) -> Element | None:
    """The part of a disclosure that is set in the smallest type."""
    texts = (each for each in elements(one.element) if each.tag not in HEADINGS and len(own_text(each)) > 3)
    return min((each for each in texts if looks[each].shown), key=lambda each: looks[each].size, default=None)


def _predominant(root: Element, apart: Collection[Element], looks: Mapping[Element, Look]) -> float:
    """The size of the running text: the one in which most of its letters are set, with the disclosures (`apart`) or
    without them, whichever is larger. A wall of small print is no body, and neither are the captions of many tables.
    """
    beside = {each for element in elements(root) if element.tag in BESIDE for each in elements(element)}
    running = [element for element in elements(root) if looks[element].shown and element not in beside]
    running = running if any(own_text(element) for element in running) else list(elements(root))
    sizes: Counter[float] = Counter()
    for element in running:
        if element not in apart:
            sizes[round(looks[element].size, 2)] += len(own_text(element))
    body = sizes.most_common(1)
    for element in running:
        if element in apart:
            sizes[round(looks[element].size, 2)] += len(own_text(element))
    return max((size for size, _ in (*body, *sizes.most_common(1))), default=0.0)
