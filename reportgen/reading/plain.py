"""Plain text into blocks: headings underlined, lists, columns, quotations and notes, as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.reading.bindings import without_bindings
from reportgen.reading.calls import NOTE, without_calls
from reportgen.reading.columns import RULE, UNDERLINE, Layout, Row, are_heads, cells, is_tabular, ruled, table
from reportgen.reading.labels import labelled
from reportgen.reading.letters import OBJECT, Piece, Strand, cut, row, strand
from reportgen.reading.outline import Block
from reportgen.reading.quotes import MARKS, attributed
from reportgen.reading.speech import names_speaker
from reportgen.reading.wrapping import ITEM, STOPS, Width, aside, bulleted, is_heading

CHART = re.compile(r"\[(?:chart|figure|graph|picture|image|photo|table)\]\s*", re.IGNORECASE)
PICTURE = re.compile(r"\[(?:chart|figure|graph|picture|image|photo|alt)\s*:\s*(?=[^\]]*\]$)", re.IGNORECASE)
PIPED = re.compile(r"\s*\|.*\|\s*$|[^|]+(?:\s\|\s[^|]*){1,}$")
SOURCE = re.compile(r"^sources?:", re.IGNORECASE)


def blocks(text: str) -> list[Block]:
    """The blocks of a plain text, in their order."""
    reader = Reader(bulleted(text.split("\n")), calls=NOTE.search(text) is not None)
    return attributed(labelled(reader.read()))


class Reader:
    """The walk over a text's lines, stretch by stretch between the empty ones."""

    def __init__(self, lines: Sequence[str], *, calls: bool) -> None:
        self.calls = calls
        self.stretches = list(_stretches(lines))
        self.width = Width([[line for _, line in rows] for rows in self.stretches])
        self.out: list[Block] = []
        self.layout: Layout | None = None
        self.group = 0

    def read(self) -> list[Block]:
        """Walk."""
        listed = ""
        for rows in self.stretches:
            mark = ITEM.match(rows[0][1])
            kind = re.sub(r"\d+", "1", mark[1]) if mark else ""
            self.group += not (kind and kind == listed)
            listed = kind
            before, self.layout = self.layout, None
            rest = rows
            while rest:
                rest = rest[self._take(rest, before if rest is rows else None) :]
        return [block for block in self.out if block.words.text not in ("", OBJECT)]

    def _take(self, rows: Sequence[Row], before: Layout | None) -> int:
        """Read what these lines begin with; how many of them that is."""
        first = rows[0][1]
        if RULE.match(first):
            return 1
        under = _underlined(rows)
        if under:
            level = 2 if rows[under][1].strip()[0] == "=" else 3
            self.out.append(Block("heading", self._strand(rows[:under]), level=level))
            return under + 1
        rule, count = ruled(rows), 0
        before = before if rule is None and self._goes_on(rows, before) else None
        if rule is None:
            count = len(rows) if before else self._tabular(rows)
        if rule is not None or count:
            taken = rows[:count] if rule is None else rows
            found, self.layout = table(taken, rule, before, self.group)
            self.out += found
            return len(taken)
        if PIPED.match(first) and (first.strip()[0] == "|" or len(rows) > 1):
            return self._piped(rows)
        if ITEM.match(first):
            return self._item(rows)
        return self._paragraphs(rows)

    def _goes_on(self, rows: Sequence[Row], before: Layout | None) -> bool:
        """Whether a table goes on after an empty line, perhaps under a heading of its own."""
        if before is None:
            return False
        body = rows[1:] if len(cells(rows[0][1])) == 1 else rows
        if (before.starts and any("\t" in line for _, line in rows)) or are_heads(body):
            return False
        enough = [len(cells(line)) >= max(2, len(before.starts) - 1) for _, line in body]
        wrapped = [len(cells(line)) == 1 for _, line in body[:-1]]
        return bool(body) and enough[-1] and all(a or b for a, b in zip(enough, [*wrapped, False], strict=True))

    def _tabular(self, rows: Sequence[Row]) -> int:
        """How many of the lines, from the first on, stand in columns."""
        count = next((at for at, (_, line) in enumerate(rows) if len(cells(line)) < 2), len(rows))
        return count if count and is_tabular(rows[:count]) else 0

    def _piped(self, rows: Sequence[Row]) -> int:
        count = next((at for at, (_, line) in enumerate(rows) if "|" not in line), len(rows))
        heads: tuple[str, ...] = ()
        for at, (number, line) in enumerate(rows[:count]):
            if not re.search(r"[^\s|:+=-]", line):
                continue
            found = [
                strand([Piece(one[0], number, one.start() + 1)])
                for one in re.finditer(r"[^|]+", re.sub(r"^\s*\|", lambda m: " " * len(m[0]), line))
                if one.end() < len(line.rstrip()) or one[0].strip()
            ]
            if not at and count > 1 and not re.search(r"[^\s|:+=-]", rows[1][1]):
                heads = tuple(one.text for one in found)
                continue
            words, spans = row(found)
            self.out.append(Block("row", words, cells=spans, heads=heads, group=self.group))
        return count

    def _item(self, rows: Sequence[Row]) -> int:
        """One item: its line and those that go on from it."""
        mark = ITEM.match(rows[0][1])
        start = mark.end() if mark else 0
        end = 1
        while end < len(rows) and not _is_next(mark, rows[end][1]):
            indented = rows[end][1][:1].isspace()
            if not indented and self.width.chosen(rows[end - 1][1], rows[end][1]):
                break
            end += 1
        number, line = rows[0]
        words = self._strand([(number, " " * start + line[start:]), *rows[1:end]])
        self.out.append(Block("item", words, group=self.group))
        return end

    def _paragraphs(self, rows: Sequence[Row]) -> int:
        """Lines up to the next list, table or heading, each paragraph of them a block."""
        inset = aside([line for _, line in rows])
        end = 1
        while end < len(rows) and not self._begins_other(rows[end - 1][1], rows[end:], inset):
            end += 1
        found: list[list[Row]] = []
        for one in rows[:end]:
            if found and not self._breaks(found[-1][-1][1], one[1], inset):
                found[-1].append(one)
            else:
                found.append([one])
        chart = False
        for paragraph in found:
            words = self._strand(paragraph)
            titled, pictured = CHART.match(words.text), PICTURE.match(words.text)
            if titled:
                self.out.append(Block("caption", cut(words, titled.end())))
            elif pictured:
                self.out.append(Block("alt", cut(words, pictured.end(), -1)))
            elif chart and not SOURCE.match(words.text):
                self.out.append(Block("alt", words))
            elif inset and words.text[:1] in MARKS:
                self.out.append(Block("quote", words, "quote", group=self.group))
            else:
                self.out.append(Block("paragraph", words, group=self.group))
            chart = chart or titled is not None
        return end

    def _begins_other(self, before: str, rows: Sequence[Row], inset: bool) -> bool:
        """Whether a list, a heading or a table begins in the midst of lines.

        What looks like an item's mark may only have come to stand first where a line was full.
        """
        line = rows[0][1]
        mark = ITEM.match(line)
        ended = before.rstrip()[-1:] in STOPS or is_heading(before.strip())
        if mark and mark[1] in "-*•" and (ended or self.width.chosen(before, line, inset)):
            return True
        if (
            mark
            and mark[1][:2] in ("1.", "1)", "[1")
            and (before.rstrip()[-1:] == ":" or self.width.chosen(before, line, inset))
        ):
            return True
        under = _underlined(rows)
        return bool(under == 1 and self.width.loose) or (len(cells(line)) > 1 and self._tabular(rows[:3]) > 1)

    def _breaks(self, before: str, line: str, inset: bool) -> bool:
        """Whether a line begins a paragraph of its own: the break before it was not for want of room."""
        words = line.strip()
        if self.width.loose or names_speaker(words) or ("://" in words and " " not in words):
            return True
        if SOURCE.match(words) and before.rstrip()[-1] in STOPS:
            return True
        if line[:1] == " " and before[:1] != " ":
            return False
        return self.width.chosen(before, line, inset)

    def _strand(self, rows: Sequence[Row]) -> Strand:
        words = without_bindings(strand([Piece(line + " ", number, 1) for number, line in rows]))
        return without_calls(words) if self.calls else words


