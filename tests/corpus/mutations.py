"""Mutations of clean builds: one number, weekday, direction, name or quoted word is changed so that a sentence is false.

    python tests/corpus/mutations.py FOLDER COUNT SEED

changes COUNT words of the editions below FOLDER and tells which are not caught, and how many are, by kind.
"""

from __future__ import annotations

import random
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.formats import MINUS
from reportgen.market.evidence import from_record
from reportgen.model import Evidence, Finding, Profile
from reportgen.reading import manuscript
from reportgen.review.check import outside

WIDTH = 72
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
PAIRS = [
    ("rose", "fell"), ("up", "down"), ("ahead of", "behind"), ("above", "below"), ("led", "trailed"), ("gain", "loss"),
    ("gained", "lost"), ("highest", "lowest"), ("best", "worst"), ("jumped", "tumbled"), ("steepened", "flattened"),
    ("upper", "lower"), ("winning", "losing"), ("gave", "gained"), ("gains", "losses"), ("leads", "trails"),
    ("rises", "falls"), ("rise", "fall"), ("edged up", "edged down"), ("high", "low"), ("first", "last"),
]  # fmt: skip
TURNED = {**dict(PAIRS), **{b: a for a, b in PAIRS}, "gained": "lost"}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NUMBER = re.compile(rf"[+{MINUS}]?[$¥]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?")
NO_NUMBER = re.compile(
    rf"\[\d+\]|\d{{1,2}}:\d\d|\b(?:19|20)\d\d\b|(?:{MONTHS}) \d{{1,2}}\b|\b\d+-(?:week|day|month|year)\b|= 100"
    r"|\d+ (?:weeks?|months?)\b|\[Chart\]|^\s*\d{{1,2}}, 20\d\d"
)
FURNITURE = re.compile(
    r"made-up prices|^(?:\*\*\*|Source|Sources:|By |Judged on|Price changes|\s+http|-{5}|={3}|Week ended)|https?://|As of the close|from that of|as of the close"
)
UNSAID = re.compile(
    r"\b(?:which rises when|could|would|may|might|can|if|whether|should|to watch|expects?|anyone)\b", re.IGNORECASE
)
WORDLESS = "Key points|How these numbers were made|Important disclosures|The week ahead"


@dataclass(frozen=True)
class Source:
    """A clean text, its evidence, and what it is called."""

    name: str
    text: str
    evidence: Evidence


@dataclass(frozen=True)
class Mutant:
    """A text with one stretch changed: where the new words stand, as line, column and the column behind, from 1."""

    kind: str
    source: Source
    places: tuple[tuple[int, int, int], ...]
    before: str
    after: str
    text: str

    @property
    def shown(self) -> str:
        """The changed line, with what stood there."""
        line, column, _ = self.places[0]
        return f"{self.source.name}:{line}:{column} [{self.before} → {self.after}] {self.text.splitlines()[line - 1].strip()}"


def findings(source: Source, text: str) -> tuple[Finding, ...]:
    """The errors of a text as an outside one, by the evidence of its source."""
    read = manuscript(text, "report.txt", "text")
    found = outside(read, source.evidence, Profile(), source.evidence.market.week.end)
    return tuple(one for one in found if one.severity == "error")


def caught(mutant: Mutant) -> bool:
    """Whether an error stands on the changed words."""
    return any(
        one.place.line == line and one.place.column < end and column < one.end_column
        for one in findings(mutant.source, mutant.text)
        for line, column, end in mutant.places
    )


def mutants(source: Source, count: int, seed: int) -> list[Mutant]:
    """So many mutants of a text, of every kind, each of another place."""
    dice = random.Random(f"{seed}:{source.name}")
    by_kind: dict[str, list[tuple[int, int, int, str, str]]] = {}
    for kind, *rest in _places(source, dice):
        by_kind.setdefault(kind, []).append(tuple(rest))  # type: ignore[arg-type]
    for some in by_kind.values():
        dice.shuffle(some)
    lines, out = source.text.split("\n"), []
    while len(out) < count and any(by_kind.values()):
        for kind in [*by_kind, "number", "number"]:
            if by_kind.get(kind) and len(out) < count:
                line, start, end, before, after = by_kind[kind].pop()
                changed, places = _changed(lines, line, start, end, after)
                out.append(Mutant(kind, source, places, before, after, "\n".join(changed)))
    return out


