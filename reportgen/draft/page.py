"""The draft as an issue file: its keys between two lines of ---, then the text, folded for an editor's eye."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping

from reportgen.draft.issue import Draft
from reportgen.model import Event, Fact, Risk
from reportgen.yamlfile import scalar

WIDTH = 110
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
HEAD = (
    "# Drafted by reportgen from the closes of the week. Every number is a figure by name: change the words freely,",
    "# and the figures stay right. What stands between {# and #} is for the editor and is not printed.",
)


def page(draft: Draft) -> str:
    """The text of issues/DATE.md."""
    rows = ["---", *HEAD, f"week_ending: {draft.week_ending.isoformat()}", f"title: {scalar(draft.title)}"]
    rows += _folded("deck", draft.deck, 0)
    rows += [f"byline: {scalar(draft.byline)}"] if draft.byline else []
    rows += ["", "key_points:"]
    for point in draft.key_points:
        rows += ["  - >-", *wrapped(point, 4)]
    rows += _facts(draft.facts) + _events(draft.events) + _risks(draft.risks)
    return "\n".join([*rows, "---", "", *_body(draft.body), ""])


def wrapped(text: str, indent: int) -> list[str]:
    """A paragraph in lines; an expression is never broken over two of them."""
    glued = EXPRESSION.sub(lambda m: m[0].replace(" ", "\x00"), text)
    room = " " * indent
    rows = textwrap.wrap(glued, WIDTH, initial_indent=room, subsequent_indent=room, break_long_words=False,
                         break_on_hyphens=False)  # fmt: skip
    return [row.replace("\x00", " ") for row in rows]


def _folded(key: str, text: str, indent: int) -> list[str]:
    """A key and its words, folded where they are one paragraph."""
    room = " " * indent
    if text != " ".join(text.split()) or not text:
        return [f"{room}{key}: {json.dumps(text, ensure_ascii=False)}"]
    if len(text) < WIDTH - indent - len(key) and "{{" not in text:
        return [f"{room}{key}: {scalar(text)}"]
    return [f"{room}{key}: >-", *wrapped(text, indent + 2)]


def _facts(facts: Mapping[str, Fact]) -> list[str]:
    rows = ["", "facts:"] if facts else []
    for key, fact in facts.items():
        rows.append(f"  {key}:")
        told = {"value": fact.value, "about": fact.about, "kind": fact.kind, "record_of": fact.record_of,
                "date": fact.date, "source": fact.source, "url": fact.url}  # fmt: skip
        rows += [f"    {name}: {scalar(value)}" for name, value in told.items() if value]
    return rows


def _events(events: tuple[Event, ...]) -> list[str]:
    rows = ["", "events:"] if events else []
    for one in events:
        rows.append(f"  - date: {one.date.isoformat()}")
        told = {"time": one.time, "what": one.what.text, "source": one.source, "url": one.url}
        rows += [f"    {name}: {scalar(value)}" for name, value in told.items() if value]
    return rows


def _risks(risks: tuple[Risk, ...]) -> list[str]:
    rows = ["", "risks:"] if risks else []
    for one in risks:
        rows += [f"  - title: {scalar(one.title.text)}", *_folded("text", one.text.text, 4)]
    return rows


def _body(body: tuple[str, ...]) -> list[str]:
    """Paragraphs, headings, blocks and comments, an empty line between them."""
    out: list[str] = []
    for part in body:
        out += [*([""] if out else []), *([part] if part.startswith(("#", "[[")) else wrapped(part, 0))]
    return out
