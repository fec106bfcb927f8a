"""The cascade, as far as size, colour and being seen go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.editions.colours import Colour, contrast, over
from reportgen.editions.looks import Styled
from reportgen.editions.sheets import View, sheets_of
from reportgen.editions.tree import elements, read

DAY, NIGHT, PHONE = View("light", 1280), View("dark", 1280), View("light", 375)


def look(css, body, view=DAY, head=""):
    """How the element with the id `x` looks."""
    root = read(f"<html><head>{head}<style>{css}</style></head><body>{body}</body></html>")
    looks = Styled(root, sheets_of(root)).seen(view)
    return next(looks[one] for one in elements(root) if one.get("id") == "x")


@pytest.mark.parametrize(
    ("css", "size"),
    [
        ("#x { font-size: 10px }", 10),
        ("body { font-size: 20px } #x { font-size: 0.5em }", 10),
        ("html { font-size: 50% } #x { font-size: 2rem }", 16),
        ("#x { font-size: 12pt }", 16),
        ("#x { font-size: small }", 13),
        ("#x { font: italic 600 14px/1.2 serif }", 14),
        ("#x { font-size: 9px; font: 400 14px serif }", 14),
        ("#x { font: 400 14px serif; font-size: 9px }", 9),
        ("p { font: 400 14px serif } .y { font-size: 9px } #x { font: 400 12px serif }", 12),
        ("#x { font-size: calc(1rem + 2 * 3px - 1px) }", 21),
        ("#x { font-size: clamp(10px, 5vw, 40px) }", 40),
        ("#x { font-size: min(12px, 1rem) }", 12),
        ("#x { --size: 11px; font-size: var(--size) }", 11),
        ("#x { font-size: var(--none, 11px) }", 11),
        (".y { font-size: 10px !important } #x { font-size: 20px }", 10),
        (":where(.y) { font-size: 10px } p { font-size: 12px }", 12),
        ("@media print { #x { font-size: 10px } }", 16),
        ("@media (max-width: 30rem) { #x { font-size: 10px } }", 16),
        ("@media screen and (min-width: 30rem) { #x { font-size: 10px } }", 10),
        ("@media (width >= 600px) { #x { font-size: 10px } }", 10),
        ("@media not print { #x { font-size: 10px } }", 10),
        ("@supports (display: grid) { #x { font-size: 10px } }", 10),
        ("#x:hover { font-size: 10px } #x::before { font-size: 9px }", 16),
    ],
)
def test_sizes(css, size):
    assert look(css, "<p class='y' id='x'>words</p>").size == pytest.approx(size)


def test_a_phone_has_its_own_size():
    css = "@media (max-width: 30rem) { #x { font-size: 10px } }"
    assert look(css, "<p id='x'>words</p>", PHONE).size == 10


@pytest.mark.parametrize(
    ("css", "view", "colour"),
    [
        ("body { color: #123456 }", DAY, "#123456"),
        ("body { color: rgb(18 52 86) }", DAY, "#123456"),
        ("body { color: navy }", DAY, "#000080"),
        (":root { --c: #123456 } body { color: var(--c) }", DAY, "#123456"),
        (":root { --c: red } @media (prefers-color-scheme: dark) { :root { --c: #123456 } } p { color: var(--c) }", NIGHT, "#123456"),
        (":root { color-scheme: light dark } p { color: light-dark(red, #123456) }", NIGHT, "#123456"),
        (":root { color-scheme: light dark } p { color: light-dark(#123456, red) }", DAY, "#123456"),
        (":root { color-scheme: light dark }", NIGHT, "#ffffff"),
        ("", NIGHT, "#000000"),
        ("body { color: #123456 } p { color: inherit }", DAY, "#123456"),
    ],
)  # fmt: skip
def test_colours(css, view, colour):
    assert str(look(css, "<p id='x'>words</p>", view).colour) == colour


def test_grounds_lie_over_one_another():
    css = "body { background: #ffffff } div { background-color: rgb(0 0 0 / 50%) }"
    assert str(look(css, "<div><p id='x'>words</p></div>").ground) == "#808080"
    assert look("div { background: url(a.png) }", "<div><p id='x'>words</p></div>").ground is None
    assert look("div { background: linear-gradient(red, blue) }", "<div><p id='x'>words</p></div>").ground is None
    again = "div { background: url(a.png) } p { background: #ffffff }"
    assert str(look(again, "<div><p id='x'>words</p></div>").ground) == "#ffffff"


@pytest.mark.parametrize(
    ("css", "body", "shown", "folded"),
    [
        ("", "<p id='x'>words</p>", True, False),
        ("div { display: none }", "<div><p id='x'>words</p></div>", False, False),
        ("p { visibility: hidden }", "<p id='x'>words</p>", False, False),
        ("", "<div hidden><p id='x'>words</p></div>", False, False),
        ("", "<details><summary>more</summary><p id='x'>words</p></details>", True, True),
        ("", "<details><summary id='x'>more</summary></details>", True, False),
        ("", "<details open><p id='x'>words</p></details>", True, False),
    ],
)
def test_what_is_seen(css, body, shown, folded):
    one = look(css, body)
    assert (one.shown, one.folded) == (shown, folded)


PARTS = st.floats(0, 1)
COLOURS = st.tuples(PARTS, PARTS, PARTS).map(lambda parts: Colour(*parts))


@given(COLOURS, COLOURS, PARTS)
def test_a_thin_colour_lies_between_itself_and_its_ground(top, below, alpha):
    assert tuple(over(top, below)) == pytest.approx(tuple(top))
    assert contrast(over(top._replace(alpha=0), below), below) == pytest.approx(1)
    for one, other, seen in zip(top[:3], below[:3], over(top._replace(alpha=alpha), below)[:3], strict=True):
        assert min(one, other) - 1e-9 <= seen <= max(one, other) + 1e-9


def test_known_contrasts():
    assert contrast(Colour(0, 0, 0), Colour(1, 1, 1)) == pytest.approx(21)
    assert contrast(Colour(*(0x76 / 255,) * 3), Colour(1, 1, 1)) == pytest.approx(4.54, abs=0.005)
