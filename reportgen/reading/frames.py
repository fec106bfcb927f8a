"""What an element of a web page makes of the letters in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.model.manuscript import Role, Voice

NAME = re.compile(r"\w+")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BREAKS = frozenset(
    NAME.findall(
        "address article aside blockquote body br caption center dd desc details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p "
        "pre section summary svg table tbody td tfoot th thead title tr ul"
    )
)
ROLES: dict[str, Role] = {
    "li": "item", "dd": "item", "dt": "item", "blockquote": "quote", "figcaption": "caption", "caption": "caption",
    "summary": "caption", "legend": "caption", "pre": "code", "title": "title", **dict.fromkeys(HEADINGS, "heading"),
}  # fmt: skip
UNREAD = frozenset(
    NAME.findall(
        "audio button canvas code datalist form iframe kbd map math menu nav noscript object samp select svg "
        "template tt video"
    )
)
SECTIONS = frozenset(NAME.findall("article aside details footer main section"))
OUT_OF_SIGHT = re.compile(
    r"(?:^|\s)(?:skip|skip-link|sr-only|visually-?hidden|screen-reader-text|hidden|d-none|tooltip)(?:\s|$)",
    re.IGNORECASE,
)
NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
SMALL_PRINT = re.compile(r"disclos|disclaim|\blegal|fine-?print|small-?print|\bimprint", re.IGNORECASE)
RISKS = re.compile(r"(?:^|[\s_-])risks?(?:$|[\s_-])", re.IGNORECASE)
QUOTE = re.compile(r"pull-?quote|block-?quote|testimonial", re.IGNORECASE)
DEEPEST = 30
CELLS = frozenset(NAME.findall("td th tr tbody tfoot thead"))
IMPLIED: dict[str, frozenset[str]] = {
    "p": BREAKS - {"br", "title", "desc", "svg"}, "li": frozenset(["li"]), "dt": frozenset(["dt", "dd"]),
    "dd": frozenset(["dt", "dd"]), "td": CELLS, "th": CELLS, "tr": CELLS - {"td", "th"},
    "option": frozenset(["option"]),
    "thead": frozenset(["tbody", "tfoot"]), "tbody": frozenset(["tbody", "tfoot"]), "head": frozenset(["body"]),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """An open element, and what it and those around it make of the letters in it.

    `told` says that a picture around it has its words already; `sections` counts those around it that end a heading's
    reach, which `scopes` tells one by one.
    """

    name: str
    role: Role = "paragraph"
    voice: Voice = "author"
    level: int = 0
    unread: bool = False
    told: bool = False
    sections: int = 0
    scopes: tuple[int, ...] = ()


def implied(opened: str, name: str) -> bool:
    """Whether an open element ends where another begins, as HTML lets it."""
    return name in IMPLIED.get(opened, ())


def framed(name: str, has: dict[str, str], above: Frame) -> Frame:
    """The frame of an element by its name and attributes, in the one around it."""
    marks = f"{has.get('class', '')} {has.get('id', '')}"
    role, voice = ROLES.get(name, above.role), above.voice
    if above.role == "quote" and role in ("item", "paragraph"):
        role = "quote"
    if name in ("title", "desc") and above.name in ("svg", "g"):
        return Frame(name, "alt", voice, 0, above.told, above.told, above.sections, above.scopes)
    if "data-disclosure" in has or "data-disclaimer" in has or SMALL_PRINT.search(marks):
        voice = "disclosure"
    elif RISKS.search(marks):
        voice = "risk"
    elif name == "blockquote" or (QUOTE.search(marks) and name not in HEADINGS):
        role, voice = "quote", "quote"
    if above.role == "quote" and name in ("cite", "footer", "figcaption"):
        role, voice = "caption", "author"
    elif name == "footer" and not above.sections:
        voice = "disclosure"
    told = above.told or has.get("role") == "img" or (name == "svg" and has.get("aria-hidden") == "true")
    unread = above.unread or told or "hidden" in has or has.get("aria-hidden") == "true"
    unread = unread or (name in UNREAD and not (name == "code" and above.role == "code"))
    unread = unread or OUT_OF_SIGHT.search(has.get("class", "")) is not None
    unread = unread or NO_DISPLAY.search(has.get("style", "")) is not None
    sections = above.sections + (name in SECTIONS and above.sections < DEEPEST)
    return Frame(name, role, voice, HEADINGS.get(name, above.level), unread, told, sections, above.scopes)
