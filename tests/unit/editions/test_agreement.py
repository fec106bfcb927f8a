"""The editions of one build print the same: a figure changed in one of them is told where it stands."""

import re

import pytest

from reportgen.editions.agreement import agree
from unit.editions.pages import SOUND, broken

TEXT = """\
Small caps lead
===============

The Russell 2000 rose 4.6% for the week [1], and the S&P 500
rose 1.6%; the rest of the page is here to be read at the
size of the body.

[Chart] Largest first: Russell 2000 +4.6%, S&P 500 +1.6%.
"""
PAGE = SOUND.replace("for the week, and", 'for the week<sup class="call"><a href="#n">1</a></sup>, and')


def test_editions_that_agree():
    assert agree(PAGE, TEXT) == ()
    assert agree(PAGE.encode(), ("\ufeff" + TEXT).encode()) == ()
    assert agree("<p>nothing</p>", "") == ()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("rose 4.6%", "rose 4.7%", 4), ("rose 1.6%", "fell 1.6%", 5), ("+4.6%", "+46%", 8), ("S&P 500 +", "S&P 400 +", 8)],
)
def test_a_word_changed_in_the_text(old, new, line):
    (one,) = agree(PAGE, TEXT.replace(old, new))
    assert (one.code, one.severity) == ("edition-differs", "error")
    row = TEXT.replace(old, new).split("\n")[line - 1]
    words = row[one.place.column - 1 : one.end_column - 1]
    assert (one.place.file, one.place.line) == ("report.txt", line)
    assert words in one.message
    assert words not in TEXT.split("\n")[line - 1].split()


def test_every_number_of_the_text_is_held():
    """Whichever digit is changed, one finding stands on its word."""
    spots = [found.start() for found in re.finditer(r"\d(?!\])", TEXT.split("[Chart]")[0])]
    assert len(spots) > 8
    for at in spots:
        changed = TEXT[:at] + str((int(TEXT[at]) + 1) % 10) + TEXT[at + 1 :]
        (one,) = agree(PAGE, changed)
        assert one.place.line == TEXT.count("\n", 0, at) + 1


def test_a_block_that_is_left_out_is_a_warning():
    (one,) = agree(PAGE, TEXT.split("[Chart]")[0])
    assert (one.severity, one.place.file) == ("warning", "index.html")


def test_another_headline():
    (one,) = agree(PAGE.replace("<title>Small caps", "<title>Large caps"), TEXT)
    assert "index.html" in one.message
    (one,) = agree(PAGE, TEXT.replace("Small caps lead", "Small caps trail"))
    assert "report.txt" in one.message


def test_a_chart_that_says_otherwise():
    (one,) = agree(broken(("Bars: Russell 2000 +4.6%", "Bars: Russell 2000 +4.1%")), None)
    assert "+4.1%" in one.message
    bold = ("font-size: 8px; fill: #ffffff", "font-size: 8px; font-weight: 600; fill: #ffffff")
    assert agree(broken(bold)) == ()
    (one,) = agree(broken(bold, (">+4.6%</text>", ">+4.2%</text>")))
    assert "+4.2%" in one.message
