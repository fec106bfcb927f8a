"""The blocks that a text may place, one function each: `[[performance]]`, `[[chart KEY]]`, `[[quote KEY]]` …

`BLOCKS` is the plug-in point: a name and a function of `Build`'s signature, which answers with the block's
content for the partial of the same name, or raises ReportgenError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

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
from reportgen.errors import TemplateError
from reportgen.model import Passage, Project

LINE = re.compile(r"(?m)^[ \t]*\[\[[ \t]*([^\[\]\n]*?)[ \t]*\]\][ \t]*$")
Build = Callable[[Sequence[str], Project, Desk], Any]

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
    if kind not in BLOCKS:
        near = get_close_matches(kind, list(BLOCKS), n=1, cutoff=0.5)
        raise TemplateError(f"there is no block [[{kind}]]" + (f" (did you mean [[{near[0]}]]?)" if near else ""))
    return kind, BLOCKS[kind](args, project, desk)
