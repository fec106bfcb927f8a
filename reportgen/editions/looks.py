"""How each element of a page looks in a view: size and weight of its type, its colours, what lies behind it, and
whether it is seen at all. The cascade of CSS as far as these need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import tinycss2
from cssselect2 import ElementWrapper
from tinycss2.ast import Node

from reportgen.editions.colours import CLEAR, SYSTEM, Colour, Scheme, colour_of, over
from reportgen.editions.lengths import size_of
from reportgen.editions.sheets import Declared, Sheets, View, applies, declarations
from reportgen.editions.tree import Element, children, elements

SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83, "sub": 0.83, "sup": 0.83, "big": 1.2}
BOLD = frozenset(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
UNSEEN = frozenset(
    ["head", "style", "script", "template", "title", "noscript", "datalist", "desc", "metadata", "defs", "clippath"]
)
PAINTED = ("fill", "stroke", "font-size", "font-weight", "opacity", "display")
"""Attributes of drawings that say what CSS says, and give way to it."""
PICTURE = re.compile(r"url|gradient|image")
STEPS = 300
"""Tokens that are put in for the names in one value; names that stand for more, or for one another, say nothing."""


@dataclass(frozen=True)
class Look:
    """An element in a view: sizes in pixels, `ground` the opaque colour behind its text (None: a picture, or unknown).

    `own` are the custom properties that hold there; `known` is False where a value could not be told. `folded` is text
    that shows only once a part is opened.
    """

    colour: Colour
    ground: Colour | None
    size: float = 16.0
    weight: float = 400
    shown: bool = True
    folded: bool = False
    alpha: float = 1.0
    fill: Colour | None = None
    stroke: Colour = CLEAR
    scheme: Scheme = "light"
    known: bool = True
    own: Mapping[str, list[Node]] = field(default_factory=dict)


class _Kind(NamedTuple):
    """What decides how an element looks, but for its parent and the view: alike for all its like on the page."""

    tag: str
    link: bool
    hidden: bool
    style: str
    painted: tuple[tuple[str, str], ...]
    matched: tuple[Declared, ...]


class Styled:
    """A page with its sheets, ready to be looked at in any view."""

    def __init__(self, root: Element, sheets: Sheets) -> None:
        self.sheets = sheets
        self._kinds: list[_Kind] = []
        self._plan: list[tuple[Element, int, int, bool]] = []
        self._lay_out(root)
        named = [one.get("content", "") for one in elements(root) if one.get("name") == "color-scheme"]
        self._schemes = " ".join(named).lower()

    def both(self) -> bool:
        """Whether the page looks otherwise by night."""
        declared = (each for kind in self._kinds for one in kind.matched for each in (*one.plain, *one.urgent))
        return (
            "dark" in self._schemes
            or any("prefers-color-scheme" in query for query in self.sheets.media)
            or any(name == "color-scheme" and "dark" in tinycss2.serialize(value) for name, value in declared)
        )

    def seen(self, view: View) -> dict[Element, Look]:
        """The look of every element."""
        scheme: Scheme = "dark" if view.scheme == "dark" and "dark" in self._schemes else "light"
        start = Look(SYSTEM[scheme]["canvastext"], SYSTEM[scheme]["canvas"], scheme=scheme)
        said = [_said(kind, view) for kind in self._kinds]
        looks: list[Look] = []
        computed: dict[tuple[int, int], Look] = {}
        folded: dict[int, Look] = {}
        size = start.size
        for _, parent, number, fold in self._plan:
            above = looks[parent] if looks else start
            if fold and not above.folded:
                above = folded.setdefault(id(above), replace(above, folded=True))
            look = computed.get((id(above), number))
            if look is None:
                look = computed[id(above), number] = _look(self._kinds[number], said[number], above, size, view)
            if not looks:
                size = look.size
            looks.append(look)
        return {element: look for (element, *_), look in zip(self._plan, looks, strict=True)}

    def _lay_out(self, root: Element) -> None:
        """The elements in the order of the page, each with its parent's number, its kind and whether it is folded."""
        numbers: dict[tuple[object, ...], int] = {}
        todo: list[tuple[ElementWrapper | None, Element, int, bool]]
        todo = [(ElementWrapper.from_html_root(root), root, 0, False)]
        while todo:
            wrapped, element, parent, fold = todo.pop()
            matched = self.sheets.matched(wrapped) if wrapped is not None else ()
            held = element.attrib
            painted = tuple((name, held[name]) for name in PAINTED if name in held)
            kind = _Kind(
                element.tag, element.tag == "a" and "href" in held, "hidden" in held, held.get("style", ""), painted,
                matched,
            )  # fmt: skip
            key = (*kind[:-1], *map(id, matched))
            number = numbers.setdefault(key, len(self._kinds))
            if number == len(self._kinds):
                self._kinds.append(kind)
            here = len(self._plan)
            self._plan.append((element, parent, number, fold))
            closed = element.tag == "details" and "open" not in held
            if wrapped is None or (element.tag == "svg" and not self.sheets.reach_into(element)):
                todo += [(None, child, here, fold) for child in reversed(children(element))]
            else:
                below = [(each, each.etree_element) for each in wrapped.iter_children()]
                todo += [
                    (each, child, here, fold or (closed and child.tag != "summary")) for each, child in reversed(below)
                ]


