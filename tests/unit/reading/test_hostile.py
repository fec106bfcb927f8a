"""Texts made to hurt: read within seconds, or refused in words."""

import time

import pytest

from reportgen.errors import UsageError
from reportgen.reading import manuscript

BOUND = 8
SMALL, LARGE = 20_000, 900_000
BOMBS = {
    "quotes": "> ", "lists": "- ", "brackets": "[", "links": "[a](", "images": "![a", "stars": "*a ", "strong": "a**b",
    "ticks": "`a", "tags": "<a ", "comments": "<!-- ", "entities": "&amp;", "ampersands": "&", "digits": "1234567890",
    "dashes": "-", "words": "word ", "marks": "“a ", "single": "'a ", "at": "a@", "slashes": "a/", "dots": "a.b/", "http": "http://",
    "tabs": "a\t", "gaps": "a  b   ", "right to left": "\u200fa\u200b", "wide": "１２", "dash names": "— A ", "bars": "a | ",
    "cells": "<td>", "divs": "<div>", "raised": "<sup>a", "attributes": '<a b="', "pictures": "<svg><title>", "calls": "a [1] ",
    "underlines": "_a_", "backslashes": "\\", "stops": 'a." ', "equals": "=",
}  # fmt: skip


def timed(text, kind):
    start = time.process_time()
    try:
        manuscript(text, "piece", kind)
    except UsageError as error:
        assert error.hint
    return time.process_time() - start


@pytest.mark.parametrize("kind", ["markdown", "text", "html"])
@pytest.mark.parametrize("bomb", BOMBS)
def test_one_line_of_it(bomb, kind):
    piece = BOMBS[bomb]
    assert timed(piece * (SMALL // len(piece)), kind) < BOUND


@pytest.mark.long
@pytest.mark.parametrize("kind", ["markdown", "text", "html"])
def test_lines_of_it(kind):
    for line in (
        "a\n",
        "> a\n",
        "- a\n",
        "a\n=\n",
        "| 1 | 2 |\n",
        "[1] a\n",
        "a:\n",
        "“a b”\n\n— Bob C\n\n",
        "\n",
        "a  1\n",
        "```\n",
    ):
        assert timed(line * (SMALL // len(line)), kind) < BOUND


def test_deep_lists_and_quotes_are_no_recursion():
    for text in ("\n".join("  " * depth + "- a" for depth in range(300)), ">" * 9000 + "a", "> - " * 3000 + "a"):
        with pytest.raises(UsageError, match="nested too deeply"):
            manuscript(text, "piece", "markdown")
    assert len(manuscript("<div><ul><li>a" * 9000, "piece", "html").parts) == 9000


KINDS = ("markdown", "text", "html")
TURNS = [
    pytest.param(bomb, kind, marks=() if (number + turn) % 6 == 0 else pytest.mark.whole)
    for number, bomb in enumerate(BOMBS)
    for turn, kind in enumerate(KINDS)
]
"""Half of the bombs, each in one kind of text, by turns; make whole has all in all three."""


@pytest.mark.long
@pytest.mark.parametrize(("bomb", "kind"), TURNS)
def test_a_megabyte_of_it(bomb, kind):
    piece = BOMBS[bomb]
    assert timed(piece * (LARGE // len(piece)), kind) < 60
    assert timed("\n\n".join([piece * (19_000 // len(piece))] * 45), kind) < 60