def _stretches(lines: Sequence[str]) -> Iterator[list[Row]]:
    """The lines that stand together, numbered."""
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            rows.append((number, line))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _is_next(mark: re.Match[str] | None, line: str) -> bool:
    """Whether a line is the next item behind one with this mark: a number must be the next one, as deep as it."""
    found = ITEM.match(line)
    if not found or not mark:
        return found is not None
    before, after = (re.sub(r"\D", "", one[1]) for one in (mark, found))
    if not before or not after:
        return not after or (int(after) == 1 and found.start(1) <= mark.start(1) + 1)
    return int(after) == int(before) + 1 and found.start(1) <= mark.start(1) + 1


def _underlined(rows: Sequence[Row]) -> int:
    """On which line the rule under a heading stands that these lines begin with, 0 where they do not."""
    for at, (_, line) in enumerate(rows[1:4], 1):
        found = UNDERLINE.match(line)
        if found:
            above = rows[:at]
            if line[:1] != " " and any(one.startswith("    ") for _, one in above):
                return 0
            wide = max(len(one.rstrip()) for _, one in above)
            columns = any(len(cells(one)) > 1 for _, one in [*above, *rows[at + 1 : at + 2]])
            return at if not columns and len(found[1]) >= min(0.5 * wide, 60) else 0
    return 0