def _changed(
    lines: list[str], line: int, start: int, end: int, after: str
) -> tuple[list[str], tuple[tuple[int, int, int], ...]]:
    """The lines with other words in one of them, set anew to the width where it is prose; and where these words stand."""
    old = lines[line]
    if re.search(r"\S {2,}\S", old):  # a table's row keeps its columns
        room = len(re.match(r" *", old[end:])[0]) - 2  # type: ignore[index]
        end += min(max(room, 0), max(0, len(after) - (end - start)))
        set_ = old[:start] + after.ljust(end - start) + old[end:]
        return [*lines[:line], set_, *lines[line + 1 :]], ((line + 1, start + 1, start + len(after) + 1),)
    first, last = line, line + 1
    while first and _full(lines[first - 1], lines[first]):
        first -= 1
    while last < len(lines) and _full(lines[last - 1], lines[last]):
        last += 1
    mark = re.match(r"(?:\[\d+\] +|- | *)", lines[first])[0]  # type: ignore[index]
    inner = " " * (len(lines[first + 1]) - len(lines[first + 1].lstrip()) if last > first + 1 else len(mark))
    words = [one.strip() for one in lines[first:last]]
    words[0] = lines[first][len(mark) :]
    shift = len(old) - len(old.lstrip()) if line > first else len(mark)
    at = sum(len(one) + 1 for one in words[: line - first]) + start - shift
    whole = " ".join(words)
    whole = whole[:at] + after + whole[at + end - start :]
    made = textwrap.wrap(
        whole, WIDTH, initial_indent=mark, subsequent_indent=inner, break_long_words=False, break_on_hyphens=False
    )
    places, offset = [], 0
    for number, one in enumerate(made):
        indent = len(mark) if not number else len(inner)
        begin, stop = max(at, offset), min(at + len(after), offset + len(one) - indent)
        if begin < stop:
            places.append((first + number + 1, begin - offset + indent + 1, stop - offset + indent + 1))
        offset += len(one) - indent + 1
    return [*lines[:first], *made, *lines[last:]], tuple(places)


def _full(line: str, after: str) -> bool:
    """Whether a line goes on in the one below: its first word found no room."""
    words = after.split()
    new = re.match(r"- |\[\d+\] |\s*http|[-=]{4}|\[Chart\]", after) or "http" in line
    return bool(words) and bool(line.strip()) and not new and len(line) + 1 + len(words[0]) > WIDTH


def _places(source: Source, dice: random.Random) -> Iterator[tuple[str, int, int, int, str, str]]:
    """Every place that can be changed: kind, line, start, end, what stands there, what else."""
    lines = source.text.split("\n")
    names = _names(source.evidence)
    inside = _inside(lines)
    for number, line in enumerate(lines):
        if not inside[number]:
            continue
        sentence = _around(lines, number)
        named = [(m.start(), m.end(), m[0]) for m in names[0].finditer(line)]
        head = (
            number + 1 < len(lines)
            and lines[number + 1].startswith("-----")
            and lines[number + 1] == "-" * len(lines[number + 1])
        )
        if head or FURNITURE.search(line):
            continue
        taken = (
            [(a, b) for a, b, _ in named]
            + [m.span() for m in NO_NUMBER.finditer(line)]
            + [m.span() for m in re.finditer(r"“[^”]*”?|^[^“]*”", line)]
        )
        for m in NUMBER.finditer(line):
            if not any(a < m.end() and m.start() < b for a, b in taken) and (other := _digits(m[0], dice)):
                yield "number", number, m.start(), m.end(), m[0], other
        for m in re.finditer(rf"\b({'|'.join(DAYS)})\b", line):
            other = dice.choice([day for day in DAYS if day != m[0]])
            told = re.search(
                r"\S+(?= (?:on|by) $)", " ".join(lines[max(0, number - 1) : number]) + " " + line[: m.start()]
            )
            if (
                not (told and re.search(rf"(?<!\d){re.escape(told[0])} (?:on|by) {other}", sentence))
                and f"to {m[0]}" not in line
                and f"from {m[0]}" not in line
            ):
                yield "weekday", number, m.start(), m.end(), m[0], other
        if not UNSAID.search(sentence) and (names[0].search(sentence) or re.search(r"\d\.\d", sentence)):
            for m in re.finditer(
                rf"\b({'|'.join(sorted(map(re.escape, TURNED), key=len, reverse=True))})\b(?!-)", line, re.IGNORECASE
            ):
                if _turns(line, m, sentence):
                    yield "direction", number, m.start(), m.end(), m[0], _like(TURNED[m[0].lower()], m[0])
        if len(named) and not _is_list(sentence):
            a, b, name = dice.choice(named)
            if other := _other(source.evidence, name, sentence, names[1], dice):
                yield "name", number, a, b, name, other
    yield from _quoted(lines, source.evidence, dice)


