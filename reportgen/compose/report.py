"""Issue and market week into one Report: the prose run once, blocks placed, notes numbered, disclosures found."""

from __future__ import annotations

import re
from urllib.parse import unquote

from reportgen import formats
from reportgen.compose.blocks import build, pieces
from reportgen.compose.blocks.five_years import five_years
from reportgen.compose.disclosures import standing, unasked, wanted
from reportgen.compose.ink import Ink
from reportgen.compose.markdown import inline, pictures, prose
from reportgen.compose.method import method, moment
from reportgen.compose.prose import Desk
from reportgen.errors import ReportgenError, TemplateError, raise_all
from reportgen.marks import plain
from reportgen.model import Block, MarketWeek, Passage, Picture, Project, Prose, Report, TradingWeek
from reportgen.yamlfile import part_of, place_of

SUFFIXES = {".png", ".jpg", ".jpeg", ".svg"}


def compose(project: Project, market: MarketWeek) -> Report:
    """The report of an issue, the same for all media; raises every mistake of its prose at once."""
    ink = Ink(project, market)
    desk = Desk(ink)
    issue = project.issue
    title = desk.run(issue.title)
    deck = inline(desk.run(issue.deck), ink.printed)
    blocks: list[Block] = []
    if issue.key_points and not re.search(r"(?m)^\s*\[\[\s*key_points\s*\]\]\s*$", issue.body.text):
        blocks.append(_block("key_points", issue.body, 0, project, desk))
    shown: list[Picture] = []
    for kind, piece, offset in pieces(issue.body):
        if kind == "block":
            blocks.append(_block(piece.text, issue.body, offset, project, desk))
            continue
        part = part_of(issue.body, piece.text, offset)
        text = desk.run(part)
        if text.strip():
            shown.extend(_pictures(text, part, project, desk.errors))
            blocks.append(Block("prose", prose(text, ink.printed)))
    for passage in (issue.deck, *issue.key_points, *(risk.text for risk in issue.risks)):
        shown.extend(_pictures(passage.text, passage, project, desk.errors))
    raise_all(desk.errors)
    notes = ink.notes()
    if notes and not any(block.kind == "notes" for block in blocks):
        blocks.append(Block("notes", None))
    owed = wanted(project, ink, blocks, spoken(title, deck, blocks, ink))
    disclosures = standing(owed, project)
    if any(one.placement == "table" for one in disclosures):
        blocks.append(Block("five_years", five_years(project, desk)))
    publication = project.publication
    return Report(
        publication=publication,
        week=market.week,
        title=title,
        deck=deck,
        byline=issue.byline,
        week_line=f"Week ended {formats.weekday_date(market.week.end)}",
        week_notes=week_notes(market.week),
        blocks=tuple(blocks),
        charts=tuple(block.content for block in blocks if block.kind == "chart"),
        notes=notes,
        disclosures=disclosures,
        unasked=unasked(owed, project),
        sources=(_source_line(market, ink),),
        printed=tuple(ink.printed),
        pictures=tuple(shown),
        method=method(market, ink.printed),
        made_up=market.made_up,
    )


def spoken(title: str, deck: Prose, blocks: list[Block] | tuple[Block, ...], ink: Ink) -> str:
    """The issue's words as plain text, tables and charts aside: what triggers look for their evidence in."""
    out = [plain(title, ink.printed), deck.text]
    for block in blocks:
        match block.kind:
            case "prose":
                out.append(block.content.text)
            case "key_points":
                out.extend(point.text for point in block.content.points)
            case "risks":
                out.extend(f"{plain(t, ink.printed)}. {text.text}" for t, text in block.content.rows)
    return "\n".join(out)


def week_notes(week: TradingWeek) -> tuple[str, ...]:
    """What to say of a week that was not whole: days without trading, sessions that ended early."""
    out = []
    for day, name in week.closed:
        out.append(f"Markets were closed on {formats.weekday_date(day, year=False)}" + (f" ({name})." if name else "."))
    for day, time in week.early:
        out.append(f"Trading ended early, at {time}, on {formats.weekday_date(day, year=False)}.")
    return tuple(out)


def _source_line(market: MarketWeek, ink: Ink) -> str:
    shown = {one.figure.id.partition(".")[0] for one in ink.printed}
    counted = [panel.source for key, panel in market.breadth.items() if key in shown]
    names = "; ".join(dict.fromkeys([market.source, *counted]))
    total = any(one.figure.period.endswith("_total") for one in ink.printed)
    changes = "price changes save where a total return is named" if total else "price changes only"
    return f"Index data: {names}{_retrieved(market, names)}. Closes of {formats.us_date(market.week.end)}, {changes}."


def _retrieved(market: MarketWeek, names: str) -> str:
    """When the week's closes were read, where their sources say so: in a clause if all were at one moment, else source
    by source, as closes of some sources or days may be older (lent by the store) or have no moment (a file's).
    """
    moments: dict[str, set[str]] = {}
    for key, by in market.closes.items():
        week = market.week_of(key)
        for close in (by[day] for day in (week.base, *week.sessions) if day in by):
            moments.setdefault(close.source, set()).add(close.retrieved)
    every = sorted({moment for some in moments.values() for moment in some})
    if len(every) == 1:
        told = f"as read {every[0][:16].replace('T', ' ')} UTC" in names
        return f", {'all ' * (len(moments) > 1)}retrieved {moment(every[0])}" if every[0] and not told else ""
    parts = []
    for name, some in moments.items():
        read = sorted(filter(None, some))
        if read:
            first, last = moment(read[0]), moment(read[-1])
            parts.append(f"{name} {first}" if first == last else f"{name} from {first} to {last}")
    return f". Retrieved: {'; '.join(parts)}" if parts else ""


def _block(words: str, body: Passage, offset: int, project: Project, desk: Desk) -> Block:
    try:
        return Block(*build(words, project, desk))
    except ReportgenError as error:
        if error.place is None:
            error.place = place_of(body, offset)
        desk.errors.append(error)
        return Block("prose", Prose("", ""))


def _pictures(text: str, part: Passage, project: Project, errors: list[ReportgenError]) -> list[Picture]:
    """The pictures of a text, each inside the project and with words for those who do not see it."""
    out = []
    for source, alt, index in pictures(text):
        match = list(re.finditer(r"!\[", part.text))
        place = place_of(part, match[min(index, len(match) - 1)].start()) if match else None
        path = (project.folder / unquote(source)).resolve()
        if not alt.strip():
            errors.append(
                TemplateError(f"the picture {source} has no alt text", place=place,
                              hint="Say what it shows, for those who hear it: ![A chart of …](picture.png).")
            )  # fmt: skip
        elif re.match(r"[a-z]+:", source) or not path.is_relative_to(project.folder.resolve()):
            errors.append(TemplateError(f"the picture {source} is not a file of this project", place=place))
        elif path.suffix.lower() not in SUFFIXES or not path.is_file():
            errors.append(TemplateError(f"there is no picture {source} (PNG, JPEG or SVG)", place=place))
        else:
            out.append(Picture(source, path, alt))
    return out
