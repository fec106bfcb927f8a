"""YAML that remembers lines: every key and value of a file, and the place where it stands.

Scalars stay strings (an empty one or ~ is None): the schema decides what is a date or a number, so none of
YAML's own guesses (no is false, 1_0 is ten, 2026-01 is text and 2026-01-01 is not) can change what was written.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportgen.errors import ConfigError, ReportgenError, raise_all
from reportgen.model import Passage, Place

LIMIT = 2_000_000
DEPTH = 40
UNCLOSED = "a quotation mark opened here is not closed once (double it to print one)"
SPACES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "v": "\v",
    "f": "\f",
    "N": "\x85",
    "_": "\xa0",
    "L": " ",
    "P": " ",
    "\n": " ",
}
NO_TEXT = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufeff]")
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'’&()/_-]*[A-Za-z0-9.)]")
WORDS_OF_YAML = {"true", "false", "null", "yes", "no", "on", "off"}
Path_ = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands (from and to, counted from 0) and where its key does; a scalar's style is its mark."""

    key: tuple[int, int]
    start: tuple[int, int]
    end: tuple[int, int]
    style: str = ""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file: plain values, and a spot for each path into them."""

    name: str
    lines: tuple[str, ...]
    content: Any
    spots: dict[Path_, Spot]
    offset: int = 0

    def place(self, path: Path_, *, key: bool = False) -> Place:
        """The place of the value at `path`, or of the nearest thing around it that has one."""
        while path and path not in self.spots:
            path = path[:-1]
        spot = self.spots.get(path)
        line, column = (spot.key if key else spot.start) if spot else (0, 0)
        return Place(self.name, self.offset + line + 1, column + 1)

    def passage(self, path: Path_, text: str) -> Passage:
        """The words at `path` with their source, so that an offset in them leads back to a line and column."""
        spot = self.spots.get(path)
        if spot is None:
            return Passage(text, self.name)
        (first, column), (last, end) = spot.start, spot.end
        rows = list(self.lines[first : last + 1])
        if rows and last < len(self.lines):
            rows[-1] = rows[-1][:end]
        if spot.style in ("|", ">") and len(rows) > 1 and text:
            return Passage(text, self.name, "\n".join(rows[1:]), self.offset + first + 2, 1)
        column += spot.style in ("'", '"')
        rows[0] = rows[0][column:]
        return Passage(text, self.name, "\n".join(rows), self.offset + first + 1, column + 1, spot.style)


def read_text(path: Path, name: str, absent: Callable[[], str] = lambda: "Check the path.") -> str:
    """The file as text; a ConfigError says why where it cannot be had, and what `absent` says where it is not there."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ConfigError("is a folder, not a file", place=Place(name))
        if size > LIMIT:
            raise ConfigError(f"is {size / 1e6:.0f} MB large; at most {LIMIT / 1e6:.0f} MB are read", place=Place(name))
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError("there is no such file", place=Place(name), hint=absent()) from None
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", place=Place(name)) from None
    except UnicodeDecodeError as error:
        before = path.read_bytes()[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise ConfigError("is not UTF-8 text", place=Place(name, line, column), hint="Save it as UTF-8.") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, row in enumerate(text.split("\n"), 1):
        found = NO_TEXT.search(row)
        if found:
            message = f"holds a character that is not text (U+{ord(found[0]):04X})"
            raise ConfigError(message, place=Place(name, number, found.start() + 1))
    return text


def parse(text: str, name: str, *, offset: int = 0) -> YamlFile:
    """Read YAML; refuse duplicate keys and whatever is not one mapping. All duplicates are told at once."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        deep = _too_deep(yaml.parse(text, Loader=loader))
        if deep is not None:
            raise ConfigError("is nested too deeply", place=Place(name, offset + deep + 1))
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        place = Place(name, offset + mark.line + 1, mark.column + 1) if mark else Place(name)
        opened = _left_open(text, mark) if mark and "did not find expected" in str(error) else None
        if opened:
            raise ConfigError(UNCLOSED, place=Place(name, offset + opened[0], opened[1])) from None
        unclosed = getattr(error, "context_mark", None) if _is_unclosed(error) else None
        if unclosed:
            place = Place(name, offset + unclosed.line + 1, unclosed.column + 1)
            raise ConfigError("a quotation mark opened here is never closed", place=place) from None
        raise ConfigError(_plain_words(error, text, mark), place=place) from None
    except RecursionError:
        raise ConfigError("is nested too deeply", place=Place(name, offset + 1)) from None
    if node is None:
        raise ConfigError("is empty", place=Place(name), hint="The shipped config.yaml shows every key.")
    if not isinstance(node, yaml.MappingNode):
        raise ConfigError("must be a mapping of keys to values", place=Place(name, offset + 1, 1))
    spots: dict[Path_, Spot] = {}
    errors: list[ReportgenError] = []

    def build(node: Any, path: Path_, above: tuple[Any, ...]) -> Any:
        if any(node is one for one in above):
            raise ConfigError("refers to itself", place=Place(name, offset + node.start_mark.line + 1, 1))
        if len(above) > DEPTH:
            raise ConfigError("is nested too deeply", place=Place(name, offset + node.start_mark.line + 1, 1))
        if len(spots) > 50_000:
            raise ConfigError("holds too many values", place=Place(name))
        if isinstance(node, yaml.ScalarNode):
            foreign = NO_TEXT.search(node.value.replace("\n", "").replace("\r", ""))
            if foreign:
                place = Place(name, offset + node.start_mark.line + 1, node.start_mark.column + 1)
                raise ConfigError(f"holds a character that is not text (U+{ord(foreign[0]):04X})", place=place)
            empty = not node.style and node.value in ("", "~", "null")
            return None if empty else node.value
        if isinstance(node, yaml.SequenceNode):
            for index, child in enumerate(node.value):
                spots[(*path, index)] = _spot(child, child)
            return [build(child, (*path, index), (*above, node)) for index, child in enumerate(node.value)]
        result: dict[str, Any] = {}
        for key, value in node.value:
            label = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            at = Place(name, offset + key.start_mark.line + 1, key.start_mark.column + 1)
            if label in result:
                first = spots[(*path, label)].key[0] + offset + 1
                errors.append(ConfigError(f"{dotted((*path, label))}: stands twice (first on line {first})", place=at))
                continue
            spots[(*path, label)] = _spot(key, value)
            result[label] = build(value, (*path, label), (*above, node))
        return result

    content = build(node, (), ())
    raise_all(errors)
    return YamlFile(name, tuple(text.split("\n")), content, spots, offset)


def scalar(text: str) -> str:
    """A YAML scalar of one line that reads back as these very words."""
    if PLAIN.fullmatch(text) and text.lower() not in WORDS_OF_YAML:
        return text
    return json.dumps(text, ensure_ascii=False)


def dotted(path: Path_) -> str:
    """A path as people write it: issue.quotes.lecubarri.firm, issue.risks[2].title."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else str(part)
    return out


def place_of(passage: Passage, offset: int) -> Place:
    """The place in the file of the character at `offset` of a passage.

    The words are laid along their source letter by letter, white space aside: what YAML folds and indents is
    white space, so the letters keep their order; escapes and doubled marks are read as YAML reads them.
    """
    before = sum(map(len, passage.text[: offset + 1].split()))
    letters = _positions(passage.raw, passage.style)
    position = letters[min(max(before, 1), len(letters)) - 1] if letters else 0
    rows = passage.raw.count("\n", 0, position)
    column = position - (passage.raw.rfind("\n", 0, position) + 1) + 1
    return Place(passage.file, passage.line + rows, column if rows else passage.column + position)


def spots_of(passage: Passage) -> list[tuple[int, int]]:
    """The line and the column of every character of a passage, found in one walk as `place_of` finds one of them; a
    blank stands behind the letter before it.
    """
    letters = _letters(passage.raw, passage.style)
    at, row, begin, done = 0, 0, 0, 0
    out: list[tuple[int, int]] = []
    for letter in passage.text:
        if not letter.isspace():
            at = next(letters, at)
            row += passage.raw.count("\n", done, at)
            if at > done:
                newline = passage.raw.rfind("\n", done, at)
                begin = newline + 1 if newline >= 0 else begin
            done = at
        behind = at + 1 if letter.isspace() and out else at
        out.append((passage.line + row, behind - begin + 1 if row else passage.column + behind))
    return out


def part_of(passage: Passage, text: str, offset: int) -> Passage:
    """A part of a passage, `text` from `offset` on, that still knows its lines."""
    if not text.strip():
        return Passage(text)
    place = place_of(passage, offset + len(text) - len(text.lstrip()))
    rows = passage.raw.split("\n")
    first = place.line - passage.line
    column = place.column - 1 if first else place.column - passage.column
    raw = "\n".join([rows[first][column:], *rows[first + 1 :]]) if first < len(rows) else ""
    return Passage(text, passage.file, raw, place.line, place.column, passage.style)


@lru_cache(maxsize=16)
def _positions(raw: str, style: str) -> Sequence[int]:
    """Where each letter begins, found once for all that is asked of a passage."""
    return array("L", _letters(raw, style))


def _letters(raw: str, style: str) -> Iterator[int]:
    """Where each letter of a scalar begins in its source, white space aside."""
    position = 0
    while position < len(raw):
        letter, width = raw[position], 1
        if style == '"' and letter == "\\":
            kind = raw[position + 1 : position + 2]
            width = {"x": 4, "u": 6, "U": 10}.get(kind, 2)
            letter = chr(int(raw[position + 2 : position + width], 16)) if width > 2 else SPACES.get(kind, kind)
        elif style == "'" and raw[position : position + 2] == "''":
            width = 2
        if not letter.isspace() and letter:
            yield position
        position += width


def _spot(key: Any, value: Any) -> Spot:
    return Spot(
        (key.start_mark.line, key.start_mark.column),
        (value.start_mark.line, value.start_mark.column),
        (value.end_mark.line, value.end_mark.column),
        getattr(value, "style", None) or "",
    )


def _too_deep(events: Iterator[Any]) -> int | None:
    """The line on which a file is nested beyond reason: libyaml composes by recursion, in C, without a net."""
    depth = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        if depth > 4 * DEPTH:
            return int(event.start_mark.line)
    return None


def _left_open(text: str, mark: Any) -> tuple[int, int] | None:
    """The first line, up to where YAML gave up, that opens a quotation mark and does not close it."""
    for number, row in enumerate(text.split("\n")[: mark.line + 1], 1):
        opened = re.match(r"\s*(?:- )?[\w.-]+:\s+([\"'])", row)
        if opened and row[opened.end() :].split(" #")[0].count(opened[1]) != 1:
            return number, opened.end()
    return None


def _is_unclosed(error: Any) -> bool:
    problem = str(getattr(error, "problem", None) or error).split("\n")[0]
    return "escape" not in problem and (
        "quoted scalar" in str(getattr(error, "context", "")) or "end of stream" in problem
    )


def _plain_words(error: Any, text: str, mark: Any) -> str:
    """YAML's complaint in words for somebody who writes newsletters."""
    problem = str(getattr(error, "problem", None) or error).split("\n")[0]
    lines = text.split("\n")
    row = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in row[: len(row) - len(row.lstrip())] or "'\\t'" in problem:
        return "a tab stands where YAML wants spaces"
    if "escape" in problem:
        return "a backslash between double quotation marks begins an escape (put the text between single ones)"
    if "mapping values are not allowed" in problem:
        return "a colon stands where none is expected (put the text in quotation marks, or indent it)"
    return f"is not valid YAML: {problem}"
