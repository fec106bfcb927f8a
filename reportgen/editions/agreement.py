"""One build, one story: what the page prints of the market stands word for word in the plain text and in the PDF, and
headline, title and charts say the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.editions.told import shortened, told
from reportgen.editions.tree import Element, elements, read, words
from reportgen.model import Finding, Place

RULE = "Every edition of a build prints the same figures (the house, rule 1: a number is rounded once)"
BLOCKS = frozenset(["p", "li", "h1", "h2", "h3", "caption", "tr", "dd"])
CALLS = re.compile(r"(?:\s*\[\d+\])+")
NUMBER = re.compile(r"[+−-]?[$€£]?\d[\d,]*(?:\.\d+)?(?:%|\s?bp\b)?")
CHANGE = re.compile(r"[+−-]\d[\d,]*\.\d+%")
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
ENOUGH = 12
"""Letters that two editions must have in common before a third is held to be another: less is another place."""


@dataclass(frozen=True)
class Edition:
    """The words of another edition, `call`s to notes left out, and the file that they stand in, if that has `lines`."""

    file: str
    text: str
    lines: bool = True

    @cached_property
    def at(self) -> list[int]:
        """Where each letter of `bare` stands in the text."""
        calls = {spot for call in CALLS.finditer(self.text) for spot in range(*call.span())}
        return [spot for spot, letter in enumerate(self.text) if not letter.isspace() and spot not in calls]

    @cached_property
    def bare(self) -> str:
        """The text without spaces."""
        return "".join(self.text[spot] for spot in self.at)

    def place(self, offset: int) -> Place:
        """Where a letter of the text stands; a PDF has no lines."""
        if not self.lines:
            return Place(self.file)
        begins = self.text.rfind("\n", 0, offset) + 1
        return Place(self.file, self.text.count("\n", 0, offset) + 1, offset - begins + 1)


def agree(
    html: bytes | str,
    text: bytes | str | None = None,
    pdf: bytes | None = None,
    files: tuple[str, str, str] = ("index.html", "report.txt", "report.pdf"),
    mailed: Sequence[tuple[Edition, str]] = (),
) -> tuple[Finding, ...]:
    """Findings where the editions of one build differ; `files` names the page, the plain text and the PDF. What is
    `mailed` are further editions with their titles.
    """
    root = read(html)
    printed: list[tuple[Edition, str]] = []
    if text is not None:
        plain = text if isinstance(text, str) else text.decode("utf-8-sig", "replace")
        printed.append((Edition(files[1], plain), plain))
    if pdf is not None:
        from reportgen.editions.pdfread import title_and_words

        title, inside = title_and_words(pdf)
        printed.append((Edition(files[2], inside, lines=False), title))
    printed += mailed
    found = list(_headline(root, printed, files[0]))
    for edition, _ in printed:
        for block in _blocks(root, folded=edition.lines):
            found += _compared(block, edition, files[0])
    return (*found, *_charts(root, files[0]))


def _blocks(root: Element, folded: bool) -> Iterator[Element]:
    """The blocks that print a figure; a PDF leaves out what is folded on the page."""
    hidden = set() if folded else {one for part in root.iter("details") for one in elements(part)}
    for block in elements(root):
        if (
            block.tag in BLOCKS
            and block not in hidden
            and any("data-figure" in one.attrib for one in block.iter("data"))
        ):
            yield block


def _headline(root: Element, printed: list[tuple[Edition, str]], file: str) -> Iterator[Finding]:
    headline = next((words(one, calls=False) for one in elements(root) if one.tag == "h1"), "")
    if not headline or next(root.iter("data"), None) is None:
        return
    titles = [words(one) for head in root.iter("head") for one in head.iter("title")]
    named = [(file, titles[0])] if titles else []
    for name, said in (*named, *((edition.file, said) for edition, said in printed)):
        if _bare(headline) not in _bare(said):
            message = f"the headline {shortened(headline)} is another in {name}"
            yield Finding("edition-differs", "error", Place(name), message, headline, "", 0, RULE)


def _bare(text: str) -> str:
    return "".join(text.split())


def _compared(block: Element, edition: Edition, file: str) -> Iterator[Finding]:
    said = words(block, calls=False)
    wanted = _bare(said)
    if wanted in edition.bare:
        return
    alike = bisect_left(range(1, len(wanted) + 1), True, key=lambda length: wanted[:length] not in edition.bare)
    rest = bisect_left(range(1, len(wanted) + 1), True, key=lambda length: wanted[-length:] not in edition.bare)
    if max(alike, rest) < min(ENOUGH, len(wanted) // 2):
        message = f"{shortened(said)} does not stand in {edition.file}"
        yield told("edition-differs", "warning", file, block, message, RULE, evidence=said)
        return
    if alike >= rest:
        spot, own = edition.at[edition.bare.index(wanted[:alike]) + alike - 1] + 1, alike
    else:
        spot, own = edition.at[max(0, edition.bare.index(wanted[len(wanted) - rest :]) - 1)], len(wanted) - rest - 1
    begins, other = _word(edition.text, spot)
    mine = _word(said, [at for at, letter in enumerate(said) if not letter.isspace()][own])[1]
    place = edition.place(begins)
    end = place.column + len(other) if edition.lines else 0
    message = f"{edition.file} prints {shortened(other)} where {file} prints {shortened(mine)}"
    evidence = " ".join(edition.text[max(0, begins - 60) : begins + 60].split())
    better = f"Build both anew; {file} has it at line {block.line}."
    yield Finding("edition-differs", "error", place, message, evidence, better, end, RULE)


def _word(text: str, spot: int) -> tuple[int, str]:
    """Where the word around or behind a spot begins, and the word."""
    while spot < len(text) and text[spot].isspace():
        spot += 1
    begins = spot
    while begins and not text[begins - 1].isspace():
        begins -= 1
    return begins, text[begins:].split(maxsplit=1)[0] if text[begins:].strip() else ""


def _charts(root: Element, file: str) -> Iterator[Finding]:
    """Figures in a chart's alternative text or in its bold labels that its words do not print, whatever their sign: a
    fall of 0.5% is “0.5% below its high” in words.
    """
    for figure in root.iter("figure"):
        if "chart" not in figure.get("class", "").split() or next(figure.iter("data"), None) is None:
            continue
        beside = {number.lstrip("+−-") for number in NUMBER.findall(words(figure))}
        drawn = {one.get("aria-label", ""): one for one in elements(figure) if one.get("role") == "img"}
        bold = [one for one in elements(figure) if one.tag == "text" and BOLD.search(one.get("style", ""))]
        labels = {"".join(one.itertext()): one for one in reversed(bold)}
        said = [(alt, element, NUMBER, "alternative text says") for alt, element in drawn.items()]
        said += [(label, element, CHANGE, "label says") for label, element in labels.items()]
        for text, element, pattern, how in said:
            for number in pattern.findall(text):
                size = number.lstrip("+−-")
                if size not in beside and not size.isdigit() and size.strip("0.%"):
                    message = f"the chart’s {how} {number}, which its words do not"
                    yield told("edition-differs", "error", file, element, message, RULE, evidence=text)
