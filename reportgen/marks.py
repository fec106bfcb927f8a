"""Marks in a report's text: where a figure is printed, and where a note is called.

A mark is a number between two private-use characters (which no input may hold, see yamlfile), so that Markdown
and templates leave it alone; each medium sets it in its own way, and the words stay one run of text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from reportgen.model import Printed

MARK = re.compile("\ue000(\\d+)\ue001|\ue002(\\d+)\ue003")
CALLS = re.compile("(?:\ue002\\d+\ue003){2,}")
SLOT = re.compile("\ue004([a-z_]+)\ue005")


def figure_mark(index: int) -> str:
    """The mark of the figure printed as the report's `printed[index]`."""
    return f"\ue000{index}\ue001"


def note_mark(number: int) -> str:
    """The mark that calls the note of that number."""
    return f"\ue002{number}\ue003"


def resolve(text: str, figure: Callable[[int], str], note: Callable[[int], str]) -> str:
    """The text with every mark set by `figure(index)` or `note(number)`."""
    return MARK.sub(lambda m: figure(int(m[1])) if m[1] else note(int(m[2])), text)


def grouped(text: str) -> str:
    """HTML in which note calls that follow one another directly stand in a `span.calls`, where a style sheet may keep
    12 for the twelfth note apart from 1 and 2. (`sup + sup` would also find calls with words between them.)
    """
    return CALLS.sub(lambda m: f'<span class="calls">{m[0]}</span>', text)


def plain(text: str, printed: Sequence[Printed], *, notes: bool = False) -> str:
    """The text as read aloud: figures as printed, notes as [1] or left out."""
    return resolve(text, lambda i: printed[i].text, lambda n: f" [{n}]" if notes else "")


def figures_in(text: str) -> list[int]:
    """The indexes of the figures marked in a text."""
    return [int(m[1]) for m in MARK.finditer(text) if m[1]]


def slot(name: str) -> str:
    """The mark of what each reader has of his own: a `greeting`, the address to `unsubscribe` at."""
    return f"\ue004{name}\ue005"


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every slot filled."""
    return SLOT.sub(lambda m: values[m[1]], text)
