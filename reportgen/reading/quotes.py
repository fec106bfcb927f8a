"""Block quotes and their speakers, told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.reading.letters import cut
from reportgen.reading.outline import Block
from reportgen.reading.speech import attribution, names_speaker

MARKS = '“"«„‘'


def attributed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each attribution (— Name, Firm) a caption of its own, behind the quotation that it is told of,
    which is a block quote then; quotations carry its words as their caption.
    """
    out: list[Block] = []
    for block in blocks:
        if block.role not in ("paragraph", "quote"):
            out.append(block)
            continue
        text = block.words.text
        start = _begins(block)
        if start == 0 and out and _is_quotation(out[-1]):
            out.append(replace(block, role="caption", voice="author"))
            _told(out, text)
        elif start:
            out.append(replace(block, role="quote", voice="quote", words=cut(block.words, 0, start)))
            out.append(replace(block, role="caption", voice="author", words=cut(block.words, start)))
            _told(out, out[-1].words.text)
        else:
            out.append(block)
    return out


def _begins(block: Block) -> int | None:
    """Where the attribution in a block begins: at its start, on a line of its own, or behind the closing mark."""
    text = block.words.text
    if names_speaker(text):
        return 0
    if block.role == "quote" or text[:1] in MARKS:
        for run in block.words.runs[1:][-3:]:
            if names_speaker(text[run.offset :]):
                return run.offset
        return attribution(text)
    return None


def _is_quotation(block: Block) -> bool:
    return block.role == "quote" or (block.role == "paragraph" and block.words.text[:1] in MARKS)


def _told(out: list[Block], speaker: str) -> None:
    """The quotation before the last block gets its speaker: each paragraph of it."""
    at = len(out) - 2
    group = out[at].group
    while at >= 0 and _is_quotation(out[at]) and not out[at].caption and out[at].group == group:
        out[at] = replace(out[at], role="quote", voice="quote", caption=speaker)
        at -= 1