def _inside(lines: list[str]) -> list[bool]:
    """Which lines are body, tables, charts or notes."""
    end = next(
        (
            i
            for i, line in enumerate(lines)
            if line.startswith(("Important disclosures", "How these numbers were made"))
        ),
        len(lines),
    )
    start = next((i for i, line in enumerate(lines) if line.startswith("===")), 0) - 2
    skipped = set()
    for i, line in enumerate(lines):
        if line.startswith("The week ahead"):
            skipped.update(
                range(i, next((j for j in range(i + 2, len(lines)) if lines[j].startswith("===")), len(lines)) - 1)
            )
    return [start < i < end and line.strip() != "" and i not in skipped for i, line in enumerate(lines)]


def _around(lines: list[str], at: int) -> str:
    """The paragraph, item or row of a line, in one."""
    start = at
    while start and lines[start - 1].strip() and not re.match(r"- |\[\d+\]|\[Chart\]", lines[start]):
        start -= 1
    end = at + 1
    while end < len(lines) and lines[end].strip() and not re.match(r"- |\[\d+\]|\[Chart\]", lines[end]):
        end += 1
    words = " ".join(line.strip() for line in lines[start:end])
    here = len(" ".join(line.strip() for line in lines[start:at]))
    cut = [m.end() for m in re.finditer(r"(?<!U\.S)\. (?=[A-Z\[])", words)]
    begin = max((c for c in cut if c <= here + 1), default=0)
    stop = next((c for c in cut if c > here + len(lines[at].strip())), len(words))
    return words[begin:stop]


def _digits(text: str, dice: random.Random) -> str:
    """The number with one digit another, so far off that no rounding and no hedge brings it back."""
    places = [i for i, c in enumerate(text) if c.isdigit()]
    if len(places) == 1 and text[places[0]] == text:
        return ""
    at = dice.choice(places[-2:])
    digit = int(text[at])
    other = dice.choice([d for d in range(10) if abs(d - digit) > 2 and (d or at != places[0])])
    return f"{text[:at]}{other}{text[at + 1 :]}"


def _turns(line: str, found: re.Match[str], sentence: str) -> bool:
    """Whether a word is a direction there, and not part of another phrase."""
    word, after, before = found[0].lower(), line[found.end() : found.end() + 14].lower(), line[: found.start()].lower()
    if word == "first" and not (before.endswith("came ") or after.startswith(" among")):
        return False
    if word == "last":
        return False
    if word == "up" and before.endswith("way "):
        return False
    if word == "high" and (before.endswith("off ") or "  " in after):
        return False
    if word in ("below", "above", "lower", "low", "first") and "[4]" in sentence:
        return False
    return word != "lower" or "half" in after


def _like(word: str, model: str) -> str:
    return word[0].upper() + word[1:] if model[0].isupper() else word


def _names(evidence: Evidence) -> tuple[re.Pattern[str], dict[str, str]]:
    """The names of the instruments as texts print them, and whose each is."""
    whose: dict[str, str] = {}
    for key, one in evidence.instruments.items():
        if evidence.market.closes.get(key):
            for name in (one.name, one.short):
                whose.setdefault(name, key)
    ordered = sorted(whose, key=len, reverse=True)
    return re.compile(rf"(?<![\w&])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])"), whose


def _is_list(sentence: str) -> bool:
    return bool(
        re.search(
            r"sectors, week ended|Judged on|By IW|with dividends|as of the close|from the close|measures|Funds named|Expense ratio|no count with",
            sentence,
        )
    )