def _said(kind: _Kind, view: View) -> dict[str, list[Node]]:
    """What is declared for an element in a view, the strongest word on each property."""
    matched = [one for one in kind.matched if all(applies(query, view) for query in one.media)]
    plain, urgent = _parsed(kind.style) if kind.style else ((), ())
    said = {name: _tokens(value) for name, value in kind.painted}
    for declared in (*(one.plain for one in matched), plain, *(one.urgent for one in matched), urgent):
        for name, value in declared:
            said.pop(name, None)
            said[name] = value
    return said


@lru_cache(1024)
def _parsed(style: str) -> tuple[tuple[tuple[str, list[Node]], ...], tuple[tuple[str, list[Node]], ...]]:
    return declarations(style)


@lru_cache(1024)
def _tokens(value: str) -> list[Node]:
    return list(tinycss2.parse_component_value_list(value))


def _look(kind: _Kind, said: dict[str, list[Node]], parent: Look, root: float, view: View) -> Look:
    stated = {name: value for name, value in said.items() if name.startswith("--")}
    own = {**parent.own, **stated} if stated else parent.own
    values = {name: _resolved(value, own) for name, value in said.items() if not name.startswith("--")}
    scheme = parent.scheme
    if "color-scheme" in values:
        names = _words(values["color-scheme"])
        scheme = view.scheme if view.scheme in names else "dark" if names == ["dark"] else "light"
    if kind.tag == "html":
        parent = replace(parent, colour=SYSTEM[scheme]["canvastext"], ground=SYSTEM[scheme]["canvas"])
    size, weight, sized = _type(kind.tag, values, parent, root, view.width)
    colour: Colour | None = SYSTEM[scheme]["linktext"] if kind.link else parent.colour
    if "color" in values:
        inherited = _words(values["color"]) in (["inherit"], ["unset"])
        colour = parent.colour if inherited else colour_of(values["color"], scheme, parent.colour)
    known = parent.known and sized and colour is not None
    colour = colour or parent.colour
    display, visible = _words(values.get("display", [])), _words(values.get("visibility", []))
    away = display == ["none"] or visible in (["hidden"], ["collapse"]) or (kind.hidden and not display)
    return Look(
        colour,
        _ground(values, scheme, colour, parent.ground),
        size,
        weight,
        parent.shown and kind.tag not in UNSEEN and not away,
        parent.folded,
        parent.alpha * _fraction(values.get("opacity")),
        _paint(values, "fill", scheme, colour, parent.fill),
        _paint(values, "stroke", scheme, colour, parent.stroke) or CLEAR,
        scheme,
        known,
        own,
    )


