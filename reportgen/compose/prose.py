"""Prose: a sandbox in which words may name figures and nothing else, then Markdown.

Every name, filter and tag is checked before anything runs, so that all of a text's mistakes are told at once,
each at its line and column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from types import CodeType
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, pass_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.compose import words
from reportgen.compose.bound import bound
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
ARITHMETIC = {"+", "-", "*", "**", "/", "//", "%", "~"}
AT = "__at__"


class Desk:
    """Where prose is run: the sandbox with its names, and the mistakes found so far."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self.errors: list[ReportgenError] = []
        self._now = 0
        self._names = words.names(ink)
        self._attributes = words.attributes(ink)
        self._sandbox = _sandbox(lambda found: words.printed(found, ink), words.filters(ink))

    def run(self, passage: Passage) -> str:
        """The passage with its figures printed as marks; empty where it has a mistake, which is kept."""
        text = passage.text
        try:
            tokens = list(self._tokens(text))
        except TemplateSyntaxError as error:
            self._syntax(passage, error)
            return ""
        mistakes = list(self._unknown(tokens))
        self.errors.extend(TemplateError(message, place=place_of(passage, offset)) for offset, message in mistakes)
        if mistakes:
            return ""
        before, out, done = len(self.errors), "", False
        while not done:
            out, text, done = self._attempt(passage, text)
        return bound(out, self.ink) if len(self.errors) == before else ""

    def _attempt(self, passage: Passage, text: str) -> tuple[str, str, bool]:
        """What a text prints; where an expression of it cannot be printed, the text without that expression, so that
        the next one is told as well.
        """
        try:
            located = _located(text, list(self._tokens(text)))
            template = Template.from_code(self._sandbox, _compiled(located, frozenset(self._sandbox.filters)), {})
            return template.render({**self._names, AT: self._reached}), text, True
        except TemplateSyntaxError as error:
            self._syntax(passage, error)
        except words.Unprintable as error:
            found = text.find(error.id.partition("-")[0], self._now) if error.id else -1
            offset = found if found >= 0 else self._now
            self.errors.append(TemplateError(error.reason, place=place_of(passage, offset)))
            rest = _without(text, self._now)
            return "", rest, rest == text
        except ReportgenError:
            raise
        except (RecursionError, MemoryError, SyntaxError):
            self.errors.append(TemplateError("is nested too deeply", place=place_of(passage, self._now)))
        except Exception as error:  # whatever an expression comes to, it is the writer's, and has a place
            self.errors.append(TemplateError(f"cannot be printed: {error}", place=place_of(passage, self._now)))
        return "", text, True

    def _reached(self, offset: int) -> str:
        self._now = offset
        return ""

    def _tokens(self, text: str) -> Iterator[tuple[int, str, str]]:
        """The sandbox's own tokens with their offsets; white space that {{- cuts away is skipped over."""
        offset = 0
        for _, kind, value in _lexed(text):
            offset = max(text.find(value, offset), offset)
            yield offset, kind, value
            offset += len(value)

    def _unknown(self, tokens: list[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
        """Whatever is neither a figure, a fact, a date nor one of the few words that choose between them."""
        code = [t for t in tokens if t[1] not in ("whitespace", "data")]
        local = {t[2] for t in _bound(code)} | {"loop"}
        begin = 0
        wrong: set[int] = set()
        for index, (offset, kind, value) in enumerate(code):
            before = code[index - 1] if index else (0, "", "")
            after = code[index + 1] if index + 1 < len(code) else (0, "", "")
            if kind in ("variable_begin", "block_begin"):
                begin = offset
            elif kind == "raw_begin":
                yield offset, "{% raw %} may not stand in prose (if, for and set may)"
            elif kind == "string" and "\\" in value:
                yield offset, "a backslash may not stand in prose's own words"
            elif kind == "operator" and value in ARITHMETIC and begin not in wrong:
                wrong.add(begin)
                yield begin, f"prose does not calculate ({value}): name the figure instead"
            elif (
                kind == "operator"
                and value in "(["
                and _follows_value(before)
                and code[index - 2][2] not in ("|", "is")
            ):
                if begin not in wrong and _reached(code, index, {*self._names, *local}):
                    wrong.add(begin)
                    place = before[0] if before[1] == "name" else begin
                    yield place, "brackets may not stand here: name a figure, such as KEY.week"
            elif kind == "name":
                for mistake in self._name(code, index, before, after, local):
                    wrong.add(begin)
                    yield mistake

    def _name(self, code: Any, index: int, before: Any, after: Any, local: set[str]) -> Iterator[tuple[int, str]]:
        offset, _, value = code[index]
        if before[1] == "block_begin":
            if value not in TAGS:
                yield offset, f"{{% {value} %}} may not stand in prose (if, for and set may)"
        elif before[2] == "|":
            yield from _choose(offset, "filter", value, self._sandbox.filters)
        elif (before[2] == "is" and value != "not") or (before[2] == "not" and code[index - 2][2] == "is"):
            yield from _choose(offset, "test", value, self._sandbox.tests)
        elif before[2] == ".":
            root = code[index - 2]
            chained = code[index - 3][2] == "."
            if root[1] == "name" and not chained and root[2] in self._attributes:
                known = [f"{root[2]}.{name}" for name in self._attributes[root[2]]]
                yield from _choose(root[0], "name", f"{root[2]}.{value}", known)
            elif root[2] == "loop" and value in ("first", "last", "index"):
                return
            elif chained or root[1] != "name" or root[2] in local:
                yield offset, f"nothing is called {value} here"
        elif value in WORDS or value in local or (after[2] == "=" and value in ARGUMENTS):
            return
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


def _sandbox(printed: Callable[[Any], str], filters: Mapping[str, Callable[..., str]]) -> ImmutableSandboxedEnvironment:
    """A sandbox without names, whose expressions are `printed`; as it asks for the context, none is while compiling."""

    @pass_context
    def finalize(_: Any, found: Any) -> str:
        return printed(found)

    sandbox = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True, finalize=finalize
    )
    sandbox.globals = {}
    sandbox.filters = dict(filters)
    sandbox.tests = words.tests()  # type: ignore[assignment]
    return sandbox


_READER = _sandbox(str, {})


@lru_cache(maxsize=96)
def _compiled(source: str, filters: frozenset[str]) -> CodeType:
    """The code of a text, which is the same for every week: an expression finds its names and filters as it runs."""
    return _compiler(filters).compile(source)


@cache
def _compiler(filters: frozenset[str]) -> ImmutableSandboxedEnvironment:
    """A sandbox that knows filters by name only, so that nothing can be printed while it compiles."""
    return _sandbox(str, dict.fromkeys(filters, _not_yet))


def _not_yet(*_: object) -> NoReturn:
    raise LookupError("a filter has no figures before it runs")


@lru_cache(maxsize=96)
def _lexed(source: str) -> tuple[tuple[int, str, str], ...]:
    return tuple(_READER.lex(source))


def _choose(offset: int, what: str, name: str, known: Any) -> Iterator[tuple[int, str]]:
    if name not in known:
        near = get_close_matches(name, list(known), n=1, cutoff=0.5)
        yield offset, f"there is no {what} {name}" + (f" (did you mean {near[0]}?)" if near else "")


def _bound(code: list[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
    """The names that `for` and `set` bring in."""
    for index, token in enumerate(code):
        if token[1] == "block_begin" and code[index + 1][2] in ("for", "set"):
            for name in code[index + 2 :]:
                if name[2] in ("in", "=") or name[1] == "block_end":
                    break
                if name[1] == "name":
                    yield name


def _follows_value(token: tuple[int, str, str]) -> bool:
    """Whether a bracket behind this token would call it or reach into it."""
    return (token[1] == "name" and token[2] not in WORDS) or token[1] == "string" or token[2] in (")", "]")


def _reached(code: list[tuple[int, str, str]], index: int, names: set[str]) -> bool:
    """Whether the value that a bracket follows is one that prose knows, or a part of one."""
    before = code[index - 1]
    return before[1] != "name" or before[2] in names or code[index - 2][2] == "."


def _without(text: str, offset: int) -> str:
    """The text with the expression at `offset` blanked out; as it was where none begins there."""
    end = text.find("}}", offset) + 2
    if not text.startswith("{{", offset) or end < 2:
        return text
    return text[:offset] + "".join("\n" if c == "\n" else " " for c in text[offset:end]) + text[end:]


def _located(text: str, tokens: list[tuple[int, str, str]]) -> str:
    """The text with a note, before each expression, of where it stands: what goes wrong there is told there."""
    out, done = "", 0
    for index, (offset, kind, value) in enumerate(tokens):
        rest = [t for t in tokens[index + 1 : index + 3] if t[1] == "name"]
        if kind == "variable_begin" or (kind == "block_begin" and rest and rest[0][2] in ("if", "for", "set")):
            cut = "-" if value.endswith("-") else ""
            out += text[done:offset] + f"{{{{{cut} {AT}({offset}) }}}}"
            done = offset
    return out + text[done:]
