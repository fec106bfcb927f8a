"""Writes the part of docs/api.md that is made from the code: functions, plug-ins, nouns, errors. `make docs` calls it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from reportgen import api, errors, model
from reportgen.build import Built
from reportgen.charts import Painter
from reportgen.charts.style import Style
from reportgen.compose.blocks import Build
from reportgen.market import Request, Source
from reportgen.review.own import Check

PAGE = Path(__file__).resolve().parent.parent / "docs/api.md"
BEGIN, END = "<!-- made from the code by make docs -->\n", "<!-- to here -->"
FUNCTIONS = (api.load, api.gather, api.figure, api.compose, api.check, api.evidence, api.check_text, api.build)
PLUGS = (
    ("A market source", Source, "how-to/own-feed.md"), ("A chart", Painter, "how-to/own-chart.md"),
    ("A block", Build, "how-to/own-block.md"), ("A check", Check, "how-to/own-check.md"),
)  # fmt: skip
NOUNS = (
    model.Project, model.Issue, model.Instrument, model.MarketWeek, model.TradingWeek, model.Close, model.Figure,
    model.Absent, model.Report, Built, model.Finding, model.Place, model.Passage, model.Evidence, model.Manuscript, model.Part,
    model.Chart, model.Series, model.Point, Style, Request,
)  # fmt: skip
ERRORS = (
    errors.ReportgenError, errors.Mistakes, errors.UsageError, errors.ConfigError, errors.MarketError,
    errors.TemplateError, errors.PdfError,
)  # fmt: skip


def page(text: str) -> str:
    """The page with its made part anew."""
    before, _, rest = text.partition(BEGIN)
    return "\n".join([f"{before}{BEGIN}", *_made(), "", f"{END}{rest.partition(END)[2]}"])


def _made() -> Iterator[str]:
    yield "## Functions"
    for one in FUNCTIONS:
        yield from ("", f"### {one.__name__}", "", "```py", *_signature(one), "```", "", _words(one))
    yield from ("", "## Plug-ins")
    for title, one, where in PLUGS:
        told = _words(one.__call__)
        yield from ("", f"### {title}", "", "```py", *_signature(one.__call__, "function"), "```", "")
        yield f"{_words(one)} {told} [How to]({where})."
    yield from ("", "## Nouns", "", "Frozen records of `reportgen.model`, unless another module is named.")
    for one in NOUNS:
        told = ", ".join(f"`{name}`" for name in _names(one))
        module = "" if one.__module__.startswith("reportgen.model") else f" (`{one.__module__}`)"
        yield from ("", f"### {one.__name__}", "", f"{told}{module}", "", _words(one))
    yield from ("", "## Errors", "", "Of `reportgen.errors`; `exit` is the exit code of a command that ends so.")
    yield from ("", "| error | exit | what it tells |", "| --- | --- | --- |")
    for one in ERRORS:
        exit = "of the first" if one is errors.Mistakes else int(one.exit)
        yield f"| `{one.__name__}` | {exit} | {' '.join(_words(one).split())} |"


def _names(one: type) -> list[str]:
    return [field.name for field in fields(one)]


def _signature(function: Any, name: str = "") -> list[str]:
    """The signature, an argument a line where it is long."""
    told = inspect.signature(function)
    parts, named = [], False
    for one in told.parameters.values():
        if one.name == "self":
            continue
        if one.kind is one.KEYWORD_ONLY and not named:
            parts.append("*")
            named = True
        parts.append(f"{one.name}: {one.annotation}" + ("" if one.default is one.empty else f" = {one.default!r}"))
    head, answer = f"{name or function.__name__}(", f") -> {told.return_annotation}"
    line = f"{head}{', '.join(parts)}{answer}"
    return [line] if len(line) <= 110 else [head, *(f"    {part}," for part in parts), answer]


def _words(one: Any) -> str:
    """A docstring as paragraphs of a page."""
    text = inspect.cleandoc(one.__doc__ or "")
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