def _other(evidence: Evidence, name: str, sentence: str, whose: dict[str, str], dice: random.Random) -> str:
    """Another instrument's name of the same kind, whose week prints otherwise and which the sentence does not name."""
    key = whose[name]
    one = evidence.instruments[key]
    week = _week(evidence, key)
    some = [
        k for k, other in evidence.instruments.items()
        if k != key and other.kind == one.kind and evidence.market.closes.get(k) and other.short not in sentence
        and week is not None and (theirs := _week(evidence, k)) is not None and abs(theirs - week) > 0.2 and not other.lower
        and (re.search(r"\d\.\d", sentence) or (theirs > 0) != (week > 0))
    ]  # fmt: skip
    if not some:
        return ""
    pick = evidence.instruments[dice.choice(some)]
    return pick.name if name == one.name and name != one.short else pick.short


def _week(evidence: Evidence, key: str) -> float | None:
    week = evidence.market.week_of(key)
    first, last = (evidence.market.closes[key].get(day) for day in (week.base, week.end))
    return (last.level / first.level - 1) * 100 if first and last and first.level else None


def _quoted(lines: list[str], evidence: Evidence, dice: random.Random) -> Iterator[tuple[str, int, int, int, str, str]]:
    """Words of quotes, speakers and firms; names, tickers and charges of the funds that are told."""
    for quote in evidence.quotes.values():
        words = set(re.findall(r"[a-z]{4,}", quote.text))
        for number, line in enumerate(lines):
            if (
                line.startswith("    ")
                and any(word in line for word in words)
                and "http" not in line
                and "—" not in line
                and "“" in line + lines[number - 1]
            ):
                for m in re.finditer(r"\b[a-z]{4,}\b", line):
                    if m[0] in words:
                        other = dice.choice(sorted({"worst", "market", "never", "bonds", "losing"} - words))
                        yield "quote", number, m.start(), m.end(), m[0], other
            for told, other in ((quote.speaker, "Maria Holt"), (quote.firm, "Goldman Sachs")):
                if told and "—" in "".join(lines[max(0, number - 1) : number + 1]) and told in line:
                    at = line.index(told)
                    yield "quote", number, at, at + len(told), told, other
    funds = [(n, m) for n, line in enumerate(lines) if (m := re.match(r"- ([A-Z]{2,5}): (.+?)\. Follows", line))]
    for number, m in funds:
        others = [one[2] for _, one in funds if one[2] != m[2]]
        if others:
            yield "name", number, m.start(2), m.end(2), m[2], dice.choice(others)
            tickers = [one[1] for _, one in funds if one[1] != m[1]]
            yield "name", number, m.start(1), m.end(1), m[1], dice.choice(tickers)


def sources(folder: Path, name: str = "") -> Iterator[Source]:
    """The built editions below a folder, each by its record."""
    for record in sorted([*folder.glob("*/record.json"), *folder.glob("*/output/*/record.json")]):
        text = record.parent / "report.txt"
        if text.exists():
            yield Source(
                name or str(record.parent.relative_to(folder)), text.read_text(encoding="utf-8"), from_record(record)
            )


def tried(some: list[Source], count: int, seed: int) -> tuple[Counter[str], list[Mutant]]:
    """How many of each kind were made, and those that nothing caught."""
    made: Counter[str] = Counter()
    lost = []
    share = -(-count // len(some))
    for source in some:
        for mutant in mutants(source, share, seed):
            made[mutant.kind] += 1
            if not caught(mutant):
                lost.append(mutant)
    return made, lost


def told(made: Counter[str], lost: list[Mutant]) -> str:
    """The rate by kind and in all, behind what was not caught."""
    missed, total = Counter(one.kind for one in lost), sum(made.values())
    kinds = [f"{kind}: {many - missed[kind]} of {many}" for kind, many in made.items()]
    whole = f"{total - len(lost)} of {total}: {(total - len(lost)) / total:.1%}"
    return "\n".join([*(f"{one.kind} {one.shown}" for one in lost), *kinds, whole])


def main() -> None:
    """Change words of the editions in a folder, and tell."""
    folder, count, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    sys.stdout.write(told(*tried(list(sources(folder)), count, seed)) + "\n")


if __name__ == "__main__":
    main()
