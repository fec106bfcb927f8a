"""Whether text can be read on what lies behind it, and lines of a chart be seen: by day, by night and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reportgen.editions.colours import contrast, over
from reportgen.editions.drawings import grounds, lines
from reportgen.editions.looks import Look
from reportgen.editions.sheets import View
from reportgen.editions.told import WCAG, shortened, told
from reportgen.editions.tree import Element, elements
from reportgen.model import Finding

LARGE, LARGE_BOLD, BOLD = 24.0, 18.66, 700
READABLE = re.compile(r"\w")
NIGHT = "in the dark, "
TEXT, BIG, STROKE = 4.5, 3.0, 3.0


def needed(look: Look) -> float:
    """The ratio that text of this size and weight needs."""
    return BIG if look.size >= LARGE or (look.size >= LARGE_BOLD and look.weight >= BOLD) else TEXT


def ratio(look: Look) -> float | None:
    """The contrast of an element's text; None where it cannot be told."""
    if look.ground is None or not look.known or not look.shown:
        return None
    colour = look.colour._replace(alpha=look.colour.alpha * look.alpha)
    return contrast(over(colour, look.ground), look.ground)


def legible(root: Element, seen: Mapping[View, Mapping[Element, Look]], file: str) -> Iterator[Finding]:
    """One finding for each pair of colours that is too faint, at the first place where it stands."""
    pairs: dict[object, list[tuple[Element, Finding]]] = {}
    drawn = {one for svg in root.iter("svg") for one in svg.iter()}
    for view, looks in seen.items():
        for element in elements(root):
            if element.tag == "svg" and view.width == max(each.width for each in seen):
                for shape, finding in _drawn(element, looks, view, file):
                    pairs.setdefault(finding.message.removeprefix(NIGHT), []).append((shape, finding))
            look = looks[element]
            text = own_text(element) if element not in drawn and look.shown else ""
            found = ratio(look) if text else None
            if found is not None and found < needed(look) - 0.005:
                finding = _faint(view, element, text, look, found, file)
                pairs.setdefault((look.colour, look.ground), []).append((element, finding))
    for found_there in pairs.values():
        first = found_there[0][1]
        more = len({id(element) for element, _ in found_there}) - 1
        yield replace(first, message=first.message + (f"; {more} more places" if more else ""))


def own_text(element: Element) -> str:
    """The words that stand in an element itself; nothing where there is no letter or digit."""
    text = (element.text or "") + " ".join(child.tail or "" for child in element)
    return " ".join(text.split()) if READABLE.search(text) else ""


def _faint(view: View, element: Element, text: str, look: Look, found: float, file: str) -> Finding:
    at = NIGHT if view.scheme == "dark" else ""
    return told(
        "access-contrast", "error", file, element,
        f"{at}{shortened(text)} has a contrast of {_printed(found)}:1"
        f" ({over(look.colour, look.ground or look.colour)} on {look.ground}); it needs {needed(look):g}:1",
        WCAG["contrast"], evidence=text, suggestion="Darken one of the two colours, or lighten the other.",
    )  # fmt: skip


def _printed(ratio: float) -> str:
    """A ratio, never rounded up to what is needed."""
    return f"{int(ratio * 100) / 100:.2f}"


def _drawn(svg: Element, looks: Mapping[Element, Look], view: View, file: str) -> Iterator[tuple[Element, Finding]]:
    at = NIGHT if view.scheme == "dark" else ""
    page = looks[svg].ground
    for text, ground in grounds(svg, looks, page):
        look = looks[text]
        colour = look.fill if look.fill is not None else look.colour
        if ground is None or not look.shown or not look.known:
            continue
        found = contrast(over(colour, ground), ground)
        if found < TEXT - 0.005:
            yield text, told(
                "access-contrast", "error", file, text,
                f"{at}words of a drawing have a contrast of {_printed(found)}:1"
                f" ({over(colour, ground)} on {ground}); they need 4.5:1",
                WCAG["contrast"], evidence=" ".join("".join(text.itertext()).split()),
            )  # fmt: skip
    if page is None:
        return
    for line in lines(svg, looks):
        look = looks[line]
        found = contrast(over(look.stroke, page), page)
        if look.known and look.stroke.alpha and found < STROKE - 0.005:
            yield line, told(
                "access-contrast", "error", file, line,
                f"{at}a line of a chart has a contrast of {_printed(found)}:1"
                f" ({over(look.stroke, page)} on {page}); it needs 3:1",
                WCAG["strokes"],
            )  # fmt: skip
