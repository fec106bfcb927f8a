"""What an issue claims and what each claim rests on: the rows of its substantiation, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen import formats, marks
from reportgen.compose.method import moment
from reportgen.compose.printings import derivations, sentences
from reportgen.compose.provenance import provenance
from reportgen.compose.worked import worked
from reportgen.model import (
    Block,
    Derivation,
    FundsTable,
    Issue,
    Note,
    QuoteBlock,
    Report,
    Substantiated,
    WeekAhead,
)


def rows(report: Report, issue: Issue) -> tuple[Substantiated, ...]:
    """Every printed figure in every place of it, then the quotes, funds and dates of the issue, then its notes.

    A claim that carries no figure, quote or note has no row here: the check's judgement of the text adds it.
    """
    known = {one.figure.id: one for one in derivations(report, issue)}
    out: list[Substantiated] = []
    for place, sentence in sentences(report):
        words = marks.plain(sentence, report.printed)
        for index in marks.figures_in(sentence):
            printed = report.printed[index]
            out.append(_figure(known[printed.figure.id], words, place, printed.text))
    for block in report.blocks:
        out.extend(_block(block))
    out.extend(_note(note) for note in report.notes)
    return tuple(dict.fromkeys(out))


def _figure(one: Derivation, words: str, place: str, text: str) -> Substantiated:
    figure = one.figure
    if one.kind:
        evidence = f"Quoted from its source: {provenance(figure)}"
    else:
        steps = worked(Derivation(figure, tuple(p for p in one.printings if p.text == text)))
        evidence = f"{figure.name or figure.id}: {'; '.join(steps)}"
    return Substantiated(
        words, place, one.kind or "computed", evidence, str(figure.value), figure.source,
        " ".join(dict.fromkeys(filter(None, (one.url, *(i.url for i in figure.inputs))))),
        _read(sorted({i.retrieved for i in figure.inputs if i.retrieved})), text,
    )  # fmt: skip


def _read(moments: list[str]) -> str:
    """When closes were read, from the first of them to the last."""
    return " to ".join(moment(one) for one in dict.fromkeys([*moments[:1], *moments[-1:]]))


def _block(block: Block) -> Iterator[Substantiated]:
    """What stands in a block in words that somebody else answers for."""
    match block.content:
        case QuoteBlock() as quote:
            who = ", ".join(filter(None, (quote.speaker, quote.credit)))
            yield Substantiated(f"“{quote.text}”", "quote", "quoted", f"Said by {who}", "", quote.where, quote.url)
        case FundsTable(_, funds):
            for fund in funds:
                claim = f"{fund.ticker}: {fund.name}, follows {fund.tracks}, costs {fund.expense_ratio}"
                evidence = f"As its source described it: {formats.date_words(fund.as_of)}"
                yield Substantiated(claim, "funds", "fact", evidence, "", fund.source, fund.url)
        case WeekAhead(days):
            for due in days:
                for time, what, source, url in due.entries:
                    claim = f"{due.day}: {what.text}{f', {time}' if time else ''}"
                    yield Substantiated(claim, "week ahead", "announced", "As its source announced it", "", source, url)


def _note(note: Note) -> Substantiated:
    verdict = note.label.lower() or "fact"
    return Substantiated(
        note.text, f"note {note.number}", verdict, f"As published: {note.date}", "", note.source, note.url
    )
