"""An e-mail that would not come whole, show itself or say the same is told of."""

import re

import pytest

from reportgen.editions.agreement import agree
from reportgen.editions.mail import edition, letter, told_in_text
from reportgen.review.built import built
from unit.editions.pages import SOUND

SOUND = re.sub(r"<svg.*?</svg>|<p><img[^>]*>", "<p>", SOUND, flags=re.DOTALL)


def codes(html: str, size: int = 1_000) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in letter(html.encode(), "email.html", (), size)]


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (80_000, []),
        (80_001, [("email-size", "warning")]),
        (95_000, [("email-size", "warning")]),
        (95_001, [("email-size", "error")]),
    ],
)
def test_the_size_is_told_of_before_it_is_clipped(size, told):
    assert codes(SOUND, size) == told


def test_the_size_of_a_message_on_disk_is_its_own():
    (one,) = (f for f in built({"email.html": SOUND.encode() + b" " * 95_000}) if f.code == "email-size")
    assert (one.severity, one.place.file) == ("error", "email.html")


@pytest.mark.parametrize(
    ("picture", "severity"),
    [
        ('<img src="data:image/png;base64,AAAA" width="9" height="9" alt="Up">', "error"),
        ('<img src="https://example.com/a.svg" width="9" height="9" alt="Up">', "error"),
        ('<img src="http://example.com/a.png" width="9" height="9" alt="Up">', "error"),
        ('<img src="cid:a@b" alt="Up">', "warning"),
    ],
)
def test_pictures_that_are_not_shown(picture, severity):
    assert ("email-picture", severity) in codes(SOUND.replace("</main>", f"{picture}</main>"))
    assert codes(SOUND.replace("</main>", '<img src="cid:a@b" width="9" height="9" alt="Up"></main>')) == []


def test_a_disclosure_that_the_plain_text_lacks():
    html = b'<div data-disclosure="no_advice@1"><h3>For information</h3><p>This is no advice to anybody.</p></div>'
    assert not list(told_in_text(html, b"For information. This is no\nadvice to anybody.", "email.txt"))
    (one,) = told_in_text(html, b"For information.", "email.txt")
    assert (one.code, one.severity, one.place.file) == ("disclosure-missing", "error", "email.txt")


def test_a_number_that_is_another_in_the_mail():
    page = (
        '<head><title>T</title></head><h1>T</h1><p>The index rose <data data-figure="a">4.6%</data> over the week.</p>'
    )
    same = edition(b"<head><title>T</title></head><p>The index rose 4.6% over the week.</p>", "email.html")
    other = edition(b"<head><title>T</title></head><p>The index rose 4.7% over the week.</p>", "email.html")
    assert agree(page, mailed=[same]) == ()
    (one,) = agree(page, mailed=[other])
    assert (one.code, one.severity, one.place.file) == ("edition-differs", "error", "email.html")
    assert "4.7%" in one.message
