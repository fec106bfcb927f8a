"""The blocks that a text may place, one function each: `[[performance]]`, `[[chart KEY]]`, `[[quote KEY]]` …

`BLOCKS` is the plug-in point: a name and a function of `Build`'s signature. A publisher's own stand under `blocks:` in
config.yaml, each set by templates of its own name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Protocol

from reportgen.compose.blocks.breadth import breadth
from reportgen.compose.blocks.calendar import economy, week_ahead
from reportgen.compose.blocks.charts import chart_block
from reportgen.compose.blocks.fared import fared
from reportgen.compose.blocks.funds import instruments
from reportgen.compose.blocks.records import records
from reportgen.compose.blocks.style_box import style_box
from reportgen.compose.blocks.tables import movers, performance
from reportgen.compose.blocks.words import key_points, notes, quote, risks
from reportgen.compose.prose import Desk
from reportgen.errors import ReportgenError, TemplateError
from reportgen.model import Passage, Project
from reportgen.plugins import line_of, loaded, said, unheard

LINE = re.compile(r"(?m)^[ \t]*\[\[[ \t]*([^\[\]\n]*?)[ \t]*\]\][ \t]*$")


class Build(Protocol):
    """Answers with a block's content, which the partial of its name sets in each medium; raises ReportgenError."""

    def __call__(self, args: Sequence[str], project: Project, desk: Desk, /) -> Any:
        """The content: `args` are the words behind the name, `desk` prints figures and runs prose."""
        ...


BLOCKS: Mapping[str, Build] = {
    "performance": performance, "movers": movers, "fared": fared, "style_box": style_box, "chart": chart_block,
    "quote": quote, "instruments": instruments, "risks": risks, "key_points": key_points, "economy": economy,
    "week_ahead": week_ahead, "records": records, "breadth": breadth, "notes": notes,
}  # fmt: skip


def pieces(body: Passage) -> list[tuple[str, Passage, int]]:
    """The body cut at its block lines: ("prose", passage, offset) and ("block", passage of the words inside,
    offset). A line in a fenced code block is not a block.
    """
    out: list[tuple[str, Passage, int]] = []
    text, start = body.text, 0
    fences = [(m.start(), m.end()) for m in re.finditer(r"(?ms)^(```|~~~).*?^\1", text)]
    for match in LINE.finditer(text):
        if any(a <= match.start() < b for a, b in fences):
            continue
        out.append(("prose", Passage(text[start : match.start()]), start))
        out.append(("block", Passage(match[1]), match.start(1)))
        start = match.end()
    out.append(("prose", Passage(text[start:]), start))
    return out


def build(words: str, project: Project, desk: Desk) -> tuple[str, Any]:
    """The block that the words between the brackets ask for: its kind and content."""
    kind, *args = words.split() or [""]
    if kind in project.blocks:
        return kind, _own(kind, args, project, desk)
    if kind not in BLOCKS:
        near = get_close_matches(kind, [*BLOCKS, *project.blocks], n=1, cutoff=0.5)
        raise TemplateError(f"there is no block [[{kind}]]" + (f" (did you mean [[{near[0]}]]?)" if near else ""))
    return kind, BLOCKS[kind](args, project, desk)


def _own(kind: str, args: Sequence[str], project: Project, desk: Desk) -> Any:
    """The content of a block of the publisher's own, which may fail in any way."""
    target = project.blocks[kind]
    function: Build = loaded(target, f"blocks.{kind}", project.places.get(f"blocks.{kind}"))
    try:
        with unheard():
            return function(args, project, desk)
    except ReportgenError:
        raise
    except (Exception, SystemExit) as error:
        message = f"[[{kind}]], by {target}, failed: {said(error)}"
        raise TemplateError(message, place=line_of(error, target)) from error