def _type(
    tag: str, values: dict[str, list[Node]], parent: Look, root: float, width: float
) -> tuple[float, float, bool]:
    """Size and weight of an element's type, and whether all that is said of them could be told."""
    size, weight, known = parent.size * SIZES.get(tag, 1.0), 700.0 if tag in BOLD else parent.weight, True
    for name, value in values.items():
        if name == "font":
            value, heavy = _shorthand(value)
            weight = heavy or weight
        if name in ("font", "font-size") and value:
            found = size_of(value, parent.size, root, width)
            known = known and found is not None
            size = size if found is None else found
        elif name == "font-weight":
            weight = _weight(value, parent.weight) or weight
    return size, weight, known


def _resolved(value: list[Node], own: Mapping[str, list[Node]]) -> list[Node]:
    """Tokens with var() put in; nothing where names stand for one another without end."""
    if not any(token.type == "function" for token in value):
        return value
    steps = iter(range(STEPS))
    out = _put_in(value, own, steps)
    return out if next(steps, None) is not None else []


def _put_in(value: list[Node], own: Mapping[str, list[Node]], steps: Iterator[int]) -> list[Node]:
    out: list[Node] = []
    for token in value:
        if next(steps, None) is None:
            return []
        if token.type != "function":
            out.append(token)
        elif token.lower_name == "var":
            name = next((each.value for each in token.arguments if each.type == "ident"), "")
            commas = [at for at, each in enumerate(token.arguments) if each == ","]
            fallback = token.arguments[commas[0] + 1 :] if commas else []
            out += _put_in(own.get(name, fallback), own, steps)
        elif any(each.type == "function" for each in token.arguments):
            put = tinycss2.serialize(_put_in(token.arguments, own, steps))
            out += tinycss2.parse_component_value_list(f"{token.name}({put})")
        else:
            out.append(token)
    return out


def _words(value: list[Node]) -> list[str]:
    return [token.lower_value for token in value if token.type == "ident"]


def _shorthand(value: list[Node]) -> tuple[list[Node], float | None]:
    """The size of `font`, as tokens, and its weight."""
    weight: float = 400
    for token in value:
        if token.type == "number":
            weight = float(token.value)
        elif token.type == "ident" and token.lower_value in ("bold", "bolder", "lighter"):
            weight = 300 if token.lower_value == "lighter" else 700
        elif token.type in ("dimension", "percentage", "function") or (
            token.type == "ident" and size_of([token], 16, 16, 1280) and token.lower_value not in ("initial", "unset")
        ):
            return [token], None if token.type == "ident" and token.lower_value == "inherit" else weight
    return [], None


def _weight(value: list[Node], parent: float) -> float | None:
    numbers = [float(token.value) for token in value if token.type == "number"]
    named = {"bold": 700.0, "normal": 400.0, "bolder": 700.0, "lighter": 300.0, "inherit": parent}
    return numbers[0] if numbers else next((named[word] for word in _words(value) if word in named), None)


def _fraction(value: list[Node] | None) -> float:
    for token in value or []:
        if token.type in ("number", "percentage"):
            return min(1.0, max(0.0, float(token.value) / (100 if token.type == "percentage" else 1)))
    return 1.0


def _ground(values: dict[str, list[Node]], scheme: Scheme, colour: Colour, below: Colour | None) -> Colour | None:
    """What lies behind an element's text: its own ground over its parent's."""
    ground = below
    for name in ("background", "background-color", "background-image"):
        value = [token for token in values.get(name, []) if token.type not in ("whitespace", "comment")]
        if any(each.type == "url" or (each.type == "function" and PICTURE.search(each.lower_name)) for each in value):
            return None
        stated = [found for token in value if (found := colour_of([token], scheme, colour))]
        if stated and stated[0].alpha == 1:
            ground = stated[0]
        elif stated and below is not None:
            ground = over(stated[0], below)
    return ground


def _paint(
    values: dict[str, list[Node]], name: str, scheme: Scheme, current: Colour, inherited: Colour | None
) -> Colour | None:
    if name not in values:
        return inherited
    if _words(values[name]) == ["none"]:
        return CLEAR
    return colour_of(values[name], scheme, current)
