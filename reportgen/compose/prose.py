"""Prose: a sandbox in which words may name figures and nothing else, then Markdown.

Every name, filter and tag is checked before anything runs, so that all of a text's mistakes are told at once,
each at its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.compose import words
from reportgen.compose.ink import Ink
from reportgen.errors import ReportgenError, TemplateError
from reportgen.model import Passage
from reportgen.yamlfile import place_of

TAGS = {"if", "elif", "else", "endif", "for", "endfor", "set", "endset"}
WORDS = {
    "and",
    "or",
    "not",
    "in",
    "is",
    "if",
    "else",
    "true",
    "false",
    "none",
    "True",
    "False",
    "None",
    "loop",
}
ARGUMENTS = {"decimals", "year"}


class Desk:
    """Where prose is run: the sandbox with its names, and the mistakes found so far."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self.errors: list[ReportgenError] = []
        self._names = words.names(ink)
        self._attributes = words.attributes(ink)
        self._sandbox = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True,
            finalize=lambda found: words.printed(found, ink),
        )  # fmt: skip
        self._sandbox.globals = {}
        self._sandbox.filters = words.filters(ink)
        self._sandbox.tests = words.tests()  # type: ignore[assignment]

    def run(self, passage: Passage) -> str:
        """The passage with its figures printed as marks; empty where it has a mistake, which is kept."""
        text = passage.text
        try:
            tokens = list(self._tokens(text))
        except TemplateSyntaxError as error:
            self._syntax(passage, error)
            return ""
        mistakes = list(self._unknown(tokens))
        for offset, message in mistakes:
            self.errors.append(TemplateError(message, place=place_of(passage, offset)))
        if mistakes:
            return ""
        try:
            return self._sandbox.from_string(text).render(self._names)
        except TemplateSyntaxError as error:
            self._syntax(passage, error)
        except words.Unprintable as error:
            offset = _first_use(text, error.id)
            self.errors.append(TemplateError(error.reason, place=place_of(passage, offset)))
        except (
            UndefinedError,
            SecurityError,
            TemplateRuntimeError,
            TypeError,
            ValueError,
            OverflowError,
            ArithmeticError,
        ) as error:
            self.errors.append(
                TemplateError(f"cannot be printed: {error}", place=place_of(passage, _first_use(text, "")))
            )
        return ""

    def _tokens(self, text: str) -> Iterator[tuple[int, str, str]]:
        offset = 0
        for _, kind, value in self._sandbox.lex(text):
            yield offset, kind, value
            offset += len(value)

    def _unknown(self, tokens: list[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
        code = [t for t in tokens if t[1] not in ("whitespace", "data")]
        local = {code[i + 1][2] for i, t in enumerate(code[:-1]) if t[1] == "name" and t[2] in ("for", "set")}
        for index, (offset, kind, value) in enumerate(code):
            if kind != "name":
                continue
            before = code[index - 1] if index else (0, "", "")
            after = code[index + 1] if index + 1 < len(code) else (0, "", "")
            if before[1] == "block_begin":
                if value not in TAGS:
                    yield offset, f"{{% {value} %}} may not stand in prose (if, for and set may)"
            elif before[2] == "|":
                yield from _choose(offset, "filter", value, self._sandbox.filters)
            elif (before[2] == "is" and value != "not") or (before[2] == "not" and code[index - 2][2] == "is"):
                yield from _choose(offset, "test", value, self._sandbox.tests)
            elif before[2] == ".":
                root = code[index - 2]
                if root[1] == "name" and root[2] in self._attributes and code[index - 3][2] != ".":
                    yield from _choose(
                        root[0],
                        "name",
                        f"{root[2]}.{value}",
                        [f"{root[2]}.{n}" for n in self._attributes[root[2]]],
                    )
                elif root[2] not in local:
                    yield offset, f"nothing is called {value} here"
            elif value in WORDS or value in local or (after[2] == "=" and value in ARGUMENTS):
                continue
            elif value in self._names:
                if after[2] != ".":
                    first = next(iter(self._attributes[value]), "…")
                    yield offset, f"{value} alone prints nothing: say which figure, such as {value}.{first}"
            else:
                yield from _choose(offset, "name", value, self._names)

    def _syntax(self, passage: Passage, error: TemplateSyntaxError) -> None:
        lines = passage.text.split("\n")
        number = min(error.lineno, len(lines)) - 1
        column = max(lines[number].find("{"), 0)
        offset = sum(len(line) + 1 for line in lines[:number]) + column
        message = (error.message or "is not valid").rstrip(".")
        self.errors.append(
            TemplateError(f"cannot be read: {message[0].lower()}{message[1:]}", place=place_of(passage, offset))
        )


def _choose(offset: int, what: str, name: str, known: Any) -> Iterator[tuple[int, str]]:
    if name not in known:
        near = get_close_matches(name, list(known), n=1, cutoff=0.5)
        yield offset, f"there is no {what} {name}" + (f" (did you mean {near[0]}?)" if near else "")


def _first_use(text: str, id: str) -> int:
    """Where a figure is first printed, or the first expression."""
    inside = re.search(r"\{\{[^}]*?" + re.escape(id), text) if id else re.search(r"\{[\{%]", text)
    if inside is None:
        return 0
    return inside.end() - len(id) if id else inside.start()
